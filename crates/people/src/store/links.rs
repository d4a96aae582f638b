//! Links sent by mail: to accept an invitation, to choose a new password. Only the hash is kept.

use base::{PersonId, Problem};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

pub(crate) mod row {
    use base::PersonId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: PersonId,
        pub purpose: String,
        pub token_hash: String,
        pub created_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub used_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{Column, Entity};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Invitation,
    Reset,
}

impl Purpose {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Invitation => "INVITATION",
            Self::Reset => "RESET",
        }
    }
}

/// Makes a link; earlier ones of the person for the same purpose stop working.
pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    person: PersonId,
    purpose: Purpose,
    token_hash: String,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<Uuid, Problem> {
    use_all(conn, person, purpose, now).await?;
    let id = Uuid::now_v7();
    let row = row::ActiveModel {
        id: Set(id),
        person_id: Set(person),
        purpose: Set(purpose.code().to_owned()),
        token_hash: Set(token_hash),
        created_at: Set(now),
        expires_at: Set(expires_at),
        used_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(conn).await?;
    Ok(id)
}

/// Whose link this is, if it still works.
pub(crate) async fn find_open(
    conn: &impl ConnectionTrait,
    token_hash: &str,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<Option<PersonId>, Problem> {
    let row = Entity::find()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::Purpose.eq(purpose.code()))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .one(conn)
        .await?;
    Ok(row.map(|row| row.person_id))
}

/// Uses a link up. `false`: used before, or run out.
pub(crate) async fn take(
    conn: &impl ConnectionTrait,
    token_hash: &str,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<bool, Problem> {
    let used = Entity::update_many()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::Purpose.eq(purpose.code()))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .col_expr(Column::UsedAt, Expr::value(now))
        .exec(conn)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Deletes links that ran out.
pub(crate) async fn sweep(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), Problem> {
    Entity::delete_many()
        .filter(Column::ExpiresAt.lt(now))
        .exec(conn)
        .await?;
    Ok(())
}

/// Ends all open links of a person for a purpose.
pub(crate) async fn use_all(
    conn: &impl ConnectionTrait,
    person: PersonId,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    Entity::update_many()
        .filter(Column::PersonId.eq(person))
        .filter(Column::Purpose.eq(purpose.code()))
        .filter(Column::UsedAt.is_null())
        .col_expr(Column::UsedAt, Expr::value(now))
        .exec(conn)
        .await?;
    Ok(())
}
