//! A change of the team (F10), through the pages.

use axum::http::StatusCode;
use base::{Actor, Person};
use base_testing::TestApp;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use uuid::Uuid;

use crate::world::World;

async fn ids(world: &World, query: &str) -> Vec<Uuid> {
    let statement = Statement::from_string(DbBackend::Sqlite, query);
    let rows = world
        .house
        .app
        .db
        .reader()
        .query_all_raw(statement)
        .await
        .unwrap();
    rows.iter().map(|row| row.try_get("", "id").unwrap()).collect()
}

#[tokio::test]
async fn f10_another_team_takes_over_what_is_left() {
    let world = World::open().await;
    let db = &world.house.app.db;
    let app = TestApp::new(db, backoffice::house::features());
    let running = ids(
        &world,
        "SELECT id FROM engagement WHERE state = 'RUNNING' ORDER BY id LIMIT 1",
    )
    .await[0];
    let cast = backoffice::demo::Cast::load(&world.house).await.unwrap();
    let Actor::Person(coordination) = cast.at("PK", db.now()).unwrap().actor else {
        panic!("no person")
    };
    // 240 hours; 100 billed and 12 approved, not billed
    let numbers = "UPDATE engagement SET contingent_minutes = 14400, approved_minutes = 6720 WHERE id = ?";
    let numbers = Statement::from_sql_and_values(DbBackend::Sqlite, numbers, [running.into()]);
    let by = base_testing::operator(db.now());
    let unit = db.write(&by).await.unwrap();
    unit.conn().execute_raw(numbers).await.unwrap();
    unit.commit().await.unwrap();
    let other = "SELECT f.id FROM facilitator f WHERE f.active AND NOT EXISTS (SELECT 1 FROM engagement_member m \
                 WHERE m.facilitator_id = f.id) ORDER BY f.id LIMIT 1";
    let team = match ids(&world, other).await.first() {
        Some(free) => *free,
        None => {
            ids(
                &world,
                "SELECT id FROM facilitator WHERE active ORDER BY id DESC LIMIT 1",
            )
            .await[0]
        }
    };
    let path = format!("/engagements/{running}/replace");
    let post = async |fields: &[(&str, &str)], who: &Person| app.post_form(&path, fields, Some(who)).await;
    let team = team.to_string();
    let nameless = post(&[("team", &team)], &coordination).await;
    assert_eq!(
        nameless.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        nameless.text()
    );
    let done = post(&[("team", &team), ("reason", "Elternzeit")], &coordination).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let query = format!(
        "SELECT contingent_minutes FROM engagement WHERE replaces = X'{}'",
        running.simple()
    );
    let statement = Statement::from_string(DbBackend::Sqlite, query);
    let row = db
        .reader()
        .query_one_raw(statement)
        .await
        .unwrap()
        .expect("a new engagement");
    let rest: i64 = row.try_get("", "contingent_minutes").unwrap();
    assert_eq!(rest, 128 * 60, "240 - 100 - 12 hours");
    let ended = app
        .get(&format!("/engagements/{running}"), Some(&coordination))
        .await
        .text();
    assert!(ended.contains("Elternzeit"), "{ended}");
}
