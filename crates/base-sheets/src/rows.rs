//! The rows below the headings: data, totals, blank ones and headings that come again (handbook 7.3 nos. 3, 23–25).

use crate::cells;
use crate::detect::{Header, MAX_FILLS};
use crate::headings;
use crate::model::{Cell, Sheet};
use crate::table::{NoTable, Plan, Skipped, Table, TableRow};
use crate::totals::Totals;
use std::collections::HashMap;

/// Sorts the rows below the headings into data, totals and skipped ones.
pub(crate) fn build(
    mut sheet: Sheet,
    date1904: bool,
    header: Header,
    plan: &Plan<'_>,
) -> Result<Table, NoTable> {
    let above = sheet.rows.iter().take_while(|row| row.number < header.top);
    let ignored_above = above
        .map(|row| {
            let texts = row
                .cells
                .iter()
                .filter(|c| !c.is_blank())
                .map(|c| c.display(date1904));
            (row.number, texts.collect::<Vec<_>>().join(" "))
        })
        .collect();
    let first = sheet.rows.partition_point(|row| row.number <= header.bottom);
    let rows = std::mem::take(&mut sheet.rows).into_iter().skip(first);
    let mut rows: Vec<TableRow> = rows
        .map(|row| TableRow {
            number: row.number,
            hidden: row.hidden || sheet.hidden,
            cells: row.cells,
        })
        .collect();
    fill_down(&sheet, &mut rows)?;
    let mut table = Table {
        sheet: sheet.name.clone(),
        sheet_hidden: sheet.hidden,
        header: (header.top, header.bottom),
        ignored_above,
        columns: header.columns,
        others: header.others,
        rows: Vec::new(),
        totals: Vec::new(),
        skipped: Vec::new(),
        findings: Vec::new(),
        date1904,
    };
    for column in &mut table.columns {
        if plan.sums.contains(&column.key.as_str())
            || rows.iter().take(200).any(|row| looks_english(row, column.index))
        {
            column.english =
                cells::amount::column_is_english(rows.iter().filter_map(|row| row.cells.get(column.index)));
        }
    }
    let mut totals = Totals::new(&table, plan);
    for row in rows {
        if table
            .columns
            .iter()
            .all(|c| row.cells.get(c.index).is_none_or(Cell::is_blank))
        {
            table.skipped.push((row.number, Skipped::Blank));
        } else if is_headings_again(&row, &header.again) {
            table.skipped.push((row.number, Skipped::HeadingsAgain));
        } else if let Some(total) = totals.take(&row) {
            table.findings.extend(totals.findings(&table, &row, &total));
            table.totals.push(total);
        } else {
            table.rows.push(row);
        }
    }
    if table.rows.is_empty() {
        return Err(NoTable::NoRows {
            sheet: table.sheet,
            row: table.header.0,
        });
    }
    report_doubles(&mut table);
    Ok(table)
}

/// Only text like `40,000.00` makes the costlier look at the whole column worthwhile.
fn looks_english(row: &TableRow, column: usize) -> bool {
    matches!(row.cells.get(column), Some(Cell::Text(s)) if s.contains(',') && s.rfind('.') > s.rfind(','))
}

/// Merged body cells: the value holds for every row of the range, in its first column only (7.3 no. 3).
fn fill_down(sheet: &Sheet, rows: &mut [TableRow]) -> Result<(), NoTable> {
    let mut fills = 0;
    for merge in sheet.merged.iter().filter(|m| m.bottom > m.top) {
        let column = merge.left as usize;
        let start = rows.partition_point(|row| row.number < merge.top + 1);
        let Some(value) = rows
            .get(start)
            .filter(|row| row.number == merge.top + 1)
            .and_then(|row| row.cells.get(column))
        else {
            continue;
        };
        let value = value.clone();
        for row in rows[start + 1..]
            .iter_mut()
            .take_while(|row| row.number <= merge.bottom + 1)
        {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            row.cells[column] = value.clone();
            fills += 1;
            if fills > MAX_FILLS {
                return Err(NoTable::Merges {
                    sheet: sheet.name.clone(),
                });
            }
        }
    }
    Ok(())
}

/// Page breaks of old programs repeat the headings: at least two, and half of them. Nearly every row is data, so it looks
/// no further than until too few are left.
fn is_headings_again(row: &TableRow, again: &HashMap<usize, Vec<String>>) -> bool {
    let wanted = again.len().div_ceil(2).max(2);
    let (mut same, mut left) = (0, again.len());
    for (column, forms) in again {
        if same + left < wanted {
            return false;
        }
        left -= 1;
        let is_heading =
            matches!(row.cells.get(*column), Some(Cell::Text(s)) if forms.contains(&headings::normal(s)));
        same += usize::from(is_heading);
    }
    same >= wanted
}

/// A second column with the same heading is not read; a person should know.
fn report_doubles(table: &mut Table) {
    let row = TableRow {
        number: table.header.0,
        hidden: false,
        cells: Vec::new(),
    };
    let doubles: Vec<_> = table
        .others
        .iter()
        .filter(|o| {
            table
                .columns
                .iter()
                .any(|c| headings::normal(&c.heading) == headings::normal(&o.heading))
        })
        .map(|o| table.finding(&row, o, crate::finding::Flaw::warning("TABLE_HEADING_DOUBLE")))
        .collect();
    table.findings.extend(doubles);
}
