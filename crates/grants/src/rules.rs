//! The pure decisions about grants. No database, no clock.

use base::money::split_by_largest_remainder;
use base::problem::Checks;
use base::{Cents, PersonId, Problem, Rate, Role, Text};
use budget::{LedgerEntry, PotKind};
use chrono::{DateTime, Days, NaiveDate, Utc};
use municipalities::BodyType;

use crate::model::{Channel, Content, Grant, GrantMode, GrantState, Tranche};

mod amendment;
mod delivery;
mod means;
mod served;
mod spending;
pub use amendment::{Limits, by_kind, differences, effect, require_amendable, split, without};
pub use delivery::{accept_until, delivery, fetch_until, final_from, remedy_until};
pub use means::{Missing, Movement, commitments, missing_means, releases, sum_by_pot};
pub use served::{DELIVERY_STEPS, after_served, reinstatement_until, served_final_from};
pub use spending::{Spending, cut};

use GrantState as S;

/// The steps of handbook 5.5 as far as finality, with 0.5 "one life for both modes"; `None`: in both modes.
///
/// | From → To | Verb | Who |
/// |---|---|---|
/// | – → PREPARED, PREPARED → PREPARED | prepare | SB |
/// | PREPARED → COUNTERSIGNED | countersign | BfdH and RL, the later of the two |
/// | COUNTERSIGNED → PREPARED | send_back | RL |
/// | COUNTERSIGNED → ISSUED | issue | RL |
/// | ISSUED → DELIVERED (cash) | deliver | system, on the day of delivery |
/// | ISSUED (in kind), DELIVERED (cash) → ACCEPTED | accept | KZ |
/// | ISSUED (in kind), DELIVERED (cash) → DECLINED | decline | KZ; system when the term is over (cash, in the portal) |
/// | ISSUED, DELIVERED → REISSUE (cash) | undelivered | SB when it came back; system when it was not fetched |
/// | REISSUE → ISSUED (cash) | reissue | SB, RL |
/// | ISSUED, DELIVERED, ACCEPTED (cash) | posted, prove, flaw_remedy | SB; `posted` takes a delivery back whose day has not come |
/// | DELIVERED, ACCEPTED (cash) | waive | KZ; SB records a paper |
/// | DELIVERED, ACCEPTED, FINAL, IN_PAYMENT → OBJECTED → DELIVERED or ACCEPTED (cash) | object, settle_remedy | SB |
/// | OBJECTED → DECLINED (cash) | annul | SB, once no money of it is ordered or paid |
/// | FINAL → ACCEPTED or DELIVERED (cash) | flaw_remedy | SB, as long as no money has moved |
/// | DELIVERED, ACCEPTED → FINAL (cash) | final | system |
/// | DELIVERED, ACCEPTED → IN_PAYMENT (cash) | final_paid | system, when a remedy ended that came after a payment |
/// | PREPARED, COUNTERSIGNED → DECLINED | withdraw | KZ, who withdraws the application |
pub const STEPS: &[(GrantState, &str, GrantState, Option<GrantMode>)] = &[
    (S::Prepared, "prepare", S::Prepared, None),
    (S::Prepared, "countersign", S::Countersigned, None),
    (S::Countersigned, "issue", S::Issued, None),
    (S::Issued, "deliver", S::Delivered, Some(GrantMode::CashGrant)),
    (S::Issued, "accept", S::Accepted, Some(GrantMode::InKind)),
    (S::Delivered, "accept", S::Accepted, Some(GrantMode::CashGrant)),
    (S::Issued, "decline", S::Declined, Some(GrantMode::InKind)),
    (S::Delivered, "decline", S::Declined, Some(GrantMode::CashGrant)),
    (S::Issued, "undelivered", S::Reissue, Some(GrantMode::CashGrant)),
    (
        S::Delivered,
        "undelivered",
        S::Reissue,
        Some(GrantMode::CashGrant),
    ),
    (S::Reissue, "reissue", S::Issued, Some(GrantMode::CashGrant)),
    (S::Issued, "posted", S::Issued, Some(GrantMode::CashGrant)),
    (S::Delivered, "posted", S::Delivered, Some(GrantMode::CashGrant)),
    (S::Accepted, "posted", S::Accepted, Some(GrantMode::CashGrant)),
    (S::Issued, "prove", S::Issued, Some(GrantMode::CashGrant)),
    (S::Delivered, "prove", S::Delivered, Some(GrantMode::CashGrant)),
    (S::Accepted, "prove", S::Accepted, Some(GrantMode::CashGrant)),
    (S::Issued, "flaw_remedy", S::Issued, Some(GrantMode::CashGrant)),
    (
        S::Delivered,
        "flaw_remedy",
        S::Delivered,
        Some(GrantMode::CashGrant),
    ),
    (
        S::Accepted,
        "flaw_remedy",
        S::Accepted,
        Some(GrantMode::CashGrant),
    ),
    (S::Final, "flaw_remedy", S::Accepted, Some(GrantMode::CashGrant)),
    (S::Delivered, "waive", S::Delivered, Some(GrantMode::CashGrant)),
    (S::Accepted, "waive", S::Accepted, Some(GrantMode::CashGrant)),
    (S::Delivered, "object", S::Objected, Some(GrantMode::CashGrant)),
    (S::Accepted, "object", S::Objected, Some(GrantMode::CashGrant)),
    (S::Final, "object", S::Objected, Some(GrantMode::CashGrant)),
    (S::InPayment, "object", S::Objected, Some(GrantMode::CashGrant)),
    (
        S::Objected,
        "settle_remedy",
        S::Accepted,
        Some(GrantMode::CashGrant),
    ),
    (S::Objected, "annul", S::Declined, Some(GrantMode::CashGrant)),
    (S::Delivered, "final", S::Final, Some(GrantMode::CashGrant)),
    (S::Accepted, "final", S::Final, Some(GrantMode::CashGrant)),
    (
        S::Delivered,
        "final_paid",
        S::InPayment,
        Some(GrantMode::CashGrant),
    ),
    (
        S::Accepted,
        "final_paid",
        S::InPayment,
        Some(GrantMode::CashGrant),
    ),
    (S::Countersigned, "send_back", S::Prepared, None),
    (S::Prepared, "withdraw", S::Declined, None),
    (S::Countersigned, "withdraw", S::Declined, None),
];

/// The steps that payments and proofs take (handbook 5.5); a verb that leaves the state is a step that may come again.
pub const LATER_STEPS: &[(&str, &[GrantState], GrantState)] = &[
    ("pay", &[S::Final], S::InPayment),
    // the first payment was confirmed wrongly
    ("unpay", &[S::InPayment], S::Final),
    ("report_due", &[S::Final, S::InPayment], S::ReportDue),
    ("overdue", &[S::ReportDue], S::Overdue),
    ("extend", &[S::Overdue], S::ReportDue),
    ("report", &[S::ReportDue, S::Overdue], S::ReportSubmitted),
    ("report_back", &[S::ReportSubmitted, S::InAudit], S::ReportDue),
    ("audit", &[S::ReportSubmitted], S::InAudit),
    ("settle", &[S::InAudit, S::Reclaimed, S::RevokedPart], S::Settled),
    (
        "hear",
        &[
            S::InAudit,
            S::Settled,
            S::Final,
            S::InPayment,
            S::ReportDue,
            S::Overdue,
        ],
        S::Hearing,
    ),
    ("hear_end", &[S::Hearing], S::InAudit),
    // heard about again after its acceptance, for nothing
    ("uphold", &[S::Hearing], S::Settled),
    // a hearing before anything was handed in: the grant goes on where it was
    (
        "resume",
        &[S::Hearing, S::Reclaimed, S::RevokedPart],
        S::InPayment,
    ),
    ("resume_unpaid", &[S::Hearing], S::Final),
    ("await", &[S::Hearing, S::Reclaimed, S::RevokedPart], S::ReportDue),
    // interest for late use came in: the examination goes on
    ("audit_on", &[S::Reclaimed], S::InAudit),
    ("reclaim", &[S::Hearing], S::Reclaimed),
    ("revoke_part", &[S::Hearing], S::RevokedPart),
    // handbook 5.5: any from ISSUED; before finality the way to it goes on while the municipality is heard
    (
        "revoke",
        &[S::Hearing, S::Issued, S::Delivered, S::Accepted, S::Objected],
        S::Revoked,
    ),
    ("close", &[S::Settled, S::Revoked], S::Closed),
    ("reopen", &[S::Closed], S::Settled),
];

/// The state after a later crate's verb. Error: refused, saying in which state the grant is.
pub fn after_later(grant: &Grant, verb: &str) -> Result<GrantState, Problem> {
    LATER_STEPS
        .iter()
        .find(|(step, from, _)| *step == verb && from.contains(&grant.state))
        .map(|(_, _, to)| *to)
        .ok_or_else(|| wrong_state(grant))
}

fn wrong_state(grant: &Grant) -> Problem {
    Problem::refused(
        "wrong-state",
        Text::new(format!("grants-wrong-state-{}", grant.state)),
    )
}

/// The state after a verb. Error: refused, saying in which state the grant is.
pub fn after(grant: &Grant, verb: &str) -> Result<GrantState, Problem> {
    let step = STEPS.iter().find(|(from, step, _, mode)| {
        *from == grant.state && *step == verb && mode.is_none_or(|mode| mode == grant.mode)
    });
    match step {
        Some((_, _, to, _)) => Ok(*to),
        None => Err(wrong_state(grant)),
    }
}

/// What bounds an award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// Per project.
    pub cap: Cents,
    /// What other grants of the same project hold already.
    pub used: Cents,
    /// What the steering group decided.
    pub selected: Cents,
    pub minimum: Cents,
    /// The years of the call, in their order.
    pub years: Vec<i64>,
}

/// Checks a grant's content against its bounds (handbook 5.5, guards of PREPARED; C03, C05).
/// Error: `Invalid`, every finding at its field.
pub fn check(content: &Content, bounds: &Bounds) -> Result<(), Problem> {
    let mut checks = Checks::new();
    check_amount(&mut checks, content.amount, bounds);
    check_tranches(&mut checks, content, &bounds.years);
    checks.ensure(content.until_on >= content.from_on, "until_on", || {
        Text::new("grants-period-order")
    });
    checks.ensure(content.eligible >= content.amount, "eligible", || {
        Text::new("grants-eligible-below").with("amount", content.amount.format_de())
    });
    let required = || Text::new("field-required");
    checks.ensure(!content.purpose.is_empty(), "purpose", required);
    checks.ensure(!content.objectives.is_empty(), "objectives", required);
    // the notice gives it as its reason, whatever the result (§ 39 LVwVfG)
    checks.ensure(
        !content.double_funding_reason.trim().is_empty(),
        "double_funding_reason",
        || Text::new("grants-double-funding-reason"),
    );
    checks.finish()
}

fn check_amount(checks: &mut Checks, amount: Cents, bounds: &Bounds) {
    let left = Ord::max(bounds.cap - bounds.used, Cents::ZERO);
    let text = if amount.0 <= 0 {
        Text::new("grants-amount-positive")
    } else if amount > left {
        Text::new("grants-over-cap")
            .with("cap", bounds.cap.format_de())
            .with("left", left.format_de())
    } else if amount > bounds.selected {
        Text::new("grants-over-selection").with("selected", bounds.selected.format_de())
    } else if amount < bounds.minimum {
        Text::new("grants-below-minimum").with("minimum", bounds.minimum.format_de())
    } else {
        return;
    };
    checks.fail("amount", text);
}

fn check_tranches(checks: &mut Checks, content: &Content, years: &[i64]) {
    let sum = Cents::checked_sum(content.tranches.iter().map(|part| part.amount));
    let differs = match sum {
        Some(sum) => (sum != content.amount).then_some(sum),
        None => Some(Cents(i64::MAX)),
    };
    if let Some(sum) = differs {
        let text = Text::new("grants-tranches-sum")
            .with("sum", sum.format_de())
            .with("amount", content.amount.format_de());
        checks.fail("tranches", text);
    }
    for (place, part) in content.tranches.iter().enumerate() {
        checks.ensure(part.amount.0 > 0, "tranches", || {
            Text::new("grants-tranche-positive").with("year", part.year)
        });
        checks.ensure(years.contains(&part.year), "tranches", || {
            Text::new("grants-tranche-year").with("year", part.year)
        });
        let twice = content.tranches[..place]
            .iter()
            .any(|other| (other.year, other.kind) == (part.year, part.kind));
        checks.ensure(!twice, "tranches", || {
            Text::new("grants-tranche-twice").with("year", part.year)
        });
    }
}

/// An amount over the years of a call: in proportion to their means, to the cent by largest remainder. Years without
/// means get nothing.
#[must_use]
pub fn default_tranches(amount: Cents, means: &[Tranche]) -> Vec<Tranche> {
    let weights: Vec<u64> = means
        .iter()
        .map(|year| u64::try_from(year.amount.0).unwrap_or(0))
        .collect();
    let parts = split_by_largest_remainder(amount, &weights);
    let tranches = means
        .iter()
        .zip(parts)
        .map(|(year, amount)| Tranche { amount, ..*year });
    tranches.filter(|part| part.amount.0 > 0).collect()
}

/// Cash bears the present budget year, a commitment authority the later ones (§ 38 LHO); where the call has only one
/// kind of means for a year, that one.
#[must_use]
pub fn kind_for(year: i64, this_year: i64, means: &[Tranche]) -> PotKind {
    let mut kinds = means
        .iter()
        .filter(|part| part.year == year && part.amount.0 > 0)
        .map(|part| part.kind);
    match (kinds.next(), kinds.next()) {
        (Some(only), None) => only,
        _ if year <= this_year => PotKind::Cash,
        _ => PotKind::Commitment,
    }
}

/// As which office a person signs: the one asked for, else the one held; who holds both signs what is missing.
/// Error: refused when that signature is there already.
pub fn signs_as(grant: &Grant, holds: &[Role], wanted: Option<Role>) -> Result<Role, Problem> {
    let missing = |role: Role| match role {
        Role::RL => grant.rl_signed_by.is_none(),
        _ => grant.bfdh_signed_by.is_none(),
    };
    let mut offices = holds
        .iter()
        .copied()
        .filter(|role| wanted.is_none_or(|wanted| wanted == *role));
    let chosen = offices
        .clone()
        .find(|role| missing(*role))
        .or_else(|| offices.next());
    match chosen {
        Some(role) if missing(role) => Ok(role),
        Some(_) => Err(Problem::refused(
            "signed-already",
            Text::new("grants-signed-already"),
        )),
        None => Err(Problem::denied(
            Text::new("problem-denied-role").with("roles", "BfdH, RL"),
        )),
    }
}

/// Everybody who had a hand in it so far: none of them may sign next (G4).
#[must_use]
pub fn hands(grant: &Grant) -> [Option<PersonId>; 4] {
    [
        grant.prepared_by,
        grant.clauses_by,
        grant.rl_signed_by,
        grant.bfdh_signed_by,
    ]
}

/// Whether a grant runs in this period (both days inclusive), even on one day only (handbook 2.11, check 2).
#[must_use]
pub fn overlaps(grant: &Grant, from_on: NaiveDate, until_on: NaiveDate) -> bool {
    grant.from_on <= until_on && from_on <= grant.until_on
}

/// Amount ÷ eligible expenditure in hundredths of a per cent, half-up (C01: 40.000,00 of 55.000,00 is 72,73 %).
#[must_use]
pub fn effective_share(amount: Cents, eligible: Cents) -> Rate {
    if eligible.0 <= 0 {
        return Rate::WHOLE;
    }
    let share = base::money::mul_div_half_up(amount.0.into(), Rate::WHOLE.0.into(), eligible.0.into());
    Rate(i64::try_from(share).unwrap_or(Rate::WHOLE.0))
}

/// The administrative court of a Regierungsbezirk: name and seat (handbook 2.7 no. 3).
#[must_use]
pub fn court(region: Option<i64>) -> Option<(&'static str, &'static str)> {
    match region? {
        1 => Some(("Verwaltungsgericht Stuttgart", "Stuttgart")),
        2 => Some(("Verwaltungsgericht Karlsruhe", "Karlsruhe")),
        3 => Some(("Verwaltungsgericht Freiburg", "Freiburg")),
        4 => Some(("Verwaltungsgericht Sigmaringen", "Sigmaringen")),
        _ => None,
    }
}

/// The next date of a grant, and what it is (a text key): what the municipality or the office has to watch. `None` when
/// nothing is awaited any more; without the months for it, of the proof of use neither.
#[must_use]
pub fn next_date(
    grant: &Grant,
    proof_months: Option<u32>,
    today: NaiveDate,
) -> Option<(NaiveDate, &'static str)> {
    let due = |months| base::calendar::month_period_end(grant.until_on, months);
    match grant.state {
        S::Issued => grant
            .fetch_until_on
            .filter(|_| grant.downloaded_at.is_none())
            .map(|day| (day, "grants-next-fetch")),
        S::Delivered => match grant.accept_until_on {
            Some(day) => Some((day, "grants-next-accept")),
            None => Some((grant.remedy_until_on?, "grants-next-remedy")),
        },
        S::Accepted if grant.mode == GrantMode::InKind => Some((grant.until_on, "grants-next-period")),
        S::Accepted => Some((final_from(grant)?, "grants-next-final")),
        S::Final | S::InPayment if grant.until_on >= today => Some((grant.until_on, "grants-next-period")),
        S::Final | S::InPayment | S::ReportDue | S::Overdue => {
            Some((due(proof_months?), "grants-next-proof"))
        }
        _ => None,
    }
}

/// Whether a body is a municipal one, to which ANBest-K apply instead of ANBest-P (handbook 2.1).
#[must_use]
pub fn is_municipal(body: BodyType) -> bool {
    body != BodyType::Association
}

/// The Regierungsbezirk of an official key: the third digit of AGS and district key in Baden-Württemberg.
#[must_use]
pub fn region_of_key(key: &str) -> Option<i64> {
    let digit = key.strip_prefix("08")?.chars().next()?.to_digit(10)?;
    (1..=4).contains(&digit).then_some(i64::from(digit))
}

#[cfg(test)]
mod tests;
