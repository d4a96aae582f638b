//! Durations → whole minutes (handbook 7.3 no. 34).

use super::{Context, Parsed, Reading, whole, written};
use crate::finding::Flaw;
use crate::model::Cell;

/// Reads a duration; the value is minutes. `7.45` as text is refused: 7 h 27 or 7:45?
pub fn parse(cell: &Cell, _context: &Context) -> Reading<i64> {
    let parsed = match cell {
        Cell::Empty => Parsed::empty(),
        Cell::DateTime(days) | Cell::Duration(days) => Parsed::sure(from_days(*days)?),
        Cell::Number(n) => from_hours(*n)?,
        Cell::Text(_) | Cell::Error(_) => match written(cell)? {
            Some(text) => from_text(&text)?,
            None => Parsed::empty(),
        },
        Cell::Percent(_) | Cell::Bool(_) => return Err(Flaw::error("HOURS_UNREADABLE")),
    };
    match parsed.value {
        Some(minutes) if minutes < 0 => Err(Flaw::error("HOURS_NEGATIVE")),
        Some(minutes) if minutes > 10_000 * 60 => Err(Flaw::error("HOURS_UNREADABLE")),
        _ => Ok(parsed),
    }
}

/// A time cell; Excel stores 7:45 as 0.322916…, exact to far less than a second.
fn from_days(days: f64) -> Result<i64, Flaw> {
    let minutes = days * 1_440.0;
    let rounded = minutes.round();
    if !minutes.is_finite() || (minutes - rounded).abs() > 0.01 {
        return Err(Flaw::error("HOURS_PART_MINUTES"));
    }
    Ok(rounded as i64)
}

fn from_hours(hours: f64) -> Reading<i64> {
    let minutes = hours * 60.0;
    if !minutes.is_finite() {
        return Err(Flaw::error("HOURS_UNREADABLE"));
    }
    if let Some(minutes) = whole(minutes) {
        return Ok(Parsed::sure(minutes));
    }
    let rounded = minutes.round() as i64;
    // 7,33 h is how people write 7:20: two decimals of an hour are off by 0.3 minutes at most
    if whole(hours * 100.0).is_some() && (minutes - minutes.round()).abs() <= 0.3 {
        return Ok(Parsed::doubtful(
            rounded,
            Flaw::warning("HOURS_ROUNDED").with("read", format(rounded)),
        ));
    }
    let flaw = Flaw::error("HOURS_PART_MINUTES");
    // 0.322916… is the time cell 7:45 that lost its format
    Err(match from_days(hours) {
        Ok(minutes) if hours < 1.0 => flaw.propose(format(minutes)),
        _ => flaw,
    })
}

fn from_text(text: &str) -> Reading<i64> {
    let unreadable = || Flaw::error("HOURS_UNREADABLE");
    let lower = text.to_lowercase().replace('−', "-");
    let compact: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
    let clock = |h: &str, m: &str| -> Option<i64> {
        let minutes: i64 = Some(m)
            .filter(|m| m.len() == 2 && m.bytes().all(|b| b.is_ascii_digit()))?
            .parse()
            .ok()?;
        let hours: i64 = Some(h)
            .filter(|h| !h.is_empty() && h.bytes().all(|b| b.is_ascii_digit()))?
            .parse()
            .ok()?;
        (minutes < 60)
            .then(|| hours.checked_mul(60)?.checked_add(minutes))
            .flatten()
    };
    let mut units = compact.clone();
    for word in ["stunden", "stunde", "std.", "std"] {
        units = units.replace(word, "h");
    }
    for word in ["minuten", "minute", "min.", "min"] {
        units = units.replace(word, "m");
    }
    if let Some((h, m)) = units.trim_end_matches('h').split_once(':') {
        // `7:45:00` is how a time cell is copied
        let m = m.strip_suffix(":00").unwrap_or(m);
        return clock(h, m).map(Parsed::sure).ok_or_else(unreadable);
    }
    if let Some((h, m)) = units.split_once('h')
        && !m.is_empty()
    {
        return clock(h, m.trim_end_matches('m'))
            .map(Parsed::sure)
            .ok_or_else(unreadable);
    }
    if let Some(minutes) = units.strip_suffix('m') {
        return minutes
            .parse::<u32>()
            .map(|m| Parsed::sure(i64::from(m)))
            .map_err(|_| unreadable());
    }
    let number = units.trim_end_matches('h');
    if number.contains('.') {
        return Err(match number.split_once('.').and_then(|(h, m)| clock(h, m)) {
            Some(minutes) => Flaw::error("HOURS_AMBIGUOUS").propose(format(minutes)),
            None => Flaw::error("HOURS_AMBIGUOUS"),
        });
    }
    if number.is_empty() || !number.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '-') {
        return Err(unreadable());
    }
    from_hours(number.replacen(',', ".", 1).parse().map_err(|_| unreadable())?)
}

/// `465` → `7:45`.
pub fn format(minutes: i64) -> String {
    let sign = if minutes < 0 { "-" } else { "" };
    format!("{sign}{}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}
