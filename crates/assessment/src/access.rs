//! Who may do what in the assessment (handbook 5.3, 13).

use base::{Ctx, PersonId, Problem, Role, Scope};
use calls::Call;

use crate::model::{CallAssessor, Review};

/// Assigns, clears alarms, freezes.
pub const OFFICERS: &[Role] = &[Role::SB, Role::GS];
/// Reopens, makes void, rules on concerns.
pub const SECRETARIES: &[Role] = &[Role::GS];
/// Makes void: the chair too, after the committee's decision (handbook 5.3).
pub const VOIDERS: &[Role] = &[Role::GS, Role::SV];
/// Rules on concerns of bias: the head of unit too (§ 21 LVwVfG).
pub const RULERS: &[Role] = &[Role::GS, Role::RL];
/// Reads reviews and standings of the whole programme.
pub const READERS: &[Role] = &[Role::SB, Role::GS, Role::RL, Role::RH];
/// May come to the record of a review at all.
pub const RECORD_READERS: &[Role] = &[Role::SB, Role::GS, Role::RL, Role::RH, Role::SM, Role::SV];
/// May come to the ranking at all; the steering group sees the applications it was let in to.
pub const RANKING_READERS: &[Role] = &[
    Role::SB,
    Role::GS,
    Role::RL,
    Role::BfdH,
    Role::RH,
    Role::SM,
    Role::SV,
];

fn programme(call: &Call) -> Scope {
    Scope::Programme(call.programme_id.0)
}

/// Whether the person holds one of `roles` in the call's programme.
#[must_use]
pub fn holds(ctx: &Ctx, roles: &[Role], call: &Call) -> bool {
    ctx.has_any(roles, programme(call))
}

/// Error: not found for whoever does not see the call's assessment, else denied without one of `roles`.
pub fn require(ctx: &Ctx, roles: &[Role], call: &Call) -> Result<(), Problem> {
    require_reader(ctx, call)?;
    ctx.require(roles, programme(call))
}

/// Error: not found.
pub fn require_reader(ctx: &Ctx, call: &Call) -> Result<(), Problem> {
    if holds(ctx, READERS, call) {
        Ok(())
    } else {
        Err(Problem::not_found("assessment"))
    }
}

/// The steering group reads the record of a case it was let in to; the caller loads the case with this person's sight.
/// Error: not found.
pub fn require_record(ctx: &Ctx, call: &Call) -> Result<(), Problem> {
    if ctx.has_any_role(&[Role::SM, Role::SV]) {
        Ok(())
    } else {
        require_reader(ctx, call)
    }
}

/// Whether the person takes reviews of this call out; the chair only in cases the committee was let in to.
#[must_use]
pub fn may_void(ctx: &Ctx, call: &Call) -> bool {
    holds(ctx, SECRETARIES, call) || ctx.has_role(Role::SV)
}

/// A review belongs to its assessor, who still has to be one of the call. Error: not found.
pub fn require_own(ctx: &Ctx, review: &Review) -> Result<(), Problem> {
    let is_own =
        ctx.person_id() == Some(review.assessor_id) && ctx.has(Role::AS, Scope::Call(review.call_id.0));
    if is_own {
        Ok(())
    } else {
        Err(Problem::not_found("review"))
    }
}

/// An invitation belongs to the invited person. Error: not found.
pub fn require_invited(ctx: &Ctx, invitation: &CallAssessor) -> Result<(), Problem> {
    let scope = Scope::Call(invitation.call_id.0);
    if ctx.person_id() == Some(invitation.person_id) && ctx.has(Role::AS, scope) {
        Ok(())
    } else {
        Err(Problem::not_found("invitation"))
    }
}

/// The person, who assesses some call. Error: denied.
pub fn assessor(ctx: &Ctx) -> Result<PersonId, Problem> {
    let me = ctx.person()?.id;
    if ctx.has_role(Role::AS) {
        Ok(me)
    } else {
        Err(Problem::not_found("interests"))
    }
}

/// An assessor of the call. Error: not found.
pub fn require_assessor(ctx: &Ctx, call: &Call) -> Result<(), Problem> {
    if ctx.has(Role::AS, Scope::Call(call.id.0)) {
        Ok(())
    } else {
        Err(Problem::not_found("assessment"))
    }
}
