//! The database: connecting, the one way to write, the audit trail and its seal, timed jobs, paging.
//!
//! SQLite by default, PostgreSQL in production: same code, same tests. Writing is always
//!
//! ```text
//! let unit = db.write(ctx).await?;      // BEGIN IMMEDIATE behind one queue (SQLite), READ COMMITTED (PostgreSQL)
//! …change, unit.audit(…), mails…        // commit together or not at all
//! unit.commit().await
//! ```
//!
//! A unit that is dropped without `commit` leaves nothing behind.

pub mod audit;
mod bulk;
pub mod check;
mod clock;
mod codes;
mod connect;
pub mod jobs;
pub mod lease;
pub mod page;
pub mod seal;
pub mod search;
pub mod secrets;
pub mod settings;
mod unit;

pub use audit::Entry;
pub use bulk::{insert_all, insert_new};
pub use connect::{Db, Engine};
pub use page::{Page, PageRequest};
pub use unit::{Unit, retrying};

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, SimpleExpr};
use sea_orm::{ColumnTrait, DbErr, SqlErr};

/// `SUM(column)` as a 64-bit integer, 0 for no rows. PostgreSQL sums bigint to NUMERIC, which would not decode.
pub fn sum_cents<C: ColumnTrait>(column: C) -> SimpleExpr {
    Expr::expr(Func::coalesce([column.sum(), Expr::value(0_i64)])).cast_as(Alias::new("bigint"))
}

/// Whether the database refused because a unique key exists already.
#[must_use]
pub fn is_unique_violation(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

/// Whether a CHECK constraint refused (SQLite 275, PostgreSQL 23514; not in `SqlErr`).
#[must_use]
pub fn is_check_violation(error: &DbErr) -> bool {
    matches!(
        base::problem::driver_code(error).as_deref(),
        Some("275" | "23514")
    )
}
