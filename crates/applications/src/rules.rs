//! The pure rules of applications: which state follows which, what is missing, what can be funded.

use base::{Cents, FieldProblem, Text, names};
use calls::{Call, FundingMode};
pub use calls::{Conditions, fundable_amount};
use chrono::NaiveDate;

use crate::model::{Application, ApplicationState, DraftFields, Party, PartyRole, ReasonCode};
use ApplicationState as S;

pub mod checklist;
pub mod reopen;
pub mod retention;
pub mod similar;

/// All transitions of handbook 5.2. `INELIGIBLE → IN_CHECK` is ours: the head of unit does not follow the officer's
/// proposal; `LATE → SUBMITTED` follows from invariant 13 when the deadline is moved for all.
pub const TRANSITIONS: &[(S, S)] = &[
    (S::Draft, S::Submitted),
    (S::Draft, S::Late),
    (S::Submitted, S::Draft),
    (S::Submitted, S::InCheck),
    (S::Late, S::Rejected),
    (S::Late, S::InCheck),
    (S::Late, S::Submitted),
    (S::InCheck, S::DocumentsRequested),
    (S::DocumentsRequested, S::InCheck),
    (S::InCheck, S::Ineligible),
    (S::Ineligible, S::Rejected),
    (S::Ineligible, S::InCheck),
    (S::InCheck, S::Complete),
    (S::Complete, S::InAssessment),
    (S::InAssessment, S::Assessed),
    (S::Assessed, S::Selected),
    (S::Assessed, S::Reserve),
    (S::Assessed, S::RejectedProposed),
    (S::Assessed, S::Deferred),
    // put off, and decided by a later meeting
    (S::Deferred, S::Selected),
    (S::Deferred, S::Reserve),
    (S::Deferred, S::RejectedProposed),
    (S::Selected, S::Awarded),
    (S::Awarded, S::Selected), // its notice was annulled
    (S::Reserve, S::Selected),
    (S::Reserve, S::Rejected),
    (S::RejectedProposed, S::Rejected),
];

/// Whether `to` may follow `from`. Everything that is not yet awarded and not ended may be withdrawn.
#[must_use]
pub fn may_follow(from: S, to: S) -> bool {
    match to {
        S::Withdrawn => !is_terminal(from),
        _ => TRANSITIONS.contains(&(from, to)),
    }
}

/// Whether nothing follows any more.
#[must_use]
pub fn is_terminal(state: S) -> bool {
    matches!(state, S::Awarded | S::Rejected | S::Withdrawn)
}

/// Whether the ranking was frozen: what members of the steering group may see (handbook 13).
pub const FROZEN: &[S] = &[
    S::Assessed,
    S::Selected,
    S::Reserve,
    S::RejectedProposed,
    S::Deferred,
    S::Awarded,
    S::Rejected,
];

/// Selected and later: what the programme coordination may see (handbook 13).
pub const CHOSEN: &[S] = &[S::Selected, S::Awarded];

/// What can be funded at most: the request, capped per project, and for a share of the costs also the rate's part of
/// them, rounded as the call says (C01). Costs of 0 mean "not stated".
#[must_use]
pub fn fundable(application: &Application, call: &Call) -> Cents {
    fundable_amount(
        application.requested,
        application.total_cost,
        Conditions::from(&call.terms),
    )
}

/// Which rule set the fundable amount, as a text key: shown beside the figure.
#[must_use]
pub fn fundable_basis(application: &Application, call: &Call) -> &'static str {
    let amount = fundable(application, call);
    if amount == application.requested {
        "applications-basis-requested"
    } else if amount == call.cap {
        "applications-basis-cap"
    } else {
        "applications-basis-rate"
    }
}

/// What stands against completeness on its face, each with its reason code. The officer decides.
#[must_use]
pub fn objections(application: &Application, call: &Call) -> Vec<ReasonCode> {
    let mut found = Vec::new();
    if !may_lead(application, call) {
        found.push(ReasonCode::NotEntitled);
    }
    if has_begun(application) {
        found.push(ReasonCode::AlreadyBegun);
    }
    if fundable(application, call) < call.minimum {
        found.push(ReasonCode::BelowMinimum);
    }
    found
}

fn may_lead(application: &Application, call: &Call) -> bool {
    let allowed = application
        .lead_type()
        .is_some_and(|kind| call.body_types.contains(&kind));
    allowed && application.lead_key.starts_with(&call.territory)
}

fn has_begun(application: &Application) -> bool {
    let received_on = application.received_at.map(base::calendar::local_date);
    begun_too_early(
        application.first_contract_on,
        received_on,
        application.early_start_from,
    )
}

/// Begun before the application, without leave to begin early (C06). A contract is the beginning (VV Nr. 1.2 to § 44).
#[must_use]
pub fn begun_too_early(
    first_contract_on: Option<NaiveDate>,
    received_on: Option<NaiveDate>,
    early_start_from: Option<NaiveDate>,
) -> bool {
    let Some(contract_on) = first_contract_on else {
        return false;
    };
    match (early_start_from, received_on) {
        (Some(from), _) if from <= contract_on => false,
        (_, Some(received_on)) => contract_on < received_on,
        (_, None) => true,
    }
}

/// What is open beyond single fields: who leads, dates, the plan, shares. Single fields follow the form
/// ([`crate::answers::open_points`], which has all points).
#[must_use]
pub fn whole_points(application: &Application, parties: &[Party], call: &Call) -> Vec<FieldProblem> {
    let mut points = Vec::new();
    if !may_lead(application, call) {
        points.push(FieldProblem::new(
            "lead",
            Text::new("applications-lead-not-entitled").with("lead", &application.lead_name),
        ));
    }
    points.extend(dates(application, call));
    if call.funding_mode == FundingMode::CashGrant {
        points.extend(plan(application));
        points.extend(shares(application, parties));
    }
    points
}

/// The limits of the same fields as they come in.
#[must_use]
pub fn field_limits(fields: &DraftFields) -> Vec<FieldProblem> {
    let mut problems: Vec<FieldProblem> = [
        ("title", &fields.title, 120),
        ("summary", &fields.summary, 600),
        ("contact_name", &fields.contact_name, 120),
        ("contact_role", &fields.contact_role, 80),
        ("contact_email", &fields.contact_email, 254),
        ("contact_phone", &fields.contact_phone, 30),
        ("remark", &fields.remark, 2_000),
    ]
    .into_iter()
    .filter_map(|(field, value, max)| too_long(field, value, max))
    .collect();
    for (field, amount) in [
        ("requested", fields.requested),
        ("total_cost", fields.total_cost),
        ("own_share", fields.own_share),
        ("other_funding", fields.other_funding),
    ] {
        // one hundred billion euros: more is a slip of the pen, and sums stay far from overflow
        if amount.is_negative() || amount > Cents(10_000_000_000_000) {
            problems.push(FieldProblem::new(field, Text::new("applications-amount-range")));
        }
    }
    if fields
        .support_tenths
        .is_some_and(|days| !(5..=600).contains(&days))
    {
        problems.push(FieldProblem::new(
            "support_days",
            Text::new("applications-support-range"),
        ));
    }
    let partners = fields
        .parties
        .iter()
        .filter(|party| party.role == PartyRole::Partner)
        .count();
    let places = fields
        .parties
        .iter()
        .filter(|party| party.role == PartyRole::PlaceOfAction)
        .count();
    if partners > 9 || places > 30 {
        problems.push(FieldProblem::new(
            "partners",
            Text::new("applications-too-many-parties"),
        ));
    }
    problems
}

fn too_long(field: &'static str, value: &str, max: usize) -> Option<FieldProblem> {
    let count = names::char_count(value);
    (count > max).then(|| {
        FieldProblem::new(
            field,
            Text::new("field-too-long").with("max", max).with("count", count),
        )
    })
}

fn dates(application: &Application, call: &Call) -> Option<FieldProblem> {
    let (Some(from), Some(until)) = (application.project_from, application.project_until) else {
        return None;
    };
    if until <= from {
        return Some(FieldProblem::new(
            "project_until",
            Text::new("applications-dates-order"),
        ));
    }
    let outside = call.project_from.is_some_and(|first| from < first)
        || call.project_until.is_some_and(|last| until > last);
    outside.then(|| FieldProblem::new("project_from", Text::new("applications-dates-outside")))
}

/// Expenditure equals financing, to the cent (C02, invariant 5).
fn plan(application: &Application) -> Option<FieldProblem> {
    if application.total_cost.is_zero() {
        return Some(FieldProblem::new("total_cost", Text::new("field-required")));
    }
    let difference = plan_difference(application)?;
    (!difference.is_zero()).then(|| {
        FieldProblem::new(
            "total_cost",
            Text::new("applications-plan-differs").with("amount", difference.format_de()),
        )
    })
}

/// By how much expenditure and financing differ, without sign.
#[must_use]
pub fn plan_difference(application: &Application) -> Option<Cents> {
    let difference = application.total_cost.checked_sub(application.financing()?)?;
    Some(Cents(difference.0.abs()))
}

/// Shares, where they are agreed, add up to the request (invariant 4).
fn shares(application: &Application, parties: &[Party]) -> Option<FieldProblem> {
    let stated: Vec<Cents> = parties.iter().filter_map(|party| party.share).collect();
    let total = Cents::checked_sum(stated.iter().copied())?;
    (!stated.is_empty() && total != application.requested).then(|| {
        FieldProblem::new(
            "shares",
            Text::new("applications-shares-differ")
                .with("total", total.format_de())
                .with("requested", application.requested.format_de()),
        )
    })
}

#[cfg(test)]
mod tests;
