//! Somebody comes late, leaves the meeting or comes back.

use base::{Ctx, Problem, Text};
use base_db::{Db, Entry};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::attend::{not_declared, undeclared};
use super::declare::ask;
use super::write;
use crate::model::{MeetingId, MeetingState, MemberId, Movement};
use crate::rules::vote;
use crate::store::{attendance, insert_all, meeting, movement};
use crate::{access, queries};

/// Who comes or leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveMember {
    pub member: MemberId,
    pub present: bool,
    /// Who takes the seat when it was empty until now; empty for the member.
    pub deputy: String,
    /// Whoever comes late and has not declared in the portal was asked before taking part.
    pub asked: bool,
}

/// Notes with the time that a member is in the room or not; the quorum of what follows counts it. Roles: SV, GS. Error:
/// refused for whoever presides (hand the chair over first), and for a late comer who has not declared to be free of bias
/// (handbook 4.3); invalid when nothing changes.
pub async fn move_member(db: &Db, ctx: &Ctx, id: MeetingId, command: MoveMember) -> Result<(), Problem> {
    let MoveMember { member, present, .. } = command;
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_recorder(ctx, &record.committee)?;
    if record.meeting.state != MeetingState::InSession {
        return Err(vote::wrong_state(record.meeting.state));
    }
    if !record.members.iter().any(|seat| seat.id == member) || record.is_present(member) == present {
        return Err(Problem::field("member", Text::new("meetings-choose-present")));
    }
    if !present && record.meeting.chair_id == Some(member) {
        return Err(Problem::refused(
            "presides",
            Text::new("meetings-refused-presides"),
        ));
    }
    let is_late = present && !record.present.iter().any(|(seat, _)| *seat == member);
    let deputy = base::names::clean(&command.deputy);
    let silent = if is_late {
        undeclared(&unit, &record, &[(member, deputy.clone())], &record.items).await?
    } else {
        Vec::new()
    };
    if !silent.is_empty() && !command.asked {
        return Err(not_declared(&record, &silent));
    }
    // everybody who counts waits for this meeting's row
    write(&unit, &record.meeting, meeting::Entity::update_many()).await?;
    if record.present.iter().any(|(seat, _)| *seat == member) {
        attendance::Entity::update_many()
            .col_expr(
                attendance::Column::LeftAt,
                Expr::value((!present).then_some(ctx.now)),
            )
            .filter(attendance::Column::MeetingId.eq(id))
            .filter(attendance::Column::MemberId.eq(member))
            .exec(unit.conn())
            .await?;
    } else {
        let seat = attendance::Model {
            id: Uuid::now_v7(),
            meeting_id: id,
            member_id: member,
            deputy_name: deputy,
            left_at: None,
        };
        insert_all::<attendance::Entity, _>(unit.conn(), vec![seat]).await?;
    }
    let moved = Movement {
        id: Uuid::now_v7(),
        meeting_id: id,
        member_id: member,
        present,
        moved_at: ctx.now,
    };
    insert_all::<movement::Entity, _>(unit.conn(), vec![moved]).await?;
    ask(&unit, &record, &silent).await?;
    let action = if present { "member_comes" } else { "member_leaves" };
    let data = serde_json::json!({ "member": member });
    unit.audit(Entry::new("meeting", id, action).data(data)).await?;
    unit.commit().await
}
