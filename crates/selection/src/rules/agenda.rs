//! The order of the agenda: whoever is excluded from items leaves the room as seldom as possible (handbook 4.3, 4.4).

use std::collections::BTreeSet;

/// Who is excluded from an item.
pub type Conflicts<M> = BTreeSet<M>;

/// The places of `items` (given in ranking order) in the order of the agenda: first what everybody decides on, in ranking
/// order; then items with exclusions, those with the same excluded members together and groups that share members side by
/// side, so that each of them leaves and returns once wherever that is possible.
#[must_use]
pub fn order<M: Ord + Clone>(items: &[Conflicts<M>]) -> Vec<usize> {
    let mut groups: Vec<(&Conflicts<M>, Vec<usize>)> = Vec::new();
    for (place, excluded) in items.iter().enumerate() {
        match groups.iter_mut().find(|(members, _)| *members == excluded) {
            Some((_, places)) => places.push(place),
            None => groups.push((excluded, vec![place])),
        }
    }
    let (free, bound): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(members, _)| members.is_empty());
    let sets: Vec<&Conflicts<M>> = bound.iter().map(|(members, _)| *members).collect();
    // the groups as they come in the ranking are a candidate too: never more exits than without any ordering
    let best = std::iter::once((0..sets.len()).collect())
        .chain((0..sets.len()).map(|start| chain(&sets, start)))
        .min_by_key(|chain| exits(&sets, chain))
        .unwrap_or_default();
    let bound = best.into_iter().flat_map(|group| bound[group].1.clone());
    free.into_iter()
        .flat_map(|(_, places)| places)
        .chain(bound)
        .collect()
}

/// From `start` always on to the group that shares the most members with the one before, the earlier one if equal.
fn chain<M: Ord>(sets: &[&Conflicts<M>], start: usize) -> Vec<usize> {
    let mut chain = vec![start];
    let mut left: Vec<usize> = (0..sets.len()).filter(|group| *group != start).collect();
    while !left.is_empty() {
        let last = chain.last().copied().unwrap_or(start);
        let shared = |group: &usize| sets[last].intersection(sets[*group]).count();
        // the smaller of two groups with the same overlap first: a subset ends the absence of the others
        let next = (0..left.len()).max_by_key(|place| {
            let group = left[*place];
            (shared(&group), usize::MAX - sets[group].len(), usize::MAX - group)
        });
        chain.extend(next.map(|place| left.remove(place)));
    }
    chain
}

/// How often somebody has to leave the room in this order.
fn exits<M: Ord>(sets: &[&Conflicts<M>], order: &[usize]) -> usize {
    let mut outside: Option<&Conflicts<M>> = None;
    let mut exits = 0;
    for group in order {
        let before = outside.map_or(0, |outside| outside.intersection(sets[*group]).count());
        exits += sets[*group].len() - before;
        outside = Some(sets[*group]);
    }
    exits
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set(members: &[u8]) -> Conflicts<u8> {
        members.iter().copied().collect()
    }

    /// How often anybody leaves the room when items are dealt with in this order.
    fn leaves(items: &[Conflicts<u8>], order: &[usize]) -> usize {
        let sets: Vec<&Conflicts<u8>> = items.iter().collect();
        exits(&sets, order)
    }

    #[test]
    fn without_exclusions_the_ranking_is_the_agenda() {
        assert_eq!(order(&[set(&[]), set(&[]), set(&[])]), [0, 1, 2]);
        assert_eq!(order::<u8>(&[]), Vec::<usize>::new());
    }

    #[test]
    fn a_member_excluded_from_three_items_leaves_once() {
        let items = [set(&[1]), set(&[]), set(&[1]), set(&[2]), set(&[1])];
        assert_eq!(order(&items), [1, 0, 2, 4, 3]);
        assert_eq!(leaves(&items, &order(&items)), 2);
        assert_eq!(leaves(&items, &[0, 1, 2, 3, 4]), 4); // in ranking order
    }

    #[test]
    fn groups_that_share_a_member_stand_side_by_side() {
        let items = [set(&[1]), set(&[2]), set(&[1, 2])];
        assert_eq!(order(&items), [0, 2, 1]);
        assert_eq!(leaves(&items, &order(&items)), 2);
    }

    proptest! {
        #[test]
        fn every_item_once_and_never_more_exits_than_in_ranking_order(
            items in prop::collection::vec(prop::collection::btree_set(0u8..3, 0..3), 0..12),
        ) {
            let agenda = order(&items);
            let mut sorted = agenda.clone();
            sorted.sort_unstable();
            let ranking: Vec<usize> = (0..items.len()).collect();
            prop_assert!(leaves(&items, &agenda) <= leaves(&items, &ranking));
            prop_assert_eq!(sorted, ranking);
            // what all decide on comes first, in ranking order
            let first_bound = agenda.iter().position(|place| !items[*place].is_empty()).unwrap_or(agenda.len());
            prop_assert!(agenda[first_bound..].iter().all(|place| !items[*place].is_empty()));
            prop_assert!(agenda[..first_bound].windows(2).all(|pair| pair[0] < pair[1]));
            // equal groups stand together
            let mut seen: Vec<&Conflicts<u8>> = Vec::new();
            for place in &agenda {
                if seen.last() != Some(&&items[*place]) {
                    prop_assert!(!seen.contains(&&items[*place]));
                    seen.push(&items[*place]);
                }
            }
        }
    }
}
