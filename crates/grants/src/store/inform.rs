//! Writing what a grantee told.

use base::Problem;
use base_db::Unit;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::information;
use crate::model::{Information, InformationId};

/// A new entry.
pub(crate) async fn insert_information(unit: &Unit<'_>, row: &Information) -> Result<(), Problem> {
    let row = row.clone().into_active_model().reset_all();
    base_db::insert_all(unit.conn(), vec![row]).await
}

/// Notes who of the office has read it and what follows. Error: `Stale` when somebody has already.
pub(crate) async fn note_information(unit: &Unit<'_>, id: InformationId, note: &str) -> Result<(), Problem> {
    let by = unit.ctx().person_id().map(|person| person.0);
    let done = information::Entity::update_many()
        .col_expr(information::Column::NotedBy, Expr::value(by))
        .col_expr(information::Column::NotedAt, Expr::value(unit.now()))
        .col_expr(information::Column::Note, Expr::value(note))
        .filter(information::Column::Id.eq(id))
        .filter(information::Column::NotedAt.is_null())
        .exec(unit.conn())
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}
