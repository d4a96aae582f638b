//! Writing an application: whole rows, guarded by the version that was read.

use base::Problem;
use base_db::Unit;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};

use super::application::{Column, Entity};
use crate::model::{Application, ApplicationId};

/// The row as it is in this unit, whoever asks. The use case has its own permission check.
/// Error: not found.
pub(crate) async fn load(unit: &Unit<'_>, id: ApplicationId) -> Result<Application, Problem> {
    Entity::find_by_id(id)
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("application"))
}

/// The row, held until the end of the unit: what belongs to it (attachments, partners, plan) does not change while it
/// is handed in. SQLite has one writer anyway. Error: not found.
pub(crate) async fn lock(unit: &Unit<'_>, id: ApplicationId) -> Result<Application, Problem> {
    Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("application"))
}

/// Inserts a new application.
pub(crate) async fn insert(unit: &Unit<'_>, application: &Application) -> Result<(), Problem> {
    let row = application.clone().into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(unit.conn()).await?;
    Ok(())
}

/// Writes `after` if nobody else changed the row since `before` was read. Error: `Stale`.
pub(crate) async fn update(
    unit: &Unit<'_>,
    before: &Application,
    mut after: Application,
) -> Result<Application, Problem> {
    after.version = before.version + 1;
    after.updated_at = unit.now();
    after.search_text = after.words();
    let done = Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::State.eq(before.state))
        .exec(unit.conn())
        .await?;
    if done.rows_affected == 1 {
        Ok(after)
    } else {
        Err(Problem::Stale)
    }
}
