//! What a movement does to a pot. Pure; the store says the same in one guarded UPDATE.

use std::collections::BTreeMap;

use base::{Cents, Problem, Text};

use crate::model::{LedgerEntry, Pot, PotKind};

/// The largest amount a pot takes: 10 trillion euros, so that no sum of its columns can overflow.
pub const MAX_CENTS: i64 = 1_000_000_000_000_000;

/// What a movement adds to the columns of a pot, in cents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delta {
    pub means: i64,
    pub reserved: i64,
    pub committed: i64,
    pub ordered: i64,
    pub paid: i64,
}

impl Delta {
    /// The effect of an entry of `amount`.
    #[must_use]
    pub fn of(entry: LedgerEntry, from_reserved: bool, amount: Cents) -> Delta {
        let a = amount.0;
        let none = Delta::default();
        match entry {
            LedgerEntry::Reserve => Delta { reserved: a, ..none },
            LedgerEntry::Commit if from_reserved => Delta {
                reserved: -a,
                committed: a,
                ..none
            },
            LedgerEntry::Commit => Delta { committed: a, ..none },
            LedgerEntry::Release if from_reserved => Delta { reserved: -a, ..none },
            LedgerEntry::Release => Delta {
                committed: -a,
                ..none
            },
            LedgerEntry::Order => Delta { ordered: a, ..none },
            LedgerEntry::Pay => Delta {
                ordered: -a,
                paid: a,
                ..none
            },
            LedgerEntry::Return => Delta { paid: -a, ..none },
            LedgerEntry::Cancel => Delta { ordered: -a, ..none },
        }
    }

    /// The pot after this movement, if the pot allows it.
    #[must_use]
    pub fn applied(self, pot: &Pot) -> Option<Pot> {
        let after = Pot {
            means_cents: Cents(pot.means_cents.0 + self.means),
            reserved_cents: Cents(pot.reserved_cents.0 + self.reserved),
            committed_cents: Cents(pot.committed_cents.0 + self.committed),
            ordered_cents: Cents(pot.ordered_cents.0 + self.ordered),
            paid_cents: Cents(pot.paid_cents.0 + self.paid),
            ..pot.clone()
        };
        is_sound(&after).then_some(after)
    }
}

/// The CHECK constraints of the table, in Rust.
#[must_use]
pub fn is_sound(pot: &Pot) -> bool {
    let (means, reserved, committed) = (pot.means_cents.0, pot.reserved_cents.0, pot.committed_cents.0);
    let (ordered, paid) = (pot.ordered_cents.0, pot.paid_cents.0);
    (0..=MAX_CENTS).contains(&means)
        && [reserved, committed, ordered, paid]
            .into_iter()
            .all(|cents| cents >= 0)
        && reserved + committed <= means
        && ordered + paid <= committed
}

/// Why a pot refuses a movement; every sentence names what is left (B08). `None`: there is no such pot.
#[must_use]
pub fn refusal(pot: Option<&Pot>, entry: LedgerEntry, from_reserved: bool) -> Problem {
    let (code, key, left) = match entry {
        LedgerEntry::Reserve => ("over-budget", "budget-over", pot.map(Pot::available)),
        LedgerEntry::Commit if from_reserved => (
            "over-reserved",
            "budget-over-reserved",
            pot.map(|pot| pot.reserved_cents),
        ),
        LedgerEntry::Commit => ("over-budget", "budget-over", pot.map(Pot::available)),
        LedgerEntry::Release if from_reserved => (
            "over-reserved",
            "budget-over-reserved",
            pot.map(|pot| pot.reserved_cents),
        ),
        LedgerEntry::Release => ("over-committed", "budget-over-committed", pot.map(unordered)),
        LedgerEntry::Order => ("over-committed", "budget-over-committed", pot.map(unordered)),
        LedgerEntry::Pay | LedgerEntry::Cancel => (
            "over-ordered",
            "budget-over-ordered",
            pot.map(|pot| pot.ordered_cents),
        ),
        LedgerEntry::Return => ("over-paid", "budget-over-paid", pot.map(|pot| pot.paid_cents)),
    };
    Problem::refused(
        code,
        Text::new(key).with("left", left.unwrap_or(Cents::ZERO).format_de()),
    )
}

/// What of the commitments is neither ordered nor paid.
fn unordered(pot: &Pot) -> Cents {
    pot.committed_cents - pot.ordered_cents - pot.paid_cents
}

/// How full a pot is, for the traffic light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    Green,
    /// From 90 % on.
    Yellow,
    /// Nothing left.
    Red,
}

impl Light {
    /// The light of `bound` out of `means`. Nothing to spend is green: there is nothing to watch.
    #[must_use]
    pub fn of(means: Cents, bound: Cents) -> Light {
        if means.0 > 0 && bound >= means {
            Light::Red
        } else if means.0 > 0 && i128::from(bound.0) * 10 >= i128::from(means.0) * 9 {
            Light::Yellow
        } else {
            Light::Green
        }
    }

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Light::Green => "GREEN",
            Light::Yellow => "YELLOW",
            Light::Red => "RED",
        }
    }
}

/// What a year lacks for a plan (B07).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortfall {
    pub year: i64,
    pub kind: PotKind,
    pub missing: Cents,
}

/// Compares what is wanted by year and kind with what the pots of one line have left; empty means everything fits.
#[must_use]
pub fn shortfalls(pots: &[Pot], wanted: &[(i64, PotKind, Cents)]) -> Vec<Shortfall> {
    let mut sums: BTreeMap<(i64, PotKind), Cents> = BTreeMap::new();
    for (year, kind, cents) in wanted {
        *sums.entry((*year, *kind)).or_default() += *cents;
    }
    let left = |year, kind| {
        let pot = pots.iter().find(|pot| pot.year == year && pot.kind == kind);
        pot.map_or(Cents::ZERO, Pot::available)
    };
    sums.into_iter()
        .map(|((year, kind), sum)| Shortfall {
            year,
            kind,
            missing: sum - left(year, kind),
        })
        .filter(|shortfall| shortfall.missing > Cents::ZERO)
        .collect()
}

#[cfg(test)]
mod tests;
