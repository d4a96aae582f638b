//! Invites all members, and opens the papers to them.

use base::{Ctx, Problem, Text, calendar};
use base_db::{Db, Entry};
use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use uuid::Uuid;

use super::{step, words};
use crate::model::{Invitation, MeetingId, MeetingState, Member, MemberId, Way};
use crate::rules::vote::{self, NOTICE_DAYS};
use crate::store::{insert_all, invitation, meeting};
use crate::{access, mails, queries};

/// PLANNED → INVITED: at least 14 days ahead, all members (M-S01; M-S02 for a second invitation), the ranking frozen.
/// Each mail is noted as an invitation; whoever has no address is invited by hand, see [`note_invitation`]. The committee
/// sees the ranked applications from now on. Role: GS.
pub async fn invite(db: &Db, ctx: &Ctx, id: MeetingId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (meeting, committee) = queries::meeting(unit.conn(), ctx, id).await?;
    access::require_secretary(ctx, &committee)?;
    let day = calendar::local_date(meeting.starts_at);
    let notice = (day - calendar::local_date(ctx.now)).num_days();
    if notice < NOTICE_DAYS {
        let text = Text::new("meetings-refused-notice")
            .with("days", NOTICE_DAYS)
            .with("left", notice);
        return Err(Problem::refused("notice-too-short", text));
    }
    if assessment::latest_ranking(unit.conn(), meeting.call_id)
        .await?
        .is_none()
    {
        return Err(Problem::refused(
            "ranking-missing",
            Text::new("meetings-refused-ranking"),
        ));
    }
    let members = queries::members(unit.conn(), committee.id, day).await?;
    if !members.iter().any(|member| member.has_vote) {
        return Err(Problem::refused(
            "no-members",
            Text::new("meetings-refused-members"),
        ));
    }
    step(&unit, &meeting, MeetingState::Invited, "invite", "", |update| {
        update.col_expr(meeting::Column::InvitedAt, Expr::value(ctx.now))
    })
    .await?;
    applications::admit_committee(&unit, committee.id.0, meeting.call_id).await?;
    let code = if meeting.second_invitation {
        "M-S02"
    } else {
        "M-S01"
    };
    mails::to_members(&unit, code, &meeting, &members).await?;
    let sent = members.iter().filter(|member| mails::reaches(member));
    let sent = sent.map(|member| by_mail(&unit, id, member)).collect();
    insert_all::<invitation::Entity, _>(unit.conn(), sent).await?;
    unit.commit().await
}

/// The row of an invitation that the system sent.
pub(super) fn by_mail(unit: &base_db::Unit<'_>, meeting: MeetingId, member: &Member) -> Invitation {
    Invitation {
        id: Uuid::now_v7(),
        meeting_id: meeting,
        member_id: member.id,
        way: Way::Mail,
        invited_at: unit.now(),
        reason: String::new(),
        recorded_by: None,
        recorded_at: unit.now(),
    }
}

/// How a member was invited whom the system did not reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteInvitation {
    pub member: MemberId,
    pub way: Way,
    pub on: NaiveDate,
    /// Why not by the system.
    pub reason: String,
}

/// Notes an invitation by hand, once for each member; too short a notice is said in the minutes. For a member whom the
/// system can reach by now, `MAIL` sends it. Role: GS. Error: refused unless the meeting is invited; invalid for a day to
/// come or before the meeting was planned, without a reason, or a second time.
pub async fn note_invitation(
    db: &Db,
    ctx: &Ctx,
    id: MeetingId,
    command: NoteInvitation,
) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_secretary(ctx, &record.committee)?;
    if record.meeting.state != MeetingState::Invited {
        return Err(vote::wrong_state(record.meeting.state));
    }
    let known = queries::invitations(unit.conn(), id).await?;
    let seat = record.members.iter().find(|seat| seat.id == command.member);
    let seat = seat.filter(|seat| !known.iter().any(|one| one.member_id == seat.id));
    let Some(seat) = seat else {
        return Err(Problem::field("member", Text::new("invitations-known")));
    };
    let row = if command.way == Way::Mail {
        if !mails::reaches(seat) {
            return Err(Problem::field("way", Text::new("invitations-no-address")));
        }
        let code = if record.meeting.second_invitation {
            "M-S02"
        } else {
            "M-S01"
        };
        mails::to_members(&unit, code, &record.meeting, std::slice::from_ref(seat)).await?;
        by_mail(&unit, id, seat)
    } else {
        let today = calendar::local_date(ctx.now);
        if command.on > today || command.on < calendar::local_date(record.meeting.created_at) {
            return Err(Problem::field("invited_on", Text::new("invitations-day")));
        }
        Invitation {
            way: command.way,
            invited_at: calendar::day_start(command.on),
            reason: words("reason", &command.reason)?,
            recorded_by: ctx.person_id(),
            ..by_mail(&unit, id, seat)
        }
    };
    let data = serde_json::json!({ "member": seat.id, "way": row.way, "on": command.on });
    let entry = Entry::new("meeting", id, "note_invitation").reason(&row.reason);
    insert_all::<invitation::Entity, _>(unit.conn(), vec![row]).await?;
    unit.audit(entry.data(data)).await?;
    unit.commit().await
}
