//! Approved hours consume the contingent: one guarded UPDATE is question, answer and lock.

use base::{Minutes, Problem, Text, fmt};
use base_db::Unit;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait};

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

/// Uses billable minutes within the unit that approves them. Tells once at 80 % (M-F11) and at 100 % (M-F12). Beyond the
/// contingent: refused (`over-contingent`) with what is left (F06), or, in a programme without hard stop, flagged in
/// `over_minutes` (handbook 12, no. 6).
pub async fn use_minutes(unit: &Unit<'_>, id: EngagementId, minutes: Minutes) -> Result<Used, Problem> {
    let before = find(unit, id).await?;
    let today = base::calendar::local_date(unit.now());
    let terms = queries::support_terms(unit.conn(), before.programme_id, today).await?;
    let used = Expr::col(engagement::Column::ApprovedMinutes).add(minutes.0);
    let contingent = || Expr::col(engagement::Column::ContingentMinutes);
    let mut update = engagement::Entity::update_many()
        .col_expr(engagement::Column::ApprovedMinutes, used.clone())
        .filter(engagement::Column::Id.eq(id));
    update = if terms.hard_stop {
        update.filter(used.lte(contingent()))
    } else {
        let over = CaseStatement::new()
            .case(used.clone().gt(contingent()), used.sub(contingent()))
            .finally(0_i64);
        update.col_expr(engagement::Column::OverMinutes, over.into())
    };
    let changed = update.exec(unit.conn()).await?;
    let now = find(unit, id).await?;
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
        mails::used(unit, &now, &members, mark, terms.hard_stop).await?;
    }
    Ok(Used {
        approved: now.approved_minutes,
        contingent: now.contingent_minutes,
    })
}

async fn find(unit: &Unit<'_>, id: EngagementId) -> Result<Engagement, Problem> {
    engagement::Entity::find_by_id(id)
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("engagement"))
}
