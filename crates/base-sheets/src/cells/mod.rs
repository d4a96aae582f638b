//! Typed values out of cells as people fill them (handbook 7.3). A parser never guesses: what is not in the catalogue is
//! an error, with a proposal where one suggests itself.

pub mod amount;
pub mod date;
pub mod hours;
pub mod number;
pub mod percent;
pub mod text;
pub mod yes_no;

use crate::finding::Flaw;
use crate::model::Cell;

/// What a parser needs to know besides the cell.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Serial dates count from 1904.
    pub date1904: bool,
    /// The heading as written; some rules look for `%` in it.
    pub heading: String,
    /// All text amounts of this column are written the English way (7.3 no. 6).
    pub english: bool,
}

/// A value with a doubt that a person should see. `value: None` means an empty cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed<T> {
    pub value: Option<T>,
    pub warning: Option<Flaw>,
}

impl<T> Parsed<T> {
    pub fn empty() -> Self {
        Self {
            value: None,
            warning: None,
        }
    }
    pub fn sure(value: T) -> Self {
        Self {
            value: Some(value),
            warning: None,
        }
    }
    pub fn doubtful(value: T, warning: Flaw) -> Self {
        Self {
            value: Some(value),
            warning: Some(warning),
        }
    }
}

/// `Err` is an error for the cell: no value.
pub type Reading<T> = Result<Parsed<T>, Flaw>;

/// Zero-width characters, soft hyphens and marks that travel along when people copy from web pages and PDFs.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}')
}

/// One line, trimmed, every kind of blank as one space, NFC, nothing invisible.
pub(crate) fn plain(text: &str) -> String {
    single_blanks(&visible(text))
}

/// In NFC, without what nobody sees.
pub(crate) fn visible(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let chars = text.chars().filter(|c| !is_invisible(*c));
    // below the first combining mark every character is its own NFC: nearly every cell of a list
    if text.chars().all(|c| c < '\u{300}') {
        chars.collect()
    } else {
        chars.nfc().collect()
    }
}

/// Trimmed, every kind of blank as one space.
pub(crate) fn single_blanks(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// What people write instead of leaving a cell empty (7.3 no. 14).
pub(crate) fn means_nothing(plain: &str) -> bool {
    let key: String = plain
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '.')
        .collect();
    matches!(
        key.as_str(),
        "" | "-"
            | "–"
            | "—"
            | "--"
            | "ka"
            | "n/a"
            | "na"
            | "entfällt"
            | "entfaellt"
            | "keineangabe"
            | "#nv"
            | "#n/a"
    )
}

/// The trimmed text of a cell that should hold something else, `None` when it holds nothing; formula errors are refused.
pub(crate) fn written(cell: &Cell) -> Result<Option<String>, Flaw> {
    match cell {
        Cell::Error(_) => Err(Flaw::error("CELL_FORMULA_ERROR")),
        Cell::Text(s) => {
            let text = plain(s);
            Ok((!means_nothing(&text)).then_some(text))
        }
        _ => Ok(None),
    }
}

/// A whole number that an `i64` and a float hold exactly.
pub(crate) fn whole(n: f64) -> Option<i64> {
    let rounded = n.round();
    ((n - rounded).abs() < 1e-6 && rounded.abs() < 9_007_199_254_740_992.0).then_some(rounded as i64)
}
