//! What a grant does to the pots of its budget line, and whether the means of several years suffice.

use std::collections::BTreeMap;

use super::*;

/// One movement on the pot of a year and kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    pub year: i64,
    pub kind: PotKind,
    pub entry: LedgerEntry,
    /// Takes the money from what the selection reserved.
    pub from_reserved: bool,
    pub amount: Cents,
}

/// What binds the tranches of a grant: first from what the selection reserved for the case, the rest from free means;
/// what was reserved in vain is given back in the same breath, so that no reservation outlives its award.
#[must_use]
pub fn commitments(tranches: &[Tranche], reserved: &[Tranche]) -> Vec<Movement> {
    let (wanted, held) = (sum_by_pot(tranches), sum_by_pot(reserved));
    let mut movements = Vec::new();
    let pots: std::collections::BTreeSet<_> = wanted.keys().chain(held.keys()).copied().collect();
    for (year, kind) in pots {
        let amount_of = |sums: &BTreeMap<_, Cents>| sums.get(&(year, kind)).copied().unwrap_or_default();
        let (wanted, held) = (amount_of(&wanted), amount_of(&held));
        let from_held = Ord::min(wanted, held);
        for (entry, from_reserved, amount) in [
            (LedgerEntry::Commit, true, from_held),
            (LedgerEntry::Commit, false, wanted - from_held),
            (LedgerEntry::Release, true, held - from_held),
        ] {
            if amount.0 > 0 {
                movements.push(Movement {
                    year,
                    kind,
                    entry,
                    from_reserved,
                    amount,
                });
            }
        }
    }
    movements
}

/// What frees the means of a grant that is not taken.
#[must_use]
pub fn releases(tranches: &[Tranche]) -> Vec<Movement> {
    let release = |part: &Tranche| Movement {
        year: part.year,
        kind: part.kind,
        entry: LedgerEntry::Release,
        from_reserved: false,
        amount: part.amount,
    };
    tranches.iter().map(release).collect()
}

/// Sums by year and kind of means.
#[must_use]
pub fn sum_by_pot(parts: &[Tranche]) -> BTreeMap<(i64, PotKind), Cents> {
    let mut sums = BTreeMap::new();
    for part in parts {
        *sums.entry((part.year, part.kind)).or_insert(Cents::ZERO) += part.amount;
    }
    sums
}

/// Means that are missing in a budget year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    pub year: i64,
    pub kind: PotKind,
    pub amount: Cents,
}

/// For every budget year: Σ tranches ≤ available means of that year (handbook 4.7, B07). Gives what is missing, by
/// year; empty when everything is covered. `available` includes what is reserved for these very projects.
#[must_use]
pub fn missing_means(tranches: &[Tranche], available: &[Tranche]) -> Vec<Missing> {
    let available = sum_by_pot(available);
    sum_by_pot(tranches)
        .into_iter()
        .filter_map(|((year, kind), wanted)| {
            let free = available.get(&(year, kind)).copied().unwrap_or_default();
            (wanted > free).then_some(Missing {
                year,
                kind,
                amount: wanted - free,
            })
        })
        .collect()
}
