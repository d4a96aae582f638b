//! Acts, consents, reinstatement and answers to offers by the API.

use applications::ApplicationId;
use axum::extract::Path;
use base::Problem;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{consent, served};
use crate::model::{
    Channel, DeliveryState, NoticeDelivery, NoticeKind, OfferAnswer, OfferOutcome, PortalConsent,
    Reinstatement, ReinstatementId, ReinstatementState, RemedyOutcome,
};
use crate::usecases::{
    self, AnswerPart, AskReinstatement, DecideReinstatement, GiveConsent, Missed, ProposeReinstatement,
    Record, RecordDelivery, Resend, RevokeConsent, WaiveDelivery,
};
use crate::{access, queries};

/// How an act reaches its addressee and becomes final.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeDeliveryJson {
    id: Uuid,
    notice_id: Uuid,
    kind: NoticeKind,
    application_id: Uuid,
    grant_id: Option<Uuid>,
    state: DeliveryState,
    channel: Channel,
    attempt: i64,
    sent_on: NaiveDate,
    fetch_until_on: Option<NaiveDate>,
    fetched_at: Option<DateTime<Utc>>,
    delivered_on: Option<NaiveDate>,
    remedy_until_on: Option<NaiveDate>,
    waived_on: Option<NaiveDate>,
    objected_on: Option<NaiveDate>,
    remedy_settled_on: Option<NaiveDate>,
    outcome: Option<RemedyOutcome>,
    final_on: Option<NaiveDate>,
    version: i64,
}

impl From<&NoticeDelivery> for NoticeDeliveryJson {
    fn from(row: &NoticeDelivery) -> Self {
        Self {
            id: row.id.0,
            notice_id: row.notice_id,
            kind: row.kind,
            application_id: row.application_id.0,
            grant_id: row.grant_id.map(|grant| grant.0),
            state: row.state,
            channel: row.channel,
            attempt: row.attempt,
            sent_on: row.sent_on,
            fetch_until_on: row.fetch_until_on,
            fetched_at: row.fetched_at,
            delivered_on: row.delivered_on,
            remedy_until_on: row.remedy_until_on,
            waived_on: row.waived_on,
            objected_on: row.objected_on,
            remedy_settled_on: row.remedy_settled_on,
            outcome: row.outcome,
            final_on: row.final_on,
            version: row.version,
        }
    }
}

/// The acts of a grant that are served on their own.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeDeliveryListJson {
    items: Vec<NoticeDeliveryJson>,
}

/// What happened to an act; `what` says which of the other fields are needed.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RecordActJson {
    version: i64,
    /// `POSTED`, `RECEIVED`, `CAME_BACK`, `FILED`, `ENDED` or `FLAWED`.
    what: String,
    on: Option<NaiveDate>,
    outcome: Option<RemedyOutcome>,
    #[serde(default)]
    remark: String,
}

impl RecordActJson {
    fn record(self) -> Result<Record, Problem> {
        let required = |field: &'static str| Problem::field(field, base::Text::new("field-required"));
        let on = self.on.ok_or_else(|| required("on"));
        let remark = self.remark;
        Ok(match self.what.as_str() {
            "POSTED" => Record::Posted { on: on? },
            "RECEIVED" => Record::Received { on: on?, remark },
            "CAME_BACK" => Record::CameBack { on: on?, remark },
            "FILED" => Record::Filed { on: on?, remark },
            "ENDED" => Record::Ended {
                outcome: self.outcome.ok_or_else(|| required("outcome"))?,
                on: on?,
                remark,
            },
            "FLAWED" => Record::Flawed { reason: remark },
            _ => return Err(Problem::field("what", base::Text::new("field-choice"))),
        })
    }
}

/// A waiver of remedies against an act.
#[derive(Debug, Deserialize, ToSchema)]
pub struct WaiveActJson {
    version: i64,
    arrived_on: Option<NaiveDate>,
    #[serde(default)]
    remark: String,
}

/// Another dispatch of an act.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ResendActJson {
    version: i64,
    channel: Channel,
}

/// A request to be put back into a missed period.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AskReinstatementJson {
    ceased_on: NaiveDate,
    requested_on: Option<NaiveDate>,
    filed_on: NaiveDate,
    grounds: String,
}

/// The first opinion on a request for reinstatement.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ProposeReinstatementJson {
    version: i64,
    grant: bool,
    reasons: String,
}

/// The decision on a request for reinstatement.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DecideReinstatementJson {
    version: i64,
    agree: bool,
    #[serde(default)]
    remark: String,
}

/// A request to be put back into a missed period, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReinstatementJson {
    id: Uuid,
    application_id: Uuid,
    grant_id: Option<Uuid>,
    delivery_id: Option<Uuid>,
    state: ReinstatementState,
    missed_on: NaiveDate,
    ceased_on: NaiveDate,
    requested_on: NaiveDate,
    filed_on: NaiveDate,
    grounds: String,
    version: i64,
}

impl From<Reinstatement> for ReinstatementJson {
    fn from(row: Reinstatement) -> Self {
        Self {
            id: row.id.0,
            application_id: row.application_id.0,
            grant_id: row.grant_id.map(|grant| grant.0),
            delivery_id: row.delivery_id.map(|delivery| delivery.0),
            state: row.state,
            missed_on: row.missed_on,
            ceased_on: row.ceased_on,
            requested_on: row.requested_on,
            filed_on: row.filed_on,
            grounds: row.grounds,
            version: row.version,
        }
    }
}

/// The agreement of a body to be served through the portal.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortalConsentJson {
    body_id: Uuid,
    /// Null: none is in force.
    given_on: Option<NaiveDate>,
}

impl PortalConsentJson {
    fn new(body: municipalities::BodyId, row: Option<&PortalConsent>) -> Self {
        Self {
            body_id: body.0,
            given_on: row.map(|row| row.given_on),
        }
    }
}

/// Giving or revoking a consent; day and note of a signed paper, by an officer only.
#[derive(Debug, Deserialize, ToSchema)]
pub struct GivePortalConsentJson {
    on: Option<NaiveDate>,
    #[serde(default)]
    paper_note: String,
}

/// An answer to the offer of a part.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AnswerPartJson {
    accept: bool,
    #[serde(default)]
    remark: String,
}

/// The answer on record.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferAnswerJson {
    application_id: Uuid,
    notice_id: Uuid,
    answer: OfferOutcome,
    answered_at: DateTime<Utc>,
    remark: String,
}

impl From<OfferAnswer> for OfferAnswerJson {
    fn from(row: OfferAnswer) -> Self {
        Self {
            application_id: row.application_id.0,
            notice_id: row.notice_id,
            answer: row.answer,
            answered_at: row.answered_at,
            remark: row.remark,
        }
    }
}

pub(super) async fn list(visit: Visit, Path(grant): Path<String>) -> Reply {
    let db = visit.app.db.reader();
    let (grant, _) = queries::seen(db, &visit.ctx, super::id(&grant)?).await?;
    let items = queries::deliveries_of(db, grant.application_id).await?;
    api::ok(NoticeDeliveryListJson {
        items: items.iter().map(NoticeDeliveryJson::from).collect(),
    })
}

pub(super) async fn show(visit: Visit, Path(delivery): Path<String>) -> Reply {
    let db = visit.app.db.reader();
    let (row, _) = queries::delivery_seen(db, &visit.ctx, served::id(&delivery)?).await?;
    api::ok(NoticeDeliveryJson::from(&row))
}

pub(super) async fn record(
    visit: Visit,
    Path(delivery): Path<String>,
    ApiJson(body): ApiJson<RecordActJson>,
) -> Reply {
    let command = RecordDelivery {
        delivery: served::id(&delivery)?,
        version: Some(body.version),
        what: body.record()?,
    };
    let row = usecases::record_delivery(&visit.app.db, &visit.ctx, command).await?;
    api::ok(NoticeDeliveryJson::from(&row))
}

pub(super) async fn waive(
    visit: Visit,
    Path(delivery): Path<String>,
    ApiJson(body): ApiJson<WaiveActJson>,
) -> Reply {
    let command = WaiveDelivery {
        delivery: served::id(&delivery)?,
        version: Some(body.version),
        arrived_on: body.arrived_on,
        remark: body.remark,
    };
    let row = usecases::waive_delivery(&visit.app.db, &visit.ctx, command).await?;
    api::ok(NoticeDeliveryJson::from(&row))
}

pub(super) async fn resend(
    visit: Visit,
    Path(delivery): Path<String>,
    ApiJson(body): ApiJson<ResendActJson>,
) -> Reply {
    let command = Resend {
        delivery: served::id(&delivery)?,
        version: Some(body.version),
        channel: body.channel,
    };
    let row = usecases::resend(&visit.app.db, &visit.ctx, command).await?;
    api::ok(NoticeDeliveryJson::from(&row))
}

async fn ask(visit: &Visit, missed: Missed, body: AskReinstatementJson) -> Reply {
    let command = AskReinstatement {
        missed,
        ceased_on: body.ceased_on,
        requested_on: body.requested_on,
        filed_on: body.filed_on,
        grounds: body.grounds,
    };
    let row = usecases::ask_reinstatement(&visit.app.db, &visit.ctx, command).await?;
    api::created(ReinstatementJson::from(row))
}

pub(super) async fn ask_of_grant(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<AskReinstatementJson>,
) -> Reply {
    ask(&visit, Missed::Award(super::id(&grant)?), body).await
}

pub(super) async fn ask_of_act(
    visit: Visit,
    Path(delivery): Path<String>,
    ApiJson(body): ApiJson<AskReinstatementJson>,
) -> Reply {
    ask(&visit, Missed::Act(served::id(&delivery)?), body).await
}

fn reinstatement_id(text: &str) -> Result<ReinstatementId, Problem> {
    text.parse().map_err(|_| Problem::not_found("reinstatement"))
}

pub(super) async fn reinstatement(visit: Visit, Path(reinstatement): Path<String>) -> Reply {
    let id = reinstatement_id(&reinstatement)?;
    let (row, _) = queries::reinstatement_seen(visit.app.db.reader(), &visit.ctx, id).await?;
    api::ok(ReinstatementJson::from(row))
}

pub(super) async fn propose(
    visit: Visit,
    Path(reinstatement): Path<String>,
    ApiJson(body): ApiJson<ProposeReinstatementJson>,
) -> Reply {
    let command = ProposeReinstatement {
        reinstatement: reinstatement_id(&reinstatement)?,
        version: Some(body.version),
        grant: body.grant,
        reasons: body.reasons,
    };
    let row = usecases::propose_reinstatement(&visit.app.db, &visit.ctx, command).await?;
    api::ok(ReinstatementJson::from(row))
}

pub(super) async fn decide(
    visit: Visit,
    Path(reinstatement): Path<String>,
    ApiJson(body): ApiJson<DecideReinstatementJson>,
) -> Reply {
    let command = DecideReinstatement {
        reinstatement: reinstatement_id(&reinstatement)?,
        version: Some(body.version),
        agree: body.agree,
        remark: body.remark,
    };
    let row = usecases::decide_reinstatement(&visit.app.db, &visit.ctx, command).await?;
    api::ok(ReinstatementJson::from(row))
}

pub(super) async fn portal_consent(visit: Visit, Path(body): Path<String>) -> Reply {
    let body = consent::id(&body)?;
    access::may_see_consent(&visit.ctx, body)?;
    let row = queries::consent_of(visit.app.db.reader(), body).await?;
    api::ok(PortalConsentJson::new(body, row.as_ref()))
}

pub(super) async fn give_consent(
    visit: Visit,
    Path(body): Path<String>,
    ApiJson(sent): ApiJson<GivePortalConsentJson>,
) -> Reply {
    let body = consent::id(&body)?;
    let command = GiveConsent {
        body,
        given_on: sent.on,
        paper_note: sent.paper_note,
    };
    let row = usecases::give_consent(&visit.app.db, &visit.ctx, command).await?;
    api::created(PortalConsentJson::new(body, Some(&row)))
}

pub(super) async fn revoke_consent(
    visit: Visit,
    Path(body): Path<String>,
    ApiJson(sent): ApiJson<GivePortalConsentJson>,
) -> Reply {
    let body = consent::id(&body)?;
    let command = RevokeConsent {
        body,
        revoked_on: sent.on,
        paper_note: sent.paper_note,
    };
    usecases::revoke_consent(&visit.app.db, &visit.ctx, command).await?;
    api::ok(PortalConsentJson::new(body, None))
}

pub(super) async fn answer_part(
    visit: Visit,
    Path(application): Path<ApplicationId>,
    ApiJson(body): ApiJson<AnswerPartJson>,
) -> Reply {
    let command = AnswerPart {
        application,
        accept: body.accept,
        remark: body.remark,
    };
    let row = usecases::answer_part(&visit.app.db, &visit.ctx, command).await?;
    api::ok(OfferAnswerJson::from(row))
}
