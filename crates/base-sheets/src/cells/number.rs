//! Whole numbers within a range: points 0–5, inhabitants, years (handbook 7.3 no. 39).

use super::{Context, Parsed, Reading, whole, written};
use crate::finding::Flaw;
use crate::model::Cell;
use std::ops::RangeInclusive;

/// Reads a whole number. Thousands dots are accepted when every group is right (`9.302` inhabitants), decimals never.
pub fn parse(cell: &Cell, range: RangeInclusive<i64>, _context: &Context) -> Reading<i64> {
    let unreadable = || Flaw::error("NUMBER_UNREADABLE");
    let number = match cell {
        Cell::Empty => return Ok(Parsed::empty()),
        Cell::Number(n) => whole(*n).ok_or_else(unreadable)?,
        Cell::Text(_) | Cell::Error(_) => match written(cell)? {
            Some(text) => from_text(&text).ok_or_else(unreadable)?,
            None => return Ok(Parsed::empty()),
        },
        _ => return Err(unreadable()),
    };
    if range.contains(&number) {
        Ok(Parsed::sure(number))
    } else {
        let (min, max) = (range.start().to_string(), range.end().to_string());
        Err(Flaw::error("NUMBER_RANGE").with("min", min).with("max", max))
    }
}

fn from_text(text: &str) -> Option<i64> {
    let text = text.replace('−', "-");
    let (negative, digits) = text
        .strip_prefix('-')
        .map_or((false, text.as_str()), |rest| (true, rest));
    let groups: Vec<&str> = digits.split(['.', ' ']).collect();
    let well = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3));
    if !well
        || !groups
            .iter()
            .all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let number: i64 = groups.concat().parse().ok()?;
    Some(if negative { -number } else { number })
}
