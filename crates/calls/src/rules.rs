//! The pure decisions about calls. No database, no clock.

use base::problem::Checks;
use base::{PersonId, Problem, Role, Text};
use chrono::{DateTime, Utc};

use crate::model::{Approval, Call, Terms};
use crate::{CallState, Deadline, TermsJson, Verb, examples, wording};

/// Who may do a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Role(Role),
    /// RL and BfdH, two persons, both other than those who prepared it (G4).
    HeadAndBudgetOfficer,
    /// A timed job.
    System,
}

/// The state machine of handbook 5.1, row by row; anything else is refused.
///
/// | From → To | Verb | Who | Guard |
/// |---|---|---|---|
/// | – → DRAFT | create | SB | programme valid |
/// | DRAFT → IN_REVIEW | submit_for_review | SB | [`ready_for_review`] |
/// | IN_REVIEW → DRAFT | send_back | RL | reason |
/// | IN_REVIEW → PUBLISHED | publish | RL + BfdH | [`approval`], means exist |
/// | PUBLISHED → OPEN | open | system | `opens_at` |
/// | OPEN → OPEN | extend | RL | [`extension`], reason |
/// | CLOSED → OPEN | extend | RL | the same, after expiry (handbook 0.5) |
/// | OPEN → CLOSED | close | system | deadline |
/// | CLOSED → IN_SELECTION | start_selection | SB | completeness of all applications decided |
/// | IN_SELECTION → DECIDED | decide | SB | minutes signed, all have a result |
/// | DECIDED → COMPLETED | complete | RL | all projects closed |
/// | DRAFT, IN_REVIEW, PUBLISHED, OPEN → CANCELLED | cancel | RL | reason |
pub const TABLE: &[(CallState, Verb, CallState, Who)] = {
    use CallState::{Cancelled, Closed, Completed, Decided, Draft, InReview, InSelection, Open, Published};
    const SB: Who = Who::Role(Role::SB);
    const RL: Who = Who::Role(Role::RL);
    &[
        (Draft, Verb::SubmitForReview, InReview, SB),
        (InReview, Verb::SendBack, Draft, RL),
        (InReview, Verb::Publish, Published, Who::HeadAndBudgetOfficer),
        (Published, Verb::Open, Open, Who::System),
        (Open, Verb::Extend, Open, RL),
        (Closed, Verb::Extend, Open, RL),
        (Open, Verb::Close, Closed, Who::System),
        (Closed, Verb::StartSelection, InSelection, SB),
        (InSelection, Verb::Decide, Decided, SB),
        (Decided, Verb::Complete, Completed, RL),
        (Draft, Verb::Cancel, Cancelled, RL),
        (InReview, Verb::Cancel, Cancelled, RL),
        (Published, Verb::Cancel, Cancelled, RL),
        (Open, Verb::Cancel, Cancelled, RL),
    ]
};

/// The state after a verb. Error: `Refused` (`call-state`), saying when the verb is possible.
pub fn after(from: CallState, verb: Verb) -> Result<CallState, Problem> {
    TABLE
        .iter()
        .find(|(state, possible, ..)| *state == from && *possible == verb)
        .map(|(_, _, to, _)| *to)
        .ok_or_else(|| Problem::refused("call-state", Text::new(format!("calls-refused-{verb}"))))
}

/// The steps that lead on from a state and who does them, in the order of the table.
pub fn steps_from(state: CallState) -> impl Iterator<Item = (Verb, Who)> {
    TABLE
        .iter()
        .filter(move |(from, ..)| *from == state)
        .map(|(_, verb, _, who)| (*verb, *who))
}

/// The points all criteria share out.
pub const WEIGHTS: i64 = 100;

/// What even a draft must respect.
pub fn check_draft(terms: &Terms) -> Result<(), Problem> {
    let mut checks = Checks::new();
    let wrong = |key: &'static str| move || Text::new(key);
    checks.ensure(!terms.title_de.is_empty(), "title_de", wrong("field-required"));
    checks.ensure(
        terms.opens_at < terms.deadline.instant(),
        "opens_at",
        wrong("calls-wrong-opens-after-deadline"),
    );
    checks.ensure(
        terms.rate.is_share(),
        "rate_basis_points",
        wrong("calls-wrong-rate"),
    );
    checks.ensure(
        !terms.cap.is_negative(),
        "cap_cents",
        wrong("calls-wrong-negative"),
    );
    checks.ensure(
        !terms.minimum.is_negative(),
        "minimum_cents",
        wrong("calls-wrong-negative"),
    );
    checks.ensure(
        terms.minimum <= terms.cap,
        "minimum_cents",
        wrong("calls-wrong-minimum"),
    );
    checks.ensure(
        terms.reviews_min >= 1,
        "reviews_min",
        wrong("calls-wrong-reviews"),
    );
    checks.ensure(
        terms.reviews_target >= terms.reviews_min,
        "reviews_target",
        wrong("calls-wrong-reviews"),
    );
    let ordered = terms
        .project_from
        .zip(terms.project_until)
        .is_none_or(|(from, until)| from <= until);
    checks.ensure(ordered, "project_until", wrong("calls-wrong-period"));
    let amounts = terms
        .budget_years
        .iter()
        .flat_map(|year| [year.cash, year.commitment]);
    checks.ensure(
        amounts.clone().all(|amount| !amount.is_negative()),
        "budget_years",
        wrong("calls-wrong-negative"),
    );
    checks.ensure(
        base::Cents::checked_sum(amounts).is_some(),
        "budget_years",
        wrong("calls-wrong-too-much"),
    );
    let years: Vec<i64> = terms.budget_years.iter().map(|year| year.year).collect();
    checks.ensure(
        are_distinct(&years),
        "budget_years",
        wrong("calls-wrong-year-twice"),
    );
    let codes: Vec<&str> = terms
        .criteria
        .iter()
        .map(|criterion| criterion.code.as_str())
        .collect();
    checks.ensure(
        are_distinct(&codes),
        "criteria",
        wrong("calls-wrong-criterion-twice"),
    );
    checks.ensure(
        (0..=MOST_GRACE).contains(&terms.grace_minutes),
        "grace_minutes",
        || Text::new("field-range").with("min", 0).with("max", MOST_GRACE),
    );
    check_documents(&mut checks, terms);
    wording::check(&terms.mail_texts, &mut checks);
    for example in &terms.examples {
        let said = !example.label.is_empty() && !example.requested.is_negative();
        checks.ensure(said, "examples", wrong("calls-wrong-example"));
    }
    let weights = terms.criteria.iter().map(|criterion| criterion.weight);
    checks.ensure(
        weights.clone().all(|weight| (0..=WEIGHTS).contains(&weight)),
        "criteria",
        wrong("calls-wrong-weight"),
    );
    checks.finish()
}

/// Minutes of grace at most: a day would be another deadline.
const MOST_GRACE: i64 = 240;

fn check_documents(checks: &mut Checks, terms: &Terms) {
    let codes: Vec<&str> = terms.documents.iter().map(|item| item.code.as_str()).collect();
    checks.ensure(are_distinct(&codes), "documents", || {
        Text::new("calls-wrong-document-twice")
    });
    for (row, item) in (1..).zip(&terms.documents) {
        let label = !item.code.is_empty() && !item.label_de.is_empty();
        checks.ensure(label, &format!("documents.{row}.label_de"), || {
            Text::new("field-required")
        });
        checks.ensure(!item.kinds.is_empty(), &format!("documents.{row}.kinds"), || {
            Text::new("calls-wrong-document-kinds")
        });
    }
}

/// All mandatory parts of a call that goes to review, checked at once (handbook 5.1: texts, form version, criteria
/// Σ = 100, deadline in the future, budget > 0); then the worked examples. Error: `Invalid`, `Refused`
/// (`examples-differ`).
pub fn ready_for_review(terms: &Terms, now: DateTime<Utc>) -> Result<(), Problem> {
    check_draft(terms)?;
    let mut checks = Checks::new();
    for (field, text) in [
        ("purpose_de", &terms.purpose_de),
        ("eligible_de", &terms.eligible_de),
        ("how_de", &terms.how_de),
    ] {
        checks.ensure(!text.is_empty(), field, || Text::new("field-required"));
    }
    checks.ensure(terms.form_version >= 1, "form_version", || {
        Text::new("field-required")
    });
    checks.ensure(terms.deadline.instant() > now, "deadline_on", || {
        Text::new("calls-wrong-deadline-past")
    });
    checks.ensure(terms.budget().0 > 0, "budget_years", || {
        Text::new("calls-wrong-no-budget")
    });
    checks.ensure(terms.budget_line_id.is_some(), "budget_line_id", || {
        Text::new("field-required")
    });
    checks.ensure(terms.cap.0 > 0, "cap_cents", || Text::new("calls-wrong-no-cap"));
    checks.ensure(terms.rate.0 > 0, "rate_basis_points", || {
        Text::new("calls-wrong-rate")
    });
    checks.ensure(!terms.body_types.is_empty(), "body_types", || {
        Text::new("calls-wrong-no-body-type")
    });
    let weights = terms.weights();
    checks.ensure(weights == WEIGHTS, "criteria", || {
        Text::new("calls-wrong-weights").with("sum", weights)
    });
    let weightless = terms
        .criteria
        .iter()
        .any(|criterion| criterion.weight == 0 || criterion.label_de.is_empty());
    checks.ensure(!weightless, "criteria", || {
        Text::new("calls-wrong-criterion-empty")
    });
    checks.finish()?;
    examples::check(terms)
}

/// The role in which `me` approves, given the roles held and what was approved before. Each office approves once;
/// two persons, both other than `prepared_by` (G4, invariant 8).
///
/// Error: `Denied` without either role, `Refused` (`four-eyes`, `already-approved`).
pub fn approval(call: &Call, me: PersonId, held: &[Role], wish: Option<Role>) -> Result<Role, Problem> {
    let given = |role: Role| -> Option<Approval> {
        if role == Role::RL {
            call.rl_approval
        } else {
            call.bfdh_approval
        }
    };
    let offices: Vec<Role> = [Role::RL, Role::BfdH]
        .into_iter()
        .filter(|role| held.contains(role) && wish.is_none_or(|wish| wish == *role))
        .collect();
    if offices.is_empty() {
        return Err(Problem::denied(
            Text::new("problem-denied-role").with("roles", "RL, BfdH"),
        ));
    }
    let approved_before = [call.rl_approval, call.bfdh_approval]
        .into_iter()
        .flatten()
        .any(|approval| approval.by == me);
    if call.prepared_by().contains(&Some(me)) || approved_before {
        return Err(Problem::refused("four-eyes", Text::new("problem-four-eyes")));
    }
    offices
        .into_iter()
        .find(|role| given(*role).is_none())
        .ok_or_else(|| Problem::refused("already-approved", Text::new("calls-refused-already-approved")))
}

/// Whether the deadline may move: only later, and to a moment that is still to come. Error: `Invalid`.
pub fn extension(old: &Deadline, new: &Deadline, now: DateTime<Utc>) -> Result<(), Problem> {
    let mut checks = Checks::new();
    checks.ensure(new.instant() > old.instant(), "deadline_on", || {
        Text::new("calls-wrong-not-later")
    });
    checks.ensure(new.instant() > now, "deadline_on", || {
        Text::new("calls-wrong-deadline-past")
    });
    checks.finish()
}

/// A reason that is there. Error: `Invalid` at `reason`.
pub fn reason(text: &str) -> Result<String, Problem> {
    const MAX: usize = 2_000;
    let text = base::names::clean_multiline(text);
    let count = base::names::char_count(&text);
    if text.is_empty() {
        return Err(Problem::field("reason", Text::new("field-required")));
    }
    if count > MAX {
        return Err(Problem::field(
            "reason",
            Text::new("field-too-long").with("max", MAX).with("count", count),
        ));
    }
    Ok(text)
}

/// The fields in which two versions of the terms differ, by their names in JSON.
#[must_use]
pub fn changed_fields(old: &Terms, new: &Terms) -> Vec<String> {
    let (old, new) = (TermsJson::from(old).to_value(), TermsJson::from(new).to_value());
    let Some(fields) = new.as_object() else {
        return Vec::new();
    };
    fields
        .iter()
        .filter(|(name, value)| old.get(name.as_str()) != Some(value))
        .map(|(name, _)| name.clone())
        .collect()
}

fn are_distinct<T: PartialEq>(values: &[T]) -> bool {
    values
        .iter()
        .enumerate()
        .all(|(index, value)| !values[..index].contains(value))
}

#[cfg(test)]
mod tests;
