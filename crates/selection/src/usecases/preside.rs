//! Hands the chair of a running meeting over.

use base::{Ctx, Problem, Text};
use base_db::{Db, Entry};
use sea_orm::EntityTrait;
use sea_orm::sea_query::Expr;

use super::write;
use crate::model::{MeetingId, MeetingState, MemberId};
use crate::rules::vote;
use crate::store::meeting;
use crate::{access, queries};

/// Another present member presides from now on, e.g. where the chair is excluded; that vote then decides a tie. Roles: SV,
/// GS. Error: invalid for an absent member.
pub async fn preside(db: &Db, ctx: &Ctx, id: MeetingId, member: MemberId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_recorder(ctx, &record.committee)?;
    if record.meeting.state != MeetingState::InSession {
        return Err(vote::wrong_state(record.meeting.state));
    }
    if !record.is_present(member) {
        return Err(Problem::field("chair", Text::new("meetings-chair-absent")));
    }
    let update = meeting::Entity::update_many().col_expr(meeting::Column::ChairId, Expr::value(member));
    write(&unit, &record.meeting, update).await?;
    let data = serde_json::json!({ "member": member, "before": record.meeting.chair_id });
    unit.audit(Entry::new("meeting", id, "preside").data(data))
        .await?;
    unit.commit().await
}
