//! Recovery codes: one-time replacements for a lost second factor. Only hashes are kept.

use base::{PersonId, Problem};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use uuid::Uuid;

pub(crate) mod row {
    use base::PersonId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: PersonId,
        pub code_hash: String,
        pub used_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{Column, Entity};

/// Puts these in the place of all earlier ones.
pub(crate) async fn replace(
    conn: &impl ConnectionTrait,
    person: PersonId,
    hashes: impl IntoIterator<Item = String>,
) -> Result<(), Problem> {
    Entity::delete_many()
        .filter(Column::PersonId.eq(person))
        .exec(conn)
        .await?;
    let rows: Vec<row::ActiveModel> = hashes
        .into_iter()
        .map(|hash| row::ActiveModel {
            id: Set(Uuid::now_v7()),
            person_id: Set(person),
            code_hash: Set(hash),
            used_at: Set(None),
        })
        .collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    Ok(())
}

/// Uses a code up. `false`: unknown or used before.
pub(crate) async fn take(
    conn: &impl ConnectionTrait,
    person: PersonId,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<bool, Problem> {
    let used = Entity::update_many()
        .filter(Column::PersonId.eq(person))
        .filter(Column::CodeHash.eq(hash))
        .filter(Column::UsedAt.is_null())
        .col_expr(Column::UsedAt, Expr::value(now))
        .exec(conn)
        .await?;
    Ok(used.rows_affected == 1)
}

/// How many are left.
pub(crate) async fn left(conn: &impl ConnectionTrait, person: PersonId) -> Result<u64, Problem> {
    Ok(Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::UsedAt.is_null())
        .count(conn)
        .await?)
}
