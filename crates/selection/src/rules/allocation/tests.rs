use proptest::prelude::*;

use super::*;

const BUDGET: Cents = Cents(15_000_000);
const MINIMUM: Cents = Cents(500_000);

/// A to E of scenario B, after the cap.
fn scenario() -> Vec<Candidate> {
    ranked(&[4_000_000, 4_000_000, 3_850_000, 4_000_000, 2_500_000])
}

fn ranked(fundable: &[i64]) -> Vec<Candidate> {
    let one = |(rank, cents): (i64, &i64)| Candidate {
        application: ApplicationId::new(),
        rank,
        fundable: Cents(*cents),
    };
    (1..).zip(fundable).map(one).collect()
}

fn amounts(allocation: &Allocation) -> Vec<i64> {
    allocation.lines.iter().map(|line| line.amount.0).collect()
}

fn reserve(allocation: &Allocation) -> Vec<(i64, i64)> {
    let place = |line: &Allotment| line.reserve.map(|position| (position, line.candidate.rank));
    allocation.lines.iter().filter_map(place).collect()
}

fn run(mode: AllocationMode, rounding: AwardRounding) -> Allocation {
    allocate(mode, &scenario(), BUDGET, MINIMUM, rounding)
}

#[test]
fn b01_rank_full_stop() {
    let allocation = run(AllocationMode::RankFullStop, AwardRounding::EuroDown);
    assert_eq!(amounts(&allocation), [4_000_000, 4_000_000, 3_850_000, 0, 0]);
    assert_eq!(
        (allocation.total, allocation.rest),
        (Cents(11_850_000), Cents(3_150_000))
    );
    assert_eq!(reserve(&allocation), [(1, 4), (2, 5)]);
}

#[test]
fn b02_rank_full_skip() {
    let allocation = run(AllocationMode::RankFullSkip, AwardRounding::EuroDown);
    assert_eq!(
        amounts(&allocation),
        [4_000_000, 4_000_000, 3_850_000, 0, 2_500_000]
    );
    assert_eq!(
        (allocation.total, allocation.rest),
        (Cents(14_350_000), Cents(650_000))
    );
    assert_eq!(reserve(&allocation), [(1, 4)]);
}

#[test]
fn b03_rank_partial_last() {
    let allocation = run(AllocationMode::RankPartialLast, AwardRounding::EuroDown);
    assert_eq!(
        amounts(&allocation),
        [4_000_000, 4_000_000, 3_850_000, 3_150_000, 0]
    );
    assert_eq!((allocation.total, allocation.rest), (BUDGET, Cents::ZERO));
    assert_eq!(reserve(&allocation), [(1, 5)]);
    assert!(allocation.lines[3].is_partial());
    // D refuses: the rest goes to E in full
    let mode = AllocationMode::RankPartialLast;
    let offer = next_offer(
        mode,
        Cents(3_150_000),
        Cents(2_500_000),
        MINIMUM,
        AwardRounding::EuroDown,
    );
    assert_eq!(offer, Some(Cents(2_500_000)));
}

#[test]
fn b03_a_part_below_half_or_below_the_minimum_is_not_offered() {
    let rounding = AwardRounding::EuroDown;
    assert_eq!(
        partial_offer(Cents(2_000_000), Cents(4_000_000), MINIMUM, rounding),
        Some(Cents(2_000_000))
    );
    assert_eq!(
        partial_offer(Cents(1_999_999), Cents(4_000_000), MINIMUM, rounding),
        None
    );
    assert_eq!(
        partial_offer(Cents(499_999), Cents(600_000), MINIMUM, rounding),
        None
    );
    // stop: the rest goes to the reserve list although E would fit
    let mut candidates = scenario();
    candidates[3].fundable = Cents(7_000_000);
    let allocation = allocate(
        AllocationMode::RankPartialLast,
        &candidates,
        BUDGET,
        MINIMUM,
        rounding,
    );
    assert_eq!(reserve(&allocation), [(1, 4), (2, 5)]);
}

#[test]
fn b04_pro_rata_cent() {
    let allocation = run(AllocationMode::ProRata, AwardRounding::Cent);
    assert_eq!(
        amounts(&allocation),
        [3_269_755, 3_269_755, 3_147_139, 3_269_755, 2_043_596]
    );
    assert_eq!((allocation.total, allocation.rest), (BUDGET, Cents::ZERO));
}

#[test]
fn b05_pro_rata_euro_down() {
    let allocation = run(AllocationMode::ProRata, AwardRounding::EuroDown);
    assert_eq!(
        amounts(&allocation),
        [3_269_700, 3_269_700, 3_147_100, 3_269_700, 2_043_500]
    );
    assert_eq!(
        (allocation.total, allocation.rest),
        (Cents(14_999_700), Cents(300))
    );
}

#[test]
fn pro_rata_drops_all_below_the_minimum_at_once_and_again() {
    // factor 1/2: C and D fall below 5.000; then 10.000 for A and B is all they asked
    let candidates = ranked(&[1_200_000, 1_200_000, 800_000, 800_000]);
    let allocation = allocate(
        AllocationMode::ProRata,
        &candidates,
        Cents(2_000_000),
        MINIMUM,
        AwardRounding::Cent,
    );
    assert_eq!(amounts(&allocation), [1_000_000, 1_000_000, 0, 0]);
    assert_eq!(reserve(&allocation), [(1, 3), (2, 4)]);
}

#[test]
fn b06_reserve_list_moves_up_in_order() {
    let candidates = scenario();
    // after B01, B declines 40.000: free 31.500 + 40.000
    let moved = move_up(Cents(7_150_000), &candidates[3..]);
    assert_eq!(
        moved,
        [
            (candidates[3].application, Cents(4_000_000)),
            (candidates[4].application, Cents(2_500_000))
        ]
    );
    // D does not fit: E is not preferred
    assert_eq!(move_up(Cents(3_000_000), &candidates[3..]), []);
}

#[test]
fn manual_amounts_stay_within_what_can_be_funded_and_the_budget() {
    let candidates = scenario();
    let given = [3_000_000, 4_000_000, 0, 4_000_000, 2_500_000].map(Cents);
    assert!(
        manual(&candidates, &given, BUDGET).is_ok_and(|allocation| allocation.total == Cents(13_500_000))
    );
    let over = [4_000_001, 0, 0, 0, 0].map(Cents);
    assert!(matches!(
        manual(&candidates, &over, BUDGET),
        Err(Problem::Invalid(_))
    ));
    let full: Vec<Cents> = candidates.iter().map(|candidate| candidate.fundable).collect();
    assert!(matches!(
        manual(&candidates, &full, BUDGET),
        Err(Problem::Refused {
            code: "over-budget",
            ..
        })
    ));
}

proptest! {
    #[test]
    fn no_mode_gives_more_than_there_is_or_than_can_be_funded(
        fundable in prop::collection::vec(0i64..10_000_000, 0..40),
        budget in 0i64..100_000_000,
        mode in prop::sample::select(AllocationMode::ALL.to_vec()),
        rounding in prop::sample::select(AwardRounding::ALL.to_vec()),
    ) {
        let candidates = ranked(&fundable);
        let allocation = allocate(mode, &candidates, Cents(budget), MINIMUM, rounding);
        prop_assert_eq!(allocation.lines.len(), candidates.len());
        prop_assert!(allocation.total.0 <= budget);
        prop_assert_eq!(allocation.total + allocation.rest, Cents(budget));
        for (line, position) in allocation.lines.iter().filter(|line| line.reserve.is_some()).zip(1..) {
            prop_assert_eq!(line.reserve, Some(position));
        }
        for line in &allocation.lines {
            prop_assert!(line.amount.0 >= 0 && line.amount <= line.candidate.fundable);
            prop_assert_eq!(line.reserve.is_some(), line.amount.is_zero());
        }
    }

    #[test]
    fn pro_rata_spends_every_cent(fundable in prop::collection::vec(500_000i64..10_000_000, 2..40), part in 1i64..100) {
        let candidates = ranked(&fundable);
        let budget = fundable.iter().sum::<i64>() * part / 100;
        let allocation = allocate(AllocationMode::ProRata, &candidates, Cents(budget), Cents(1), AwardRounding::Cent);
        prop_assert_eq!(allocation.rest, Cents::ZERO);
        // each is less than a cent away from its exact share
        let sum: i128 = fundable.iter().copied().map(i128::from).sum();
        for line in &allocation.lines {
            let exact = i128::from(line.candidate.fundable.0) * i128::from(budget);
            prop_assert!((i128::from(line.amount.0) * sum - exact).abs() < sum);
        }
    }
}
