//! Worked examples: applications that the officer thought out beside the rules. Publishing runs them; a difference
//! refuses it, so that a slip in cap, rate, period or territory is found before anybody applies.

use base::{Cents, Lang, Problem, Text};
use chrono::NaiveDate;
use municipalities::BodyType;

use crate::Outcome;
use crate::eligibility::{Applying, Known, Verdict, judge};
use crate::model::Terms;

/// An example application and what the rules should say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    pub label: String,
    pub body_type: BodyType,
    /// The official key, whole or its first digits: `08416041`, `08`.
    pub key: String,
    pub has_begun: bool,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub requested: Cents,
    /// For a share of the costs.
    pub total_cost: Option<Cents>,
    pub expected: Outcome,
    /// Where an amount is expected.
    pub expected_amount: Option<Cents>,
}

/// An example that was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub verdict: Verdict,
    pub as_expected: bool,
}

/// Runs one example by the terms.
#[must_use]
pub fn run(terms: &Terms, example: &Example) -> Run {
    let known = Known {
        body: Some(Applying {
            name: example.label.clone(),
            key: example.key.clone(),
            body_type: example.body_type,
            may_apply: true,
        }),
        has_begun: Some(example.has_begun),
        is_funded_elsewhere: Some(false),
        rest_is_secured: Some(true),
        starts_on: example.starts_on,
        ends_on: example.ends_on,
        requested: Some(example.requested),
        total_cost: example.total_cost,
    };
    let verdict = judge(terms, &known, Lang::De);
    let as_expected = verdict.outcome == example.expected
        && example
            .expected_amount
            .is_none_or(|amount| verdict.fundable == Some(amount));
    Run { verdict, as_expected }
}

/// Runs all. Error: `Refused` (`examples-differ`), naming the first that differs, what was expected and what came.
pub fn check(terms: &Terms) -> Result<(), Problem> {
    let differ: Vec<(&Example, Run)> = terms
        .examples
        .iter()
        .map(|example| (example, run(terms, example)))
        .filter(|(_, run)| !run.as_expected)
        .collect();
    let Some((example, run)) = differ.first() else {
        return Ok(());
    };
    let amount = |cents: Option<Cents>| cents.map_or_else(|| "–".to_owned(), Cents::format_de);
    let by_amount = run.verdict.outcome == example.expected;
    let key = match by_amount {
        true => "calls-refused-example-amount".to_owned(),
        false => format!("calls-refused-example-{}", run.verdict.outcome),
    };
    let text = Text::new(key)
        .with("count", differ.len())
        .with("label", &example.label)
        .with("expected", amount(example.expected_amount))
        .with("came", amount(run.verdict.fundable));
    Err(Problem::refused("examples-differ", text))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;
    use crate::tests::world::some_terms;

    fn example(label: &str, requested: i64, expected: Outcome, amount: Option<i64>) -> Example {
        Example {
            label: label.to_owned(),
            body_type: BodyType::Stadt,
            key: "08".to_owned(),
            has_begun: false,
            starts_on: "2026-07-01".parse().ok(),
            ends_on: "2027-06-30".parse().ok(),
            requested: Cents(requested),
            total_cost: None,
            expected,
            expected_amount: amount.map(Cents),
        }
    }

    #[test]
    fn examples_that_come_out_as_written_let_the_call_pass() {
        let terms = Terms {
            examples: vec![
                example("am Höchstbetrag", 5_000_000, Outcome::Eligible, Some(4_000_000)),
                example("unter der Bagatellgrenze", 249_999, Outcome::NotEligible, None),
                Example {
                    has_begun: true,
                    ..example("begonnen", 1_000_000, Outcome::NotEligible, None)
                },
                Example {
                    ends_on: None,
                    ..example("ohne Ende", 1_000_000, Outcome::Undetermined, None)
                },
            ],
            ..some_terms()
        };
        assert_eq!(check(&terms), Ok(()));
    }

    #[test]
    fn a_slip_in_the_cap_is_refused_with_the_difference() {
        let terms = Terms {
            examples: vec![example(
                "am Höchstbetrag",
                5_000_000,
                Outcome::Eligible,
                Some(4_000_000),
            )],
            cap: Cents(400_000),
            ..some_terms()
        };
        let Err(Problem::Refused { code, text }) = check(&terms) else {
            panic!("refused")
        };
        assert_eq!(code, "examples-differ");
        let args: Vec<&str> = text.args.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(
            args,
            ["1", "am Höchstbetrag", "40.000,00\u{a0}€", "4.000,00\u{a0}€"]
        );
    }
}
