//! A member comments on the draft of the minutes.

use base::{Ctx, Problem};
use base_db::{Db, Entry};
use uuid::Uuid;

use super::words;
use crate::model::{MeetingId, MeetingState, MinutesComment};
use crate::queries;
use crate::rules::vote;
use crate::store::{comment, insert_all};

/// Keeps the comment beside the wording it is about; the secretary answers it by a new draft. Roles: SM, SV, for the own
/// seat. Error: invalid; refused unless the minutes are a draft.
pub async fn comment_minutes(db: &Db, ctx: &Ctx, id: MeetingId, text: &str) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    let seat = record
        .seat_of(ctx.person()?.id)
        .ok_or(Problem::not_found("member"))?;
    if record.meeting.state != MeetingState::MinutesDraft {
        return Err(vote::wrong_state(record.meeting.state));
    }
    let row = MinutesComment {
        id: Uuid::now_v7(),
        meeting_id: id,
        member_id: seat.id,
        sha256: record.meeting.minutes_sha256.clone().unwrap_or_default(),
        text: words("text", text)?,
        written_at: ctx.now,
    };
    insert_all::<comment::Entity, _>(unit.conn(), vec![row]).await?;
    unit.audit(Entry::new("meeting", id, "comment_minutes")).await?;
    unit.commit().await
}
