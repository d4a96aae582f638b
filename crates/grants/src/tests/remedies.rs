//! Actions and objections: they hold finality up, whenever they become known.

use base::Problem;
use base_testing::db::databases;
use base_testing::{TestApp, ctx};
use calls::FundingMode;

use sea_orm::ConnectionTrait as _;

use super::world::*;
use crate::model::{Channel, Grant, GrantId, GrantState, RemedyOutcome};
use crate::usecases::*;

/// A delivered cash grant: posted 10.04., delivered 14.04., remedies until 15.05.2026.
async fn delivered(app: &TestApp) -> (World, base::Person, Grant) {
    let db = &app.app.db;
    let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
    let town = body(db, "08415061").await;
    let mayor = world.municipal(db, &town).await;
    let sent = (Channel::Post, "2026-04-10T08:00:00Z");
    let grant = world.issued(db, &app.app.files, &mayor, &town, sent).await;
    run_until(app, grant.id, "2026-04-14").await;
    (world, mayor, stored(db, grant.id).await)
}

fn action(grant: GrantId, filed: &str) -> Object {
    Object {
        grant,
        version: None,
        filed_on: day(filed),
        remark: "Klage beim Verwaltungsgericht, Blatt 20.".to_owned(),
    }
}

fn end(grant: GrantId, outcome: RemedyOutcome, on: &str) -> SettleRemedy {
    SettleRemedy {
        grant,
        version: None,
        outcome,
        settled_on: day(on),
        remark: "Schriftsatz, Blatt 31.".to_owned(),
    }
}

#[tokio::test]
async fn a_remedy_holds_finality_up_until_it_is_withdrawn() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = delivered(&app).await;
        accept(db, &ctx(&mayor, utc("2026-04-16T08:00:00Z")), yes(grant.id))
            .await
            .unwrap();
        let at = ctx(&world.officer, utc("2026-05-11T08:00:00Z"));
        let late = object(db, &at, action(grant.id, "2026-05-12")).await;
        assert!(matches!(late, Err(Problem::Invalid(_))), "no day of the future");
        let open = object(db, &at, action(grant.id, "2026-05-08")).await.unwrap();
        assert_eq!(open.state, GrantState::Objected, "{}", test.name);
        let told = mails(db, grant.application_id).await;
        assert_eq!(
            told.iter().filter(|code| *code == "M-G04").count(),
            2,
            "two heads of unit: {told:?}"
        );
        run_until(&app, grant.id, "2026-07-01").await;
        assert_eq!(stored(db, grant.id).await.state, GrantState::Objected);
        let given_up = waive(db, &ctx(&mayor, at.now), waiver(grant.id)).await;
        assert!(matches!(
            given_up,
            Err(Problem::Refused {
                code: "wrong-state",
                ..
            })
        ));

        let at = ctx(&world.officer, utc("2026-07-06T08:00:00Z"));
        let last = settle_remedy(db, &at, end(grant.id, RemedyOutcome::Withdrawn, "2026-07-03"))
            .await
            .unwrap();
        assert_eq!(
            (last.state, last.final_on),
            (GrantState::Final, Some(day("2026-07-03"))),
            "{}",
            test.name
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_remedy_withdrawn_early_leaves_the_rest_of_the_period() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = delivered(&app).await;
        let at = ctx(&world.officer, utc("2026-04-20T08:00:00Z"));
        object(db, &at, action(grant.id, "2026-04-20")).await.unwrap();
        let back = settle_remedy(db, &at, end(grant.id, RemedyOutcome::Withdrawn, "2026-04-20"))
            .await
            .unwrap();
        assert_eq!(
            (back.state, back.accept_until_on),
            (GrantState::Delivered, Some(day("2026-05-18"))),
            "{}: the term for the acceptance begins anew",
            test.name
        );
        accept(db, &ctx(&mayor, utc("2026-05-18T08:00:00Z")), yes(grant.id))
            .await
            .unwrap();
        let last = stored(db, grant.id).await;
        assert_eq!(
            (last.state, last.final_on),
            (GrantState::Final, Some(day("2026-05-18"))),
            "the remedies were over on the 16th, the acceptance came on the 18th"
        );
    }
}

#[tokio::test]
async fn an_action_filed_in_time_reaches_a_notice_taken_for_final() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = delivered(&app).await;
        accept(db, &ctx(&mayor, utc("2026-04-16T08:00:00Z")), yes(grant.id))
            .await
            .unwrap();
        run_until(&app, grant.id, "2026-05-16").await;
        assert_eq!(stored(db, grant.id).await.state, GrantState::Final);
        let at = ctx(&world.officer, utc("2026-06-02T08:00:00Z"));
        let late = object(db, &at, action(grant.id, "2026-05-16")).await;
        assert!(matches!(late, Err(Problem::Invalid(_))), "a day too late");
        let open = object(db, &at, action(grant.id, "2026-05-15")).await.unwrap();
        assert_eq!(
            (open.state, open.final_on),
            (GrantState::Objected, None),
            "{}",
            test.name
        );
        let at = ctx(&world.officer, utc("2027-03-01T08:00:00Z"));
        let last = settle_remedy(db, &at, end(grant.id, RemedyOutcome::Decided, "2027-02-26"))
            .await
            .unwrap();
        assert_eq!(
            (last.state, last.final_on),
            (GrantState::Final, Some(day("2027-02-26")))
        );
    }
}

#[tokio::test]
async fn where_no_acceptance_is_asked_for_finality_awards_the_project() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let set = calls::SetParameter {
            programme: world.programme,
            name: "acceptance_weeks".to_owned(),
            value: "0".to_owned(),
            valid_from: day("2026-01-02"),
            source: "Richtlinie".to_owned(),
        };
        calls::set_parameter(db, &base_testing::operator(utc("2026-01-02T09:00:00Z")), set)
            .await
            .unwrap();
        let town = body(db, "08415061").await;
        let mayor = world.municipal(db, &town).await;
        let sent = (Channel::Post, "2026-04-10T08:00:00Z");
        let grant = world.issued(db, &app.app.files, &mayor, &town, sent).await;
        run_until(&app, grant.id, "2026-05-16").await;
        let last = stored(db, grant.id).await;
        assert_eq!(
            (last.state, last.accept_until_on, last.final_on),
            (GrantState::Final, None, Some(day("2026-05-16"))),
            "{}",
            test.name
        );
        assert_eq!(
            state(db, grant.application_id).await,
            applications::ApplicationState::Awarded
        );
    }
}

#[tokio::test]
async fn support_in_kind_knows_no_delivery_and_no_finality() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::InKind, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let mayor = world.municipal(db, &town).await;
        let sent = (Channel::Portal, "2026-06-01T08:00:00Z");
        let grant = world.issued(db, &app.app.files, &mayor, &town, sent).await;
        assert_eq!(grant.fetch_until_on, None);
        let at = ctx(&mayor, utc("2026-06-02T08:00:00Z"));
        accept(db, &at, yes(grant.id)).await.unwrap();
        let none = waive(db, &at, waiver(grant.id)).await;
        assert!(matches!(
            none,
            Err(Problem::Refused {
                code: "wrong-state",
                ..
            })
        ));
        run_until(&app, grant.id, "2028-01-01").await;
        assert_eq!(
            stored(db, grant.id).await.state,
            GrantState::Accepted,
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_notice_that_is_annulled_frees_its_means_and_the_project_can_be_awarded_again() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = delivered(&app).await;
        accept(db, &ctx(&mayor, utc("2026-04-16T08:00:00Z")), yes(grant.id))
            .await
            .unwrap();
        let at = ctx(&world.officer, utc("2026-05-11T08:00:00Z"));
        object(db, &at, action(grant.id, "2026-05-08")).await.unwrap();
        let at = ctx(&world.officer, utc("2026-07-06T08:00:00Z"));
        let by_mayor = settle_remedy(
            db,
            &ctx(&mayor, at.now),
            end(grant.id, RemedyOutcome::Annulled, "2026-07-03"),
        )
        .await;
        assert!(matches!(by_mayor, Err(Problem::Denied(_))), "{}", test.name);
        let void = settle_remedy(db, &at, end(grant.id, RemedyOutcome::Annulled, "2026-07-03"))
            .await
            .unwrap();
        assert_eq!(
            (void.state, void.final_on, void.remedy_settled_on),
            (GrantState::Declined, None, Some(day("2026-07-03"))),
            "{}",
            test.name
        );
        assert_eq!(
            state(db, grant.application_id).await,
            applications::ApplicationState::Selected
        );
        assert_eq!(
            world.pot(db, 2026).await.bound(),
            base::Cents::ZERO,
            "{}",
            test.name
        );
        let page = app
            .get(&format!("/grants/{}", grant.id), Some(&mayor))
            .await
            .text();
        assert!(
            page.contains("Angenommen"),
            "{}: the acceptance of then stays one",
            test.name
        );
        assert_clean(db).await;
        let again = world.prepared(db, grant.application_id).await;
        assert_ne!(again.id, grant.id, "{}", test.name);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_flaw_that_shows_after_finality_opens_the_year_unless_money_has_moved() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = delivered(&app).await;
        accept(db, &ctx(&mayor, utc("2026-04-16T08:00:00Z")), yes(grant.id))
            .await
            .unwrap();
        run_until(&app, grant.id, "2026-05-16").await;
        let flaw = FlawRemedy {
            grant: grant.id,
            version: None,
            reason: "Das Gericht fehlt.".to_owned(),
        };
        let at = ctx(&world.officer, utc("2026-06-02T08:00:00Z"));
        let spent = async |cents: i64| {
            let unit = db.write(&at).await.unwrap();
            let update = format!("UPDATE \"grant\" SET paid_cents = {cents}");
            unit.conn().execute_unprepared(&update).await.unwrap();
            unit.commit().await.unwrap();
        };
        spent(1).await;
        let late = flaw_remedy(db, &at, flaw.clone()).await;
        assert!(
            matches!(
                late,
                Err(Problem::Refused {
                    code: "money-moved",
                    ..
                })
            ),
            "{}: {late:?}",
            test.name
        );
        spent(0).await;
        let open = flaw_remedy(db, &at, flaw).await.unwrap();
        assert_eq!(
            (open.state, open.final_on, open.remedy_until_on),
            (GrantState::Accepted, None, Some(day("2027-04-14"))),
            "{}",
            test.name
        );
        assert_eq!(planned(db, "grant-final", grant.id).await, ["2027-04-15"]);
        assert_clean(db).await;
    }
}
