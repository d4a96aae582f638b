//! The officer's formal check: the checklist and the facts about an early start (C06).

use base::{Ctx, Problem};
use base_db::{Db, Entry, Unit};
use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, Set};
use uuid::Uuid;

use super::transition::require_state;
use crate::model::{Application, ApplicationId, ApplicationState, Checked};
use crate::rules::checklist;
use crate::store::{check_item, save};
use crate::{access, queries};

/// Records the formal check as far as it got.
#[derive(Debug, Clone)]
pub struct SaveCheck {
    pub application: ApplicationId,
    pub version: i64,
    pub items: Vec<Checked>,
    /// The first contract, if the documents show one.
    pub first_contract_on: Option<NaiveDate>,
    /// From when an early start was allowed.
    pub early_start_from: Option<NaiveDate>,
}

/// Error: `Stale`; `Invalid` for an unknown point or a defect that can't be cured; refused outside the formal check.
pub async fn save_check(db: &Db, ctx: &Ctx, command: SaveCheck) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, command.application).await?;
    access::require_officer(ctx, &before)?;
    require_state(&before, &[ApplicationState::InCheck])?;
    if before.version != command.version {
        return Err(Problem::Stale);
    }
    let points = queries::check_points(unit.conn(), &before).await?;
    checklist::verify(&points, &command.items)?;
    let after = Application {
        first_contract_on: command.first_contract_on,
        early_start_from: command.early_start_from,
        ..before.clone()
    };
    let recorded = queries::checklist(unit.conn(), before.id).await?;
    let changed = checklist::changed(&recorded, command.items);
    let after = save::update(&unit, &before, after).await?;
    record(&unit, after.id, &changed).await?;
    let recorded = queries::checklist(unit.conn(), after.id).await?;
    let outcome = checklist::outcome(&points, &recorded);
    let entry = Entry::new("application", after.id, "check")
        .case(after.id)
        .data(serde_json::json!({ "items": changed, "outcome": outcome }));
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(after)
}

/// Writes the points; an earlier answer to the same point is replaced.
pub(super) async fn record(unit: &Unit<'_>, id: ApplicationId, items: &[Checked]) -> Result<(), Problem> {
    if items.is_empty() {
        return Ok(());
    }
    let rows = items.iter().map(|checked| check_item::ActiveModel {
        id: Set(Uuid::now_v7()),
        application_id: Set(id),
        code: Set(checked.item.clone()),
        result: Set(checked.result),
        remark: Set(checked.remark.clone()),
        checked_by: Set(unit.ctx().person_id()),
        checked_at: Set(unit.now()),
    });
    let replace = OnConflict::columns([check_item::Column::ApplicationId, check_item::Column::Code])
        .update_columns([
            check_item::Column::Result,
            check_item::Column::Remark,
            check_item::Column::CheckedBy,
            check_item::Column::CheckedAt,
        ])
        .to_owned();
    check_item::Entity::insert_many(rows)
        .on_conflict(replace)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}
