//! What can be done with the pool and with engagements.

mod add_facilitator;
mod answer;
mod assign;
mod propose;
mod replace;
mod run;
mod use_minutes;

pub use add_facilitator::{NewFacilitator, add_facilitator, add_in};
pub use answer::answer;
pub use assign::{Assign, Prepare, assign, prepare};
pub use propose::{Propose, propose};
pub use replace::{Replace, replace};
pub use run::{Start, complete, resume, start, suspend, terminate};
pub use use_minutes::{Used, use_minutes};

use base::{Problem, Text};
use base_db::{Entry, Unit};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;

use crate::model::{Engagement, EngagementId, EngagementState, Member};
use crate::queries;
use crate::rules;
use crate::store::engagement;

/// The engagement with its team, as the acting person sees it.
pub(crate) async fn load(unit: &Unit<'_>, id: EngagementId) -> Result<(Engagement, Vec<Member>), Problem> {
    let engagement = queries::engagement(unit.conn(), unit.ctx(), id).await?;
    let members = queries::members(unit.conn(), &[id]).await?;
    Ok((engagement, members))
}

/// A reason in words, as stored. Error: an invalid `reason` when it is empty or longer than 500 characters.
pub(crate) fn words(reason: &str) -> Result<String, Problem> {
    const MAX: usize = 500;
    let text = base::names::clean_multiline(reason);
    match base::names::char_count(&text) {
        0 => Err(Problem::field("reason", Text::new("field-required"))),
        count if count > MAX => {
            let text = Text::new("field-too-long").with("max", MAX).with("count", count);
            Err(Problem::field("reason", text))
        }
        _ => Ok(text),
    }
}

/// One step of handbook 5.6 with further columns. Error: refused (`wrong-state`), stale.
pub(crate) async fn step(
    unit: &Unit<'_>,
    before: &Engagement,
    to: EngagementState,
    action: &'static str,
    change: impl FnOnce(&mut Engagement),
) -> Result<Engagement, Problem> {
    if !rules::may_become(before.state, to) {
        return Err(Problem::refused(
            "wrong-state",
            Text::new("facilitation-wrong-state"),
        ));
    }
    let mut after = Engagement {
        state: to,
        version: before.version + 1,
        ..before.clone()
    };
    change(&mut after);
    let changed = engagement::Entity::update_many()
        .col_expr(engagement::Column::State, Expr::value(after.state))
        .col_expr(
            engagement::Column::ContractNo,
            Expr::value(after.contract_no.clone()),
        )
        .col_expr(
            engagement::Column::ContingentMinutes,
            Expr::value(after.contingent_minutes),
        )
        .col_expr(
            engagement::Column::DayRateCents,
            Expr::value(after.day_rate_cents),
        )
        .col_expr(engagement::Column::VatRate, Expr::value(after.vat_rate))
        .col_expr(engagement::Column::DayMinutes, Expr::value(after.day_minutes))
        .col_expr(
            engagement::Column::HalfDaySteps,
            Expr::value(after.half_day_steps),
        )
        .col_expr(engagement::Column::FromOn, Expr::value(after.from_on))
        .col_expr(engagement::Column::UntilOn, Expr::value(after.until_on))
        .col_expr(engagement::Column::FirstTalkOn, Expr::value(after.first_talk_on))
        .col_expr(engagement::Column::Reason, Expr::value(after.reason.clone()))
        .col_expr(engagement::Column::PreparedBy, Expr::value(after.prepared_by))
        .col_expr(engagement::Column::AssignedBy, Expr::value(after.assigned_by))
        .col_expr(engagement::Column::Version, Expr::value(after.version))
        .filter(engagement::Column::Id.eq(before.id))
        .filter(engagement::Column::Version.eq(before.version))
        .exec(unit.conn())
        .await?;
    if changed.rows_affected != 1 {
        return Err(Problem::Stale);
    }
    let entry = Entry::new("engagement", before.id, action)
        .case(before.application_id)
        .states(before.state, to);
    unit.audit(entry.reason(after.reason.clone().unwrap_or_default()))
        .await?;
    Ok(after)
}
