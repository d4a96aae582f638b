//! Text as it should be stored (handbook 7.3 nos. 28, 30) and keys that Excel turned into numbers (21).

use super::{Context, Parsed, Reading};
use crate::finding::Flaw;
use crate::model::Cell;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Names, titles, keys: one line; a `?` inside a word is a lost umlaut.
    Line,
    /// Descriptions: line breaks stay.
    Long,
}

/// Reads text: NFC, no invisible characters, blanks trimmed and single. Empty means `None`; `-` stays `-`.
pub fn parse(cell: &Cell, style: Style, context: &Context) -> Reading<String> {
    let raw = match cell {
        Cell::Empty => return Ok(Parsed::empty()),
        Cell::Error(_) => return Err(Flaw::error("CELL_FORMULA_ERROR")),
        Cell::Text(s) => s.to_string(),
        // a key of digits never shows a decimal or an exponent
        Cell::Number(n) => super::whole(*n).map_or_else(|| cell.display(false), |whole| whole.to_string()),
        other => other.display(context.date1904),
    };
    let text = clean(&raw, style);
    if text.is_empty() {
        return Ok(Parsed::empty());
    }
    if let Some(proposal) = repaired(&text) {
        return Err(Flaw::error("TEXT_MOJIBAKE").propose(proposal));
    }
    if text.contains('\u{fffd}') || (style == Style::Line && has_lost_letter(&text)) {
        return Err(Flaw::error("TEXT_LOST_CHARACTER"));
    }
    Ok(Parsed::sure(text))
}

/// Normalised text, without judging it.
pub fn clean(text: &str, style: Style) -> String {
    match style {
        Style::Line => super::plain(text),
        Style::Long => {
            let visible = super::visible(text).replace("\r\n", "\n").replace('\r', "\n");
            let lines: Vec<String> = visible.split('\n').map(super::single_blanks).collect();
            lines.join("\n").trim().to_owned()
        }
    }
}

/// `FrÃ¶hlich` → `Fröhlich`: UTF-8 that was read as Windows-1252.
fn repaired(text: &str) -> Option<String> {
    if !text.contains(['Ã', 'Â', 'â']) {
        return None;
    }
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(text);
    if unmappable {
        return None;
    }
    let repaired = std::str::from_utf8(&bytes).ok()?;
    (repaired != text).then(|| repaired.to_owned())
}

/// `M?ssingen`: a question mark between two letters. Addresses of web pages have them too.
fn has_lost_letter(text: &str) -> bool {
    if !text.contains('?') || text.contains("://") || text.contains("www.") {
        return false;
    }
    let chars: Vec<char> = text.chars().collect();
    chars
        .windows(3)
        .any(|w| w[1] == '?' && w[0].is_alphabetic() && w[2].is_lowercase())
}
