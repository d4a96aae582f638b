//! Who may see a grant and who may do what with it (handbook 13, row "notice").

use applications::{Application, ApplicationState, Source};
use base::{Ctx, Problem, Role, Scope, Text};
use municipalities::BodyId;

use crate::model::{Amendment, AmendmentState, Grant, NoticeDelivery};

/// Roles that see every grant of their programme.
pub(crate) const OFFICE: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::RH];

/// Everybody who may come to a grant's page.
pub(crate) const READERS: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::RH, Role::KE, Role::KZ];

/// The two signatures of COUNTERSIGNED.
pub(crate) const SIGNERS: &[Role] = &[Role::RL, Role::BfdH];

/// Who may send a notice once more.
pub(crate) const SENDERS: &[Role] = &[Role::SB, Role::RL];

/// Who may ask for an amendment.
pub(crate) const REQUESTERS: &[Role] = &[Role::KE, Role::KZ, Role::SB];

/// Who answers for the municipality; SB where it has no portal account behind its application.
pub(crate) const ANSWERERS: &[Role] = &[Role::KZ, Role::SB];

fn programme(grant: &Grant) -> Scope {
    Scope::Programme(grant.programme_id)
}

/// Whether the person works in the office of the grant's programme.
pub(crate) fn is_office(ctx: &Ctx, grant: &Grant) -> bool {
    ctx.has_any(OFFICE, programme(grant))
}

/// Whether the person acts for the grantee.
pub(crate) fn is_grantee(ctx: &Ctx, grant: &Grant) -> bool {
    ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(grant.body_id.0))
}

/// The office sees all; the grantee from the issue on, for until then it is internal. The caller has loaded the case
/// through `applications`, so that whoever is barred from it does not come here. Error: not found.
pub(crate) fn may_see(ctx: &Ctx, grant: &Grant) -> Result<(), Problem> {
    let is_out = grant.state.is_issued() && grant.issued_at.is_some(); // one that ended before its issue never was
    if ctx.is_system() || is_office(ctx, grant) || is_grantee(ctx, grant) && is_out {
        Ok(())
    } else {
        Err(Problem::not_found("grant"))
    }
}

/// SB prepares. Error: `Denied`.
pub(crate) fn require_preparer(ctx: &Ctx, application: &Application) -> Result<(), Problem> {
    ctx.require(&[Role::SB], Scope::Programme(application.programme_id))
}

/// The offices among RL and BfdH that the person holds here.
pub(crate) fn offices(ctx: &Ctx, grant: &Grant) -> Vec<Role> {
    SIGNERS
        .iter()
        .copied()
        .filter(|role| ctx.has(*role, programme(grant)))
        .collect()
}

/// RL issues: neither who prepared it or chose its clauses nor the budget officer who signed it, so that three persons have seen it.
/// Error: `Denied`, `Refused`.
pub(crate) fn require_issuer(ctx: &Ctx, grant: &Grant) -> Result<(), Problem> {
    ctx.require(&[Role::RL], programme(grant))?;
    ctx.require_other_person(&[grant.prepared_by, grant.clauses_by, grant.bfdh_signed_by])
}

/// KZ answers. For an application that came on paper or by list, SB records the signed declaration. Error: `Denied`.
pub(crate) fn require_answerer(ctx: &Ctx, grant: &Grant, application: &Application) -> Result<(), Problem> {
    if may_answer(ctx, grant, application) {
        return Ok(());
    }
    match application.source {
        Source::Portal => ctx.require(&[Role::KZ], Scope::Body(grant.body_id.0)),
        Source::Officer | Source::Import | Source::Trial => ctx.require(ANSWERERS, programme(grant)),
    }
}

/// See [`require_answerer`].
pub(crate) fn may_answer(ctx: &Ctx, grant: &Grant, application: &Application) -> bool {
    ctx.has(Role::KZ, Scope::Body(grant.body_id.0))
        || application.source != Source::Portal && ctx.has(Role::SB, programme(grant))
}

/// Error: refused unless the application was selected and the decision is out.
pub(crate) fn require_selected(
    application: &Application,
    decision: Option<&selection::Decision>,
) -> Result<base::Cents, Problem> {
    let refused = |key: &str| Err(Problem::refused("not-selected", Text::new(key)));
    match decision {
        _ if application.state != ApplicationState::Selected => refused("grants-not-selected"),
        Some(decision) if decision.released_at.is_none() => refused("grants-not-released"),
        Some(decision) => Ok(decision.amount),
        None => refused("grants-not-selected"),
    }
}

/// SB of the programme keeps the records of delivery and remedies. Error: `Denied`.
pub(crate) fn require_officer(ctx: &Ctx, grant: &Grant) -> Result<(), Problem> {
    ctx.require(&[Role::SB], programme(grant))
}

/// Whether the person is an officer of the grant's programme.
pub(crate) fn is_officer(ctx: &Ctx, grant: &Grant) -> bool {
    ctx.has(Role::SB, programme(grant))
}

/// SB or RL: a notice that is sent again is the one that was issued. Error: `Denied`.
pub(crate) fn require_sender(ctx: &Ctx, grant: &Grant) -> Result<(), Problem> {
    ctx.require(SENDERS, programme(grant))
}

/// Whether the person signs for the grantee.
pub(crate) fn is_signatory(ctx: &Ctx, grant: &Grant) -> bool {
    ctx.has(Role::KZ, Scope::Body(grant.body_id.0))
}

/// KZ waives in the portal; SB records a waiver on paper. Error: `Denied`.
pub(crate) fn require_waiver(ctx: &Ctx, grant: &Grant) -> Result<(), Problem> {
    if is_signatory(ctx, grant) {
        return Ok(());
    }
    ctx.require(ANSWERERS, programme(grant))
}

/// RL of the programme. Error: `Denied`.
pub(crate) fn require_head(ctx: &Ctx, grant: &Grant) -> Result<(), Problem> {
    ctx.require(&[Role::RL], programme(grant))
}

/// What was given back or refused is said to the grantee; the result of the examination is for those who sign.
pub(crate) fn may_see_remark(ctx: &Ctx, amendment: &Amendment, grant: &Grant) -> bool {
    use AmendmentState::{Annulled, Checked, Countersigned, Issued};
    is_office(ctx, grant) || !matches!(amendment.state, Checked | Countersigned | Issued | Annulled)
}

/// KE or KZ of the grantee ask for an amendment; SB writes down what came on paper. Error: `Denied`.
pub(crate) fn require_requester(ctx: &Ctx, grant: &Grant) -> Result<(), Problem> {
    if is_grantee(ctx, grant) {
        return Ok(());
    }
    ctx.require(REQUESTERS, programme(grant))
}

/// Whether the person signs for this body.
pub(crate) fn signs_for(ctx: &Ctx, body: BodyId) -> bool {
    ctx.has(Role::KZ, Scope::Body(body.0))
}

/// SB of the programme keeps the records of an act. Error: `Denied`.
pub(crate) fn require_act_officer(ctx: &Ctx, delivery: &NoticeDelivery) -> Result<(), Problem> {
    ctx.require(&[Role::SB], Scope::Programme(delivery.programme_id))
}

/// SB or RL send an act again. Error: `Denied`.
pub(crate) fn require_act_sender(ctx: &Ctx, delivery: &NoticeDelivery) -> Result<(), Problem> {
    ctx.require(SENDERS, Scope::Programme(delivery.programme_id))
}

/// KZ waives in the portal; SB records a waiver on paper. Error: `Denied`.
pub(crate) fn require_act_waiver(ctx: &Ctx, delivery: &NoticeDelivery) -> Result<(), Problem> {
    if signs_for(ctx, delivery.body_id) {
        return Ok(());
    }
    ctx.require(&[Role::SB], Scope::Programme(delivery.programme_id))
}

/// KZ of the applicant in the portal, SB from paper. Error: `Denied`.
pub(crate) fn require_applicant_or_officer(ctx: &Ctx, case: &Application) -> Result<(), Problem> {
    if signs_for(ctx, case.lead_body_id) {
        return Ok(());
    }
    ctx.require(&[Role::SB], Scope::Programme(case.programme_id))
}

/// KZ agrees for its body; an officer of any programme records a signed paper. Error: `Denied`.
pub(crate) fn require_consenter(ctx: &Ctx, body: BodyId) -> Result<(), Problem> {
    if signs_for(ctx, body) || ctx.has_any_role(&[Role::SB]) {
        return Ok(());
    }
    ctx.require(&[Role::KZ], Scope::Body(body.0))
}

/// Who may see whether a body agreed: the body itself and every office that writes to it. Error: not found.
pub(crate) fn may_see_consent(ctx: &Ctx, body: BodyId) -> Result<(), Problem> {
    if ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(body.0)) || ctx.has_any_role(OFFICE) {
        Ok(())
    } else {
        Err(Problem::not_found("body"))
    }
}

/// KZ answers an offer; SB where the application came on paper or by list. Error: `Denied`.
pub(crate) fn require_offer_answerer(ctx: &Ctx, case: &Application) -> Result<(), Problem> {
    if signs_for(ctx, case.lead_body_id) {
        return Ok(());
    }
    match case.source {
        Source::Portal => ctx.require(&[Role::KZ], Scope::Body(case.lead_body_id.0)),
        Source::Officer | Source::Import | Source::Trial => {
            ctx.require(ANSWERERS, Scope::Programme(case.programme_id))
        }
    }
}
