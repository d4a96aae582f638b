//! The demo as a world for tests: made once per test program run, copied per test.

use backoffice::config::Config;
use backoffice::demo;
use backoffice::house::House;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
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
pub fn config(data: &TempDir) -> Config {
    Config {
        database_url: format!("sqlite://{}?mode=rwc", data.path().join("demo.sqlite").display()),
        data_dir: data.path().to_owned(),
        ..Config::default()
    }
}

impl World {
    pub async fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let house = demo::prepare(&config(&data))
            .await
            .unwrap_or_else(|error| panic!("the demo: {error:#}"));
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
}

async fn id(house: &House, query: &str) -> Uuid {
    let row = house
        .app
        .db
        .reader()
        .query_one_raw(Statement::from_string(DbBackend::Sqlite, query))
        .await;
    row.unwrap()
        .unwrap_or_else(|| panic!("nothing: {query}"))
        .try_get("", "id")
        .unwrap()
}
