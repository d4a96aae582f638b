//! The rule on examples of the handbook.
#![allow(clippy::unwrap_used)] // tests may

use base::{AwardRounding, Rate};

use super::*;
use crate::FinancingType;
use crate::tests::world::some_terms;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn tuebingen() -> Applying {
    Applying {
        name: "Tübingen".to_owned(),
        key: "08416041".to_owned(),
        body_type: BodyType::Stadt,
        may_apply: true,
    }
}

/// Everything said, everything well.
fn known() -> Known {
    Known {
        body: Some(tuebingen()),
        has_begun: Some(false),
        is_funded_elsewhere: Some(false),
        rest_is_secured: Some(true),
        starts_on: Some(day("2026-07-01")),
        ends_on: Some(day("2027-06-30")),
        requested: Some(Cents(4_000_000)),
        total_cost: Some(Cents(5_000_000)),
    }
}

fn cash(rounding: AwardRounding) -> Terms {
    Terms {
        funding_mode: FundingMode::CashGrant,
        financing_type: FinancingType::Share,
        rate: Rate(8_000),
        rounding,
        ..some_terms()
    }
}

fn failed(terms: &Terms, known: &Known) -> Vec<&'static str> {
    let verdict = judge(terms, known, Lang::De);
    verdict
        .reasons
        .iter()
        .filter(|reason| reason.outcome == Outcome::NotEligible)
        .map(|reason| reason.condition)
        .collect()
}

#[test]
fn everything_said_and_met_is_eligible() {
    let verdict = judge(&some_terms(), &known(), Lang::De);
    assert_eq!(verdict.outcome, Outcome::Eligible);
    assert_eq!(verdict.fundable, Some(Cents(4_000_000)));
}

#[test]
fn missing_data_is_open_and_never_a_no() {
    let verdict = judge(&some_terms(), &Known::default(), Lang::De);
    assert_eq!(verdict.outcome, Outcome::Undetermined);
    assert!(
        verdict
            .reasons
            .iter()
            .all(|reason| reason.outcome == Outcome::Undetermined)
    );
    // one failed condition decides, whatever else is open
    let begun = Known {
        has_begun: Some(true),
        ..Known::default()
    };
    assert_eq!(
        judge(&some_terms(), &begun, Lang::De).outcome,
        Outcome::NotEligible
    );
}

#[test]
fn each_condition_fails_for_its_own_reason() {
    let terms = some_terms();
    let with = |change: fn(&mut Known)| {
        let mut known = known();
        change(&mut known);
        known
    };
    for (change, condition) in [
        (
            (|known| known.body.as_mut().unwrap().key = "09162000".to_owned()) as fn(&mut Known),
            "territory",
        ),
        (
            |known| known.body.as_mut().unwrap().body_type = BodyType::Association,
            "body",
        ),
        (|known| known.body.as_mut().unwrap().may_apply = false, "body"),
        (|known| known.is_funded_elsewhere = Some(true), "elsewhere"),
        (|known| known.starts_on = Some(day("2026-05-31")), "period"),
        (|known| known.ends_on = Some(day("2028-06-01")), "period"),
        (|known| known.ends_on = Some(day("2026-06-30")), "period"),
    ] {
        assert_eq!(failed(&terms, &with(change)), [condition]);
    }
}

#[test]
fn c01_share_and_cap() {
    for (cost, rounding, amount) in [
        (4_800_000, AwardRounding::Cent, 3_840_000),
        (5_500_000, AwardRounding::Cent, 4_000_000),
        (4_999_999, AwardRounding::Cent, 3_999_999),
        (4_999_999, AwardRounding::EuroDown, 3_999_900),
    ] {
        let asked = Known {
            requested: Some(Cents(cost)),
            total_cost: Some(Cents(cost)),
            ..known()
        };
        assert_eq!(
            judge(&cash(rounding), &asked, Lang::De).fundable,
            Some(Cents(amount)),
            "{cost}"
        );
    }
}

#[test]
fn c03_a_joint_project_has_one_cap() {
    let asked = Known {
        requested: Some(Cents(8_000_000)),
        ..known()
    };
    assert_eq!(
        judge(&some_terms(), &asked, Lang::De).fundable,
        Some(Cents(4_000_000))
    );
}

#[test]
fn c05_below_the_minimum_grant() {
    for (requested, outcome) in [(249_999, Outcome::NotEligible), (250_000, Outcome::Eligible)] {
        let asked = Known {
            requested: Some(Cents(requested)),
            ..known()
        };
        assert_eq!(
            judge(&some_terms(), &asked, Lang::De).outcome,
            outcome,
            "{requested}"
        );
    }
}

#[test]
fn c06_started_too_early() {
    let begun = Known {
        has_begun: Some(true),
        ..known()
    };
    assert_eq!(failed(&some_terms(), &begun), ["begun"]);
}

#[test]
fn a_share_of_unknown_costs_is_open() {
    let asked = Known {
        total_cost: None,
        ..known()
    };
    let verdict = judge(&cash(AwardRounding::Cent), &asked, Lang::De);
    assert_eq!((verdict.outcome, verdict.fundable), (Outcome::Undetermined, None));
}
