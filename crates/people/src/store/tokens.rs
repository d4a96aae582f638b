//! API tokens. Only the hash is kept.

use base::{PersonId, Problem};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use crate::Token;

pub(crate) mod row {
    use base::PersonId;
    use sea_orm::entity::prelude::*;

    use crate::TokenAccess;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "api_token")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: PersonId,
        pub name: String,
        pub token_hash: String,
        pub access: TokenAccess,
        pub by_operator: bool,
        pub created_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub revoked_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{Column, Entity};

pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    person: PersonId,
    token: &Token,
    token_hash: String,
    by_operator: bool,
) -> Result<(), Problem> {
    let row = row::ActiveModel {
        id: Set(token.id),
        person_id: Set(person),
        name: Set(token.name.clone()),
        token_hash: Set(token_hash),
        access: Set(token.access),
        by_operator: Set(by_operator),
        created_at: Set(token.created_at),
        expires_at: Set(token.expires_at),
        revoked_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Tokens that are not revoked, newest first; those that ran out too, so that a person sees why a program failed.
pub(crate) async fn of_person(conn: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Token>, Problem> {
    let rows = Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::RevokedAt.is_null())
        .order_by_desc(Column::Id)
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Token {
            id: row.id,
            name: row.name,
            access: row.access,
            created_at: row.created_at,
            expires_at: row.expires_at,
        })
        .collect())
}

/// Revokes a token of this person. Error: `NotFound`, also for another person's token.
pub(crate) async fn revoke(
    conn: &impl ConnectionTrait,
    id: Uuid,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let revoked = Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::PersonId.eq(person))
        .filter(Column::RevokedAt.is_null())
        .col_expr(Column::RevokedAt, Expr::value(now))
        .exec(conn)
        .await?;
    if revoked.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::not_found("token"))
    }
}
