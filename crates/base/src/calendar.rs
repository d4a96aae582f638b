//! Civil dates in Baden-Württemberg: local time, public holidays, periods and remedies (handbook 0.3, 0.5, 2.7).

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::{Europe::Berlin, Tz};

// ── local time ──

/// A local time that the clock change leaves out or shows twice (handbook 0.5: refused, with an explanation).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocalTimeError {
    #[error("this local time does not exist, the clocks are put forward over it")]
    DoesNotExist,
    #[error("this local time exists twice, the clocks are put back over it")]
    Ambiguous,
}

impl LocalTimeError {
    /// The key of the sentence for people.
    pub fn key(self) -> &'static str {
        match self {
            LocalTimeError::DoesNotExist => "local-time-does-not-exist",
            LocalTimeError::Ambiguous => "local-time-ambiguous",
        }
    }
}

/// The instant of a civil time in Europe/Berlin.
pub fn instant_at(date: NaiveDate, time: NaiveTime) -> Result<DateTime<Utc>, LocalTimeError> {
    match Berlin.from_local_datetime(&date.and_time(time)) {
        chrono::LocalResult::Single(local) => Ok(local.with_timezone(&Utc)),
        chrono::LocalResult::None => Err(LocalTimeError::DoesNotExist),
        chrono::LocalResult::Ambiguous(..) => Err(LocalTimeError::Ambiguous),
    }
}

/// The first instant of a civil day in Europe/Berlin. The clocks change at two or three o'clock, so that midnight
/// always exists once.
pub fn day_start(date: NaiveDate) -> DateTime<Utc> {
    let midnight = date.and_time(NaiveTime::MIN);
    match Berlin.from_local_datetime(&midnight).earliest() {
        Some(local) => local.with_timezone(&Utc),
        // only before 1894, when Berlin moved to Central European Time at midnight
        None => midnight.and_utc() - TimeDelta::hours(1),
    }
}

/// What the clock in Berlin shows.
pub fn local_datetime(instant: DateTime<Utc>) -> DateTime<Tz> {
    instant.with_timezone(&Berlin)
}

/// The civil date in Berlin.
pub fn local_date(instant: DateTime<Utc>) -> NaiveDate {
    local_datetime(instant).date_naive()
}

// ── working days ──

/// The German name of a public holiday in Baden-Württemberg (handbook 2.7 no. 4). 24 and 31 December are working
/// days.
pub fn holiday(date: NaiveDate) -> Option<&'static str> {
    let fixed = match (date.month(), date.day()) {
        (1, 1) => Some("Neujahr"),
        (1, 6) => Some("Heilige Drei Könige"),
        (5, 1) => Some("Tag der Arbeit"),
        (10, 3) => Some("Tag der Deutschen Einheit"),
        (11, 1) => Some("Allerheiligen"),
        (12, 25) => Some("Erster Weihnachtstag"),
        (12, 26) => Some("Zweiter Weihnachtstag"),
        _ => None,
    };
    fixed.or_else(
        || match date.signed_duration_since(easter_sunday(date.year())?).num_days() {
            -2 => Some("Karfreitag"),
            1 => Some("Ostermontag"),
            39 => Some("Christi Himmelfahrt"),
            50 => Some("Pfingstmontag"),
            60 => Some("Fronleichnam"),
            _ => None,
        },
    )
}

/// Easter Sunday of a Gregorian year, by the method printed in *Nature* in 1876 (Meeus/Jones/Butcher).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let (moon_year, century, of_century) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (leap_centuries, century_rest) = (century.div_euclid(4), century.rem_euclid(4));
    let moon_correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * moon_year + century - leap_centuries - moon_correction + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * century_rest + 2 * (of_century / 4) - epact - of_century % 4).rem_euclid(7);
    let late_moon = (moon_year + 11 * epact + 22 * to_sunday) / 451;
    let march_day = epact + to_sunday - 7 * late_moon + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(march_day / 31).ok()?,
        u32::try_from(march_day % 31 + 1).ok()?,
    )
}

/// Monday to Friday and no public holiday.
pub fn is_working_day(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && holiday(date).is_none()
}

/// The date itself when it is a working day, else the first one after it (§ 193 BGB, § 31 Abs. 3 LVwVfG).
pub fn next_working_day(date: NaiveDate) -> NaiveDate {
    let mut day = date;
    while !is_working_day(day) {
        day = day + Days::new(1);
    }
    day
}

/// The `count`-th working day after a date, which is not counted itself.
pub fn add_working_days(date: NaiveDate, count: u32) -> NaiveDate {
    (0..count).fold(date, |day, _| next_working_day(day + Days::new(1)))
}

// ── periods ──

/// The same day `months` later (or earlier); a missing day becomes the last of the month (§ 188 Abs. 3 BGB).
pub fn add_months(date: NaiveDate, months: i32) -> NaiveDate {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { date - by } else { date + by }
}

/// The due date "n months after the end of a period" (handbook 0.5, T08).
///
/// Such a period runs from the day after `period_end`: after 28.02.2027 three months are March, April and May.
/// A Saturday, Sunday or public holiday moves the result to the next working day.
pub fn month_period_end(period_end: NaiveDate, months: u32) -> NaiveDate {
    let first_day = period_end + Days::new(1);
    let last_day = if first_day.day() == 1 {
        first_day + Months::new(months) - Days::new(1)
    } else {
        // the day before the first day's number, which is the number of `period_end` (§ 188 Abs. 2 BGB)
        period_end + Months::new(months)
    };
    next_working_day(last_day)
}

/// Days from posting to deemed delivery: four for notices sent from 7 February 2025, three before (handbook 2.7).
pub fn deemed_delivery_days(posted_on: NaiveDate) -> u64 {
    match (posted_on.year(), posted_on.ordinal()) {
        (year, ordinal) if (year, ordinal) >= (2025, 38) => 4, // the 38th day of 2025 is 7 February
        _ => 3,
    }
}

/// The day on which a notice posted or sent electronically counts as delivered; never moved by a weekend (T05, T06).
pub fn deemed_delivery(posted_on: NaiveDate) -> NaiveDate {
    posted_on + Days::new(deemed_delivery_days(posted_on))
}

/// The day of delivery when a receipt may be proven: an earlier proof does not shorten, a later one counts
/// (handbook 0.5).
pub fn delivered_on(posted_on: NaiveDate, proven_receipt: Option<NaiveDate>) -> NaiveDate {
    let deemed = deemed_delivery(posted_on);
    proven_receipt.map_or(deemed, |proven| proven.max(deemed))
}

/// The last day for a remedy, months after delivery: 1 with a correct instruction, 12 without (§ 58 Abs. 2 VwGO).
/// The day of delivery does not count; a Saturday, Sunday or holiday moves the end. Final from the day after.
pub fn remedy_end(delivered_on: NaiveDate, months: u32) -> NaiveDate {
    next_working_day(delivered_on + Months::new(months))
}

#[cfg(test)]
mod tests;
