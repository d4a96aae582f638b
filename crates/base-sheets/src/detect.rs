//! Finds the table in a workbook: the sheet, the row (or rows) of headings, and which column is which.

use crate::grid::Grid;
use crate::headings::{self, Heading, SIMILAR};
use crate::model::{Sheet, Workbook};
use crate::rows::build;
use crate::table::{Column, NoTable, Plan, Table};
use std::collections::HashMap;

/// Headings stand within the first rows with content; further down is data.
const ROWS_SEARCHED: usize = 60;
/// Rows that a heading spans at most.
pub(crate) const MAX_DEPTH: u32 = 3;
/// Cells filled from merged ranges at most; more means ranges that overlap, which no spreadsheet program writes.
pub(crate) const MAX_FILLS: usize = 2_000_000;

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
pub(crate) struct Header {
    pub(crate) top: u32,
    pub(crate) bottom: u32,
    pub(crate) columns: Vec<Column>,
    pub(crate) others: Vec<Column>,
    /// Normal forms per known column, to recognise the headings when they come again.
    pub(crate) again: HashMap<usize, Vec<String>>,
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
