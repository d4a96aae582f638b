//! Reads for pages and for later crates.

use applications::ApplicationId;
use base::{Ctx, Problem};
use base_db::{Page, PageRequest, page};
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, PaginatorTrait, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use crate::access;
use crate::model::{
    Event, EventId, EventState, PracticeReport, PracticeReportId, PracticeReportState, Registration,
    RegistrationId, RegistrationState,
};
use crate::store::{event, registration, report};

/// Planned events are for the programme's staff; everybody signed in sees the others.
fn visible_events(ctx: &Ctx) -> Condition {
    let own = ctx.scopes_of(access::MAKERS, "programme");
    Condition::any()
        .add(event::Column::State.ne(EventState::Planned))
        .add(event::Column::ProgrammeId.is_in(own))
}

/// The event, if the person may see it. Error: not found.
pub async fn event(conn: &impl ConnectionTrait, ctx: &Ctx, id: EventId) -> Result<Event, Problem> {
    event::Entity::find_by_id(id)
        .filter(visible_events(ctx))
        .one(conn)
        .await?
        .ok_or(Problem::not_found("event"))
}

/// Events the person may see, the latest first.
pub async fn events(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    request: PageRequest,
) -> Result<Page<Event>, Problem> {
    let query = event::Entity::find()
        .filter(visible_events(ctx))
        .order_by_desc(event::Column::StartsAt);
    page::fetch(conn, query, request).await
}

/// All registrations of an event, in the order they came; those that nobody confirmed are none yet.
pub async fn registrations(conn: &impl ConnectionTrait, id: EventId) -> Result<Vec<Registration>, Problem> {
    Ok(registration::Entity::find()
        .filter(registration::Column::EventId.eq(id))
        .filter(registration::Column::State.ne(RegistrationState::Unconfirmed))
        .order_by_asc(registration::Column::RegisteredAt)
        .order_by_asc(registration::Column::Id)
        .all(conn)
        .await?)
}

/// The registration of this address, if there is one.
pub async fn registration_of(
    conn: &impl ConnectionTrait,
    id: EventId,
    email: &str,
) -> Result<Option<Registration>, Problem> {
    Ok(registration::Entity::find()
        .filter(registration::Column::EventId.eq(id))
        .filter(registration::Column::Email.eq(email))
        .one(conn)
        .await?)
}

/// The registration of somebody without an account. Error: not found.
pub(crate) async fn guest(conn: &impl ConnectionTrait, id: RegistrationId) -> Result<Registration, Problem> {
    registration::Entity::find_by_id(id)
        .filter(registration::Column::PersonId.is_null())
        .one(conn)
        .await?
        .ok_or(Problem::not_found("registration"))
}

/// Events that everybody may come to, the next first, at most a hundred.
pub(crate) async fn upcoming(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Event>, Problem> {
    Ok(event::Entity::find()
        .filter(event::Column::State.eq(EventState::Published))
        .filter(event::Column::StartsAt.gt(now))
        .order_by_asc(event::Column::StartsAt)
        .limit(100)
        .all(conn)
        .await?)
}

/// Published practice reports, the latest first. For everybody.
pub async fn published(
    conn: &impl ConnectionTrait,
    request: PageRequest,
) -> Result<Page<PracticeReport>, Problem> {
    let query = report::Entity::find()
        .filter(report::Column::State.eq(PracticeReportState::Published))
        .order_by_desc(report::Column::PublishedAt);
    page::fetch(conn, query, request).await
}

/// The reports that a person writes or moderates.
fn own_reports(ctx: &Ctx) -> Select<report::Entity> {
    let moderated = ctx.scopes_of(
        &[base::Role::PK, base::Role::SB, base::Role::RL, base::Role::RH],
        "programme",
    );
    let mut mine = Condition::any().add(report::Column::ProgrammeId.is_in(moderated));
    if let Some(person) = ctx.person_id() {
        mine = mine.add(report::Column::WrittenBy.eq(person.0));
    }
    report::Entity::find().filter(mine)
}

/// Reports the person writes or moderates, the latest first; all that are not published, or those in a state.
pub async fn reports_of(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    state: Option<PracticeReportState>,
) -> Result<Vec<PracticeReport>, Problem> {
    let of_state = match state {
        Some(state) => report::Column::State.eq(state),
        None => report::Column::State.ne(PracticeReportState::Published),
    };
    Ok(own_reports(ctx)
        .filter(of_state)
        .order_by_desc(report::Column::Id)
        .all(conn)
        .await?)
}

/// How many of them are in a state.
pub(crate) async fn count_reports(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    state: PracticeReportState,
) -> Result<u64, Problem> {
    Ok(own_reports(ctx)
        .filter(report::Column::State.eq(state))
        .count(conn)
        .await?)
}

/// The reports of a case that was already read through `applications::visible_to`.
pub async fn reports_of_case(
    conn: &impl ConnectionTrait,
    application: Uuid,
) -> Result<Vec<PracticeReport>, Problem> {
    Ok(report::Entity::find()
        .filter(report::Column::ApplicationId.eq(application))
        .order_by_desc(report::Column::Id)
        .all(conn)
        .await?)
}

/// A report: published or withdrawn for everybody, otherwise for those who see its case. Error: not found.
pub async fn report(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: PracticeReportId,
) -> Result<PracticeReport, Problem> {
    let found = report::Entity::find_by_id(id)
        .one(conn)
        .await?
        .ok_or(Problem::not_found("practice report"))?;
    if matches!(
        found.state,
        PracticeReportState::Published | PracticeReportState::Withdrawn
    ) {
        return Ok(found);
    }
    applications::find(conn, ctx, ApplicationId(found.application_id))
        .await?
        .map(|_| found)
        .ok_or(Problem::not_found("practice report"))
}
