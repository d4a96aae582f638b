//! The officer starts the selection once the completeness of all applications is decided.

use base::{Ctx, Problem, Role, Text};
use base_db::{Db, Unit};

use super::transition::{load, step};
use crate::model::{Call, CallId};
use crate::{Verb, access, cases, queries, rules};

/// A closed call whose selection starts.
#[derive(Debug, Clone, Copy)]
pub struct StartSelection {
    pub call: CallId,
    pub version: i64,
}

/// CLOSED → IN_SELECTION as a use case of its own. Error: `NotFound`, `Denied`, `Stale`, `Refused`.
pub async fn begin_selection(db: &Db, ctx: &Ctx, command: StartSelection) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let call = load(&unit, command.call, command.version, &[Role::SB]).await?;
    start(&unit, &call).await?;
    unit.commit().await
}

/// CLOSED → IN_SELECTION within a later crate's unit. Error: `NotFound`, `Denied`, `Refused`.
pub async fn start_selection(unit: &Unit<'_>, call: CallId) -> Result<(), Problem> {
    let call = queries::call(unit.conn(), call).await?;
    start(unit, &call).await
}

async fn start(unit: &Unit<'_>, call: &Call) -> Result<(), Problem> {
    access::require(unit.ctx(), call, &[Role::SB])?;
    rules::after(call.state, Verb::StartSelection)?;
    let counts = cases::counts(unit, call.id).await?;
    if counts.unchecked > 0 {
        let text = Text::new("calls-refused-unchecked").with("count", counts.unchecked);
        return Err(Problem::refused("applications-unchecked", text));
    }
    step(unit, call, Verb::StartSelection, None, |update| update).await?;
    Ok(())
}
