//! The selection is decided: called by the selection within its own unit, after the minutes are signed.

use base::{Problem, Text};
use base_db::Unit;

use super::transition::step;
use crate::model::CallId;
use crate::{Verb, cases, queries, rules};

/// IN_SELECTION → DECIDED. The caller has checked the person and the minutes; here: all applications have a result.
/// Error: `NotFound`, `Refused`, `Stale`.
pub async fn mark_decided(unit: &Unit<'_>, call: CallId) -> Result<(), Problem> {
    let call = queries::call(unit.conn(), call).await?;
    rules::after(call.state, Verb::Decide)?;
    let counts = cases::counts(unit, call.id).await?;
    if counts.undecided > 0 {
        let text = Text::new("calls-refused-undecided").with("count", counts.undecided);
        return Err(Problem::refused("applications-undecided", text));
    }
    step(unit, &call, Verb::Decide, None, |update| update).await?;
    Ok(())
}
