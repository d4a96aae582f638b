//! Finds the table in a workbook: the sheet, the row (or rows) of headings, which column is which, and which rows are data.

use crate::cells::{self, text};
use crate::headings::{self, Heading, SIMILAR};
use crate::model::{Cell, Row, Sheet, Workbook};
use crate::table::{Column, NoTable, Plan, Skipped, Table, TableRow};
use crate::totals::Totals;
use std::collections::HashMap;

/// Headings stand within the first rows with content; further down is data.
const ROWS_SEARCHED: usize = 60;
const COLUMNS_SEARCHED: usize = 300;
const MAX_DEPTH: u32 = 3;
/// Cells filled from merged ranges at most; more means ranges that overlap, which no spreadsheet program writes.
const MAX_FILLS: usize = 2_000_000;

impl Workbook {
    /// The table that fits the plan best. Visible sheets come first; a hidden one counts only when no visible one fits.
    pub fn table(&self, plan: &Plan<'_>) -> Result<Table, NoTable> {
        let (index, header) = self.locate(plan)?;
        build(self.sheets[index].clone(), self.flags.date1904, header, plan)
    }

    /// The same without copying the cells, for large files of which only the table is wanted.
    pub fn into_table(mut self, plan: &Plan<'_>) -> Result<Table, NoTable> {
        let (index, header) = self.locate(plan)?;
        build(self.sheets.swap_remove(index), self.flags.date1904, header, plan)
    }

    /// The sheet with the best headings, by its index.
    fn locate(&self, plan: &Plan<'_>) -> Result<(usize, Header), NoTable> {
        let wanted = |sheet: &Sheet| plan.sheet.is_none_or(|name| sheet.name == name);
        let mut sheets: Vec<(usize, &Sheet)> = self
            .sheets
            .iter()
            .enumerate()
            .filter(|(_, s)| wanted(s))
            .collect();
        if let (true, Some(name)) = (sheets.is_empty(), plan.sheet) {
            return Err(NoTable::NoSheet {
                name: name.to_owned(),
            });
        }
        sheets.sort_by_key(|(_, sheet)| sheet.hidden);
        let names = Names::of(plan);
        let mut best: Option<(usize, &Sheet, Header)> = None;
        let mut nearest: Option<(usize, &Sheet, Header)> = None;
        for (index, sheet) in sheets {
            let Some((header, enough)) = names.find(sheet)? else {
                continue;
            };
            let slot = if enough { &mut best } else { &mut nearest };
            let better = slot.as_ref().is_none_or(|(_, known, old)| {
                header.columns.len() > old.columns.len() && (known.hidden || !sheet.hidden)
            });
            if better {
                *slot = Some((index, sheet, header));
            }
        }
        let Some((index, sheet, header)) = best else {
            let name = |h: &Heading<'_>| h.names.first().unwrap_or(&h.key).to_string();
            return Err(NoTable::NoHeadings {
                expected: plan.headings.iter().map(name).collect(),
                known: nearest
                    .as_ref()
                    .map(|(_, _, h)| h.columns.iter().map(|c| c.heading.clone()).collect())
                    .unwrap_or_default(),
                sheet: nearest
                    .map(|(_, sheet, _)| sheet.name.clone())
                    .unwrap_or_default(),
            });
        };
        let missing: Vec<String> = plan
            .headings
            .iter()
            .filter(|h| h.required && !header.columns.iter().any(|c| c.key == h.key))
            .map(|h| h.names.first().unwrap_or(&h.key).to_string())
            .collect();
        if !missing.is_empty() {
            return Err(NoTable::MissingHeadings {
                sheet: sheet.name.clone(),
                row: header.top,
                missing,
            });
        }
        Ok((index, header))
    }
}

/// The rows of headings found in one sheet.
struct Header {
    top: u32,
    bottom: u32,
    columns: Vec<Column>,
    others: Vec<Column>,
    /// Normal forms per known column, to recognise the headings when they come again.
    again: HashMap<usize, Vec<String>>,
}

/// The known headings with their normal forms, and what each text in the file matched.
struct Names<'a> {
    plan: &'a Plan<'a>,
    normal: Vec<Vec<String>>,
    remembered: Vec<(usize, String)>,
}

impl<'a> Names<'a> {
    fn of(plan: &'a Plan<'a>) -> Self {
        let normal = plan
            .headings
            .iter()
            .map(|h| h.names.iter().map(|name| headings::normal(name)).collect())
            .collect();
        let remembered = plan
            .remembered
            .iter()
            .filter_map(|(key, written)| {
                let index = plan.headings.iter().position(|h| h.key == *key)?;
                Some((index, headings::normal(written)))
            })
            .collect();
        Self {
            plan,
            normal,
            remembered,
        }
    }

    /// The first row with enough known headings (true), or the row with the most (false).
    fn find(&self, sheet: &Sheet) -> Result<Option<(Header, bool)>, NoTable> {
        let enough = self.plan.headings.len().clamp(1, 3);
        let searched = &sheet.rows[..sheet.rows.len().min(ROWS_SEARCHED)];
        let grid = Grid::of(sheet, searched)?;
        let mut cache = HashMap::new();
        let mut nearest: Option<Header> = None;
        for (at, row) in searched.iter().enumerate() {
            let flat = self.columns(&grid, row.number, 1, &mut cache);
            let windows = |depth| self.columns(&grid, row.number, depth, &mut HashMap::new());
            let fits = flat.columns.len() >= enough
                || (grid.may_be_deep(row.number, 2) && windows(2).columns.len() >= enough)
                || (grid.may_be_deep(row.number, 3) && windows(3).columns.len() >= enough);
            if fits {
                // a title row above may have joined in: take the window with the most headings, the flattest of equals
                let mut best = flat;
                for row in &searched[at..searched.len().min(at + 3)] {
                    for depth in 1..=MAX_DEPTH {
                        if depth > 1 && !grid.may_be_deep(row.number, depth) {
                            continue;
                        }
                        let other = self.columns(&grid, row.number, depth, &mut cache);
                        let (more, rows) = (other.columns.len(), other.bottom - other.top);
                        let gained = more.saturating_sub(best.columns.len());
                        let sure = rows == 0 || gained >= 2 || grid.has_merges(other.top, other.bottom);
                        if gained > 0 && (sure || best.columns.len() < enough)
                            || (gained == 0 && more == best.columns.len() && rows < best.bottom - best.top)
                        {
                            best = other;
                        }
                    }
                }
                best.bottom = grid.end_of_vertical_merges(best.top, best.bottom);
                return Ok(Some((best, true)));
            }
            if nearest
                .as_ref()
                .is_none_or(|n| flat.columns.len() > n.columns.len())
            {
                nearest = Some(flat);
            }
        }
        Ok(nearest.map(|header| (header, false)))
    }

    /// Assigns known headings to the columns of a window of rows: the best pairs first, each heading and column once.
    fn columns(
        &self,
        grid: &Grid<'_>,
        top: u32,
        depth: u32,
        cache: &mut HashMap<String, Vec<(usize, f64)>>,
    ) -> Header {
        let bottom = top + depth - 1;
        let parts: Vec<Vec<String>> = (0..grid.width)
            .map(|column| grid.parts(top, bottom, column))
            .collect();
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (column, parts_here) in parts.iter().enumerate() {
            for from in 0..parts_here.len() {
                for to in from..parts_here.len() {
                    let whole = from == 0 && to + 1 == parts_here.len();
                    let shared =
                        from == to && parts.iter().filter(|p| p.contains(&parts_here[from])).count() > 1;
                    let weight = if whole {
                        1.0
                    } else if shared {
                        0.9
                    } else {
                        0.97
                    };
                    let joined: Vec<&str> = parts_here[from..=to]
                        .iter()
                        .map(|part| headings::without_footnote(part))
                        .collect();
                    let joined = joined.join(" ");
                    let found = cache
                        .entry(joined)
                        .or_insert_with_key(|joined| self.matches(joined));
                    pairs.extend(
                        found
                            .iter()
                            .map(|(heading, score)| (score * weight, *heading, column)),
                    );
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)).then(a.1.cmp(&b.1)));
        let mut by_column: HashMap<usize, usize> = HashMap::new();
        let mut used = vec![false; self.plan.headings.len()];
        for (_, heading, column) in pairs {
            if !used[heading] && !by_column.contains_key(&column) {
                used[heading] = true;
                by_column.insert(column, heading);
            }
        }
        let mut header = Header {
            top,
            bottom,
            columns: Vec::new(),
            others: Vec::new(),
            again: HashMap::new(),
        };
        for (index, parts) in parts.iter().enumerate() {
            if parts.is_empty() {
                continue;
            }
            let known = by_column.get(&index).map(|heading| &self.plan.headings[*heading]);
            let column = Column {
                key: known.map(|h| h.key.to_owned()).unwrap_or_default(),
                index,
                heading: parts.join(" "),
                hidden: grid.sheet.hidden_columns.contains(&(index as u32)),
                required: known.is_some_and(|h| h.required),
                english: false,
            };
            if known.is_some() {
                let mut forms: Vec<String> = parts.iter().map(|part| headings::normal(part)).collect();
                forms.push(headings::normal(&column.heading));
                header.again.insert(index, forms);
                header.columns.push(column);
            } else {
                header.others.push(column);
            }
        }
        header
    }

    /// Which known headings a text may be, with the similarity.
    fn matches(&self, text: &str) -> Vec<(usize, f64)> {
        let readings = headings::readings(text);
        let mut found = Vec::new();
        for (index, names) in self.normal.iter().enumerate() {
            let mut score = 0.0f64;
            for (nth, reading) in readings.iter().enumerate() {
                // what stands in brackets or before a unit is a little less certain than the whole
                let weight = if nth == 0 { 1.0 } else { 0.98 };
                for name in names {
                    let similar = headings::similarity(reading, name);
                    if similar >= SIMILAR {
                        score = score.max(similar * weight);
                    }
                }
            }
            if self
                .remembered
                .iter()
                .any(|(heading, written)| *heading == index && readings.first() == Some(written))
            {
                score = 2.0;
            }
            if score > 0.0 {
                found.push((index, score));
            }
        }
        found
    }
}

/// The top of a sheet with merged ranges filled, by row number.
struct Grid<'a> {
    sheet: &'a Sheet,
    rows: HashMap<u32, &'a Row>,
    /// (row number, column) → the cell that is shown there.
    filled: HashMap<(u32, usize), (u32, usize)>,
    width: usize,
}

impl<'a> Grid<'a> {
    fn of(sheet: &'a Sheet, searched: &'a [Row]) -> Result<Self, NoTable> {
        let width = searched
            .iter()
            .map(|row| row.cells.len())
            .max()
            .unwrap_or(0)
            .min(COLUMNS_SEARCHED);
        let (first, last) = match (searched.first(), searched.last()) {
            (Some(first), Some(last)) => (first.number, last.number),
            _ => (0, 0),
        };
        let mut filled = HashMap::new();
        for merge in &sheet.merged {
            let (top, left) = (merge.top + 1, merge.left as usize);
            for row in top.max(first)..=merge.bottom.saturating_add(1).min(last) {
                for column in left..=(merge.right as usize).min(width.saturating_sub(1)) {
                    filled.insert((row, column), (top, left));
                }
            }
            if filled.len() > MAX_FILLS {
                return Err(NoTable::Merges {
                    sheet: sheet.name.clone(),
                });
            }
        }
        Ok(Self {
            sheet,
            rows: searched.iter().map(|row| (row.number, row)).collect(),
            filled,
            width,
        })
    }

    fn cell(&self, row: u32, column: usize) -> &Cell {
        let (row, column) = self.filled.get(&(row, column)).copied().unwrap_or((row, column));
        self.rows.get(&row).map_or(&Cell::Empty, |row| row.cell(column))
    }

    /// The distinct texts of a column from top to bottom.
    fn parts(&self, top: u32, bottom: u32, column: usize) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        for row in top..=bottom {
            let text = match self.cell(row, column) {
                // hyphenation of a heading: `Antrags-⏎summe`
                Cell::Text(s) => text::clean(&s.replace("-\n", ""), text::Style::Line),
                Cell::Number(n) => cells::whole(*n).map(|n| n.to_string()).unwrap_or_default(),
                _ => String::new(),
            };
            if !text.is_empty() && text.chars().count() <= 120 && parts.last() != Some(&text) {
                parts.push(text);
            }
        }
        parts
    }

    /// Further rows belong to a heading only when they hold words: years may be numbers, amounts and dates may not.
    fn may_be_deep(&self, top: u32, depth: u32) -> bool {
        (top + 1..top + depth).all(|number| {
            self.rows.get(&number).is_some_and(|row| {
                row.cells.iter().all(|cell| match cell {
                    Cell::Empty | Cell::Text(_) => true,
                    Cell::Number(n) => (1_990.0..2_100.0).contains(n) && n.fract() == 0.0,
                    _ => false,
                })
            })
        })
    }

    fn has_merges(&self, top: u32, bottom: u32) -> bool {
        self.sheet
            .merged
            .iter()
            .any(|m| m.top < bottom && m.bottom + 1 >= top)
    }

    /// Headings merged downwards reach over rows that hold nothing else.
    fn end_of_vertical_merges(&self, top: u32, bottom: u32) -> u32 {
        let reach = top + MAX_DEPTH - 1;
        self.sheet
            .merged
            .iter()
            .filter(|m| (top..=bottom).contains(&(m.top + 1)) && m.bottom < reach && m.bottom + 1 > bottom)
            .map(|m| m.bottom + 1)
            .max()
            .unwrap_or(bottom)
    }
}

/// Sorts the rows below the headings into data, totals and skipped ones.
fn build(mut sheet: Sheet, date1904: bool, header: Header, plan: &Plan<'_>) -> Result<Table, NoTable> {
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

/// Page breaks of old programs repeat the headings.
fn is_headings_again(row: &TableRow, again: &HashMap<usize, Vec<String>>) -> bool {
    let same = again
        .iter()
        .filter(|(column, forms)| match row.cells.get(**column) {
            Some(Cell::Text(s)) => forms.contains(&headings::normal(s)),
            _ => false,
        })
        .count();
    same >= 2 && same * 2 >= again.len()
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
