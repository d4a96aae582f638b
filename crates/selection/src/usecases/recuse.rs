//! A member declares beforehand to take no part in an application (handbook 4.3, §§ 20, 21 LVwVfG).

use applications::{Access, ApplicationId};
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry};
use uuid::Uuid;

use super::words;
use crate::model::{MeetingId, MeetingRecord, MeetingState};
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
    let record = queries::whole_record(unit.conn(), ctx, meeting).await?;
    let me = ctx.person()?.id;
    let seat = record.seat_of(me).ok_or(Problem::not_found("member"))?;
    if !may_recuse(ctx, &record) {
        return Err(vote::wrong_state(record.meeting.state));
    }
    let case = applications::application(unit.conn(), ctx, application).await?;
    let decided = record
        .items
        .iter()
        .any(|item| item.application_id == application && item.result.is_some());
    if case.call_id != record.meeting.call_id {
        return Err(Problem::not_found("meeting item"));
    }
    if decided {
        return Err(Problem::refused(
            "decided-already",
            Text::new("meetings-refused-recuse-late"),
        ));
    }
    let row = recusal::Model {
        id: Uuid::now_v7(),
        member_id: seat.id,
        application_id: application,
        reason: words("reason", reason)?,
        declared_at: ctx.now,
    };
    insert_all::<recusal::Entity, _>(unit.conn(), vec![row]).await?;
    applications::grant_access(&unit, me, application, Access::Barred).await?;
    unit.audit(Entry::new("committee_member", seat.id, "recuse"))
        .await?;
    unit.commit().await
}
