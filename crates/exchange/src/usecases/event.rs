//! Planning, publishing, holding and cancelling an event.

use applications::ApplicationState;
use base::{Ctx, Problem, Role, Scope, Text};
use base_db::{Db, Entry, Unit};
use base_mail::Recipient;
use chrono::{DateTime, Utc};
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use uuid::Uuid;

use crate::access;
use crate::mails;
use crate::model::{Event, EventId, EventState, RegistrationId, RegistrationState};
use crate::queries;
use crate::rules;
use crate::store::{self, event, registration};

/// An event to be planned.
#[derive(Debug, Clone)]
pub struct NewEvent {
    pub programme: Uuid,
    pub title: String,
    pub agenda: String,
    pub place: String,
    pub link: String,
    pub access_info: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub registration_until_at: DateTime<Utc>,
    pub capacity: i64,
    pub per_body: i64,
}

/// Plans an event. Error: `Denied`, `Invalid`.
pub async fn plan(db: &Db, ctx: &Ctx, new: NewEvent) -> Result<EventId, Problem> {
    access::may_make(ctx, new.programme)?;
    rules::check_event(&new, ctx.now)?;
    let id = EventId::new();
    let unit = db.write(ctx).await?;
    event::Entity::insert(event::ActiveModel {
        id: Set(id),
        programme_id: Set(new.programme),
        title: Set(new.title),
        agenda: Set(new.agenda),
        place: Set(new.place),
        link: Set(new.link),
        access_info: Set(new.access_info),
        starts_at: Set(new.starts_at),
        ends_at: Set(new.ends_at),
        registration_until_at: Set(new.registration_until_at),
        capacity: Set(new.capacity),
        per_body: Set(new.per_body),
        registered: Set(0),
        state: Set(EventState::Planned),
        minutes: Set(String::new()),
        created_by: Set(ctx.person_id().map(|id| id.0)),
        created_at: Set(ctx.now),
        version: Set(1),
    })
    .exec_without_returning(unit.conn())
    .await?;
    unit.audit(Entry::new("event", id, "plan").to(EventState::Planned))
        .await?;
    unit.commit().await?;
    Ok(id)
}

async fn load(unit: &Unit<'_>, id: EventId, from: &[EventState]) -> Result<Event, Problem> {
    let event = queries::event(unit.conn(), unit.ctx(), id).await?;
    access::may_make(unit.ctx(), event.programme_id)?;
    if from.contains(&event.state) {
        return Ok(event);
    }
    Err(Problem::refused("wrong-state", Text::new("events-wrong-state")))
}

/// Publishes an event: registration opens, the funded municipalities and facilitators are invited (M-E01), and the
/// reminder is planned. Error: `Denied`, `Refused`, `Stale`.
pub async fn publish_event(db: &Db, ctx: &Ctx, id: EventId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let event = load(&unit, id, &[EventState::Planned]).await?;
    store::set_event_state(unit.conn(), &event, EventState::Published, None).await?;
    for to in invited(&unit, &event).await? {
        mails::invite(&unit, &event, to).await?;
    }
    unit.schedule("event-reminder", id, rules::reminder_at(event.starts_at, ctx.now))
        .await?;
    unit.audit(Entry::new("event", id, "publish").states(event.state, EventState::Published))
        .await?;
    unit.commit().await
}

/// The municipalities of selected and funded projects, and the facilitators. Each address once.
async fn invited(unit: &Unit<'_>, event: &Event) -> Result<Vec<Recipient>, Problem> {
    let mut to: Vec<Recipient> = Vec::new();
    let funded = [ApplicationState::Selected, ApplicationState::Awarded];
    for call in calls::calls_of(unit.conn(), calls::ProgrammeId(event.programme_id)).await? {
        for application in applications::of_call(unit.conn(), unit.ctx(), call.id, &funded).await? {
            to.extend(applications::recipients(unit.conn(), &application, unit.now()).await?);
        }
    }
    for account in people::holders(unit.conn(), &[Role::PB], Scope::Own, unit.now()).await? {
        to.push(people::recipient(unit.conn(), account.id).await?);
    }
    to.sort_by(|a, b| a.email.cmp(&b.email));
    to.dedup_by(|a, b| a.email == b.email);
    Ok(to)
}

/// Who came, after the event.
#[derive(Debug, Clone)]
pub struct Attendance {
    pub event: EventId,
    pub present: Vec<RegistrationId>,
}

/// Records who came. Error: `Denied`; refused before the event began.
pub async fn record_attendance(db: &Db, ctx: &Ctx, command: Attendance) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let event = load(&unit, command.event, &[EventState::Published, EventState::Held]).await?;
    if ctx.now < event.starts_at {
        return Err(Problem::refused("too-early", Text::new("events-not-yet")));
    }
    for registration in queries::registrations(unit.conn(), event.id).await? {
        let attended = command.present.contains(&registration.id);
        registration::Entity::update_many()
            .col_expr(
                registration::Column::Attended,
                sea_orm::sea_query::Expr::value(attended),
            )
            .filter(registration::Column::Id.eq(registration.id))
            .exec(unit.conn())
            .await?;
    }
    store::set_event_state(unit.conn(), &event, EventState::Held, None).await?;
    let data = serde_json::json!({ "present": command.present.len() });
    unit.audit(
        Entry::new("event", event.id, "record_attendance")
            .states(event.state, EventState::Held)
            .data(data),
    )
    .await?;
    unit.commit().await
}

/// What the meeting brought.
#[derive(Debug, Clone)]
pub struct DocumentEvent {
    pub event: EventId,
    pub minutes: String,
}

/// Files the minutes and tells who was registered (M-E05).
pub async fn document_event(db: &Db, ctx: &Ctx, command: DocumentEvent) -> Result<(), Problem> {
    let minutes = rules::words("minutes", &command.minutes, 20_000)?;
    let unit = db.write(ctx).await?;
    let event = load(&unit, command.event, &[EventState::Held, EventState::Documented]).await?;
    store::set_event_state(unit.conn(), &event, EventState::Documented, Some(&minutes)).await?;
    for registration in queries::registrations(unit.conn(), event.id).await? {
        if registration.state == RegistrationState::Registered {
            mails::documented(&unit, &event, &registration).await?;
        }
    }
    unit.audit(Entry::new("event", event.id, "document").states(event.state, EventState::Documented))
        .await?;
    unit.commit().await
}

/// An event that does not take place.
#[derive(Debug, Clone)]
pub struct CancelEvent {
    pub event: EventId,
    pub reason: String,
}

/// Cancels an event and tells everybody (M-E06). Error: `Invalid` without a reason.
pub async fn cancel_event(db: &Db, ctx: &Ctx, command: CancelEvent) -> Result<(), Problem> {
    let reason = rules::words("reason", &command.reason, 500)?;
    let unit = db.write(ctx).await?;
    let event = load(
        &unit,
        command.event,
        &[EventState::Planned, EventState::Published],
    )
    .await?;
    store::set_event_state(unit.conn(), &event, EventState::Cancelled, None).await?;
    for registration in queries::registrations(unit.conn(), event.id).await? {
        if registration.state != RegistrationState::Cancelled {
            mails::cancelled(&unit, &event, &registration, &reason).await?;
        }
    }
    unit.unschedule("event-reminder", event.id).await?;
    unit.audit(
        Entry::new("event", event.id, "cancel")
            .states(event.state, EventState::Cancelled)
            .reason(&reason),
    )
    .await?;
    unit.commit().await
}
