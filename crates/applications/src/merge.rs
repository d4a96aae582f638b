//! Two people on one page of many rows: what each changed is kept, cell by cell. A page sends along what it showed, so
//! that three values are known of every cell: seen, mine, and what stands there by now. Only a cell that both changed to
//! different values is a clash, and nobody's value is lost by it.

use std::collections::BTreeMap;

use serde_json::Value;

/// The cells of a page by their names; what is empty is not there.
pub type Cells = BTreeMap<String, Value>;

/// Two values for one cell; `None` where it was emptied.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    pub cell: String,
    pub mine: Option<Value>,
    pub theirs: Option<Value>,
}

/// What is to be stored: clashing cells keep what stands there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Merged {
    pub cells: Cells,
    pub clashes: Vec<Clash>,
}

/// Puts `mine` onto `theirs`, as far as it differs from what was `seen`.
#[must_use]
pub fn merge(seen: &Cells, mine: &Cells, theirs: &Cells) -> Merged {
    let mut merged = Merged {
        cells: theirs.clone(),
        clashes: Vec::new(),
    };
    let mut names: Vec<&String> = seen.keys().chain(mine.keys()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let (seen, mine, theirs) = (seen.get(name), mine.get(name), theirs.get(name));
        if mine == seen || mine == theirs {
            continue;
        }
        if theirs != seen {
            merged.clashes.push(Clash {
                cell: name.clone(),
                mine: mine.cloned(),
                theirs: theirs.cloned(),
            });
        } else if let Some(mine) = mine {
            merged.cells.insert(name.clone(), mine.clone());
        } else {
            merged.cells.remove(name);
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn cells(pairs: &[(&str, i64)]) -> Cells {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), json!(value)));
        pairs.collect()
    }

    #[test]
    fn what_each_changed_is_kept_and_only_the_same_cell_clashes() {
        let seen = cells(&[("a", 1), ("b", 1), ("c", 1), ("d", 1)]);
        let mine = cells(&[("a", 2), ("b", 1), ("c", 3), ("e", 5)]); // a and c changed, d removed, e new
        let theirs = cells(&[("a", 1), ("b", 7), ("c", 9), ("d", 1), ("f", 6)]); // b and c changed, f new
        let merged = merge(&seen, &mine, &theirs);
        assert_eq!(
            merged.cells,
            cells(&[("a", 2), ("b", 7), ("c", 9), ("e", 5), ("f", 6)])
        );
        let clash = Clash {
            cell: "c".to_owned(),
            mine: Some(json!(3)),
            theirs: Some(json!(9)),
        };
        assert_eq!(merged.clashes, [clash]);
    }

    #[test]
    fn removed_by_one_and_changed_by_the_other_is_a_clash_and_the_same_change_is_none() {
        let seen = cells(&[("a", 1), ("b", 1)]);
        let merged = merge(&seen, &cells(&[("b", 2)]), &cells(&[("a", 5), ("b", 2)]));
        assert_eq!(merged.cells, cells(&[("a", 5), ("b", 2)]));
        assert_eq!(merged.clashes.len(), 1);
        assert_eq!(merged.clashes[0].mine, None);
        let merged = merge(&seen, &seen, &Cells::new());
        assert_eq!(
            merged,
            Merged::default(),
            "what a colleague removed stays removed"
        );
    }
}
