//! Connecting to SQLite (a file) or PostgreSQL, and bringing the schema up to date.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use base::Problem;
use chrono::{DateTime, Utc};
use migrations::Migrator;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use sea_orm_migration::MigratorTrait;
use tokio::sync::Semaphore;

use crate::clock;
use crate::secrets::SecretKey;

/// Connections kept open at most. SQLite: readers beside the one writer.
const SQLITE_READERS: u32 = 6;
const POSTGRES_CONNECTIONS: u32 = 20;
/// A connection that was used just now is not asked whether it still lives: that would double the round trips.
const TRUSTED: Duration = Duration::from_secs(5);
/// How long a statement waits for what another one holds (PostgreSQL).
const LOCK_TIMEOUT: &str = "10s";
/// KiB of pages that a connection to SQLite keeps for itself; the operating system keeps the file.
const READER_CACHE_KIB: u32 = 4_000;
const WRITER_CACHE_KIB: u32 = 32_000;

/// Which database is behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// The database of one server process; cheap to clone.
#[derive(Clone)]
pub struct Db {
    connection: DatabaseConnection,
    /// SQLite: one connection of its own, because a connection forgets its pages whenever another one has written.
    pub(crate) writing: DatabaseConnection,
    engine: Engine,
    /// SQLite has one writer: a fair queue in front of it instead of an unfair busy wait (stack: p99 15 ms, not 3 s).
    pub(crate) writer: Arc<Semaphore>,
    clock_offset_seconds: Arc<AtomicI64>,
    pub(crate) secret_key: Arc<OnceLock<SecretKey>>,
}

fn options(url: &str, connections: u32, cache_kib: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire_if_idle_for(TRUSTED)
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .pragma("cache_size", format!("-{cache_kib}"))
            .pragma("temp_store", "memory")
            .optimize_on_close(true, 400)
    });
    options.map_sqlx_postgres_opts(|postgres| {
        postgres.options([
            ("statement_timeout", "30s"),
            ("lock_timeout", LOCK_TIMEOUT),
            ("idle_in_transaction_session_timeout", "60s"),
            ("timezone", "UTC"),
            // no statement here runs long enough to pay for its compilation
            ("jit", "off"),
        ])
    });
    options
}

impl Db {
    /// Opens `sqlite://path?mode=rwc` or `postgres://…`. Does not change the schema; see [`Db::migrate`].
    pub async fn connect(url: &str) -> Result<Self, Problem> {
        let engine = if url.starts_with("sqlite:") {
            Engine::Sqlite
        } else {
            Engine::Postgres
        };
        let (connection, writing) = match engine {
            Engine::Sqlite => (
                Database::connect(options(url, SQLITE_READERS, READER_CACHE_KIB)).await?,
                Database::connect(options(url, 1, WRITER_CACHE_KIB)).await?,
            ),
            Engine::Postgres => {
                let pool = Database::connect(options(url, POSTGRES_CONNECTIONS, 0)).await?;
                (pool.clone(), pool)
            }
        };
        Ok(Self {
            connection,
            writing,
            engine,
            writer: Arc::new(Semaphore::new(if engine == Engine::Sqlite {
                1
            } else {
                Semaphore::MAX_PERMITS
            })),
            clock_offset_seconds: Arc::new(AtomicI64::new(0)),
            secret_key: Arc::new(OnceLock::new()),
        })
    }

    /// Brings the schema up to date and reads the demo clock's offset.
    pub async fn migrate(&self) -> Result<(), Problem> {
        if self.engine == Engine::Postgres {
            // Several instances may start at once: one migrates, the others wait as long as it takes. All changes of an
            // update are one transaction: an interrupted one leaves the old schema.
            let transaction = self.transaction().await?;
            transaction
                .execute_unprepared(
                    "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(4711)",
                )
                .await?;
            // But whoever still works with a table is not held up for longer than usual.
            let usual = format!("SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'");
            transaction.execute_unprepared(&usual).await?;
            Migrator::up(&transaction, None).await?;
            transaction.commit().await?;
        } else {
            Migrator::up(&self.connection, None).await?;
        }
        self.reload_clock().await
    }

    #[expect(clippy::disallowed_methods, reason = "changes the schema, without a context")]
    async fn transaction(&self) -> Result<sea_orm::DatabaseTransaction, Problem> {
        use sea_orm::TransactionTrait;
        Ok(self.connection.begin().await?)
    }

    /// How many schema changes this program knows that the database lacks.
    pub async fn pending_migrations(&self) -> Result<usize, Problem> {
        Ok(Migrator::get_pending_migrations(&self.connection).await?.len())
    }

    /// For reading. Never used inside a unit: it would wait for a second connection.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        &self.connection
    }

    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Now, as business sees it: the machine's time, shifted in a demo.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        clock::shifted(self.clock_offset_seconds.load(Ordering::Relaxed))
    }

    /// The machine's time, for leases and back-off, which no demo clock may shift.
    #[must_use]
    pub fn machine_now(&self) -> DateTime<Utc> {
        clock::machine_now()
    }

    /// The database server's clock; on SQLite the machine's.
    pub async fn server_now(&self) -> Result<DateTime<Utc>, Problem> {
        clock::of_server(&self.connection).await
    }

    pub(crate) fn set_clock_offset(&self, seconds: i64) {
        self.clock_offset_seconds.store(seconds, Ordering::Relaxed);
    }
}
