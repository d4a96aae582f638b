//! What an amendment does to an award (handbook 2.3, 5.5, 12 no. 2 to 4).

use applications::PlanKind;
use applications::joint::{self, Split};
use municipalities::BodyId;

use super::*;
use crate::model::{
    AmendmentKind, Change, Effect, Overrun, PlanAmount, Share, ShareBasis, Terms, TrancheAccount, YearAmount,
};

/// What bounds an amendment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The beginning of the award period.
    pub from_on: NaiveDate,
    /// By how much an item of the plan may be exceeded (2.12, `item_overrun_limit`); `None` for a fixed amount, where it
    /// does not apply.
    pub item_overrun: Option<Rate>,
    /// The years and means of the call.
    pub means: Vec<Tranche>,
    /// Bodies that may join, with name and inhabitants.
    pub joining: Vec<Share>,
}

/// Cash grants from finality until the statement of use is due (5.5: FINAL/IN_PAYMENT → AMENDED).
/// Error: refused, saying in which state the grant is.
pub fn require_amendable(grant: &Grant) -> Result<(), Problem> {
    match (grant.mode, grant.state) {
        (GrantMode::CashGrant, S::Final | S::InPayment) => Ok(()),
        _ => Err(Problem::refused(
            "not-amendable",
            Text::new("grants-not-amendable"),
        )),
    }
}

/// The award after these changes. Error: `Invalid`, every finding at its field.
pub fn effect(before: &Terms, changes: &[Change], limits: &Limits) -> Result<Effect, Problem> {
    let mut checks = Checks::new();
    checks.ensure(!changes.is_empty(), "kinds", || Text::new("grants-amend-nothing"));
    let mut after = before.clone();
    // the amount first: tranches and shares follow from it
    let mut ordered: Vec<&Change> = changes.iter().collect();
    ordered.sort_by_key(|change| match change.kind() {
        AmendmentKind::AmountDown => 0,
        AmendmentKind::TrancheShift => 1,
        AmendmentKind::Partner => 2,
        _ => 3,
    });
    for change in ordered {
        match change {
            Change::AmountDown { amount, eligible } => lower(&mut checks, &mut after, *amount, *eligible),
            Change::TrancheShift { tranches } => shift_years(&mut checks, &mut after, tranches, limits),
            Change::Partner { join, leave, basis } => {
                change_circle(&mut checks, &mut after, (join, leave, *basis), limits);
            }
            Change::Time { until_on } => {
                checks.ensure(*until_on != before.until_on, "until_on", same);
                checks.ensure(*until_on >= limits.from_on, "until_on", || {
                    Text::new("grants-period-order")
                });
                after.until_on = *until_on;
            }
            Change::PlanShift { items } => shift_plan(&mut checks, &mut after, items),
            Change::Scope { purpose, objectives } => {
                let is_same = (purpose, objectives) == (&before.purpose, &before.objectives);
                checks.ensure(!is_same, "purpose", same);
                checks.ensure(!purpose.is_empty(), "purpose", || Text::new("field-required"));
                checks.ensure(!objectives.is_empty(), "objectives", || {
                    Text::new("field-required")
                });
                after.purpose.clone_from(purpose);
                after.objectives.clone_from(objectives);
            }
        }
    }
    checks.finish()?;
    let weights = before.shares.as_slice();
    after.shares = split(after.amount, after.share_basis, after.shares, weights);
    Ok(Effect {
        overruns: overruns(&before.plan, &after.plan, limits.item_overrun),
        before: before.clone(),
        after,
    })
}

fn same() -> Text {
    Text::new("grants-amend-same")
}

fn lower(checks: &mut Checks, after: &mut Terms, amount: Cents, eligible: Option<Cents>) {
    let spent: Cents = after.tranches.iter().map(TrancheAccount::spent).sum();
    let text = if amount.0 <= 0 {
        Text::new("grants-amount-positive")
    } else if amount >= after.amount {
        Text::new("grants-amend-not-less").with("amount", after.amount.format_de())
    } else if amount < spent {
        Text::new("grants-over-spent").with("left", spent.format_de())
    } else {
        after.tranches = cut(&after.tranches, amount).unwrap_or_default();
        after.amount = amount;
        let eligible = eligible.unwrap_or(after.eligible);
        checks.ensure(eligible >= amount, "eligible", || {
            Text::new("grants-eligible-below").with("amount", amount.format_de())
        });
        checks.ensure(eligible <= after.eligible, "eligible", || {
            Text::new("grants-amend-not-more").with("amount", after.eligible.format_de())
        });
        after.eligible = eligible;
        return;
    };
    checks.fail("amount", text);
}

fn shift_years(checks: &mut Checks, after: &mut Terms, wanted: &[YearAmount], limits: &Limits) {
    let mut accounts: Vec<TrancheAccount> = Vec::new();
    for (place, part) in wanted.iter().enumerate() {
        let known = limits
            .means
            .iter()
            .any(|year| (year.year, year.kind) == (part.year, part.kind));
        let held = spent_of(after, part.year, part.kind);
        checks.ensure(known || held.is_some(), "tranches", || {
            Text::new("grants-tranche-year").with("year", part.year)
        });
        let twice = wanted[..place]
            .iter()
            .any(|other| (other.year, other.kind) == (part.year, part.kind));
        checks.ensure(!twice, "tranches", || {
            Text::new("grants-tranche-twice").with("year", part.year)
        });
        checks.ensure(part.amount.0 > 0, "tranches", || {
            Text::new("grants-tranche-positive").with("year", part.year)
        });
        let (ordered, paid) = held.unwrap_or_default();
        let (year, kind, amount) = (part.year, part.kind, part.amount);
        let tranche = Tranche { year, kind, amount };
        accounts.push(TrancheAccount {
            tranche,
            ordered,
            paid,
        });
    }
    // what is ordered and paid of a year stays in it
    for account in &after.tranches {
        let (year, kind) = (account.tranche.year, account.tranche.kind);
        let left = accounts
            .iter()
            .find(|other| (other.tranche.year, other.tranche.kind) == (year, kind))
            .map_or(Cents::ZERO, |other| other.tranche.amount);
        checks.ensure(left >= account.spent(), "tranches", || {
            Text::new("grants-amend-year-spent")
                .with("year", year)
                .with("spent", account.spent().format_de())
        });
    }
    let sum = Cents::checked_sum(accounts.iter().map(|account| account.tranche.amount));
    checks.ensure(sum == Some(after.amount), "tranches", || {
        Text::new("grants-tranches-sum")
            .with("sum", sum.unwrap_or(Cents(i64::MAX)).format_de())
            .with("amount", after.amount.format_de())
    });
    accounts.sort_unstable_by_key(|account| account.tranche);
    let amounts = |all: &[TrancheAccount]| all.iter().map(|one| one.tranche).collect::<Vec<_>>();
    checks.ensure(amounts(&accounts) != amounts(&after.tranches), "tranches", same);
    after.tranches = accounts;
}

fn spent_of(terms: &Terms, year: i64, kind: PotKind) -> Option<(Cents, Cents)> {
    let account = terms
        .tranches
        .iter()
        .find(|account| (account.tranche.year, account.tranche.kind) == (year, kind))?;
    Some((account.ordered, account.paid))
}

fn shift_plan(checks: &mut Checks, after: &mut Terms, wanted: &[PlanAmount]) {
    let total = |plan: &[PlanAmount]| plan.iter().map(|item| item.amount).sum::<Cents>();
    let is_cost = |item: &PlanAmount| item.kind.is_cost() && !item.amount.is_negative();
    checks.ensure(wanted.iter().all(is_cost), "plan", || {
        Text::new("grants-amend-plan-items")
    });
    checks.ensure(!after.plan.is_empty(), "plan", || {
        Text::new("grants-amend-no-plan")
    });
    let (sum, planned) = (total(wanted), total(&after.plan));
    checks.ensure(sum == planned, "plan", || {
        Text::new("grants-amend-plan-total")
            .with("sum", sum.format_de())
            .with("total", planned.format_de())
    });
    let plan = by_kind(wanted);
    checks.ensure(plan != after.plan, "plan", same);
    after.plan = plan;
}

/// The costs of a plan in the order of the form, each kind once, without empty ones.
#[must_use]
pub fn by_kind(items: &[PlanAmount]) -> Vec<PlanAmount> {
    let kinds = PlanKind::ALL.iter().filter(|kind| kind.is_cost());
    let sums = kinds.map(|kind| PlanAmount {
        kind: *kind,
        amount: items
            .iter()
            .filter(|item| item.kind == *kind)
            .map(|item| item.amount)
            .sum(),
    });
    sums.filter(|item| !item.amount.is_zero()).collect()
}

/// The items that are raised above their limit: such a shift needs the consent that this amendment is (2.3, E07).
fn overruns(before: &[PlanAmount], after: &[PlanAmount], limit: Option<Rate>) -> Vec<Overrun> {
    let Some(rate) = limit else { return Vec::new() };
    let planned = |kind| {
        before
            .iter()
            .find(|item| item.kind == kind)
            .map_or(Cents::ZERO, |item| item.amount)
    };
    let over = after.iter().map(|item| {
        let planned = planned(item.kind);
        let limit = planned + planned.apply_rate(rate);
        Overrun {
            kind: item.kind,
            limit,
            over: item.amount - limit,
        }
    });
    over.filter(|item| item.over.0 > 0).collect()
}

fn change_circle(
    checks: &mut Checks,
    after: &mut Terms,
    (join, leave, basis): (&[BodyId], &[BodyId], ShareBasis),
    limits: &Limits,
) {
    checks.ensure(!join.is_empty() || !leave.is_empty(), "leave", same);
    checks.ensure(basis != ShareBasis::Agreed, "basis", || {
        Text::new("grants-amend-basis")
    });
    for body in leave {
        let is_partner = after.shares.iter().skip(1).any(|share| share.body_id == *body);
        checks.ensure(is_partner, "leave", || Text::new("grants-amend-no-partner"));
    }
    after.shares.retain(|share| !leave.contains(&share.body_id));
    for body in join {
        let is_there = after.shares.iter().any(|share| share.body_id == *body);
        checks.ensure(!is_there && !leave.contains(body), "join", || {
            Text::new("grants-amend-partner-twice")
        });
        match limits.joining.iter().find(|share| share.body_id == *body) {
            Some(share) => after.shares.push(share.clone()),
            None => checks.fail("join", Text::new("grants-amend-no-body")),
        }
    }
    after.share_basis = (after.shares.len() > 1).then_some(basis);
}

/// The shares of an award over its bodies, to the cent by largest remainder (12 no. 4, C03, C04). What was agreed keeps
/// its proportions: `agreed` says them. A single grantee gets it all.
#[must_use]
pub fn split(amount: Cents, basis: Option<ShareBasis>, bodies: Vec<Share>, agreed: &[Share]) -> Vec<Share> {
    let populations: Vec<Option<i64>> = bodies.iter().map(|share| share.population).collect();
    let parts = match basis {
        None => {
            return bodies
                .into_iter()
                .map(|share| Share { amount, ..share })
                .collect();
        }
        Some(ShareBasis::Equal) => joint::split(amount, Split::Equally, &populations),
        Some(ShareBasis::Population) => joint::split(amount, Split::ByPopulation, &populations),
        Some(ShareBasis::Agreed) => {
            let weight = |share: &Share| {
                let known = agreed.iter().find(|other| other.body_id == share.body_id);
                known.map_or(0, |other| other.amount.0.max(0).unsigned_abs())
            };
            let weights: Vec<u64> = bodies.iter().map(weight).collect();
            split_by_largest_remainder(amount, &weights)
        }
    };
    bodies
        .into_iter()
        .zip(parts)
        .map(|(share, amount)| Share { amount, ..share })
        .collect()
}

/// What an amendment does to the pots: each year's difference is committed or released.
#[must_use]
pub fn differences(before: &[Tranche], after: &[Tranche]) -> Vec<Movement> {
    let (was, is) = (sum_by_pot(before), sum_by_pot(after));
    let pots: std::collections::BTreeSet<_> = was.keys().chain(is.keys()).copied().collect();
    let movement = |(year, kind)| {
        let of = |sums: &std::collections::BTreeMap<_, Cents>| {
            sums.get(&(year, kind)).copied().unwrap_or_default()
        };
        let more = of(&is) - of(&was);
        let entry = if more.is_negative() {
            LedgerEntry::Release
        } else {
            LedgerEntry::Commit
        };
        Movement {
            year,
            kind,
            entry,
            from_reserved: false,
            amount: Cents(more.0.abs()),
        }
    };
    pots.into_iter()
        .map(movement)
        .filter(|movement| !movement.amount.is_zero())
        .collect()
}

/// The tranches in force without what one amendment moved: `is` becomes `was` again, whatever came after it. `None` where
/// more is ordered and paid of a year than would be left.
#[must_use]
pub fn without(accounts: &[TrancheAccount], was: &[Tranche], is: &[Tranche]) -> Option<Vec<TrancheAccount>> {
    let mut after = accounts.to_vec();
    for movement in differences(is, was) {
        let place = |account: &TrancheAccount| {
            (account.tranche.year, account.tranche.kind) == (movement.year, movement.kind)
        };
        let amount = match movement.entry {
            LedgerEntry::Release => -movement.amount,
            _ => movement.amount,
        };
        match after.iter_mut().find(|account| place(account)) {
            Some(account) => account.tranche.amount += amount,
            None => after.push(TrancheAccount {
                tranche: Tranche {
                    year: movement.year,
                    kind: movement.kind,
                    amount,
                },
                ordered: Cents::ZERO,
                paid: Cents::ZERO,
            }),
        }
    }
    after.retain(|account| !account.tranche.amount.is_zero() || !account.spent().is_zero());
    after.sort_unstable_by_key(|account| account.tranche);
    after
        .iter()
        .all(|account| account.open() >= Cents::ZERO && account.tranche.amount.0 > 0)
        .then_some(after)
}

#[cfg(test)]
mod tests;
