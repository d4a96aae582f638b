//! Who may: events are made by PK of the programme; offices and the steering group read; municipalities and facilitators
//! register and write; PK moderates (handbook 5.8, 13).

use applications::{Application, ApplicationState};
use base::{Ctx, Problem, Role, Scope};
use uuid::Uuid;

pub(crate) const READERS: &[Role] = &[
    Role::SB,
    Role::RL,
    Role::GS,
    Role::PK,
    Role::RH,
    Role::SM,
    Role::SV,
    Role::KE,
    Role::PB,
];
/// Who comes to events and writes practice reports.
pub(crate) const PARTICIPANTS: &[Role] = &[Role::KE, Role::PB];
pub(crate) const MAKERS: &[Role] = &[Role::PK];
pub(crate) const MODERATORS: &[Role] = &[Role::PK];
const STAFF: &[Role] = &[Role::SB, Role::RL, Role::GS, Role::PK, Role::RH];

/// Staff of the programme, who see planned events and the list of participants.
pub(crate) fn is_staff(ctx: &Ctx, programme: Uuid) -> bool {
    ctx.has_any(STAFF, Scope::Programme(programme))
}

/// Error: denied for others.
pub(crate) fn may_make(ctx: &Ctx, programme: Uuid) -> Result<(), Problem> {
    ctx.require(MAKERS, Scope::Programme(programme))
}

/// Error: denied for others.
pub(crate) fn may_moderate(ctx: &Ctx, programme: Uuid) -> Result<(), Problem> {
    ctx.require(MODERATORS, Scope::Programme(programme))
}

/// Error: denied for others than municipalities and facilitators.
pub(crate) fn may_take_part(ctx: &Ctx) -> Result<(), Problem> {
    if ctx.has_any_role(PARTICIPANTS) {
        return Ok(());
    }
    Err(Problem::denied(base::Text::new("problem-denied")))
}

/// Municipalities write about their own funded project, facilitators about one they accompany. The case itself was
/// read through `applications::visible_to`. Error: denied or refused.
pub(crate) fn may_write(ctx: &Ctx, application: &Application) -> Result<(), Problem> {
    let own = ctx.has(Role::KE, Scope::Body(application.lead_body_id.0)) || ctx.has(Role::PB, Scope::Own);
    if !own {
        return Err(Problem::denied(base::Text::new("problem-denied")));
    }
    if matches!(
        application.state,
        ApplicationState::Selected | ApplicationState::Awarded
    ) {
        return Ok(());
    }
    Err(Problem::refused(
        "not-funded",
        base::Text::new("practice-not-funded"),
    ))
}
