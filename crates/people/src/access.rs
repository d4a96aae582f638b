//! Who may what with accounts (handbook 13, completed in `tests/access_matrix.csv`).

use base::{Ctx, PersonId, Problem, Role, Scope, Text};

/// May see the list of accounts.
pub(crate) const READERS: &[Role] = &[Role::AD, Role::DS];
/// May change accounts and roles.
pub(crate) const KEEPERS: &[Role] = &[Role::AD];
/// May create accounts; SB only for bodies (handbook 0.5, "first account of a body").
pub(crate) const CREATORS: &[Role] = &[Role::AD, Role::SB];

/// AD, the operator or the worker.
pub(crate) fn require_keeper(ctx: &Ctx) -> Result<(), Problem> {
    if ctx.is_operator() || ctx.is_system() {
        Ok(())
    } else {
        ctx.require(KEEPERS, Scope::System)
    }
}

/// Proposes the signatory of a body, and admits one whom another person proposed (handbook 0.5, "first account of a
/// body").
pub(crate) const PROPOSERS: &[Role] = &[Role::SB];
pub(crate) const ADMITTERS: &[Role] = &[Role::RL];
/// Sees who was proposed and admitted.
pub(crate) const SIGNATORY_READERS: &[Role] = &[Role::SB, Role::RL, Role::RH];

/// One of these roles, wherever it is held. Error: unauthenticated or denied.
pub(crate) fn require_any(ctx: &Ctx, roles: &[Role]) -> Result<PersonId, Problem> {
    let me = ctx.person()?.id;
    if ctx.has_any_role(roles) {
        return Ok(me);
    }
    let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    Err(Problem::denied(
        Text::new("problem-denied-role").with("roles", codes.join(", ")),
    ))
}

/// May give these roles: keepers any, SB those of bodies. Nobody alone makes a signatory: that takes two persons
/// (`propose_signatory`, `admit_signatory`); the operator sets a house up. Error: denied; refused (`two-persons`).
pub(crate) fn require_giver(ctx: &Ctx, roles: &[(Role, Scope)]) -> Result<(), Problem> {
    let of_bodies = roles.iter().all(|(role, _)| matches!(role, Role::KE | Role::KZ));
    if !of_bodies || !ctx.has_role(Role::SB) {
        require_keeper(ctx)?;
    }
    let makes_signatory = roles.iter().any(|(role, _)| *role == Role::KZ);
    if makes_signatory && !ctx.is_operator() && !ctx.is_system() {
        return Err(Problem::refused(
            "two-persons",
            Text::new("accounts-signatory-two"),
        ));
    }
    Ok(())
}

/// Nobody raises their own rights.
pub(crate) fn require_other(ctx: &Ctx, person: PersonId) -> Result<(), Problem> {
    match ctx.person_id() {
        Some(me) if me == person => Err(Problem::refused("own-account", Text::new("accounts-own-account"))),
        _ => Ok(()),
    }
}

/// The person itself, or the operator.
pub(crate) fn require_self(ctx: &Ctx, person: PersonId) -> Result<(), Problem> {
    if ctx.is_operator() || ctx.person()?.id == person {
        Ok(())
    } else {
        Err(Problem::not_found("account"))
    }
}
