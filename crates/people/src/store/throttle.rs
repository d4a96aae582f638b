//! Failed attempts per account and per address, in the database, so that every instance counts the same.

use base::Problem;
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Set};

use crate::rules;

pub(crate) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_in_throttle")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub failures: i64,
        pub failed_at: DateTimeUtc,
        pub blocked_until: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{Column, Entity};

/// No pause. An instant of the past, not "now": a request that began a moment earlier and had to wait for the row would
/// find itself blocked until the moment of the one that went ahead of it.
const FREE: DateTime<Utc> = DateTime::UNIX_EPOCH;

/// Counts an attempt before it is judged, so that many at once cannot slip through; a success is taken back with
/// [`clear`]. `Some(until)`: not now, and nothing was counted.
pub(crate) async fn count(
    conn: &impl ConnectionTrait,
    key: &str,
    free: i64,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Problem> {
    let fresh = row::ActiveModel {
        key: Set(key.to_owned()),
        failures: Set(0),
        failed_at: Set(now),
        blocked_until: Set(FREE),
    };
    Entity::insert(fresh)
        .on_conflict(OnConflict::column(Column::Key).do_nothing().to_owned())
        .exec_without_returning(conn)
        .await?;
    let query = Entity::find_by_id(key.to_owned()).lock_exclusive();
    let row = query
        .one(conn)
        .await?
        .ok_or_else(|| Problem::broken("the throttle row is gone"))?;
    if row.blocked_until > now {
        return Ok(Some(row.blocked_until));
    }
    let forgotten = row.failed_at + Duration::hours(rules::FORGET_FAILURES_HOURS) < now;
    let failures = if forgotten { 1 } else { row.failures + 1 };
    let pause = rules::pause(failures, free);
    let blocked_until = if pause.is_zero() { FREE } else { now + pause };
    Entity::update_many()
        .filter(Column::Key.eq(key))
        .col_expr(Column::Failures, Expr::value(failures))
        .col_expr(Column::FailedAt, Expr::value(now))
        .col_expr(Column::BlockedUntil, Expr::value(blocked_until))
        .exec(conn)
        .await?;
    Ok(None)
}

/// Forgets the failures of a key.
pub(crate) async fn clear(conn: &impl ConnectionTrait, key: &str) -> Result<(), Problem> {
    Entity::delete_by_id(key.to_owned()).exec(conn).await?;
    Ok(())
}

/// Deletes failures older than `forgotten`.
pub(crate) async fn sweep(conn: &impl ConnectionTrait, forgotten: DateTime<Utc>) -> Result<(), Problem> {
    Entity::delete_many()
        .filter(Column::FailedAt.lt(forgotten))
        .exec(conn)
        .await?;
    Ok(())
}

/// Takes one counted attempt back, without forgetting the others.
pub(crate) async fn uncount(conn: &impl ConnectionTrait, key: &str) -> Result<(), Problem> {
    use sea_orm::sea_query::ExprTrait;
    Entity::update_many()
        .filter(Column::Key.eq(key))
        .filter(Column::Failures.gt(0))
        .col_expr(Column::Failures, Expr::col(Column::Failures).sub(1))
        .col_expr(Column::BlockedUntil, Expr::value(FREE))
        .exec(conn)
        .await?;
    Ok(())
}
