//! Who may see a grant and who may do what with it (handbook 13, row "notice").

use applications::{Application, ApplicationState, Source};
use base::{Ctx, Problem, Role, Scope, Text};

use crate::model::Grant;

/// Roles that see every grant of their programme.
pub(crate) const OFFICE: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::RH];

/// Everybody who may come to a grant's page.
pub(crate) const READERS: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::RH, Role::KE, Role::KZ];

/// The two signatures of COUNTERSIGNED.
pub(crate) const SIGNERS: &[Role] = &[Role::RL, Role::BfdH];

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
    if ctx.is_system() || is_office(ctx, grant) || is_grantee(ctx, grant) && grant.state.is_issued() {
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

/// RL issues: neither who prepared it nor the budget officer who signed it, so that three persons have seen it.
/// Error: `Denied`, `Refused`.
pub(crate) fn require_issuer(ctx: &Ctx, grant: &Grant) -> Result<(), Problem> {
    ctx.require(&[Role::RL], programme(grant))?;
    ctx.require_other_person(&[grant.prepared_by, grant.bfdh_signed_by])
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
