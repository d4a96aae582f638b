//! Delivery and finality, day by day on the clock of the jobs (T05 to T07).

use base::{Problem, Role};
use base_testing::db::databases;
use base_testing::{TestApp, ctx};
use calls::FundingMode;

use super::world::*;
use crate::model::{Channel, Grant, GrantState};
use crate::usecases::*;

/// An issued cash grant of Reutlingen, with its mayor.
async fn issued(app: &TestApp, channel: Channel, at: &str) -> (World, base::Person, Grant) {
    let db = &app.app.db;
    let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
    let town = body(db, "08415061").await;
    let mayor = world.municipal(db, &town).await;
    let grant = world
        .issued(db, &app.app.files, &mayor, &town, (channel, at))
        .await;
    (world, mayor, grant)
}

#[tokio::test]
async fn t05_deemed_delivery_and_finality_with_a_holiday() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (_, mayor, grant) = issued(&app, Channel::Post, "2026-04-10T08:00:00Z").await;
        run_until(&app, grant.id, "2026-04-13").await;
        assert_eq!(
            stored(db, grant.id).await.state,
            GrantState::Issued,
            "{}",
            test.name
        );
        run_until(&app, grant.id, "2026-04-14").await;
        let delivered = stored(db, grant.id).await;
        assert_eq!(delivered.delivered_on, Some(day("2026-04-14")), "the fourth day");
        assert_eq!(
            delivered.remedy_until_on,
            Some(day("2026-05-15")),
            "14 May is a holiday"
        );
        accept(db, &ctx(&mayor, utc("2026-04-16T08:00:00Z")), yes(grant.id))
            .await
            .unwrap();
        run_until(&app, grant.id, "2026-05-15").await;
        assert_eq!(
            stored(db, grant.id).await.state,
            GrantState::Accepted,
            "the period ends at midnight"
        );
        run_until(&app, grant.id, "2026-05-16").await;
        let last = stored(db, grant.id).await;
        assert_eq!(
            (last.state, last.final_on),
            (GrantState::Final, Some(day("2026-05-16")))
        );
        let told = mails(db, grant.application_id).await;
        assert_eq!(told.iter().filter(|code| *code == "M-G05").count(), 1, "{told:?}");
        let all = base_mail::of_case(db.reader(), grant.application_id.0, 100)
            .await
            .unwrap();
        let mail = all.iter().find(|mail| mail.code == "M-G05").unwrap();
        let said: Vec<&str> = mail.body_text.split_whitespace().collect();
        assert!(
            said.join(" ")
                .contains("innerhalb von 2 Monaten nach der Auszahlung"),
            "{}",
            mail.body_text
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn t05_a_waiver_makes_it_final_on_the_day_it_arrives() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = issued(&app, Channel::Post, "2026-04-10T08:00:00Z").await;
        let early = waive(db, &ctx(&mayor, utc("2026-04-12T08:00:00Z")), waiver(grant.id)).await;
        assert!(
            matches!(
                early,
                Err(Problem::Refused {
                    code: "wrong-state",
                    ..
                })
            ),
            "not before it is delivered"
        );
        run_until(&app, grant.id, "2026-04-14").await;
        accept(db, &ctx(&mayor, utc("2026-04-16T08:00:00Z")), yes(grant.id))
            .await
            .unwrap();
        // the paper came on the 20th and is recorded on the 22nd
        let paper = Waive {
            arrived_on: Some(day("2026-04-20")),
            remark: "Unterschriebener Verzicht, Blatt 15.".to_owned(),
            ..waiver(grant.id)
        };
        let at = ctx(&world.officer, utc("2026-04-22T08:00:00Z"));
        let silent = Waive {
            remark: String::new(),
            ..paper.clone()
        };
        assert!(matches!(waive(db, &at, silent).await, Err(Problem::Invalid(_))));
        let by_budget = ctx(&world.budget, utc("2026-04-22T08:00:00Z"));
        assert!(matches!(
            waive(db, &by_budget, paper.clone()).await,
            Err(Problem::Denied(_))
        ));
        let last = waive(db, &at, paper).await.unwrap();
        assert_eq!(
            (last.state, last.final_on),
            (GrantState::Final, Some(day("2026-04-20"))),
            "{}",
            test.name
        );
        assert!(planned(db, FINAL_JOB, grant.id).await.is_empty());
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn t05_a_missing_remedy_notice_makes_it_a_year() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = issued(&app, Channel::Post, "2026-04-10T08:00:00Z").await;
        run_until(&app, grant.id, "2026-04-14").await;
        accept(db, &ctx(&mayor, utc("2026-04-16T08:00:00Z")), yes(grant.id))
            .await
            .unwrap();
        let flaw = FlawRemedy {
            grant: grant.id,
            version: None,
            reason: "Das Gericht ist nicht genannt.".to_owned(),
        };
        let at = ctx(&world.officer, utc("2026-04-20T08:00:00Z"));
        flaw_remedy(db, &at, flaw).await.unwrap();
        assert_eq!(
            stored(db, grant.id).await.remedy_until_on,
            Some(day("2027-04-14")),
            "{}",
            test.name
        );
        run_until(&app, grant.id, "2027-04-14").await;
        assert_eq!(stored(db, grant.id).await.state, GrantState::Accepted);
        run_until(&app, grant.id, "2027-04-15").await;
        let last = stored(db, grant.id).await;
        assert_eq!(
            (last.state, last.final_on),
            (GrantState::Final, Some(day("2027-04-15")))
        );
    }
}

#[tokio::test]
async fn t06_delivery_on_saturday_does_not_move() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (_, mayor, grant) = issued(&app, Channel::Post, "2026-06-30T08:00:00Z").await;
        run_until(&app, grant.id, "2026-07-04").await;
        let delivered = stored(db, grant.id).await;
        assert_eq!(delivered.delivered_on, Some(day("2026-07-04")), "{}", test.name);
        assert_eq!(delivered.remedy_until_on, Some(day("2026-08-04")));
        accept(db, &ctx(&mayor, utc("2026-07-06T08:00:00Z")), yes(grant.id))
            .await
            .unwrap();
        run_until(&app, grant.id, "2026-08-04").await;
        assert_eq!(stored(db, grant.id).await.state, GrantState::Accepted);
        run_until(&app, grant.id, "2026-08-05").await;
        assert_eq!(stored(db, grant.id).await.final_on, Some(day("2026-08-05")));
    }
    // the old rule: the third day
    let posted = day("2024-06-30");
    assert_eq!(
        crate::rules::delivery(Channel::Post, posted, None, None, 4),
        Some(day("2024-07-03"))
    );
}

#[tokio::test]
async fn t07_portal_download() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (_, mayor, grant) = issued(&app, Channel::Portal, "2026-03-02T08:00:00Z").await;
        assert_eq!(grant.fetch_until_on, Some(day("2026-03-12")));
        run_until(&app, grant.id, "2026-03-09").await;
        fetch(
            db,
            &app.app.files,
            &ctx(&mayor, utc("2026-03-09T15:00:00Z")),
            grant.id,
        )
        .await
        .unwrap();
        run_until(&app, grant.id, "2026-03-10").await;
        let delivered = stored(db, grant.id).await;
        assert_eq!(
            (delivered.state, delivered.delivered_on, delivered.remedy_until_on),
            (
                GrantState::Delivered,
                Some(day("2026-03-10")),
                Some(day("2026-04-10"))
            ),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn t07_what_is_not_fetched_within_ten_days_is_not_delivered_and_sent_again() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = issued(&app, Channel::Portal, "2026-03-02T08:00:00Z").await;
        run_until(&app, grant.id, "2026-03-12").await;
        assert_eq!(
            stored(db, grant.id).await.state,
            GrantState::Issued,
            "the last day counts in full"
        );
        // before the job has run, the provision has ended all the same
        let late = ctx(&mayor, utc("2026-03-12T23:30:00Z"));
        let refused = fetch(db, &app.app.files, &late, grant.id).await;
        assert!(matches!(
            refused,
            Err(Problem::Refused {
                code: "provision-ended",
                ..
            })
        ));
        run_until(&app, grant.id, "2026-03-13").await;
        let failed = stored(db, grant.id).await;
        assert_eq!(
            (failed.state, failed.delivered_on),
            (GrantState::Reissue, None),
            "{}",
            test.name
        );
        // SB of the programme, the deputy is one of them
        let told = mails(db, grant.application_id).await;
        assert_eq!(told.iter().filter(|code| *code == "M-G02").count(), 2, "{told:?}");
        let looks = fetch(db, &app.app.files, &late, grant.id).await;
        assert!(matches!(
            looks,
            Err(Problem::Refused {
                code: "provision-ended",
                ..
            })
        ));
        let at = ctx(&world.officer, utc("2026-03-16T08:00:00Z"));
        let tasks = app.app.tasks_of(&at).await.unwrap();
        assert!(
            tasks
                .iter()
                .any(|task| task.text == "Einen Bescheid erneut versenden"),
            "{tasks:?}"
        );

        let again = Reissue {
            grant: grant.id,
            version: Some(failed.version),
            channel: Channel::Post,
        };
        assert!(matches!(
            reissue(db, &ctx(&world.budget, at.now), again).await,
            Err(Problem::Denied(_))
        ));
        let sent = reissue(db, &at, again).await.unwrap();
        assert_eq!(
            (sent.state, sent.attempt, sent.sent_on),
            (GrantState::Issued, 2, Some(day("2026-03-16")))
        );
        run_until(&app, grant.id, "2026-03-20").await;
        assert_eq!(stored(db, grant.id).await.delivered_on, Some(day("2026-03-20")));
        let told = mails(db, grant.application_id).await;
        assert_eq!(told.iter().filter(|code| *code == "M-G01").count(), 2, "{told:?}");
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_letter_that_comes_back_was_never_delivered() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, _, grant) = issued(&app, Channel::Post, "2026-04-10T08:00:00Z").await;
        run_until(&app, grant.id, "2026-04-14").await;
        let at = ctx(&world.officer, utc("2026-04-17T08:00:00Z"));
        let back = Returned {
            grant: grant.id,
            version: None,
            returned_on: day("2026-04-17"),
            remark: "Empfänger unbekannt verzogen.".to_owned(),
        };
        let future = Returned {
            returned_on: day("2026-04-18"),
            ..back.clone()
        };
        assert!(matches!(
            returned(db, &at, future).await,
            Err(Problem::Invalid(_))
        ));
        let failed = returned(db, &at, back).await.unwrap();
        assert_eq!(
            (
                failed.state,
                failed.delivered_on,
                failed.remedy_until_on,
                failed.accept_until_on
            ),
            (GrantState::Reissue, None, None, None),
            "{}",
            test.name
        );
        for kind in [DELIVERED_JOB, ACCEPTANCE_OVER_JOB, FINAL_JOB] {
            assert!(planned(db, kind, grant.id).await.is_empty(), "{kind}");
        }
        let again = Reissue {
            grant: grant.id,
            version: None,
            channel: Channel::Portal,
        };
        let sent = reissue(db, &ctx(&world.head, at.now), again).await.unwrap();
        assert_eq!(sent.fetch_until_on, Some(day("2026-04-27")));
    }
}

#[tokio::test]
async fn a_later_proof_of_receipt_counts_and_an_earlier_one_shortens_nothing() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = issued(&app, Channel::Post, "2026-04-10T08:00:00Z").await;
        let proof = |received: &str| Prove {
            grant: grant.id,
            version: None,
            received_on: day(received),
            remark: "Postzustellungsurkunde, Blatt 9.".to_owned(),
        };
        prove(
            db,
            &ctx(&world.officer, utc("2026-04-13T08:00:00Z")),
            proof("2026-04-11"),
        )
        .await
        .unwrap();
        run_until(&app, grant.id, "2026-04-14").await;
        let delivered = stored(db, grant.id).await;
        assert_eq!(delivered.delivered_on, Some(day("2026-04-14")), "{}", test.name);
        accept(db, &ctx(&mayor, utc("2026-04-16T08:00:00Z")), yes(grant.id))
            .await
            .unwrap();

        let at = ctx(&world.officer, utc("2026-05-04T08:00:00Z"));
        let moved = prove(db, &at, proof("2026-04-22")).await.unwrap();
        assert_eq!(
            (moved.state, moved.delivered_on, moved.remedy_until_on),
            (
                GrantState::Accepted,
                Some(day("2026-04-22")),
                Some(day("2026-05-22"))
            )
        );
        assert_eq!(planned(db, FINAL_JOB, grant.id).await, ["2026-05-23"]);
        run_until(&app, grant.id, "2026-05-22").await;
        assert_eq!(stored(db, grant.id).await.state, GrantState::Accepted);
        run_until(&app, grant.id, "2026-05-23").await;
        assert_eq!(stored(db, grant.id).await.final_on, Some(day("2026-05-23")));
    }
}

#[tokio::test]
async fn the_page_says_all_dates_and_offers_what_each_person_may_do() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = issued(&app, Channel::Post, "2026-04-10T08:00:00Z").await;
        run_until(&app, grant.id, "2026-04-14").await;
        let path = format!("/grants/{}", grant.id);
        let of_mayor = app.get(&path, Some(&mayor)).await.text();
        for said in [
            "10.04.2026",
            "14.04.2026",
            "15.05.2026",
            "Ende der Rechtsbehelfsfrist",
        ] {
            assert!(of_mayor.contains(said), "{}: {said}", test.name);
        }
        assert!(of_mayor.contains("Auf Rechtsbehelf verzichten"));
        assert!(
            !of_mayor.contains("Rücklauf der Post"),
            "that is the office's record"
        );
        let of_officer = app.get(&path, Some(&world.officer)).await.text();
        for verb in [
            "/returned",
            "/prove",
            "/waive",
            "/object",
            "/flaw-remedy",
            "/hearing",
        ] {
            assert!(
                of_officer.contains(&format!("{path}{verb}")),
                "{}: {verb}",
                test.name
            );
        }
        let of_court = account(
            db,
            "Rechnungshof",
            &[(Role::RH, base::Scope::Programme(world.programme.0))],
        )
        .await;
        let of_court = app.get(&path, Some(&of_court)).await.text();
        assert!(!of_court.contains(&format!("{path}/waive")), "who reads, reads");
        let version = stored(db, grant.id).await.version.to_string();
        let wrong = app
            .post_form(
                &format!("{path}/object"),
                &[("version", &*version), ("filed_on", "2026-04-01"), ("remark", "")],
                Some(&world.officer),
            )
            .await;
        assert_eq!(wrong.status, 422, "{}", wrong.text());
        let body =
            serde_json::json!({ "version": stored(db, grant.id).await.version, "reason": "Gericht fehlt." });
        let flawed = app
            .api(
                axum::http::Method::POST,
                &format!("/api/v1{path}/flaw-remedy"),
                Some(body),
                Some(&world.officer),
            )
            .await;
        assert_eq!(flawed.status, 200, "{}", flawed.text());
        assert_eq!(flawed.json()["remedy_until_on"], "2027-04-14");
    }
}
