//! What is wrong or doubtful in a cell, with its place. A finding is data; texts/{de,en}.ftl turns it into a sentence.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// The value was read, a person should look at it.
    Warning,
    /// There is no value; the row cannot be taken over as it is.
    Error,
}

/// What a cell parser found, without its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    pub severity: Severity,
    /// Stable, e.g. `AMOUNT_DECIMALS`.
    pub code: &'static str,
    /// What was probably meant, in the spelling a person would type; never used without a person's yes.
    pub proposal: Option<String>,
    /// Further arguments of the sentence.
    pub args: Vec<(&'static str, String)>,
}

impl Flaw {
    pub fn error(code: &'static str) -> Self {
        Self {
            severity: Severity::Error,
            code,
            proposal: None,
            args: Vec::new(),
        }
    }
    pub fn warning(code: &'static str) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code)
        }
    }
    pub fn propose(mut self, proposal: impl Into<String>) -> Self {
        self.proposal = Some(proposal.into());
        self
    }
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// A flaw with its place in the file (handbook 7: every problem names sheet, row, column and value).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub severity: Severity,
    pub code: String,
    pub sheet: String,
    /// 1-based; 0 when the finding concerns the sheet.
    pub row: u32,
    /// Column letter, empty when the finding concerns the whole row.
    pub column: String,
    /// The heading as written in the file.
    pub heading: String,
    /// The value as written in the file, cut to 200 characters.
    pub value: String,
    pub proposal: Option<String>,
    pub args: Vec<(String, String)>,
}

impl Finding {
    /// Key of the sentence in texts/{de,en}.ftl: `sheets-amount-decimals`; some have a second one that names the proposal.
    pub fn message_key(&self) -> String {
        let key = message_key(&self.code);
        if self.proposal.is_some() && PROPOSED.contains(&self.code.as_str()) {
            key + "-proposed"
        } else {
            key
        }
    }

    /// Key of the sentence that says where: `sheets-place` (column and row) or `sheets-place-row`.
    pub fn place_key(&self) -> &'static str {
        if self.column.is_empty() {
            "sheets-place-row"
        } else {
            "sheets-place"
        }
    }

    /// All arguments that the sentences use: sheet, row, column, heading, value, proposal and the code's own.
    pub fn all_args(&self) -> Vec<(String, String)> {
        let mut args = self.args.clone();
        for (name, value) in [
            ("sheet", &self.sheet),
            ("row", &self.row.to_string()),
            ("column", &self.column),
            ("heading", &self.heading),
            ("value", &self.value),
            ("proposal", self.proposal.as_ref().unwrap_or(&String::new())),
        ] {
            args.push((name.to_owned(), value.clone()));
        }
        args
    }
}

/// `AMOUNT_DECIMALS` → `sheets-amount-decimals`.
pub fn message_key(code: &str) -> String {
    format!("sheets-{}", code.to_ascii_lowercase().replace('_', "-"))
}

/// Codes that come with and without a proposal.
pub(crate) const PROPOSED: &[&str] = &["AMOUNT_UNIT", "HOURS_PART_MINUTES"];

/// Every code of cells, rows and tables, so that a test can check that each has its sentence.
pub const CODES: &[&str] = &[
    "AMOUNT_APPROXIMATE",
    "AMOUNT_CURRENCY",
    "AMOUNT_DECIMALS",
    "AMOUNT_ENGLISH",
    "AMOUNT_NEGATIVE",
    "AMOUNT_RANGE",
    "AMOUNT_SPELLING",
    "AMOUNT_THOUSANDS",
    "AMOUNT_UNIT",
    "AMOUNT_UNREADABLE",
    "CELL_FORMULA_ERROR",
    "CELL_REQUIRED",
    "DATE_DAY_FIRST",
    "DATE_IMPOSSIBLE",
    "DATE_MONTH",
    "DATE_SERIAL_SMALL",
    "DATE_TEXT_SERIAL",
    "DATE_UNREADABLE",
    "DATE_WEEK",
    "DATE_YEAR_ONLY",
    "HOURS_AMBIGUOUS",
    "HOURS_NEGATIVE",
    "HOURS_PART_MINUTES",
    "HOURS_ROUNDED",
    "HOURS_UNREADABLE",
    "NUMBER_RANGE",
    "NUMBER_UNREADABLE",
    "PERCENT_DECIMALS",
    "PERCENT_FRACTION",
    "PERCENT_UNREADABLE",
    "TABLE_HEADING_DOUBLE",
    "TEXT_LOST_CHARACTER",
    "TEXT_MOJIBAKE",
    "TOTAL_DIFFERS",
    "YES_NO_UNREADABLE",
];
