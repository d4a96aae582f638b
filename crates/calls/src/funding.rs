//! What can be funded at most of a project (handbook 2.3, C01): one rule for self-check, worked examples and awards.

use base::{AwardRounding, Cents, Rate};

use crate::model::Terms;
use crate::{FinancingType, FundingMode};

/// The conditions of a call that bound an amount.
#[derive(Debug, Clone, Copy)]
pub struct Conditions {
    pub is_cash: bool,
    pub is_share: bool,
    pub rate: Rate,
    pub cap: Cents,
    pub rounding: AwardRounding,
}

impl From<&Terms> for Conditions {
    fn from(terms: &Terms) -> Self {
        Self {
            is_cash: terms.funding_mode == FundingMode::CashGrant,
            is_share: terms.financing_type == FinancingType::Share,
            rate: terms.rate,
            cap: terms.cap,
            rounding: terms.rounding,
        }
    }
}

/// The request, capped per project, and for a share of the costs also the rate's part of them, rounded as the call
/// says. Costs of 0 mean "not stated".
#[must_use]
pub fn fundable_amount(requested: Cents, total_cost: Cents, conditions: Conditions) -> Cents {
    let capped = Ord::min(requested, conditions.cap);
    if !conditions.is_cash {
        return capped; // services are not rounded like a grant
    }
    let by_rate = if conditions.is_share && !total_cost.is_zero() {
        Ord::min(capped, total_cost.apply_rate(conditions.rate))
    } else {
        capped
    };
    conditions.rounding.apply(by_rate)
}
