//! Who may see and do what with payments (handbook 13, row "notice, payment"; 5.5).

use base::{Ctx, PersonId, Problem, Role, Scope, Text};
use grants::Grant;
use uuid::Uuid;

use crate::model::{BankAccount, PaymentKind, PaymentRequest};

/// Roles that see every payment of their programme.
pub(crate) const OFFICE: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::RH];
/// Everybody who may come to a payment's page.
pub(crate) const READERS: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::RH, Role::KE, Role::KZ];
/// Who drafts a request or enters bank details; SB what came on paper.
pub(crate) const DRAFTERS: &[Role] = &[Role::KE, Role::KZ, Role::SB];
/// Who hands a request in.
pub(crate) const SUBMITTERS: &[Role] = &[Role::KZ, Role::SB];
pub(crate) const CERTIFIERS: &[Role] = &[Role::SB];
/// Who orders a payment and lets a cash confirmation in.
pub(crate) const ORDERERS: &[Role] = &[Role::RL, Role::BfdH];
pub(crate) const SENDERS_BACK: &[Role] = &[Role::SB, Role::RL, Role::BfdH];
/// Who makes the file for the cash desk, and may have the account numbers in it.
pub(crate) const CASHIERS: &[Role] = &[Role::SB, Role::BfdH];
/// Who checks a cash confirmation; applying it takes one of [`ORDERERS`].
pub(crate) const IMPORTERS: &[Role] = &[Role::SB, Role::RL, Role::BfdH];
/// Who may take bank details back: who decides on them, and whose they are.
pub(crate) const ACCOUNT_KEEPERS: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::KE, Role::KZ];
/// Who keeps the account from which a programme pays.
pub(crate) const TREASURERS: &[Role] = &[Role::BfdH, Role::RL];

fn programme(request: &PaymentRequest) -> Scope {
    Scope::Programme(request.programme_id)
}

fn body(grant: &Grant) -> Scope {
    Scope::Body(grant.body_id.0)
}

/// Whether the person works in the office of the programme.
pub(crate) fn is_office(ctx: &Ctx, programme: Uuid) -> bool {
    ctx.has_any(OFFICE, Scope::Programme(programme))
}

/// Whether the person acts for the grantee.
pub(crate) fn is_grantee(ctx: &Ctx, grant: &Grant) -> bool {
    ctx.has_any(&[Role::KE, Role::KZ], body(grant))
}

/// Whether the person acts for the municipality that asked.
pub(crate) fn is_requester(ctx: &Ctx, request: &PaymentRequest) -> bool {
    ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(request.body_id.0))
}

/// A draft of the municipality is its own affair until it is handed in; the grant was seen before. Error: not found.
pub(crate) fn may_see(ctx: &Ctx, request: &PaymentRequest) -> Result<(), Problem> {
    let inner = request.submitted_at.is_none() && request.paper_note.is_empty();
    if ctx.is_system() || is_requester(ctx, request) || is_office(ctx, request.programme_id) && !inner {
        Ok(())
    } else {
        Err(Problem::not_found("payment"))
    }
}

/// KE or KZ of the grantee; SB for what came on paper. Error: `Denied`.
pub(crate) fn require_drafter(ctx: &Ctx, grant: &Grant) -> Result<(), Problem> {
    if is_grantee(ctx, grant) {
        return Ok(());
    }
    ctx.require(&[Role::SB], Scope::Programme(grant.programme_id))
}

/// KZ signs; SB for what came signed on paper. Error: `Denied`.
pub(crate) fn require_submitter(ctx: &Ctx, request: &PaymentRequest) -> Result<(), Problem> {
    if request.paper_note.is_empty() {
        ctx.require(&[Role::KZ], Scope::Body(request.body_id.0))
    } else {
        ctx.require(&[Role::SB], programme(request))
    }
}

/// SB certifies that it is factually right, not what the same person entered from paper. Error: `Denied`, `Refused`.
pub(crate) fn require_factual(ctx: &Ctx, request: &PaymentRequest) -> Result<(), Problem> {
    ctx.require(CERTIFIERS, programme(request))?;
    ctx.require_other_person(&[request.drafted_by, request.submitted_by])
}

/// Another SB certifies the sums (D04). Error: `Denied`, `Refused`.
pub(crate) fn require_arithmetic(ctx: &Ctx, request: &PaymentRequest) -> Result<(), Problem> {
    ctx.require(CERTIFIERS, programme(request))?;
    ctx.require_other_person(&[request.factual_by])
}

/// Everybody who had a hand in a request before it is ordered (§ 70 LHO, G4).
pub(crate) fn hands(request: &PaymentRequest) -> [Option<PersonId>; 4] {
    [
        request.drafted_by,
        request.submitted_by,
        request.factual_by,
        request.arithmetic_by,
    ]
}

/// RL or BfdH orders: neither a certifier nor who entered it (D04). Error: `Denied`, `Refused`.
pub(crate) fn require_orderer(ctx: &Ctx, request: &PaymentRequest) -> Result<(), Problem> {
    ctx.require(ORDERERS, programme(request))?;
    ctx.require_other_person(&hands(request))
}

/// SB sends back what is not ordered yet; afterwards RL or BfdH. Error: `Denied`.
pub(crate) fn require_sender_back(ctx: &Ctx, request: &PaymentRequest) -> Result<(), Problem> {
    let roles = if request.ordered_at.is_some() {
        ORDERERS
    } else {
        SENDERS_BACK
    };
    ctx.require(roles, programme(request))
}

/// KZ takes its request back, KE a draft; SB what it entered from paper. Nobody a final instalment: the municipality has
/// it coming. Error: `Denied`.
pub(crate) fn require_canceller(ctx: &Ctx, request: &PaymentRequest) -> Result<(), Problem> {
    if request.kind == PaymentKind::Final {
        return Err(Problem::denied(Text::new("payments-final-kept")));
    }
    if !request.paper_note.is_empty() {
        return ctx.require(&[Role::SB], programme(request));
    }
    let roles: &[Role] = if request.submitted_at.is_none() {
        &[Role::KE, Role::KZ]
    } else {
        &[Role::KZ]
    };
    ctx.require(roles, Scope::Body(request.body_id.0))
}

/// SB records returned money, another SB confirms it. Error: `Denied`.
pub(crate) fn require_bookkeeper(ctx: &Ctx, programme: Uuid) -> Result<(), Problem> {
    ctx.require(CERTIFIERS, Scope::Programme(programme))
}

/// A second officer than who entered it. Error: `Denied`, `Refused`.
pub(crate) fn require_confirmer(ctx: &Ctx, account: &BankAccount) -> Result<(), Problem> {
    require_decider(ctx, account)?;
    ctx.require_other_person(&[Some(account.entered_by)])
}

/// SB for a grantee's account, BfdH or RL for the cash desk's. Error: `Denied`.
pub(crate) fn require_decider(ctx: &Ctx, account: &BankAccount) -> Result<(), Problem> {
    let roles = match account.grant_id {
        Some(_) => CERTIFIERS,
        None => TREASURERS,
    };
    ctx.require(roles, Scope::Programme(account.programme_id))
}

/// Who keeps the cash desk's account of a programme. Error: not found for strangers, `Denied`.
pub(crate) fn require_treasurer(ctx: &Ctx, programme: Uuid) -> Result<(), Problem> {
    if !is_office(ctx, programme) {
        return Err(Problem::not_found("programme"));
    }
    ctx.require(TREASURERS, Scope::Programme(programme))
}

/// Who makes and fetches the files. Error: not found for strangers, `Denied`.
pub(crate) fn require_cashier(ctx: &Ctx, programme: Uuid) -> Result<(), Problem> {
    if !is_office(ctx, programme) {
        return Err(Problem::not_found("payment run"));
    }
    ctx.require(CASHIERS, Scope::Programme(programme))
}

/// Whether the person needs the whole account number: who checks it, and whose it is.
pub(crate) fn sees_number(ctx: &Ctx, account: &BankAccount, grant: Option<&Grant>) -> bool {
    match grant {
        Some(grant) => ctx.has(Role::SB, Scope::Programme(account.programme_id)) || is_grantee(ctx, grant),
        None => ctx.has_any(TREASURERS, Scope::Programme(account.programme_id)),
    }
}
