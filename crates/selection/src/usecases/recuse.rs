//! A member declares beforehand to take no part in an application (handbook 4.3, §§ 20, 21 LVwVfG).

use applications::{Access, ApplicationId};
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};
use uuid::Uuid;

use super::concern::note_concern;
use super::words;
use crate::model::{MeetingId, MeetingRecord, MeetingState, MemberId};
use crate::rules::vote;
use crate::store::{insert_all, recusal};
use crate::{access, queries};

/// Whether the person holds a seat and may still declare to take no part in items.
#[must_use]
pub(crate) fn may_recuse(ctx: &Ctx, record: &MeetingRecord) -> bool {
    let seat = ctx.person_id().and_then(|me| record.seat_of(me));
    let open = matches!(
        record.meeting.state,
        MeetingState::Invited | MeetingState::InSession | MeetingState::Circular
    );
    seat.is_some() && open && access::is_member(ctx, &record.committee)
}

/// From now on the person sees nothing of the case, and the agenda and every vote count the seat out. Roles: SM, SV, for
/// the own seat, until the meeting is closed. Error: invalid without a reason; not found for a case the person does not
/// see.
pub async fn recuse(
    db: &Db,
    ctx: &Ctx,
    meeting: MeetingId,
    application: ApplicationId,
    reason: &str,
) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (_, seat) = require_open(&unit, meeting, application).await?;
    let row = recusal::Model {
        id: Uuid::now_v7(),
        member_id: seat,
        application_id: application,
        reason: words("reason", reason)?,
        declared_at: ctx.now,
    };
    insert_all::<recusal::Entity, _>(unit.conn(), vec![row]).await?;
    applications::grant_access(&unit, ctx.person()?.id, application, Access::Barred).await?;
    unit.audit(Entry::new("committee_member", seat, "recuse")).await?;
    unit.commit().await
}

/// The same where the member is not sure (CONCERN): the others decide, see [`super::rule_on_concern`]. Error: also refused
/// where they did so before.
pub async fn doubt(
    db: &Db,
    ctx: &Ctx,
    meeting: MeetingId,
    application: ApplicationId,
    reason: &str,
) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (record, _) = require_open(&unit, meeting, application).await?;
    let reason = words("reason", reason)?;
    note_concern(&unit, &record, ctx.person()?.id, application, reason).await?;
    unit.commit().await
}

/// The meeting and the own seat in it, while the item is not decided.
async fn require_open(
    unit: &Unit<'_>,
    meeting: MeetingId,
    application: ApplicationId,
) -> Result<(MeetingRecord, MemberId), Problem> {
    let ctx = unit.ctx();
    let record = queries::whole_record(unit.conn(), ctx, meeting).await?;
    let seat = record
        .seat_of(ctx.person()?.id)
        .ok_or(Problem::not_found("member"))?
        .id;
    if !may_recuse(ctx, &record) {
        return Err(vote::wrong_state(record.meeting.state));
    }
    let case = applications::application(unit.conn(), ctx, application).await?;
    if case.call_id != record.meeting.call_id {
        return Err(Problem::not_found("meeting item"));
    }
    let decided = record
        .items
        .iter()
        .any(|item| item.application_id == application && item.result.is_some());
    if decided {
        return Err(Problem::refused(
            "decided-already",
            Text::new("meetings-refused-recuse-late"),
        ));
    }
    Ok((record, seat))
}
