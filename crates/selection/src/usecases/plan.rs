//! Plans a meeting on a call.

use base::{Ctx, Problem, Text, names};
use base_db::{Db, Entry};
use calls::CallId;
use chrono::{DateTime, Utc};
use sea_orm::EntityTrait;

use crate::model::{CommitteeId, Meeting, MeetingId, MeetingState};
use crate::store::{insert_all, meeting as session};
use crate::{access, queries};

/// When and where. `earlier`: the meeting that was not or no longer quorate, whose open subject is decided now whatever the number of those
/// present (§ 90 Abs. 2 LVwVfG).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanMeeting {
    pub committee: CommitteeId,
    pub call: CallId,
    pub starts_at: DateTime<Utc>,
    pub place: String,
    pub earlier: Option<MeetingId>,
}

/// – → PLANNED. Role: GS. Error: invalid; not found for a call of another programme.
pub async fn plan(db: &Db, ctx: &Ctx, command: PlanMeeting) -> Result<MeetingId, Problem> {
    let unit = db.write(ctx).await?;
    let committee = queries::committee(unit.conn(), ctx, command.committee).await?;
    access::require_secretary(ctx, &committee)?;
    let call = calls::call(unit.conn(), command.call).await?;
    if call.programme_id != committee.programme_id {
        return Err(Problem::not_found("call"));
    }
    if command.starts_at <= ctx.now {
        return Err(Problem::field("starts_on", Text::new("meetings-in-the-past")));
    }
    let place = names::clean(&command.place);
    if place.is_empty() || names::char_count(&place) > 200 {
        return Err(Problem::field("place", Text::new("field-required")));
    }
    if let Some(earlier) = command.earlier {
        let earlier = session::Entity::find_by_id(earlier)
            .one(unit.conn())
            .await?
            .ok_or(Problem::not_found("meeting"))?;
        let lost = earlier.state == MeetingState::NotQuorate || earlier.not_quorate_at.is_some();
        if !lost || earlier.call_id != call.id || earlier.committee_id != committee.id {
            return Err(Problem::refused(
                "not-a-second-invitation",
                Text::new("meetings-refused-second"),
            ));
        }
    }
    let meeting = Meeting {
        id: MeetingId::new(),
        committee_id: committee.id,
        call_id: call.id,
        state: MeetingState::Planned,
        starts_at: command.starts_at,
        place,
        second_invitation: command.earlier.is_some(),
        earlier_id: command.earlier,
        ranking_id: None,
        allocation_id: None,
        chair_id: None,
        invited_at: None,
        opened_at: None,
        decided_at: None,
        not_quorate_at: None,
        minutes: None,
        minutes_sha256: None,
        minutes_remark: String::new(),
        minutes_at: None,
        chair_signed_by: None,
        chair_signed_at: None,
        secretary_signed_by: None,
        secretary_signed_at: None,
        chair_unseen: None,
        secretary_unseen: None,
        applied_at: None,
        current_item_id: None,
        called_at: None,
        answer_until: None,
        created_at: ctx.now,
        version: 1,
    };
    let id = meeting.id;
    insert_all::<session::Entity, _>(unit.conn(), vec![meeting]).await?;
    unit.audit(Entry::new("meeting", id, "plan").to(MeetingState::Planned))
        .await?;
    unit.commit().await?;
    Ok(id)
}
