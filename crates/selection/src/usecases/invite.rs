//! Invites all members, and opens the papers to them.

use base::{Ctx, Problem, Text, calendar};
use base_db::Db;
use sea_orm::sea_query::Expr;

use super::step;
use crate::model::{MeetingId, MeetingState};
use crate::rules::vote::NOTICE_DAYS;
use crate::store::meeting;
use crate::{access, mails, queries};

/// PLANNED → INVITED: at least 14 days ahead, all members (M-S01; M-S02 for a second invitation), the ranking frozen.
/// The committee sees the ranked applications from now on. Role: GS.
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
    unit.commit().await
}
