//! The day a letter was really posted decides when it is delivered (handbook 2.7 no. 1, T05).

use axum::http::{Method, StatusCode};
use base::Problem;
use base_testing::db::databases;
use base_testing::{TestApp, ctx};
use calls::FundingMode;
use serde_json::json;

use super::world::*;
use crate::model::{Channel, Grant, GrantState};
use crate::usecases::*;

/// A notice that was issued on 10.04.2026 for the post.
async fn issued(app: &TestApp) -> (World, base::Person, Grant) {
    let db = &app.app.db;
    let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
    let town = body(db, "08415061").await;
    let mayor = world.municipal(db, &town).await;
    let sent = (Channel::Post, "2026-04-10T08:00:00Z");
    let grant = world.issued(db, &app.app.files, &mayor, &town, sent).await;
    (world, mayor, grant)
}

fn posting(grant: &Grant, date: &str) -> Posting {
    Posting {
        grant: grant.id,
        version: None,
        posted_on: day(date),
    }
}

#[tokio::test]
async fn t05_delivery_counts_from_the_post_office_and_not_from_the_click() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = issued(&app).await;
        let at = ctx(&world.officer, utc("2026-04-14T08:00:00Z"));
        let by_mayor = note_posting(db, &ctx(&mayor, at.now), posting(&grant, "2026-04-13")).await;
        assert!(matches!(by_mayor, Err(Problem::Denied(_))), "{}", test.name);
        for wrong in ["2026-04-09", "2026-04-15"] {
            let refused = note_posting(db, &at, posting(&grant, wrong)).await;
            assert!(
                matches!(refused, Err(Problem::Invalid(_))),
                "{wrong}: {refused:?}"
            );
        }
        // the click alone would have delivered it on the 14th
        run_until(&app, grant.id, "2026-04-14").await;
        assert_eq!(stored(db, grant.id).await.state, GrantState::Delivered);
        let noted = note_posting(db, &at, posting(&grant, "2026-04-13"))
            .await
            .unwrap();
        assert_eq!(
            (noted.state, noted.delivered_on, noted.remedy_until_on),
            (GrantState::Issued, None, None),
            "{}: its day has not come",
            test.name
        );
        assert_eq!(planned(db, "grant-delivered", grant.id).await, ["2026-04-17"]);
        assert!(planned(db, "grant-acceptance-over", grant.id).await.is_empty());
        run_until(&app, grant.id, "2026-04-17").await;
        let delivered = stored(db, grant.id).await;
        assert_eq!(
            (delivered.delivered_on, delivered.remedy_until_on),
            (Some(day("2026-04-17")), Some(day("2026-05-18"))),
            "{}: 17 May is a Sunday",
            test.name
        );
        // a slip of the pen is put right, and what was answered stays answered
        let at = ctx(&world.officer, utc("2026-04-20T08:00:00Z"));
        accept(db, &ctx(&mayor, at.now), yes(grant.id)).await.unwrap();
        let right = note_posting(db, &at, posting(&grant, "2026-04-11"))
            .await
            .unwrap();
        assert_eq!(
            (right.state, right.delivered_on, right.remedy_until_on),
            (
                GrantState::Accepted,
                Some(day("2026-04-15")),
                Some(day("2026-05-15"))
            ),
            "{}",
            test.name
        );
        assert_eq!(planned(db, "grant-final", grant.id).await, ["2026-05-16"]);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_proven_receipt_cannot_lie_before_the_posting() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, _, grant) = issued(&app).await;
        let at = ctx(&world.officer, utc("2026-04-20T08:00:00Z"));
        let proof = Prove {
            grant: grant.id,
            version: None,
            received_on: day("2026-04-12"),
            remark: "Rückschein, Blatt 9.".to_owned(),
        };
        prove(db, &at, proof).await.unwrap();
        let late = note_posting(db, &at, posting(&grant, "2026-04-13")).await;
        assert!(
            matches!(late, Err(Problem::Invalid(_))),
            "{}: {late:?}",
            test.name
        );
    }
}

#[tokio::test]
async fn an_officer_notes_the_posting_of_a_whole_round_once() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = issued(&app).await;
        let path = format!("/calls/{}/letters", world.call.id);
        for (person, offered) in [(&world.officer, true), (&world.budget, false)] {
            let page = app.get(&path, Some(person)).await.text();
            assert_eq!(
                page.contains("Postaufgabe für 1 Bescheide"),
                offered,
                "{}",
                test.name
            );
        }
        let form = [("posted_on", "2026-04-13")];
        let by_mayor = app
            .post_form(&format!("{path}/posted"), &form, Some(&mayor))
            .await;
        assert_eq!(by_mayor.status, StatusCode::FORBIDDEN, "{}", test.name);
        let done = app
            .post_form(&format!("{path}/posted"), &form, Some(&world.officer))
            .await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text());
        let posted = stored(db, grant.id).await;
        assert_eq!(
            (posted.sent_on, posted.posted_by),
            (Some(day("2026-04-13")), Some(world.officer.id)),
            "{}",
            test.name
        );
        let page = app.get(&path, Some(&world.officer)).await.text();
        assert!(
            !page.contains("Postaufgabe für"),
            "{}: nothing is left",
            test.name
        );
        // a later round leaves what is noted as it is; one letter alone is still put right
        let body = json!({ "posted_on": "2026-04-20" });
        let again = app
            .api(
                Method::POST,
                &format!("/api/v1{path}/posted"),
                Some(body),
                Some(&world.officer),
            )
            .await;
        assert_eq!(again.json()["done"], 0, "{}", again.text());
        let body = json!({ "version": posted.version, "posted_on": "2026-04-14" });
        let one = app
            .api(
                Method::POST,
                &format!("/api/v1/grants/{}/posted", grant.id),
                Some(body),
                Some(&world.officer),
            )
            .await;
        assert_eq!(one.json()["sent_on"], "2026-04-14", "{}", one.text());
    }
}

#[tokio::test]
async fn a_programme_sets_the_days_until_delivery_and_what_is_held_back() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(80_000, 80_000)).await;
        for (name, value) in [("deemed_delivery_days", "6"), ("retention_rate", "500")] {
            let set = calls::SetParameter {
                programme: world.programme,
                name: name.to_owned(),
                value: value.to_owned(),
                valid_from: day("2026-01-02"),
                source: "Richtlinie".to_owned(),
            };
            calls::set_parameter(db, &base_testing::operator(utc("2026-01-02T09:00:00Z")), set)
                .await
                .unwrap();
        }
        let town = body(db, "08415061").await;
        let mayor = world.municipal(db, &town).await;
        let sent = (Channel::Post, "2026-04-10T08:00:00Z");
        let grant = world.issued(db, &app.app.files, &mayor, &town, sent).await;
        assert_eq!(grant.retention, base::Rate(500), "{}", test.name);
        assert_eq!(planned(db, "grant-delivered", grant.id).await, ["2026-04-16"]);
        let town = body(db, "08111000").await;
        world
            .selected(db, &world.officer, &town, base::Cents(4_000_000))
            .await;
        let done = prepare_all(db, &world.officer(), world.call.id).await.unwrap();
        let of_batch = stored(db, done[0].grant_id.unwrap()).await;
        assert_eq!(of_batch.retention, base::Rate(500), "{}", test.name);
    }
}
