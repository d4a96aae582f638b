//! The facilitator changes a draft or a rejected entry.

use base::{Ctx, Problem};
use base_db::Db;

use super::book::{Booking, checked, hold_person, own_engagement};
use super::step;
use crate::access;
use crate::model::{EntryState, HoursEntry, HoursEntryId};
use crate::queries;
use crate::rules;

/// The entry as it should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correct {
    pub entry: HoursEntryId,
    /// The version it was read in; 0: whichever.
    pub version: i64,
    pub booking: Booking,
}

/// Makes it a draft with these values. Error: as for booking; refused (`wrong-state`) once it is submitted; stale.
pub async fn correct(db: &Db, ctx: &Ctx, command: Correct) -> Result<HoursEntry, Problem> {
    let unit = db.write(ctx).await?;
    hold_person(&unit, ctx.person()?.id).await?;
    let before = queries::entry(unit.conn(), ctx, command.entry).await?;
    access::may_change(ctx, &before)?;
    if command.version != 0 && command.version != before.version {
        return Err(Problem::Stale);
    }
    let engagement = own_engagement(&unit, before.engagement_id).await?;
    let booking = command.booking;
    let span = checked(&unit, &engagement, &booking, Some(before.id)).await?;
    let after = step(&unit, &before, EntryState::Draft, "correct", |row| {
        row.worked_on = span.worked_on;
        row.starts_at = span.starts_at;
        row.ends_at = span.ends_at;
        row.break_minutes = booking.break_minutes;
        row.minutes = span.minutes;
        row.billable_minutes = rules::billable(booking.activity, span.minutes);
        row.activity = booking.activity;
        row.place = booking.place;
        row.description = booking.description;
    })
    .await?;
    unit.commit().await?;
    Ok(after)
}
