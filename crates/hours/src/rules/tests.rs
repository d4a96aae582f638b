//! Length, billable part and value of entries, exactly.
#![allow(clippy::unwrap_used)] // tests may

use base::{Cents, Minutes, Problem, fmt};
use chrono::{NaiveDate, NaiveTime, TimeZone, Utc};
use proptest::prelude::*;

use super::*;

const QUARTERS: Minutes = Minutes(15);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

fn worked(date: &str, from: &str, until: &str, pause: i64) -> Result<Minutes, String> {
    worked_in(QUARTERS, date, from, until, pause)
}

fn worked_in(step: Minutes, date: &str, from: &str, until: &str, pause: i64) -> Result<Minutes, String> {
    match span(day(date), at(from), at(until), Minutes(pause), step) {
        Ok(span) => Ok(span.minutes),
        Err(Problem::Invalid(fields)) => Err(format!("{}: {}", fields[0].field, fields[0].text.key)),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn f03_hours_from_clock_times_and_their_value() {
    let minutes = worked("2026-07-02", "09:00", "17:30", 45).unwrap();
    assert_eq!(minutes, Minutes(465));
    assert_eq!(fmt::hours_de(minutes), "7,75\u{a0}Std.");
    assert_eq!(minutes.value_per_hour(Cents(12_000)), Cents(93_000));
    assert_eq!(minutes.value_per_day(Cents(95_000), Minutes::DAY), Cents(92_031));
}

#[test]
fn f04_the_sum_is_rounded_once() {
    let entries = [450, 465, 195, 270, 15].map(Minutes);
    let sum: Minutes = entries.iter().sum();
    assert_eq!(fmt::hours_de(sum), "23,25\u{a0}Std.");
    assert_eq!(sum.value_per_hour(Cents(12_000)), Cents(279_000));
    assert_eq!(sum.value_per_day(Cents(95_000), Minutes::DAY), Cents(276_094));
    let wrong: Cents = entries
        .iter()
        .map(|one| one.value_per_day(Cents(95_000), Minutes::DAY))
        .sum();
    assert_eq!(wrong, Cents(276_095), "rounding each entry would be wrong");
}

#[test]
fn f08_a_night_over_the_clock_change_counts_as_it_passed() {
    assert_eq!(worked("2026-10-24", "22:00", "04:00", 0), Ok(Minutes(7 * 60)));
    assert_eq!(worked("2026-03-28", "22:00", "04:00", 0), Ok(Minutes(5 * 60)));
    assert_eq!(worked("2026-06-13", "22:00", "04:00", 0), Ok(Minutes(6 * 60)));
    assert_eq!(
        span(day("2026-10-24"), at("22:00"), at("04:00"), Minutes(0), QUARTERS)
            .unwrap()
            .worked_on,
        day("2026-10-24")
    );
    assert_eq!(
        worked("2026-10-25", "02:30", "05:00", 0),
        Err("from: hours-time-ambiguous".to_owned())
    );
    assert_eq!(
        worked("2026-03-28", "22:00", "02:30", 0),
        Err("until: hours-time-does-not-exist".to_owned())
    );
}

#[test]
fn an_entry_is_a_quarter_to_twelve_hours_in_quarters() {
    for (from, until, pause, expected) in [
        ("09:00", "09:15", 0, Ok(Minutes(15))),
        ("09:00", "09:10", 0, Err("until: hours-length")),
        ("06:00", "18:00", 0, Ok(Minutes(720))),
        ("06:00", "18:15", 0, Err("until: hours-length")),
        ("06:00", "18:45", 45, Ok(Minutes(720))),
        ("09:00", "10:20", 0, Err("until: hours-step")),
        ("09:00", "10:20", 5, Ok(Minutes(75))),
        ("09:00", "09:00", 0, Err("until: hours-length")), // a whole day
        ("09:00", "10:00", 75, Err("until: hours-length")),
        ("09:00", "10:00", -15, Err("break_minutes: hours-break-negative")),
    ] {
        assert_eq!(
            worked("2026-07-02", from, until, pause),
            expected.map_err(str::to_owned),
            "{from}–{until} −{pause}"
        );
    }
}

#[test]
fn the_programme_says_in_which_steps_hours_are_booked() {
    let in_steps = |step, until| worked_in(Minutes(step), "2026-07-02", "09:00", until, 0);
    assert_eq!(in_steps(5, "09:20"), Ok(Minutes(20)));
    assert_eq!(in_steps(1, "09:01"), Ok(Minutes(1)));
    assert_eq!(in_steps(30, "09:45"), Err("until: hours-step".to_owned()));
    assert_eq!(in_steps(30, "09:15"), Err("until: hours-length".to_owned()));
}

#[test]
fn travel_counts_half_and_everything_else_in_full() {
    for activity in Activity::ALL {
        let expected = if *activity == Activity::Travel { 75 } else { 150 };
        assert_eq!(billable(*activity, Minutes(150)), Minutes(expected), "{activity}");
    }
    assert_eq!(
        billable(Activity::Travel, Minutes(15)),
        Minutes(8),
        "half-up to the minute"
    );
}

#[test]
fn the_day_lies_in_the_period_and_not_in_the_future() {
    let (from, until, today) = (
        Some(day("2026-07-01")),
        Some(day("2026-12-31")),
        day("2026-09-15"),
    );
    let check = |date: &str| match check_day(day(date), from, until, today) {
        Ok(()) => String::new(),
        Err(Problem::Invalid(fields)) => fields[0].text.key.clone(),
        Err(other) => panic!("{other}"),
    };
    for (date, expected) in [
        ("2026-06-30", "hours-outside-period"),
        ("2026-07-01", ""),
        ("2026-09-15", ""),
        ("2026-09-16", "hours-future"),
    ] {
        assert_eq!(check(date), expected, "{date}");
    }
    assert!(
        check_day(day("2027-01-01"), from, until, day("2027-02-01")).is_err(),
        "after the end"
    );
}

#[test]
fn nothing_overlaps_and_a_day_has_twelve_hours() {
    let of =
        |from: &str, until: &str| span(day("2026-07-02"), at(from), at(until), Minutes(0), QUARTERS).unwrap();
    let taken = [of("09:00", "12:00"), of("13:00", "18:00")];
    let check = |span: Span| match check_others(&span, taken.iter().map(Taken::from)) {
        Ok(()) => String::new(),
        Err(Problem::Invalid(fields)) => fields[0].text.key.clone(),
        Err(other) => panic!("{other}"),
    };
    assert_eq!(check(of("12:00", "13:00")), "", "touching is no overlap");
    assert_eq!(check(of("11:45", "12:15")), "hours-overlap");
    assert_eq!(check(of("08:00", "19:00")), "hours-overlap");
    assert_eq!(check(of("18:00", "22:00")), "", "12:00 hours exactly");
    assert_eq!(check(of("18:00", "22:15")), "hours-day-too-long");
    let night = span(day("2026-07-01"), at("22:00"), at("09:15"), Minutes(0), QUARTERS).unwrap();
    assert_eq!(check(night), "hours-overlap", "into the next day");
}

#[test]
fn only_the_steps_of_the_handbook_are_possible() {
    let all = EntryState::ALL;
    let steps = all.iter().flat_map(|from| all.iter().map(move |to| (*from, *to)));
    let allowed: Vec<_> = steps.filter(|(from, to)| may_become(*from, *to)).collect();
    assert_eq!(allowed.len(), 7, "{allowed:?}");
    for end in [EntryState::Approved, EntryState::Discarded] {
        assert!(allowed.iter().all(|(from, _)| *from != end), "{end} is an end");
    }
}

#[test]
fn kinds_of_work_are_known_by_their_german_names() {
    for (name, expected) in [
        ("Vor Ort", Some(Activity::OnSite)),
        ("vor-ort", Some(Activity::OnSite)),
        ("Reisezeit", Some(Activity::Travel)),
        ("Fahrt", Some(Activity::Travel)),
        ("Netzwerktreffen", Some(Activity::NetworkMeeting)),
        ("Kaffee", None),
    ] {
        assert_eq!(activity_named(name), expected, "{name}");
    }
}

#[test]
fn the_coordination_is_told_on_the_next_monday_at_seven() {
    let utc = |d, h| Utc.with_ymd_and_hms(2026, 7, d, h, 0, 0).unwrap();
    assert_eq!(digest_at(utc(1, 8)), utc(6, 5), "Wednesday");
    assert_eq!(digest_at(utc(6, 8)), utc(13, 5), "Monday");
    assert_eq!(digest_at(utc(5, 8)), utc(6, 5), "Sunday");
}

proptest! {
    #[test]
    fn a_span_is_within_its_bounds_or_refused(from in 0u32..96, until in 0u32..96, pause in 0i64..240, offset in 0u64..800) {
        let time = |quarter: u32| NaiveTime::from_hms_opt(quarter / 4, quarter % 4 * 15, 0).unwrap();
        let date = day("2026-01-01") + chrono::Days::new(offset);
        if let Ok(span) = span(date, time(from), time(until), Minutes(pause), QUARTERS) {
            prop_assert!(span.minutes >= QUARTERS && span.minutes <= MOST && span.minutes.0 % 15 == 0);
            prop_assert_eq!(Minutes::between(span.starts_at, span.ends_at), span.minutes + Minutes(pause));
            prop_assert_eq!(local_date(span.starts_at), date);
        }
    }
}
