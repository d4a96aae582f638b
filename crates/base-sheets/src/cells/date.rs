//! Dates and times of day (handbook 7.3 nos. 15–19, scenario H04). Local wall-clock values; no time zone here.

use super::{Context, Parsed, Reading, written};
use crate::finding::Flaw;
use crate::model::Cell;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// Days between Excel's two date systems.
const SHIFT_1904: f64 = 1_462.0;
/// 31.12.9999, the last day Excel knows.
const LAST_SERIAL: f64 = 2_958_466.0;

/// What a date column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    Day,
    /// `März 2026` is read as the month's first day (only for month columns).
    Month,
}

/// A date, with the time of day where the file has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
}

/// Reads a date.
pub fn parse(cell: &Cell, grain: Grain, context: &Context) -> Reading<Moment> {
    match cell {
        Cell::Empty => Ok(Parsed::empty()),
        Cell::DateTime(days) => serial(*days, context.date1904).map(Parsed::sure),
        // a year typed into a date column would silently become a day in 1905
        Cell::Number(n) if (1_900.0..2_200.0).contains(n) && n.fract() == 0.0 => {
            Err(Flaw::error("DATE_YEAR_ONLY"))
        }
        Cell::Number(n) => serial(*n, context.date1904).map(Parsed::sure),
        Cell::Text(_) | Cell::Error(_) => match written(cell)? {
            Some(text) => from_text(&text, grain, context),
            None => Ok(Parsed::empty()),
        },
        Cell::Percent(_) | Cell::Duration(_) | Cell::Bool(_) => Err(Flaw::error("DATE_UNREADABLE")),
    }
}

fn serial(days: f64, date1904: bool) -> Result<Moment, Flaw> {
    // below 61 Excel counts a 29.02.1900 that never was (7.3 no. 17)
    if !date1904 && days < 61.0 {
        return Err(Flaw::error("DATE_SERIAL_SMALL"));
    }
    let at = from_serial(days, date1904).ok_or_else(|| Flaw::error("DATE_UNREADABLE"))?;
    let time = (at.time() != NaiveTime::MIN).then(|| at.time());
    Ok(Moment {
        date: at.date(),
        time,
    })
}

/// A serial number as wall-clock time, to the second; `None` outside 1900–9999.
pub fn from_serial(days: f64, date1904: bool) -> Option<NaiveDateTime> {
    let days = if date1904 { days + SHIFT_1904 } else { days };
    if !(0.0..LAST_SERIAL).contains(&days) {
        return None;
    }
    let seconds = (days * 86_400.0).round() as i64;
    NaiveDate::from_ymd_opt(1899, 12, 30)?
        .and_hms_opt(0, 0, 0)?
        .checked_add_signed(TimeDelta::try_seconds(seconds)?)
}

/// The serial number (1900 system) of a wall-clock time.
pub fn to_serial(at: NaiveDateTime) -> Option<f64> {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    let milliseconds = (at - epoch).num_milliseconds();
    (milliseconds >= 0).then_some(milliseconds as f64 / 86_400_000.0)
}

fn from_text(text: &str, grain: Grain, context: &Context) -> Reading<Moment> {
    let unreadable = || Flaw::error("DATE_UNREADABLE");
    let lower = text.to_lowercase();
    if lower.starts_with("kw") || lower.contains(" kw") {
        return Err(Flaw::error("DATE_WEEK"));
    }
    if let Some(first) = month_and_year(&lower) {
        return match grain {
            Grain::Month => Ok(Parsed::sure(Moment {
                date: first,
                time: None,
            })),
            Grain::Day => Err(Flaw::error("DATE_MONTH")),
        };
    }
    if let Ok(days) = lower.replace(',', ".").parse::<f64>() {
        return Err(match from_serial(days, context.date1904) {
            Some(at) if days >= 10_000.0 => {
                Flaw::error("DATE_TEXT_SERIAL").propose(at.format("%d.%m.%Y").to_string())
            }
            _ if (1_900.0..2_200.0).contains(&days) => Flaw::error("DATE_YEAR_ONLY"),
            _ => unreadable(),
        });
    }
    // `06. 03. 2026`, `06.03.2026, 9:05 Uhr`
    let lower = lower.replace(". ", ".").replace(", ", " ");
    let (day, clock) = match lower.split_once([' ', 't']) {
        Some((day, clock)) if !day.is_empty() && day.ends_with(|c: char| c.is_ascii_digit()) => {
            (day, Some(clock))
        }
        _ => (lower.as_str(), None),
    };
    let time = match clock {
        Some(clock) => Some(time_of_day(clock).ok_or_else(unreadable)?),
        None => None,
    };
    let numbers = |sign: char| -> Option<[u32; 3]> {
        let parts: Vec<&str> = day.split(sign).collect();
        let [a, b, c] = parts.as_slice() else { return None };
        let all_digits = parts
            .iter()
            .all(|p| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit()));
        if !all_digits {
            return None;
        }
        Some([a.parse().ok()?, b.parse().ok()?, c.parse().ok()?])
    };
    let build = |year: u32, month: u32, day: u32| {
        let date = i32::try_from(year)
            .ok()
            .and_then(|y| NaiveDate::from_ymd_opt(y, month, day));
        let date = date.ok_or_else(|| Flaw::error("DATE_IMPOSSIBLE"))?;
        if (1_900..2_200).contains(&date.year()) {
            Ok(date)
        } else {
            Err(unreadable())
        }
    };
    let full = |year: u32, digits: usize| match digits {
        2 => Some(2_000 + year),
        4 => Some(year),
        _ => None,
    };
    let year_digits = |sign: char| day.rsplit(sign).next().map_or(0, str::len);
    if let Some([d, m, y]) = numbers('.') {
        let year = full(y, year_digits('.')).ok_or_else(unreadable)?;
        return Ok(Parsed::sure(Moment {
            date: build(year, m, d)?,
            time,
        }));
    }
    if let Some([y, m, d]) = numbers('-').filter(|_| day.len() == 10 && day.as_bytes()[4] == b'-') {
        return Ok(Parsed::sure(Moment {
            date: build(y, m, d)?,
            time,
        }));
    }
    if let Some([d, m, y]) = numbers('/') {
        let year = full(y, year_digits('/')).ok_or_else(unreadable)?;
        let date = build(year, m, d)?;
        let warning = Flaw::warning("DATE_DAY_FIRST").with("read", date.format("%d.%m.%Y").to_string());
        return Ok(Parsed::doubtful(Moment { date, time }, warning));
    }
    Err(unreadable())
}

/// `23:59`, `23:59:00`, `23:59 Uhr`, `23.59 Uhr`, `23:59:00.000z` is not ours.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let text = text
        .trim()
        .trim_start_matches("um ")
        .trim_end_matches("uhr")
        .trim();
    let parts: Vec<u32> = text
        .split([':', '.'])
        .map(|p| p.parse().ok())
        .collect::<Option<_>>()?;
    match parts.as_slice() {
        [h, m] => NaiveTime::from_hms_opt(*h, *m, 0),
        [h, m, s] => NaiveTime::from_hms_opt(*h, *m, *s),
        _ => None,
    }
}

/// `märz 2026`, `03/2026`, `03.2026` → the first of the month.
fn month_and_year(lower: &str) -> Option<NaiveDate> {
    const MONTHS: [&str; 12] = [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ];
    let (month, year) = lower.rsplit_once([' ', '/', '.'])?;
    let year: i32 = Some(year).filter(|y| y.len() == 4)?.parse().ok()?;
    let month = month.trim().trim_end_matches('.');
    let number = if let Ok(n) = month.parse::<u32>() {
        n
    } else {
        let month = month.replace("maerz", "märz").replace("jänner", "januar");
        let index = MONTHS
            .iter()
            .position(|m| *m == month || (month.chars().count() >= 3 && m.starts_with(&month)))?;
        u32::try_from(index).ok()? + 1
    };
    NaiveDate::from_ymd_opt(year, number, 1).filter(|d| (1_900..2_200).contains(&d.year()))
}
