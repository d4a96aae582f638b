//! The coordination sends an entry back.

use base::{Ctx, Problem, Text};
use base_db::Db;

use super::step;
use crate::access;
use crate::mails;
use crate::model::{EntryState, HoursEntry, HoursEntryId};
use crate::queries;

/// Characters of a reason at most.
const REASON_MAX: usize = 500;

/// Why it is not approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    pub entry: HoursEntryId,
    pub reason: String,
}

/// Rejects a submitted entry (M-H02). Error: a reason is required; refused (`four-eyes`, `wrong-state`).
pub async fn reject(db: &Db, ctx: &Ctx, command: Reject) -> Result<HoursEntry, Problem> {
    let reason = base::names::clean_multiline(&command.reason);
    match base::names::char_count(&reason) {
        0 => return Err(Problem::field("reason", Text::new("field-required"))),
        count if count > REASON_MAX => {
            let text = Text::new("field-too-long")
                .with("max", REASON_MAX)
                .with("count", count);
            return Err(Problem::field("reason", text));
        }
        _ => {}
    }
    let unit = db.write(ctx).await?;
    let before = queries::entry(unit.conn(), ctx, command.entry).await?;
    access::may_decide(ctx, &before)?;
    let after = step(&unit, &before, EntryState::Rejected, "reject", |row| {
        row.reason = Some(reason)
    })
    .await?;
    mails::rejected(&unit, &after).await?;
    unit.commit().await?;
    Ok(after)
}
