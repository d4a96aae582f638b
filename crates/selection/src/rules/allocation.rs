//! The five ways to give out the means along the ranking (handbook 4.7), and the reserve list.

use applications::ApplicationId;
use base::money::split_by_largest_remainder;
use base::{AwardRounding, Cents, Problem, Text};
use calls::AllocationMode;

/// An application in ranking order with what can be funded at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    pub application: ApplicationId,
    pub rank: i64,
    pub fundable: Cents,
}

/// What an application gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allotment {
    pub candidate: Candidate,
    /// 0: nothing.
    pub amount: Cents,
    /// The place on the reserve list of whatever gets nothing.
    pub reserve: Option<i64>,
}

impl Allotment {
    /// Less than what can be funded: needs a new financing plan and consent within 14 days.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        !self.amount.is_zero() && self.amount < self.candidate.fundable
    }
}

/// The result over a whole ranking. Σ amounts + rest = budget; each amount ≤ its fundable amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    pub lines: Vec<Allotment>,
    pub total: Cents,
    pub rest: Cents,
}

/// Allocates `budget` along `ranked`. `minimum` is the least grant (Bagatellgrenze); `rounding` applies to cut amounts.
/// MANUAL proposes nothing: the steering group sets the amounts, see [`manual`].
#[must_use]
pub fn allocate(
    mode: AllocationMode,
    ranked: &[Candidate],
    budget: Cents,
    minimum: Cents,
    rounding: AwardRounding,
) -> Allocation {
    let amounts = match mode {
        AllocationMode::RankFullStop => in_rank_order(ranked, budget, |_, _| None, true),
        AllocationMode::RankFullSkip => in_rank_order(ranked, budget, |_, _| None, false),
        AllocationMode::RankPartialLast => in_rank_order(
            ranked,
            budget,
            |rest, fundable| partial_offer(rest, fundable, minimum, rounding),
            true,
        ),
        AllocationMode::ProRata => pro_rata(ranked, budget, minimum, rounding),
        AllocationMode::Manual => vec![Cents::ZERO; ranked.len()],
    };
    assembled(ranked, budget, amounts)
}

/// The steering group's own amounts, in the order of `ranked`. Error: field problems (`amount_<id>`) for more than can be
/// funded or negative, refused with `over-budget` when Σ exceeds the budget.
pub fn manual(ranked: &[Candidate], amounts: &[Cents], budget: Cents) -> Result<Allocation, Problem> {
    let mut checks = base::problem::Checks::new();
    for (candidate, amount) in ranked.iter().zip(amounts) {
        checks.ensure(
            !amount.is_negative() && *amount <= candidate.fundable,
            &format!("amount_{}", candidate.application),
            || Text::new("allocation-over-fundable").with("fundable", candidate.fundable.format_de()),
        );
    }
    checks.finish()?;
    let total = Cents::checked_sum(amounts.iter().copied()).unwrap_or(Cents(i64::MAX));
    if total > budget {
        let over = total - budget;
        let text = Text::new("allocation-over-budget")
            .with("over", over.format_de())
            .with("budget", budget.format_de());
        return Err(Problem::refused("over-budget", text));
    }
    Ok(assembled(ranked, budget, amounts.to_vec()))
}

/// A part of what can be funded, if it is worth it: at least the minimum and half of the fundable amount.
#[must_use]
pub fn partial_offer(rest: Cents, fundable: Cents, minimum: Cents, rounding: AwardRounding) -> Option<Cents> {
    let offer = rounding.apply(rest);
    (offer.0 > 0 && offer >= minimum && 2 * i128::from(offer.0) >= i128::from(fundable.0)).then_some(offer)
}

/// What the next position is offered when means become free: all of it if it fits, else a part (handbook 0.5).
#[must_use]
pub fn next_offer(
    mode: AllocationMode,
    free: Cents,
    fundable: Cents,
    minimum: Cents,
    rounding: AwardRounding,
) -> Option<Cents> {
    if fundable <= free {
        return Some(fundable);
    }
    (mode == AllocationMode::RankPartialLast)
        .then(|| partial_offer(free, fundable, minimum, rounding))
        .flatten()
}

/// Moves up the reserve list in its order while the free means suffice; positions are never skipped without a reason.
/// Gives the amounts of those who move up (B06).
#[must_use]
pub fn move_up(mut free: Cents, reserve: &[Candidate]) -> Vec<(ApplicationId, Cents)> {
    let mut moved = Vec::new();
    for candidate in reserve {
        if candidate.fundable > free {
            break;
        }
        free -= candidate.fundable;
        moved.push((candidate.application, candidate.fundable));
    }
    moved
}

/// Full amounts while they fit; at the first that does not, `offer` may give a part, and `stop` ends the list.
fn in_rank_order(
    ranked: &[Candidate],
    budget: Cents,
    offer: impl Fn(Cents, Cents) -> Option<Cents>,
    stop: bool,
) -> Vec<Cents> {
    let mut rest = budget;
    let mut stopped = false;
    let mut amounts = Vec::with_capacity(ranked.len());
    for candidate in ranked {
        let amount = if stopped {
            Cents::ZERO
        } else if candidate.fundable <= rest {
            candidate.fundable
        } else {
            stopped = stop;
            offer(rest, candidate.fundable).unwrap_or(Cents::ZERO)
        };
        rest -= amount;
        amounts.push(amount);
    }
    amounts
}

/// All cut by the same factor, to the cent by largest remainder, then rounded; whoever falls below the minimum is dropped,
/// all at once, and the rest computed anew until nobody is below (handbook 0.5).
fn pro_rata(ranked: &[Candidate], budget: Cents, minimum: Cents, rounding: AwardRounding) -> Vec<Cents> {
    let mut kept: Vec<usize> = (0..ranked.len())
        .filter(|index| ranked[*index].fundable.0 > 0)
        .collect();
    loop {
        let amounts = cut(ranked, &kept, budget, rounding);
        let fits = |place: &usize| amounts[*place] >= minimum && amounts[*place].0 > 0;
        if (0..kept.len()).all(|place| fits(&place)) {
            let mut all = vec![Cents::ZERO; ranked.len()];
            for (index, amount) in kept.iter().zip(amounts) {
                all[*index] = amount;
            }
            return all;
        }
        kept = (0..kept.len()).filter(fits).map(|place| kept[place]).collect();
    }
}

fn cut(ranked: &[Candidate], kept: &[usize], budget: Cents, rounding: AwardRounding) -> Vec<Cents> {
    let fundable: Vec<Cents> = kept.iter().map(|index| ranked[*index].fundable).collect();
    let all = Cents::checked_sum(fundable.iter().copied()).unwrap_or(Cents(i64::MAX));
    if all <= budget {
        return fundable;
    }
    let weights: Vec<u64> = fundable.iter().map(|amount| amount.0.unsigned_abs()).collect();
    split_by_largest_remainder(budget, &weights)
        .into_iter()
        .map(|part| rounding.apply(part))
        .collect()
}

fn assembled(ranked: &[Candidate], budget: Cents, amounts: Vec<Cents>) -> Allocation {
    let mut reserve = 0;
    let lines: Vec<Allotment> = ranked
        .iter()
        .zip(amounts)
        .map(|(candidate, amount)| {
            let waits = amount.is_zero();
            reserve += i64::from(waits);
            Allotment {
                candidate: *candidate,
                amount,
                reserve: waits.then_some(reserve),
            }
        })
        .collect();
    let total: Cents = lines.iter().map(|line| line.amount).sum();
    Allocation {
        lines,
        total,
        rest: budget - total,
    }
}

#[cfg(test)]
mod tests;
