//! A sheet as a table: known columns and the rows below the headings, with everything that was left out and why.

use crate::cells::Context;
use crate::finding::{Finding, Flaw};
use crate::headings::Heading;
use crate::model::{Cell, column_letter};

/// What the caller knows about the sheet it expects.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plan<'a> {
    pub headings: &'a [Heading<'a>],
    /// The column that names a row; a row without it whose amounts are the sum of those above is a totals row.
    pub key: Option<&'a str>,
    /// Amount columns that totals rows add up.
    pub sums: &'a [&'a str],
    /// The sheet the person chose; without it the best match.
    pub sheet: Option<&'a str>,
    /// Columns a person assigned before for this source: key → heading as written.
    pub remembered: &'a [(&'a str, &'a str)],
}

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub sheet: String,
    pub sheet_hidden: bool,
    /// First and last row of the headings, 1-based.
    pub header: (u32, u32),
    /// Rows above the headings with their text, to be shown (7.3 no. 1).
    pub ignored_above: Vec<(u32, String)>,
    /// Known columns, from left to right.
    pub columns: Vec<Column>,
    /// Columns with a heading that is not known.
    pub others: Vec<Column>,
    pub rows: Vec<TableRow>,
    pub totals: Vec<Total>,
    /// Rows that hold no data: blank in all known columns, or the headings again (7.3 no. 25).
    pub skipped: Vec<(u32, Skipped)>,
    /// About totals and headings; those about cells come while reading rows.
    pub findings: Vec<Finding>,
    pub date1904: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Empty for a column that is not known.
    pub key: String,
    /// Zero-based.
    pub index: usize,
    /// As written, rows of a heading joined: `Ausgaben 2026`.
    pub heading: String,
    pub hidden: bool,
    pub required: bool,
    /// All text amounts are English (7.3 no. 6).
    pub english: bool,
}

impl Column {
    /// `C`
    pub fn letter(&self) -> String {
        column_letter(self.index)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// 1-based, as the spreadsheet program shows it.
    pub number: u32,
    /// The row or its sheet is hidden: flag `VERBORGEN` (7.3 no. 4).
    pub hidden: bool,
    /// All cells from column A, merged ranges filled downwards.
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    Blank,
    HeadingsAgain,
}

/// A totals row, never imported (7.3 nos. 23, 24).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    pub row: u32,
    pub label: String,
    /// Column key, stated cents, computed cents of the rows it adds up.
    pub sums: Vec<(String, i64, i64)>,
}

/// Why there is no table. `code()` has a sentence like findings have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTable {
    #[error("no sheet named {name}")]
    NoSheet { name: String },
    /// No row has enough known headings; `known` are those found in the best row.
    #[error("no row with headings, looked for {expected:?}")]
    NoHeadings {
        expected: Vec<String>,
        known: Vec<String>,
        sheet: String,
    },
    #[error("headings missing in row {row} of {sheet}: {missing:?}")]
    MissingHeadings {
        sheet: String,
        row: u32,
        missing: Vec<String>,
    },
    #[error("no rows below the headings in row {row} of {sheet}")]
    NoRows { sheet: String, row: u32 },
    #[error("merged ranges overlap too much in {sheet}")]
    Merges { sheet: String },
}

impl NoTable {
    /// Every code, so that a test can check that each has its sentence.
    pub const CODES: &'static [&'static str] = &[
        "TABLE_NO_SHEET",
        "TABLE_NO_HEADINGS",
        "TABLE_MISSING_HEADINGS",
        "TABLE_NO_ROWS",
        "TABLE_MERGES",
    ];

    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSheet { .. } => "TABLE_NO_SHEET",
            Self::NoHeadings { .. } => "TABLE_NO_HEADINGS",
            Self::MissingHeadings { .. } => "TABLE_MISSING_HEADINGS",
            Self::NoRows { .. } => "TABLE_NO_ROWS",
            Self::Merges { .. } => "TABLE_MERGES",
        }
    }

    pub fn message_key(&self) -> String {
        crate::finding::message_key(self.code())
    }

    pub fn args(&self) -> Vec<(&'static str, String)> {
        let quoted = |names: &[String]| {
            names
                .iter()
                .map(|n| format!("„{n}“"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match self {
            Self::NoSheet { name } => vec![("sheet", name.clone())],
            Self::NoHeadings {
                expected,
                known,
                sheet,
            } => {
                vec![
                    ("sheet", sheet.clone()),
                    ("expected", quoted(expected)),
                    ("known", quoted(known)),
                ]
            }
            Self::MissingHeadings { sheet, row, missing } => {
                vec![
                    ("sheet", sheet.clone()),
                    ("row", row.to_string()),
                    ("missing", quoted(missing)),
                ]
            }
            Self::NoRows { sheet, row } => vec![("sheet", sheet.clone()), ("row", row.to_string())],
            Self::Merges { sheet } => vec![("sheet", sheet.clone())],
        }
    }
}

impl Table {
    pub fn column(&self, key: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.key == key)
    }

    /// What cell parsers need to know about a column.
    pub fn context(&self, column: &Column) -> Context {
        Context {
            date1904: self.date1904,
            heading: column.heading.clone(),
            english: column.english,
        }
    }

    /// Puts a flaw into its place.
    pub fn finding(&self, row: &TableRow, column: &Column, flaw: Flaw) -> Finding {
        let value = row
            .cells
            .get(column.index)
            .unwrap_or(&Cell::Empty)
            .display(self.date1904);
        Finding {
            severity: flaw.severity,
            code: flaw.code.to_owned(),
            sheet: self.sheet.clone(),
            row: row.number,
            column: column.letter(),
            heading: column.heading.clone(),
            value: value.chars().take(200).collect(),
            proposal: flaw.proposal,
            args: flaw
                .args
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        }
    }
}
