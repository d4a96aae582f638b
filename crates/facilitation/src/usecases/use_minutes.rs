//! Approved hours consume the contingent: one guarded UPDATE is question, answer and lock.

use base::{Minutes, Problem, Text, fmt};
use base_db::Unit;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};

use crate::mails;
use crate::model::{Engagement, EngagementId};
use crate::queries;
use crate::rules;
use crate::store::engagement;

/// How much of the contingent is used after a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Used {
    pub approved: Minutes,
    pub contingent: Minutes,
}

/// Uses billable minutes within the unit that approves them. Tells once at 80 % (M-F11) and at 100 % (M-F12).
/// Error: refused (`over-contingent`) with what is left (F06).
pub async fn use_minutes(unit: &Unit<'_>, id: EngagementId, minutes: Minutes) -> Result<Used, Problem> {
    let used = Expr::col(engagement::Column::ApprovedMinutes).add(minutes.0);
    let changed = engagement::Entity::update_many()
        .col_expr(engagement::Column::ApprovedMinutes, used.clone())
        .filter(engagement::Column::Id.eq(id))
        .filter(used.lte(Expr::col(engagement::Column::ContingentMinutes)))
        .exec(unit.conn())
        .await?;
    let now: Engagement = engagement::Entity::find_by_id(id)
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("engagement"))?;
    if changed.rows_affected != 1 {
        let rest = fmt::hours(unit.ctx().lang, now.rest());
        return Err(Problem::refused(
            "over-contingent",
            Text::new("facilitation-over-contingent").with("rest", rest),
        ));
    }
    if let Some(mark) = rules::warning(now.approved_minutes, now.contingent_minutes, now.warned_percent) {
        engagement::Entity::update_many()
            .col_expr(engagement::Column::WarnedPercent, Expr::value(mark))
            .filter(engagement::Column::Id.eq(id))
            .exec(unit.conn())
            .await?;
        let members = queries::members(unit.conn(), &[id]).await?;
        mails::used(unit, &now, &members, mark).await?;
    }
    Ok(Used {
        approved: now.approved_minutes,
        contingent: now.contingent_minutes,
    })
}
