//! The facilitator gives up a draft or a rejected entry.

use base::{Ctx, Problem};
use base_db::Db;

use super::step;
use crate::access;
use crate::model::{EntryState, HoursEntryId};
use crate::queries;

/// Discards it for good. Error: not found for others, refused (`wrong-state`) once it is submitted.
pub async fn discard(db: &Db, ctx: &Ctx, id: HoursEntryId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::entry(unit.conn(), ctx, id).await?;
    access::may_change(ctx, &before)?;
    step(&unit, &before, EntryState::Discarded, "discard", |_| {}).await?;
    unit.commit().await
}
