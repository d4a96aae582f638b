//! How long a case is kept (handbook 2.12, scenario I02). Whole years count from the end of the year in which it ended.

use base::calendar::add_months;
use chrono::{Datelike, NaiveDate};

/// Years a funded case is kept after it was closed.
pub const YEARS_FUNDED: i32 = 10;
/// Years a rejected case is kept after the rejection became final.
pub const YEARS_REJECTED: i32 = 3;
/// Months a draft that was never handed in is kept after the call's deadline.
pub const MONTHS_DRAFT: i32 = 6;

/// The day from which a case that ended on `ended_on` may be erased; `None` beyond the calendar.
#[must_use]
pub fn after_years(ended_on: NaiveDate, years: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(ended_on.year() + years + 1, 1, 1)
}

/// The day from which a draft that was never handed in may be erased.
#[must_use]
pub fn of_draft(deadline_on: NaiveDate) -> NaiveDate {
    add_months(deadline_on, MONTHS_DRAFT)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;

    #[test]
    fn i02_retention() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(
            after_years(date("2028-08-14"), YEARS_FUNDED),
            Some(date("2039-01-01"))
        );
        assert_eq!(
            after_years(date("2026-05-16"), YEARS_REJECTED),
            Some(date("2030-01-01"))
        );
        assert_eq!(of_draft(date("2026-03-31")), date("2026-09-30"));
    }
}
