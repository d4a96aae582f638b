//! The counter of case numbers: one row per call, locked by its own update until the unit ends.

use base::Problem;
use base_db::Unit;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use super::rows::counter::{ActiveModel, Column, Entity};
use crate::CallId;

pub(crate) async fn start_at_zero(unit: &Unit<'_>, call: CallId) -> Result<(), Problem> {
    let row = ActiveModel {
        id: Set(call),
        last_number: Set(0),
    };
    Entity::insert(row).exec_without_returning(unit.conn()).await?;
    Ok(())
}

/// The last of the next `count` numbers. A unit that is not committed gives them back, so that there is no gap.
pub(crate) async fn next(unit: &Unit<'_>, call: CallId, count: i64) -> Result<i64, Problem> {
    let update = Entity::update_many()
        .col_expr(Column::LastNumber, Expr::col(Column::LastNumber).add(count))
        .filter(Column::Id.eq(call))
        .exec(unit.conn())
        .await?;
    if update.rows_affected != 1 {
        return Err(Problem::not_found("call"));
    }
    let row = Entity::find_by_id(call)
        .one(unit.conn())
        .await?
        .ok_or(Problem::NotFound { what: "call" })?;
    Ok(row.last_number)
}
