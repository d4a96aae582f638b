//! How a selected amount is spread over the call's budget years.

use base::Cents;
use base::money::split_by_largest_remainder;
use budget::PotKind;
use calls::Call;

use crate::model::Share;

/// The call's means as shares, cash before commitment within a year; without those of 0.
#[must_use]
pub fn means(call: &Call) -> Vec<Share> {
    let of_year = |year: &calls::BudgetYear| {
        [(PotKind::Cash, year.cash), (PotKind::Commitment, year.commitment)].map(|(kind, amount)| Share {
            year: year.year,
            kind,
            amount,
        })
    };
    call.budget_years
        .iter()
        .flat_map(of_year)
        .filter(|share| share.amount.0 > 0)
        .collect()
}

/// Splits each amount in proportion to the means, to the cent by largest remainder. Because each amount is rounded for
/// itself, a year could end up short by some cents: those move to the first share that still has room. Parts of 0 are
/// left out. `None` when the amounts together exceed the means.
#[must_use]
pub fn over_years(means: &[Share], amounts: &[Cents]) -> Option<Vec<Vec<Share>>> {
    let mut left: Vec<Cents> = means.iter().map(|share| share.amount).collect();
    let weights: Vec<u64> = left.iter().map(|amount| amount.0.unsigned_abs()).collect();
    let mut all = Vec::with_capacity(amounts.len());
    for amount in amounts {
        let mut parts = split_by_largest_remainder(*amount, &weights);
        let mut excess = Cents::ZERO;
        for (part, left) in parts.iter_mut().zip(&mut left) {
            let fitting = Ord::min(*part, *left);
            excess += *part - fitting;
            *part = fitting;
            *left -= fitting;
        }
        for (part, left) in parts.iter_mut().zip(&mut left) {
            let more = Ord::min(excess, *left);
            *part += more;
            *left -= more;
            excess -= more;
        }
        let split_all = parts.iter().copied().sum::<Cents>() == *amount;
        if !excess.is_zero() || !split_all {
            return None;
        }
        let shares = means
            .iter()
            .zip(parts)
            .map(|(share, amount)| Share { amount, ..*share });
        all.push(shares.filter(|share| share.amount.0 > 0).collect());
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn three_years() -> Vec<Share> {
        let share = |year, kind, cents| Share {
            year,
            kind,
            amount: Cents(cents),
        };
        vec![
            share(2026, PotKind::Cash, 23_000_000),
            share(2027, PotKind::Commitment, 57_500_000),
            share(2028, PotKind::Commitment, 11_500_000),
        ]
    }

    #[test]
    fn twenty_three_projects_fill_three_years() {
        // the years of scenario B07: 10.000 / 25.000 / 5.000 per project
        let split = over_years(&three_years(), &[Cents(4_000_000); 23]).unwrap_or_default();
        assert_eq!(split.len(), 23);
        for shares in split {
            let cents: Vec<i64> = shares.iter().map(|share| share.amount.0).collect();
            assert_eq!(cents, [1_000_000, 2_500_000, 500_000]);
        }
    }

    #[test]
    fn more_than_the_means_is_not_split() {
        assert_eq!(over_years(&three_years(), &[Cents(92_000_001)]), None);
        assert_eq!(over_years(&[], &[Cents(1)]), None);
    }

    proptest! {
        #[test]
        fn no_year_is_overdrawn_and_no_cent_lost(
            means in prop::collection::vec(1i64..10_000_000, 1..5),
            amounts in prop::collection::vec(1i64..1_000_000, 1..30),
        ) {
            let shares: Vec<Share> = (2026..)
                .zip(&means)
                .map(|(year, cents)| Share { year, kind: PotKind::Cash, amount: Cents(*cents) })
                .collect();
            let mut room: i64 = means.iter().sum();
            let amounts: Vec<Cents> = amounts.into_iter().filter(|cents| { let fits = *cents <= room; if fits { room -= cents; } fits }).map(Cents).collect();
            let split = over_years(&shares, &amounts);
            prop_assert!(split.is_some());
            let split = split.unwrap_or_default();
            for (amount, parts) in amounts.iter().zip(&split) {
                prop_assert_eq!(parts.iter().map(|part| part.amount).sum::<Cents>(), *amount);
            }
            for share in &shares {
                let spent: Cents = split.iter().flatten().filter(|part| part.year == share.year).map(|part| part.amount).sum();
                prop_assert!(spent <= share.amount);
            }
        }
    }
}
