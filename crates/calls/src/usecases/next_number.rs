//! The case numbers of a call: unique and without gaps (handbook 12, invariant 11).

use base::Problem;
use base_db::Unit;

use crate::model::Call;
use crate::store;

/// The next case number, `IBZ-2026A-0001`. To be the last statement of the submission's unit: the counter's row stays
/// locked until the unit ends, and a unit that is not committed gives the number back.
pub async fn next_number(unit: &Unit<'_>, call: &Call) -> Result<String, Problem> {
    let number = store::next(unit, call.id, 1).await?;
    Ok(format!("{}-{number:04}", call.number_prefix))
}

/// The next `count` case numbers at once, in their order, for a list that is imported in one unit.
pub async fn next_numbers(unit: &Unit<'_>, call: &Call, count: u32) -> Result<Vec<String>, Problem> {
    let last = store::next(unit, call.id, i64::from(count)).await?;
    let first = last - i64::from(count) + 1;
    Ok((first..=last)
        .map(|number| format!("{}-{number:04}", call.number_prefix))
        .collect())
}
