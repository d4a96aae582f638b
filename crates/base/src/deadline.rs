//! Deadlines as half-open intervals of local time: on time ⇔ received before the deadline's instant (handbook 0.3,
//! § 188 BGB).

use std::fmt;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

pub use crate::calendar::LocalTimeError;
use crate::{
    calendar::{day_start, instant_at},
    fmt::{Lang, date_long, time, weekday},
};

/// The moment from which on a submission is late, with the date and time as they were published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    date: NaiveDate,
    time: Option<NaiveTime>,
    instant: DateTime<Utc>,
}

impl Deadline {
    /// "Bis zum Ablauf des Tages": 24:00 local time, which is the next day's first instant.
    pub fn end_of(date: NaiveDate) -> Deadline {
        let next_day = date.succ_opt().unwrap_or(date); // the calendar's last day has no other end
        Deadline {
            date,
            time: None,
            instant: day_start(next_day),
        }
    }

    /// "Vor 12:00 Uhr". Refused for a local time that the clock change leaves out or repeats (handbook 0.5).
    pub fn at(date: NaiveDate, time: NaiveTime) -> Result<Deadline, LocalTimeError> {
        Ok(Deadline {
            date,
            time: Some(time),
            instant: instant_at(date, time)?,
        })
    }

    /// From a date and a time that may be absent, as forms and tables hold them.
    pub fn new(date: NaiveDate, time: Option<NaiveTime>) -> Result<Deadline, LocalTimeError> {
        time.map_or_else(|| Ok(Deadline::end_of(date)), |time| Deadline::at(date, time))
    }

    /// The last date on which a submission can be on time (for a deadline at 00:00: the date as published).
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// The time of day, absent for "until the end of the day".
    pub fn time(&self) -> Option<NaiveTime> {
        self.time
    }

    /// The first instant that is too late.
    pub fn instant(&self) -> DateTime<Utc> {
        self.instant
    }

    /// Half-open: an instant before the deadline is on time, the deadline's own instant is late.
    pub fn is_met_by(&self, received: DateTime<Utc>) -> bool {
        received < self.instant
    }

    /// By how much a submission is late; `None` when it is on time, zero in the deadline's own instant.
    pub fn late_by(&self, received: DateTime<Utc>) -> Option<TimeDelta> {
        (!self.is_met_by(received)).then(|| received - self.instant)
    }

    /// `Freitag, 6. März 2026, 24:00 Uhr` or `Freitag, 6. März 2026, vor 12:00 Uhr`; in English
    /// `Friday, 6 March 2026, 24:00` or `Friday, 6 March 2026, before 12:00`.
    pub fn text(&self, lang: Lang) -> String {
        let clock = match (lang, self.time) {
            (Lang::De, None) => "24:00 Uhr".to_owned(),
            (Lang::En, None) => "24:00".to_owned(),
            (Lang::De, Some(at)) => format!("vor {}", time(lang, at)),
            (Lang::En, Some(at)) => format!("before {}", time(lang, at)),
        };
        format!(
            "{}, {}, {clock}",
            weekday(lang, self.date),
            date_long(lang, self.date)
        )
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text(Lang::De))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn end_of(text: &str) -> Deadline {
        Deadline::end_of(NaiveDate::parse_from_str(text, "%d.%m.%Y").unwrap())
    }

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn t01_deadline_in_winter_time() {
        let deadline = end_of("06.03.2026");
        assert_eq!(deadline.instant(), utc("2026-03-06T23:00:00Z"));
        assert!(deadline.is_met_by(utc("2026-03-06T22:59:59.999Z")));
        assert!(!deadline.is_met_by(utc("2026-03-06T23:00:00.000Z")));
        assert_eq!(deadline.late_by(utc("2026-03-06T22:59:59.999Z")), None);
        assert_eq!(
            deadline.late_by(utc("2026-03-06T23:00:00Z")),
            Some(TimeDelta::zero())
        );
        assert_eq!(
            deadline.late_by(utc("2026-03-06T23:00:01Z")),
            Some(TimeDelta::seconds(1))
        );
    }

    #[test]
    fn t02_deadline_in_summer_time() {
        let deadline = end_of("31.03.2026");
        assert_eq!(deadline.instant(), utc("2026-03-31T22:00:00Z"));
        assert!(!deadline.is_met_by(utc("2026-03-31T22:30:00Z")));
    }

    #[test]
    fn t03_clock_change_forward() {
        let (before, on) = (end_of("28.03.2026"), end_of("29.03.2026"));
        assert_eq!(before.instant(), utc("2026-03-28T23:00:00Z"));
        assert_eq!(on.instant(), utc("2026-03-29T22:00:00Z"));
        assert_eq!(on.instant() - before.instant(), TimeDelta::hours(23));
        assert!(!on.is_met_by(utc("2026-03-29T22:00:00Z")));
    }

    #[test]
    fn t04_clock_change_back() {
        let deadline = end_of("25.10.2026");
        assert_eq!(deadline.instant(), utc("2026-10-25T23:00:00Z"));
        assert_eq!(
            deadline.instant() - end_of("24.10.2026").instant(),
            TimeDelta::hours(25)
        );
        assert!(
            deadline.is_met_by(utc("2026-10-25T00:30:00Z"))
                && deadline.is_met_by(utc("2026-10-25T01:30:00Z"))
        );
    }

    #[test]
    fn a_deadline_with_a_time_is_strict_as_well() {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
        let deadline = Deadline::new(end_of("06.03.2026").date(), Some(noon)).unwrap();
        assert!(deadline.is_met_by(utc("2026-03-06T10:59:59.999Z")));
        assert!(!deadline.is_met_by(utc("2026-03-06T11:00:00Z")));
    }

    #[test]
    fn a_time_inside_a_clock_change_is_refused() {
        let half_past_two = NaiveTime::from_hms_opt(2, 30, 0).unwrap();
        let at = |deadline: Deadline| Deadline::at(deadline.date(), half_past_two);
        assert_eq!(at(end_of("29.03.2026")), Err(LocalTimeError::DoesNotExist));
        assert_eq!(at(end_of("25.10.2026")), Err(LocalTimeError::Ambiguous));
    }

    #[test]
    fn a_deadline_is_published_in_plain_words() {
        let deadline = end_of("06.03.2026");
        assert_eq!(deadline.to_string(), "Freitag, 6. März 2026, 24:00 Uhr");
        assert_eq!(deadline.text(Lang::En), "Friday, 6 March 2026, 24:00");
        let timed = Deadline::at(deadline.date(), NaiveTime::from_hms_opt(12, 0, 0).unwrap()).unwrap();
        assert_eq!(timed.to_string(), "Freitag, 6. März 2026, vor 12:00 Uhr");
        assert_eq!(timed.text(Lang::En), "Friday, 6 March 2026, before 12:00");
    }

    #[test]
    fn the_last_day_of_the_calendar_does_not_panic() {
        assert_eq!(Deadline::end_of(NaiveDate::MAX).date(), NaiveDate::MAX);
    }

    proptest! {
        #[test]
        fn a_deadline_is_half_open(
            offset in 0u64..36_525,
            microseconds in prop_oneof![-1i64..=1, -200_000_000_000i64..200_000_000_000],
        ) {
            let deadline = Deadline::end_of(NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + Days::new(offset));
            let received = deadline.instant() + TimeDelta::microseconds(microseconds);
            prop_assert_eq!(deadline.is_met_by(received), microseconds < 0);
            prop_assert_eq!(deadline.late_by(received).is_some(), microseconds >= 0);
            // on time exactly when the clock in Berlin still shows the deadline's date or an earlier one
            prop_assert_eq!(deadline.is_met_by(received), crate::calendar::local_date(received) <= deadline.date());
        }
    }
}
