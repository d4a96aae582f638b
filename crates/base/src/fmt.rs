//! How dates, times and numbers are written for people, in both languages, and how typed numbers are read.
//!
//! One entry point per kind of value (`date`, `datetime`, `money`, `hours`, `rate`, `integer`), each taking the
//! reader's [`Lang`]. Numbers follow CLDR (German: dot for thousands, decimal comma); a no-break space stands
//! between a number and its unit. Instants are shown in Europe/Berlin (handbook 0.3).

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Offset, TimeZone, Timelike, Utc};
use chrono_tz::Europe::Berlin;
use serde::{Deserialize, Serialize};

use crate::{calendar::local_datetime, minutes::Minutes, money::Cents, rate::Rate};

mod numbers;

pub use numbers::{LARGEST_READ, NumberError, hundredths, parse_hundredths};
use numbers::{grouped, unsigned_hundredths};

/// U+00A0, between a number and its unit, so that no line ends between the two.
pub const NBSP: char = '\u{a0}';

/// The language a person reads. German comes first everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    De,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::De, Lang::En];

    /// The tag for `<html lang>`, for cookies and for text files: `de` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::De => "de",
            Lang::En => "en",
        }
    }

    /// Reads a language tag such as `de`, `de-DE` or `en-GB`; `None` for other languages.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Lang::ALL
            .into_iter()
            .find(|lang| primary.eq_ignore_ascii_case(lang.code()))
    }
}

// ── entry points ──

/// `06.03.2026` or `6 March 2026`.
pub fn date(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::De => date_de(date),
        Lang::En => date_en(date),
    }
}

/// `6. März 2026` or `6 March 2026`, for letters and headings.
pub fn date_long(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::De => date_long_de(date),
        Lang::En => date_en(date),
    }
}

/// `06.03.2026, 14:05 Uhr` or `6 March 2026, 14:05`, in Berlin time.
pub fn datetime(lang: Lang, instant: DateTime<Utc>) -> String {
    match lang {
        Lang::De => datetime_de(instant),
        Lang::En => date_en(local_datetime(instant).date_naive()) + ", " + &clock(lang, instant, "%H:%M"),
    }
}

/// A time of receipt, to the second: `06.03.2026, 23:59:59 Uhr` or `6 March 2026, 23:59:59`, in Berlin time.
pub fn receipt(lang: Lang, instant: DateTime<Utc>) -> String {
    date(lang, local_datetime(instant).date_naive()) + ", " + &clock(lang, instant, "%H:%M:%S")
}

/// `40.000,00 €` or `€40,000.00`.
pub fn money(lang: Lang, amount: Cents) -> String {
    match lang {
        Lang::De => format!("{}{NBSP}€", hundredths(lang, amount.0)),
        Lang::En => {
            let sign = if amount.0 < 0 { "-" } else { "" };
            format!("{sign}€{}", unsigned_hundredths(lang, amount.0))
        }
    }
}

/// `7,75 Std.` or `7.75 h`: hours with two decimals, rounded half-up from whole minutes.
pub fn hours(lang: Lang, minutes: Minutes) -> String {
    let unit = match lang {
        Lang::De => "Std.",
        Lang::En => "h",
    };
    format!("{}{NBSP}{unit}", hundredths(lang, minutes.hundredths_of_hour()))
}

/// `80,00 %` or `80.00%`.
pub fn rate(lang: Lang, rate: Rate) -> String {
    match lang {
        Lang::De => format!("{}{NBSP}%", hundredths(lang, rate.0)),
        Lang::En => format!("{}%", hundredths(lang, rate.0)),
    }
}

/// `12.345` or `12,345`.
pub fn integer(lang: Lang, number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(lang, number.unsigned_abs()))
}

// ── dates and times ──

/// `06.03.2026`
pub fn date_de(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// `6. März 2026`
pub fn date_long_de(date: NaiveDate) -> String {
    format!("{}. {} {}", date.day(), month(Lang::De, date), date.year())
}

/// `6 March 2026`. Spelled out, because 06/03/2026 is read differently in different countries.
pub fn date_en(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month(Lang::En, date), date.year())
}

/// `06.03.2026, 14:05 Uhr`; in the hour that the clock change repeats, the zone stands instead of "Uhr":
/// `25.10.2026, 02:30 MESZ` (T04).
pub fn datetime_de(instant: DateTime<Utc>) -> String {
    date_de(local_datetime(instant).date_naive()) + ", " + &clock(Lang::De, instant, "%H:%M")
}

/// `07.03.2026, 00:00:00 Uhr` (T01).
pub fn receipt_de(instant: DateTime<Utc>) -> String {
    receipt(Lang::De, instant)
}

/// `7,75 Std.`
pub fn hours_de(minutes: Minutes) -> String {
    hours(Lang::De, minutes)
}

/// `14:05 Uhr` or `14:05`, for a time of day that stands alone.
pub fn time(lang: Lang, time: NaiveTime) -> String {
    match lang {
        Lang::De => time.format("%H:%M Uhr").to_string(),
        Lang::En => time.format("%H:%M").to_string(),
    }
}

/// `Freitag` or `Friday`.
pub fn weekday(lang: Lang, date: NaiveDate) -> &'static str {
    let names = match lang {
        Lang::De => [
            "Montag",
            "Dienstag",
            "Mittwoch",
            "Donnerstag",
            "Freitag",
            "Samstag",
            "Sonntag",
        ],
        Lang::En => [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ],
    };
    names[date.weekday().num_days_from_monday() as usize]
}

/// `März` or `March`.
pub fn month(lang: Lang, date: NaiveDate) -> &'static str {
    let names = match lang {
        Lang::De => [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        Lang::En => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    };
    names[date.month0() as usize]
}

/// The local time of day with what follows it: "Uhr", or the zone when the clock shows this time twice that day.
fn clock(lang: Lang, instant: DateTime<Utc>, pattern: &str) -> String {
    let local = local_datetime(instant);
    let shown_twice = Berlin.from_local_datetime(
        &local
            .naive_local()
            .with_nanosecond(0)
            .unwrap_or(local.naive_local()),
    );
    let summer = local.offset().fix().local_minus_utc() == 2 * 3600;
    let suffix = match (lang, shown_twice.earliest() != shown_twice.latest(), summer) {
        (Lang::De, false, _) => " Uhr",
        (Lang::En, false, _) => "",
        (Lang::De, true, true) => " MESZ",
        (Lang::De, true, false) => " MEZ",
        (Lang::En, true, true) => " CEST",
        (Lang::En, true, false) => " CET",
    };
    local.format(pattern).to_string() + suffix
}

#[cfg(test)]
mod tests;
