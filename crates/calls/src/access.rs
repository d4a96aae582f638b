//! Who may see a call and who may do which verb (handbook 5.1, 13).

use base::{Ctx, Problem, Role, Scope, Text};

use crate::model::{Call, Programme, ProgrammeId};
use crate::rules::Who;

/// The offices of a programme that see all of its calls. RH reads everything; AD sees the set-up, no cases.
pub const OFFICES: [Role; 7] = [
    Role::SB,
    Role::RL,
    Role::BfdH,
    Role::GS,
    Role::PK,
    Role::RH,
    Role::DS,
];

/// Everybody who may come to the internal pages of calls.
pub const READERS: &[Role] = &[
    Role::SB,
    Role::RL,
    Role::BfdH,
    Role::AS,
    Role::SM,
    Role::SV,
    Role::GS,
    Role::PK,
    Role::RH,
    Role::DS,
    Role::AD,
];

/// Who may come to the pages of programmes: their offices and the administration.
pub const PROGRAMME_READERS: &[Role] = &[
    Role::SB,
    Role::RL,
    Role::BfdH,
    Role::GS,
    Role::PK,
    Role::RH,
    Role::DS,
    Role::AD,
];

/// Who prepares calls.
pub const OFFICERS: &[Role] = &[Role::SB];

/// What calls a person sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    All,
    /// All calls of these programmes, the calls of an assessor, and, for members of a steering group, what is public.
    Some {
        programmes: Vec<ProgrammeId>,
        calls: Vec<crate::CallId>,
        public: bool,
    },
}

impl Sight {
    /// Nothing at all: municipalities, facilitators, nobody.
    #[must_use]
    pub fn nothing() -> Self {
        Self::Some {
            programmes: Vec::new(),
            calls: Vec::new(),
            public: false,
        }
    }
}

/// What the acting person sees.
#[must_use]
pub fn sight(ctx: &Ctx) -> Sight {
    if ctx.is_system() || ctx.is_operator() || ctx.has_role(Role::AD) {
        return Sight::All;
    }
    Sight::Some {
        programmes: ctx
            .scopes_of(&OFFICES, "programme")
            .into_iter()
            .map(ProgrammeId)
            .collect(),
        calls: ctx
            .scopes_of(&[Role::AS], "call")
            .into_iter()
            .map(crate::CallId)
            .collect(),
        public: ctx.has_any_role(&[Role::SM, Role::SV]),
    }
}

/// Error: `NotFound` for a call that the person may not see.
pub fn require_sight(ctx: &Ctx, call: &Call) -> Result<(), Problem> {
    let sees = match sight(ctx) {
        Sight::All => true,
        Sight::Some {
            programmes,
            calls,
            public,
        } => {
            programmes.contains(&call.programme_id) || calls.contains(&call.id) || public && call.is_public()
        }
    };
    if sees {
        Ok(())
    } else {
        Err(Problem::not_found("call"))
    }
}

/// Whether the person holds `role` in the call's programme.
#[must_use]
pub fn holds(ctx: &Ctx, role: Role, programme: ProgrammeId) -> bool {
    ctx.has(role, Scope::Programme(programme.0))
}

/// First sight, then one of the roles in the call's programme. Error: `NotFound`, `Unauthenticated`, `Denied`.
pub fn require(ctx: &Ctx, call: &Call, roles: &[Role]) -> Result<(), Problem> {
    require_sight(ctx, call)?;
    ctx.require(roles, Scope::Programme(call.programme_id.0))
}

/// Editions, previews and examples are for the offices of the programme. Error: `NotFound` for everybody else.
pub fn require_office(ctx: &Ctx, call: &Call) -> Result<(), Problem> {
    if sees_programme(ctx, call.programme_id) {
        Ok(())
    } else {
        Err(Problem::not_found("call"))
    }
}

/// Whether a step of the state machine waits for this person (by role; four eyes is judged when it is done).
#[must_use]
pub fn waits_for(ctx: &Ctx, call: &Call, who: Who) -> bool {
    match who {
        Who::Role(role) => holds(ctx, role, call.programme_id),
        Who::HeadAndBudgetOfficer => {
            call.rl_approval.is_none() && holds(ctx, Role::RL, call.programme_id)
                || call.bfdh_approval.is_none() && holds(ctx, Role::BfdH, call.programme_id)
        }
        Who::System => false,
    }
}

/// Whether a programme exists for the person.
#[must_use]
pub fn sees_programme(ctx: &Ctx, programme: ProgrammeId) -> bool {
    ctx.is_system()
        || ctx.is_operator()
        || ctx.has_role(Role::AD)
        || ctx.scopes_of(&OFFICES, "programme").contains(&programme.0)
}

/// Whether the person may set up programmes and their parameters.
#[must_use]
pub fn may_set_up(ctx: &Ctx) -> bool {
    require_set_up(ctx).is_ok()
}

/// Programmes and their parameters are set up by the operator or the administration.
pub fn require_set_up(ctx: &Ctx) -> Result<(), Problem> {
    if ctx.is_operator() || ctx.has(Role::AD, Scope::System) {
        return Ok(());
    }
    match ctx.find_person() {
        None => Err(Problem::Unauthenticated),
        Some(_) => Err(Problem::denied(
            Text::new("problem-denied-role").with("roles", "AD"),
        )),
    }
}

/// Error unless the person prepares calls of the programme; a foreign programme does not exist for others.
pub fn require_officer(ctx: &Ctx, programme: &Programme) -> Result<(), Problem> {
    ctx.require(OFFICERS, Scope::Programme(programme.id.0))
}
