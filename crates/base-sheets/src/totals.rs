//! Totals and subtotals inside a table: recognised, left out, compared (handbook 7.3 nos. 23, 24).

use crate::cells::amount::{self, Sign};
use crate::cells::plain;
use crate::finding::{Finding, Flaw};
use crate::model::Cell;
use crate::table::{Plan, Table, TableRow, Total};

const LABELS: &[&str] = &[
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "teilsumme",
    "endsumme",
    "insgesamt",
    "total",
    "σ",
    "∑",
];

/// Running sums while the rows go by.
pub(crate) struct Totals {
    key: Option<usize>,
    /// Column key, index, English spelling, sum of all rows, sum since the last totals row.
    sums: Vec<Sum>,
    rows: usize,
    rows_in_group: usize,
}

struct Sum {
    key: String,
    index: usize,
    context: crate::cells::Context,
    all: Option<i64>,
    group: Option<i64>,
}

impl Totals {
    pub(crate) fn new(table: &Table, plan: &Plan<'_>) -> Self {
        let sums = plan
            .sums
            .iter()
            .filter_map(|key| table.column(key))
            .map(|column| Sum {
                key: column.key.clone(),
                index: column.index,
                context: table.context(column),
                all: Some(0),
                group: Some(0),
            })
            .collect();
        let key = plan
            .key
            .and_then(|key| table.column(key))
            .map(|column| column.index);
        Self {
            key,
            sums,
            rows: 0,
            rows_in_group: 0,
        }
    }

    /// The total, if the row is one; otherwise the row is added to the running sums.
    pub(crate) fn take(&mut self, row: &TableRow) -> Option<Total> {
        let stated: Vec<Option<i64>> = self.sums.iter().map(|sum| sum.cents(row)).collect();
        let label = label(row);
        if label.is_some() || self.adds_up(row, &stated) {
            let many_groups = self.rows > self.rows_in_group;
            let sums = self.sums.iter().zip(&stated).filter_map(|(sum, stated)| {
                let (stated, all, group) = ((*stated)?, sum.all?, sum.group?);
                // a grand total after subtotals adds up everything, a subtotal its group
                let computed = match many_groups && self.rows_in_group > 0 && stated != all {
                    true => group,
                    false => all,
                };
                Some((sum.key.clone(), stated, computed))
            });
            let total = Total {
                row: row.number,
                label: label.unwrap_or_default(),
                sums: sums.collect(),
            };
            for sum in &mut self.sums {
                sum.group = Some(0);
            }
            self.rows_in_group = 0;
            return Some(total);
        }
        for (sum, stated) in self.sums.iter_mut().zip(stated) {
            // an amount that cannot be read makes the sum unknown, not wrong
            let known = stated.or_else(|| row.cells.get(sum.index).is_none_or(Cell::is_blank).then_some(0));
            sum.all = sum.all.zip(known).and_then(|(a, b)| a.checked_add(b));
            sum.group = sum.group.zip(known).and_then(|(a, b)| a.checked_add(b));
        }
        self.rows += 1;
        self.rows_in_group += 1;
        None
    }

    /// Without a label: the key is empty and every amount is the sum of the rows above.
    fn adds_up(&self, row: &TableRow, stated: &[Option<i64>]) -> bool {
        let Some(key) = self.key else { return false };
        let matches = |wanted: fn(&Sum) -> Option<i64>| {
            self.sums
                .iter()
                .zip(stated)
                .all(|(sum, stated)| stated.is_none() || *stated == wanted(sum))
        };
        // the sum of one row is that row's amount again: no evidence
        row.cells.get(key).is_none_or(Cell::is_blank)
            && stated.iter().any(|s| s.is_some_and(|cents| cents != 0))
            && ((self.rows_in_group >= 2 && matches(|sum| sum.group))
                || (self.rows >= 2 && matches(|sum| sum.all)))
    }

    /// A warning for every sum that is not what the rows add up to.
    pub(crate) fn findings(&self, table: &Table, row: &TableRow, total: &Total) -> Vec<Finding> {
        let different = total
            .sums
            .iter()
            .filter(|(_, stated, computed)| stated != computed);
        different
            .filter_map(|(key, stated, computed)| {
                let flaw = Flaw::warning("TOTAL_DIFFERS")
                    .with("stated", amount::format(*stated))
                    .with("computed", amount::format(*computed))
                    .with("difference", amount::format(stated - computed));
                Some(table.finding(row, table.column(key)?, flaw))
            })
            .collect()
    }
}

impl Sum {
    fn cents(&self, row: &TableRow) -> Option<i64> {
        amount::parse(row.cells.get(self.index)?, Sign::Any, &self.context)
            .ok()?
            .value
    }
}

/// The first filled cell says `Summe …` and the rest are numbers: a project called "Gesamt…" has other texts beside it.
fn label(row: &TableRow) -> Option<String> {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_blank());
    let Cell::Text(first) = filled.next()? else {
        return None;
    };
    let first = plain(first);
    let word = first.to_lowercase();
    let word = word.split([' ', ':', '-']).next().unwrap_or_default();
    let only_numbers = filled.all(|cell| match cell {
        Cell::Text(s) => {
            let text = plain(s);
            crate::cells::means_nothing(&text) || text.chars().filter(|c| c.is_alphabetic()).count() <= 4
        }
        _ => true,
    });
    (LABELS.contains(&word) && only_numbers).then_some(first)
}
