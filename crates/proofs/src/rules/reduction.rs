//! What a grant becomes after its use (ANBest-K Nr. 2, handbook 2.3): by financing type, with item overrun, threshold
//! and over-financing. Own funds never matter; more expenditure never raises a grant.

use base::money::mul_div_half_up;
use base::{Cents, Rate};
use calls::FinancingType;
use serde::{Deserialize, Serialize};

/// A kind of cost: planned and spent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Code of [`applications::PlanKind`].
    pub kind: String,
    #[serde(rename = "planned_cents")]
    pub planned: Cents,
    #[serde(rename = "actual_cents")]
    pub actual: Cents,
}

/// A fixed amount by unit: so much for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Units {
    pub planned: i64,
    pub held: i64,
}

/// What was awarded, and what was planned then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awarded {
    pub financing: FinancingType,
    pub amount: Cents,
    /// Per project.
    pub cap: Cents,
    pub rate: Rate,
    pub eligible: Cents,
    pub own: Cents,
    /// Third-party funds and income, with other grants.
    pub income: Cents,
    /// By the effective share (true) or by rate and cap (`share_basis`).
    pub by_effective_share: bool,
    /// 20,00 %; not for a fixed amount.
    pub item_overrun_limit: Rate,
    pub threshold: Cents,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    pub items: Vec<Item>,
    /// Third-party funds and income without grants.
    pub income: Cents,
    /// Grants of others for the same.
    pub other_grants: Cents,
    pub units: Option<Units>,
    /// Spent, but not recognised by the officer.
    pub rejected: Cents,
}

/// The calculation, line by line, as it is shown and kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calculation {
    #[serde(rename = "planned_cents")]
    pub planned: Cents,
    #[serde(rename = "spent_cents")]
    pub spent: Cents,
    /// Beyond what an item may be exceeded by (E07).
    #[serde(rename = "overrun_cents")]
    pub overrun: Cents,
    #[serde(rename = "rejected_cents")]
    pub rejected: Cents,
    #[serde(rename = "recognised_cents")]
    pub recognised: Cents,
    #[serde(rename = "income_planned_cents")]
    pub income_planned: Cents,
    #[serde(rename = "income_actual_cents")]
    pub income_actual: Cents,
    /// Less expenditure and more income; negative when it got worse.
    #[serde(rename = "improvement_cents")]
    pub improvement: Cents,
    /// Numerator and denominator of the part of it that belongs to the Land.
    pub share: (i64, i64),
    #[serde(rename = "reduction_cents")]
    pub reduction: Cents,
    /// What all funds without own funds exceed the expenditure by, after the first reduction.
    #[serde(rename = "over_financing_cents")]
    pub over_financing: Cents,
    #[serde(rename = "amount_cents")]
    pub amount: Cents,
    /// What the grant becomes.
    #[serde(rename = "accepted_cents")]
    pub accepted: Cents,
}

/// A fraction of cents; rounded once, at the end.
#[derive(Debug, Clone, Copy)]
struct Exact(i128, i128);

impl Exact {
    fn whole(cents: Cents) -> Self {
        Self(i128::from(cents.0), 1)
    }

    fn rounded(self) -> Cents {
        Cents::exact(mul_div_half_up(self.0, 1, self.1))
    }

    /// Between nothing and `most`.
    fn within(self, most: Cents) -> Self {
        if self.0 <= 0 {
            Self(0, 1)
        } else if self.0 > i128::from(most.0) * self.1 {
            Self::whole(most)
        } else {
            self
        }
    }
}

/// What the grant becomes, never below nothing nor above the award.
#[must_use]
pub fn calculate(awarded: &Awarded, used: &Used) -> Calculation {
    let spent: Cents = used.items.iter().map(|item| item.actual).sum();
    let overrun = match awarded.financing {
        FinancingType::FixedAmount => Cents::ZERO,
        _ => overrun(&used.items, awarded.item_overrun_limit),
    };
    let recognised = Ord::max(spent - overrun - used.rejected, Cents::ZERO);
    let income_actual = used.income + used.other_grants;
    let improvement = (awarded.eligible - recognised) + (income_actual - awarded.income);
    let share = share(awarded);
    let first = first_reduction(awarded, used, recognised, improvement, share).within(awarded.amount);
    let (over_financing, last) = over_financing(first, used, recognised);
    let accepted = last.within(awarded.amount).rounded();
    Calculation {
        planned: awarded.eligible,
        spent,
        overrun,
        rejected: used.rejected,
        recognised,
        income_planned: awarded.income,
        income_actual,
        improvement,
        share,
        reduction: awarded.amount - accepted,
        over_financing,
        amount: awarded.amount,
        accepted,
    }
}

/// What single items exceed their plan by, beyond the limit.
fn overrun(items: &[Item], limit: Rate) -> Cents {
    let beyond = |item: &Item| {
        let most = item.planned + item.planned.apply_rate(limit);
        Ord::max(item.actual - most, Cents::ZERO)
    };
    items.iter().map(beyond).sum()
}

/// The part of an improvement that goes back to the Land: grant by expenditure, all of it, or none.
fn share(awarded: &Awarded) -> (i64, i64) {
    let (amount, eligible) = (awarded.amount.0, awarded.eligible.0);
    match awarded.financing {
        FinancingType::Share if awarded.by_effective_share => (amount, Ord::max(eligible, 1)),
        FinancingType::Share => (awarded.rate.0, Rate::WHOLE.0),
        FinancingType::Deficit => {
            let deficit = eligible - awarded.own.0 - awarded.income.0;
            // a grant below the deficit shares it (partial deficit)
            if deficit > amount {
                (amount, deficit)
            } else {
                (1, 1)
            }
        }
        FinancingType::Full => (1, 1),
        FinancingType::FixedAmount => (0, 1),
    }
}

fn first_reduction(
    awarded: &Awarded,
    used: &Used,
    recognised: Cents,
    improvement: Cents,
    (part, whole): (i64, i64),
) -> Exact {
    let amount = i128::from(awarded.amount.0);
    if let (FinancingType::FixedAmount, Some(units)) = (awarded.financing, used.units) {
        let held = Ord::min(units.held, units.planned).max(0);
        return Exact(amount * i128::from(held), i128::from(units.planned.max(1)));
    }
    if awarded.financing == FinancingType::FixedAmount || improvement <= awarded.threshold {
        return Exact::whole(awarded.amount);
    }
    if awarded.financing == FinancingType::Share && !awarded.by_effective_share {
        let by_rate = Exact(
            i128::from(recognised.0) * i128::from(awarded.rate.0),
            i128::from(Rate::WHOLE.0),
        );
        return by_rate.within(Ord::min(awarded.cap, awarded.amount));
    }
    let whole = i128::from(whole);
    Exact(
        amount * whole - i128::from(improvement.0) * i128::from(part),
        whole,
    )
}

/// Nr. 2.2: what all funds without own funds exceed the expenditure by is shared pro rata with the other grantors.
fn over_financing(first: Exact, used: &Used, recognised: Cents) -> (Cents, Exact) {
    let Exact(grant, whole) = first;
    let others = i128::from(used.other_grants.0) * whole;
    let bearable = i128::from(recognised.0) - i128::from(used.income.0);
    let excess = grant + others - bearable * whole;
    if excess <= 0 || grant <= 0 {
        return (Cents::ZERO, first);
    }
    // grant − excess · grant / (grant + others), without the common factor
    let left = Exact(grant * Ord::max(bearable, 0), grant + others);
    (Exact(excess, whole).rounded(), left)
}
