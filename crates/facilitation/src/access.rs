//! Who may: the coordination keeps the pool and proposes, officers assign, facilitators see and answer their own
//! (handbook 5.6, 13).

use base::{Ctx, Problem, Role, Scope};
use uuid::Uuid;

pub(crate) const READERS: &[Role] = &[Role::SB, Role::RL, Role::PK, Role::RH, Role::PB];
pub(crate) const POOL_READERS: &[Role] = &[Role::SB, Role::RL, Role::PK, Role::RH];
const STAFF: &[Role] = &[Role::SB, Role::RL, Role::PK, Role::RH];

/// The programmes whose engagements this person sees as staff.
pub(crate) fn programmes(ctx: &Ctx) -> Vec<Uuid> {
    ctx.scopes_of(STAFF, "programme")
}

/// Staff of the programme.
pub(crate) fn is_staff(ctx: &Ctx, programme: Uuid) -> bool {
    ctx.has_any(STAFF, Scope::Programme(programme))
}

/// Error: denied for others than the coordination.
pub(crate) fn may_coordinate(ctx: &Ctx, programme: Uuid) -> Result<(), Problem> {
    ctx.require(&[Role::PK], Scope::Programme(programme))
}

/// Error: denied for others than officers.
pub(crate) fn may_assign(ctx: &Ctx, programme: Uuid) -> Result<(), Problem> {
    ctx.require(&[Role::SB], Scope::Programme(programme))
}
