//! A named lease: among several instances, one holds it at a time, and it runs out by itself.

use base::Problem;
use chrono::Duration;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use uuid::Uuid;

use crate::Unit;

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "lease")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub holder: Uuid,
        pub until_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Takes or renews the lease for `seconds` within the unit. `false`: another holder has it. By the database's clock,
/// which all instances share.
pub async fn take(unit: &Unit<'_>, name: &str, holder: Uuid, seconds: i64) -> Result<bool, Problem> {
    let now = unit.server_now().await?;
    let until = now + Duration::seconds(seconds);
    row::Entity::insert(row::ActiveModel {
        name: Set(name.to_owned()),
        holder: Set(holder),
        until_at: Set(until),
    })
    .on_conflict(OnConflict::column(row::Column::Name).do_nothing().to_owned())
    .exec_without_returning(unit.conn())
    .await?;
    let taken = row::Entity::update_many()
        .col_expr(row::Column::Holder, Expr::value(holder))
        .col_expr(row::Column::UntilAt, Expr::value(until))
        .filter(row::Column::Name.eq(name))
        .filter(row::Column::Holder.eq(holder).or(row::Column::UntilAt.lt(now)))
        .exec(unit.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}
