//! Reduction by financing type: E01 to E08.

use base::{Cents, Rate};
use calls::FinancingType;
use proptest::prelude::*;

use crate::model::{Report, Source};
use crate::queries::used;
use crate::rules::reduction::{Awarded, Calculation, Item, Units, Used, calculate};

/// Euros.
fn eur(euros: i64) -> Cents {
    Cents(euros * 100)
}

fn awarded(financing: FinancingType, amount: Cents, eligible: Cents) -> Awarded {
    Awarded {
        financing,
        amount,
        cap: eur(40_000),
        rate: Rate(8_000),
        eligible,
        own: Cents::ZERO,
        income: Cents::ZERO,
        by_effective_share: true,
        item_overrun_limit: Rate(2_000),
        threshold: Cents::ZERO,
    }
}

fn item(kind: &str, planned: Cents, actual: Cents) -> Item {
    Item {
        kind: kind.to_owned(),
        planned,
        actual,
    }
}

/// All of it spent on one kind of cost.
fn spent(planned: Cents, actual: Cents) -> Used {
    Used {
        items: vec![item("STAFF", planned, actual)],
        income: Cents::ZERO,
        other_grants: Cents::ZERO,
        units: None,
        rejected: Cents::ZERO,
    }
}

fn share(eligible: i64, actual: Cents) -> Calculation {
    let award = awarded(FinancingType::Share, eur(40_000), eur(eligible));
    calculate(&award, &spent(eur(eligible), actual))
}

#[test]
fn e01_share() {
    let calculation = share(50_000, eur(46_250));
    assert_eq!(calculation.improvement, eur(3_750));
    assert_eq!(calculation.reduction, eur(3_000));
    assert_eq!(calculation.accepted, eur(37_000));
    assert_eq!(
        calculation.accepted - eur(36_000),
        eur(1_000),
        "the final instalment"
    );
    assert_eq!(
        eur(40_000) - calculation.accepted,
        eur(3_000),
        "to be repaid, had all been paid"
    );
}

#[test]
fn e02_share_with_biting_cap() {
    let by_share = share(55_000, eur(52_000));
    assert_eq!(by_share.reduction, Cents(218_182));
    assert_eq!(by_share.accepted, Cents(3_781_818));
    let by_rate = Awarded {
        by_effective_share: false,
        ..awarded(FinancingType::Share, eur(40_000), eur(55_000))
    };
    let calculation = calculate(&by_rate, &spent(eur(55_000), eur(52_000)));
    assert_eq!(
        calculation.accepted,
        eur(40_000),
        "80 % of 52,000 is still beyond the cap"
    );
    let calculation = calculate(&by_rate, &spent(eur(55_000), eur(49_000)));
    assert_eq!(calculation.accepted, eur(39_200));
}

#[test]
fn e03_deficit_ignores_own_funds() {
    let award = Awarded {
        own: eur(10_000),
        income: eur(5_000),
        ..awarded(FinancingType::Deficit, eur(20_000), eur(35_000))
    };
    let used = Used {
        income: eur(7_500),
        ..spent(eur(35_000), eur(35_000) - Cents(120_050))
    };
    let calculation = calculate(&award, &used);
    assert_eq!(calculation.improvement, Cents(370_050));
    assert_eq!(calculation.accepted, Cents(1_629_950));
}

#[test]
fn a_partial_deficit_is_reduced_in_proportion() {
    let award = Awarded {
        own: eur(10_000),
        ..awarded(FinancingType::Deficit, eur(10_000), eur(30_000))
    };
    let calculation = calculate(&award, &spent(eur(30_000), eur(26_000)));
    assert_eq!(
        calculation.reduction,
        eur(2_000),
        "half of the deficit was granted"
    );
}

#[test]
fn full_financing_is_reduced_by_everything() {
    let award = awarded(FinancingType::Full, eur(30_000), eur(30_000));
    assert_eq!(
        calculate(&award, &spent(eur(30_000), eur(28_500))).accepted,
        eur(28_500)
    );
}

fn fixed(actual: i64) -> Calculation {
    let award = Awarded {
        income: eur(10_000),
        ..awarded(FinancingType::FixedAmount, eur(30_000), eur(50_000))
    };
    let used = Used {
        other_grants: eur(10_000),
        ..spent(eur(50_000), eur(actual))
    };
    calculate(&award, &used)
}

#[test]
fn e04_fixed_amount_no_reduction() {
    let calculation = fixed(45_000);
    assert_eq!(
        (calculation.over_financing, calculation.accepted),
        (Cents::ZERO, eur(30_000))
    );
}

#[test]
fn e05_fixed_amount_over_financing() {
    let calculation = fixed(36_000);
    assert_eq!(calculation.over_financing, eur(4_000));
    assert_eq!(
        (calculation.reduction, calculation.accepted),
        (eur(3_000), eur(27_000))
    );
}

#[test]
fn e06_fixed_amount_by_unit() {
    let award = awarded(FinancingType::FixedAmount, eur(20_000), eur(25_000));
    for (held, accepted) in [(33, 16_500), (43, 20_000), (0, 0), (-1, 0)] {
        let used = Used {
            units: Some(Units { planned: 40, held }),
            ..spent(eur(25_000), eur(25_000))
        };
        assert_eq!(calculate(&award, &used).accepted, eur(accepted), "{held}");
    }
}

#[test]
fn e07_item_overrun() {
    let items = [
        (20_000, 18_000),
        (15_000, 18_500),
        (10_000, 9_000),
        (5_000, 4_200),
    ];
    let kinds = ["STAFF", "FEES", "MATERIAL", "OTHER_COST"];
    let used = Used {
        items: kinds
            .iter()
            .zip(items)
            .map(|(kind, (planned, actual))| item(kind, eur(planned), eur(actual)))
            .collect(),
        ..spent(Cents::ZERO, Cents::ZERO)
    };
    let calculation = calculate(&awarded(FinancingType::Share, eur(40_000), eur(50_000)), &used);
    assert_eq!(calculation.spent, eur(49_700));
    assert_eq!(
        (calculation.overrun, calculation.recognised),
        (eur(500), eur(49_200))
    );
    assert_eq!(
        (calculation.reduction, calculation.accepted),
        (eur(640), eur(39_360))
    );
    // the limit does not hold for a fixed amount
    let fixed = calculate(
        &awarded(FinancingType::FixedAmount, eur(40_000), eur(50_000)),
        &used,
    );
    assert_eq!((fixed.overrun, fixed.accepted), (Cents::ZERO, eur(40_000)));
}

#[test]
fn e08_higher_expenditure() {
    assert_eq!(share(50_000, eur(56_000)).accepted, eur(40_000));
}

#[test]
fn what_the_officer_does_not_recognise_counts_as_not_spent() {
    let award = awarded(FinancingType::Share, eur(40_000), eur(50_000));
    let used = Used {
        rejected: eur(1_000),
        ..spent(eur(50_000), eur(50_000))
    };
    assert_eq!(calculate(&award, &used).accepted, eur(39_200));
}

#[test]
fn at_the_threshold_nothing_changes_and_above_it_everything_counts() {
    let award = Awarded {
        threshold: eur(500),
        ..awarded(FinancingType::Share, eur(40_000), eur(50_000))
    };
    let at = calculate(&award, &spent(eur(50_000), eur(49_500)));
    assert_eq!(at.accepted, eur(40_000));
    let above = calculate(&award, &spent(eur(50_000), Cents(4_949_999)));
    assert_eq!(above.reduction, Cents(40_001), "80 % of 500.01, rounded once");
}

/// Over-financing is split by the grants after the first reduction (handbook 0.5).
#[test]
fn a_reduced_share_that_is_over_financed_is_split_after_the_reduction() {
    let award = awarded(FinancingType::Share, eur(40_000), eur(50_000));
    let used = Used {
        other_grants: eur(8_000),
        ..spent(eur(50_000), eur(40_000))
    };
    // 40,000 − 80 % of (10,000 + 8,000) = 25,600; with 8,000 that is 33,600 of 40,000: nothing over
    assert_eq!(calculate(&award, &used).accepted, eur(25_600));
    let fixed = Awarded {
        income: Cents::ZERO,
        ..awarded(FinancingType::FixedAmount, eur(30_000), eur(50_000))
    };
    let used = Used {
        income: eur(6_000),
        other_grants: eur(10_000),
        ..spent(eur(50_000), eur(36_000))
    };
    // 46,000 of 36,000: 10,000 over, three quarters of it the Land's
    assert_eq!(calculate(&fixed, &used).accepted, eur(22_500));
}

fn financing() -> impl Strategy<Value = FinancingType> {
    proptest::sample::select(vec![
        FinancingType::Share,
        FinancingType::Deficit,
        FinancingType::FixedAmount,
        FinancingType::Full,
    ])
}

proptest! {
    #[test]
    fn a_reduction_is_never_below_nothing_nor_above_the_award(
        financing in financing(),
        by_effective_share in any::<bool>(),
        amount in 1_i64..10_000_000_000,
        more in 0_i64..10_000_000_000,
        items in proptest::collection::vec((0_i64..5_000_000_000, 0_i64..5_000_000_000), 0..8),
        income in 0_i64..5_000_000_000,
        other in 0_i64..5_000_000_000,
        rejected in 0_i64..5_000_000_000,
        held in proptest::option::of(0_i64..200),
    ) {
        let award = Awarded {
            by_effective_share,
            cap: Cents(amount),
            ..awarded(financing, Cents(amount), Cents(amount + more))
        };
        let used = Used {
            items: items.iter().map(|(planned, actual)| item("STAFF", Cents(*planned), Cents(*actual))).collect(),
            income: Cents(income),
            other_grants: Cents(other),
            units: held.map(|held| Units { planned: 40, held }),
            rejected: Cents(rejected),
        };
        let calculation = calculate(&award, &used);
        prop_assert!(calculation.accepted >= Cents::ZERO && calculation.accepted <= award.amount);
        prop_assert_eq!(calculation.reduction + calculation.accepted, award.amount);
    }

    /// Own funds of the plan matter for nothing but the size of a deficit, and those spent are never asked for.
    #[test]
    fn own_funds_never_matter(
        place in 0_usize..4,
        own in 0_i64..10_000_000,
        actual in 0_i64..10_000_000,
    ) {
        let financing = [
            FinancingType::Share,
            FinancingType::Deficit,
            FinancingType::Full,
            FinancingType::FixedAmount,
        ][place];
        let award = Awarded { own: eur(10_000), ..awarded(financing, eur(40_000), eur(50_000)) };
        let report = |own: i64| Report {
            items: vec![item("STAFF", eur(50_000), Cents(actual))],
            sources: vec![Source { kind: "OWN".to_owned(), planned: eur(10_000), actual: Cents(own) }],
            ..Report::default()
        };
        let result = |own: i64| calculate(&award, &used(&report(own), None, Cents::ZERO));
        prop_assert_eq!(result(0), result(own));
    }

    #[test]
    fn more_expenditure_never_lowers_a_grant(actual in 0_i64..6_000_000, more in 0_i64..1_000_000) {
        let award = awarded(FinancingType::Share, eur(40_000), eur(60_000));
        let less = calculate(&award, &spent(eur(60_000), Cents(actual)));
        let more = calculate(&award, &spent(eur(60_000), Cents(actual + more)));
        prop_assert!(more.accepted >= less.accepted);
    }
}
