//! The one way in which a call's state changes: table, guarded update, one audit entry.

use base::{Problem, Role};
use base_db::{Entry, Unit};
use sea_orm::UpdateMany;
use sea_orm::sea_query::Expr;

use crate::model::{Call, CallId};
use crate::store::{self, call};
use crate::{CallState, Verb, access, queries, rules};

/// Loads a call for somebody with one of `roles`, as it was when they saw it. Error: `NotFound`, `Denied`, `Stale`.
pub(super) async fn load(unit: &Unit<'_>, id: CallId, version: i64, roles: &[Role]) -> Result<Call, Problem> {
    let call = queries::call(unit.conn(), id).await?;
    access::require(unit.ctx(), &call, roles)?;
    if call.version == version {
        Ok(call)
    } else {
        Err(Problem::Stale)
    }
}

/// Does the step in the database and in the audit trail; `set` adds the step's own columns. Gives the new state.
pub(super) async fn step(
    unit: &Unit<'_>,
    call: &Call,
    verb: Verb,
    reason: Option<&str>,
    set: impl FnOnce(UpdateMany<call::Entity>) -> UpdateMany<call::Entity>,
) -> Result<CallState, Problem> {
    let to = rules::after(call.state, verb)?;
    store::change(unit, call, |update| {
        set(update.col_expr(call::Column::State, Expr::value(to.code())))
    })
    .await?;
    let entry = Entry::new("call", call.id, verb.code())
        .states(call.state, to)
        .reason(reason.unwrap_or_default());
    unit.audit(entry).await?;
    Ok(to)
}
