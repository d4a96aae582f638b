#![allow(clippy::unwrap_used)] // tests may

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;

use super::*;

fn all_pairs(needs: usize, loads: usize, cost: impl Fn(usize, usize) -> Option<u8>) -> Vec<Choice> {
    let pairs = (0..needs).flat_map(|need| (0..loads).map(move |load| (need, load)));
    pairs
        .filter_map(|(need, load)| {
            Some(Choice {
                need,
                load,
                cost: cost(need, load)?,
            })
        })
        .collect()
}

fn count(pairs: &Pairs, load: usize) -> usize {
    pairs.iter().filter(|pair| pair.1 == load).count()
}

const FREE: Load = Load {
    present: 0,
    most: None,
};

#[test]
fn every_application_gets_its_number_and_loads_differ_by_one_at_most() {
    let needs = [Need { least: 2, wanted: 3 }; 10];
    let pairs = best(&needs, &[FREE; 4], &all_pairs(10, 4, |_, _| Some(0))).unwrap();
    assert_eq!(pairs.len(), 30);
    assert_eq!(pairs.iter().collect::<HashSet<_>>().len(), 30);
    for load in 0..4 {
        assert!((7..=8).contains(&count(&pairs, load)), "{}", count(&pairs, load));
    }
}

#[test]
fn finished_work_counts_and_nobody_gets_more_than_the_most() {
    let loads = [
        Load {
            present: 6,
            most: None,
        },
        Load {
            present: 0,
            most: Some(3),
        },
        FREE,
    ];
    let needs = [Need { least: 1, wanted: 1 }; 12];
    let pairs = best(&needs, &loads, &all_pairs(12, 3, |_, _| Some(0))).unwrap();
    assert_eq!(pairs.len(), 12);
    assert_eq!(count(&pairs, 1), 3);
    // 6 present and 9 still to give: 7 or 8 each
    assert!((7..=8).contains(&(6 + count(&pairs, 0))));
}

#[test]
fn the_other_district_comes_first_while_loads_stay_even() {
    let needs = [Need { least: 1, wanted: 1 }; 4];
    // 0 and 1 lie in the first one's district, 2 and 3 in the second one's
    let cost = |need: usize, load: usize| Some(if need / 2 == load { 2 } else { 0 });
    let pairs = best(&needs, &[FREE; 2], &all_pairs(4, 2, cost)).unwrap();
    let of: HashMap<usize, usize> = pairs.into_iter().collect();
    assert_eq!((of[&0], of[&1], of[&2], of[&3]), (1, 1, 0, 0));
}

#[test]
fn too_few_assessors_give_each_its_minimum_first() {
    let needs = [Need { least: 2, wanted: 3 }; 3];
    let loads = [Load {
        present: 0,
        most: Some(2),
    }; 3];
    // six places for three applications that need six at least and want nine
    let pairs = best(&needs, &loads, &all_pairs(3, 3, |_, _| Some(0))).unwrap();
    assert_eq!(pairs.len(), 6);
    for need in 0..3 {
        assert_eq!(pairs.iter().filter(|pair| pair.0 == need).count(), 2);
    }
}

#[test]
fn a_call_of_1101_applications_goes_to_30_assessors() {
    let needs = [Need { least: 2, wanted: 3 }; 1_101];
    // every thirteenth pair is a conflict, every fifth lies in one district
    let cost = |need: usize, load: usize| match (need * 7 + load * 11) % 65 {
        place if place % 13 == 0 => None,
        place if place % 5 == 0 => Some(2),
        _ => Some(0),
    };
    let choices = all_pairs(1_101, 30, cost);
    let pairs = best(&needs, &[FREE; 30], &choices).unwrap();
    assert_eq!(pairs.len(), 3_303);
    let allowed: HashSet<(usize, usize)> = choices.iter().map(|one| (one.need, one.load)).collect();
    assert!(pairs.iter().all(|pair| allowed.contains(pair)));
    assert_eq!(pairs.iter().collect::<HashSet<_>>().len(), 3_303);
    for load in 0..30 {
        // 110.1 each
        assert!(
            (109..=112).contains(&count(&pairs, load)),
            "{}",
            count(&pairs, load)
        );
    }
}

#[test]
fn a_district_is_read_by_everybody_from_other_districts() {
    let needs = [Need { least: 2, wanted: 3 }; 40];
    // applications and assessors of five districts
    let cost = |need: usize, load: usize| Some(if need / 8 == load % 5 { 2 } else { 0 });
    let pairs = best(&needs, &[FREE; 10], &all_pairs(40, 10, cost)).unwrap();
    assert_eq!(pairs.len(), 120);
    for district in 0..5 {
        for load in (0..10).filter(|load| load % 5 != district) {
            let read = pairs
                .iter()
                .filter(|pair| pair.0 / 8 == district && pair.1 == load);
            // 24 for eight persons
            assert_eq!(read.count(), 3, "district {district}, person {load}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    /// Whatever is forbidden or full: no pair twice, none forbidden, nobody above the most, nothing left open that
    /// could be filled.
    #[test]
    fn any_call_is_assigned_within_its_limits(
        wanted in prop::collection::vec((0usize..3, 0usize..3), 1..9),
        present in prop::collection::vec((0usize..4, prop::option::of(1usize..6)), 1..6),
        forbidden in prop::collection::hash_set((0usize..9, 0usize..6), 0..20),
    ) {
        let needs: Vec<Need> = wanted.iter().map(|(least, more)| Need { least: *least, wanted: least + more }).collect();
        let loads: Vec<Load> = present.iter().map(|(present, most)| Load { present: *present, most: *most }).collect();
        let choices = all_pairs(needs.len(), loads.len(), |need, load| {
            (!forbidden.contains(&(need, load))).then_some(u8::from(need == load))
        });
        let pairs = best(&needs, &loads, &choices).unwrap();
        let made: HashSet<(usize, usize)> = pairs.iter().copied().collect();
        prop_assert_eq!(made.len(), pairs.len());
        prop_assert!(made.is_disjoint(&forbidden));
        let given = |load: usize| made.iter().filter(|pair| pair.1 == load).count();
        let got = |need: usize| made.iter().filter(|pair| pair.0 == need).count();
        let full = |load: usize| {
            let Load { present, most } = loads[load];
            most.is_some_and(|most| present + given(load) >= most)
        };
        for (load, known) in loads.iter().enumerate() {
            prop_assert!(given(load) == 0 || known.most.is_none_or(|most| known.present + given(load) <= most));
        }
        for (need, known) in needs.iter().enumerate() {
            prop_assert!(got(need) <= known.wanted);
            if got(need) < known.wanted {
                for choice in choices.iter().filter(|choice| choice.need == need) {
                    prop_assert!(made.contains(&(need, choice.load)) || full(choice.load));
                }
            }
        }
    }
}
