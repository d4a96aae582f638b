//! Percentages → basis points (handbook 7.3 no. 33): 80 % is 8000.

use super::{Context, Parsed, Reading, written};
use crate::finding::Flaw;
use crate::model::Cell;

/// Reads a percentage; the value is basis points. The cell's format decides; a plain 80 is 80 %. A plain fraction is
/// doubtful: 0,8 is read as 80 %, but as 0,8 % where the heading itself says `%`.
pub fn parse(cell: &Cell, context: &Context) -> Reading<i64> {
    match cell {
        Cell::Empty => Ok(Parsed::empty()),
        Cell::Percent(n) => exact(*n * 100.0).map(Parsed::sure),
        Cell::Number(n) => plain(*n, context),
        Cell::Text(_) | Cell::Error(_) => {
            let Some(text) = written(cell)? else {
                return Ok(Parsed::empty());
            };
            let lower = text.to_lowercase();
            let (number, signed) = match ["%", "prozent", "v. h.", "v.h.", "vh"]
                .iter()
                .find_map(|s| lower.strip_suffix(s))
            {
                Some(number) => (number.trim(), true),
                None => (lower.as_str(), false),
            };
            let number = decimal(number).ok_or_else(|| Flaw::error("PERCENT_UNREADABLE"))?;
            if signed {
                exact(number).map(Parsed::sure)
            } else {
                plain(number, context)
            }
        }
        Cell::DateTime(_) | Cell::Duration(_) | Cell::Bool(_) => Err(Flaw::error("PERCENT_UNREADABLE")),
    }
}

fn plain(n: f64, context: &Context) -> Reading<i64> {
    if n == 0.0 || n.abs() >= 1.0 {
        return exact(n).map(Parsed::sure);
    }
    let heading = context.heading.to_lowercase();
    let as_written = heading.contains('%') || heading.contains("prozent");
    let points = exact(if as_written { n } else { n * 100.0 })?;
    let read = format!("{} %", (points as f64 / 100.0).to_string().replace('.', ","));
    Ok(Parsed::doubtful(
        points,
        Flaw::warning("PERCENT_FRACTION").with("read", read),
    ))
}

/// Percent → basis points; more than two decimals are refused, not rounded.
fn exact(percent: f64) -> Result<i64, Flaw> {
    if !percent.is_finite() || percent.abs() > 1e6 {
        return Err(Flaw::error("PERCENT_UNREADABLE"));
    }
    super::whole(percent * 100.0).ok_or_else(|| Flaw::error("PERCENT_DECIMALS"))
}

/// `80`, `80,5`, `-0,88`; a dot as decimal sign is not German and not certain.
fn decimal(text: &str) -> Option<f64> {
    let text = text.replace('−', "-");
    if text.contains(['.', 'e', 'E']) || text.is_empty() {
        return None;
    }
    text.replacen(',', ".", 1)
        .parse()
        .ok()
        .filter(|n: &f64| n.is_finite())
}
