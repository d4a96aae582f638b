//! Who may see and change the budget of a programme (handbook 13).

use base::{Ctx, Problem, Role, Scope};
use uuid::Uuid;

pub(crate) const READERS: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::RH];
pub(crate) const WRITERS: &[Role] = &[Role::BfdH, Role::RL];
/// Who may check a budget list; applying it takes one of [`WRITERS`].
pub(crate) const IMPORTERS: &[Role] = &[Role::SB, Role::RL, Role::BfdH];

/// The programmes whose budget this person may see.
pub(crate) fn programmes(ctx: &Ctx) -> Vec<Uuid> {
    ctx.scopes_of(READERS, "programme")
}

/// Error: not found, because who may not see a budget may not know that it exists.
pub(crate) fn may_see(ctx: &Ctx, programme: Uuid) -> Result<(), Problem> {
    if ctx.has_any(READERS, Scope::Programme(programme)) {
        Ok(())
    } else {
        Err(Problem::not_found("budget line"))
    }
}

/// Error: not found for strangers, denied for readers. The operator sets up lines and first means as master data
/// (handbook 0.5); money that is bound already is the officers' alone, see [`may_change_bound`].
pub(crate) fn may_change(ctx: &Ctx, programme: Uuid) -> Result<(), Problem> {
    if ctx.is_operator() {
        return Ok(());
    }
    may_see(ctx, programme)?;
    ctx.require(WRITERS, Scope::Programme(programme))
}

/// The same for a pot of which something is reserved or committed. Error: denied for the operator, too.
pub(crate) fn may_change_bound(ctx: &Ctx, programme: Uuid) -> Result<(), Problem> {
    may_change(ctx, programme)?;
    ctx.require(WRITERS, Scope::Programme(programme))
}
