//! A facilitator books hours.

use base::{Ctx, Minutes, PersonId, Problem, Text};
use base_db::{Db, Entry, Unit};
use chrono::{NaiveDate, NaiveTime};
use facilitation::{Engagement, EngagementId, EngagementState};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{IntoActiveModel, Set};

use crate::model::{Activity, EntryState, HoursEntry, HoursEntryId};
use crate::queries;
use crate::rules::{self, Span};
use crate::store::{entry, person};

/// What was worked, in clock times of Berlin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    pub worked_on: NaiveDate,
    pub from: NaiveTime,
    /// At or before `from`: on the next day.
    pub until: NaiveTime,
    pub break_minutes: Minutes,
    pub activity: Activity,
    pub place: Option<String>,
    pub description: String,
}

/// Hours in one engagement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    pub engagement: EngagementId,
    pub booking: Booking,
}

/// Books a draft. Error: not found for others than the team, refused (`not-running`), invalid fields.
pub async fn book(db: &Db, ctx: &Ctx, command: Book) -> Result<HoursEntry, Problem> {
    let unit = db.write(ctx).await?;
    hold_person(&unit, ctx.person()?.id).await?;
    let engagement = own_engagement(&unit, command.engagement).await?;
    let entry = book_in(&unit, &engagement, command.booking).await?;
    unit.commit().await?;
    Ok(entry)
}

/// Books within a unit that holds the person; the engagement is one of the person's own.
pub(crate) async fn book_in(
    unit: &Unit<'_>,
    engagement: &Engagement,
    booking: Booking,
) -> Result<HoursEntry, Problem> {
    let person = unit.ctx().person()?.id;
    let span = checked(unit, engagement, &booking, None).await?;
    let row = HoursEntry {
        id: HoursEntryId::new(),
        engagement_id: engagement.id,
        application_id: engagement.application_id,
        programme_id: engagement.programme_id,
        person_id: person,
        number: engagement.number.clone(),
        body_name: engagement.body_name.clone(),
        worked_on: span.worked_on,
        starts_at: span.starts_at,
        ends_at: span.ends_at,
        break_minutes: booking.break_minutes,
        minutes: span.minutes,
        billable_minutes: rules::billable(booking.activity, span.minutes),
        activity: booking.activity,
        place: booking.place,
        description: booking.description,
        state: EntryState::Draft,
        reason: None,
        submitted_at: None,
        approved_by: None,
        approved_at: None,
        invoice_id: None,
        created_at: unit.now(),
        version: 1,
    };
    entry::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await?;
    let facts = serde_json::json!({ "minutes": row.minutes, "billable_minutes": row.billable_minutes });
    unit.audit(
        Entry::new("hours_entry", row.id, "book")
            .case(row.application_id)
            .to(row.state)
            .data(facts),
    )
    .await?;
    Ok(row)
}

/// Takes the person's row until the unit ends: two bookings of one person wait for each other.
pub(crate) async fn hold_person(unit: &Unit<'_>, id: PersonId) -> Result<(), Problem> {
    let count = Expr::col((person::Entity, person::Column::Bookings)).add(1_i64);
    person::Entity::insert(person::ActiveModel {
        id: Set(id),
        bookings: Set(1),
    })
    .on_conflict(
        OnConflict::column(person::Column::Id)
            .value(person::Column::Bookings, count)
            .to_owned(),
    )
    .exec_without_returning(unit.conn())
    .await?;
    Ok(())
}

/// A running engagement whose team the person belongs to. Error: not found, refused (`not-running`).
pub(crate) async fn own_engagement(unit: &Unit<'_>, id: EngagementId) -> Result<Engagement, Problem> {
    let me = unit.ctx().person()?.id;
    let engagement = facilitation::engagement(unit.conn(), unit.ctx(), id).await?;
    let team = facilitation::members(unit.conn(), &[id]).await?;
    if !team.iter().any(|member| member.person_id == Some(me.0)) {
        return Err(Problem::not_found("engagement"));
    }
    if engagement.state != EngagementState::Running {
        return Err(Problem::refused("not-running", Text::new("hours-not-running")));
    }
    Ok(engagement)
}

/// The time of a booking that keeps all rules beside the person's other entries (`without` the one it replaces).
pub(crate) async fn checked(
    unit: &Unit<'_>,
    engagement: &Engagement,
    booking: &Booking,
    without: Option<HoursEntryId>,
) -> Result<Span, Problem> {
    let terms = facilitation::support_terms(unit.conn(), engagement.programme_id, booking.worked_on).await?;
    let span = rules::span(
        booking.worked_on,
        booking.from,
        booking.until,
        booking.break_minutes,
        terms.step,
    )?;
    let today = base::calendar::local_date(unit.now());
    rules::check_day(booking.worked_on, engagement.from_on, engagement.until_on, today)?;
    let person = unit.ctx().person()?.id;
    let others = queries::around(unit.conn(), person, booking.worked_on).await?;
    let others = others.iter().filter(|other| Some(other.id) != without);
    rules::check_others(&span, others.map(rules::Taken::from))?;
    Ok(span)
}
