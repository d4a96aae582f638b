//! A migrated database per test, on both engines.
//!
//! ```text
//! for test in base_testing::db::databases().await {
//!     let db = &test.db;
//!     …
//!     assert_eq!(left, right, "{}", test.name);
//! }
//! ```
//!
//! SQLite always runs. PostgreSQL runs when `TEST_PG_URL` names a server on which databases may be made
//! (`export TEST_PG_URL=$(ops/pg.sh start)`).

use std::time::UNIX_EPOCH;

use base_db::Db;
use base_db::secrets::SecretKey;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use tempfile::TempDir;
use uuid::Uuid;

/// The environment variable with the URL of a PostgreSQL server for tests.
pub const PG_URL: &str = "TEST_PG_URL";

/// A database of its own, gone when it is dropped.
pub struct TestDb {
    pub db: Db,
    /// `sqlite` or `postgres`, for messages of assertions.
    pub name: &'static str,
    /// To connect once more, e.g. as a second server process.
    pub url: String,
    _place: Place,
}

enum Place {
    Folder(#[expect(dead_code, reason = "removed when it is dropped")] TempDir),
    Server { server: String, database: String },
}

/// A fresh SQLite file with the whole schema.
///
/// # Panics
/// When it can't be made: a test then has nothing to say.
pub async fn sqlite() -> TestDb {
    let folder = tempfile::tempdir().expect("a folder for the test database");
    let url = format!(
        "sqlite://{}?mode=rwc",
        folder.path().join("test.sqlite").display()
    );
    let db = Db::connect(&url).await.expect("a SQLite file");
    db.use_key(SecretKey::random());
    db.migrate().await.expect("the schema on SQLite");
    TestDb {
        db,
        name: "sqlite",
        url,
        _place: Place::Folder(folder),
    }
}

/// A fresh PostgreSQL database with the whole schema; `None` without `TEST_PG_URL`.
///
/// # Panics
/// When the server is named but does not do what it should.
pub async fn postgres() -> Option<TestDb> {
    let server = std::env::var(PG_URL).ok().filter(|url| !url.is_empty())?;
    let admin = connect(&server).await;
    let template = template(&admin, &server).await;
    let database = format!("t_{}", Uuid::now_v7().simple());
    run(&admin, &format!("CREATE DATABASE {database} TEMPLATE {template}")).await;
    admin.close().await.expect("closing works");
    let url = with_database(&server, &database);
    let db = Db::connect(&url)
        .await
        .expect("the PostgreSQL database made a moment ago");
    db.use_key(SecretKey::random());
    Some(TestDb {
        db,
        name: "postgres",
        url,
        _place: Place::Server { server, database },
    })
}

/// SQLite, and PostgreSQL when there is one.
pub async fn databases() -> Vec<TestDb> {
    let mut databases = vec![sqlite().await];
    databases.extend(postgres().await);
    databases
}

/// One migrated database per build of the test program, copied for each test: a copy takes 30 ms, the schema more.
async fn template(admin: &DatabaseConnection, server: &str) -> String {
    let template = format!("template_{}", build());
    run(admin, "SELECT pg_advisory_lock(4712)").await;
    let known = format!("SELECT 1 FROM pg_database WHERE datname = '{template}'");
    if !exists(admin, &known).await {
        // Under another name until it is complete: a test that is ended halfway leaves no half template.
        let unfinished = format!("unfinished_{}", Uuid::now_v7().simple());
        run(admin, &format!("CREATE DATABASE {unfinished}")).await;
        let db = Db::connect(&with_database(server, &unfinished))
            .await
            .expect("the new template");
        db.migrate().await.expect("the schema on PostgreSQL");
        db.reader().clone().close().await.expect("closing works");
        run(
            admin,
            &format!("ALTER DATABASE {unfinished} RENAME TO {template}"),
        )
        .await;
    }
    run(admin, "SELECT pg_advisory_unlock_all()").await;
    template
}

/// Changes with every build, so that no template outlives its schema.
fn build() -> String {
    let program = std::env::current_exe()
        .and_then(std::fs::metadata)
        .expect("the test program is a file");
    let built_at = program
        .modified()
        .expect("it has a time")
        .duration_since(UNIX_EPOCH)
        .expect("after 1970");
    format!("{:x}_{:x}", built_at.as_nanos(), program.len())
}

async fn exists(admin: &DatabaseConnection, query: &str) -> bool {
    let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, query);
    admin
        .query_one_raw(statement)
        .await
        .expect("the server answers")
        .is_some()
}

/// One connection, so that session locks hold.
async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options)
        .await
        .expect("the server named by TEST_PG_URL answers")
}

async fn run(admin: &DatabaseConnection, statement: &str) {
    admin.execute_unprepared(statement).await.expect(statement);
}

fn with_database(server: &str, database: &str) -> String {
    let (address, options) = server
        .split_once('?')
        .map_or((server, None), |(address, options)| (address, Some(options)));
    let base = address.rsplit_once('/').map_or(address, |(base, _)| base);
    options.map_or(format!("{base}/{database}"), |options| {
        format!("{base}/{database}?{options}")
    })
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let Place::Server { server, database } = &self._place else {
            return;
        };
        let (server, statement) = (
            server.clone(),
            format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)"),
        );
        // A thread of its own, because this one may be inside a runtime already. Best effort: the server is thrown away.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            if let Ok(runtime) = runtime {
                runtime.block_on(async {
                    if let Ok(admin) = Database::connect(server).await {
                        let _ = admin.execute_unprepared(&statement).await; // see above
                    }
                });
            }
        });
        let _ = dropping.join(); // see above
    }
}
