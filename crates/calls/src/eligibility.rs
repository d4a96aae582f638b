//! Whether a body may apply under a call's terms, from few answers: the self-check before registering and the worked
//! examples use the same rule. A condition on missing data is open, neither met nor failed.

use base::{Cents, Lang, Text, fmt};
use chrono::NaiveDate;
use municipalities::{Body, BodyType};

use crate::funding::{Conditions, fundable_amount};
use crate::model::Terms;
use crate::{FundingMode, Outcome};

/// The applicant, as far as the rule needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applying {
    pub name: String,
    /// The official key; empty for a body without one.
    pub key: String,
    pub body_type: BodyType,
    /// False for uninhabited areas, bodies that were dissolved, and those that can only be partners.
    pub may_apply: bool,
}

impl Applying {
    /// The body as it is on `today`.
    #[must_use]
    pub fn of(body: &Body, today: NaiveDate) -> Self {
        Self {
            name: body.label(),
            key: body.key.clone(),
            body_type: body.body_type,
            may_apply: body.may_apply && body.is_valid_on(today),
        }
    }
}

/// What is known of a project. `None`: not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    pub body: Option<Applying>,
    /// A contract was signed or work has begun (C06).
    pub has_begun: Option<bool>,
    /// The same expenditure is funded by another public source.
    pub is_funded_elsewhere: Option<bool>,
    /// Own means and those of others for the rest are secured; asked for money only.
    pub rest_is_secured: Option<bool>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub requested: Option<Cents>,
    pub total_cost: Option<Cents>,
}

/// One condition, whether it is met, and the sentence that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The name of the condition, stable for machines.
    pub condition: &'static str,
    pub outcome: Outcome,
    pub text: Text,
}

/// The answer, with a reason for each condition, and the amount that could be funded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub outcome: Outcome,
    pub reasons: Vec<Reason>,
    /// None as long as the amounts are not said.
    pub fundable: Option<Cents>,
}

/// Judges what is known by the terms of a call. One failed condition decides; otherwise one open condition leaves the
/// answer open. `lang` is the language of the values in the sentences.
#[must_use]
pub fn judge(terms: &Terms, known: &Known, lang: Lang) -> Verdict {
    let mut reasons = vec![territory(terms, known), body_type(terms, known)];
    reasons.push(simple(known.has_begun, "begun", |begun| !begun));
    reasons.extend(period(terms, known, lang));
    reasons.push(simple(known.is_funded_elsewhere, "elsewhere", |funded| !funded));
    let wants_rest = terms.funding_mode == FundingMode::CashGrant && terms.rate < base::Rate::WHOLE;
    if wants_rest {
        reasons.push(simple(known.rest_is_secured, "rest", |secured| secured));
    }
    let fundable = fundable(terms, known);
    reasons.push(amount(terms, fundable, lang));
    let any = |outcome: Outcome| reasons.iter().any(|reason| reason.outcome == outcome);
    let outcome = if any(Outcome::NotEligible) {
        Outcome::NotEligible
    } else if any(Outcome::Undetermined) {
        Outcome::Undetermined
    } else {
        Outcome::Eligible
    };
    Verdict {
        outcome,
        reasons,
        fundable,
    }
}

fn reason(condition: &'static str, met: Option<bool>) -> Reason {
    let (outcome, ending) = match met {
        Some(true) => (Outcome::Eligible, "met"),
        Some(false) => (Outcome::NotEligible, "failed"),
        None => (Outcome::Undetermined, "open"),
    };
    Reason {
        condition,
        outcome,
        text: Text::new(format!("calls-check-{condition}-{ending}")),
    }
}

fn simple(said: Option<bool>, condition: &'static str, met: impl Fn(bool) -> bool) -> Reason {
    reason(condition, said.map(met))
}

fn territory(terms: &Terms, known: &Known) -> Reason {
    let met = known.body.as_ref().and_then(|body| match body.key.as_str() {
        "" => None, // no official key says nothing about the place
        key => Some(key.starts_with(&terms.territory)),
    });
    let mut found = reason("territory", met);
    if let Some(body) = &known.body {
        found.text = found.text.with("name", &body.name);
    }
    found
}

fn body_type(terms: &Terms, known: &Known) -> Reason {
    let met = known
        .body
        .as_ref()
        .map(|body| body.may_apply && terms.body_types.contains(&body.body_type));
    let mut found = reason("body", met);
    if let Some(body) = &known.body {
        found.text = found.text.with("name", &body.name);
    }
    found
}

/// No condition where the call names no period.
fn period(terms: &Terms, known: &Known, lang: Lang) -> Option<Reason> {
    let (from, until) = terms.project_from.zip(terms.project_until)?;
    let met = known
        .starts_on
        .zip(known.ends_on)
        .map(|(start, end)| from <= start && start <= end && end <= until);
    // A start outside fails whatever the end may be.
    let met = met.or_else(|| {
        known
            .starts_on
            .filter(|start| !(from..=until).contains(start))
            .map(|_| false)
    });
    let mut found = reason("period", met);
    found.text = found
        .text
        .with("from", fmt::date(lang, from))
        .with("until", fmt::date(lang, until));
    Some(found)
}

/// The amount that could be funded; a share of the costs needs the costs.
fn fundable(terms: &Terms, known: &Known) -> Option<Cents> {
    let requested = known.requested?;
    let conditions = Conditions::from(terms);
    let needs_costs = conditions.is_cash && conditions.is_share;
    let costs = match known.total_cost {
        Some(costs) => costs,
        None if needs_costs => return None,
        None => Cents::ZERO,
    };
    Some(fundable_amount(requested, costs, conditions))
}

/// C05: below the minimum there is no award.
fn amount(terms: &Terms, fundable: Option<Cents>, lang: Lang) -> Reason {
    let mut found = reason("amount", fundable.map(|amount| amount >= terms.minimum));
    found.text = found
        .text
        .with("minimum", fmt::money(lang, terms.minimum))
        .with("amount", fmt::money(lang, fundable.unwrap_or_default()));
    found
}

#[cfg(test)]
mod tests;
