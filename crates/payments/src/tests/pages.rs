//! The pages and their JSON twins, over HTTP.

use axum::http::{Method, StatusCode};
use base::{Cents, Person, Role, Scope};
use base_testing::db::databases;
use base_testing::{TestApp, ctx, person};
use chrono::Datelike;
use serde_json::json;
use uuid::Uuid;

use super::confirmation::app;
use super::world::*;

async fn seen(app: &TestApp, path: &str, person: &Person) -> String {
    let answer = app.get(path, Some(person)).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.text().replace('\u{a0}', " ")
}

/// Requests over HTTP come now, by the machine's clock: the grant's year is this one, and the last request day is its end.
async fn of_this_year(db: &base_db::Db) -> (World, grants::Grant) {
    let year = i64::from(base::calendar::local_date(db.now()).year());
    let world = World::until(db, Ord::max(year, 2027)).await;
    let change = calls::SetParameter {
        programme: world.programme,
        name: "last_request_day".to_owned(),
        value: "12-31".to_owned(),
        valid_from: day("2026-01-02"),
        source: "Erlass".to_owned(),
    };
    calls::set_parameter(db, &base_testing::operator(utc("2026-01-02T08:00:00Z")), change)
        .await
        .unwrap();
    let grant = world.granted(db, &[(year, 40_000)]).await;
    world.bank(db, grant.id, IBAN).await;
    (world, grant)
}

#[tokio::test]
async fn a_request_goes_its_way_in_the_browser() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, grant) = of_this_year(db).await;
        let case = format!("/applications/{}?part=procedure", grant.application_id);
        let page = seen(&app, &case, &world.editor).await;
        assert!(
            page.contains("Auszahlungen") && page.contains("Mittel abrufen"),
            "{}: {page}",
            test.name
        );
        assert!(page.contains("36.000,00 €"), "what is open: {page}");

        let new = format!("/grants/{}/payments/new", grant.id);
        assert!(
            seen(&app, &new, &world.editor)
                .await
                .contains("innerhalb von 2 Monaten")
        );
        let wrong = [("amount", "viel"), ("expenditure", "Honorar der Moderation")];
        let refused = app.post_form(&new, &wrong, Some(&world.editor)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text().contains("Honorar der Moderation"),
            "keeps what was typed"
        );
        let fields = [
            ("amount", "12.000,00"),
            ("expenditure", "Honorar der Moderation"),
            ("needed", "true"),
        ];
        let saved = app.post_form(&new, &fields, Some(&world.editor)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let path = saved.location().split('?').next().unwrap().to_owned();

        assert_eq!(
            app.get(&path, Some(&world.first)).await.status,
            StatusCode::NOT_FOUND,
            "a draft is inner"
        );
        assert!(
            !seen(&app, &path, &world.editor).await.contains("/submit"),
            "KE hands nothing in"
        );
        assert!(
            seen(&app, &format!("{path}/edit"), &world.editor)
                .await
                .contains("12.000,00")
        );
        let tasks = app.app.tasks_of(&ctx(&world.signatory, db.now())).await.unwrap();
        assert!(
            tasks
                .iter()
                .any(|task| task.text == "Einen Mittelabruf einreichen" && task.href == path),
            "{tasks:?}"
        );
        for (person, verb, version) in [
            (&world.signatory, "submit", "1"),
            (&world.first, "certify-factual", "2"),
            (&world.second, "certify-arithmetic", "3"),
            (&world.head, "order", "4"),
        ] {
            let turn = format!("{path}/{verb}");
            assert!(seen(&app, &path, person).await.contains(&turn), "{verb}");
            // the home page counts for the same person whom the page offers the next step
            for other in [&world.first, &world.second, &world.head, &world.signatory] {
                let tasks = app.app.tasks_of(&ctx(other, db.now())).await.unwrap();
                let offered = app.get(&path, Some(other)).await.text().contains(&turn);
                let waits = tasks.iter().any(|task| task.href == path);
                assert_eq!(waits, offered, "{} {verb} {}: {tasks:?}", test.name, other.name);
            }
            let stale = app
                .post_form(&format!("{path}/{verb}"), &[("version", "9")], Some(person))
                .await;
            assert_eq!(stale.status, StatusCode::CONFLICT, "{verb}");
            let done = app
                .post_form(&format!("{path}/{verb}"), &[("version", version)], Some(person))
                .await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{verb}: {}", done.text());
        }
        let page = seen(&app, &path, &world.head).await;
        assert!(
            page.contains("DE02 … 2051") && !page.contains("DE02 1203"),
            "RL need not know the number: {page}"
        );
        assert!(
            seen(&app, &path, &world.first)
                .await
                .contains("DE02 1203 0000 0000 2020 51")
        );
        assert!(
            seen(&app, "/payments?state=ORDERED", &world.head)
                .await
                .contains(&format!("{}/1", grant.number))
        );

        world.cash_account(db).await;
        let runs = seen(&app, "/payment-runs", &world.first).await;
        assert!(
            runs.contains("Auszahlungsliste erstellen") && runs.contains("12.000,00 €"),
            "{runs}"
        );
        let tomorrow = base::calendar::next_working_day(base::calendar::local_date(db.now()));
        let fields = [
            ("programme", &*world.programme.to_string()),
            ("execution_on", &*tomorrow.to_string()),
        ];
        let made = app.post_form("/payment-runs", &fields, Some(&world.first)).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let run = made.location().split('?').next().unwrap().to_owned();
        assert!(
            seen(&app, &run, &world.head)
                .await
                .contains(&format!("{}/1", grant.number))
        );
        let sepa = app.get(&format!("{run}/sepa"), Some(&world.first)).await;
        assert!(sepa.text().contains("pain.001.001.09"), "{}", sepa.text());
        assert!(
            app.get(&format!("{run}/list"), Some(&world.budget))
                .await
                .bytes
                .starts_with(b"PK")
        );
        assert_eq!(
            app.get(&format!("{run}/sepa"), Some(&world.head)).await.status,
            StatusCode::FORBIDDEN
        );
        let evidence = app
            .app
            .evidence_of(&ctx(&world.first, db.now()), grant.application_id.0)
            .await
            .unwrap();
        let paths: Vec<&str> = evidence
            .iter()
            .map(|file| file.path.as_str())
            .filter(|path| path.starts_with("60-"))
            .collect();
        let expected = [
            "60-zahlungen/bankverbindungen.json",
            "60-zahlungen/mittelabrufe.json",
            "60-zahlungen/rueckzahlungen.json",
        ];
        assert_eq!(paths, expected);
        let accounts = String::from_utf8_lossy(&evidence[0].bytes).into_owned();
        assert!(!accounts.contains("DE02120300000000202051"), "{accounts}");
    }
}

#[tokio::test]
async fn the_api_does_the_same() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, grant) = of_this_year(db).await;
        let of_grant = format!("/api/v1/grants/{}/payments", grant.id);
        let body = json!({ "amount_cents": 4_000_000, "expenditure": "Honorar", "needed": true });
        let drafted = app
            .api(Method::POST, &of_grant, Some(body), Some(&world.editor))
            .await;
        assert_eq!(drafted.status, StatusCode::CREATED, "{}", drafted.text());
        let path = format!("/api/v1/payments/{}", drafted.json()["id"].as_str().unwrap());
        let sign = |version: i64| Some(json!({ "version": version }));
        let over = app
            .api(
                Method::POST,
                &format!("{path}/submit"),
                sign(1),
                Some(&world.signatory),
            )
            .await;
        assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", over.text());
        let body =
            json!({ "version": 1, "amount_cents": 3_600_000, "expenditure": "Honorar", "needed": true });
        let edited = app.api(Method::PUT, &path, Some(body), Some(&world.editor)).await;
        assert_eq!(edited.json()["amount_cents"], 3_600_000, "{}", edited.text());
        let submitted = app
            .api(
                Method::POST,
                &format!("{path}/submit"),
                sign(2),
                Some(&world.signatory),
            )
            .await;
        assert_eq!(submitted.json()["state"], "SUBMITTED", "{}", submitted.text());
        let body = json!({ "version": 3, "reason": "Kostenplan fehlt" });
        let back = app
            .api(
                Method::POST,
                &format!("{path}/send-back"),
                Some(body),
                Some(&world.first),
            )
            .await;
        assert_eq!(back.json()["state"], "RETURNED", "{}", back.text());
        let all = app
            .api(Method::GET, &of_grant, None, Some(&world.head))
            .await
            .json();
        assert_eq!(
            (&all["open_cents"], &all["items"][0]["reason"]),
            (&json!(3_600_000), &json!("Kostenplan fehlt"))
        );
        let list = app
            .api(
                Method::GET,
                "/api/v1/payments?state=RETURNED",
                None,
                Some(&world.head),
            )
            .await;
        assert_eq!(list.json()["total"], 1, "{}", list.text());

        let bank = format!("/api/v1/grants/{}/bank", grant.id);
        let masked = app.api(Method::GET, &bank, None, Some(&world.head)).await.json();
        assert_eq!(masked["items"][0]["iban"], "DE02 … 2051", "{}", test.name);
        let whole = app
            .api(Method::GET, &bank, None, Some(&world.editor))
            .await
            .json();
        assert_eq!(whole["items"][0]["iban"], "DE02120300000000202051");
    }
}

#[tokio::test]
async fn d04_holds_on_the_page_and_in_the_api() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        // people who hold both offices: their roles alone would let them
        let scope = Scope::Programme(world.programme.0);
        let both = account(db, "Vertretung", &[(Role::SB, scope), (Role::RL, scope)]).await;
        let rule = "Vier-Augen-Prinzip: Diesen Schritt muss eine andere Person vornehmen";
        let request = world.submitted(db, grant.id, Cents(500_000)).await;
        let refused = async |verb: &str| {
            let now = stored(db, &request).await;
            let version = now.version.to_string();
            let form = format!("/payments/{}/{verb}", request.id);
            let page = app.post_form(&form, &[("version", &*version)], Some(&both)).await;
            assert_eq!(page.status, StatusCode::CONFLICT, "{}: {verb}", test.name);
            assert!(page.text().contains(rule), "{verb}: {}", page.text());
            let body = Some(json!({ "version": now.version }));
            let path = format!("/api/v1{form}");
            let twin = app.api(Method::POST, &path, body, Some(&both)).await;
            assert_eq!(twin.status, StatusCode::CONFLICT, "{}: {verb}", test.name);
            assert!(twin.text().contains("four-eyes"), "{verb}: {}", twin.text());
            assert_eq!(stored(db, &request).await, now, "{verb} changed nothing");
        };
        let factual = [("version", "2")];
        let path = format!("/payments/{}/certify-factual", request.id);
        let done = app.post_form(&path, &factual, Some(&both)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        refused("certify-arithmetic").await;
        let sign = crate::usecases::Certify {
            payment: request.id,
            version: None,
        };
        crate::certify_arithmetic(db, &ctx(&world.second, now()), sign)
            .await
            .unwrap();
        refused("order").await;
    }
}

#[tokio::test]
async fn what_is_handed_in_has_no_form_any_more() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        let request = world.submitted(db, grant.id, Cents(500_000)).await;
        let form = format!("/payments/{}/edit", request.id);
        let page = app.get(&form, Some(&world.editor)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", test.name);
    }
}

#[tokio::test]
async fn an_order_is_redirected_on_its_page() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, grant) = of_this_year(db).await;
        let at = |person: &Person| ctx(person, db.now());
        let drafted = crate::draft(db, &at(&world.editor), ask(grant.id, Cents(500_000)))
            .await
            .unwrap();
        let request = crate::submit(db, &at(&world.signatory), hand(&drafted))
            .await
            .unwrap();
        let request = world.certify(db, &request).await;
        let request = crate::order(db, &at(&world.budget), pay(&request)).await.unwrap();
        let path = format!("/payments/{}", request.id);
        let redirect = format!("{path}/redirect");
        assert!(!seen(&app, &path, &world.head).await.contains(&redirect));
        let owner = crate::Owner::Grant(grant.id);
        let before = db.now() - chrono::Duration::hours(25);
        world
            .bank_at(db, owner, OTHER_IBAN, [&world.editor, &world.second], before)
            .await;
        assert!(
            seen(&app, &path, &world.first)
                .await
                .contains("gilt eine andere Bankverbindung"),
            "{}: the officers know whom it waits for",
            test.name
        );
        assert!(seen(&app, &path, &world.head).await.contains(&redirect));
        let version = request.version.to_string();
        let done = app
            .post_form(&redirect, &[("version", &*version)], Some(&world.head))
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert!(seen(&app, &path, &world.head).await.contains("DE02 … 5030"));
        let again = app
            .api(
                Method::POST,
                &format!("/api/v1{redirect}"),
                Some(json!({ "version": request.version + 1 })),
                Some(&world.head),
            )
            .await;
        assert!(again.text().contains("unchanged"), "{}", again.text());
    }
}

#[tokio::test]
async fn bank_details_are_entered_and_confirmed_on_their_page() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db).await;
        let grant = world.granted(db, &[(2026, 40_000)]).await;
        let page = format!("/grants/{}/bank", grant.id);
        let wrong = [("holder", "Stadtkasse"), ("iban", "DE00 1")];
        let refused = app.post_form(&page, &wrong, Some(&world.editor)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("DE00 1"), "keeps what was typed");
        let fields = [
            ("holder", "Stadtkasse"),
            ("iban", IBAN),
            ("payee_reference", "4711"),
        ];
        let entered = app.post_form(&page, &fields, Some(&world.editor)).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
        let tasks = app.app.tasks_of(&ctx(&world.first, now())).await.unwrap();
        assert!(
            tasks
                .iter()
                .any(|task| task.text == "Eine Bankverbindung bestätigen" && task.href == page),
            "{tasks:?}"
        );
        let shown = seen(&app, &page, &world.first).await;
        assert!(
            shown.contains("Das Konto lautet auf „Stadtkasse“"),
            "another name than the grantee's: {shown}"
        );
        assert!(
            !seen(&app, &page, &world.editor)
                .await
                .contains("Das Konto lautet auf")
        );
        let start = shown.find("/bank-accounts/").unwrap();
        let confirm = shown[start..].split('"').next().unwrap().to_owned();
        let body = [
            ("version", "1"),
            ("note", "Frau der Stadtkasse, Nummer aus dem Verzeichnis"),
        ];
        let own = app.post_form(&confirm, &body, Some(&world.editor)).await;
        assert_eq!(own.status, StatusCode::FORBIDDEN, "{}", own.text());
        let done = app.post_form(&confirm, &body, Some(&world.first)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert!(
            seen(&app, &page, &world.signatory)
                .await
                .contains("Geltende Bankverbindung"),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn strangers_do_not_learn_of_payments() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        let request = world.submitted(db, grant.id, Cents(100_000)).await;
        let foreign = Scope::Programme(Uuid::now_v7());
        let mut strangers: Vec<Person> = [Role::SB, Role::RL, Role::BfdH, Role::RH]
            .map(|role| person("Fremd", &[(role, foreign)]))
            .to_vec();
        strangers.push(person("Nachbarstadt", &[(Role::KZ, Scope::Body(Uuid::now_v7()))]));
        for stranger in &strangers {
            for path in [
                format!("/payments/{}", request.id),
                format!("/grants/{}/bank", grant.id),
                format!("/api/v1/payments/{}", request.id),
                format!("/api/v1/grants/{}/payments", grant.id),
            ] {
                let answer = app.get(&path, Some(stranger)).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}: {path}", test.name);
            }
        }
        let auditor = person("Rechnungshof", &[(Role::RH, Scope::Programme(world.programme.0))]);
        assert!(
            seen(&app, &format!("/payments/{}", request.id), &auditor)
                .await
                .contains("1.000,00 €")
        );
        let order = format!("/payments/{}/order", request.id);
        assert_eq!(
            app.post_form(&order, &[], Some(&auditor)).await.status,
            StatusCode::FORBIDDEN
        );
    }
}
