//! Calls an item: from now on everybody in the room decides on it.

use applications::ApplicationId;
use base::{Ctx, Problem};
use base_db::{Db, Entry};
use sea_orm::EntityTrait;
use sea_orm::sea_query::Expr;
use uuid::Uuid;

use super::record_item::{known_exclusions, require_open, require_recordable};
use super::write;
use crate::model::{Exclusion, MeetingId};
use crate::queries;
use crate::store::{exclusion, insert_all, meeting};

/// Puts an item on the screens and notes that members who are known to be excluded leave the room now. Roles: SV, GS, not
/// excluded from it. Error: refused unless the meeting is in session, and for an application that fell away; not found.
pub async fn call_item(
    db: &Db,
    ctx: &Ctx,
    meeting: MeetingId,
    application: ApplicationId,
) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, meeting).await?;
    let item = require_recordable(ctx, &record, application)?;
    let case = applications::application(unit.conn(), ctx, item.application_id).await?;
    require_open(&case)?;
    let update = meeting::Entity::update_many()
        .col_expr(meeting::Column::CurrentItemId, Expr::value(item.id))
        .col_expr(meeting::Column::CalledAt, Expr::value(ctx.now));
    write(&unit, &record.meeting, update).await?;
    let noted: Vec<_> = record.exclusions_of(item.id).map(|row| row.member_id).collect();
    let leave = known_exclusions(&unit, &record, &[application])
        .await?
        .into_iter()
        .filter(|(_, member, _)| !noted.contains(member))
        .map(|(_, member_id, reason)| Exclusion {
            id: Uuid::now_v7(),
            item_id: item.id,
            member_id,
            reason,
            left_at: ctx.now,
            returned_at: None,
        });
    insert_all::<exclusion::Entity, _>(unit.conn(), leave.collect()).await?;
    let data = serde_json::json!({ "item": item.id });
    unit.audit(Entry::new("meeting", meeting, "call_item").data(data))
        .await?;
    unit.commit().await
}
