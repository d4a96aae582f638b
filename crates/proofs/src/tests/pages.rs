//! Pages, API and workbooks.

use axum::http::{Method, StatusCode};
use base::Person;
use base_testing::db::databases;
use base_testing::{TestApp, person};
use serde_json::json;

use super::world::*;
use crate::model::ProofState;
use crate::queries;
use crate::usecases::*;

const PAID: &[(i64, &str)] = &[(36_000, "2025-02-03")];

fn app(db: &base_db::Db) -> TestApp {
    let features = vec![
        people::feature(),
        applications::feature(),
        grants::feature(),
        payments::feature(),
        crate::feature(),
    ];
    TestApp::new(db, features)
}

async fn seen(app: &TestApp, path: &str, person: &Person) -> String {
    let answer = app.get(path, Some(person)).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.text()
}

#[tokio::test]
async fn the_municipality_fills_in_its_proof_and_the_office_examines_it_on_pages() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = world.due(db, PAID).await;
        let app = app(db);
        let page = format!("/proofs/{}", proof.id);
        let form = seen(&app, &format!("{page}/report"), &world.editor).await;
        assert!(
            form.contains("Gesamtausgaben") && form.contains("50.000,00"),
            "{form}"
        );
        let fields = [
            ("item_TOTAL", "46.250,00"),
            ("activities", "Sechs Runde Tische."),
            ("results", "Alle Ziele erreicht."),
            ("is_confirmed", "true"),
        ];
        let mut wrong = fields;
        wrong[0] = ("item_TOTAL", "viel");
        let refused = app
            .post_form(&format!("{page}/report"), &wrong, Some(&world.editor))
            .await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.text()
        );
        assert!(
            refused.text().contains("Sechs Runde Tische."),
            "what was typed is kept"
        );
        let saved = app
            .post_form(&format!("{page}/report"), &fields, Some(&world.editor))
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        assert!(
            !seen(&app, &page, &world.head)
                .await
                .contains("Sechs Runde Tische."),
            "a draft belongs to those who write it"
        );
        let handed = app
            .post_form(&format!("{page}/submit"), &[], Some(&world.signatory))
            .await;
        assert_eq!(
            handed.location(),
            format!("{page}?done=proofs-done-submitted"),
            "{}",
            handed.text()
        );
        let started = app
            .post_form(&format!("{page}/start-audit"), &[], Some(&world.first))
            .await;
        assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.text());
        let look = seen(&app, &page, &world.first).await;
        assert!(look.contains("1.000,00"), "the final instalment is shown: {look}");
        let note = [
            ("is_complete", "true"),
            ("is_for_purpose", "true"),
            ("note", "Geprüft."),
            ("rejected", "0"),
        ];
        let noted = app
            .post_form(&format!("{page}/examine"), &note, Some(&world.first))
            .await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.text());
        assert!(
            !seen(&app, &page, &world.signatory)
                .await
                .contains("Prüfvermerk, Fassung"),
            "internal"
        );
        let settled = app
            .post_form(&format!("{page}/settle"), &[], Some(&world.head))
            .await;
        assert_eq!(
            settled.location(),
            format!("{page}?done=proofs-done-settled"),
            "{}",
            settled.text()
        );
        let letter = app.get(&format!("{page}/notice"), Some(&world.signatory)).await;
        assert_eq!(letter.status, StatusCode::OK);
        assert!(letter.bytes.starts_with(b"%PDF"));
        for path in [
            "/proofs",
            "/proofs?state=SETTLED_OK",
            "/claims",
            "/proofs/sampling",
            "/base-rates",
        ] {
            let text = seen(&app, path, &world.head).await;
            assert!(!text.contains("proofs-"), "{path} shows a key: {text}");
        }
        for path in ["/proofs/export.xlsx", "/claims/export.xlsx"] {
            let book = app.get(path, Some(&world.head)).await;
            assert_eq!(book.status, StatusCode::OK);
            assert!(book.bytes.starts_with(b"PK"), "{path}");
        }
        assert!(
            seen(
                &app,
                &format!("/applications/{}", proof.application_id),
                &world.first
            )
            .await
            .contains("Verwendungsnachweis")
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn every_button_of_the_form_saves_what_was_typed_and_keeps_the_file_that_was_chosen() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = world.due(db, PAID).await;
        let app = app(db);
        let page = format!("/proofs/{}", proof.id);
        let form = format!("{page}/report");
        let pdf = |name: &'static str| ("file", name, &b"%PDF-1.7 eine Seite"[..]);

        // wrong figures, parts that are missing and a file: everything is said at once, nothing is lost
        let wrong = [
            ("item_TOTAL", "viel"),
            ("source_OWN", "wenig"),
            ("activities", "Sechs Runde Tische."),
            ("label", "Presse"),
            ("do", "review"),
        ];
        let answer = app
            .post_file(&form, &wrong, pdf("Zeitung.pdf"), Some(&world.editor))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let shown = answer.text();
        for text in [
            "value=\"viel\"",
            "value=\"wenig\"",
            "Sechs Runde Tische.",
            "Zeitung.pdf",
        ] {
            assert!(shown.contains(text), "{text}: {shown}");
        }
        for field in ["#f-item_TOTAL", "#f-source_OWN", "#f-results", "#f-is_confirmed"] {
            assert!(shown.contains(&format!("href=\"{field}\"")), "{field}: {shown}");
        }
        assert_eq!(queries::files(db.reader(), proof.id).await.unwrap().len(), 1);

        // choosing a file, or going to the list of vouchers, saves the figures as well
        let typed = [
            ("item_TOTAL", "46.250,00"),
            ("activities", "Sieben Runde Tische."),
            ("do", "vouchers"),
        ];
        let answer = app
            .post_file(&form, &typed, pdf("Fotos.pdf"), Some(&world.editor))
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert!(answer.location().starts_with("/imports/vouchers"));
        let files = queries::files(db.reader(), proof.id).await.unwrap();
        assert_eq!(files.len(), 2);
        let stored = seen(&app, &form, &world.editor).await;
        assert!(stored.contains("46.250,00") && stored.contains("Sieben Runde Tische."));

        // what is ticked goes with any button, too
        let first = files[0].id.to_string();
        let complete = [
            ("item_TOTAL", "46.250,00"),
            ("activities", "Acht Runde Tische."),
            ("results", "Alle Ziele erreicht."),
            ("is_confirmed", "true"),
            ("remove", first.as_str()),
            ("do", "review"),
        ];
        let answer = app.post_form(&form, &complete, Some(&world.editor)).await;
        assert_eq!(answer.location(), format!("{page}?done=proofs-done-complete"));
        let files = queries::files(db.reader(), proof.id).await.unwrap();
        assert_eq!(files.len(), 1, "{}", test.name);
        assert_eq!(files[0].name, "Fotos.pdf");
        // the editor does not sign; the signatory sees what is handed in, and hands it in
        let submit = format!("action=\"{page}/submit\"");
        assert!(!seen(&app, &page, &world.editor).await.contains(&submit));
        let last = seen(&app, &page, &world.signatory).await;
        assert!(
            last.contains(&submit) && last.contains("Acht Runde Tische."),
            "{last}"
        );
        // nothing is left without what is missing
        let gone = [("item_TOTAL", "46.250,00"), ("do", "save")];
        app.post_form(&form, &gone, Some(&world.editor)).await;
        let missing = seen(&app, &page, &world.signatory).await;
        assert!(
            !missing.contains(&submit) && missing.contains("Vor dem Einreichen fehlt noch"),
            "{missing}"
        );
        let refused = app
            .post_form(&format!("{page}/submit"), &[], Some(&world.signatory))
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text().contains("46.250,00"),
            "the form shows what is stored"
        );
    }
}

#[tokio::test]
async fn the_api_says_the_same_and_strangers_see_nothing() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = world.due(db, PAID).await;
        let app = app(db);
        let api = format!("/api/v1/proofs/{}", proof.id);
        let body = json!({
            "costs": [{ "kind": "TOTAL", "actual_cents": 4_625_000 }], "activities": "Viel.", "results": "Erreicht.",
            "is_confirmed": true,
        });
        let saved = app
            .api(
                Method::PUT,
                &format!("{api}/report"),
                Some(body),
                Some(&world.editor),
            )
            .await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
        let handed = app
            .api(
                Method::POST,
                &format!("{api}/submit"),
                None,
                Some(&world.signatory),
            )
            .await;
        assert_eq!(
            handed.json()["state"],
            ProofState::Submitted.code(),
            "{}",
            handed.text()
        );
        let list = app
            .get("/api/v1/proofs?state=REPORT_SUBMITTED", Some(&world.head))
            .await;
        assert_eq!(list.json()["total"], 1, "{}", list.text());
        let shown = app.get(&api, Some(&world.first)).await.json();
        assert_eq!(shown["costs"][0]["planned_cents"], 5_000_000);
        let stranger = person(
            "Fremd",
            &[(base::Role::SB, base::Scope::Programme(uuid::Uuid::now_v7()))],
        );
        for path in [api.clone(), format!("/proofs/{}", proof.id)] {
            assert_eq!(
                app.get(&path, Some(&stranger)).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        let rates = app.get("/api/v1/base-rates", Some(&world.head)).await.json();
        assert_eq!(
            (
                rates["version"].as_i64(),
                rates["rates"].as_array().unwrap().len()
            ),
            (Some(1), 48)
        );
    }
}

#[tokio::test]
async fn a_new_base_rate_is_in_force_once_a_second_person_confirms_it_and_the_old_table_stays() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let app = app(db);
        let rate = [
            ("valid_from", "2026-01-01"),
            ("rate", "1,27"),
            ("source", "Bundesanzeiger"),
        ];
        let mut wrong = rate;
        wrong[0] = ("valid_from", "2026-02-01");
        let refused = app.post_form("/base-rates", &wrong, Some(&world.first)).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.text()
        );
        let done = app.post_form("/base-rates", &rate, Some(&world.first)).await;
        assert_eq!(
            done.location(),
            "/base-rates?done=proofs-done-published",
            "{}",
            done.text()
        );
        let in_force = || async {
            let table = crate::queries::rate_table(db.reader()).await.unwrap();
            (table.version, table.rates.len())
        };
        assert_eq!(in_force().await, (1, 48), "it waits for a second person");
        assert_eq!(crate::queries::rate_tables(db.reader()).await.unwrap().len(), 2);
        let own = confirm_rates(db, &as_of(&world.first, "2026-01-05"), 2).await;
        assert_eq!(code(&own.unwrap_err()), "four-eyes");
        assert!(
            !seen(&app, "/base-rates", &world.first)
                .await
                .contains("Sätze bestätigen")
        );
        assert!(
            seen(&app, "/base-rates", &world.second)
                .await
                .contains("Sätze bestätigen")
        );
        let version = [("version", "2")];
        let confirmed = app
            .post_form("/base-rates/confirm", &version, Some(&world.second))
            .await;
        assert_eq!(
            confirmed.location(),
            "/base-rates?done=proofs-done-rates-confirmed",
            "{}",
            confirmed.text()
        );
        assert_eq!(in_force().await, (2, 49));
        let again = confirm_rates(db, &as_of(&world.head, "2026-01-05"), 2).await;
        assert_eq!(code(&again.unwrap_err()), "nothing-to-confirm");
        let denied = publish_rates(
            db,
            &as_of(&world.editor, "2026-01-05"),
            PublishRates {
                rates: Vec::new(),
                source: String::new(),
            },
        )
        .await;
        assert!(matches!(denied, Err(base::Problem::Denied(_))));
    }
}

#[tokio::test]
async fn an_officer_hears_the_municipality_before_the_award_is_final_on_pages() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let grant = world.grant_in(db, &[(2026, 40_000)], "state = 'DELIVERED'").await;
        let app = app(db);
        let open = format!("/grants/{}/hearing", grant.id);
        let page = format!("/grants/{}", grant.id);
        assert!(
            seen(&app, &page, &world.first).await.contains(&open),
            "{}",
            test.name
        );
        assert!(
            !seen(&app, &page, &world.editor).await.contains(&open),
            "{}",
            test.name
        );
        let answer = app.post_form(&open, &[], Some(&world.first)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let proof = queries::of_grant(db.reader(), grant.id).await.unwrap().unwrap();
        let today = base::calendar::local_date(db.now());
        let (known, until) = (today.to_string(), (today + chrono::Days::new(28)).to_string());
        let version = proof.version.to_string();
        let form = [
            ("version", version.as_str()),
            ("ground", "UNLAWFUL"),
            ("cut", "10.000,00"),
            ("reason", "Die Ausgaben sind zu hoch anerkannt."),
            ("known_on", known.as_str()),
            ("until_on", until.as_str()),
        ];
        let answer = app
            .post_form(&format!("/proofs/{}/hear", proof.id), &form, Some(&world.first))
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let claims = queries::claims_of(db.reader(), proof.id).await.unwrap();
        let claim = format!("/claims/{}", claims[0].id);
        let shown = seen(&app, &claim, &world.editor).await.replace('\u{a0}', " ");
        assert!(shown.contains("10.000,00 €"), "{}: what is to fall", test.name);
        let letter = app.get(&format!("{claim}/hearing"), Some(&world.editor)).await;
        assert_eq!(letter.status, StatusCode::OK, "{}", test.name);
    }
}
