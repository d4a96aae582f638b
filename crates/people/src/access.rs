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

/// May give these roles: keepers any, SB those of bodies.
pub(crate) fn require_giver(ctx: &Ctx, roles: &[(Role, Scope)]) -> Result<(), Problem> {
    let of_bodies = roles.iter().all(|(role, _)| matches!(role, Role::KE | Role::KZ));
    if of_bodies && ctx.has_role(Role::SB) {
        Ok(())
    } else {
        require_keeper(ctx)
    }
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
