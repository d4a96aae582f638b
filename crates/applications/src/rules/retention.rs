//! How long a case is kept (handbook 2.12, scenario I02): by the programme's parameters. Whole years count from the end of
//! the year in which it ended.

use base::calendar::add_months;
use calls::Parameters;
use chrono::{Datelike, NaiveDate};

use crate::model::ApplicationState as S;

/// The day from which a case that ended on `ended_on` may be erased; `None` beyond the calendar.
#[must_use]
pub fn after_years(ended_on: NaiveDate, years: i64) -> Option<NaiveDate> {
    let year = i64::from(ended_on.year()).checked_add(years)?.checked_add(1)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, 1, 1)
}

/// The day from which a draft that was never handed in may be erased.
#[must_use]
pub fn of_draft(deadline_on: NaiveDate, months: i64) -> NaiveDate {
    add_months(deadline_on, i32::try_from(months).unwrap_or(i32::MAX))
}

/// Until when a case without a grant is kept, and the parameter that says so. What was awarded counts from its closing
/// (the statement of use); what still runs has no such day. `ended_on`: the rejection or withdrawal.
#[must_use]
pub fn of_case(
    state: S,
    was_handed_in: bool,
    (deadline_on, ended_on): (NaiveDate, NaiveDate),
    parameters: &Parameters,
) -> Option<(NaiveDate, &'static str)> {
    match state {
        S::Draft | S::Withdrawn if !was_handed_in => {
            let until = of_draft(deadline_on, parameters.retention_months_draft);
            Some((until, "retention_months_draft"))
        }
        S::Rejected | S::Withdrawn => {
            let until = after_years(ended_on, parameters.retention_years_rejected)?;
            Some((until, "retention_years_rejected"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;

    #[test]
    fn i02_retention() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(after_years(date("2028-08-14"), 10), Some(date("2039-01-01")));
        assert_eq!(after_years(date("2026-05-16"), 3), Some(date("2030-01-01")));
        assert_eq!(of_draft(date("2026-03-31"), 6), date("2026-09-30"));
    }
}
