//! Yes and no (handbook 7.3 no. 32). An empty cell is a no.

use super::{Context, Parsed, Reading, written};
use crate::finding::Flaw;
use crate::model::Cell;

/// Reads yes or no.
pub fn parse(cell: &Cell, _context: &Context) -> Reading<bool> {
    let unreadable = || Flaw::error("YES_NO_UNREADABLE");
    match cell {
        Cell::Empty => Ok(Parsed::sure(false)),
        Cell::Bool(b) => Ok(Parsed::sure(*b)),
        Cell::Number(n) if *n == 1.0 => Ok(Parsed::sure(true)),
        Cell::Number(n) if *n == 0.0 => Ok(Parsed::sure(false)),
        Cell::Text(_) | Cell::Error(_) => match written(cell)?.map(|t| t.to_lowercase()).as_deref() {
            None => Ok(Parsed::sure(false)),
            Some("ja" | "j" | "x" | "1" | "wahr" | "✓" | "✔" | "☑" | "☒" | "true" | "yes" | "y") => {
                Ok(Parsed::sure(true))
            }
            Some("nein" | "n" | "0" | "falsch" | "☐" | "false" | "no") => Ok(Parsed::sure(false)),
            Some(_) => Err(unreadable()),
        },
        _ => Err(unreadable()),
    }
}
