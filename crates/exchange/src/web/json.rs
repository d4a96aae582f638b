//! Events in the JSON API.

use axum::extract::{Path, Query};
use base::{Problem, names};
use base_db::PageRequest;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::{Event, EventId, EventState, Registration, RegistrationId, RegistrationState};
use crate::usecases::event::{self, Attendance, CancelEvent, DocumentEvent, NewEvent};
use crate::usecases::register::{self, Register};
use crate::{queries, rules};

#[derive(Deserialize)]
pub struct PageQuery {
    #[serde(default)]
    pub(super) page: u64,
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

fn event_id(text: &str) -> Result<EventId, Problem> {
    text.parse().map_err(|_| Problem::not_found("event"))
}

/// An event with everything that is said of it.
#[derive(Serialize, ToSchema)]
pub struct EventDetailJson {
    #[serde(flatten)]
    event: EventJson,
    programme_id: Uuid,
    agenda: String,
    access_info: String,
    per_body: i64,
    minutes: String,
}

async fn detail(visit: &Visit, id: EventId) -> Result<EventDetailJson, Problem> {
    let row = queries::event(visit.app.db.reader(), &visit.ctx, id).await?;
    Ok(EventDetailJson {
        programme_id: row.programme_id,
        agenda: row.agenda.clone(),
        access_info: row.access_info.clone(),
        per_body: row.per_body,
        minutes: row.minutes.clone(),
        event: EventJson::from(row),
    })
}

pub async fn event(visit: Visit, Path(event): Path<String>) -> Reply {
    api::ok(detail(&visit, event_id(&event)?).await?)
}

/// An event to be planned; a place or a link.
#[derive(Deserialize, ToSchema)]
pub struct NewEventJson {
    programme_id: Uuid,
    title: String,
    #[serde(default)]
    agenda: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    link: String,
    #[serde(default)]
    access_info: String,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    registration_until_at: DateTime<Utc>,
    capacity: i64,
    /// Registrations of one body at most; left out: 2.
    per_body: Option<i64>,
}

pub async fn plan(visit: Visit, ApiJson(body): ApiJson<NewEventJson>) -> Reply {
    let command = NewEvent {
        programme: body.programme_id,
        title: names::clean(&body.title),
        agenda: names::clean_multiline(&body.agenda),
        place: names::clean(&body.place),
        link: names::clean(&body.link),
        access_info: names::clean_multiline(&body.access_info),
        starts_at: body.starts_at,
        ends_at: body.ends_at,
        registration_until_at: body.registration_until_at,
        capacity: body.capacity,
        per_body: body.per_body.unwrap_or(rules::DEFAULT_PER_BODY),
    };
    let id = event::plan(&visit.app.db, &visit.ctx, command).await?;
    api::created(detail(&visit, id).await?)
}

pub async fn publish(visit: Visit, Path(event): Path<String>) -> Reply {
    let id = event_id(&event)?;
    event::publish_event(&visit.app.db, &visit.ctx, id).await?;
    api::ok(detail(&visit, id).await?)
}

#[derive(Deserialize, ToSchema)]
pub struct CancelEventJson {
    reason: String,
}

pub async fn cancel(
    visit: Visit,
    Path(event): Path<String>,
    ApiJson(body): ApiJson<CancelEventJson>,
) -> Reply {
    let command = CancelEvent {
        event: event_id(&event)?,
        reason: body.reason,
    };
    let id = command.event;
    event::cancel_event(&visit.app.db, &visit.ctx, command).await?;
    api::ok(detail(&visit, id).await?)
}

/// The registrations of those who came.
#[derive(Deserialize, ToSchema)]
pub struct AttendanceJson {
    present: Vec<Uuid>,
}

pub async fn attendance(
    visit: Visit,
    Path(event): Path<String>,
    ApiJson(body): ApiJson<AttendanceJson>,
) -> Reply {
    let id = event_id(&event)?;
    let command = Attendance {
        event: id,
        present: body.present.into_iter().map(RegistrationId).collect(),
    };
    event::record_attendance(&visit.app.db, &visit.ctx, command).await?;
    api::ok(detail(&visit, id).await?)
}

#[derive(Deserialize, ToSchema)]
pub struct EventMinutesJson {
    minutes: String,
}

pub async fn minutes(
    visit: Visit,
    Path(event): Path<String>,
    ApiJson(body): ApiJson<EventMinutesJson>,
) -> Reply {
    let id = event_id(&event)?;
    let command = DocumentEvent {
        event: id,
        minutes: body.minutes,
    };
    event::document_event(&visit.app.db, &visit.ctx, command).await?;
    api::ok(detail(&visit, id).await?)
}

/// Who comes, as whoever makes the event sees it.
#[derive(Serialize, ToSchema)]
pub struct RegistrationJson {
    id: Uuid,
    name: String,
    organisation: String,
    needs: String,
    state: RegistrationState,
    attended: Option<bool>,
}

impl From<Registration> for RegistrationJson {
    fn from(row: Registration) -> Self {
        Self {
            id: row.id.0,
            name: row.name,
            organisation: row.organisation,
            needs: row.needs,
            state: row.state,
            attended: row.attended,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct RegistrationListJson {
    items: Vec<RegistrationJson>,
    total: u64,
}

pub async fn registrations(visit: Visit, Path(event): Path<String>) -> Reply {
    let conn = visit.app.db.reader();
    let event = queries::event(conn, &visit.ctx, event_id(&event)?).await?;
    crate::access::may_make(&visit.ctx, event.programme_id)?;
    let rows = queries::registrations(conn, event.id).await?;
    let items: Vec<RegistrationJson> = rows.into_iter().map(RegistrationJson::from).collect();
    api::ok(RegistrationListJson {
        total: items.len() as u64,
        items,
    })
}

pub async fn unregister(visit: Visit, Path(event): Path<String>) -> Reply {
    register::unregister(&visit.app.db, &visit.ctx, event_id(&event)?).await?;
    api::done()
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
    let command = Register {
        event: event_id(&event)?,
        organisation: names::clean(&body.organisation),
        body: super::events::own_body(&visit),
        needs: names::clean_multiline(&body.needs),
    };
    let state = register::register(&visit.app.db, &visit.ctx, command).await?;
    api::ok(RegisteredJson { state })
}
