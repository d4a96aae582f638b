#![allow(clippy::unwrap_used)] // tests may

mod interest;
mod reduction;

use base::{Cents, Rate};
use chrono::NaiveDate;
use uuid::Uuid;

use super::{due, sample};
use crate::model::ProofForm;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn t08_statement_of_use_due_date() {
    for (period_end, months, due) in [
        ("2026-08-31", 3, "2026-11-30"),
        ("2026-08-31", 6, "2027-03-01"), // 28.02.2027 is a Sunday
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-04-30", 3, "2026-07-31"),
        ("2027-02-28", 3, "2027-05-31"),
    ] {
        assert_eq!(due::due_on(day(period_end), months), day(due), "{period_end}");
    }
}

#[test]
fn e13_sampling() {
    for (count, drawn) in [(0, 0), (1, 1), (13, 1), (23, 2), (40, 2), (41, 3), (100, 5)] {
        assert_eq!(sample::size(count, Rate(500)), drawn, "{count}");
    }
    let list: Vec<Uuid> = (1..=41).map(Uuid::from_u128).collect();
    let mut turned = list.clone();
    turned.reverse();
    let drawn = sample::draw("2026-11-30/1", &list, Rate(500));
    assert_eq!(drawn.len(), 3);
    assert_eq!(
        drawn,
        sample::draw("2026-11-30/1", &turned, Rate(500)),
        "the order of the list does not matter"
    );
    assert_ne!(
        drawn,
        sample::draw("2026-11-30/2", &list, Rate(500)),
        "another seed, another draw"
    );
    assert_eq!(sample::list_hash(&list), sample::list_hash(&turned));
    assert_ne!(sample::list_hash(&list), sample::list_hash(&list[1..]));
}

/// Whoever has seed and list draws it again: `printf '%s' '7:00000000-0000-0000-0000-000000000001' | sha256sum`.
#[test]
fn a_lot_is_the_published_hash() {
    assert_eq!(
        sample::lot("7", Uuid::from_u128(1)),
        "a3f8a47b5687aabfec985f0ad52492c3f6eb86597f79d9b486f393384cd764f2"
    );
}

#[test]
fn e14_one_year_clock() {
    let known = day("2026-01-12");
    assert_eq!(due::revocable_until(known), day("2027-01-12"));
    assert_eq!(due::clock_reminder(known), day("2026-11-13"));
}

#[test]
fn i02_retention() {
    use super::retention::{draft_erasable_from, erasable_from};
    assert_eq!(erasable_from(day("2028-08-14"), 10), day("2039-01-01"));
    assert_eq!(erasable_from(day("2026-05-16"), 3), day("2030-01-01"));
    assert_eq!(draft_erasable_from(day("2026-03-31"), 6), day("2026-09-30"));
}

#[test]
fn an_interim_statement_is_due_for_each_year_but_the_last_above_eighteen_months() {
    for (from, until, years) in [
        ("2026-07-01", "2027-12-31", vec![]),
        ("2026-07-01", "2028-01-01", vec![2026, 2027]),
        ("2026-01-01", "2028-12-31", vec![2026, 2027]),
        ("2026-01-01", "2026-12-31", vec![]),
    ] {
        let found = due::interim_years(day(from), day(until), 18);
        assert_eq!(found, years, "{from} to {until}");
    }
    assert_eq!(due::interim_due_on(2026, 3), day("2027-03-31"));
}

#[test]
fn the_form_follows_the_amount_and_the_sample() {
    let limit = Cents(2_500_000);
    for (amount, sampled, form) in [
        (2_500_000, false, ProofForm::Confirmation),
        (2_500_001, false, ProofForm::Simple),
        (1_000_000, true, ProofForm::Full),
    ] {
        assert_eq!(due::form(Cents(amount), limit, sampled), form, "{amount}");
    }
}

#[test]
fn interest_on_repayments_is_barred_three_years_after_the_end_of_the_year() {
    assert_eq!(due::limitation_on(day("2026-02-01")), day("2029-12-31"));
}
