//! Why a file could not be read at all. A reason names what the person can do; the technical detail goes to the log only.

use serde::{Deserialize, Serialize};

/// The refusal of a whole file. `message_key()` and `args()` render it (texts/{de,en}.ftl); `Display` is for the operator's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Unreadable {
    #[error("file is empty")]
    Empty,
    #[error("not a workbook: {found}")]
    NotAWorkbook { found: String },
    #[error("format older than Excel 5/95")]
    TooOld,
    #[error("format not supported: {found}")]
    Unsupported { found: String },
    #[error("password protected")]
    Password,
    #[error("an HTML page with a workbook's name")]
    Html,
    #[error("damaged: {detail}")]
    Damaged { detail: String },
    #[error("entity or document type declaration in {part}")]
    Entities { part: String },
    #[error("control character in line {line}")]
    ControlCharacter { line: u64 },
    #[error("undecodable byte in line {line}")]
    Encoding { line: u64 },
    #[error("{bytes} bytes, at most {max}")]
    FileTooLarge { bytes: u64, max: u64 },
    #[error("unpacked size above {max} bytes")]
    UnpackedTooLarge { max: u64 },
    #[error("more than {max} rows")]
    TooManyRows { max: u32 },
    #[error("content in column {column}, at most {max} columns")]
    TooManyColumns { column: String, max: u32 },
    #[error("more than {max} cells")]
    TooManyCells { max: u64 },
    #[error("more than {max} sheets")]
    TooManySheets { max: usize },
    #[error("text of more than {max} characters in row {row}")]
    TextTooLong { row: u32, max: usize },
    #[error("too complex: needs more than {max} bytes of memory")]
    TooComplex { max: u64 },
    #[error("not read within {seconds} s")]
    TooSlow { seconds: u64 },
    /// Our side failed (no process could be started); not the sender's fault.
    #[error("reader unavailable: {detail}")]
    Unavailable { detail: String },
}

impl Unreadable {
    /// Stable code for APIs, reports and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "FILE_EMPTY",
            Self::NotAWorkbook { .. } => "FILE_NOT_A_WORKBOOK",
            Self::TooOld => "FILE_TOO_OLD",
            Self::Unsupported { .. } => "FILE_UNSUPPORTED",
            Self::Password => "FILE_PASSWORD",
            Self::Html => "FILE_HTML",
            Self::Damaged { .. } => "FILE_DAMAGED",
            Self::Entities { .. } => "FILE_ENTITIES",
            Self::ControlCharacter { .. } => "FILE_CONTROL_CHARACTER",
            Self::Encoding { .. } => "FILE_ENCODING",
            Self::FileTooLarge { .. } => "FILE_TOO_LARGE",
            Self::UnpackedTooLarge { .. } => "FILE_UNPACKED_TOO_LARGE",
            Self::TooManyRows { .. } => "FILE_TOO_MANY_ROWS",
            Self::TooManyColumns { .. } => "FILE_TOO_MANY_COLUMNS",
            Self::TooManyCells { .. } => "FILE_TOO_MANY_CELLS",
            Self::TooManySheets { .. } => "FILE_TOO_MANY_SHEETS",
            Self::TextTooLong { .. } => "FILE_TEXT_TOO_LONG",
            Self::TooComplex { .. } => "FILE_TOO_COMPLEX",
            Self::TooSlow { .. } => "FILE_TOO_SLOW",
            Self::Unavailable { .. } => "FILE_READER_UNAVAILABLE",
        }
    }

    /// Key of the sentence in texts/{de,en}.ftl.
    pub fn message_key(&self) -> String {
        crate::finding::message_key(self.code())
    }

    /// Arguments of the sentence, already formatted (German digit grouping, MiB).
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let mib = |bytes: u64| format!("{} MiB", bytes.div_ceil(1 << 20));
        match self {
            Self::NotAWorkbook { found } | Self::Unsupported { found } => vec![("found", found.clone())],
            Self::ControlCharacter { line } | Self::Encoding { line } => vec![("line", line.to_string())],
            Self::FileTooLarge { bytes, max } => vec![("size", mib(*bytes)), ("max", mib(*max))],
            Self::UnpackedTooLarge { max } => vec![("max", mib(*max))],
            Self::TooManyRows { max } => vec![("max", grouped(u64::from(*max)))],
            Self::TooManyColumns { column, max } => {
                vec![("column", column.clone()), ("max", grouped(u64::from(*max)))]
            }
            Self::TooManyCells { max } => vec![("max", grouped(*max))],
            Self::TooManySheets { max } => vec![("max", max.to_string())],
            Self::TextTooLong { row, max } => vec![("row", row.to_string()), ("max", grouped(*max as u64))],
            Self::TooSlow { seconds } => vec![("seconds", seconds.to_string())],
            _ => Vec::new(),
        }
    }

    /// Every code, so that a test can check that each has its sentence.
    pub const CODES: &'static [&'static str] = &[
        "FILE_EMPTY",
        "FILE_NOT_A_WORKBOOK",
        "FILE_TOO_OLD",
        "FILE_UNSUPPORTED",
        "FILE_PASSWORD",
        "FILE_HTML",
        "FILE_DAMAGED",
        "FILE_ENTITIES",
        "FILE_CONTROL_CHARACTER",
        "FILE_ENCODING",
        "FILE_TOO_LARGE",
        "FILE_UNPACKED_TOO_LARGE",
        "FILE_TOO_MANY_ROWS",
        "FILE_TOO_MANY_COLUMNS",
        "FILE_TOO_MANY_CELLS",
        "FILE_TOO_MANY_SHEETS",
        "FILE_TEXT_TOO_LONG",
        "FILE_TOO_COMPLEX",
        "FILE_TOO_SLOW",
        "FILE_READER_UNAVAILABLE",
    ];
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    out
}
