//! The unit of work: one transaction per use case, the only way to write.

use std::time::Duration;

use base::{Access, Ctx, Problem, Text};
use chrono::{DateTime, Utc};
use rand::RngExt as _;
use sea_orm::{DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use tokio::sync::OwnedSemaphorePermit;

use crate::{Db, Engine, clock};

/// One transaction with its context. Dropping it without [`Unit::commit`] undoes everything.
#[must_use = "a unit that is not committed changes nothing"]
pub struct Unit<'a> {
    transaction: DatabaseTransaction,
    ctx: &'a Ctx,
    engine: Engine,
    _turn: OwnedSemaphorePermit,
}

impl Db {
    /// Starts a unit of work. Error: `Denied` for a reading token.
    pub async fn write<'a>(&self, ctx: &'a Ctx) -> Result<Unit<'a>, Problem> {
        if ctx.access == Access::ReadOnly {
            return Err(Problem::denied(Text::new("problem-read-only-token")));
        }
        let turn = self
            .writer
            .clone()
            .acquire_owned()
            .await
            .map_err(Problem::broken)?;
        let sqlite = self.engine() == Engine::Sqlite;
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: sqlite.then_some(SqliteTransactionMode::Immediate),
        };
        #[expect(clippy::disallowed_methods, reason = "this is Db::write")]
        let transaction = self.writing.begin_with_options(options).await?;
        Ok(Unit {
            transaction,
            ctx,
            engine: self.engine(),
            _turn: turn,
        })
    }
}

impl Unit<'_> {
    /// The transaction, for stores. Everything read through it sees the unit's own changes.
    #[must_use]
    pub fn conn(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    #[must_use]
    pub fn ctx(&self) -> &Ctx {
        self.ctx
    }

    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.ctx.now
    }

    /// The database server's clock, as [`Db::server_now`].
    pub async fn server_now(&self) -> Result<DateTime<Utc>, Problem> {
        clock::of_server(&self.transaction).await
    }

    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Makes everything of this unit lasting, or nothing.
    pub async fn commit(self) -> Result<(), Problem> {
        self.transaction.commit().await?;
        Ok(())
    }
}

/// Attempts of a contended use case before the database's refusal is passed on.
const ATTEMPTS: u32 = 8;

/// Runs a use case again when the database asks for it (deadlock, serialisation failure, lock time-out), commit
/// included, with a jittered pause. For use cases that touch contended rows (pots, counters).
pub async fn retrying<T, F>(mut use_case: impl FnMut() -> F) -> Result<T, Problem>
where
    F: Future<Output = Result<T, Problem>>,
{
    let mut attempt = 1;
    loop {
        match use_case().await {
            Err(problem) if problem.is_retryable() && attempt < ATTEMPTS => {
                let pause = rand::rng().random_range(1..=10_u64 << attempt);
                tracing::debug!(attempt, pause, "database asks to try again");
                tokio::time::sleep(Duration::from_millis(pause)).await;
                attempt += 1;
            }
            answer => return answer,
        }
    }
}
