//! Steps that need two persons, tried by one who holds every role of the office, through the API (handbook 12, no. 8).

use axum::http::{Method, StatusCode};
use base::{Cents, Person, Rate, Role, Scope};
use base_testing::TestApp;
use base_testing::db::databases;
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::world::*;
use crate::model::BaseRate;
use crate::rules::interest::half_year;
use crate::usecases::*;

async fn post(app: &TestApp, path: &str, body: Value, person: &Person) -> (StatusCode, Value) {
    let answer = app
        .api(Method::POST, &format!("/api/v1{path}"), Some(body), Some(person))
        .await;
    (answer.status, answer.json())
}

/// Refused because of four eyes, and for nothing else.
async fn assert_alone(app: &TestApp, path: &str, body: Value, person: &Person) {
    let (status, said) = post(app, path, body, person).await;
    assert_eq!(
        (status, said["code"].as_str()),
        (StatusCode::CONFLICT, Some("four-eyes")),
        "{path}: {said}"
    );
}

#[tokio::test]
async fn nobody_takes_two_steps_that_need_two_persons_not_by_api_either() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let scope = Scope::Programme(world.programme.0);
        let every = [Role::SB, Role::RL, Role::BfdH].map(|role| (role, scope));
        let one = account(db, "Alle Rollen", &every).await;
        let app = TestApp::new(
            db,
            vec![
                people::feature(),
                applications::feature(),
                grants::feature(),
                crate::feature(),
            ],
        );
        let today = base::calendar::local_date(db.now());

        // base rates: published by one, in force by another
        let mut half_years: Vec<NaiveDate> = Vec::new();
        let mut day_of = day("2026-01-01");
        while day_of <= today + Days::new(60) {
            half_years.push(half_year(day_of));
            day_of = half_year(day_of) + chrono::Months::new(6);
        }
        let rates = half_years.into_iter().map(|valid_from| BaseRate {
            valid_from,
            rate: Rate(127),
        });
        let publish = PublishRates {
            rates: rates.collect(),
            source: "Bundesanzeiger".to_owned(),
        };
        let by_one = base_testing::ctx(&one, db.now());
        let table = publish_rates(db, &by_one, publish).await.unwrap();
        let alone = confirm_rates(db, &by_one, table.version).await.unwrap_err();
        assert_eq!(code(&alone), "four-eyes");
        let by_head = base_testing::ctx(&world.head, db.now());
        confirm_rates(db, &by_head, table.version).await.unwrap();

        // a note and its acceptance
        let paid = [(37_000, "2024-11-04"), (3_000, "2025-02-03")];
        let proof = world.in_audit(db, &paid, 46_250).await;
        let path = format!("/proofs/{}", proof.id);
        let note = json!({
            "is_complete": true, "is_for_purpose": true, "are_aims_reached": true, "note": "Geprüft.",
        });
        let (status, said) = post(&app, &format!("{path}/examine"), note.clone(), &one).await;
        assert_eq!(status, StatusCode::OK, "{said}");
        assert_alone(&app, &format!("{path}/settle"), json!({ "version": 0 }), &one).await;

        // whoever examined, heard or prepared does not issue the act
        let until = (today + Days::new(30)).to_string();
        let hearing = json!({
            "ground": "REDUCTION", "principal_cents": 300_000, "reason": "Weniger ausgegeben.",
            "known_on": today, "until_on": until, "ineffective_on": "2025-06-30",
        });
        let (status, claim) = post(&app, &format!("{path}/hear"), hearing, &world.first).await;
        assert_eq!(status, StatusCode::CREATED, "{claim}");
        let claim = format!("/claims/{}", claim["id"].as_str().unwrap());
        let statement = json!({ "statement": "Das trifft zu." });
        post(&app, &format!("{claim}/statement"), statement, &world.editor).await;
        let proposal = json!({ "principal_cents": 300_000, "discretion": "Keine Gründe." });
        let (status, said) = post(&app, &format!("{claim}/propose"), proposal, &world.second).await;
        assert_eq!(status, StatusCode::OK, "{said}");
        let act = json!({ "version": 0, "payable_until_on": until });
        assert_alone(&app, &format!("{claim}/issue"), act.clone(), &one).await;
        let (status, said) = post(
            &app,
            &format!("{claim}/drop"),
            json!({ "reason": "Neu" }),
            &world.first,
        )
        .await;
        assert_eq!(status, StatusCode::OK, "{said}");

        // examined by another one now: heard by one, prepared by another, and the other way round
        let (status, said) = post(&app, &format!("{path}/examine"), note, &world.first).await;
        assert_eq!(status, StatusCode::OK, "{said}");
        for (heard_by, prepared_by) in [(&one, &world.second), (&world.second, &one)] {
            let hearing = json!({
                "ground": "REDUCTION", "principal_cents": 300_000, "reason": "Weniger ausgegeben.",
                "known_on": today, "until_on": until, "ineffective_on": "2025-06-30",
            });
            let (status, claim) = post(&app, &format!("{path}/hear"), hearing, heard_by).await;
            assert_eq!(status, StatusCode::CREATED, "{claim}");
            let claim = format!("/claims/{}", claim["id"].as_str().unwrap());
            let statement = json!({ "statement": "Das trifft zu." });
            post(&app, &format!("{claim}/statement"), statement, &world.editor).await;
            let proposal = json!({ "principal_cents": 300_000, "discretion": "Keine Gründe." });
            let (status, said) = post(&app, &format!("{claim}/propose"), proposal, prepared_by).await;
            assert_eq!(status, StatusCode::OK, "{said}");
            assert_alone(&app, &format!("{claim}/issue"), act.clone(), &one).await;
            if prepared_by.id == one.id {
                let (status, said) = post(&app, &format!("{claim}/issue"), act.clone(), &world.head).await;
                assert_eq!(status, StatusCode::OK, "{said}");
                // the money: recorded by one, settled by another
                let money = |cents: i64| json!({ "amount_cents": cents, "received_on": today, "reference": "5.0815.000042.1" });
                post(&app, &format!("{claim}/receipts"), money(300_000), &one).await;
                let detail = app
                    .api(Method::GET, &format!("/api/v1{claim}"), None, Some(&one))
                    .await
                    .json();
                let open = detail["open_cents"].as_i64().unwrap();
                if open > 0 {
                    let (status, said) = post(&app, &format!("{claim}/receipts"), money(open), &one).await;
                    assert!(status.is_success(), "{said}");
                }
                assert_alone(&app, &format!("{claim}/settle"), json!({ "version": 0 }), &one).await;
                let (status, said) = post(
                    &app,
                    &format!("{claim}/settle"),
                    json!({ "version": 0 }),
                    &world.second,
                )
                .await;
                assert_eq!(status, StatusCode::OK, "{said}");
            } else {
                post(
                    &app,
                    &format!("{claim}/drop"),
                    json!({ "reason": "Neu" }),
                    &world.second,
                )
                .await;
            }
        }
        let settled = world.proof(db, proof.id).await;
        assert_eq!(settled.accepted, Some(Cents(3_700_000)), "{}", test.name);
        assert_clean(db).await;
    }
}
