//! What an import says of every row: for the page, for `--json`, and kept with the run.

use base::{Cents, Lang, Text, texts};
use base_sheets::Unreadable;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happens to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowStatus {
    Accepted,
    Duplicate,
    Error,
    /// Totals, headings, blank rows.
    Ignored,
}

/// A remark on a row or cell; `code` is stable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportMessage {
    /// The heading as written in the sheet.
    pub column: Option<String>,
    pub code: String,
    pub value: Option<String>,
    pub text: String,
}

/// One row of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    pub sheet: String,
    /// 1-based, as the spreadsheet program shows it.
    pub row: u64,
    pub status: RowStatus,
    pub key: Option<String>,
    pub name: Option<String>,
    pub amount_cents: Option<Cents>,
    pub received_on: Option<NaiveDate>,
    pub messages: Vec<ReportMessage>,
}

/// A totals row and what we compute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportTotal {
    pub column: String,
    pub stated_cents: Cents,
    pub computed_cents: Cents,
}

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadableJson {
    pub code: String,
    pub reason: String,
}

/// The whole report; the object that `backoffice import --json` prints.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    pub accepted: u64,
    pub accepted_amount_cents: Cents,
    pub rows: Vec<ReportRow>,
    pub totals: Vec<ReportTotal>,
    pub unreadable: Option<UnreadableJson>,
    /// Remarks on the file as a whole (rows above the heading, hidden sheets, imported before).
    #[serde(default)]
    pub notes: Vec<ReportMessage>,
    /// The programmes whose figures would change: colleagues there see the run. Kept beside the report, not in it.
    #[serde(skip)]
    pub programmes: Vec<Uuid>,
}

impl ReportMessage {
    /// A remark in the reader's language; the code is the text key's last part in capitals.
    #[must_use]
    pub fn new(lang: Lang, code: &str, column: Option<&str>, value: Option<&str>, text: &Text) -> Self {
        Self {
            column: column.map(str::to_owned),
            code: code.to_owned(),
            value: value.map(str::to_owned),
            text: texts::say(lang, text),
        }
    }
}

impl ImportReport {
    /// The report of a file that cannot be read.
    #[must_use]
    pub fn unreadable(lang: Lang, unreadable: &Unreadable) -> Self {
        let text = Text {
            key: unreadable.message_key(),
            args: unreadable.args(),
        };
        Self {
            unreadable: Some(UnreadableJson {
                code: unreadable.code().to_owned(),
                reason: texts::say(lang, &text),
            }),
            ..Self::default()
        }
    }

    /// Adds a row and counts it.
    pub fn push(&mut self, row: ReportRow) {
        if row.status == RowStatus::Accepted {
            self.accepted += 1;
            self.accepted_amount_cents.0 += row.amount_cents.map_or(0, |cents| cents.0);
        }
        self.rows.push(row);
    }

    /// Rows of one status.
    #[must_use]
    pub fn count(&self, status: RowStatus) -> usize {
        self.rows.iter().filter(|row| row.status == status).count()
    }

    /// Remarks on rows that are neither errors nor duplicates („Hinweise“ of M-I01).
    #[must_use]
    pub fn remark_count(&self) -> usize {
        let rows = self.rows.iter().filter(|row| {
            matches!(row.status, RowStatus::Accepted | RowStatus::Ignored) && !row.messages.is_empty()
        });
        rows.count()
    }

    /// The command line's exit code: 0 clean, 2 errors or duplicates, 3 unreadable.
    #[must_use]
    pub fn exit_code(&self) -> i32 {
        if self.unreadable.is_some() {
            3
        } else if self.count(RowStatus::Error) + self.count(RowStatus::Duplicate) > 0 {
            2
        } else {
            0
        }
    }
}
