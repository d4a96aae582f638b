#![allow(clippy::unwrap_used)] // tests may

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn account(year: i64, kind: PotKind, amount: i64, paid: i64) -> TrancheAccount {
    let amount = Cents(amount);
    TrancheAccount {
        tranche: Tranche { year, kind, amount },
        ordered: Cents::ZERO,
        paid: Cents(paid),
    }
}

fn share(name: &str, population: i64, amount: i64) -> Share {
    Share {
        body_id: BodyId::new(),
        name: name.to_owned(),
        population: Some(population),
        amount: Cents(amount),
    }
}

fn plan(amounts: [i64; 4]) -> Vec<PlanAmount> {
    let kinds = [
        PlanKind::Staff,
        PlanKind::Fees,
        PlanKind::Material,
        PlanKind::OtherCost,
    ];
    let items = kinds.into_iter().zip(amounts);
    items
        .map(|(kind, euros)| PlanAmount {
            kind,
            amount: Cents(euros * 100),
        })
        .collect()
}

/// 40,000.00 over two years, 15,000.00 of the first paid; the plan of E07.
fn terms() -> Terms {
    Terms {
        amount: Cents(4_000_000),
        eligible: Cents(5_000_000),
        until_on: day("2027-12-31"),
        purpose: "Zweck".to_owned(),
        objectives: "Ziele".to_owned(),
        tranches: vec![
            account(2026, PotKind::Cash, 2_000_000, 1_500_000),
            account(2027, PotKind::Commitment, 2_000_000, 0),
        ],
        plan: plan([20_000, 15_000, 10_000, 5_000]),
        share_basis: None,
        shares: vec![share("Meßkirch", 8_500, 4_000_000)],
    }
}

fn limits() -> Limits {
    let year = |year, kind| Tranche {
        year,
        kind,
        amount: Cents(9_000_000),
    };
    Limits {
        from_on: day("2026-07-01"),
        item_overrun: Some(Rate(2_000)),
        means: vec![
            year(2026, PotKind::Cash),
            year(2027, PotKind::Commitment),
            year(2028, PotKind::Commitment),
        ],
        joining: vec![share("Ostrach", 7_000, 0)],
    }
}

fn years(parts: &[(i64, PotKind, i64)]) -> Change {
    let part = |(year, kind, amount): &(i64, PotKind, i64)| YearAmount {
        year: *year,
        kind: *kind,
        amount: Cents(*amount),
    };
    Change::TrancheShift {
        tranches: parts.iter().map(part).collect(),
    }
}

/// The fields that are wrong, in order.
fn wrong(changes: &[Change]) -> Vec<String> {
    match effect(&terms(), changes, &limits()) {
        Err(Problem::Invalid(fields)) => fields.into_iter().map(|field| field.field).collect(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => Vec::new(),
    }
}

fn amounts(accounts: &[TrancheAccount]) -> Vec<(i64, i64)> {
    accounts
        .iter()
        .map(|one| (one.tranche.year, one.tranche.amount.0))
        .collect()
}

#[test]
fn less_money_is_cut_from_the_last_year_and_never_below_what_is_paid() {
    let down = |amount| Change::AmountDown {
        amount: Cents(amount),
        eligible: None,
    };
    let effect_of = effect(&terms(), &[down(3_000_000)], &limits()).unwrap();
    assert_eq!(
        amounts(&effect_of.after.tranches),
        [(2026, 2_000_000), (2027, 1_000_000)]
    );
    assert_eq!(effect_of.after.shares[0].amount, Cents(3_000_000));
    let last = effect(&terms(), &[down(1_500_000)], &limits()).unwrap();
    assert_eq!(amounts(&last.after.tranches), [(2026, 1_500_000)]);
    for amount in [1_499_999, 4_000_000, 4_000_001, 0, -1] {
        assert_eq!(wrong(&[down(amount)]), ["amount"], "{amount}");
    }
    let eligible = |eligible| Change::AmountDown {
        amount: Cents(3_000_000),
        eligible: Some(Cents(eligible)),
    };
    assert_eq!(wrong(&[eligible(2_999_999)]), ["eligible"]);
    assert_eq!(
        wrong(&[eligible(5_000_001)]),
        ["eligible"],
        "never more than was recognised"
    );
    assert!(wrong(&[eligible(3_750_000)]).is_empty());
}

#[test]
fn tranches_move_between_the_years_of_the_call_but_what_is_paid_stays() {
    use PotKind::{Cash, Commitment};
    let moved = years(&[
        (2026, Cash, 1_500_000),
        (2027, Commitment, 1_500_000),
        (2028, Commitment, 1_000_000),
    ]);
    let moved = effect(&terms(), &[moved], &limits()).unwrap();
    assert_eq!(
        amounts(&moved.after.tranches),
        [(2026, 1_500_000), (2027, 1_500_000), (2028, 1_000_000)]
    );
    assert_eq!(
        moved.after.tranches[0].paid,
        Cents(1_500_000),
        "what is paid goes along"
    );
    let was: Vec<Tranche> = moved.before.tranches.iter().map(|one| one.tranche).collect();
    let is: Vec<Tranche> = moved.after.tranches.iter().map(|one| one.tranche).collect();
    let movements: Vec<_> = differences(&was, &is)
        .iter()
        .map(|one| (one.year, one.entry, one.amount.0))
        .collect();
    assert_eq!(
        movements,
        [
            (2026, LedgerEntry::Release, 500_000),
            (2027, LedgerEntry::Release, 500_000),
            (2028, LedgerEntry::Commit, 1_000_000),
        ]
    );
    for parts in [
        &[(2026, Cash, 1_499_999), (2027, Commitment, 2_500_001)][..], // 15,000.00 are paid in 2026
        &[(2027, Commitment, 4_000_000)],
        &[(2026, Cash, 2_000_000), (2027, Commitment, 1_999_999)], // does not add up
        &[(2026, Cash, 2_000_000), (2029, Commitment, 2_000_000)], // no year of the call
        &[(2026, Cash, 2_000_000), (2027, Commitment, 2_000_000)], // no change
    ] {
        let found = wrong(&[years(parts)]);
        assert!(
            !found.is_empty() && found.iter().all(|field| field == "tranches"),
            "{parts:?}: {found:?}"
        );
    }
    let both = [
        years(&[(2026, Cash, 2_000_000), (2028, Commitment, 1_000_000)]),
        Change::AmountDown {
            amount: Cents(3_000_000),
            eligible: None,
        },
    ];
    assert!(
        wrong(&both).is_empty(),
        "the years of the lower amount, in whatever order it is written"
    );
}

#[test]
fn e07_a_shift_above_twenty_per_cent_of_an_item_says_so() {
    let shift = |amounts| Change::PlanShift { items: plan(amounts) };
    let found = effect(&terms(), &[shift([18_000, 18_500, 9_000, 4_500])], &limits()).unwrap();
    assert_eq!(
        found.overruns,
        [Overrun {
            kind: PlanKind::Fees,
            limit: Cents(1_800_000),
            over: Cents(50_000),
        }]
    );
    let within = effect(&terms(), &[shift([18_000, 18_000, 10_000, 4_000])], &limits()).unwrap();
    assert!(within.overruns.is_empty());
    let fixed = Limits {
        item_overrun: None, // does not apply to a fixed amount (2.3)
        ..limits()
    };
    let fixed = effect(&terms(), &[shift([0, 50_000, 0, 0])], &fixed).unwrap();
    assert!(fixed.overruns.is_empty());
    assert_eq!(
        wrong(&[shift([20_000, 15_000, 10_000, 5_001])]),
        ["plan"],
        "the total stays"
    );
    assert_eq!(
        wrong(&[shift([20_000, 15_000, 10_000, 5_000])]),
        ["plan"],
        "no change"
    );
}

#[test]
fn c03_c04_the_shares_follow_the_circle_to_the_cent() {
    let joining = limits().joining;
    let limits = Limits {
        joining: joining.clone(),
        ..limits()
    };
    let join = |basis| Change::Partner {
        join: vec![joining[0].body_id],
        leave: Vec::new(),
        basis,
    };
    let before = Terms {
        amount: Cents(3_800_001),
        ..terms()
    };
    let shares = |basis| -> Vec<i64> {
        let found = effect(&before, &[join(basis)], &limits).unwrap();
        found.after.shares.iter().map(|share| share.amount.0).collect()
    };
    assert_eq!(shares(ShareBasis::Population), [2_083_872, 1_716_129], "C04");
    assert_eq!(shares(ShareBasis::Equal), [1_900_001, 1_900_000]);

    // who leaves takes nothing along; the rest is split anew
    let joint = effect(&before, &[join(ShareBasis::Equal)], &limits)
        .unwrap()
        .after;
    let leave = Change::Partner {
        join: Vec::new(),
        leave: vec![joining[0].body_id],
        basis: ShareBasis::Equal,
    };
    let alone = effect(&joint, std::slice::from_ref(&leave), &limits)
        .unwrap()
        .after;
    assert_eq!((alone.share_basis, alone.shares.len()), (None, 1));
    assert_eq!(alone.shares[0].amount, Cents(3_800_001));
    assert_eq!(wrong(&[leave]), ["leave"], "who is no partner can't leave");

    // what was agreed keeps its proportions when the amount falls
    let agreed = Terms {
        share_basis: Some(ShareBasis::Agreed),
        ..joint
    };
    let mut agreed = agreed;
    agreed.shares[0].amount = Cents(3_000_001);
    agreed.shares[1].amount = Cents(800_000);
    agreed.tranches = vec![account(2026, PotKind::Cash, 3_800_001, 0)];
    let down = Change::AmountDown {
        amount: Cents(1_900_000),
        eligible: None,
    };
    let less = effect(&agreed, &[down], &limits).unwrap().after;
    let parts: Vec<i64> = less.shares.iter().map(|share| share.amount.0).collect();
    assert_eq!(parts, [1_500_000, 400_000]);
}

#[test]
fn time_and_scope_must_change_something() {
    let until = |text| Change::Time { until_on: day(text) };
    assert!(wrong(&[until("2028-06-30")]).is_empty());
    assert_eq!(wrong(&[until("2027-12-31")]), ["until_on"]);
    assert_eq!(wrong(&[until("2026-06-30")]), ["until_on"], "before it begins");
    let scope = |purpose: &str, objectives: &str| Change::Scope {
        purpose: purpose.to_owned(),
        objectives: objectives.to_owned(),
    };
    assert!(wrong(&[scope("Zweck", "Andere Ziele")]).is_empty());
    assert_eq!(wrong(&[scope("Zweck", "Ziele")]), ["purpose"]);
    assert_eq!(wrong(&[scope("Zweck", "")]), ["objectives"]);
    assert_eq!(wrong(&[]), ["kinds"]);
}

proptest! {
    /// Whatever is wanted, an amendment that is possible leaves tranches and shares that add up to the award, never a
    /// higher award, and nothing below what is paid.
    #[test]
    fn what_is_possible_adds_up(to in -1i64..4_500_000, first in 0i64..4_500_000, basis in 0usize..2) {
        let joining = limits().joining;
        let limits = Limits { joining: joining.clone(), ..limits() };
        let basis = [ShareBasis::Equal, ShareBasis::Population][basis];
        let changes = [
            Change::AmountDown { amount: Cents(to), eligible: None },
            years(&[(2026, PotKind::Cash, first), (2028, PotKind::Commitment, to - first)]),
            Change::Partner { join: vec![joining[0].body_id], leave: Vec::new(), basis },
        ];
        if let Ok(found) = effect(&terms(), &changes, &limits) {
            let after = found.after;
            prop_assert!(after.amount < Cents(4_000_000));
            prop_assert_eq!(after.tranches.iter().map(|one| one.tranche.amount).sum::<Cents>(), after.amount);
            prop_assert_eq!(after.shares.iter().map(|one| one.amount).sum::<Cents>(), after.amount);
            prop_assert!(after.tranches.iter().all(|one| one.open() >= Cents::ZERO));
            let paid: Cents = after.tranches.iter().map(|one| one.paid).sum();
            prop_assert_eq!(paid, Cents(1_500_000));
        }
    }
}
