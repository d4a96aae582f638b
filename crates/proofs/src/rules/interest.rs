//! Interest on repayments and for late use (§ 49a Abs. 3 and 4 LVwVfG, handbook 2.8): a spread over the base rate, in
//! segments by half-year and by year, rounded once per payment.

use std::collections::BTreeMap;

use base::money::mul_div_half_up;
use base::{Cents, Lang, Problem, Rate, Text, fmt};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

base_db::codes! {
    /// How days and years are counted (`interest_day_count`).
    DayCount {
        /// Days by 365, in leap years by 366.
        ActAct = "ACT_ACT",
        /// Days by 365.
        Act365 = "ACT_365",
        /// Months of 30 days, years of 360 (30E/360).
        Thirty360 = "THIRTY_360",
    }
}

/// An amount over a time: from the day it was paid up to, not including, the day it came back or was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    pub principal: Cents,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
}

/// A part of a slice within one half-year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    #[serde(rename = "principal_cents")]
    pub principal: Cents,
    pub from_on: NaiveDate,
    /// Not included.
    pub until_on: NaiveDate,
    pub days: i64,
    /// Days of the year: 365, 366 or 360.
    pub year_days: i64,
    pub base_rate: Rate,
    /// Base rate and spread; a negative base rate is added as it is (E11).
    pub rate: Rate,
}

/// The interest of one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interest {
    pub segments: Vec<Segment>,
    pub amount: Cents,
}

/// The published base rates (§ 247 BGB), by the first day of their half-year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BaseRates(BTreeMap<NaiveDate, Rate>);

impl FromIterator<(NaiveDate, Rate)> for BaseRates {
    fn from_iter<T: IntoIterator<Item = (NaiveDate, Rate)>>(rates: T) -> Self {
        Self(rates.into_iter().collect())
    }
}

impl BaseRates {
    /// The rate of the day's half-year; the last one is never carried on (handbook 0.5).
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<Rate> {
        self.0.get(&half_year(day)).copied()
    }
}

/// The half-years that no rate is stored for, by their first days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingRates(pub Vec<NaiveDate>);

impl From<MissingRates> for Problem {
    fn from(missing: MissingRates) -> Self {
        let names: Vec<String> = missing.0.iter().map(|day| half_year_name(*day)).collect();
        let days: Vec<String> = missing.0.iter().map(|day| fmt::date_de(*day)).collect();
        Problem::refused(
            "missing-base-rate",
            Text::new("proofs-base-rate-missing")
                .with("half_years", names.join(", "))
                .with("days", days.join(", ")),
        )
    }
}

/// The first day of a day's half-year.
#[must_use]
pub fn half_year(day: NaiveDate) -> NaiveDate {
    let month = if day.month() < 7 { 1 } else { 7 };
    NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day) // such a day always exists
}

/// `1/2026`, `2/2026`
#[must_use]
pub fn half_year_name(day: NaiveDate) -> String {
    format!("{}/{}", if day.month() < 7 { 1 } else { 2 }, day.year())
}

/// The first day of the next half-year.
fn next_half_year(day: NaiveDate) -> NaiveDate {
    half_year(day) + chrono::Months::new(6)
}

/// The interest of one payment's slices. Error: every half-year without a rate.
pub fn interest(
    slices: &[Slice],
    rates: &BaseRates,
    spread: Rate,
    method: DayCount,
) -> Result<Interest, MissingRates> {
    let mut segments = Vec::new();
    let mut missing = Vec::new();
    for slice in slices {
        let mut from_on = slice.from_on;
        while from_on < slice.until_on {
            let until_on = Ord::min(next_half_year(from_on), slice.until_on);
            match rates.on(from_on) {
                Some(base_rate) => segments.push(Segment {
                    principal: slice.principal,
                    from_on,
                    until_on,
                    days: days(from_on, until_on, method),
                    year_days: year_days(from_on, method),
                    base_rate,
                    rate: Rate(base_rate.0 + spread.0),
                }),
                None => missing.push(half_year(from_on)),
            }
            from_on = until_on;
        }
    }
    if !missing.is_empty() {
        missing.sort_unstable();
        missing.dedup();
        return Err(MissingRates(missing));
    }
    let amount = total(&segments);
    Ok(Interest { segments, amount })
}

/// 365 · 366 · 360 / common factors would do; their product is simpler and fits.
const YEARS: i128 = 365 * 366 * 360;

/// The sum of segments, exact, rounded once.
#[must_use]
pub fn total(segments: &[Segment]) -> Cents {
    let sum: i128 = segments
        .iter()
        .map(|part| part.numerator() * (YEARS / i128::from(part.year_days)))
        .sum();
    Cents::exact(mul_div_half_up(sum, 1, i128::from(Rate::WHOLE.0) * YEARS))
}

impl Segment {
    /// Cents · basis points · days.
    fn numerator(&self) -> i128 {
        i128::from(self.principal.0) * i128::from(self.rate.0) * i128::from(self.days)
    }

    /// The amount with three decimals, because it is not rounded by itself: `88,435 €`.
    #[must_use]
    pub fn shown(&self, lang: Lang) -> String {
        let year = i128::from(Rate::WHOLE.0) * i128::from(self.year_days);
        let tenths = mul_div_half_up(self.numerator(), 10, year);
        let sign = if tenths < 0 { "-" } else { "" };
        let tenths = i64::try_from(tenths.unsigned_abs()).unwrap_or(i64::MAX);
        let (euros, rest) = (fmt::integer(lang, tenths / 1_000), tenths % 1_000);
        match lang {
            Lang::De => format!("{sign}{euros},{rest:03}\u{a0}€"),
            Lang::En => format!("{sign}€{euros}.{rest:03}"),
        }
    }
}

/// Days from one day up to another.
fn days(from_on: NaiveDate, until_on: NaiveDate, method: DayCount) -> i64 {
    match method {
        DayCount::ActAct | DayCount::Act365 => (until_on - from_on).num_days(),
        DayCount::Thirty360 => {
            let count = |day: NaiveDate| {
                i64::from(day.year()) * 360 + i64::from(day.month()) * 30 + i64::from(day.day().min(30))
            };
            count(until_on) - count(from_on)
        }
    }
}

/// The days of the year; a segment never leaves its year.
fn year_days(day: NaiveDate, method: DayCount) -> i64 {
    match method {
        DayCount::ActAct if day.leap_year() => 366,
        DayCount::ActAct | DayCount::Act365 => 365,
        DayCount::Thirty360 => 360,
    }
}
