//! Who may: facilitators book and see their own hours, the coordination approves, the offices read (handbook 5.7, 13).

use base::{Ctx, Problem, Role, Scope};
use uuid::Uuid;

use crate::model::HoursEntry;

pub(crate) const READERS: &[Role] = &[Role::PB, Role::PK, Role::SB, Role::RL, Role::RH];
pub(crate) const STAFF: &[Role] = &[Role::PK, Role::SB, Role::RL, Role::RH];

/// The programmes whose hours this person reads as staff.
pub(crate) fn programmes(ctx: &Ctx) -> Vec<Uuid> {
    ctx.scopes_of(STAFF, "programme")
}

/// The programmes whose hours this person approves.
pub(crate) fn approves(ctx: &Ctx) -> Vec<Uuid> {
    ctx.scopes_of(&[Role::PK], "programme")
}

/// Whether the entry is the person's own.
pub(crate) fn is_own(ctx: &Ctx, entry: &HoursEntry) -> bool {
    ctx.person_id() == Some(entry.person_id)
}

/// Error: not found for somebody else's entry, which only its owner changes.
pub(crate) fn may_change(ctx: &Ctx, entry: &HoursEntry) -> Result<(), Problem> {
    if is_own(ctx, entry) {
        Ok(())
    } else {
        Err(Problem::not_found("hours entry"))
    }
}

/// Error: denied for others than the coordination, refused (`four-eyes`) for the person who booked it (F09).
pub(crate) fn may_decide(ctx: &Ctx, entry: &HoursEntry) -> Result<(), Problem> {
    ctx.require(&[Role::PK], Scope::Programme(entry.programme_id))?;
    ctx.require_other_person(&[Some(entry.person_id)])
}
