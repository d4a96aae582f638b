//! Who may do what in the selection (handbook 5.4, 13). GS, SB, RL, BfdH, RH by programme; SM and SV by committee.

use base::{Ctx, Problem, Role, Scope};
use calls::{Call, ProgrammeId};

use crate::model::Committee;

/// Everybody who may come to the pages of the selection.
pub const READERS: &[Role] = &[
    Role::GS,
    Role::SB,
    Role::RL,
    Role::BfdH,
    Role::RH,
    Role::SM,
    Role::SV,
];
/// The offices of a programme among them.
pub const OFFICES: &[Role] = &[Role::GS, Role::SB, Role::RL, Role::BfdH, Role::RH];
/// Keeps committees, plans, invites, records, drafts the minutes.
pub const SECRETARIES: &[Role] = &[Role::GS];
/// Prepares allocations.
pub const PREPARERS: &[Role] = &[Role::GS, Role::SB];

/// Whether the person holds one of `roles` in the programme.
#[must_use]
pub fn holds(ctx: &Ctx, roles: &[Role], programme: ProgrammeId) -> bool {
    ctx.has_any(roles, Scope::Programme(programme.0))
}

/// Whether the person is in the committee (SM, SV).
#[must_use]
pub fn is_member(ctx: &Ctx, committee: &Committee) -> bool {
    ctx.has_any(&[Role::SM, Role::SV], Scope::Committee(committee.id.0))
}

/// Whether the person presides.
#[must_use]
pub fn is_chair(ctx: &Ctx, committee: &Committee) -> bool {
    ctx.has(Role::SV, Scope::Committee(committee.id.0))
}

/// Error: not found for whoever does not see the committee.
pub fn require_sight(ctx: &Ctx, committee: &Committee) -> Result<(), Problem> {
    if holds(ctx, OFFICES, committee.programme_id) || is_member(ctx, committee) {
        Ok(())
    } else {
        Err(Problem::not_found("committee"))
    }
}

/// Error: not found, or denied without GS.
pub fn require_secretary(ctx: &Ctx, committee: &Committee) -> Result<(), Problem> {
    require_sight(ctx, committee)?;
    ctx.require(SECRETARIES, Scope::Programme(committee.programme_id.0))
}

/// Error: not found, or denied without SV.
pub fn require_chair(ctx: &Ctx, committee: &Committee) -> Result<(), Problem> {
    require_sight(ctx, committee)?;
    ctx.require(&[Role::SV], Scope::Committee(committee.id.0))
}

/// The chair or the secretary, who keep the record during the meeting. Error: not found, denied.
pub fn require_recorder(ctx: &Ctx, committee: &Committee) -> Result<(), Problem> {
    if is_chair(ctx, committee) {
        Ok(())
    } else {
        require_secretary(ctx, committee)
    }
}

/// An office of the call's programme. Error: not found for others, denied without one of `roles`.
pub fn require(ctx: &Ctx, roles: &[Role], call: &Call) -> Result<(), Problem> {
    if !holds(ctx, OFFICES, call.programme_id) {
        return Err(Problem::not_found("selection"));
    }
    ctx.require(roles, Scope::Programme(call.programme_id.0))
}
