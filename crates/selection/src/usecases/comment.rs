//! A member comments on the draft of the minutes, or agrees to it.

use base::{Ctx, Problem};
use base_db::{Db, Entry};
use uuid::Uuid;

use super::circular::acting_seat;
use super::words;
use crate::model::{MeetingId, MeetingState, MemberId, MinutesComment};
use crate::queries;
use crate::rules::vote;
use crate::store::{comment, insert_all};

/// What a member says about the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// In words; the secretary answers by a new draft or lets it stand.
    Comment(String),
    /// To the wording with this hash.
    Agreed(String),
}

/// Keeps the answer beside the wording it is about. For the own seat (SM, SV), or for `member` without an account, whose
/// written answer the secretary (GS) enters. Error: invalid; refused unless the minutes are a draft; stale when what is
/// agreed to was worded anew.
pub async fn comment_minutes(
    db: &Db,
    ctx: &Ctx,
    id: MeetingId,
    member: Option<MemberId>,
    remark: Remark,
) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    let seat = acting_seat(ctx, &record, member)?.ok_or(Problem::not_found("member"))?;
    if record.meeting.state != MeetingState::MinutesDraft {
        return Err(vote::wrong_state(record.meeting.state));
    }
    let sha256 = record.meeting.minutes_sha256.clone().unwrap_or_default();
    let (text, action) = match remark {
        Remark::Comment(text) => (words("text", &text)?, "comment_minutes"),
        Remark::Agreed(hash) if hash == sha256 => (String::new(), "agree_minutes"),
        Remark::Agreed(_) => return Err(Problem::Stale),
    };
    let row = MinutesComment {
        id: Uuid::now_v7(),
        meeting_id: id,
        member_id: seat.id,
        sha256,
        text,
        written_at: ctx.now,
    };
    insert_all::<comment::Entity, _>(unit.conn(), vec![row]).await?;
    let data = serde_json::json!({ "member": seat.id });
    unit.audit(Entry::new("meeting", id, action).data(data)).await?;
    unit.commit().await
}
