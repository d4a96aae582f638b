#![allow(clippy::unwrap_used)] // tests may

use chrono::{NaiveDate, TimeZone, Utc};
use proptest::prelude::*;

use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn dates_are_written_in_both_languages() {
    let date_in_march = day(2026, 3, 6);
    assert_eq!(date(Lang::De, date_in_march), "06.03.2026");
    assert_eq!(date_long(Lang::De, date_in_march), "6. März 2026");
    assert_eq!(date(Lang::En, date_in_march), "6 March 2026");
    assert_eq!(weekday(Lang::De, date_in_march), "Freitag");
    assert_eq!(weekday(Lang::En, day(2026, 3, 8)), "Sunday");
    assert_eq!(month(Lang::De, day(2026, 12, 1)), "Dezember");
}

#[test]
fn instants_are_shown_in_berlin_time() {
    assert_eq!(
        datetime(Lang::De, utc("2026-03-06T13:05:59Z")),
        "06.03.2026, 14:05 Uhr"
    );
    assert_eq!(
        datetime(Lang::De, utc("2026-07-06T22:05:00Z")),
        "07.07.2026, 00:05 Uhr"
    );
    assert_eq!(
        datetime(Lang::En, utc("2026-03-06T13:05:00Z")),
        "6 March 2026, 14:05"
    );
}

#[test]
fn t01_a_receipt_shows_seconds() {
    assert_eq!(
        receipt_de(utc("2026-03-06T23:00:00Z")),
        "07.03.2026, 00:00:00 Uhr"
    );
    assert_eq!(
        receipt(Lang::En, utc("2026-03-06T22:59:59.999Z")),
        "6 March 2026, 23:59:59"
    );
}

#[test]
fn t04_the_repeated_hour_names_its_zone() {
    assert_eq!(datetime_de(utc("2026-10-25T00:30:00Z")), "25.10.2026, 02:30 MESZ");
    assert_eq!(datetime_de(utc("2026-10-25T01:30:00Z")), "25.10.2026, 02:30 MEZ");
    assert_eq!(
        datetime(Lang::En, utc("2026-10-25T00:30:00Z")),
        "25 October 2026, 02:30 CEST"
    );
    assert_eq!(
        receipt_de(utc("2026-10-25T01:59:59.999Z")),
        "25.10.2026, 02:59:59 MEZ"
    );
    assert_eq!(datetime_de(utc("2026-10-24T23:59:59Z")), "25.10.2026, 01:59 Uhr");
    assert_eq!(datetime_de(utc("2026-10-25T02:00:00Z")), "25.10.2026, 03:00 Uhr");
}

#[test]
fn every_instant_of_the_repeated_hour_and_no_other_names_its_zone() {
    for minute in 0..24 * 60 {
        let instant =
            Utc.with_ymd_and_hms(2026, 10, 24, 22, 0, 0).unwrap() + chrono::TimeDelta::minutes(minute);
        let text = datetime_de(instant);
        assert_eq!(text.contains("ME"), text.contains(" 02:"), "{text}");
    }
}

#[test]
fn numbers_are_written_in_both_languages() {
    assert_eq!(integer(Lang::De, 1_234_567), "1.234.567");
    assert_eq!(integer(Lang::De, 999), "999");
    assert_eq!(integer(Lang::De, -1000), "-1.000");
    assert_eq!(integer(Lang::En, 12_345), "12,345");
    assert_eq!(money(Lang::De, Cents(4_000_000)), "40.000,00\u{a0}€");
    assert_eq!(money(Lang::En, Cents(-4_000_000)), "-€40,000.00");
    assert_eq!(hours(Lang::De, Minutes(465)), "7,75\u{a0}Std.");
    assert_eq!(hours(Lang::En, Minutes(465)), "7.75\u{a0}h");
    assert_eq!(rate(Lang::De, Rate(8000)), "80,00\u{a0}%");
    assert_eq!(rate(Lang::En, Rate(-88)), "-0.88%");
    assert_eq!(integer(Lang::De, i64::MIN), "-9.223.372.036.854.775.808");
}

#[test]
fn numbers_beyond_the_range_are_refused() {
    assert_eq!(parse_hundredths(Lang::De, "999.999.999.999,99"), Ok(LARGEST_READ));
    assert_eq!(
        parse_hundredths(Lang::De, "1.000.000.000.000"),
        Err(NumberError::OutOfRange)
    );
    assert_eq!(
        parse_hundredths(Lang::De, "99999999999999999999999"),
        Err(NumberError::OutOfRange)
    );
}

#[test]
fn languages_are_recognised_by_their_tag() {
    assert_eq!(Lang::from_tag("de-DE"), Some(Lang::De));
    assert_eq!(Lang::from_tag("EN"), Some(Lang::En));
    assert_eq!(Lang::from_tag("fr"), None);
    assert_eq!(Lang::default(), Lang::De);
    assert_eq!(serde_json::to_string(&Lang::En).unwrap(), "\"en\"");
}

proptest! {
    #[test]
    fn a_written_number_reads_as_itself(value in -LARGEST_READ..=LARGEST_READ) {
        for lang in Lang::ALL {
            prop_assert_eq!(parse_hundredths(lang, &hundredths(lang, value)), Ok(value));
        }
    }

    #[test]
    fn any_text_is_read_or_refused_without_panic(text in "[-+0-9.,  €%]{0,12}|\\PC{0,20}") {
        for lang in Lang::ALL {
            if let Ok(value) = parse_hundredths(lang, &text) {
                prop_assert!(value.abs() <= LARGEST_READ);
            }
        }
    }
}
