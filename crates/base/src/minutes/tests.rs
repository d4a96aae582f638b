#![allow(clippy::unwrap_used)] // tests may

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use super::*;
use crate::calendar::instant_at;

/// F04's entries: 7.50 / 7.75 / 3.25 / 4.50 / 0.25 h.
const ENTRIES: [Minutes; 5] = [
    Minutes(450),
    Minutes(465),
    Minutes(195),
    Minutes(270),
    Minutes(15),
];

#[test]
fn f03_hours_from_clock_times() {
    let worked = Minutes(17 * 60 + 30) - Minutes(9 * 60) - Minutes(45);
    assert_eq!(worked, Minutes(465));
    assert_eq!(worked.format_de(), "7,75\u{a0}Std.");
    assert_eq!(worked.value_per_hour(Cents(12_000)), Cents(93_000));
    assert_eq!(worked.value_per_day(Cents(95_000), Minutes::DAY), Cents(92_031));
}

#[test]
fn f04_round_once() {
    let total: Minutes = ENTRIES.iter().sum();
    assert_eq!(total, Minutes(1395));
    assert_eq!(total.value_per_hour(Cents(12_000)), Cents(279_000));
    assert_eq!(total.value_per_day(Cents(95_000), Minutes::DAY), Cents(276_094));
    let rounded_each: Cents = ENTRIES
        .iter()
        .map(|entry| entry.value_per_day(Cents(95_000), Minutes::DAY))
        .sum();
    assert_eq!(rounded_each, Cents(276_095), "the trap this scenario is about");
}

#[test]
fn f05_half_day_steps() {
    let days = [
        Minutes(450),
        Minutes(465),
        Minutes(195) + Minutes(15),
        Minutes(270),
    ];
    let half_days: i64 = days.iter().map(|worked| worked.half_days(Minutes::DAY)).sum();
    assert_eq!(half_days, 7); // 3.5 days
    let per_half_day = Cents(96_000 / 2);
    assert_eq!(Cents(half_days * per_half_day.0), Cents(336_000));
}

#[test]
fn half_a_day_ends_after_exactly_four_hours() {
    let steps = [0, 1, 240, 241, 480, 900].map(|worked| Minutes(worked).half_days(Minutes::DAY));
    assert_eq!(steps, [0, 1, 1, 2, 2, 2]);
}

#[test]
fn f08_night_over_clock_change() {
    let at = |day: (i32, u32, u32), hour| {
        let date = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
        instant_at(date, NaiveTime::from_hms_opt(hour, 0, 0).unwrap()).unwrap()
    };
    assert_eq!(
        Minutes::between(at((2026, 10, 24), 22), at((2026, 10, 25), 4)),
        Minutes(420)
    );
    assert_eq!(
        Minutes::between(at((2026, 3, 28), 22), at((2026, 3, 29), 4)),
        Minutes(300)
    );
}

#[test]
fn hours_are_read_as_people_write_them() {
    for text in [
        "7,75",
        "7:45",
        "7h45",
        "07:45",
        "7,75 Std.",
        "7,75\u{a0}Std.",
        "7,75 h",
        "7:45 h",
        "7:45h",
    ] {
        assert_eq!(Minutes::parse_de(text), Ok(Minutes(465)), "{text:?}");
    }
    assert_eq!(Minutes::parse_de("7"), Ok(Minutes(420)));
    assert_eq!(Minutes::parse_de("7h"), Ok(Minutes(420)));
    assert_eq!(Minutes::parse_de("0,33"), Ok(Minutes(20)));
    assert_eq!(Minutes::parse_de("1.240,50"), Ok(Minutes(74_430)));
    assert_eq!(Minutes::parse(Lang::En, "7.75"), Ok(Minutes(465)));
}

#[test]
fn unclear_hours_are_refused() {
    use MinutesError::{NotWholeMinutes, Number};
    for (text, reason) in [
        ("7.45", Number(NumberError::Ambiguous)),
        ("1.240", Number(NumberError::Ambiguous)),
        ("", Number(NumberError::Empty)),
        ("0,34", NotWholeMinutes),
        ("7,755", Number(NumberError::TooManyDecimals)),
        ("7:60", Number(NumberError::NotANumber)),
        ("7:5", Number(NumberError::NotANumber)),
        ("7:455", Number(NumberError::NotANumber)),
        ("-7:45", Number(NumberError::NotANumber)),
        (":45", Number(NumberError::NotANumber)),
        ("12345:00", Number(NumberError::NotANumber)),
        ("viel", Number(NumberError::NotANumber)),
    ] {
        assert_eq!(Minutes::parse_de(text), Err(reason), "{text:?}");
    }
}

#[test]
fn the_billable_share_is_rounded_to_the_minute() {
    assert_eq!(Minutes(45).apply_rate(Rate(5_000)), Minutes(23));
    assert_eq!(Minutes(44).apply_rate(Rate(5_000)), Minutes(22));
}

#[test]
fn overflow_is_noticed() {
    assert_eq!(Minutes(i64::MAX).checked_add(Minutes(1)), None);
    assert_eq!(Minutes(i64::MIN).checked_sub(Minutes(1)), None);
}

proptest! {
    #[test]
    fn written_hours_read_as_themselves(value in -100_000_000i64..100_000_000) {
        for (lang, text) in [(Lang::De, Minutes(value).format_de()), (Lang::En, Minutes(value).format_en())] {
            prop_assert_eq!(Minutes::parse(lang, &text), Ok(Minutes(value)));
        }
    }

    #[test]
    fn any_text_is_read_or_refused_without_panic(text in "[-0-9:.,h]{0,10}|\\PC{0,20}") {
        let _ = Minutes::parse_de(&text);
    }
}
