//! Who may do what in the assessment (handbook 5.3, 13).

use applications::ApplicationId;
use base::{Ctx, PersonId, Problem, Role, Scope};
use calls::Call;
use sea_orm::ConnectionTrait;

use crate::model::{CallAssessor, Review};

/// Assigns, clears alarms, freezes.
pub const OFFICERS: &[Role] = &[Role::SB, Role::GS];
/// Reopens, makes void, rules on concerns.
pub const SECRETARIES: &[Role] = &[Role::GS];
/// Makes void: the chair too, after the committee's decision (handbook 5.3).
pub const VOIDERS: &[Role] = &[Role::GS, Role::SV];
/// Rules on concerns of bias: the head of unit too (§ 21 LVwVfG).
pub const RULERS: &[Role] = &[Role::GS, Role::RL];
/// The steering group: sees what was released to it.
pub const COMMITTEE: &[Role] = &[Role::SM, Role::SV];
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

/// The steering group reads the record of a case once the papers of the call were released to it; the caller loads the
/// case with this person's sight. Error: not found.
pub async fn require_record(db: &impl ConnectionTrait, ctx: &Ctx, call: &Call) -> Result<(), Problem> {
    if applications::papers_released(db, ctx, COMMITTEE, call.id).await? {
        Ok(())
    } else {
        require_reader(ctx, call)
    }
}

/// A seat opens the cases of the calls that its own group was let in to: the own application in another group's call is
/// seen as an applicant, without its record. Error: not found.
pub async fn require_own_committee(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    application: ApplicationId,
) -> Result<(), Problem> {
    if holds(ctx, READERS, call) {
        return Ok(());
    }
    let seen = applications::seen_as_member(db, ctx, &[application]).await?;
    if seen.contains(&application) {
        Ok(())
    } else {
        Err(Problem::not_found("assessment"))
    }
}

/// Whether the person takes reviews of this call out; the chair only where the papers were released to the own group.
pub async fn may_void(db: &impl ConnectionTrait, ctx: &Ctx, call: &Call) -> Result<bool, Problem> {
    Ok(holds(ctx, SECRETARIES, call) || applications::papers_released(db, ctx, &[Role::SV], call.id).await?)
}

/// A review belongs to its assessor, who still has to be one of the call; see [`crate::store::review::own`], which reads
/// it. Error: not found.
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

/// The person, who assesses some call or sits in a steering group. Error: not found.
pub fn declarer(ctx: &Ctx) -> Result<PersonId, Problem> {
    let me = ctx.person()?.id;
    if ctx.has_any_role(&[Role::AS, Role::SM, Role::SV]) {
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
