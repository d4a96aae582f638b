#![allow(clippy::unwrap_used)] // tests may

use base::{AwardRounding, Cents, Rate};
use proptest::prelude::*;

use super::*;
use crate::model::ApplicationState;
use crate::tests::world::date;

/// Handbook 5.2, row by row, with the two additions of handbook 12 no. 13 and of the four eyes.
const TABLE_5_2: &[(&str, &[&str])] = &[
    ("DRAFT", &["SUBMITTED", "LATE", "WITHDRAWN"]),
    ("SUBMITTED", &["DRAFT", "IN_CHECK", "WITHDRAWN"]),
    ("LATE", &["REJECTED", "IN_CHECK", "SUBMITTED", "WITHDRAWN"]),
    (
        "IN_CHECK",
        &["DOCUMENTS_REQUESTED", "INELIGIBLE", "COMPLETE", "WITHDRAWN"],
    ),
    ("DOCUMENTS_REQUESTED", &["IN_CHECK", "WITHDRAWN"]),
    ("INELIGIBLE", &["REJECTED", "IN_CHECK", "WITHDRAWN"]),
    ("COMPLETE", &["IN_ASSESSMENT", "WITHDRAWN"]),
    ("IN_ASSESSMENT", &["ASSESSED", "WITHDRAWN"]),
    (
        "ASSESSED",
        &[
            "SELECTED",
            "RESERVE",
            "REJECTED_PROPOSED",
            "DEFERRED",
            "WITHDRAWN",
        ],
    ),
    ("SELECTED", &["AWARDED", "WITHDRAWN"]),
    ("RESERVE", &["SELECTED", "REJECTED", "WITHDRAWN"]),
    ("REJECTED_PROPOSED", &["REJECTED", "WITHDRAWN"]),
    // beyond 5.2: a later meeting decides what one put off
    (
        "DEFERRED",
        &["SELECTED", "RESERVE", "REJECTED_PROPOSED", "WITHDRAWN"],
    ),
    ("AWARDED", &["SELECTED"]), // beyond 5.2: a remedy annulled the notice
    ("REJECTED", &[]),
    ("WITHDRAWN", &[]),
];

#[test]
fn every_pair_of_states_is_allowed_or_refused_as_in_5_2() {
    assert_eq!(TABLE_5_2.len(), ApplicationState::ALL.len());
    for (from, followers) in TABLE_5_2 {
        let from = ApplicationState::from_code(from).unwrap();
        for to in ApplicationState::ALL {
            assert_eq!(
                may_follow(from, *to),
                followers.contains(&to.code()),
                "{from} → {to}"
            );
        }
    }
}

fn conditions(rounding: AwardRounding) -> Conditions {
    Conditions {
        is_cash: true,
        is_share: true,
        rate: Rate(8_000),
        cap: Cents(4_000_000),
        rounding,
    }
}

#[test]
fn c01_share_and_cap() {
    let cent = conditions(AwardRounding::Cent);
    for (cost, expected) in [
        (4_800_000, 3_840_000),
        (5_500_000, 4_000_000),
        (4_999_999, 3_999_999),
    ] {
        assert_eq!(
            fundable_amount(Cents(9_000_000), Cents(cost), cent),
            Cents(expected),
            "E {cost}"
        );
    }
    let euro = conditions(AwardRounding::EuroDown);
    assert_eq!(
        fundable_amount(Cents(9_000_000), Cents(4_999_999), euro),
        Cents(3_999_900)
    );
}

#[test]
fn services_are_capped_but_not_rounded() {
    let kind = Conditions {
        is_cash: false,
        ..conditions(AwardRounding::EuroDown)
    };
    assert_eq!(
        fundable_amount(Cents(3_150_050), Cents(0), kind),
        Cents(3_150_050)
    );
    assert_eq!(
        fundable_amount(Cents(5_200_000), Cents(0), kind),
        Cents(4_000_000)
    );
}

#[test]
fn costs_that_are_not_stated_bound_nothing() {
    let cent = conditions(AwardRounding::Cent);
    assert_eq!(
        fundable_amount(Cents(3_000_000), Cents(0), cent),
        Cents(3_000_000)
    );
}

#[test]
fn c06_a_contract_before_the_application_is_a_beginning_unless_allowed() {
    let on = |text: &str| Some(date(text));
    // contract, received, allowed from, begun too early
    let cases = [
        (on("2026-02-02"), on("2026-02-20"), None, true),
        (on("2026-02-02"), on("2026-01-25"), None, false),
        (on("2026-02-02"), on("2026-02-20"), on("2026-02-01"), false),
        (on("2026-01-31"), on("2026-02-20"), on("2026-02-01"), true),
        (on("2026-02-20"), on("2026-02-20"), None, false),
        (None, on("2026-02-20"), None, false),
    ];
    for (contract, received, allowed, expected) in cases {
        assert_eq!(
            begun_too_early(contract, received, allowed),
            expected,
            "{contract:?} {received:?} {allowed:?}"
        );
    }
}

#[test]
fn c03_an_equal_split_gives_the_odd_cent_to_the_lead() {
    let parts = base::money::split_equally(Cents(4_000_000), 3);
    assert_eq!(parts, [Cents(1_333_334), Cents(1_333_333), Cents(1_333_333)]);
}

proptest! {
    #[test]
    fn nothing_fundable_exceeds_request_cap_or_rate(
        requested in 0i64..20_000_000, cost in 0i64..20_000_000, cash: bool, share: bool,
    ) {
        for rounding in AwardRounding::ALL {
            let conditions = Conditions { is_cash: cash, is_share: share, ..conditions(rounding) };
            let amount = fundable_amount(Cents(requested), Cents(cost), conditions);
            prop_assert!(amount <= Cents(requested) && amount <= conditions.cap && !amount.is_negative());
            if cash && share && cost > 0 {
                prop_assert!(amount <= Cents(cost).apply_rate(conditions.rate));
            }
        }
    }
}
