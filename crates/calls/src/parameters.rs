//! The dated parameters of a programme (handbook 2.12). A call takes them as its first values and keeps its own; what
//! is decided per notice (remedy, acceptance) is asked on the day. A value counts from its day on and stays for ever.

use base::{AwardRounding, Cents, Lang, PersonId, Problem, Rate, fmt};
use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::{AllocationMode, DeadlineKind, FinancingType, FundingMode};

/// What values a parameter takes, and how people read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of these codes; the text key of a code is this prefix and the code.
    Code(&'static str, &'static [&'static str]),
    /// A whole number within bounds; the text key of the unit.
    Count(i64, i64, &'static str),
    /// Cents.
    Money,
    /// 0,00 % to 100,00 %, in basis points.
    Share,
    /// `true`, `false`
    YesNo,
    /// A day of every year: `11-30`.
    DayOfYear,
}

/// A parameter that exists: its stored name, its values, and the value where a programme sets none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    pub name: &'static str,
    pub kind: Kind,
    /// As stored; none for a parameter that is nothing without a value.
    pub default: Option<&'static str>,
}

const fn one(name: &'static str, kind: Kind, default: &'static str) -> Definition {
    Definition {
        name,
        kind,
        default: Some(default),
    }
}

/// All parameters, in the order of handbook 2.12. The legal remedy stands in the programme's own data.
pub const DEFINITIONS: &[Definition] = &[
    one(
        "funding_mode",
        Kind::Code("calls-funding-mode", &["IN_KIND", "CASH_GRANT"]),
        "IN_KIND",
    ),
    one("funding_cap_cents", Kind::Money, "4000000"),
    one("funding_rate", Kind::Share, "10000"),
    one("minimum_grant_cents", Kind::Money, "250000"),
    one(
        "financing_type",
        Kind::Code(
            "calls-financing-type",
            &["SHARE", "DEFICIT", "FIXED_AMOUNT", "FULL"],
        ),
        "FIXED_AMOUNT",
    ),
    one(
        "award_rounding",
        Kind::Code(
            "calls-rounding",
            &["CENT", "EURO_DOWN", "TEN_EURO_DOWN", "HUNDRED_EURO_DOWN"],
        ),
        "EURO_DOWN",
    ),
    one(
        "share_basis",
        Kind::Code("calls-share-basis", &["EFFECTIVE_SHARE", "RATE_WITH_CAP"]),
        "EFFECTIVE_SHARE",
    ),
    one(
        "allocation_mode",
        Kind::Code(
            "calls-allocation",
            &[
                "RANK_FULL_STOP",
                "RANK_FULL_SKIP",
                "RANK_PARTIAL_LAST",
                "PRO_RATA",
                "MANUAL",
            ],
        ),
        "RANK_FULL_STOP",
    ),
    one(
        "deadline_kind",
        Kind::Code("calls-deadline-kind", &["CUT_OFF", "SOFT"]),
        "CUT_OFF",
    ),
    one("completion_days", Kind::Count(1, 365, DAYS), "14"),
    one("resolution_weeks", Kind::Count(1, 52, WEEKS), "8"),
    one("deemed_delivery_days", Kind::Count(1, 10, DAYS), "4"),
    one("remedy_months", Kind::Count(1, 24, MONTHS), "1"),
    one("acceptance_weeks", Kind::Count(0, 52, WEEKS), "4"), // 0: no declaration is asked for
    one("use_within_months", Kind::Count(1, 24, MONTHS), "2"),
    one("payments_per_year", Kind::Count(1, 12, TIMES), "4"),
    one("retention_rate", Kind::Share, "1000"),
    one("last_request_day", Kind::DayOfYear, "11-30"),
    one("item_overrun_limit", Kind::Share, "2000"),
    one("reduction_threshold_cents", Kind::Money, "0"),
    one("interest_spread_bp", Kind::Share, "500"),
    one(
        "interest_day_count",
        Kind::Code("calls-day-count", &["ACT_ACT", "ACT_365", "THIRTY_360"]),
        "ACT_ACT",
    ),
    one("interest_waiver_threshold_cents", Kind::Money, "0"),
    one("vn_confirmation_up_to_cents", Kind::Money, "2500000"),
    one("vn_due_months", Kind::Count(1, 24, MONTHS), "3"),
    one("vn_interim_above_months", Kind::Count(1, 120, MONTHS), "18"),
    one("vn_sample_rate", Kind::Share, "500"),
    one("retention_years_vouchers", Kind::Count(1, 30, YEARS), "5"),
    one("retention_years_funded", Kind::Count(1, 30, YEARS), "10"),
    one("retention_years_rejected", Kind::Count(1, 30, YEARS), "3"),
    one("retention_months_draft", Kind::Count(1, 60, MONTHS), "6"),
    one("hours_granularity_min", Kind::Count(1, 60, MINUTES), "15"),
    one("day_minutes", Kind::Count(60, 1_440, MINUTES), "480"),
    one(
        "day_rule",
        Kind::Code("calls-day-rule", &["PROPORTIONAL", "HALF_DAY_STEPS"]),
        "PROPORTIONAL",
    ),
    one("contingent_hard_stop", Kind::YesNo, "true"),
    one("small_cell_limit", Kind::Count(1, 20, CASES), "3"),
];

const DAYS: &str = "calls-unit-days";
const WEEKS: &str = "calls-unit-weeks";
const MONTHS: &str = "calls-unit-months";
const YEARS: &str = "calls-unit-years";
const MINUTES: &str = "calls-unit-minutes";
const TIMES: &str = "calls-unit-times";
const CASES: &str = "calls-unit-cases";

/// An amount of a parameter at most: 100 million euros.
const MOST_CENTS: i64 = 10_000_000_000;

impl Definition {
    /// The parameter with this stored name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Definition> {
        DEFINITIONS.iter().find(|definition| definition.name == name)
    }

    /// Whether this is a value of it, as stored.
    #[must_use]
    pub fn takes(&self, value: &str) -> bool {
        let within = |least: i64, most: i64| {
            value
                .parse::<i64>()
                .is_ok_and(|number| (least..=most).contains(&number) && number.to_string() == value)
        };
        match self.kind {
            Kind::Code(_, codes) => codes.contains(&value),
            Kind::Count(least, most, _) => within(least, most),
            Kind::Money => within(0, MOST_CENTS),
            Kind::Share => within(0, Rate::WHOLE.0),
            Kind::YesNo => matches!(value, "true" | "false"),
            Kind::DayOfYear => day_of_year(value).is_some(),
        }
    }

    /// A value that a person typed, as it is stored. None: it is none.
    #[must_use]
    pub fn typed(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let stored = match self.kind {
            Kind::Money => Cents::parse_de(text).ok()?.0.to_string(),
            Kind::Share => Rate::parse_de(text).ok()?.0.to_string(),
            Kind::DayOfYear => {
                let (day, month) = text.trim_end_matches('.').split_once('.')?;
                format!(
                    "{:02}-{:02}",
                    month.trim().parse::<u32>().ok()?,
                    day.trim().parse::<u32>().ok()?
                )
            }
            _ => text.to_owned(),
        };
        self.takes(&stored).then_some(stored)
    }

    /// A stored value as people read it: `40.000,00 €`, `14 Tage`, `Ausschlussfrist`.
    #[must_use]
    pub fn shown(&self, lang: Lang, value: &str) -> String {
        let number = value.parse::<i64>().unwrap_or_default(); // every stored value was checked by `takes`
        match self.kind {
            Kind::Code(prefix, _) => base::texts::tr(lang, &format!("{prefix}-{value}")),
            Kind::Count(_, _, unit) => base::texts::tr_with(lang, unit, &[("count", value)]),
            Kind::Money => fmt::money(lang, Cents(number)),
            Kind::Share => fmt::rate(lang, Rate(number)),
            Kind::YesNo => base::texts::tr(lang, &format!("calls-yes-no-{value}")),
            Kind::DayOfYear => day_of_year(value).map_or_else(
                || value.to_owned(),
                |day| format!("{}. {}", day.day(), fmt::month(lang, day)),
            ),
        }
    }
}

/// A day of a leap year, so that 29 February exists.
fn day_of_year(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&format!("2024-{text}"), "%Y-%m-%d").ok()
}

/// One stored value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedValue {
    pub name: String,
    pub value: String,
    pub valid_from: NaiveDate,
    /// The legal basis or the paper it stands in; may be empty for values of the set-up.
    pub source: String,
    /// None for the operator.
    pub set_by: Option<PersonId>,
    pub set_at: Option<DateTime<Utc>>,
}

/// A parameter on a day: the latest stored value not after it, or the default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    pub definition: &'static Definition,
    pub value: Option<String>,
    /// The stored value behind it; none for a default.
    pub stored: Option<DatedValue>,
}

/// All parameters as they are on `day`, in the order of [`DEFINITIONS`]; `rows` in any order.
#[must_use]
pub fn values_on(rows: &[DatedValue], day: NaiveDate) -> Vec<Value> {
    DEFINITIONS
        .iter()
        .map(|definition| {
            let stored = rows
                .iter()
                .filter(|row| row.name == definition.name && row.valid_from <= day)
                .max_by_key(|row| row.valid_from)
                .cloned();
            let value = stored
                .as_ref()
                .map(|row| row.value.clone())
                .or(definition.default.map(str::to_owned));
            Value {
                definition,
                value,
                stored,
            }
        })
        .collect()
}

/// The parameters valid on a day, typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameters {
    pub funding_mode: FundingMode,
    pub financing_type: FinancingType,
    pub funding_rate: Rate,
    /// Per project.
    pub funding_cap: Cents,
    pub minimum_grant: Cents,
    pub award_rounding: AwardRounding,
    pub allocation_mode: AllocationMode,
    pub deadline_kind: DeadlineKind,
    /// Reduction of a share by the effective share (true) or by rate and cap (handbook 2.3).
    pub by_effective_share: bool,
    /// For documents requested later (Nachforderung).
    pub completion_days: i64,
    /// For a council's resolution that follows the application (3.3 F5), from the deadline on.
    pub resolution_weeks: i64,
    pub deemed_delivery_days: i64,
    pub remedy_months: i64,
    /// For the declaration of acceptance.
    pub acceptance_weeks: i64,
    pub use_within_months: i64,
    pub payments_per_year: i64,
    pub retention_rate: Rate,
    /// Month and day.
    pub last_request_day: (u32, u32),
    pub item_overrun_limit: Rate,
    pub reduction_threshold: Cents,
    pub interest_spread: Rate,
    /// `ACT_ACT`, `ACT_365`, `THIRTY_360`
    pub interest_day_count: String,
    pub interest_waiver_threshold: Cents,
    /// A confirmation suffices as statement of use up to this award.
    pub vn_confirmation_up_to: Cents,
    pub vn_due_months: i64,
    /// Award periods of more months have an interim statement for each budget year.
    pub vn_interim_above_months: i64,
    pub vn_sample_rate: Rate,
    /// For which the grantee keeps its vouchers after the statement of use (handbook 2.9).
    pub retention_years_vouchers: i64,
    pub retention_years_funded: i64,
    pub retention_years_rejected: i64,
    pub retention_months_draft: i64,
    pub hours_granularity_minutes: i64,
    pub day_minutes: i64,
    /// Day rates count in proportion (true) or in steps of half a day.
    pub days_in_proportion: bool,
    pub contingent_hard_stop: bool,
    pub small_cell_limit: i64,
}

impl Parameters {
    /// Reads the values of a day. Error: `Broken` for a stored value that does not parse.
    pub(crate) fn of(values: &[Value]) -> Result<Self, Problem> {
        let text = |name: &str| -> Result<&str, Problem> {
            values
                .iter()
                .find(|value| value.definition.name == name)
                .and_then(|value| value.value.as_deref())
                .ok_or_else(|| Problem::broken(format!("programme parameter {name} has no value")))
        };
        let broken = |name: &str| Problem::broken(format!("programme parameter {name} does not parse"));
        let number = |name: &str| text(name)?.parse::<i64>().map_err(|_| broken(name));
        let rate = |name: &str| number(name).map(Rate);
        let cents = |name: &str| number(name).map(Cents);
        let is = |name: &str, code: &str| text(name).map(|value| value == code);
        let last_day = day_of_year(text("last_request_day")?).ok_or_else(|| broken("last_request_day"))?;
        Ok(Self {
            funding_mode: text("funding_mode")?
                .parse()
                .map_err(|()| broken("funding_mode"))?,
            financing_type: text("financing_type")?
                .parse()
                .map_err(|()| broken("financing_type"))?,
            funding_rate: rate("funding_rate")?,
            funding_cap: cents("funding_cap_cents")?,
            minimum_grant: cents("minimum_grant_cents")?,
            award_rounding: AwardRounding::from_code(text("award_rounding")?)
                .ok_or_else(|| broken("award_rounding"))?,
            allocation_mode: text("allocation_mode")?
                .parse()
                .map_err(|()| broken("allocation_mode"))?,
            deadline_kind: text("deadline_kind")?
                .parse()
                .map_err(|()| broken("deadline_kind"))?,
            by_effective_share: is("share_basis", "EFFECTIVE_SHARE")?,
            completion_days: number("completion_days")?,
            resolution_weeks: number("resolution_weeks")?,
            deemed_delivery_days: number("deemed_delivery_days")?,
            remedy_months: number("remedy_months")?,
            acceptance_weeks: number("acceptance_weeks")?,
            use_within_months: number("use_within_months")?,
            payments_per_year: number("payments_per_year")?,
            retention_rate: rate("retention_rate")?,
            last_request_day: (last_day.month(), last_day.day()),
            item_overrun_limit: rate("item_overrun_limit")?,
            reduction_threshold: cents("reduction_threshold_cents")?,
            interest_spread: rate("interest_spread_bp")?,
            interest_day_count: text("interest_day_count")?.to_owned(),
            interest_waiver_threshold: cents("interest_waiver_threshold_cents")?,
            vn_confirmation_up_to: cents("vn_confirmation_up_to_cents")?,
            vn_due_months: number("vn_due_months")?,
            vn_interim_above_months: number("vn_interim_above_months")?,
            vn_sample_rate: rate("vn_sample_rate")?,
            retention_years_vouchers: number("retention_years_vouchers")?,
            retention_years_funded: number("retention_years_funded")?,
            retention_years_rejected: number("retention_years_rejected")?,
            retention_months_draft: number("retention_months_draft")?,
            hours_granularity_minutes: number("hours_granularity_min")?,
            day_minutes: number("day_minutes")?,
            days_in_proportion: is("day_rule", "PROPORTIONAL")?,
            contingent_hard_stop: is("contingent_hard_stop", "true")?,
            small_cell_limit: number("small_cell_limit")?,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn row(name: &str, value: &str, from: &str) -> DatedValue {
        DatedValue {
            name: name.to_owned(),
            value: value.to_owned(),
            valid_from: day(from),
            source: String::new(),
            set_by: None,
            set_at: None,
        }
    }

    #[test]
    fn the_value_of_the_day_counts_and_the_rest_are_defaults() {
        let rows = [
            row("funding_cap_cents", "4500000", "2027-01-01"),
            row("funding_cap_cents", "3000000", "2026-01-01"),
            row("funding_mode", "CASH_GRANT", "2026-01-01"),
        ];
        let on = |text: &str| Parameters::of(&values_on(&rows, day(text))).unwrap();
        assert_eq!(
            on("2025-12-31"),
            Parameters::of(&values_on(&[], day("2025-12-31"))).unwrap()
        );
        assert_eq!(on("2026-12-31").funding_cap, Cents(3_000_000));
        assert_eq!(on("2026-12-31").funding_mode, FundingMode::CashGrant);
        assert_eq!(on("2027-01-01").funding_cap, Cents(4_500_000));
    }

    #[test]
    fn every_default_of_the_handbook_is_a_value_of_its_parameter() {
        let defaults = Parameters::of(&values_on(&[], day("2026-06-01"))).unwrap();
        assert_eq!(defaults.minimum_grant, Cents(250_000));
        assert_eq!(defaults.completion_days, 14);
        assert_eq!(defaults.last_request_day, (11, 30));
        for definition in DEFINITIONS {
            if let Some(default) = definition.default {
                assert!(definition.takes(default), "{}", definition.name);
            }
            assert!(!definition.takes("viel"), "{}", definition.name);
        }
    }

    #[test]
    fn values_are_typed_as_people_write_them() {
        for (name, typed, stored) in [
            ("funding_cap_cents", "40.000,00", Some("4000000")),
            ("funding_rate", "80,00 %", Some("8000")),
            ("funding_rate", "100,01", None),
            ("last_request_day", "30.11.", Some("11-30")),
            ("last_request_day", "31.11.", None),
            ("completion_days", "14", Some("14")),
            ("completion_days", "0", None),
            ("deadline_kind", "SOFT", Some("SOFT")),
            ("deadline_kind", "WEICH", None),
        ] {
            let definition = Definition::named(name).unwrap();
            assert_eq!(definition.typed(typed).as_deref(), stored, "{name} {typed}");
        }
    }
}
