//! Money: delivery, acceptance, and the term for it.

use applications::ApplicationState;
use base::calendar::day_start;
use base::{Cents, Ctx, Problem};
use base_files::Files;
use base_testing::ctx;
use base_testing::db::{TestDb, databases};
use calls::FundingMode;

use super::world::*;
use crate::model::{Channel, Grant, GrantState};
use crate::usecases::*;

/// An issued cash grant of Reutlingen, with its mayor.
async fn issued(test: &TestDb, channel: Channel) -> (World, base::Person, Grant, Files) {
    let db = &test.db;
    let files = Files::memory();
    let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
    let town = body(db, "08415061").await;
    let mayor = world.municipal(db, &town).await;
    let case = world.selected(db, &mayor, &town, Cents(4_000_000)).await;
    let grant = world.countersigned(db, case.id).await;
    issue(
        db,
        &files,
        &ctx(&world.head, now()),
        Issue {
            grant: grant.id,
            version: None,
            channel,
        },
    )
    .await
    .unwrap();
    let grant = stored(db, grant.id).await;
    (world, mayor, grant, files)
}

fn on(date: &str) -> Ctx {
    Ctx::system("test", day_start(day(date)))
}

#[tokio::test]
async fn a_posted_notice_is_delivered_on_the_fourth_day_and_can_then_be_accepted() {
    for test in databases().await {
        let db = &test.db;
        let (_, mayor, grant, _) = issued(&test, Channel::Post).await;
        assert_eq!(
            planned(db, "grant-delivered", grant.id).await,
            ["2026-06-01"],
            "{}",
            test.name
        );
        let early = accept(db, &ctx(&mayor, now()), yes(grant.id)).await;
        assert!(matches!(
            early,
            Err(Problem::Refused {
                code: "not-delivered",
                ..
            })
        ));

        deliver(db, &on("2026-05-31"), grant.id).await.unwrap();
        assert_eq!(
            stored(db, grant.id).await.state,
            GrantState::Issued,
            "the day has not come"
        );
        for _ in 0..2 {
            deliver(db, &on("2026-06-01"), grant.id).await.unwrap(); // a job may run twice
        }
        let delivered = stored(db, grant.id).await;
        assert_eq!(
            (delivered.state, delivered.delivered_on),
            (GrantState::Delivered, Some(day("2026-06-01")))
        );
        assert_eq!(delivered.accept_until_on, Some(day("2026-06-29")));
        assert_eq!(
            planned(db, "grant-acceptance-over", grant.id).await,
            ["2026-06-30"]
        );

        let accepted = accept(db, &ctx(&mayor, day_start(day("2026-06-10"))), yes(grant.id))
            .await
            .unwrap();
        assert_eq!(accepted.state, GrantState::Accepted);
        assert_eq!(state(db, grant.application_id).await, ApplicationState::Awarded);
        assert!(
            mails(db, grant.application_id)
                .await
                .contains(&"M-G03".to_owned())
        );
        assert!(planned(db, "grant-acceptance-over", grant.id).await.is_empty());
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_notice_in_the_portal_is_delivered_on_the_day_after_its_first_download() {
    for test in databases().await {
        let db = &test.db;
        let (world, mayor, grant, files) = issued(&test, Channel::Portal).await;
        assert!(
            planned(db, "grant-delivered", grant.id).await.is_empty(),
            "not before it is fetched"
        );
        fetch(db, &files, &ctx(&world.head, now()), grant.id)
            .await
            .unwrap();
        assert_eq!(
            stored(db, grant.id).await.downloaded_at,
            None,
            "the office looking at it delivers nothing"
        );
        for date in ["2026-06-02", "2026-06-05"] {
            fetch(db, &files, &ctx(&mayor, day_start(day(date))), grant.id)
                .await
                .unwrap();
        }
        assert_eq!(
            planned(db, "grant-delivered", grant.id).await,
            ["2026-06-03"],
            "{}",
            test.name
        );
        deliver(db, &on("2026-06-03"), grant.id).await.unwrap();
        assert_eq!(stored(db, grant.id).await.delivered_on, Some(day("2026-06-03")));
    }
}

#[tokio::test]
async fn what_is_not_accepted_in_time_is_declined_by_the_system_and_its_money_is_free() {
    for test in databases().await {
        let db = &test.db;
        let (world, mayor, grant, _) = issued(&test, Channel::Post).await;
        deliver(db, &on("2026-06-01"), grant.id).await.unwrap();
        acceptance_over(db, &on("2026-06-29"), grant.id).await.unwrap();
        assert_eq!(
            stored(db, grant.id).await.state,
            GrantState::Delivered,
            "the last day counts in full"
        );
        for _ in 0..2 {
            acceptance_over(db, &on("2026-06-30"), grant.id).await.unwrap();
        }
        assert_eq!(
            stored(db, grant.id).await.state,
            GrantState::Declined,
            "{}",
            test.name
        );
        assert_eq!(world.pot(db, 2026).await.bound(), Cents(0));
        assert_eq!(state(db, grant.application_id).await, ApplicationState::Withdrawn);
        let late = accept(db, &ctx(&mayor, day_start(day("2026-06-30"))), yes(grant.id)).await;
        assert!(matches!(
            late,
            Err(Problem::Refused {
                code: "wrong-state",
                ..
            })
        ));
        // SB and RL of the programme, the deputy holds both and is told once
        let told = mails(db, grant.application_id)
            .await
            .into_iter()
            .filter(|code| code == "M-G06")
            .count();
        assert_eq!(told, 3);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn an_acceptance_on_paper_of_the_last_day_is_recorded_after_it() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        let sent = (Channel::Post, "2026-05-28T08:00:00Z");
        let grant = world.issued_case(db, &app.app.files, case.id, sent).await;
        run_until(&app, grant.id, "2026-06-30").await;
        let waiting = stored(db, grant.id).await;
        assert_eq!(
            (waiting.state, waiting.accept_until_on),
            (GrantState::Delivered, Some(day("2026-06-29"))),
            "{}: the paper may lie in the post room",
            test.name
        );
        let task = "Annahme auf Papier überfällig: erfassen oder ablehnen";
        for (at, due) in [("2026-06-29", false), ("2026-06-30", true)] {
            let officer = ctx(&world.officer, day_start(day(at)));
            let tasks = app.app.tasks_of(&officer).await.unwrap();
            assert_eq!(tasks.iter().any(|one| one.text == task), due, "{at}: {tasks:?}");
        }
        let recorded = Accept {
            remark: "Eingang 29.06., Blatt 12.".to_owned(),
            ..yes(grant.id)
        };
        let officer = ctx(&world.officer, day_start(day("2026-06-30")));
        let accepted = accept(db, &officer, recorded).await.unwrap();
        assert_eq!(accepted.state, GrantState::Accepted, "{}", test.name);
        let tasks = app.app.tasks_of(&officer).await.unwrap();
        assert!(tasks.iter().all(|one| one.text != task), "{tasks:?}");
        assert_clean(db).await;
    }
}
