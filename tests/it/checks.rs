//! `backoffice check` finds what was changed behind the product's back, and names it.

use backoffice::checks;
use base::{Ctx, Problem};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn the_check_is_clean_and_names_engagements_and_hours_that_were_tampered_with() {
    let world = World::open().await;
    let app = &world.house.app;
    assert_eq!(
        checks::findings(app).await.unwrap(),
        Vec::<String>::new(),
        "the demo is sound"
    );
    for (change, undo, said) in [
        (
            "UPDATE engagement SET value_cap_cents = value_cap_cents + 100",
            "UPDATE engagement SET value_cap_cents = value_cap_cents - 100",
            "its value may be",
        ),
        (
            "UPDATE engagement SET day_rate_cents = day_rate_cents * 10",
            "UPDATE engagement SET day_rate_cents = day_rate_cents / 10",
            "its contingent is worth",
        ),
        (
            "UPDATE engagement SET approved_minutes = approved_minutes - 1 WHERE approved_minutes > 0",
            "UPDATE engagement SET approved_minutes = approved_minutes + 1 WHERE approved_minutes > 0",
            "of the contingent are used, approved entries add up to",
        ),
    ] {
        let tamper = async |sql: &str| {
            let by = Ctx::system("test", app.db.now());
            let unit = app.db.write(&by).await.unwrap();
            unit.conn().execute_unprepared(sql).await.unwrap();
            unit.commit().await.unwrap();
        };
        tamper(change).await;
        let findings = checks::findings(app).await.unwrap();
        assert!(
            findings.iter().any(|found| found.contains(said)),
            "{said} in {findings:?}"
        );
        tamper(undo).await;
        assert!(checks::findings(app).await.unwrap().is_empty(), "{undo}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_exist_once_at_a_time_is_refused_twice_by_the_database() {
    let world = World::open().await;
    let db = &world.house.app.db;
    let columns = async |table: &str| {
        let sql = format!("SELECT name FROM pragma_table_info('{table}') WHERE name <> 'id'");
        let rows = db
            .reader()
            .query_all_raw(Statement::from_string(DbBackend::Sqlite, sql));
        let names: Vec<String> = rows
            .await
            .unwrap()
            .iter()
            .map(|row| row.try_get("", "name").unwrap())
            .collect();
        names.join(", ")
    };
    let columns = columns("engagement").await;
    let by = Ctx::system("test", db.now());
    let unit = db.write(&by).await.unwrap();
    let again = format!(
        "INSERT INTO engagement (id, {columns}) SELECT randomblob(16), {columns} FROM engagement \
         WHERE state NOT IN ('DECLINED', 'TERMINATED') LIMIT 1"
    );
    let refused = unit.conn().execute_unprepared(&again).await.unwrap_err();
    assert!(base_db::is_unique_violation(&refused), "{refused}");
    assert!(
        matches!(Problem::from(refused), Problem::Stale),
        "said as a conflict, not as a failure"
    );
}
