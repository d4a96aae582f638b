//! The coordination approves hours, which uses the contingent.

use base::{Ctx, Problem};
use base_db::{Db, retrying};

use super::{require_step, step};
use crate::access;
use crate::model::{EntryState, HoursEntry, HoursEntryId};
use crate::queries;

/// Approves one entry. Error: refused (`four-eyes`) for own entries (F09), (`over-contingent`) with what is left (F06),
/// (`wrong-state`); stale.
pub async fn approve(db: &Db, ctx: &Ctx, id: HoursEntryId) -> Result<HoursEntry, Problem> {
    retrying(|| once(db, ctx, id)).await
}

async fn once(db: &Db, ctx: &Ctx, id: HoursEntryId) -> Result<HoursEntry, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::entry(unit.conn(), ctx, id).await?;
    access::may_decide(ctx, &before)?;
    require_step(&before, EntryState::Approved)?;
    // the contingent first: the database approves no more than the engagement says is used
    facilitation::use_minutes(&unit, before.engagement_id, before.billable_minutes).await?;
    let after = step(&unit, &before, EntryState::Approved, "approve", |row| {
        row.approved_by = ctx.person_id();
        row.approved_at = Some(ctx.now);
    })
    .await?;
    unit.commit().await?;
    Ok(after)
}

/// Approves several entries one by one, with what became of each; a refused one does not hold up the others.
pub async fn approve_all(
    db: &Db,
    ctx: &Ctx,
    ids: &[HoursEntryId],
) -> Vec<(HoursEntryId, Result<HoursEntry, Problem>)> {
    let mut results = Vec::with_capacity(ids.len());
    for id in ids {
        results.push((*id, approve(db, ctx, *id).await));
    }
    results
}
