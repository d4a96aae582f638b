//! A member declares on every application of the agenda, before anything of it is shown (handbook 4.3).

use std::collections::HashSet;

use applications::{Access, ApplicationId};
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};
use uuid::Uuid;

use super::attend::Silent;
use super::concern::note_concern;
use super::words;
use crate::model::{DeclaredMember, MeetingId, MeetingRecord, MeetingState, MemberId};
use crate::rules::vote;
use crate::store::{declaration, insert_all, recusal};
use crate::{access, queries};

/// An application in which the person takes no part, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub application: ApplicationId,
    pub reason: String,
    /// The person is not sure: the others decide (CONCERN); until then it counts like an exclusion.
    pub doubtful: bool,
}

/// Whether the person may declare now: a member, or who acts for one (SM, SV).
#[must_use]
pub(crate) fn may_declare(ctx: &Ctx, record: &MeetingRecord) -> bool {
    let open = matches!(
        record.meeting.state,
        MeetingState::Invited | MeetingState::InSession | MeetingState::Circular
    );
    open && access::is_member(ctx, &record.committee)
}

/// For oneself (SM, SV), from the invitation on. `conflicts`: in which applications the member takes no part, or is in
/// doubt, with the reason; the person sees nothing of them. Everything else on the agenda is declared free of bias, and opens. Gives how
/// many were declared. Error: invalid without a reason; refused when nothing is left to declare; not found for an
/// application that is not among it.
pub async fn declare(db: &Db, ctx: &Ctx, id: MeetingId, conflicts: Vec<Conflict>) -> Result<usize, Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    let me = ctx.person()?.id;
    if !access::is_member(ctx, &record.committee) {
        return Err(Problem::not_found("member"));
    }
    if !may_declare(ctx, &record) {
        return Err(vote::wrong_state(record.meeting.state));
    }
    // who acts for a member has no seat: the case is hidden all the same
    let seat = record.seat_of(me).map(|seat| seat.id);
    let pending = queries::undeclared(unit.conn(), &record, me, ctx.now).await?;
    if pending.is_empty() {
        let text = Text::new("declaration-refused-done");
        return Err(Problem::refused("declared-already", text));
    }
    let mut out = HashSet::new();
    for conflict in conflicts {
        let application = conflict.application;
        if !pending.contains(&application) || !out.insert(application) {
            return Err(Problem::not_found("meeting item"));
        }
        let reason = words(&format!("reason_{application}"), &conflict.reason)?;
        if conflict.doubtful {
            note_concern(&unit, &record, me, application, reason).await?;
            continue;
        }
        let row = seat.map(|member_id| recusal::Model {
            id: Uuid::now_v7(),
            member_id,
            application_id: application,
            reason,
            declared_at: ctx.now,
        });
        insert_all::<recusal::Entity, _>(unit.conn(), row.into_iter().collect()).await?;
        applications::grant_access(&unit, me, application, Access::Barred).await?;
    }
    let free: Vec<ApplicationId> = pending.iter().copied().filter(|id| !out.contains(id)).collect();
    applications::open_declared(&unit, me, &free).await?;
    let counts = (pending.len() as i64, out.len() as i64);
    match seat {
        Some(seat) => note(&unit, &record, seat, counts, false).await?,
        None => {
            let data = serde_json::json!({ "applications": counts.0, "excluded": counts.1 });
            unit.audit(Entry::new("meeting", id, "declare").data(data))
                .await?;
        }
    }
    unit.commit().await?;
    Ok(pending.len())
}

/// Members in the room who have not declared are asked before anything is dealt with; what they say of single items is
/// noted as exclusions.
pub(super) async fn ask(unit: &Unit<'_>, record: &MeetingRecord, seats: &[Silent]) -> Result<(), Problem> {
    for (seat, person, pending) in seats {
        if let Some(person) = person {
            applications::open_declared(unit, *person, pending).await?;
        }
        note(unit, record, *seat, (pending.len() as i64, 0), true).await?;
    }
    Ok(())
}

async fn note(
    unit: &Unit<'_>,
    record: &MeetingRecord,
    seat: MemberId,
    (applications, excluded): (i64, i64),
    spoken: bool,
) -> Result<(), Problem> {
    let row = DeclaredMember {
        id: Uuid::now_v7(),
        meeting_id: record.meeting.id,
        member_id: seat,
        applications,
        excluded,
        spoken,
        recorded_by: unit.ctx().person_id(),
        declared_at: unit.now(),
    };
    insert_all::<declaration::Entity, _>(unit.conn(), vec![row]).await?;
    let data = serde_json::json!({ "meeting": record.meeting.id, "applications": applications, "excluded": excluded, "spoken": spoken });
    unit.audit(Entry::new("committee_member", seat, "declare").data(data))
        .await
}
