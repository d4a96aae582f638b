//! The one way to another state: checked against handbook 5.2, guarded, audited. Later crates call it in their unit.

use base::{Problem, Text};
use base_db::{Entry, Unit};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::model::{Application, ApplicationId, ApplicationState};
use crate::rules;
use crate::store::{application, save};

/// Rows per statement; far below the parameter limits of both databases.
const CHUNK: usize = 500;

/// Moves a case from one of `from` to `to`. The caller has checked the permission; the audit entry is written here.
/// Error: refused when the case is in another state or 5.2 has no such step; `Stale` when somebody was faster.
pub async fn transition(
    unit: &Unit<'_>,
    id: ApplicationId,
    from: &[ApplicationState],
    to: ApplicationState,
    action: &'static str,
    reason: Option<&str>,
) -> Result<Application, Problem> {
    let before = save::load(unit, id).await?;
    require_state(&before, from)?;
    let after = Application {
        state: to,
        ..before.clone()
    };
    moved(unit, &before, after, action, reason).await
}

/// Writes a change that includes a change of state, with its audit entry.
pub(crate) async fn moved(
    unit: &Unit<'_>,
    before: &Application,
    after: Application,
    action: &'static str,
    reason: Option<&str>,
) -> Result<Application, Problem> {
    if !rules::may_follow(before.state, after.state) {
        return Err(wrong_state(before.state));
    }
    let after = save::update(unit, before, after).await?;
    let entry = Entry::new("application", after.id, action)
        .case(after.id)
        .states(before.state, after.state)
        .reason(reason.unwrap_or_default())
        .data(json!({ "version": after.version, "number": after.number }));
    unit.audit(entry).await?;
    Ok(after)
}

/// Moves many cases at once, all or none: two statements per 500. Error: refused when one is in another state.
pub async fn transition_many(
    unit: &Unit<'_>,
    ids: &[ApplicationId],
    from: ApplicationState,
    to: ApplicationState,
    action: &'static str,
    reason: Option<&str>,
) -> Result<(), Problem> {
    if !rules::may_follow(from, to) {
        return Err(wrong_state(from));
    }
    for chunk in ids.chunks(CHUNK) {
        let done = application::Entity::update_many()
            .col_expr(application::Column::State, Expr::value(to.code()))
            .col_expr(application::Column::UpdatedAt, Expr::value(unit.now()))
            .col_expr(
                application::Column::Version,
                Expr::col(application::Column::Version).add(1),
            )
            .filter(application::Column::Id.is_in(chunk.iter().copied()))
            .filter(application::Column::State.eq(from))
            .exec(unit.conn())
            .await?;
        if done.rows_affected != chunk.len() as u64 {
            return Err(Problem::Stale);
        }
        let entries = chunk.iter().map(|id| {
            Entry::new("application", id, action)
                .case(*id)
                .states(from, to)
                .reason(reason.unwrap_or_default())
        });
        unit.audit_many(entries.collect()).await?;
    }
    Ok(())
}

/// Releases the decisions on these cases: applicants see their results from now on.
pub async fn mark_released(unit: &Unit<'_>, ids: &[ApplicationId]) -> Result<(), Problem> {
    for chunk in ids.chunks(CHUNK) {
        application::Entity::update_many()
            .col_expr(application::Column::ReleasedAt, Expr::value(unit.now()))
            .filter(application::Column::Id.is_in(chunk.iter().copied()))
            .exec(unit.conn())
            .await?;
    }
    Ok(())
}

/// Error: refused, naming the present state.
pub(crate) fn require_state(application: &Application, states: &[ApplicationState]) -> Result<(), Problem> {
    if states.contains(&application.state) {
        Ok(())
    } else {
        Err(wrong_state(application.state))
    }
}

fn wrong_state(state: ApplicationState) -> Problem {
    let key = format!("applications-wrong-state-{}", state.code());
    Problem::refused("wrong-state", Text::new(key))
}
