//! Head of unit and budget officer approve the publication: two persons, both other than those who prepared it. The
//! first one's approval is recorded, the second one publishes.

use base::{Ctx, Problem, Role, Scope, Text, fmt};
use base_db::{Db, Entry, Unit};
use budget::PotKind;
use sea_orm::sea_query::Expr;

use super::transition::{load, step};
use crate::model::{Call, CallId};
use crate::store::{self, call::Column};
use crate::{CallState, Verb, access, rules};

/// The names of the two timed jobs of a call; the subject is the call's id.
pub(crate) const OPEN_JOB: &str = "call-open";
pub(crate) const CLOSE_JOB: &str = "call-close";

/// An approval.
#[derive(Debug, Clone, Copy)]
pub struct Approve {
    pub call: CallId,
    pub version: i64,
    /// RL or BfdH, for a person who holds both; otherwise the role held.
    pub role: Option<Role>,
}

/// Records the approval, or publishes with the second one. Gives the state afterwards.
///
/// Error: `NotFound`, `Denied`, `Stale`, `Refused` (`call-state`, `four-eyes`, `already-approved`, `means-missing`),
/// `Invalid` when the deadline has passed meanwhile. An example that comes out otherwise refuses it as well.
pub async fn approve(db: &Db, ctx: &Ctx, command: Approve) -> Result<CallState, Problem> {
    let unit = db.write(ctx).await?;
    let call = load(&unit, command.call, command.version, &[Role::RL, Role::BfdH]).await?;
    rules::after(call.state, Verb::Publish)?;
    let me = ctx.person()?.id;
    let held: Vec<Role> = [Role::RL, Role::BfdH]
        .into_iter()
        .filter(|role| ctx.has(*role, Scope::Programme(call.programme_id.0)))
        .collect();
    let role = rules::approval(&call, me, &held, command.role)?;
    rules::ready_for_review(&call.terms, ctx.now)?;
    crate::form::require_sound(unit.conn(), call.form_version).await?;
    require_means(&unit, &call).await?;

    let (by, at) = match role {
        Role::RL => (Column::RlApprovedBy, Column::RlApprovedAt),
        _ => (Column::BfdhApprovedBy, Column::BfdhApprovedAt),
    };
    let is_second = call.rl_approval.is_some() || call.bfdh_approval.is_some();
    let state = if is_second {
        let to = step(&unit, &call, Verb::Publish, None, |update| {
            update
                .col_expr(by, Expr::value(me.0))
                .col_expr(at, Expr::value(ctx.now))
                .col_expr(Column::PublishedAt, Expr::value(ctx.now))
        })
        .await?;
        // Never before its publication, even if the day of opening has passed in review.
        unit.schedule(OPEN_JOB, call.id, call.opens_at.max(ctx.now))
            .await?;
        unit.schedule(CLOSE_JOB, call.id, call.deadline.instant()).await?;
        store::insert_version(&unit, call.id, call.edition, &call.terms, "").await?;
        to
    } else {
        store::change(&unit, &call, |update| {
            update
                .col_expr(by, Expr::value(me.0))
                .col_expr(at, Expr::value(ctx.now))
        })
        .await?;
        let data = serde_json::json!({ "role": role.code() });
        unit.audit(Entry::new("call", call.id, "approve").data(data))
            .await?;
        call.state
    };
    unit.commit().await?;
    Ok(state)
}

/// Means and commitment authorisations of every year must be there (handbook 5.1). Error: `Refused`
/// (`means-missing`), naming year, kind and what is available.
async fn require_means(unit: &Unit<'_>, call: &Call) -> Result<(), Problem> {
    let line = call
        .budget_line_id
        .ok_or_else(|| Problem::field("budget_line_id", Text::new("field-required")))?;
    let pots = budget::pots(unit.conn(), line).await?;
    let lang = unit.ctx().lang;
    for year in &call.budget_years {
        for (kind, wanted) in [(PotKind::Cash, year.cash), (PotKind::Commitment, year.commitment)] {
            let there = pots.iter().find(|pot| pot.year == year.year && pot.kind == kind);
            let available = there.map_or(base::Cents::ZERO, budget::Pot::available);
            if available < wanted {
                let text = Text::new(format!("calls-refused-means-{kind}"))
                    .with("year", year.year)
                    .with("wanted", fmt::money(lang, wanted))
                    .with("available", fmt::money(lang, available));
                return Err(Problem::refused("means-missing", text));
            }
        }
    }
    Ok(())
}

/// Keeps the role check beside the other ones of this crate for pages: whether the person may approve now.
#[must_use]
pub(crate) fn may_approve(ctx: &Ctx, call: &Call, role: Role) -> bool {
    let Some(me) = ctx.person_id() else { return false };
    call.state == CallState::InReview
        && access::holds(ctx, role, call.programme_id)
        && rules::approval(call, me, &[role], Some(role)).is_ok()
}
