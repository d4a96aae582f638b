//! Everybody signed in may look things up; who may change the register.

use base::{Ctx, Problem, Role, Text};

pub(crate) const EDITORS: &[Role] = &[Role::SB, Role::RL, Role::AD];

/// Whether forms and buttons are offered.
pub(crate) fn is_editor(ctx: &Ctx) -> bool {
    ctx.is_operator() || ctx.has_any_role(EDITORS)
}

/// Error: unauthenticated or denied. The operator at the command line may keep master data (handbook 0.5).
pub(crate) fn may_edit(ctx: &Ctx) -> Result<(), Problem> {
    if is_editor(ctx) {
        return Ok(());
    }
    ctx.person()?;
    let roles = EDITORS
        .iter()
        .map(|role| role.code())
        .collect::<Vec<_>>()
        .join(", ");
    Err(Problem::denied(
        Text::new("problem-denied-role").with("roles", roles),
    ))
}
