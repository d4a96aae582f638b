//! When a proof is due, in which form, and when somebody is reminded (handbook 2.6, 2.12, T08, E14).

use base::Cents;
use base::calendar::{add_months, month_period_end};
use chrono::{Days, Months, NaiveDate};

use crate::model::ProofForm;

/// Days before the due date on which the municipality is reminded.
pub const REMIND_BEFORE: u64 = 14;
/// Days after it on which it is reminded again.
pub const REMIND_AFTER: u64 = 14;
/// Days after it on which the head of unit learns of it (M-V04).
pub const ESCALATE_AFTER: u64 = 30;
/// Days for the vouchers of a sampled proof: four weeks (M-V05).
pub const VOUCHER_DAYS: u64 = 28;
/// Days before the end of the year within which a revocation is possible (E14).
pub const CLOCK_REMIND_DAYS: u64 = 60;

/// `vn_due_months` after the award period; the period runs from the following day, and a Saturday, Sunday or holiday
/// moves the result (handbook 0.5).
#[must_use]
pub fn due_on(period_end: NaiveDate, months: i64) -> NaiveDate {
    month_period_end(period_end, u32::try_from(months).unwrap_or(0))
}

/// The budget years of which an interim statement is due: those that end within an award period of more than so many
/// months (handbook 2.6: by budget year; none up to 18 months). The last year belongs to the statement of use.
#[must_use]
pub fn interim_years(from_on: NaiveDate, until_on: NaiveDate, above_months: i64) -> Vec<i64> {
    use chrono::Datelike;
    let short = add_months(from_on, i32::try_from(above_months).unwrap_or(i32::MAX / 64));
    if until_on < short {
        return Vec::new();
    }
    (from_on.year()..until_on.year()).map(i64::from).collect()
}

/// When the interim statement of a year is due: as long after its end as the statement of use after the award period.
#[must_use]
pub fn interim_due_on(year: i64, months: i64) -> NaiveDate {
    let year = i32::try_from(year).unwrap_or(1);
    due_on(NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default(), months)
}

/// The last day on which the grantee keeps its vouchers: some years after the statement of use came in (handbook 2.9).
#[must_use]
pub fn vouchers_until(received_on: NaiveDate, years: i64) -> NaiveDate {
    add_months(received_on, i32::try_from(years * 12).unwrap_or(0))
}

/// A confirmation suffices up to `limit`; whoever is sampled gives everything.
#[must_use]
pub fn form(amount: Cents, limit: Cents, is_sampled: bool) -> ProofForm {
    if is_sampled {
        ProofForm::Full
    } else if amount <= limit {
        ProofForm::Confirmation
    } else {
        ProofForm::Simple
    }
}

/// The last day on which a notice may be revoked: one year after the authority knew the facts (§§ 48, 49 LVwVfG).
#[must_use]
pub fn revocable_until(known_on: NaiveDate) -> NaiveDate {
    known_on + Months::new(12)
}

/// When the officer is reminded of that.
#[must_use]
pub fn clock_reminder(known_on: NaiveDate) -> NaiveDate {
    revocable_until(known_on) - Days::new(CLOCK_REMIND_DAYS)
}

/// The end of the limitation of interest on repayments: three years from the end of the year in which the claim arose
/// (§§ 195, 199 BGB, handbook 2.8).
#[must_use]
pub fn limitation_on(issued_on: NaiveDate) -> NaiveDate {
    use chrono::Datelike;
    NaiveDate::from_ymd_opt(issued_on.year() + 3, 12, 31).unwrap_or(issued_on) // such a day always exists
}
