//! Small cells of tables that leave the house (handbook 2.12: `small_cell_limit`; 12, no. 16; I05): 0 is shown as 0, a
//! number below the limit as "< 3". Where a sum would give one away, another cell goes with it.

use base_sheets::write::{Column, Value};

use crate::ReportTable;
use crate::model::number;

/// The words of a protected table.
pub(crate) struct Words {
    /// The label of the row of sums.
    pub sum: String,
    /// What stands for a value that is hidden for another one's sake.
    pub hidden: String,
}

/// A column of counts, and the columns that say something about the same few.
pub(crate) struct Counted {
    pub count: usize,
    pub along: &'static [usize],
}

/// Hides what is small. Sums of the columns concerned stay right: they stand in a row of their own, whether or not
/// something had to be hidden. Gives whether something was.
pub(crate) fn protect(table: &mut ReportTable, counted: &[Counted], limit: i64, words: &Words) -> bool {
    let hidden: Vec<Vec<usize>> = counted
        .iter()
        .map(|one| {
            let cells: Vec<i64> = table
                .rows
                .iter()
                .map(|row| number(&row[one.count]).unwrap_or(0))
                .collect();
            to_hide(&cells, limit)
        })
        .collect();
    if hidden.iter().all(Vec::is_empty) {
        return false;
    }
    let mut totals = table.totals();
    for (one, rows) in counted.iter().zip(&hidden) {
        // nothing else is left to hide: then the sum itself would tell
        let is_told = rows
            .iter()
            .all(|&row| number(&table.rows[row][one.count]).is_some_and(|n| n < limit))
            && !are_safe(
                rows.iter()
                    .map(|&row| number(&table.rows[row][one.count]).unwrap_or(0)),
                limit,
            );
        if !rows.is_empty() && is_told {
            for &column in one.along.iter().chain([&one.count]) {
                totals[column] = Some(Value::Text(words.hidden.clone()));
            }
        }
    }
    for (one, rows) in counted.iter().zip(&hidden) {
        for &row in rows {
            let cells = &mut table.rows[row];
            let is_small = number(&cells[one.count]).is_some_and(|n| n < limit);
            cells[one.count] = Value::Text(if is_small {
                format!("< {limit}")
            } else {
                words.hidden.clone()
            });
            for &also in one.along {
                cells[also] = Value::Text(words.hidden.clone());
            }
        }
    }
    let sums = totals.into_iter().enumerate().map(|(index, total)| match total {
        Some(total) => total,
        None if index == 0 => Value::Text(words.sum.clone()),
        None => Value::Empty,
    });
    table.rows.push(sums.collect());
    for Column { sum, .. } in &mut table.columns {
        *sum = false; // what is shown no longer adds up to it
    }
    true
}

/// The rows to hide: the small ones and, while what is left of the sum would tell them, the smallest others.
fn to_hide(cells: &[i64], limit: i64) -> Vec<usize> {
    let mut hidden: Vec<usize> = (0..cells.len())
        .filter(|&row| cells[row] > 0 && cells[row] < limit)
        .collect();
    if hidden.is_empty() {
        return hidden;
    }
    if !are_safe(hidden.iter().map(|&row| cells[row]), limit) {
        let others = (0..cells.len()).filter(|&row| cells[row] >= limit);
        hidden.extend(others.min_by_key(|&row| cells[row]));
    }
    hidden.sort_unstable();
    hidden
}

/// Several small cells keep each other's secret, unless all of them must be the least or the most that is possible.
fn are_safe(small: impl Iterator<Item = i64>, limit: i64) -> bool {
    let (count, sum) = small.fold((0, 0), |(count, sum), n| (count + 1, sum + n));
    count > 1 && sum > count && sum < count * (limit - 1)
}

#[cfg(test)]
mod tests {
    use base_sheets::write::Kind;

    use super::*;

    fn words() -> Words {
        Words {
            sum: "Summe".to_owned(),
            hidden: "geschützt".to_owned(),
        }
    }

    fn participation(groups: &[(&str, i64)]) -> ReportTable {
        let columns = vec![
            Column::new("Gruppe", Kind::Text),
            Column::new("Teilnehmende", Kind::Int).summed(),
            Column::new("Erstattung", Kind::Money).summed(),
        ];
        let mut table = ReportTable::new("Beteiligung".to_owned(), columns);
        for (name, count) in groups {
            table.rows.push(vec![
                (*name).into(),
                Value::Int(*count),
                Value::Cents(count * 1_000),
            ]);
        }
        table
    }

    fn shown(table: &ReportTable) -> Vec<String> {
        let cell = |row: &Vec<Value>| crate::model::shown(base::Lang::De, &row[1]);
        table.rows.iter().map(cell).collect()
    }

    const COUNTED: [Counted; 1] = [Counted {
        count: 1,
        along: &[2],
    }];

    #[test]
    fn i05_two_persons_of_a_group_are_less_than_three() {
        let mut table = participation(&[
            ("Jugendliche", 30),
            ("Geflüchtete", 2),
            ("Vereine", 12),
            ("Betriebe", 0),
        ]);
        assert!(protect(&mut table, &COUNTED, 3, &words()));
        assert_eq!(
            shown(&table),
            ["30", "< 3", "geschützt", "0", "44"],
            "12 would tell the 2"
        );
        assert_eq!(
            table.rows[1][2],
            Value::Text("geschützt".to_owned()),
            "its money would tell as well"
        );
        assert_eq!(table.rows[0][2], Value::Cents(30_000));
        assert_eq!(table.rows[4][2], Value::Cents(44_000), "the sum stays right");
        assert!(
            table.totals().iter().all(Option::is_none),
            "and is not added up anew"
        );
    }

    #[test]
    fn i05_several_small_cells_keep_each_others_secret() {
        let mut table = participation(&[("A", 1), ("B", 2), ("C", 9)]);
        assert!(protect(&mut table, &COUNTED, 3, &words()));
        assert_eq!(
            shown(&table),
            ["< 3", "< 3", "9", "12"],
            "which one is 1 stays open"
        );
        let mut table = participation(&[("A", 2), ("B", 2), ("C", 9)]);
        assert!(protect(&mut table, &COUNTED, 3, &words()));
        assert_eq!(
            shown(&table),
            ["< 3", "< 3", "geschützt", "13"],
            "4 of two can only be 2 and 2"
        );
        let mut table = participation(&[("A", 1), ("B", 1)]);
        assert!(protect(&mut table, &COUNTED, 3, &words()));
        assert_eq!(
            shown(&table),
            ["< 3", "< 3", "geschützt"],
            "nothing else is left but the sum"
        );
    }

    #[test]
    fn i05_nothing_small_nothing_hidden() {
        let mut table = participation(&[("A", 3), ("B", 0)]);
        assert!(!protect(&mut table, &COUNTED, 3, &words()));
        assert_eq!(shown(&table), ["3", "0"]);
        assert_eq!(table.total("Teilnehmende"), Some(Value::Int(3)));
        let mut table = participation(&[("A", 4), ("B", 9)]);
        assert!(
            protect(&mut table, &COUNTED, 5, &words()),
            "the programme sets the limit"
        );
        assert_eq!(shown(&table), ["< 5", "geschützt", "13"]);
    }
}
