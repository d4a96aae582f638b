//! The case numbers of a call: unique and without gaps (handbook 12, invariant 11).

use base::Problem;
use base_db::Unit;

use crate::model::CallId;
use crate::{queries, store};

/// The next case number, `IBZ-2026A-0001`. To be the last statement of the submission's unit: the counter's row stays
/// locked until the unit ends, and a unit that is not committed gives the number back.
pub async fn next_number(unit: &Unit<'_>, call: CallId) -> Result<String, Problem> {
    let call = queries::call(unit.conn(), call).await?;
    let number = store::next(unit, call.id).await?;
    Ok(format!("{}-{number:04}", call.number_prefix))
}
