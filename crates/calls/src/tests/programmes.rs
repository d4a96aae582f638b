//! Pages and JSON of programmes: the letterhead, and parameters with their dates.

use axum::http::{Method, StatusCode};
use base::{Role, Scope};
use base_testing::{TestApp, ctx, db::databases, person};
use chrono::Days;
use serde_json::json;
use uuid::Uuid;

use super::world::{World, texts};

fn app(db: &base_db::Db) -> TestApp {
    TestApp::new(
        db,
        vec![
            people::feature(),
            municipalities::feature(),
            budget::feature(),
            crate::feature(),
        ],
    )
}

#[tokio::test]
async fn a_value_set_in_the_browser_counts_from_its_day_and_a_call_says_where_its_figures_come_from() {
    texts();
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let now = db.now();
        let world = World::new(db, now).await;
        let app = app(db);
        let administration = person("AD", &[(Role::AD, Scope::System)]);
        let admin = Some(&administration);
        let officer = Some(&world.officer);

        let list = app.get("/programmes", officer).await.text();
        assert!(list.contains("Integration vor Ort"), "{name}");
        let page = app.get("/programmes/IBZ", officer).await.text();
        for part in [
            "Höchstbetrag je Vorhaben",
            "40.000,00",
            "14 Tage",
            "30. November",
            "Vorgabe",
        ] {
            assert!(page.contains(part), "{name}: {part}");
        }
        let path = "/programmes/IBZ/parameters/funding_cap_cents";
        assert!(
            !app.get(path, officer).await.text().contains("valid_from"),
            "{name}: readers get no form"
        );

        // wrong in everything: each field says so, nothing is stored
        let past = base::calendar::local_date(now) - Days::new(1);
        let answer = app
            .post_form(
                path,
                &[
                    ("value", "viel"),
                    ("valid_from", &past.to_string()),
                    ("source", ""),
                ],
                admin,
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            answer.text().contains("f-value-error") && answer.text().contains("f-source-error"),
            "{name}"
        );
        let typed = |value: &str, day: chrono::NaiveDate| {
            [
                ("value", value.to_owned()),
                ("valid_from", day.to_string()),
                ("source", "Erlass vom Test".to_owned()),
            ]
        };
        let post = async |value: &str, day| {
            let fields = typed(value, day);
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(key, value)| (*key, value.as_str())).collect();
            app.post_form(path, &fields, admin).await
        };
        let refused = post("45.000,00", past).await;
        assert!(
            refused.text().contains("Was vergangen ist, ändert sich nicht."),
            "{name}"
        );
        let first = base::calendar::local_date(now) + Days::new(10);
        assert_eq!(
            post("45.000,00", first).await.status,
            StatusCode::SEE_OTHER,
            "{name}"
        );
        let history = app.get(path, admin).await.text();
        assert!(
            history.contains("45.000,00") && history.contains("Erlass vom Test"),
            "{name}"
        );
        let later = app
            .get(&format!("/programmes/IBZ?day={first}"), officer)
            .await
            .text();
        assert!(later.contains("45.000,00"), "{name}");

        // a call with its own cap says so; the programme's values are named with their day
        let mut terms = world.terms_around(now);
        terms.minimum = base::Cents(300_000);
        let call = world.draft(db, "IBZ-2030A", terms).await;
        let shown = app.get(&format!("/calls/{call}"), officer).await.text();
        let since = base::fmt::date_de(base::calendar::local_date(world.start));
        assert!(
            shown.contains(&format!("nach Programmwert seit {since}")),
            "{name}"
        );
        assert!(shown.contains("abweichend von der Vorgabe 2.500,00"), "{name}");
        assert!(shown.contains("nach Vorgabe des Programms"), "{name}");
    }
}

#[tokio::test]
async fn stored_values_can_never_be_changed() {
    texts();
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let _world = World::new(db, db.now()).await;
        let by = base_testing::operator(db.now());
        let unit = db.write(&by).await.unwrap();
        let update = sea_orm::ConnectionTrait::execute_unprepared(
            unit.conn(),
            "UPDATE programme_parameter SET value = '1'",
        );
        assert!(update.await.is_err(), "{name}");
    }
}

#[tokio::test]
async fn machines_set_programmes_up_and_foreign_ones_do_not_exist() {
    texts();
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let now = db.now();
        let world = World::new(db, now).await;
        let app = app(db);
        let administration = person("AD", &[(Role::AD, Scope::System)]);
        let admin = Some(&administration);
        let data = json!({
            "name_de": "Zusammenleben", "authority": "Ministerium (Test)", "remedy_kind": "OBJECTION",
            "valid_until": null,
        });
        let today = base::calendar::local_date(now);
        let new = json!({ "code": "ZL", "valid_from": today, "data": data });
        let created = app
            .api(Method::POST, "/api/v1/programmes", Some(new.clone()), admin)
            .await;
        assert_eq!(created.status, StatusCode::CREATED, "{name}: {}", created.text());
        assert_eq!(created.json()["version"], 1, "{name}");
        let again = app
            .api(Method::POST, "/api/v1/programmes", Some(new), admin)
            .await;
        assert_eq!(again.json()["code"], "code-taken", "{name}");

        let mut changed = data.clone();
        changed["street"] = json!("Musterstraße 2");
        let change = json!({ "version": 1, "data": changed });
        let saved = app
            .api(Method::PUT, "/api/v1/programmes/ZL", Some(change.clone()), admin)
            .await;
        assert_eq!(
            (saved.status.as_u16(), &saved.json()["street"]),
            (200, &json!("Musterstraße 2")),
            "{name}"
        );
        let stale = app
            .api(Method::PUT, "/api/v1/programmes/ZL", Some(change), admin)
            .await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{name}");

        let value =
            json!({ "name": "completion_days", "value": "21", "valid_from": today, "source": "Erlass" });
        let path = "/api/v1/programmes/ZL/parameters";
        let set = app.api(Method::POST, path, Some(value.clone()), admin).await;
        assert_eq!(
            (set.status.as_u16(), &set.json()["value"]),
            (201, &json!("21")),
            "{name}"
        );
        let twice = app.api(Method::POST, path, Some(value), admin).await;
        assert_eq!(twice.json()["code"], "parameter-dated", "{name}");
        let shown = app
            .api(Method::GET, "/api/v1/programmes/ZL", None, admin)
            .await
            .json();
        let days = shown["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["name"] == "completion_days");
        assert_eq!(days.unwrap()["value"], "21", "{name}");

        let officer = Some(&world.officer);
        assert_eq!(
            app.get("/programmes/ZL", officer).await.status,
            StatusCode::NOT_FOUND,
            "{name}"
        );
        assert_eq!(
            app.get("/programmes/IBZ/edit", officer).await.status,
            StatusCode::FORBIDDEN,
            "{name}"
        );
        let municipality = person("KE", &[(Role::KE, Scope::Body(Uuid::now_v7()))]);
        assert_eq!(
            app.get("/programmes", Some(&municipality)).await.status,
            StatusCode::FORBIDDEN,
            "{name}"
        );
        let at = ctx(&world.officer, now);
        assert_eq!(
            crate::programmes_for(db.reader(), &at).await.unwrap().len(),
            1,
            "{name}"
        );
    }
}
