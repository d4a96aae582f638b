//! The head of unit completes a call when all of its projects are closed.

use base::{Ctx, Problem, Role, Text};
use base_db::Db;

use super::transition::{load, step};
use crate::model::CallId;
use crate::{Verb, cases, rules};

/// A decided call to be completed.
#[derive(Debug, Clone, Copy)]
pub struct Complete {
    pub call: CallId,
    pub version: i64,
}

/// DECIDED → COMPLETED. Error: `NotFound`, `Denied`, `Stale`, `Refused`.
pub async fn complete(db: &Db, ctx: &Ctx, command: Complete) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let call = load(&unit, command.call, command.version, &[Role::RL]).await?;
    rules::after(call.state, Verb::Complete)?;
    let counts = cases::counts(&unit, call.id).await?;
    if counts.running > 0 {
        let text = Text::new("calls-refused-running").with("count", counts.running);
        return Err(Problem::refused("projects-running", text));
    }
    step(&unit, &call, Verb::Complete, None, |update| update).await?;
    unit.commit().await
}
