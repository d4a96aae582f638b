//! The pages and their JSON twins, over HTTP.

use axum::http::{Method, StatusCode};
use base::Cents;
use base_testing::db::databases;
use calls::FundingMode;
use serde_json::json;

use super::world::*;

#[tokio::test]
async fn from_preparation_to_acceptance_in_the_browser_and_by_the_api() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::InKind, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let mayor = world.municipal(db, &town).await;
        let stranger = world.municipal(db, &body(db, "08111000").await).await;
        let case = world.selected(db, &mayor, &town, Cents(4_000_000)).await;

        let case_page = app
            .get(
                &format!("/applications/{}?part=procedure", case.id),
                Some(&world.officer),
            )
            .await
            .text();
        assert!(
            case_page.contains("Geld und Zusage") && case_page.contains("Bewilligung vorbereiten"),
            "{}",
            test.name
        );
        let form_path = format!("/applications/{}/grant", case.id);
        let form = app.get(&form_path, Some(&world.officer)).await;
        assert_eq!(form.status, StatusCode::OK);
        assert!(
            form.text().contains("40.000,00"),
            "the selected amount is proposed"
        );

        let fields = |amount: &'static str| {
            [
                ("version", "0"),
                ("amount", amount),
                ("tranche.2026.CASH", "20.000,00"),
                ("tranche.2027.COMMITMENT", "20.000,00"),
                ("eligible", "40.000,00"),
                ("from_on", "2026-07-01"),
                ("until_on", "2027-12-31"),
                ("purpose", "Begleitung des Runden Tischs"),
                ("objectives", "Ein Konzept liegt vor."),
                ("conditions", ""),
                ("double_funding", "NONE"),
                ("double_funding_reason", "Keine weitere Förderung."),
            ]
        };
        let over = app
            .post_form(&form_path, &fields("40.000,01"), Some(&world.officer))
            .await;
        assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = over.text().replace('\u{a0}', " ");
        assert!(
            page.contains("Der Höchstbetrag je Vorhaben ist 40.000,00 €"),
            "says the cap"
        );
        assert!(
            page.contains("Begleitung des Runden Tischs"),
            "keeps what was typed"
        );
        let saved = app
            .post_form(&form_path, &fields("40.000,00"), Some(&world.officer))
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let grant = crate::grant_of(db.reader(), case.id).await.unwrap().unwrap();
        let path = format!("/grants/{}", grant.id);
        let api = format!("/api/v1/grants/{}", grant.id);

        assert_eq!(
            app.get(&path, Some(&mayor)).await.status,
            StatusCode::NOT_FOUND,
            "internal until issued"
        );
        assert_eq!(app.get(&path, Some(&world.head)).await.status, StatusCode::OK);
        let preview = app.get(&format!("{path}/preview"), Some(&world.head)).await;
        assert!(preview.bytes.starts_with(b"%PDF-"));
        let tasks = app
            .app
            .tasks_of(&base_testing::ctx(&world.head, now()))
            .await
            .unwrap();
        assert!(
            tasks
                .iter()
                .any(|task| task.text == "Eine Bewilligung mitzeichnen" && task.href == path),
            "{tasks:?}"
        );

        let same = app
            .post_form(
                &format!("{path}/countersign"),
                &[("version", "1")],
                Some(&world.head),
            )
            .await;
        assert_eq!(same.status, StatusCode::SEE_OTHER, "{}", same.text());
        let body = json!({ "version": 1 });
        let signed = app
            .api(
                Method::POST,
                &format!("{api}/countersign"),
                Some(body),
                Some(&world.budget),
            )
            .await;
        assert_eq!(
            (signed.status, &signed.json()["state"]),
            (StatusCode::OK, &json!("COUNTERSIGNED"))
        );
        let list = app
            .get(&format!("/calls/{}/grants", world.call.id), Some(&world.head))
            .await;
        assert!(list.text().contains("Ein Schreiben erlassen"), "{}", list.text());
        let body = json!({ "version": 2, "channel": "PORTAL" });
        let issued = app
            .api(
                Method::POST,
                &format!("{api}/issue"),
                Some(body),
                Some(&world.head),
            )
            .await;
        assert_eq!(issued.status, StatusCode::OK, "{}", issued.text());

        let notice = app.get(&format!("{path}/notice"), Some(&mayor)).await;
        assert!(notice.bytes.starts_with(b"%PDF-"), "{}", test.name);
        assert_eq!(
            app.get(&format!("{path}/notice"), Some(&stranger)).await.status,
            StatusCode::NOT_FOUND
        );
        let mine = app
            .get(&format!("/applications/{}?part=procedure", case.id), Some(&mayor))
            .await
            .text();
        assert!(mine.contains("Kooperationsvereinbarung annehmen"));
        let stale = app
            .post_form(&format!("{path}/accept"), &[("version", "1")], Some(&mayor))
            .await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let version = stored(db, grant.id).await.version.to_string();
        let accepted = app
            .post_form(&format!("{path}/accept"), &[("version", &*version)], Some(&mayor))
            .await;
        assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text());

        let shown = app.api(Method::GET, &api, None, Some(&mayor)).await.json();
        assert_eq!(
            (&shown["state"], &shown["amount_cents"]),
            (&json!("ACCEPTED"), &json!(4_000_000))
        );
        let list = format!("/api/v1/calls/{}/grants", world.call.id);
        let all = app.api(Method::GET, &list, None, Some(&world.head)).await.json();
        assert_eq!(
            (&all["total"], &all["items"][0]["tranches"][1]["year"]),
            (&json!(1), &json!(2027))
        );
    }
}

#[tokio::test]
async fn strangers_do_not_learn_that_a_grant_exists() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let case = world
            .selected(db, &world.officer, &body(db, "08415061").await, Cents(4_000_000))
            .await;
        let grant = world.countersigned(db, case.id).await;
        let foreign = base::Scope::Programme(uuid::Uuid::now_v7());
        let persons = [base::Role::SB, base::Role::RL, base::Role::BfdH, base::Role::RH]
            .map(|role| base_testing::person("Fremd", &[(role, foreign)]));
        for person in &persons {
            for path in [
                format!("/grants/{}", grant.id),
                format!("/calls/{}/grants", world.call.id),
            ] {
                let answer = app.get(&path, Some(person)).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}: {path}", test.name);
            }
        }
        let verb = format!("/grants/{}/countersign", grant.id);
        let answer = app.post_form(&verb, &[("version", "1")], Some(&persons[1])).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let nobody = app.get(&format!("/grants/{}", grant.id), None).await;
        assert_ne!(nobody.status, StatusCode::OK);
    }
}
