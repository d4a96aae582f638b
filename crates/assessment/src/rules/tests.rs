#![allow(clippy::unwrap_used)] // tests may

use proptest::prelude::*;

use super::*;
use crate::model::Score;

/// Scenario G01: A, B, C; three assessors each; points K1 to K7. As printed, the points of A's third assessor (K5 4, K7 5)
/// add up to 89, not to the stated 85; with K5 3 and K7 4 every stated total, mean and tie follows.
pub const G01: [[[i64; 7]; 3]; 3] = [
    [
        [4, 4, 3, 4, 3, 5, 4],
        [5, 4, 4, 4, 3, 4, 4],
        [4, 5, 5, 4, 3, 4, 4],
    ],
    [[4; 7], [4; 7], [4; 7]],
    [
        [5, 4, 4, 4, 4, 4, 5],
        [5, 4, 4, 5, 4, 4, 4],
        [4, 3, 3, 4, 4, 3, 2],
    ],
];

fn weights() -> Weights {
    [
        ("K1", 15),
        ("K2", 20),
        ("K3", 20),
        ("K4", 15),
        ("K5", 15),
        ("K6", 10),
        ("K7", 5),
    ]
    .into_iter()
    .map(|(code, weight)| (code.to_owned(), weight))
    .collect()
}

fn scores(points: [i64; 7]) -> Scores {
    let score = |(number, points): (i64, i64)| {
        (
            format!("K{number}"),
            Score {
                points: Some(points),
                reason: "x".to_owned(),
            },
        )
    };
    (1..).zip(points).map(score).collect()
}

fn sums(rows: &[[i64; 7]]) -> Sums {
    let valid: Vec<(i64, Scores)> = rows
        .iter()
        .map(|points| (weigh(&scores(*points), &weights()).unwrap(), scores(*points)))
        .collect();
    Sums::of(valid.iter().map(|(weighted, scores)| (*weighted, scores)))
}

fn figures(rows: &[[i64; 7]]) -> Figures {
    let Sums {
        reviews,
        weighted_sum,
        criteria,
        ..
    } = sums(rows);
    Figures {
        application: ApplicationId::new(),
        reviews,
        weighted_sum,
        criteria,
    }
}

#[test]
fn median_and_spread_are_exact() {
    for (weighted, expected) in [
        (vec![], None),
        (vec![400], Some((1, 8_000, 8_000, 8_000, 0))),
        (vec![420, 340, 430], Some((3, 8_400, 6_800, 8_600, 1_800))),
        // 80,2 and 80,4: between them lies 80,3
        (vec![402, 401], Some((2, 8_030, 8_020, 8_040, 20))),
        (vec![0, 500, 500, 0], Some((4, 5_000, 0, 10_000, 10_000))),
    ] {
        let found = Distribution::of(weighted.clone())
            .map(|one| (one.reviews, one.median, one.lowest, one.highest, one.spread()));
        assert_eq!(found, expected, "{weighted:?}");
    }
}

#[test]
fn g01_scores_means_and_order() {
    let totals = |rows: &[[i64; 7]]| -> Vec<i64> {
        rows.iter()
            .map(|points| weigh(&scores(*points), &weights()).unwrap() / 5)
            .collect()
    };
    assert_eq!(totals(&G01[0]), [75, 80, 85]);
    assert_eq!(totals(&G01[1]), [80, 80, 80]);
    assert_eq!(totals(&G01[2]), [84, 86, 68]);
    assert_eq!(totals(&[[4, 5, 5, 4, 4, 4, 5]]), [89]);
    let all: Vec<Figures> = G01.iter().map(|rows| figures(rows)).collect();
    let mean = |figures: &Figures| mean_scaled(figures.weighted_sum, figures.reviews, 100);
    assert_eq!(
        all.iter().map(mean).collect::<Vec<_>>(),
        [Some(8_000), Some(8_000), Some(7_933)]
    );
    let order: Vec<ApplicationId> = all.iter().map(|figures| figures.application).collect();
    let places = rank(all, &[]);
    assert_eq!(
        places
            .iter()
            .map(|place| place.figures.application)
            .collect::<Vec<_>>(),
        order
    );
    assert_eq!(
        places.iter().map(|place| place.rank).collect::<Vec<_>>(),
        [1, 2, 3]
    );
    assert!(places.iter().all(|place| !place.tied));
    // C: 86 − 68 = 18
    let c = sums(&G01[2]);
    assert!(!diverges(c.lowest, c.highest));
    assert!(diverges(Some(300), Some(401)) && !diverges(Some(300), Some(400)));
}

#[test]
fn g02_exclusion_changes_mean_and_order() {
    let all = [figures(&G01[0]), figures(&G01[1]), figures(&G01[2][..2])];
    assert_eq!(mean_scaled(all[2].weighted_sum, all[2].reviews, 100), Some(8_500));
    let order = [all[2].application, all[0].application, all[1].application];
    let places = rank(all.to_vec(), &[]);
    assert_eq!(
        places
            .iter()
            .map(|place| place.figures.application)
            .collect::<Vec<_>>(),
        order
    );
}

#[test]
fn equal_figures_share_a_rank_until_lots_are_drawn() {
    let all = vec![figures(&G01[1]), figures(&G01[1]), figures(&G01[2])];
    let (first, second) = (all[0].application, all[1].application);
    let places = rank(all.clone(), &[]);
    assert_eq!(
        places.iter().map(|place| place.rank).collect::<Vec<_>>(),
        [1, 1, 3]
    );
    assert!(places[0].tied && places[1].tied && !places[2].tied);
    let places = rank(all.clone(), &[second, first]);
    assert_eq!(places[0].figures.application, second);
    assert_eq!(
        places
            .iter()
            .map(|place| (place.rank, place.lot))
            .collect::<Vec<_>>(),
        [(1, Some(1)), (2, Some(2)), (3, None)]
    );
    // lots for a part of the group decide nothing
    assert_eq!(rank(all, &[second])[1].rank, 1);
}

#[test]
fn without_a_case_ranks_ties_and_lots_close_up() {
    let entry = |rank: i64, tied: bool, lot: Option<i64>| RankedEntry {
        application_id: ApplicationId::new(),
        rank,
        tied,
        lot,
        settled: lot.map(|_| crate::model::TieBreak::Lot),
        reviews: 1,
        numerator: 400,
        denominator: 5,
        score_hundredths: 8_000,
        below_threshold: false,
        lies: None,
    };
    // 1; 2, 2 open; 4, 5, 6 by lot; 7
    let all = vec![
        entry(1, false, None),
        entry(2, true, None),
        entry(2, true, None),
        entry(4, true, Some(1)),
        entry(5, true, Some(2)),
        entry(6, true, Some(3)),
        entry(7, false, None),
    ];
    let seen = |hidden: &[usize]| -> Vec<(i64, bool, Option<i64>)> {
        let hidden = hidden.iter().map(|place| all[*place].application_id).collect();
        let left = without(all.clone(), &hidden);
        left.iter().map(|one| (one.rank, one.tied, one.lot)).collect()
    };
    assert_eq!(seen(&[]).len(), 7);
    let first = [(1, true, None), (1, true, None), (3, true, Some(1))];
    assert_eq!(seen(&[0])[..3], first);
    // one of two: nothing is shared any more
    assert_eq!(
        seen(&[1])[..3],
        [(1, false, None), (2, false, None), (3, true, Some(1))]
    );
    // one of three lots: the two others remain a group of two
    let middle = [(4, true, Some(1)), (5, true, Some(2)), (6, false, None)];
    assert_eq!(seen(&[4])[3..], middle);
    assert_eq!(seen(&[3, 4])[3..], [(4, false, None), (5, false, None)]);
}

#[test]
fn reasons_are_needed_for_nothing_bad_and_very_good() {
    let weights = weights();
    let with = |points: i64, reason: &str| {
        let mut scores = scores([3; 7]);
        scores.insert(
            "K4".to_owned(),
            Score {
                points: Some(points),
                reason: reason.to_owned(),
            },
        );
        weigh(&scores, &weights)
    };
    for points in [0, 1, 5] {
        assert!(with(points, "  ").is_err(), "{points}");
        assert!(with(points, "Weil.").is_ok(), "{points}");
    }
    for points in 2..=4 {
        assert!(with(points, "").is_ok(), "{points}");
    }
    assert!(with(6, "Weil.").is_err());
}

#[test]
fn all_gaps_are_named_at_once() {
    let Err(Problem::Invalid(fields)) = weigh(&Scores::new(), &weights()) else {
        panic!("nothing is scored")
    };
    assert_eq!(fields.len(), 7);
    assert_eq!(fields[0].field, "points_K1");
}

#[test]
fn thresholds_are_exact() {
    let c = figures(&G01[2]); // 79,333…
    let total = |least| Thresholds {
        total: Some(least),
        criterion: None,
    };
    assert!(!total(7_933).is_missed(&c) && total(7_934).is_missed(&c));
    let criterion = |least| Thresholds {
        total: None,
        criterion: Some(least),
    };
    assert!(!criterion(366).is_missed(&c) && criterion(367).is_missed(&c)); // K2, K3, K6, K7: 11/3 = 3,666…
}

#[test]
fn no_step_leaves_a_void_or_declined_review() {
    for from in [ReviewState::Void, ReviewState::Declined] {
        for to in ReviewState::ALL {
            assert!(require_follows(from, *to).is_err());
        }
    }
    assert!(require_follows(ReviewState::Frozen, ReviewState::Reopened).is_err());
    assert!(require_follows(ReviewState::Assigned, ReviewState::Submitted).is_err());
}

proptest! {
    #[test]
    fn a_total_lies_between_0_and_100(points in prop::array::uniform7(0i64..=5)) {
        let weighted = weigh(&scores(points), &weights()).unwrap();
        prop_assert!((0..=500).contains(&weighted));
        prop_assert_eq!(weighted == 500, points == [5; 7]);
    }

    #[test]
    fn the_kept_mean_orders_like_the_exact_one(a in (1i64..=8, 0i64..=4_000), b in (1i64..=8, 0i64..=4_000)) {
        let exact = (a.1 * b.0).cmp(&(b.1 * a.0));
        let kept = mean_scaled(a.1, a.0, 1_000_000).cmp(&mean_scaled(b.1, b.0, 1_000_000));
        prop_assert_eq!(exact, kept);
    }

    #[test]
    fn ranks_follow_the_means(rows in prop::collection::vec((1i64..=4, 0i64..=1_000), 1..30)) {
        let all: Vec<Figures> = rows
            .iter()
            .map(|(reviews, sum)| Figures { application: ApplicationId::new(), reviews: *reviews, weighted_sum: (*sum).min(500 * reviews), criteria: BTreeMap::new() })
            .collect();
        let places = rank(all, &[]);
        for (index, pair) in places.windows(2).enumerate() {
            let (left, right) = (&pair[0], &pair[1]);
            let worse = right.figures.weighted_sum * left.figures.reviews < left.figures.weighted_sum * right.figures.reviews;
            prop_assert!(worse || right.rank == left.rank && right.tied && left.tied);
            if worse { prop_assert_eq!(right.rank, index as i64 + 2); }
        }
    }
}
