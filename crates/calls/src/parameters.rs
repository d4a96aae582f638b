//! The dated parameters of a programme (handbook 2.12), as far as this stage needs them. A call takes them as its
//! first values and keeps its own; what is decided per notice (remedy, acceptance) is asked on the day.

use base::{AwardRounding, Cents, Problem, Rate};

use crate::{AllocationMode, DeadlineKind, FinancingType, FundingMode};

/// The parameters valid on a day.
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
    /// For documents requested later (Nachforderung).
    pub completion_days: i64,
    pub remedy_months: i64,
    /// For the declaration of acceptance.
    pub acceptance_weeks: i64,
    pub hours_granularity_minutes: i64,
    pub day_minutes: i64,
}

impl Default for Parameters {
    /// The defaults of handbook 2.12, for support in kind.
    fn default() -> Self {
        Self {
            funding_mode: FundingMode::InKind,
            financing_type: FinancingType::FixedAmount,
            funding_rate: Rate::WHOLE,
            funding_cap: Cents(4_000_000),
            minimum_grant: Cents(250_000),
            award_rounding: AwardRounding::EuroDown,
            allocation_mode: AllocationMode::RankFullStop,
            deadline_kind: DeadlineKind::CutOff,
            completion_days: 14,
            remedy_months: 1,
            acceptance_weeks: 4,
            hours_granularity_minutes: 15,
            day_minutes: 480,
        }
    }
}

impl Parameters {
    /// The names, as stored and as an administrator writes them.
    pub const NAMES: [&'static str; 13] = [
        "funding_mode",
        "financing_type",
        "funding_rate",
        "funding_cap_cents",
        "minimum_grant_cents",
        "award_rounding",
        "allocation_mode",
        "deadline_kind",
        "completion_days",
        "remedy_months",
        "acceptance_weeks",
        "hours_granularity_min",
        "day_minutes",
    ];

    /// The defaults with the stored values over them, later ones last. Error: `Broken` for a value that does not parse.
    pub(crate) fn from_rows(rows: &[(String, String)]) -> Result<Self, Problem> {
        let mut parameters = Self::default();
        for (name, value) in rows {
            parameters
                .set(name, value)
                .ok_or_else(|| Problem::broken(format!("programme parameter {name} = {value}")))?;
        }
        Ok(parameters)
    }

    /// Sets one value. `None`: no such parameter, or not a value of it.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> Option<()> {
        let count = |least: i64, most: i64| {
            value
                .parse::<i64>()
                .ok()
                .filter(|number| (least..=most).contains(number))
        };
        let cents = || count(0, 10_000_000_000_000).map(Cents);
        match name {
            "funding_mode" => self.funding_mode = value.parse().ok()?,
            "financing_type" => self.financing_type = value.parse().ok()?,
            "funding_rate" => self.funding_rate = Rate(count(1, Rate::WHOLE.0)?),
            "funding_cap_cents" => self.funding_cap = cents()?,
            "minimum_grant_cents" => self.minimum_grant = cents()?,
            "award_rounding" => self.award_rounding = AwardRounding::from_code(value)?,
            "allocation_mode" => self.allocation_mode = value.parse().ok()?,
            "deadline_kind" => self.deadline_kind = value.parse().ok()?,
            "completion_days" => self.completion_days = count(1, 365)?,
            "remedy_months" => self.remedy_months = count(1, 24)?,
            "acceptance_weeks" => self.acceptance_weeks = count(1, 52)?,
            "hours_granularity_min" => self.hours_granularity_minutes = count(1, 60)?,
            "day_minutes" => self.day_minutes = count(60, 1_440)?,
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_stored_value_counts_and_the_rest_are_defaults() {
        let rows = [
            ("funding_cap_cents", "3000000"),
            ("funding_cap_cents", "4500000"),
            ("funding_mode", "CASH_GRANT"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let parameters = Parameters::from_rows(&rows).ok();
        let expected = Parameters {
            funding_cap: Cents(4_500_000),
            funding_mode: FundingMode::CashGrant,
            ..Parameters::default()
        };
        assert_eq!(parameters, Some(expected));
    }

    #[test]
    fn every_named_parameter_takes_a_value_and_no_other_does() {
        let values = [
            "IN_KIND", "SHARE", "8000", "4000000", "250000", "CENT", "PRO_RATA", "SOFT", "14", "1", "4",
            "15", "480",
        ];
        for (name, value) in Parameters::NAMES.into_iter().zip(values) {
            assert_eq!(Parameters::default().set(name, value), Some(()), "{name}");
            assert_eq!(Parameters::default().set(name, "viel"), None, "{name}");
        }
        assert_eq!(Parameters::default().set("funding_rate", "10001"), None);
        assert_eq!(Parameters::default().set("interest", "5"), None);
    }
}
