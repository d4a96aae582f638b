//! The pure decisions about payments. No database, no clock.

use base::problem::Checks;
use base::{Cents, Problem, Text, fmt};
use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, Utc};
use grants::{Grant, GrantMode, GrantState};
use sepa::charset::{Transliteration, transliterate};

use crate::model::{
    BankAccount, BankAccountState, Details, PaymentKind, PaymentRequest, PaymentState, PaymentStop,
};

use PaymentState as S;

/// Money goes to changed bank details only after this time, so that a forged change is noticed (handbook 5.5: "24 h
/// block"); M-U02 tells the municipality meanwhile.
pub const BLOCK: Duration = Duration::hours(24);

/// Days before the last request day on which open tranches are reminded of (M-P05).
pub const REMINDERS: [u64; 2] = [60, 14];

/// Characters of a name in a SEPA message.
const NAME_MAX: usize = 70;
/// Characters of a reference in a SEPA message.
const REFERENCE_MAX: usize = 35;

/// The steps of handbook 5.5, sub-machine payment request; everything else is refused.
///
/// | From → To | Verb | Who |
/// |---|---|---|
/// | – → DRAFT, DRAFT → DRAFT | draft | KE, KZ; SB on paper |
/// | DRAFT → SUBMITTED | submit | KZ; SB on paper |
/// | SUBMITTED → CERTIFIED_FACTUAL | certify_factual | SB |
/// | CERTIFIED_FACTUAL → CERTIFIED_ARITHMETIC | certify_arithmetic | another SB |
/// | CERTIFIED_ARITHMETIC → ORDERED | order | RL or BfdH, a third person |
/// | ORDERED → ORDERED | redirect | RL or BfdH, to the bank details in force now |
/// | ORDERED → PAID | pay | import of the cash confirmation |
/// | PAID → ORDERED | unpay | two of RL and BfdH, when the confirmation was matched wrongly |
/// | SUBMITTED … ORDERED → RETURNED | send_back | SB, RL, BfdH; import |
/// | DRAFT … CERTIFIED_ARITHMETIC → CANCELLED | cancel | KZ; KE and SB their drafts; nobody a final instalment |
pub const STEPS: &[(PaymentState, &str, PaymentState)] = &[
    (S::Draft, "draft", S::Draft),
    (S::Draft, "submit", S::Submitted),
    (S::Submitted, "certify_factual", S::Factual),
    (S::Factual, "certify_arithmetic", S::Arithmetic),
    (S::Arithmetic, "order", S::Ordered),
    (S::Ordered, "redirect", S::Ordered),
    (S::Ordered, "pay", S::Paid),
    (S::Paid, "unpay", S::Ordered),
    (S::Submitted, "send_back", S::Returned),
    (S::Factual, "send_back", S::Returned),
    (S::Arithmetic, "send_back", S::Returned),
    (S::Ordered, "send_back", S::Returned),
    (S::Draft, "cancel", S::Cancelled),
    (S::Submitted, "cancel", S::Cancelled),
    (S::Factual, "cancel", S::Cancelled),
    (S::Arithmetic, "cancel", S::Cancelled),
];

/// The state after a verb. Error: refused, saying in which state the request is.
pub fn after(request: &PaymentRequest, verb: &str) -> Result<PaymentState, Problem> {
    match STEPS
        .iter()
        .find(|(from, step, _)| *from == request.state && *step == verb)
    {
        Some((_, _, to)) => Ok(*to),
        None => Err(Problem::refused(
            "wrong-state",
            Text::new(format!("payments-wrong-state-{}", request.state)),
        )),
    }
}

/// Whether anything may be asked for: the notice is final or its remedies were waived (handbook 2.5), and the award
/// period's report is not due yet. Error: refused, saying from when on (D03).
pub fn check_grant(grant: &Grant) -> Result<(), Problem> {
    if grant.mode != GrantMode::CashGrant {
        return Err(Problem::refused("in-kind", Text::new("payments-in-kind")));
    }
    match grant.state {
        GrantState::Final | GrantState::InPayment => Ok(()),
        GrantState::Delivered | GrantState::Accepted => {
            let from = grant.remedy_until_on.map(|last| last + Days::new(1));
            let text = match from {
                Some(day) => Text::new("payments-not-final").with("day", fmt::date_de(day)),
                None => Text::new("payments-not-final-open"),
            };
            Err(Problem::refused("not-final", text))
        }
        GrantState::Prepared
        | GrantState::Countersigned
        | GrantState::Issued
        | GrantState::Reissue
        | GrantState::Objected => Err(Problem::refused(
            "not-final",
            Text::new("payments-not-final-open"),
        )),
        _ => Err(Problem::refused("award-over", Text::new("payments-award-over"))),
    }
}

/// Whether returned money is booked here, and not on a claim. Error: refused (`claim-runs`).
pub fn check_return(grant: &Grant) -> Result<(), Problem> {
    match grant.state {
        GrantState::Hearing | GrantState::Reclaimed | GrantState::RevokedPart | GrantState::Revoked => {
            Err(Problem::refused("claim-runs", Text::new("payments-claim-runs")))
        }
        _ => Ok(()),
    }
}

/// Whether what was certified may be ordered today. An instalment: the notice is final as when it was asked for, or the
/// report has come due since; and its budget year is not over (§ 4 LHO). The final instalment: the statement of use is
/// accepted; it is a carry-over of the year of its tranche (ADR 0015). Error: refused (`not-final`, `award-over`,
/// `year-over`).
pub fn check_order(request: &PaymentRequest, grant: &Grant, today: NaiveDate) -> Result<(), Problem> {
    match (request.kind, grant.state) {
        (PaymentKind::Instalment, GrantState::ReportDue) | (PaymentKind::Final, GrantState::Settled) => {}
        (PaymentKind::Instalment, _) => check_grant(grant)?,
        (PaymentKind::Final, _) => {
            return Err(Problem::refused("award-over", Text::new("payments-not-settled")));
        }
    }
    if is_of_year(request, today) {
        Ok(())
    } else {
        let text = Text::new("payments-year-over").with("year", request.year);
        Err(Problem::refused("year-over", text))
    }
}

/// Whether an order may go into a payment run now: its grant and its account are asked as they are today, not as they were
/// when it was signed. Gives the account. Error: refused (`stopped`, `grant-stopped` saying what stopped it, `year-over`,
/// `account-changed`, `account-blocked`).
pub fn check_run<'a>(
    request: &PaymentRequest,
    grant: Option<&Grant>,
    stop: Option<&PaymentStop>,
    account: Option<&'a BankAccount>,
    now: DateTime<Utc>,
) -> Result<&'a BankAccount, Problem> {
    let grant = grant.ok_or_else(|| Problem::broken("a request without its grant"))?;
    if let Some(stop) = stop {
        let text = Text::new("payments-stopped").with("reason", &stop.reason);
        return Err(Problem::refused("stopped", text));
    }
    match check_order(request, grant, base::calendar::local_date(now)) {
        Err(Problem::Refused { code, .. }) if code != "year-over" => {
            let text = Text::new("payments-held-grant").with("state", grant.state.code());
            return Err(Problem::refused("grant-stopped", text));
        }
        other => other?,
    }
    match check_account(account, now) {
        Err(Problem::Refused {
            code: "no-account", ..
        }) => Err(Problem::refused(
            "account-changed",
            Text::new("payments-held-account"),
        )),
        other => other,
    }
}

/// Whether a request can be booked on that day: an instalment in its own budget year only.
#[must_use]
pub fn is_of_year(request: &PaymentRequest, day: NaiveDate) -> bool {
    request.kind == PaymentKind::Final || request.year == i64::from(day.year())
}

/// What of a grant's money can still be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purse {
    /// The award in force.
    pub award: Cents,
    /// What of it may flow: less while an amendment can be contested.
    pub payable: Cents,
    /// What is kept until the statement of use is accepted.
    pub retention: Cents,
    /// Requested, ordered and paid, less what came back.
    pub used: Cents,
    pub year: i64,
    /// The tranches of that year together.
    pub tranche: Cents,
    /// Of `used`, what that year bears.
    pub used_of_year: Cents,
    /// Instalments asked for in that year.
    pub requests_of_year: i64,
}

impl Purse {
    /// What an instalment may be at most, whatever the year.
    #[must_use]
    pub fn left(&self) -> Cents {
        Ord::max(self.payable - self.retention - self.used, Cents::ZERO)
    }

    /// What the year's tranche has left.
    #[must_use]
    pub fn left_of_year(&self) -> Cents {
        Ord::max(self.tranche - self.used_of_year, Cents::ZERO)
    }

    /// What an instalment of this year may be at most.
    #[must_use]
    pub fn open(&self) -> Cents {
        Ord::min(self.left(), self.left_of_year())
    }
}

/// The part of an award that is kept until the statement of use is accepted.
#[must_use]
pub fn retention(grant: &Grant) -> Cents {
    grant.amount.apply_rate(grant.retention)
}

/// The last day on which money of a budget year may be asked for.
#[must_use]
pub fn last_request_day(year: i64, (month, day): (u32, u32)) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// What bounds an instalment (handbook 2.5, 2.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    pub purse: Purse,
    pub today: NaiveDate,
    pub last_day: NaiveDate,
    pub per_year: i64,
    pub use_within_months: i64,
}

/// The guards of SUBMITTED (handbook 5.5; D01, D02). Error: `Invalid`, every finding at its field.
pub fn check_instalment(request: &PaymentRequest, bounds: &Bounds) -> Result<(), Problem> {
    let purse = &bounds.purse;
    let mut checks = Checks::new();
    if request.amount > purse.left() {
        let text = Text::new("payments-over-award")
            .with("left", purse.left().format_de())
            .with("retention", purse.retention.format_de());
        checks.fail("amount", text);
    }
    if request.amount > purse.left_of_year() {
        let text = Text::new("payments-over-tranche")
            .with("year", purse.year)
            .with("left", purse.left_of_year().format_de());
        checks.fail("amount", text);
    }
    checks.ensure(request.needed, "needed", || {
        Text::new("payments-need").with("months", bounds.use_within_months)
    });
    checks.finish()?;
    if bounds.today > bounds.last_day {
        let text = Text::new("payments-too-late")
            .with("year", purse.year)
            .with("day", fmt::date_de(bounds.last_day));
        return Err(Problem::refused("too-late", text));
    }
    if purse.requests_of_year >= bounds.per_year {
        let text = Text::new("payments-too-many")
            .with("count", bounds.per_year)
            .with("year", purse.year);
        return Err(Problem::refused("too-many", text));
    }
    Ok(())
}

/// What a draft must say at least. Error: `Invalid`.
pub fn check_content(amount: Cents, expenditure: &str) -> Result<(), Problem> {
    let mut checks = Checks::new();
    checks.ensure(amount > Cents::ZERO, "amount", || {
        Text::new("payments-amount-positive")
    });
    checks.ensure(!expenditure.is_empty(), "expenditure", || {
        Text::new("field-required")
    });
    checks.finish()
}

/// An amount over the years that have something left, the latest first (the retention stays in the last tranche).
/// `None` when the years together do not suffice.
#[must_use]
pub fn over_years(amount: Cents, left: &[(i64, Cents)]) -> Option<Vec<(i64, Cents)>> {
    let mut years: Vec<(i64, Cents)> = left.to_vec();
    years.sort_unstable_by_key(|(year, _)| std::cmp::Reverse(*year));
    let mut rest = amount;
    let mut parts = Vec::new();
    for (year, left) in years {
        let part = Ord::min(rest, left);
        if part > Cents::ZERO {
            parts.push((year, part));
            rest -= part;
        }
    }
    rest.is_zero().then_some(parts)
}

/// Bank details in their stored form. Error: `Invalid`, every finding at its field.
pub fn check_details(details: &Details) -> Result<Details, Problem> {
    let mut checks = Checks::new();
    let line = |text: &str| base::names::clean(text);
    let (holder, bank, payee_reference) = (
        line(&details.holder),
        line(&details.bank),
        line(&details.payee_reference),
    );
    let required = || Text::new("field-required");
    checks.ensure(!holder.is_empty(), "holder", required);
    for (field, value, max) in [
        ("holder", &holder, NAME_MAX),
        ("bank", &bank, 80),
        ("payee_reference", &payee_reference, REFERENCE_MAX),
    ] {
        // umlauts become two letters in the file for the bank
        let count = transliterate(value, Transliteration::German).chars().count();
        checks.ensure(count <= max, field, || {
            Text::new("field-too-long").with("max", max).with("count", count)
        });
    }
    let iban = sepa::validate_iban(&details.iban)
        .ok()
        .filter(sepa::Iban::is_sepa);
    checks.ensure(iban.is_some(), "iban", || Text::new("payments-iban"));
    let bic = match details.bic.trim() {
        "" => Some(String::new()),
        typed => sepa::validate_bic(typed).ok().map(|bic| bic.as_str().to_owned()),
    };
    checks.ensure(bic.is_some(), "bic", || Text::new("payments-bic"));
    checks.finish()?;
    Ok(Details {
        holder,
        iban: iban.map(|iban| iban.as_str().to_owned()).unwrap_or_default(),
        bic: bic.unwrap_or_default(),
        bank,
        payee_reference,
    })
}

/// From when on money may go to bank details confirmed now: changed ones are blocked for a day.
#[must_use]
pub fn usable_from(account: &BankAccount, confirmed_at: DateTime<Utc>) -> DateTime<Utc> {
    if account.is_change {
        confirmed_at + BLOCK
    } else {
        confirmed_at
    }
}

/// Whether money may go there now. Error: refused, saying what is missing or from when on.
pub fn check_account(account: Option<&BankAccount>, now: DateTime<Utc>) -> Result<&BankAccount, Problem> {
    let confirmed = account.filter(|account| account.state == BankAccountState::Confirmed);
    let Some(account) = confirmed else {
        return Err(Problem::refused("no-account", Text::new("payments-no-account")));
    };
    match account.usable_from {
        Some(from) if from <= now => Ok(account),
        Some(from) => Err(Problem::refused(
            "account-blocked",
            Text::new("payments-account-blocked").with("at", fmt::datetime_de(from)),
        )),
        None => Err(Problem::broken("a confirmed account without a day")),
    }
}

/// An account number for those who need not know it: country, check digits and the last four.
#[must_use]
pub fn masked(iban: &str) -> String {
    let start: String = iban.chars().take(4).collect();
    format!("{start} … {}", last_four(iban))
}

/// The last four characters of an account number.
#[must_use]
pub fn last_four(iban: &str) -> &str {
    iban.char_indices()
        .rev()
        .nth(3)
        .map_or(iban, |(place, _)| &iban[place..])
}

/// In groups of four, as people read it.
#[must_use]
pub fn grouped(iban: &str) -> String {
    let letters: Vec<char> = iban.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// The last day for using a payment (handbook 2.5: within two months after payment).
#[must_use]
pub fn use_until(paid_on: NaiveDate, months: i64) -> NaiveDate {
    base::calendar::add_months(paid_on, i32::try_from(months).unwrap_or(i32::MAX))
}

/// Which reminder of the year is in force on a day: its days before `last_day`, the nearest one that has come.
#[must_use]
pub fn reminder_on(day: NaiveDate, last_day: NaiveDate) -> Option<u64> {
    let come = |before: &&u64| last_day - Days::new(**before) <= day;
    REMINDERS
        .iter()
        .filter(|_| day <= last_day)
        .filter(come)
        .min()
        .copied()
}

/// The next day after `day` on which a reminder comes into force.
#[must_use]
pub fn next_reminder(day: NaiveDate, last_day_of: impl Fn(i64) -> Option<NaiveDate>) -> Option<NaiveDate> {
    let year = i64::from(day.year());
    [year, year + 1]
        .into_iter()
        .filter_map(last_day_of)
        .flat_map(|last| REMINDERS.map(|before| last - Days::new(before)))
        .filter(|reminder| *reminder > day)
        .min()
}

/// What a returned amount may be at most.
#[must_use]
pub fn returnable(request: &PaymentRequest, returned: Cents) -> Cents {
    match request.state {
        S::Paid => request.amount - returned,
        _ => Cents::ZERO,
    }
}

/// Whether a request counts towards the number of requests of a year.
#[must_use]
pub fn counts(request: &PaymentRequest) -> bool {
    request.kind == PaymentKind::Instalment && request.state.holds()
}

#[cfg(test)]
mod tests;
