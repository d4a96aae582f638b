//! Reading one row of a table by column keys: values out, findings with their place into one list.

use crate::cells::{self, Context, Reading, amount, date, text};
use crate::finding::{Finding, Flaw, Severity};
use crate::model::Cell;
use crate::table::{Table, TableRow};
use std::ops::RangeInclusive;

/// Reads the cells of one row. A column that the file does not have reads as empty; an empty cell of a required column
/// is an error (7.3 no. 14).
pub struct RowReader<'a> {
    table: &'a Table,
    row: &'a TableRow,
    findings: &'a mut Vec<Finding>,
    errors: usize,
}

impl Table {
    /// Opens a row for reading; what is wrong is added to `findings`.
    pub fn read<'a>(&'a self, row: &'a TableRow, findings: &'a mut Vec<Finding>) -> RowReader<'a> {
        RowReader {
            table: self,
            row,
            findings,
            errors: 0,
        }
    }
}

impl RowReader<'_> {
    /// Whether an error was found in this row so far.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Cents.
    pub fn amount(&mut self, key: &str, sign: amount::Sign) -> Option<i64> {
        self.value(key, |cell, context| amount::parse(cell, sign, context))
    }

    /// The day; a time of day in the cell is dropped.
    pub fn date(&mut self, key: &str) -> Option<chrono::NaiveDate> {
        self.moment(key).map(|moment| moment.date)
    }

    /// The day and, where the cell has one, the time of day.
    pub fn moment(&mut self, key: &str) -> Option<date::Moment> {
        self.value(key, |cell, context| date::parse(cell, date::Grain::Day, context))
    }

    /// The first day of the month (`März 2026`).
    pub fn month(&mut self, key: &str) -> Option<chrono::NaiveDate> {
        self.value(key, |cell, context| {
            date::parse(cell, date::Grain::Month, context)
        })
        .map(|moment| moment.date)
    }

    /// Basis points.
    pub fn percent(&mut self, key: &str) -> Option<i64> {
        self.value(key, cells::percent::parse)
    }

    /// An empty cell is a no; `None` means unreadable.
    pub fn yes_no(&mut self, key: &str) -> Option<bool> {
        self.value(key, cells::yes_no::parse)
    }

    /// Minutes.
    pub fn hours(&mut self, key: &str) -> Option<i64> {
        self.value(key, cells::hours::parse)
    }

    /// A whole number in the range, e.g. points `0..=5`.
    pub fn number(&mut self, key: &str, range: RangeInclusive<i64>) -> Option<i64> {
        self.value(key, |cell, context| {
            cells::number::parse(cell, range.clone(), context)
        })
    }

    /// One line of text, normalised.
    pub fn text(&mut self, key: &str) -> Option<String> {
        self.value(key, |cell, context| text::parse(cell, text::Style::Line, context))
    }

    /// Text that keeps its line breaks.
    pub fn long_text(&mut self, key: &str) -> Option<String> {
        self.value(key, |cell, context| text::parse(cell, text::Style::Long, context))
    }

    /// The raw cell, for rules of the caller's own (keys, names).
    pub fn cell(&self, key: &str) -> &Cell {
        self.table
            .column(key)
            .and_then(|column| self.row.cells.get(column.index))
            .unwrap_or(&Cell::Empty)
    }

    /// Adds a finding of the caller's own rule at a column (or at the row, when the file has no such column).
    pub fn report(&mut self, key: &str, flaw: Flaw) {
        self.errors += usize::from(flaw.severity == Severity::Error);
        let finding = match self.table.column(key) {
            Some(column) => self.table.finding(self.row, column, flaw),
            None => Finding {
                severity: flaw.severity,
                code: flaw.code.to_owned(),
                sheet: self.table.sheet.clone(),
                row: self.row.number,
                column: String::new(),
                heading: String::new(),
                value: String::new(),
                proposal: flaw.proposal,
                args: flaw
                    .args
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect(),
            },
        };
        self.findings.push(finding);
    }

    fn value<T>(&mut self, key: &str, parse: impl FnOnce(&Cell, &Context) -> Reading<T>) -> Option<T> {
        let column = self.table.column(key)?;
        let cell = self.row.cells.get(column.index).unwrap_or(&Cell::Empty);
        match parse(cell, &self.table.context(column)) {
            Ok(parsed) => {
                if let Some(warning) = parsed.warning {
                    self.report(key, warning);
                }
                if column.required && (parsed.value.is_none() || cell.is_blank()) {
                    self.report(key, Flaw::error("CELL_REQUIRED"));
                }
                parsed.value
            }
            Err(flaw) => {
                self.report(key, flaw);
                None
            }
        }
    }
}
