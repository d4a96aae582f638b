//! The answer to an offer of a part (B03).

use base::{Cents, Person, Problem};
use base_testing::db::databases;
use base_testing::{TestApp, ctx};
use calls::FundingMode;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use super::acts::*;
use super::world::*;
use crate::model::{Channel, NoticeKind, OfferOutcome};
use crate::usecases::*;

/// A case that was selected for 25,000 of 40,000 euros and got the offer on 28.05.2026.
async fn offered(app: &TestApp, on_paper: bool) -> (World, Person, applications::Application, uuid::Uuid) {
    let db = &app.app.db;
    let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
    let town = body(db, "08415061").await;
    let mayor = world.municipal(db, &town).await;
    let by = if on_paper { &world.officer } else { &mayor };
    let case = world.selected(db, by, &town, Cents(4_000_000)).await;
    let officer = world.officer();
    let unit = db.write(&officer).await.unwrap();
    let less = Query::update()
        .table("decision")
        .value("amount_cents", 2_500_000_i64)
        .and_where(Expr::col("application_id").eq(case.id.0))
        .to_owned();
    let known = Query::update()
        .table("application")
        .value("released_at", now())
        .and_where(Expr::col("id").eq(case.id.0))
        .to_owned();
    for statement in [less, known] {
        unit.conn().execute(&statement).await.unwrap();
    }
    unit.commit().await.unwrap();
    let part = crate::Tranche {
        year: 2026,
        kind: budget::PotKind::Cash,
        amount: Cents(2_500_000),
    };
    world.reserve(db, case.id, &[part]).await;
    let kind = NoticeKind::PartialOffer;
    let head = ctx(&world.head, now());
    let out = issue_letters(db, &app.app.files, &head, world.call.id, kind, Channel::Portal)
        .await
        .unwrap();
    let notice = out[0].result.as_ref().unwrap().id;
    (world, mayor, case, notice)
}

fn answer(case: applications::ApplicationId, accept: bool, remark: &str) -> AnswerPart {
    AnswerPart {
        application: case,
        accept,
        remark: remark.to_owned(),
    }
}

#[tokio::test]
async fn b03_a_part_that_is_accepted_is_awarded_in_that_amount() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, case, notice) = offered(&app, false).await;
        let proposal = propose(db.reader(), &world.officer(), case.id).await.unwrap();
        let early = Prepare {
            application: case.id,
            content: proposal.content.clone(),
            version: None,
        };
        assert_eq!(
            code(prepare(db, &world.officer(), early.clone()).await),
            "offer-open",
            "{}",
            test.name
        );
        let batch = prepare_all(db, &world.officer(), world.call.id).await.unwrap();
        assert!(batch[0].result.is_err(), "{}: nor in the batch", test.name);
        let denied = answer_part(db, &world.officer(), answer(case.id, true, "Blatt 4")).await;
        assert!(
            matches!(denied, Err(Problem::Denied(_))),
            "{}: {denied:?}",
            test.name
        );
        // the clock of the pages is past the period
        let path = format!("/applications/{}/part-offer", case.id);
        let page = app.get(&path, Some(&mayor)).await;
        assert!(
            page.text().contains("am 11.06.2026 abgelaufen"),
            "{}",
            page.text()
        );
        let said = app.post_form(&path, &[("answer", "accept")], Some(&mayor)).await;
        assert_eq!(said.status, 409, "{}", said.text());
        let unsaid = answer_part(db, &ctx(&mayor, now()), answer(case.id, false, "")).await;
        assert!(
            matches!(unsaid, Err(Problem::Invalid(_))),
            "a refusal says why: {unsaid:?}"
        );
        let yes = answer_part(
            db,
            &ctx(&mayor, utc("2026-06-11T20:00:00Z")),
            answer(case.id, true, ""),
        )
        .await
        .unwrap();
        assert_eq!((yes.answer, yes.notice_id), (OfferOutcome::Accepted, notice));
        let late = ctx(&mayor, utc("2026-06-11T21:00:00Z"));
        let again = answer_part(db, &late, answer(case.id, false, "doch nicht")).await;
        assert_eq!(code(again), "answered");
        run_offer_until(&app, notice, "2026-06-12").await;
        let grant = prepare(db, &world.officer(), early).await.unwrap();
        assert_eq!(grant.amount, Cents(2_500_000), "{}", test.name);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn b03_a_part_that_is_declined_or_not_answered_frees_its_money_for_the_reserve_list() {
    for test in databases().await {
        for expires in [false, true] {
            let fresh = base_testing::db::sqlite().await;
            let db = if expires { &fresh.db } else { &test.db };
            let app = app(db);
            let (world, mayor, case, notice) = offered(&app, false).await;
            assert_eq!(world.pot(db, 2026).await.reserved_cents, Cents(2_500_000));
            if expires {
                run_offer_until(&app, notice, "2026-06-11").await;
                assert_eq!(
                    state(db, case.id).await,
                    applications::ApplicationState::Selected,
                    "the last day is not over"
                );
                let at = ctx(&mayor, utc("2026-06-12T06:00:00Z"));
                let late = answer_part(db, &at, answer(case.id, true, "")).await;
                assert_eq!(code(late), "too-late");
                run_offer_until(&app, notice, "2026-06-12").await;
            } else {
                let no = answer(case.id, false, "Der Eigenanteil ist so nicht zu tragen.");
                answer_part(db, &ctx(&mayor, utc("2026-06-05T08:00:00Z")), no)
                    .await
                    .unwrap();
            }
            let kept = crate::answer_to(db.reader(), notice).await.unwrap().unwrap();
            let expected = match expires {
                true => OfferOutcome::Expired,
                false => OfferOutcome::Declined,
            };
            assert_eq!(kept.answer, expected, "{}", test.name);
            assert_eq!(
                state(db, case.id).await,
                applications::ApplicationState::Withdrawn,
                "{}",
                test.name
            );
            assert_eq!(world.pot(db, 2026).await.reserved_cents, Cents::ZERO);
            assert!(mails(db, case.id).await.contains(&"M-G06".to_owned()));
            assert_clean(db).await;
        }
    }
}
