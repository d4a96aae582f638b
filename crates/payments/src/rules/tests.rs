#![allow(clippy::unwrap_used)] // tests may

use proptest::collection;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn purse(used: i64, used_of_year: i64) -> Purse {
    Purse {
        award: Cents(4_000_000),
        payable: Cents(4_000_000),
        retention: Cents(400_000),
        used: Cents(used),
        year: 2026,
        tranche: Cents(1_500_000),
        used_of_year: Cents(used_of_year),
        requests_of_year: 0,
    }
}

#[test]
fn what_is_left_is_the_award_without_retention_and_what_was_asked_for() {
    assert_eq!(purse(3_100_000, 0).left(), Cents(500_000));
    assert_eq!(purse(3_600_001, 0).left(), Cents(0), "never less than nothing");
    assert_eq!(purse(900_000, 900_000).left_of_year(), Cents(600_000));
    assert_eq!(purse(3_500_000, 900_000).open(), Cents(100_000));
}

#[test]
fn a_final_instalment_takes_the_latest_years_first() {
    let left = [(2026, Cents(100)), (2027, Cents(300))];
    assert_eq!(over_years(Cents(250), &left), Some(vec![(2027, Cents(250))]));
    assert_eq!(
        over_years(Cents(350), &left),
        Some(vec![(2027, Cents(300)), (2026, Cents(50))])
    );
    assert_eq!(over_years(Cents(401), &left), None);
}

proptest! {
    #[test]
    fn a_final_instalment_is_split_to_the_cent_within_what_the_years_have(
        amount in 1..10_000_000_i64,
        left in collection::vec(0..4_000_000_i64, 0..5),
    ) {
        let years: Vec<(i64, Cents)> = left.iter().zip(2026..).map(|(cents, year)| (year, Cents(*cents))).collect();
        let parts = over_years(Cents(amount), &years);
        let all: i64 = left.iter().sum();
        prop_assert_eq!(parts.is_some(), amount <= all);
        let parts = parts.unwrap_or_default();
        prop_assert!(parts.is_empty() || parts.iter().map(|(_, part)| *part).sum::<Cents>() == Cents(amount));
        for (year, part) in &parts {
            let of_year = years.iter().find(|(known, _)| known == year).map(|(_, left)| *left);
            prop_assert!(*part > Cents::ZERO && of_year.is_some_and(|left| *part <= left));
        }
        // an earlier year is touched only when every later one is used up
        let taken = |year: i64| parts.iter().find(|(known, _)| *known == year).map(|(_, part)| *part).unwrap_or_default();
        for (year, left) in &years {
            let is_earlier_touched = parts.iter().any(|(known, _)| known < year);
            prop_assert!(!is_earlier_touched || taken(*year) == *left);
        }
    }

    #[test]
    fn what_is_open_exceeds_neither_award_nor_tranche(
        award in 0..4_000_000_i64,
        rate in 0..=10_000_i64,
        used in 0..4_000_000_i64,
        tranche in 0..4_000_000_i64,
        used_of_year in 0..4_000_000_i64,
    ) {
        let purse = Purse {
            award: Cents(award),
            payable: Cents(award),
            retention: Cents(award * rate / 10_000),
            used: Cents(used),
            year: 2026,
            tranche: Cents(tranche),
            used_of_year: Cents(used_of_year),
            requests_of_year: 0,
        };
        let open = purse.open();
        prop_assert!(open >= Cents::ZERO);
        prop_assert!(open.is_zero() || purse.used + open + purse.retention <= purse.award);
        prop_assert!(open.is_zero() || purse.used_of_year + open <= purse.tranche);
        // and not a cent less than what is possible
        let more = open + Cents(1);
        let fits = purse.used + more + purse.retention <= purse.award && purse.used_of_year + more <= purse.tranche;
        prop_assert!(!fits);
    }
}

#[test]
fn bank_details_are_normalised_and_every_flaw_is_named() {
    let typed = Details {
        holder: " Stadtkasse  Mössingen ".to_owned(),
        iban: "de02 1203 0000 0000 2020 51".to_owned(),
        bic: "byladem1001".to_owned(),
        bank: String::new(),
        payee_reference: "5.0815.000042.1".to_owned(),
    };
    let stored = check_details(&typed).unwrap();
    assert_eq!(stored.holder, "Stadtkasse Mössingen");
    assert_eq!(stored.iban, "DE02120300000000202051");
    assert_eq!(stored.bic, "BYLADEM1001");

    let wrong = Details {
        holder: "ü".repeat(36), // 72 letters in the file for the bank
        iban: "DE03 1203 0000 0000 2020 51".to_owned(),
        bic: "XX".to_owned(),
        ..typed
    };
    let Err(Problem::Invalid(fields)) = check_details(&wrong) else {
        panic!("accepted")
    };
    let names: Vec<&str> = fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(names, ["holder", "iban", "bic"]);
}

#[test]
fn an_account_number_shows_its_last_four_digits_only() {
    assert_eq!(masked("DE02120300000000202051"), "DE02 … 2051");
    assert_eq!(last_four("DE02120300000000202051"), "2051");
    assert_eq!(grouped("DE02120300000000202051"), "DE02 1203 0000 0000 2020 51");
}

#[test]
fn the_year_end_is_reminded_of_twice() {
    let last = day("2026-11-30");
    assert_eq!(reminder_on(day("2026-09-30"), last), None);
    assert_eq!(reminder_on(day("2026-10-01"), last), Some(60));
    assert_eq!(reminder_on(day("2026-11-15"), last), Some(60));
    assert_eq!(reminder_on(day("2026-11-16"), last), Some(14));
    assert_eq!(reminder_on(last, last), Some(14));
    assert_eq!(reminder_on(day("2026-12-01"), last), None);
    let last_day_of = |year| last_request_day(year, (11, 30));
    assert_eq!(
        next_reminder(day("2026-10-01"), last_day_of),
        Some(day("2026-11-16"))
    );
    assert_eq!(
        next_reminder(day("2026-11-16"), last_day_of),
        Some(day("2027-10-01"))
    );
}

#[test]
fn use_ends_two_months_after_the_payment() {
    assert_eq!(use_until(day("2025-01-15"), 2), day("2025-03-15"), "D05");
    assert_eq!(use_until(day("2026-12-31"), 2), day("2027-02-28"));
}

#[test]
fn every_refused_step_has_a_sentence_in_both_languages() {
    for texts in [crate::TEXTS.0, crate::TEXTS.1] {
        let keys = base::texts::keys(texts);
        for state in PaymentState::ALL {
            for key in [
                format!("payments-wrong-state-{state}"),
                format!("payments-state-{state}"),
            ] {
                assert!(keys.contains(&key), "{key}");
            }
        }
    }
}
