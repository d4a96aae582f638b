//! Interest: D05, E09 to E12, what is missing, and that segments add up to days.

use base::{Cents, Lang, Problem, Rate};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use uuid::Uuid;

use super::day;
use crate::rules::interest::{BaseRates, DayCount, Interest, MissingRates, Slice, half_year, interest};
use crate::rules::recovery::{Flow, Payment, Portion, late, portions, slices, uses};

const SPREAD: Rate = Rate(500);

/// The half-years of the scenarios.
fn rates() -> BaseRates {
    [
        ("2022-07-01", -88),
        ("2023-01-01", 162),
        ("2023-07-01", 312),
        ("2024-01-01", 362),
        ("2024-07-01", 337),
        ("2025-01-01", 227),
        ("2025-07-01", 127),
    ]
    .into_iter()
    .map(|(from, rate)| (day(from), Rate(rate)))
    .collect()
}

fn one(euros: i64, from: &str, until: &str, method: DayCount) -> Interest {
    let slice = Slice {
        principal: Cents(euros * 100),
        from_on: day(from),
        until_on: day(until),
    };
    interest(&[slice], &rates(), SPREAD, method).unwrap()
}

fn payment(number: u128, euros: i64, paid_on: &str) -> Payment {
    Payment {
        id: Uuid::from_u128(number),
        amount: Cents(euros * 100),
        paid_on: day(paid_on),
    }
}

#[test]
fn d05_delay_interest() {
    let paid = payment(1, 10_000, "2025-01-15");
    let used = |euros: i64, on: &str| Flow {
        amount: Cents(euros * 100),
        on: day(on),
    };
    let spending = [used(4_000, "2025-03-01"), used(6_000, "2025-05-20")];
    let by_payment = uses(&[paid], &spending);
    let slices = late(&paid, &by_payment[0].1, 2);
    let amounts: Vec<i64> = slices.iter().map(|slice| slice.principal.0).collect();
    assert_eq!(amounts, [600_000], "what was used on 01.03. costs nothing");
    let amount = |method| interest(&slices, &rates(), SPREAD, method).unwrap().amount;
    assert_eq!(amount(DayCount::ActAct), Cents(14_938));
    assert_eq!(amount(DayCount::Thirty360), Cents(15_146));
    // the last day of the two months is still in time
    assert!(late(&paid, &[used(10_000, "2025-03-15")], 2).is_empty());
    assert_eq!(late(&paid, &[used(10_000, "2025-03-16")], 2).len(), 1);
}

#[test]
fn money_spent_before_a_payment_uses_it_on_the_day_it_is_paid() {
    let first = payment(1, 3_000, "2025-02-01");
    let second = payment(2, 2_000, "2025-04-01");
    let flow = |euros: i64, on: &str| Flow {
        amount: Cents(euros * 100),
        on: day(on),
    };
    let spent = [flow(1_000, "2025-01-10"), flow(3_000, "2025-03-01")];
    let used = uses(&[second, first], &spent);
    assert_eq!(used[0].1, [flow(1_000, "2025-02-01"), flow(2_000, "2025-03-01")]);
    assert_eq!(
        used[1].1,
        [flow(1_000, "2025-04-01")],
        "and 1,000 is not used yet"
    );
}

#[test]
fn e09_repayment_with_interest_over_a_rate_change() {
    let act = one(3_000, "2025-02-03", "2025-11-17", DayCount::ActAct);
    let days: Vec<i64> = act.segments.iter().map(|part| part.days).collect();
    let rates: Vec<i64> = act.segments.iter().map(|part| part.rate.0).collect();
    assert_eq!((days, rates), (vec![148, 139], vec![727, 627]));
    let shown: Vec<String> = act.segments.iter().map(|part| part.shown(Lang::De)).collect();
    assert_eq!(shown, ["88,435\u{a0}€", "71,633\u{a0}€"]);
    assert_eq!(act.amount, Cents(16_007));
    assert_eq!(Cents(300_000) + act.amount, Cents(316_007));
    assert_eq!(
        one(3_000, "2025-02-03", "2025-11-17", DayCount::Thirty360).amount,
        Cents(16_072)
    );
}

#[test]
fn e10_full_revocation_in_a_leap_year() {
    for (method, amount) in [
        (DayCount::ActAct, 150_964),
        (DayCount::Act365, 151_334),
        (DayCount::Thirty360, 150_214),
    ] {
        let interest = one(20_000, "2024-03-15", "2025-02-10", method);
        assert_eq!(interest.amount, Cents(amount), "{method}");
    }
    let shown: Vec<String> = one(20_000, "2024-03-15", "2025-02-10", DayCount::ActAct)
        .segments
        .iter()
        .map(|part| part.shown(Lang::De))
        .collect();
    assert_eq!(shown, ["508,721\u{a0}€", "841,574\u{a0}€", "159,342\u{a0}€"]);
}

#[test]
fn e11_negative_base_rate() {
    let interest = one(10_000, "2022-10-01", "2023-04-01", DayCount::ActAct);
    let parts: Vec<(i64, i64)> = interest
        .segments
        .iter()
        .map(|part| (part.days, part.rate.0))
        .collect();
    assert_eq!(parts, [(92, 412), (90, 662)]);
    assert_eq!(interest.amount, Cents(26_708));
}

#[test]
fn e12_two_payments_are_rounded_each() {
    let paid = [payment(1, 15_000, "2024-10-01"), payment(2, 5_000, "2025-02-01")];
    let portions = portions(&paid, Cents(2_000_000));
    let amounts: Vec<Cents> = slices(&portions, &[], day("2025-03-31"))
        .iter()
        .map(|slices| {
            interest(slices, &rates(), SPREAD, DayCount::ActAct)
                .unwrap()
                .amount
        })
        .collect();
    assert_eq!(amounts, [Cents(58_149), Cents(5_776)]);
    assert_eq!(amounts.into_iter().sum::<Cents>(), Cents(63_925));
}

#[test]
fn a_repayment_concerns_the_latest_payments_first() {
    let paid = [payment(1, 15_000, "2024-10-01"), payment(2, 5_000, "2025-02-01")];
    let parts = |principal: i64| -> Vec<(u128, i64)> {
        portions(&paid, Cents(principal * 100))
            .iter()
            .map(|portion| (portion.payment.as_u128(), portion.principal.0 / 100))
            .collect()
    };
    assert_eq!(parts(3_000), [(2, 3_000)]);
    assert_eq!(parts(7_000), [(1, 2_000), (2, 5_000)]);
    assert_eq!(parts(30_000), [(1, 15_000), (2, 5_000)], "no more than was paid");
}

#[test]
fn money_that_comes_in_stops_the_interest_of_the_oldest_portion_first() {
    let portion = |number: u128, euros: i64, paid_on: &str| Portion {
        payment: Uuid::from_u128(number),
        paid_on: day(paid_on),
        principal: Cents(euros * 100),
    };
    let portions = [portion(1, 2_000, "2024-10-01"), portion(2, 5_000, "2025-02-01")];
    let receipts = [Flow {
        amount: Cents(300_000),
        on: day("2025-05-01"),
    }];
    let parts: Vec<Vec<(i64, NaiveDate)>> = slices(&portions, &receipts, day("2025-06-01"))
        .iter()
        .map(|of| {
            of.iter()
                .map(|slice| (slice.principal.0 / 100, slice.until_on))
                .collect()
        })
        .collect();
    assert_eq!(parts[0], [(2_000, day("2025-05-01"))]);
    assert_eq!(parts[1], [(1_000, day("2025-05-01")), (4_000, day("2025-06-01"))]);
}

#[test]
fn a_half_year_without_a_rate_is_refused_and_named() {
    let slice = Slice {
        principal: Cents(100_000),
        from_on: day("2025-10-01"),
        until_on: day("2026-09-01"),
    };
    let missing = interest(&[slice], &rates(), SPREAD, DayCount::ActAct).unwrap_err();
    assert_eq!(missing, MissingRates(vec![day("2026-01-01"), day("2026-07-01")]));
    let Problem::Refused { code, text } = Problem::from(missing) else {
        panic!("refused");
    };
    assert_eq!(code, "missing-base-rate");
    let args = [
        ("half_years", "1/2026, 2/2026".to_owned()),
        ("days", "01.01.2026, 01.07.2026".to_owned()),
    ];
    assert_eq!(text.args, args, "what is to be imported");
}

/// A rate for every half-year of thirty years, some of them negative.
fn many_rates() -> BaseRates {
    (2010..2040)
        .flat_map(|year| [(year, 1), (year, 7)])
        .map(|(year, month)| {
            let rate = i64::from(year % 7) * 60 - 90 + i64::from(month);
            (NaiveDate::from_ymd_opt(year, month, 1).unwrap(), Rate(rate))
        })
        .collect()
}

fn method() -> impl Strategy<Value = DayCount> {
    proptest::sample::select(DayCount::ALL)
}

proptest! {
    /// Each day for itself, in exact fractions over 365 · 366 · 360.
    #[test]
    fn segments_are_the_sum_of_their_days(
        start in 0_u64..9_000,
        length in 0_u64..1_500,
        principal in 1_i64..1_000_000_000,
        method in method(),
    ) {
        let rates = many_rates();
        let from_on = day("2010-01-01") + Days::new(start);
        let until_on = from_on + Days::new(length);
        let whole = Slice { principal: Cents(principal), from_on, until_on };
        let together = interest(&[whole], &rates, SPREAD, method).unwrap();
        let single: Vec<Slice> = from_on
            .iter_days()
            .take_while(|day| *day < until_on)
            .map(|day| Slice { principal: Cents(principal), from_on: day, until_on: day + Days::new(1) })
            .collect();
        let by_day = interest(&single, &rates, SPREAD, method).unwrap();
        prop_assert_eq!(together.amount, by_day.amount);
        for part in &together.segments {
            prop_assert_eq!(half_year(part.from_on), half_year(part.until_on - Days::new(1)));
        }
    }
}
