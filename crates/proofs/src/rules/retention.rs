//! From when on a case is on the erasure list (handbook 2.9, I02): it is offered to the Landesarchiv, then erased.

use base::calendar::add_months;
use chrono::{Datelike, NaiveDate};

/// Whole years from the end of the year in which the case was closed, or its rejection became final; the list has it
/// from the following day.
#[must_use]
pub fn erasable_from(since_on: NaiveDate, years: i64) -> NaiveDate {
    let year = i64::from(since_on.year()) + years + 1;
    let day = i32::try_from(year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1));
    day.unwrap_or(NaiveDate::MAX)
}

/// Months after the deadline of the call, for what was never handed in.
#[must_use]
pub fn draft_erasable_from(deadline_on: NaiveDate, months: i64) -> NaiveDate {
    add_months(deadline_on, i32::try_from(months).unwrap_or(i32::MAX / 64))
}
