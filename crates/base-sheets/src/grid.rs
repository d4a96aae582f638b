//! The top of a sheet as a person sees it: merged ranges filled, so that headings over several rows can be joined.

use crate::cells::{self, text};
use crate::detect::{MAX_DEPTH, MAX_FILLS};
use crate::model::{Cell, Row, Sheet};
use crate::table::NoTable;
use std::collections::HashMap;

const COLUMNS_SEARCHED: usize = 300;

/// The top of a sheet with merged ranges filled, by row number.
pub(crate) struct Grid<'a> {
    pub(crate) sheet: &'a Sheet,
    rows: HashMap<u32, &'a Row>,
    /// (row number, column) → the cell that is shown there.
    filled: HashMap<(u32, usize), (u32, usize)>,
    pub(crate) width: usize,
}

impl<'a> Grid<'a> {
    pub(crate) fn of(sheet: &'a Sheet, searched: &'a [Row]) -> Result<Self, NoTable> {
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
    pub(crate) fn parts(&self, top: u32, bottom: u32, column: usize) -> Vec<String> {
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
    pub(crate) fn may_be_deep(&self, top: u32, depth: u32) -> bool {
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

    pub(crate) fn has_merges(&self, top: u32, bottom: u32) -> bool {
        self.sheet
            .merged
            .iter()
            .any(|m| m.top < bottom && m.bottom + 1 >= top)
    }

    /// Headings merged downwards reach over rows that hold nothing else.
    pub(crate) fn end_of_vertical_merges(&self, top: u32, bottom: u32) -> u32 {
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
