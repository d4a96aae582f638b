//! Applications that fall away while a meeting decides: withdrawn, or decided by another meeting.

use std::collections::HashMap;

use applications::{Application, ApplicationId};
use base::{Ctx, Problem};
use base_db::{Entry, Unit};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::model::MeetingRecord;
use crate::queries;
use crate::store::item;

/// Notes which items can't be decided any more and what had become of their applications; everything else goes on.
/// Gives the cases of all items, and changes the record with them.
pub(super) async fn note_lapsed(
    unit: &Unit<'_>,
    record: &mut MeetingRecord,
) -> Result<HashMap<ApplicationId, Application>, Problem> {
    let all = Ctx::system("selection", unit.now());
    let ids: Vec<ApplicationId> = record.items.iter().map(|item| item.application_id).collect();
    let mut cases = HashMap::new();
    for chunk in ids.chunks(1_000) {
        cases.extend(applications::applications(unit.conn(), &all, chunk).await?);
    }
    let mut entries = Vec::new();
    for item in record.items.iter_mut().filter(|item| item.lapsed_at.is_none()) {
        let Some(case) = cases.get(&item.application_id) else {
            continue;
        };
        if queries::OPEN.contains(&case.state) {
            continue;
        }
        item.lapsed_at = Some(unit.now());
        item.lapsed_state = Some(case.state.code().to_owned());
        item::Entity::update_many()
            .col_expr(item::Column::LapsedAt, Expr::value(item.lapsed_at))
            .col_expr(item::Column::LapsedState, Expr::value(item.lapsed_state.clone()))
            .filter(item::Column::Id.eq(item.id))
            .exec(unit.conn())
            .await?;
        entries.push(
            Entry::new("meeting_item", item.id, "lapse")
                .case(item.application_id)
                .to(case.state.code()),
        );
    }
    if !entries.is_empty() {
        unit.audit_many(entries).await?;
    }
    Ok(cases)
}
