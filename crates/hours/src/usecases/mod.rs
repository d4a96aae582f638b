//! What can be done with entries.

mod approve;
mod bill;
mod book;
mod correct;
mod discard;
mod reject;
mod submit;

pub use approve::{approve, approve_all};
pub use bill::{Bill, bill};
pub use book::{Book, Booking, book};
pub(crate) use book::{book_in, hold_person};
pub use correct::{Correct, correct};
pub use discard::discard;
pub use reject::{Reject, reject};
pub(crate) use submit::{DIGEST, remind_coordination};
pub use submit::{submit, submit_all};

use base::{Problem, Text};
use base_db::{Entry, Unit};
use sea_orm::IntoActiveModel;
use sea_orm::entity::prelude::*;

use crate::model::{EntryState, HoursEntry};
use crate::rules;
use crate::store::entry;

/// Error: refused (`wrong-state`).
pub(crate) fn require_step(before: &HoursEntry, to: EntryState) -> Result<(), Problem> {
    if rules::may_become(before.state, to) {
        return Ok(());
    }
    Err(Problem::refused("wrong-state", Text::new("hours-wrong-state")))
}

/// One step of handbook 5.7 with further columns. Error: refused (`wrong-state`), stale.
pub(crate) async fn step(
    unit: &Unit<'_>,
    before: &HoursEntry,
    to: EntryState,
    action: &'static str,
    change: impl FnOnce(&mut HoursEntry),
) -> Result<HoursEntry, Problem> {
    require_step(before, to)?;
    let mut after = HoursEntry {
        state: to,
        version: before.version + 1,
        ..before.clone()
    };
    change(&mut after);
    let changed = entry::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(entry::Column::Id.eq(before.id))
        .filter(entry::Column::Version.eq(before.version))
        .exec(unit.conn())
        .await?;
    if changed.rows_affected != 1 {
        return Err(Problem::Stale);
    }
    let facts = serde_json::json!({ "minutes": after.minutes, "billable_minutes": after.billable_minutes });
    let line = Entry::new("hours_entry", before.id, action)
        .case(before.application_id)
        .states(before.state, to);
    unit.audit(line.reason(after.reason.clone().unwrap_or_default()).data(facts))
        .await?;
    Ok(after)
}
