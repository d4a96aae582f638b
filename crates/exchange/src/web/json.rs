//! The JSON API of this crate.

use axum::extract::{Path, Query};
use base::Problem;
use base_db::PageRequest;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::{Event, EventState, PracticeReport, RegistrationState};
use crate::queries;
use crate::usecases::register::{Register, register as register_person};

#[derive(Deserialize)]
pub struct PageQuery {
    #[serde(default)]
    page: u64,
}

#[derive(Serialize, ToSchema)]
pub struct EventJson {
    id: Uuid,
    title: String,
    place: String,
    link: String,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    registration_until_at: DateTime<Utc>,
    capacity: i64,
    registered: i64,
    state: EventState,
}

impl From<Event> for EventJson {
    fn from(event: Event) -> Self {
        Self {
            id: event.id.0,
            title: event.title,
            place: event.place,
            link: event.link,
            starts_at: event.starts_at,
            ends_at: event.ends_at,
            registration_until_at: event.registration_until_at,
            capacity: event.capacity,
            registered: event.registered,
            state: event.state,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct EventListJson {
    items: Vec<EventJson>,
    total: u64,
    page: u64,
}

pub async fn events(visit: Visit, Query(query): Query<PageQuery>) -> Reply {
    let page = queries::events(visit.app.db.reader(), &visit.ctx, PageRequest::number(query.page))
        .await?
        .map(EventJson::from);
    api::ok(EventListJson {
        items: page.items,
        total: page.total,
        page: page.page,
    })
}

#[derive(Deserialize, ToSchema)]
pub struct RegisterJson {
    organisation: String,
    #[serde(default)]
    needs: String,
}

#[derive(Serialize, ToSchema)]
pub struct RegisteredJson {
    state: RegistrationState,
}

pub async fn register(
    visit: Visit,
    Path(event): Path<String>,
    ApiJson(body): ApiJson<RegisterJson>,
) -> Reply {
    let event = event.parse().map_err(|_| Problem::not_found("event"))?;
    let command = Register {
        event,
        organisation: body.organisation,
        body: super::events::own_body(&visit),
        needs: body.needs,
    };
    let state = register_person(&visit.app.db, &visit.ctx, command).await?;
    api::ok(RegisteredJson { state })
}

#[derive(Serialize, ToSchema)]
pub struct PracticeJson {
    id: Uuid,
    organisation: String,
    title: String,
    situation: String,
    approach: String,
    result: String,
    experience: String,
    tips: String,
    published_at: Option<DateTime<Utc>>,
}

impl From<PracticeReport> for PracticeJson {
    fn from(report: PracticeReport) -> Self {
        Self {
            id: report.id.0,
            organisation: report.organisation,
            title: report.title,
            situation: report.situation,
            approach: report.approach,
            result: report.result,
            experience: report.experience,
            tips: report.tips,
            published_at: report.published_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct PracticeListJson {
    items: Vec<PracticeJson>,
    total: u64,
    page: u64,
}

pub async fn practice(visit: Visit, Query(query): Query<PageQuery>) -> Reply {
    let page = queries::published(visit.app.db.reader(), PageRequest::number(query.page))
        .await?
        .map(PracticeJson::from);
    api::ok(PracticeListJson {
        items: page.items,
        total: page.total,
        page: page.page,
    })
}
