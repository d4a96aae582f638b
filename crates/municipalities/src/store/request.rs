//! Requests for an account, until the body's registered address has answered.

use base::Problem;
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;

    /// Somebody who says to work for a body.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account_request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub body_id: Uuid,
        pub email: String,
        pub name: String,
        pub lang: String,
        pub token_hash: String,
        pub created_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{Column, Entity, Model};

pub(crate) async fn insert(conn: &impl ConnectionTrait, row: Model) -> Result<(), Problem> {
    Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// How many were made since then, of all bodies.
pub(crate) async fn count_since(conn: &impl ConnectionTrait, since: DateTime<Utc>) -> Result<u64, Problem> {
    Ok(Entity::find()
        .filter(Column::CreatedAt.gt(since))
        .count(conn)
        .await?)
}

/// The request of a link that still works.
pub(crate) async fn find_open(
    conn: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Model>, Problem> {
    Ok(Entity::find()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?)
}

/// Takes an answered request away. `false`: somebody else was faster.
pub(crate) async fn take(conn: &impl ConnectionTrait, row: &Model) -> Result<bool, Problem> {
    Ok(Entity::delete_by_id(row.id).exec(conn).await?.rows_affected == 1)
}

/// Forgets what nobody answered.
pub(crate) async fn sweep(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), Problem> {
    Entity::delete_many()
        .filter(Column::ExpiresAt.lte(now))
        .exec(conn)
        .await?;
    Ok(())
}
