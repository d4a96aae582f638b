//! The JSON twins for the reserve list.

use applications::ApplicationId;
use axum::extract::Path;
use base_web::{ApiJson, Reply, Visit, api};
use calls::Call;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::usecases::{self, OfferPlace};
use crate::{reserve, scenarios};

/// What a place was offered. `accepted` is null until it is answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReserveOfferJson {
    pub amount_cents: i64,
    pub answer_until: DateTime<Utc>,
    pub accepted: Option<bool>,
    pub approved_at: Option<DateTime<Utc>>,
}

impl From<&crate::model::ReserveOffer> for ReserveOfferJson {
    fn from(offer: &crate::model::ReserveOffer) -> Self {
        Self {
            amount_cents: offer.amount.0,
            answer_until: offer.answer_until,
            accepted: offer.accepted,
            approved_at: offer.approved_at,
        }
    }
}

/// A place on the reserve list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReservePlaceJson {
    pub application_id: Uuid,
    pub number: String,
    pub position: Option<i64>,
    pub valid_until: Option<NaiveDate>,
    /// What it can be offered now; null when too little is free.
    pub possible_cents: Option<i64>,
    pub offer: Option<ReserveOfferJson>,
}

/// The reserve list, and what of the call's means nobody holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReserveListJson {
    pub free_cents: i64,
    pub items: Vec<ReservePlaceJson>,
    pub total: u64,
}

/// Who is asked, until when (the end of that day); why places before it are left out.
#[derive(Debug, Deserialize, ToSchema)]
pub struct OfferPlaceJson {
    pub application_id: Uuid,
    pub answer_until: NaiveDate,
    #[serde(default)]
    pub skip_reason: String,
}

/// Who moves up.
#[derive(Debug, Deserialize, ToSchema)]
pub struct MoveUpJson {
    pub application_id: Uuid,
}

/// The applicant's answer.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AnswerOfferJson {
    pub accept: bool,
    #[serde(default)]
    pub remark: String,
}

async fn shown(visit: &Visit, call: &Call) -> Reply {
    let db = visit.app.db.reader();
    scenarios::require_whole_sight(db, &visit.ctx, call).await?;
    let list = reserve::list(db, &visit.ctx, call).await?;
    let items: Vec<ReservePlaceJson> = list
        .waiting
        .iter()
        .map(|place| ReservePlaceJson {
            application_id: place.case.id.0,
            number: place.case.label().to_owned(),
            position: place.decision.position,
            valid_until: place.decision.valid_until,
            possible_cents: list.amount(call, place).map(|amount| amount.0),
            offer: place.offer.as_ref().map(ReserveOfferJson::from),
        })
        .collect();
    api::ok(ReserveListJson {
        free_cents: list.free.0,
        total: items.len() as u64,
        items,
    })
}

pub(super) async fn list(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call(&visit, &call).await?;
    shown(&visit, &call).await
}

pub(super) async fn offer(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<OfferPlaceJson>,
) -> Reply {
    let call = super::call(&visit, &call).await?;
    let command = OfferPlace {
        call: call.id,
        application: ApplicationId(body.application_id),
        answer_until: body.answer_until,
        skip_reason: body.skip_reason,
    };
    usecases::offer_place(&visit.app.db, &visit.ctx, command).await?;
    shown(&visit, &call).await
}

pub(super) async fn approve(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<MoveUpJson>,
) -> Reply {
    let call = super::call(&visit, &call).await?;
    let application = ApplicationId(body.application_id);
    usecases::move_up(&visit.app.db, &visit.ctx, call.id, application).await?;
    shown(&visit, &call).await
}

pub(super) async fn end(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call(&visit, &call).await?;
    usecases::end_reserve(&visit.app.db, &visit.ctx, call.id).await?;
    shown(&visit, &call).await
}

pub(super) async fn answer(
    visit: Visit,
    Path(application): Path<String>,
    ApiJson(body): ApiJson<AnswerOfferJson>,
) -> Reply {
    let id = super::item::application_id(&application)?;
    usecases::answer_offer(&visit.app.db, &visit.ctx, id, body.accept, &body.remark).await?;
    api::done()
}
