//! The value of a contingent, exactly (F01, F02, F06).
#![allow(clippy::unwrap_used)] // tests may

use base::{Cents, Minutes, Problem, Rate};

use crate::model::EngagementState;
use crate::rules;

const NET_1100: Cents = Cents(110_000);
const CAP: Cents = Cents(4_000_000);

fn days(days: i64) -> Minutes {
    Minutes(days * Minutes::DAY.0)
}

fn value(minutes: Minutes, rate: Cents, vat: Rate, used: Cents) -> Result<Cents, Problem> {
    rules::check_value(minutes, rate, vat, Minutes::DAY, rules::Room { cap: CAP, used })
}

#[test]
fn f01_thirty_days_fit_and_thirty_one_do_not() {
    assert_eq!(
        value(days(30), NET_1100, rules::VAT, Cents(0)),
        Ok(Cents(3_927_000))
    );
    let Err(Problem::Refused { code, text }) = value(days(31), NET_1100, rules::VAT, Cents(0)) else {
        panic!("accepted");
    };
    assert_eq!(code, "over-value");
    assert!(
        text.args.contains(&("over", "579,00\u{a0}€".to_owned())),
        "{text:?}"
    );
}

#[test]
fn f02_travel_uses_the_rest_and_the_next_cent_is_refused() {
    let used = Cents(3_927_000);
    let rest = CAP - used;
    assert_eq!(rest, Cents(73_000));
    assert!(value(Minutes(0), NET_1100, Rate(0), CAP).is_ok());
    assert!(value(days(1), Cents(1), Rate(0), CAP).is_err());
}

#[test]
fn f01_a_shorter_day_of_the_programme_buys_less_time() {
    let of_day = |day| {
        let room = rules::Room {
            cap: CAP,
            used: Cents(0),
        };
        rules::check_value(Minutes(30 * 480), NET_1100, rules::VAT, Minutes(day), room)
    };
    assert_eq!(of_day(480), Ok(Cents(3_927_000)));
    assert!(of_day(450).is_err(), "32 days of seven and a half hours");
}

#[test]
fn f05_half_day_steps_count_each_begun_half_day() {
    let days = [450, 465, 210, 270].map(Minutes);
    let (rate, day) = (Cents(96_000), Minutes::DAY);
    assert_eq!(
        rules::net_value(&days, rate, day, true),
        Cents(336_000),
        "3.5 days"
    );
    assert_eq!(
        rules::net_value(&days, rate, day, false),
        Cents(279_000),
        "23.25 hours"
    );
    assert_eq!(
        rules::net_value(&days, rate, Minutes(420), true),
        Cents(336_000),
        "half a day of 420 minutes ends at 210"
    );
    assert_eq!(
        rules::net_value(&[Minutes(220)], rate, Minutes(420), true),
        Cents(96_000)
    );
}

#[test]
fn the_warning_comes_once_at_eighty_and_once_at_a_hundred_percent() {
    let contingent = Minutes(240 * 60);
    assert_eq!(rules::warning(Minutes(191 * 60 + 45), contingent, 0), None);
    assert_eq!(rules::warning(Minutes(192 * 60), contingent, 0), Some(80));
    assert_eq!(rules::warning(Minutes(200 * 60), contingent, 80), None);
    assert_eq!(rules::warning(contingent, contingent, 80), Some(100));
    assert_eq!(rules::warning(contingent, contingent, 100), None);
}

#[test]
fn only_the_steps_of_the_handbook_are_possible() {
    use EngagementState::{
        Assigned, Completed, Confirmed, Declined, Prepared, Proposed, Running, Suspended, Terminated,
    };
    let all = [
        Proposed, Confirmed, Declined, Prepared, Assigned, Running, Suspended, Completed, Terminated,
    ];
    let allowed: Vec<_> = all
        .into_iter()
        .flat_map(|from| all.into_iter().map(move |to| (from, to)))
        .filter(|(from, to)| rules::may_become(*from, *to))
        .collect();
    assert_eq!(allowed.len(), 15, "{allowed:?}");
    for end in [Declined, Completed, Terminated] {
        assert!(allowed.iter().all(|(from, _)| *from != end), "{end} is an end");
    }
}
