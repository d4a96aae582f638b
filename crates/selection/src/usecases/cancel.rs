//! Cancels a meeting before it has decided.

use base::{Ctx, Problem};
use base_db::Db;

use super::{step, words};
use crate::model::{MeetingId, MeetingState};
use crate::{access, mails, queries};

/// PLANNED, INVITED or IN_SESSION → CANCELLED with a reason; M-S06 to whoever was invited. Role: SV (also GS).
pub async fn cancel(db: &Db, ctx: &Ctx, id: MeetingId, reason: &str) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_recorder(ctx, &record.committee)?;
    let reason = words("reason", reason)?;
    step(
        &unit,
        &record.meeting,
        MeetingState::Cancelled,
        "cancel",
        &reason,
        |update| update,
    )
    .await?;
    if record.meeting.invited_at.is_some() {
        mails::to_members(&unit, "M-S06", &record.meeting, &record.members).await?;
    }
    unit.commit().await
}
