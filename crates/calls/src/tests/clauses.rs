//! Pages and JSON of the clauses of a programme.

use axum::http::{Method, StatusCode};
use base_testing::{TestApp, db::databases};
use serde_json::json;

use super::world::{World, texts};

#[tokio::test]
async fn the_head_of_unit_sets_a_new_version_and_others_read_it() {
    texts();
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let now = db.now();
        let world = World::new(db, now).await;
        let features = vec![
            people::feature(),
            municipalities::feature(),
            budget::feature(),
            crate::feature(),
        ];
        let app = TestApp::new(db, features);
        let (officer, head) = (Some(&world.officer), Some(&world.head));
        let path = "/programmes/IBZ/clauses/OEFFENTLICHKEIT";
        let list = app.get("/programmes/IBZ/clauses", officer).await.text();
        for part in ["ANBest-K", "Widerrufsvorbehalt", "von Anfang an", path] {
            assert!(list.contains(part), "{name}: {part}");
        }
        assert!(!list.contains("clauses/new"), "{name}: readers add none");
        let read = app.get(path, officer).await.text();
        assert!(
            read.contains("Auflage") && !read.contains("valid_from"),
            "{name}: readers get no form"
        );
        let today = base::calendar::local_date(now).to_string();
        let fields = |text: &'static str| {
            vec![
                ("title".to_owned(), "Hinweis auf die Förderung".to_owned()),
                ("kind".to_owned(), "OBLIGATION".to_owned()),
                ("text".to_owned(), text.to_owned()),
                ("usage".to_owned(), "ALWAYS".to_owned()),
                ("grantees".to_owned(), "ALL".to_owned()),
                ("financing_type".to_owned(), String::new()),
                ("valid_from".to_owned(), today.clone()),
                ("in_use".to_owned(), "true".to_owned()),
            ]
        };
        let post = async |path: &str, fields: Vec<(String, String)>, who| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(key, value)| (&**key, &**value)).collect();
            app.post_form(path, &fields, who).await
        };
        let empty = post(path, fields(" "), head).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            empty.text().contains("Hinweis auf die Förderung"),
            "{name}: the input stays"
        );
        let saved = post(path, fields("Zeigen Sie das Landeswappen."), head).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{name}: {}", saved.text());
        let denied = post(path, fields("Anders."), officer).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN, "{name}");
        let read = app.get(path, officer).await.text();
        assert!(
            read.contains("Zeigen Sie das Landeswappen.") && read.contains("Weisen Sie bei Veranstaltungen"),
            "{name}: both versions stand there"
        );
        let again = [("code".to_owned(), "OEFFENTLICHKEIT".to_owned())]
            .into_iter()
            .chain(fields("Doppelt."));
        let known = post("/programmes/IBZ/clauses/new", again.collect(), head).await;
        assert_eq!(known.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let missing = app.get("/programmes/IBZ/clauses/NICHTS", officer).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{name}");

        let new = json!({
            "code": "bericht", "kind": "OBLIGATION", "usage": "ON_CHOICE", "grantees": "ALL", "financing_type": "SHARE",
            "title": "Zwischenbericht", "text": "Berichten Sie nach einem Jahr.", "valid_from": today,
        });
        let api = "/api/v1/programmes/IBZ/clauses";
        let created = app.api(Method::POST, api, Some(new), head).await;
        assert_eq!(created.status, StatusCode::CREATED, "{name}: {}", created.text());
        assert_eq!(created.json()["code"], "BERICHT", "{name}");
        let all = app.api(Method::GET, api, None, officer).await.json();
        let versions: Vec<_> = all["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|clause| clause["code"] == "OEFFENTLICHKEIT" || clause["code"] == "BERICHT")
            .map(|clause| {
                (
                    clause["code"].as_str().unwrap(),
                    clause["version"].as_i64().unwrap(),
                )
            })
            .collect();
        assert_eq!(versions, [("BERICHT", 1), ("OEFFENTLICHKEIT", 2)], "{name}");
    }
}
