//! How an award is spent and reduced.

use super::*;
use crate::model::TrancheAccount;

/// What a payment does to an award, its tranche and its pot at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spending {
    /// A payment is ordered.
    Order,
    /// An order is given back before it was carried out.
    Cancel,
    /// What was ordered is paid.
    Pay,
    /// Paid money comes back.
    Return,
    /// A payment was confirmed wrongly: it is ordered still.
    Unpay,
}

impl Spending {
    /// What it adds to ordered and paid, in cents.
    #[must_use]
    pub fn delta(self, amount: Cents) -> (i64, i64) {
        match self {
            Spending::Order => (amount.0, 0),
            Spending::Cancel => (-amount.0, 0),
            Spending::Pay => (-amount.0, amount.0),
            Spending::Return => (0, -amount.0),
            Spending::Unpay => (amount.0, -amount.0),
        }
    }

    /// What the ledger says, in this order; it only grows, so that a wrong payment is returned and ordered again.
    #[must_use]
    pub fn entries(self) -> &'static [LedgerEntry] {
        match self {
            Spending::Order => &[LedgerEntry::Order],
            Spending::Cancel => &[LedgerEntry::Cancel],
            Spending::Pay => &[LedgerEntry::Pay],
            Spending::Return => &[LedgerEntry::Return],
            Spending::Unpay => &[LedgerEntry::Return, LedgerEntry::Order],
        }
    }

    /// The code in the audit trail.
    #[must_use]
    pub fn action(self) -> &'static str {
        match self {
            Spending::Order => "order",
            Spending::Cancel => "cancel_order",
            Spending::Pay => "pay_out",
            Spending::Return => "pay_back",
            Spending::Unpay => "pay_undo",
        }
    }
}

/// The tranches of an award that is cut to `to`: from the last year backwards, never below what is ordered and paid of
/// a tranche. Tranches of which nothing is left fall away. `None` when more than `to` is ordered and paid, or when
/// `to` is not less than the award.
#[must_use]
pub fn cut(accounts: &[TrancheAccount], to: Cents) -> Option<Vec<TrancheAccount>> {
    let award: Cents = accounts.iter().map(|account| account.tranche.amount).sum();
    let mut less = award - to;
    if less.0 <= 0 || to < Cents::ZERO {
        return None;
    }
    let mut after = accounts.to_vec();
    after.sort_unstable_by_key(|account| account.tranche);
    for account in after.iter_mut().rev() {
        let part = Ord::min(less, account.open());
        account.tranche.amount -= part;
        less -= part;
    }
    after.retain(|account| account.tranche.amount.0 > 0);
    less.is_zero().then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(year: i64, amount: i64, paid: i64) -> TrancheAccount {
        TrancheAccount {
            tranche: Tranche {
                year,
                kind: PotKind::Cash,
                amount: Cents(amount),
            },
            ordered: Cents::ZERO,
            paid: Cents(paid),
        }
    }

    #[test]
    fn an_award_is_cut_from_the_last_year_backwards() {
        let accounts = [
            account(2026, 1_500, 1_500),
            account(2027, 2_000, 100),
            account(2028, 500, 0),
        ];
        let amounts = |to| -> Option<Vec<(i64, i64)>> {
            let parts = cut(&accounts, Cents(to))?;
            Some(
                parts
                    .iter()
                    .map(|part| (part.tranche.year, part.tranche.amount.0))
                    .collect(),
            )
        };
        assert_eq!(
            amounts(3_700),
            Some(vec![(2026, 1_500), (2027, 2_000), (2028, 200)])
        );
        assert_eq!(amounts(3_000), Some(vec![(2026, 1_500), (2027, 1_500)]));
        assert_eq!(amounts(1_600), Some(vec![(2026, 1_500), (2027, 100)]));
        assert_eq!(amounts(1_599), None, "1,600 are paid");
        assert_eq!(amounts(4_000), None, "that is no cut");
        assert_eq!(amounts(-1), None);
    }
}
