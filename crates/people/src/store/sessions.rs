//! Sessions. Any instance reads them; only the hash of the cookie's value is kept.

use base::{PersonId, Problem};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use crate::{Session, rules};

pub(crate) mod row {
    use base::PersonId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub token_hash: String,
        pub person_id: PersonId,
        pub epoch: i64,
        pub verified: bool,
        pub started_at: DateTimeUtc,
        pub seen_at: DateTimeUtc,
        pub address: Option<String>,
        pub agent: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{Column, Entity};

pub(crate) type SessionRow = row::Model;

/// Starts a session and sweeps those of the same person that are over.
pub(crate) async fn insert(conn: &impl ConnectionTrait, session: SessionRow) -> Result<(), Problem> {
    let over = session.started_at - Duration::hours(rules::SESSION_HOURS);
    Entity::delete_many()
        .filter(Column::PersonId.eq(session.person_id))
        .filter(Column::StartedAt.lt(over).or(Column::Epoch.ne(session.epoch)))
        .exec(conn)
        .await?;
    let row = row::ActiveModel {
        id: Set(session.id),
        token_hash: Set(session.token_hash),
        person_id: Set(session.person_id),
        epoch: Set(session.epoch),
        verified: Set(session.verified),
        started_at: Set(session.started_at),
        seen_at: Set(session.seen_at),
        address: Set(session.address),
        agent: Set(session.agent),
    };
    Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Deletes sessions that began before `over`, of everybody.
pub(crate) async fn sweep(conn: &impl ConnectionTrait, over: DateTime<Utc>) -> Result<(), Problem> {
    Entity::delete_many()
        .filter(Column::StartedAt.lt(over))
        .exec(conn)
        .await?;
    Ok(())
}

/// A sign-in that waits for its second factor.
pub(crate) async fn find_unverified(
    conn: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<SessionRow>, Problem> {
    let row = Entity::find()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::Verified.eq(false))
        .one(conn)
        .await?;
    Ok(row.filter(|row| rules::is_live(false, row.started_at, row.seen_at, now)))
}

/// The second factor was given: the session gets another secret and counts from now on. Error: `Stale` the second time.
pub(crate) async fn verify(
    conn: &impl ConnectionTrait,
    id: Uuid,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let verified = Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::Verified.eq(false))
        .col_expr(Column::Verified, Expr::value(true))
        .col_expr(Column::TokenHash, Expr::value(token_hash))
        .col_expr(Column::StartedAt, Expr::value(now))
        .col_expr(Column::SeenAt, Expr::value(now))
        .exec(conn)
        .await?;
    if verified.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}

/// Keeps one session alive when the epoch was raised by its own person.
pub(crate) async fn follow_epoch(
    conn: &impl ConnectionTrait,
    id: Uuid,
    person: PersonId,
    epoch: i64,
) -> Result<(), Problem> {
    Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::PersonId.eq(person))
        .col_expr(Column::Epoch, Expr::value(epoch))
        .exec(conn)
        .await?;
    Ok(())
}

/// "Last seen", written once however many requests come at the same time.
pub(crate) async fn set_seen(
    conn: &impl ConnectionTrait,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    Entity::update_many()
        .filter(Column::Id.eq(id))
        .filter(Column::SeenAt.lt(now))
        .col_expr(Column::SeenAt, Expr::value(now))
        .exec(conn)
        .await?;
    Ok(())
}

pub(crate) async fn delete(conn: &impl ConnectionTrait, id: Uuid) -> Result<(), Problem> {
    Entity::delete_many().filter(Column::Id.eq(id)).exec(conn).await?;
    Ok(())
}

/// Sessions that are live now, newest first.
pub(crate) async fn live_of(
    conn: &impl ConnectionTrait,
    person: PersonId,
    epoch: i64,
    now: DateTime<Utc>,
) -> Result<Vec<Session>, Problem> {
    let rows = Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::Epoch.eq(epoch))
        .filter(Column::Verified.eq(true))
        .order_by_desc(Column::StartedAt)
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .filter(|row| rules::is_live(true, row.started_at, row.seen_at, now))
        .map(|row| Session {
            id: row.id,
            started_at: row.started_at,
            seen_at: row.seen_at,
            address: row.address,
            agent: row.agent,
        })
        .collect())
}
