//! The demo as a world for tests: made once, copied per test.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use backoffice::config::Config;
use backoffice::demo;
use backoffice::house::House;
use base_testing::db::TestDb;
use sea_orm::{ConnectionTrait, Statement};
use tempfile::TempDir;
use uuid::Uuid;

pub struct World {
    pub house: House,
    pub programme: Uuid,
    pub call: Uuid,
    pub committee: Uuid,
    /// Leimen: has accounts and a draft.
    pub body: Uuid,
    _data: TempDir,
}

/// The settings of a demo in a folder of its own.
pub fn config(data: &Path) -> Config {
    Config {
        database_url: format!("sqlite://{}?mode=rwc", data.join("demo.sqlite").display()),
        data_dir: data.to_owned(),
        ..Config::default()
    }
}

/// The demo in a folder of its own: made once per built test program and day, then copied.
pub async fn demo_in(data: &TempDir) -> House {
    copy(&template().await, data.path());
    demo::prepare(&config(data.path()))
        .await
        .unwrap_or_else(|error| panic!("the demo: {error:#}"))
}

/// The folder of the demo that tests copy. Test programs wait for each other, so that one of them makes it.
async fn template() -> PathBuf {
    let all = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(all).unwrap();
    let lock = File::create(all.join("demo.lock")).unwrap();
    lock.lock().unwrap();
    let built = fs::metadata(std::env::current_exe().unwrap())
        .unwrap()
        .modified()
        .unwrap();
    let built = built.duration_since(UNIX_EPOCH).unwrap().as_millis();
    let day = UNIX_EPOCH.elapsed().unwrap().as_secs() / 86_400;
    let ready = all.join(format!("demo-{built}-{day}"));
    if !ready.is_dir() {
        for old in fs::read_dir(all).unwrap().map(|entry| entry.unwrap().path()) {
            if old.is_dir()
                && old
                    .file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with("demo-"))
            {
                fs::remove_dir_all(old).unwrap();
            }
        }
        let making = all.join("demo-unfinished");
        fs::create_dir_all(&making).unwrap();
        let house = demo::prepare(&config(&making)).await;
        drop(house.unwrap_or_else(|error| panic!("the demo: {error:#}")));
        fs::rename(&making, &ready).unwrap();
    }
    ready
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl World {
    pub async fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let house = demo_in(&data).await;
        Self::of(house, data).await
    }

    /// The same on a PostgreSQL of its own, made anew: half a minute. `None` without a server for tests.
    pub async fn on_postgres() -> Option<(Self, TestDb)> {
        let database = base_testing::db::postgres().await?;
        let data = tempfile::tempdir().unwrap();
        let config = Config {
            database_url: database.url.clone(),
            ..config(data.path())
        };
        let house = demo::prepare(&config).await;
        let house = house.unwrap_or_else(|error| panic!("the demo: {error:#}"));
        Some((Self::of(house, data).await, database))
    }

    async fn of(house: House, data: TempDir) -> Self {
        let programme = id(&house, "SELECT id FROM programme").await;
        let call = id(&house, "SELECT id FROM call WHERE code = 'IBZ-2026A'").await;
        let committee = id(&house, "SELECT id FROM committee").await;
        let body = municipalities::find_by_key(house.app.db.reader(), "08226041")
            .await
            .unwrap()
            .unwrap()
            .id
            .0;
        Self {
            house,
            programme,
            call,
            committee,
            body,
            _data: data,
        }
    }

    /// Somebody who holds this role in the demo.
    pub async fn person(&self, role: &str) -> Uuid {
        let query =
            format!("SELECT person_id AS id FROM role_assignment WHERE role = '{role}' ORDER BY id LIMIT 1");
        id(&self.house, &query).await
    }
}

async fn id(house: &House, query: &str) -> Uuid {
    let conn = house.app.db.reader();
    let row = conn
        .query_one_raw(Statement::from_string(conn.get_database_backend(), query))
        .await;
    row.unwrap()
        .unwrap_or_else(|| panic!("nothing: {query}"))
        .try_get("", "id")
        .unwrap()
}
