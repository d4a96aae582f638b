//! Contract data by the coordination, assignment by an officer who is another person.

use applications::Access;
use base::{Cents, Ctx, Minutes, PersonId, Problem, Rate, Text, fmt};
use base_db::Db;
use chrono::NaiveDate;

use super::{load, step};
use crate::access;
use crate::mails;
use crate::model::{EngagementId, EngagementState};
use crate::queries;
use crate::rules::{self, Room};

/// What the contract says.
#[derive(Debug, Clone)]
pub struct Prepare {
    pub engagement: EngagementId,
    pub contract_no: String,
    pub contingent: Minutes,
    /// Net.
    pub day_rate: Cents,
    pub vat: Rate,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
}

/// Prepares the assignment. Error: refused (`over-value`) when the contingent is worth more than the grant (F01).
pub async fn prepare(db: &Db, ctx: &Ctx, command: Prepare) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (engagement, _) = load(&unit, command.engagement).await?;
    access::may_coordinate(ctx, engagement.programme_id)?;
    let mut checks = base::problem::Checks::new();
    checks.ensure(!command.contract_no.is_empty(), "contract_no", || {
        Text::new("field-required")
    });
    let count = base::names::char_count(&command.contract_no);
    checks.ensure(count <= 60, "contract_no", || {
        Text::new("field-too-long").with("max", 60).with("count", count)
    });
    checks.ensure(command.day_rate.0 > 0, "day_rate", || Text::new("field-required"));
    checks.ensure(command.contingent.0 > 0, "contingent", || {
        Text::new("field-required")
    });
    checks.ensure(command.from_on <= command.until_on, "until_on", || {
        Text::new("facilitation-period")
    });
    checks.finish()?;
    // the terms of the day on which the contract is made hold for the whole contract
    let today = base::calendar::local_date(ctx.now);
    let terms = queries::support_terms(unit.conn(), engagement.programme_id, today).await?;
    let room = Room {
        cap: engagement.value_cap_cents,
        used: queries::used_value(unit.conn(), engagement.grant_id).await?,
    };
    rules::check_value(command.contingent, command.day_rate, command.vat, terms.day, room)?;
    if let Some(before) = engagement.replaces {
        let before = queries::engagement(unit.conn(), ctx, before).await?;
        if command.contingent > before.rest() {
            let text = Text::new("facilitation-over-rest").with("rest", fmt::hours(ctx.lang, before.rest()));
            return Err(Problem::field("contingent", text));
        }
    }
    step(&unit, &engagement, EngagementState::Prepared, "prepare", |row| {
        row.contract_no = Some(command.contract_no);
        row.contingent_minutes = command.contingent;
        row.day_rate_cents = command.day_rate;
        row.vat_rate = command.vat;
        row.day_minutes = terms.day;
        row.half_day_steps = terms.half_day_steps;
        row.from_on = Some(command.from_on);
        row.until_on = Some(command.until_on);
        row.prepared_by = ctx.person_id().map(|id| id.0);
    })
    .await?;
    unit.commit().await
}

/// The officer's signature.
#[derive(Debug, Clone, Copy)]
pub struct Assign {
    pub engagement: EngagementId,
}

/// Assigns the team: they get access to the case and are noted as its facilitators; M-F04 to team and municipality.
/// Error: refused (`four-eyes`) for the person who prepared or proposed it.
pub async fn assign(db: &Db, ctx: &Ctx, command: Assign) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (engagement, members) = load(&unit, command.engagement).await?;
    access::may_assign(ctx, engagement.programme_id)?;
    ctx.require_other_person(&[
        engagement.prepared_by.map(PersonId),
        engagement.proposed_by.map(PersonId),
    ])?;
    let after = step(&unit, &engagement, EngagementState::Assigned, "assign", |row| {
        row.assigned_by = ctx.person_id().map(|id| id.0);
    })
    .await?;
    for person in members.iter().filter_map(|member| member.person_id).map(PersonId) {
        applications::grant_access(&unit, person, engagement.application_id, Access::Assigned).await?;
        people::affiliate(
            &unit,
            person,
            engagement.body_id.0,
            "FACILITATOR",
            after.from_on,
            after.until_on,
        )
        .await?;
    }
    mails::both(&unit, "M-F04", &after, &members).await?;
    unit.commit().await
}
