//! A member takes no part in an item: leaves the room, and comes back afterwards.

use applications::{Access, ApplicationId};
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::record_item::{require_recordable, require_sound};
use crate::model::{Excluded, Exclusion, MeetingId, MemberId};
use crate::queries;
use crate::store::{exclusion, insert_all};

/// Notes reason and time, and bars the member from the case from now on. Roles: SV, GS. Error: invalid without a reason;
/// refused when it is noted already, or once the item is decided (then it is decided anew, with the exclusion).
pub async fn exclude(
    db: &Db,
    ctx: &Ctx,
    meeting: MeetingId,
    application: ApplicationId,
    member: MemberId,
    reason: &str,
) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, meeting).await?;
    let item = require_recordable(ctx, &record, application)?;
    applications::application(unit.conn(), ctx, application).await?;
    let excluded = Excluded {
        member,
        reason: base::names::clean_multiline(reason),
        left_at: ctx.now,
        returned_at: None,
    };
    require_sound(&excluded)?;
    let Some(seat) = record.members.iter().find(|seat| seat.id == member) else {
        return Err(Problem::field("member", Text::new("meetings-choose-present")));
    };
    if record.exclusions_of(item.id).any(|row| row.member_id == member) || item.result.is_some() {
        return Err(Problem::refused(
            "excluded-already",
            Text::new("meetings-refused-excluded"),
        ));
    }
    let row = Exclusion {
        id: Uuid::now_v7(),
        item_id: item.id,
        member_id: member,
        reason: excluded.reason,
        left_at: ctx.now,
        returned_at: None,
    };
    insert_all::<exclusion::Entity, _>(unit.conn(), vec![row]).await?;
    if let Some(person) = seat.person_id {
        applications::grant_access(&unit, person, application, Access::Barred).await?;
    }
    let data = serde_json::json!({ "item": item.id, "member": member });
    unit.audit(Entry::new("meeting", meeting, "exclude").data(data))
        .await?;
    unit.commit().await
}

/// Everybody excluded from the item is back in the room. Roles: SV, GS. Error: refused when nobody is out.
pub async fn readmit(
    db: &Db,
    ctx: &Ctx,
    meeting: MeetingId,
    application: ApplicationId,
) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, meeting).await?;
    let item = require_recordable(ctx, &record, application)?;
    let done = exclusion::Entity::update_many()
        .col_expr(exclusion::Column::ReturnedAt, Expr::value(ctx.now))
        .filter(exclusion::Column::ItemId.eq(item.id))
        .filter(exclusion::Column::ReturnedAt.is_null())
        .exec(unit.conn())
        .await?;
    if done.rows_affected == 0 {
        return Err(Problem::refused(
            "nobody-out",
            Text::new("meetings-refused-nobody-out"),
        ));
    }
    let data = serde_json::json!({ "item": item.id });
    unit.audit(Entry::new("meeting", meeting, "readmit").data(data))
        .await?;
    unit.commit().await
}
