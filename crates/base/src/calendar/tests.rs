#![allow(clippy::unwrap_used)] // tests may

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%d.%m.%Y").unwrap()
}

#[test]
fn holidays_of_2026_in_baden_wuerttemberg() {
    let found: Vec<String> = day("01.01.2026")
        .iter_days()
        .take(365)
        .filter_map(|date| holiday(date).map(|name| format!("{} {name}", date.format("%d.%m."))))
        .collect();
    let expected = [
        "01.01. Neujahr",
        "06.01. Heilige Drei Könige",
        "03.04. Karfreitag",
        "06.04. Ostermontag",
        "01.05. Tag der Arbeit",
        "14.05. Christi Himmelfahrt",
        "25.05. Pfingstmontag",
        "04.06. Fronleichnam",
        "03.10. Tag der Deutschen Einheit",
        "01.11. Allerheiligen",
        "25.12. Erster Weihnachtstag",
        "26.12. Zweiter Weihnachtstag",
    ];
    assert_eq!(found, expected);
}

#[test]
fn easter_falls_on_the_known_sundays() {
    for text in [
        "12.04.1998",
        "23.04.2000",
        "23.03.2008",
        "24.04.2011",
        "01.04.2018",
        "21.04.2019",
        "12.04.2020",
        "04.04.2021",
        "17.04.2022",
        "09.04.2023",
        "31.03.2024",
        "20.04.2025",
        "05.04.2026",
        "28.03.2027",
        "16.04.2028",
        "25.04.2038",
        "18.04.1954",
        "19.04.1981",
        "18.04.2049",
        "19.04.2076", // the calendar's two exceptions
    ] {
        assert_eq!(easter_sunday(day(text).year()), Some(day(text)));
    }
}

#[test]
fn christmas_eve_and_new_years_eve_are_working_days() {
    assert!(is_working_day(day("24.12.2026")));
    assert!(is_working_day(day("31.12.2026")));
    assert_eq!(next_working_day(day("25.12.2026")), day("28.12.2026"));
}

#[test]
fn working_days_are_counted_from_the_next_day() {
    assert_eq!(add_working_days(day("13.05.2026"), 5), day("21.05.2026")); // over Ascension Day and a weekend
    assert_eq!(add_working_days(day("16.05.2026"), 0), day("16.05.2026"));
}

#[test]
fn t05_deemed_delivery_and_finality_with_a_holiday() {
    let delivered = deemed_delivery(day("10.04.2026"));
    assert_eq!(delivered, day("14.04.2026"));
    assert_eq!(remedy_end(delivered, 1), day("15.05.2026"));
    assert_eq!(remedy_end(delivered, 12), day("14.04.2027"));
}

#[test]
fn t06_delivery_on_saturday_does_not_move() {
    let delivered = deemed_delivery(day("30.06.2026"));
    assert_eq!(
        (delivered, delivered.weekday()),
        (day("04.07.2026"), Weekday::Sat)
    );
    assert_eq!(remedy_end(delivered, 1), day("04.08.2026"));
    assert_eq!(deemed_delivery(day("30.06.2024")), day("03.07.2024"));
}

#[test]
fn t07_remedy_after_a_portal_download() {
    assert_eq!(remedy_end(day("10.03.2026"), 1), day("10.04.2026"));
}

#[test]
fn the_fourth_day_applies_to_notices_sent_from_7_february_2025() {
    assert_eq!(deemed_delivery(day("06.02.2025")), day("09.02.2025"));
    assert_eq!(deemed_delivery(day("07.02.2025")), day("11.02.2025"));
    assert_eq!(deemed_delivery_days(day("31.12.2024")), 3);
    assert_eq!(deemed_delivery_days(day("01.01.2026")), 4);
}

#[test]
fn an_earlier_proof_does_not_shorten_and_a_later_one_counts() {
    let posted = day("10.04.2026");
    assert_eq!(delivered_on(posted, None), day("14.04.2026"));
    assert_eq!(delivered_on(posted, Some(day("12.04.2026"))), day("14.04.2026"));
    assert_eq!(delivered_on(posted, Some(day("20.04.2026"))), day("20.04.2026"));
}

#[test]
fn t08_statement_of_use_due_date() {
    assert_eq!(month_period_end(day("31.08.2026"), 3), day("30.11.2026"));
    assert_eq!(month_period_end(day("31.08.2026"), 6), day("01.03.2027"));
    assert_eq!(month_period_end(day("30.11.2027"), 3), day("29.02.2028"));
}

#[test]
fn months_after_a_period_run_from_the_following_day() {
    assert_eq!(month_period_end(day("30.04.2026"), 3), day("31.07.2026"));
    assert_eq!(month_period_end(day("28.02.2027"), 3), day("31.05.2027"));
    assert_eq!(month_period_end(day("15.06.2026"), 1), day("15.07.2026"));
    // § 188 Abs. 3: the 30th is missing in February, so the period ends with its last day (a Sunday in 2027)
    assert_eq!(month_period_end(day("30.01.2025"), 1), day("28.02.2025"));
    assert_eq!(month_period_end(day("30.01.2027"), 1), day("01.03.2027"));
}

#[test]
fn a_missing_day_becomes_the_last_of_the_month() {
    assert_eq!(add_months(day("31.01.2027"), 1), day("28.02.2027"));
    assert_eq!(add_months(day("31.01.2028"), 1), day("29.02.2028"));
    assert_eq!(add_months(day("31.03.2026"), -1), day("28.02.2026"));
    assert_eq!(add_months(day("15.12.2026"), 1), day("15.01.2027"));
}

#[test]
fn times_lost_or_repeated_by_the_clock_change_are_refused() {
    let at =
        |date: &str, hour, minute| instant_at(day(date), NaiveTime::from_hms_opt(hour, minute, 0).unwrap());
    assert_eq!(at("29.03.2026", 2, 30), Err(LocalTimeError::DoesNotExist));
    assert_eq!(at("25.10.2026", 2, 30), Err(LocalTimeError::Ambiguous));
    assert_eq!(
        at("29.03.2026", 3, 0),
        Ok("2026-03-29T01:00:00Z".parse().unwrap())
    );
    assert_eq!(
        at("06.03.2026", 12, 0),
        Ok("2026-03-06T11:00:00Z".parse().unwrap())
    );
}

#[test]
fn the_civil_date_changes_at_midnight_in_berlin() {
    assert_eq!(
        local_date("2026-03-06T22:59:59Z".parse().unwrap()),
        day("06.03.2026")
    );
    assert_eq!(
        local_date("2026-03-06T23:00:00Z".parse().unwrap()),
        day("07.03.2026")
    );
    assert_eq!(
        local_date("2026-07-06T22:00:00Z".parse().unwrap()),
        day("07.07.2026")
    );
    assert_eq!(
        local_datetime("2026-07-06T22:00:00Z".parse().unwrap()).to_rfc3339(),
        "2026-07-07T00:00:00+02:00"
    );
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..36_525).prop_map(|offset| day("01.01.2000") + Days::new(offset))
}

proptest! {
    #[test]
    fn adding_months_never_skips_a_month(date in any_day(), months in -600i32..600) {
        let result = add_months(date, months);
        let number = |date: NaiveDate| date.year() * 12 + date.month0() as i32;
        prop_assert_eq!(number(result), number(date) + months);
        prop_assert!(result.day() == date.day() || (result + Days::new(1)).day() == 1);
    }

    #[test]
    fn the_next_working_day_is_near_and_open(date in any_day()) {
        let open = next_working_day(date);
        prop_assert!(is_working_day(open));
        prop_assert!((0..=5).contains(&(open - date).num_days()));
        prop_assert_eq!(next_working_day(open), open);
    }

    #[test]
    fn every_day_starts_at_local_midnight(date in any_day()) {
        let start = day_start(date);
        prop_assert_eq!(local_datetime(start).naive_local(), date.and_time(NaiveTime::MIN));
        let hours = (day_start(date + Days::new(1)) - start).num_hours();
        prop_assert!((23..=25).contains(&hours));
    }

    #[test]
    fn a_longer_period_never_ends_earlier(date in any_day(), months in 0u32..48) {
        prop_assert!(month_period_end(date, months) <= month_period_end(date, months + 1));
        prop_assert!(remedy_end(date, months) <= remedy_end(date, months + 1));
    }
}
