//! Acts that follow an award or reject an application: each is served, contested and becomes final on its own.

use base::{Cents, Person, Problem};
use base_db::Db;
use base_testing::db::databases;
use base_testing::{TestApp, ctx};
use calls::FundingMode;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};

use super::amend::{countersigned, down, until, years};
use super::world::*;
use crate::model::{
    Channel, DeliveryState, Grant, GrantId, GrantState, NoticeDelivery, NoticeKind, RemedyOutcome,
};
use crate::rules::Spending;
use crate::usecases::*;

pub fn code<T: std::fmt::Debug>(result: Result<T, Problem>) -> String {
    match result {
        Err(Problem::Refused { code, .. }) => code.to_owned(),
        other => format!("{other:?}"),
    }
}

/// A final grant, and who acts for its town.
pub async fn final_grant(app: &TestApp, consents: bool) -> (World, Person, Grant) {
    let db = &app.app.db;
    let world = World::new(db, FundingMode::CashGrant, Means(80_000, 80_000)).await;
    let town = body(db, "08415061").await;
    let mayor = match consents {
        true => world.municipal(db, &town).await,
        false => world.on_paper_only(db, &town).await,
    };
    let grant = world.final_grant(app, &mayor, &town).await;
    (world, mayor, grant)
}

/// An amendment that is issued at this moment; its delivery.
pub async fn amended(
    app: &TestApp,
    world: &World,
    mayor: &Person,
    grant: GrantId,
    changes: Vec<crate::Change>,
    (channel, at): (Channel, &str),
) -> NoticeDelivery {
    let signed = countersigned(app, world, mayor, grant, changes).await;
    let issue_it = IssueAmendment {
        amendment: signed.id,
        version: signed.version,
        channel,
    };
    let db = &app.app.db;
    let issued = issue_amendment(db, &app.app.files, &ctx(&world.head, utc(at)), issue_it)
        .await
        .unwrap();
    let notice = issued.notice_id.unwrap();
    crate::delivery_of(db.reader(), notice).await.unwrap().unwrap()
}

pub async fn now_of(db: &Db, delivery: &NoticeDelivery) -> NoticeDelivery {
    crate::delivery(db.reader(), delivery.id).await.unwrap()
}

pub fn said(delivery: &NoticeDelivery, what: Record) -> RecordDelivery {
    RecordDelivery {
        delivery: delivery.id,
        version: None,
        what,
    }
}

#[tokio::test]
async fn t05_t06_an_amendment_is_served_by_post_and_becomes_final_after_its_own_month() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, false).await;
        // Friday 10.07.2026: delivered on the 14th, the month ends on Friday 14.08.
        let sent = (Channel::Post, "2026-07-10T08:00:00Z");
        let act = amended(&app, &world, &mayor, grant.id, vec![until("2028-06-30")], sent).await;
        assert_eq!(act.state, DeliveryState::Issued, "{}", test.name);
        run_act_until(&app, act.id, "2026-07-13").await;
        assert_eq!(
            now_of(db, &act).await.state,
            DeliveryState::Issued,
            "not before its day"
        );
        run_act_until(&app, act.id, "2026-07-14").await;
        let served = now_of(db, &act).await;
        assert_eq!(
            (served.state, served.delivered_on, served.remedy_until_on),
            (
                DeliveryState::Delivered,
                Some(day("2026-07-14")),
                Some(day("2026-08-14"))
            )
        );
        run_act_until(&app, act.id, "2026-08-14").await;
        assert_eq!(
            now_of(db, &act).await.state,
            DeliveryState::Delivered,
            "{}",
            test.name
        );
        run_act_until(&app, act.id, "2026-08-15").await;
        let last = now_of(db, &act).await;
        assert_eq!(
            (last.state, last.final_on),
            (DeliveryState::Final, Some(day("2026-08-15")))
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn t05_a_later_posting_a_proof_a_return_and_a_flaw_move_an_act_like_the_award() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, false).await;
        let sent = (Channel::Post, "2026-07-10T08:00:00Z");
        let act = amended(&app, &world, &mayor, grant.id, vec![until("2028-06-30")], sent).await;
        let officer = |at: &str| ctx(&world.officer, utc(at));
        let denied = record_delivery(
            db,
            &ctx(&world.head, utc("2026-07-13T08:00:00Z")),
            said(
                &act,
                Record::Posted {
                    on: day("2026-07-13"),
                },
            ),
        )
        .await;
        assert!(
            matches!(denied, Err(Problem::Denied(_))),
            "{}: {denied:?}",
            test.name
        );
        let posted = said(
            &act,
            Record::Posted {
                on: day("2026-07-13"),
            },
        );
        record_delivery(db, &officer("2026-07-13T08:00:00Z"), posted)
            .await
            .unwrap();
        run_act_until(&app, act.id, "2026-07-17").await;
        assert_eq!(now_of(db, &act).await.delivered_on, Some(day("2026-07-17")));
        let received = Record::Received {
            on: day("2026-07-20"),
            remark: "Rückschein, Blatt 12".to_owned(),
        };
        let later = record_delivery(db, &officer("2026-07-21T08:00:00Z"), said(&act, received))
            .await
            .unwrap();
        assert_eq!(
            (later.delivered_on, later.remedy_until_on),
            (Some(day("2026-07-20")), Some(day("2026-08-20"))),
            "{}",
            test.name
        );
        let flawed = Record::Flawed {
            reason: "Falsches Gericht.".to_owned(),
        };
        let flawed = record_delivery(db, &officer("2026-07-22T08:00:00Z"), said(&act, flawed))
            .await
            .unwrap();
        assert_eq!(flawed.remedy_until_on, Some(day("2027-07-20")));
        let back = Record::CameBack {
            on: day("2026-07-23"),
            remark: "Unbekannt verzogen".to_owned(),
        };
        let back = record_delivery(db, &officer("2026-07-23T08:00:00Z"), said(&act, back))
            .await
            .unwrap();
        assert_eq!((back.state, back.delivered_on), (DeliveryState::Reissue, None));
        assert!(
            mails(db, grant.application_id)
                .await
                .contains(&"M-G02".to_owned())
        );
        let portal = Resend {
            delivery: act.id,
            version: None,
            channel: Channel::Portal,
        };
        let refused = resend(db, &officer("2026-07-24T08:00:00Z"), portal).await;
        assert_eq!(code(refused), "no-portal-consent", "{}", test.name);
        let post = Resend {
            channel: Channel::Post,
            ..portal
        };
        let again = resend(db, &officer("2026-07-24T08:00:00Z"), post).await.unwrap();
        assert_eq!((again.state, again.attempt), (DeliveryState::Issued, 2));
        run_act_until(&app, act.id, "2026-07-28").await;
        assert_eq!(now_of(db, &act).await.delivered_on, Some(day("2026-07-28")));
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn t07_an_amendment_in_the_portal_is_delivered_the_day_after_its_download_or_sent_again() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, true).await;
        let sent = (Channel::Portal, "2026-07-02T08:00:00Z");
        let act = amended(&app, &world, &mayor, grant.id, vec![until("2028-06-30")], sent).await;
        assert_eq!(act.fetch_until_on, Some(day("2026-07-12")));
        let look = ctx(&world.officer, utc("2026-07-03T08:00:00Z"));
        let (files, notice) = (&app.app.files, act.notice_id);
        fetch_act(db, files, &look, grant.id, notice).await.unwrap();
        assert_eq!(
            now_of(db, &act).await.fetched_at,
            None,
            "the office's look is none"
        );
        let at = ctx(&mayor, utc("2026-07-09T08:00:00Z"));
        fetch_act(db, files, &at, grant.id, notice).await.unwrap();
        run_act_until(&app, act.id, "2026-07-12").await;
        let served = now_of(db, &act).await;
        assert_eq!(
            (served.delivered_on, served.remedy_until_on),
            (Some(day("2026-07-10")), Some(day("2026-08-10"))),
            "{}",
            test.name
        );
        // the next one nobody fetches
        let sent = (Channel::Portal, "2026-07-20T08:00:00Z");
        let act = amended(&app, &world, &mayor, grant.id, vec![until("2028-07-31")], sent).await;
        run_act_until(&app, act.id, "2026-07-31").await;
        assert_eq!(
            now_of(db, &act).await.state,
            DeliveryState::Reissue,
            "{}",
            test.name
        );
        let late = ctx(&mayor, utc("2026-08-01T08:00:00Z"));
        let ended = fetch_act(db, files, &late, grant.id, act.notice_id).await;
        assert!(
            matches!(
                ended,
                Err(Problem::Refused {
                    code: "provision-ended",
                    ..
                })
            ),
            "{}",
            test.name
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn an_amendment_is_waived_contested_and_annulled_on_its_own() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, false).await;
        let sent = (Channel::Post, "2026-07-10T08:00:00Z");
        let first = amended(&app, &world, &mayor, grant.id, vec![until("2028-06-30")], sent).await;
        run_act_until(&app, first.id, "2026-07-14").await;
        let waiver = WaiveDelivery {
            delivery: first.id,
            version: None,
            arrived_on: None,
            remark: String::new(),
        };
        let waived = waive_delivery(db, &ctx(&mayor, utc("2026-07-15T08:00:00Z")), waiver)
            .await
            .unwrap();
        assert_eq!(
            (waived.state, waived.final_on),
            (DeliveryState::Final, Some(day("2026-07-15"))),
            "{}",
            test.name
        );
        let second = amended(&app, &world, &mayor, grant.id, vec![until("2028-07-31")], sent).await;
        run_act_until(&app, second.id, "2026-07-14").await;
        let officer = ctx(&world.officer, utc("2026-08-20T08:00:00Z"));
        let filed = |on: &str| Record::Filed {
            on: day(on),
            remark: "Klage beim Verwaltungsgericht, Blatt 40".to_owned(),
        };
        let late = record_delivery(db, &officer, said(&second, filed("2026-08-17"))).await;
        assert!(
            matches!(late, Err(Problem::Invalid(_))),
            "{}: {late:?}",
            test.name
        );
        run_act_until(&app, second.id, "2026-08-18").await;
        assert_eq!(now_of(db, &second).await.state, DeliveryState::Final);
        // a court serves it later: what was filed in time is on record, finality falls
        let open = record_delivery(db, &officer, said(&second, filed("2026-08-14")))
            .await
            .unwrap();
        assert_eq!((open.state, open.final_on), (DeliveryState::Objected, None));
        assert_eq!(
            stored(db, grant.id).await.state,
            GrantState::Final,
            "the award itself is not contested"
        );
        let ended = Record::Ended {
            outcome: RemedyOutcome::Annulled,
            on: day("2026-08-20"),
            remark: "Urteil, Blatt 60".to_owned(),
        };
        let void = record_delivery(db, &officer, said(&second, ended)).await.unwrap();
        assert_eq!(void.state, DeliveryState::Annulled, "{}", test.name);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn what_an_amendment_adds_to_a_year_flows_once_it_is_final() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, false).await;
        let sent = (Channel::Post, "2026-07-10T08:00:00Z");
        // 20,000 and 20,000 become 30,000 and 10,000
        let changes = vec![years(3_000_000, 1_000_000)];
        let act = amended(&app, &world, &mayor, grant.id, changes, sent).await;
        let order = async |cents: i64| {
            let by = ctx(&world.officer, utc("2026-07-20T08:00:00Z"));
            let unit = db.write(&by).await.unwrap();
            let held = crate::grant(unit.conn(), grant.id).await.unwrap();
            let subject = uuid::Uuid::now_v7();
            let done = spend(
                &unit,
                &held,
                2026,
                Spending::Order,
                Cents(cents),
                "payment",
                subject,
            )
            .await;
            if done.is_ok() {
                unit.commit().await.unwrap();
            }
            done
        };
        let payable = crate::payable(db.reader(), &[stored(db, grant.id).await])
            .await
            .unwrap();
        let payable = &payable[&grant.id];
        assert_eq!(
            (payable.of_year(2026), payable.of_year(2027)),
            (Cents(2_000_000), Cents(1_000_000)),
            "{}: both versions grant that",
            test.name
        );
        assert_eq!(code(order(2_500_000).await), "amendment-open", "{}", test.name);
        order(2_000_000).await.unwrap();
        assert_eq!(code(order(1).await), "amendment-open");
        run_act_until(&app, act.id, "2026-08-15").await;
        assert_eq!(now_of(db, &act).await.state, DeliveryState::Final);
        order(500_000).await.unwrap();
        let less = amended(&app, &world, &mayor, grant.id, vec![down(3_500_000)], sent).await;
        assert_eq!(less.award, Some(3), "{}", test.name);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_rejection_is_served_and_becomes_final_on_its_own() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let town = body(db, "08111000").await;
        let mayor = world.on_paper_only(db, &town).await;
        let case = world.selected(db, &mayor, &town, Cents(4_000_000)).await;
        let by = world.officer();
        let unit = db.write(&by).await.unwrap();
        for statement in [
            Query::update()
                .table("decision")
                .value("result", "REJECTED")
                .value("amount_cents", 0_i64)
                .value("reason_codes", r#"["R08"]"#)
                .and_where(Expr::col("application_id").eq(case.id.0))
                .to_owned(),
            Query::update()
                .table("application")
                .value("state", "REJECTED")
                .and_where(Expr::col("id").eq(case.id.0))
                .to_owned(),
        ] {
            unit.conn().execute(&statement).await.unwrap();
        }
        unit.commit().await.unwrap();
        let head = ctx(&world.head, utc("2026-07-10T08:00:00Z"));
        let kind = NoticeKind::Rejection;
        let out = issue_letters(db, &app.app.files, &head, world.call.id, kind, Channel::Portal)
            .await
            .unwrap();
        let notice = out[0].result.as_ref().unwrap();
        assert_eq!(
            notice.channel,
            Channel::Post,
            "{}: nobody agreed to the portal",
            test.name
        );
        let act = crate::delivery_of(db.reader(), notice.id).await.unwrap().unwrap();
        assert_eq!(
            (act.kind, act.channel, act.grant_id),
            (NoticeKind::Rejection, Channel::Post, None)
        );
        run_act_until(&app, act.id, "2026-08-15").await;
        let last = now_of(db, &act).await;
        assert_eq!(
            (last.state, last.remedy_until_on, last.final_on),
            (
                DeliveryState::Final,
                Some(day("2026-08-14")),
                Some(day("2026-08-15"))
            )
        );
        let page = app.get(&format!("/deliveries/{}", act.id), Some(&mayor)).await;
        assert_eq!(page.status, 200, "{}", page.text());
        assert!(page.text().contains("Wiedereinsetzung beantragen"));
        let strange = world.on_paper_only(db, &body(db, "08226095").await).await;
        let hidden = app.get(&format!("/deliveries/{}", act.id), Some(&strange)).await;
        assert_eq!(hidden.status, 404);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn t07_without_consent_a_notice_does_not_go_through_the_portal() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(80_000, 80_000)).await;
        let town = body(db, "08415061").await;
        let mayor = world.on_paper_only(db, &town).await;
        let case = world.selected(db, &mayor, &town, Cents(4_000_000)).await;
        let grant = world.countersigned(db, case.id).await;
        let head = ctx(&world.head, utc("2026-06-10T08:00:00Z"));
        let portal = Issue {
            grant: grant.id,
            version: None,
            channel: Channel::Portal,
        };
        let refused = issue(db, &app.app.files, &head, portal).await;
        assert_eq!(code(refused), "no-portal-consent", "{}", test.name);
        let give = |given_on: Option<&str>, note: &str| GiveConsent {
            body: town.id,
            given_on: given_on.map(day),
            paper_note: note.to_owned(),
        };
        let editor = account(
            db,
            "Bearbeitung",
            &[(base::Role::KE, base::Scope::Body(town.id.0))],
        )
        .await;
        let denied = give_consent(db, &ctx(&editor, head.now), give(None, "")).await;
        assert!(
            matches!(denied, Err(Problem::Denied(_))),
            "{}: {denied:?}",
            test.name
        );
        let unsaid = give_consent(db, &world.officer(), give(Some("2026-05-20"), "")).await;
        assert!(
            matches!(unsaid, Err(Problem::Invalid(_))),
            "where the paper is: {unsaid:?}"
        );
        let consent = give_consent(db, &world.officer(), give(Some("2026-05-20"), "Blatt 3"))
            .await
            .unwrap();
        assert_eq!(consent.given_on, day("2026-05-20"));
        let twice = give_consent(db, &ctx(&mayor, head.now), give(None, "")).await;
        assert_eq!(code(twice), "consented");
        let ends = RevokeConsent {
            body: town.id,
            revoked_on: None,
            paper_note: String::new(),
        };
        revoke_consent(db, &ctx(&mayor, head.now), ends.clone())
            .await
            .unwrap();
        let refused = issue(db, &app.app.files, &head, portal).await;
        assert_eq!(
            code(refused),
            "no-portal-consent",
            "{}: it was revoked",
            test.name
        );
        assert_eq!(
            code(revoke_consent(db, &ctx(&mayor, head.now), ends).await),
            "no-portal-consent"
        );
        // the batch falls back to post
        issue_all(db, &app.app.files, &head, world.call.id, Channel::Portal)
            .await
            .unwrap();
        let out = stored(db, grant.id).await;
        assert_eq!(
            (out.state, out.channel, out.fetch_until_on),
            (GrantState::Issued, Some(Channel::Post), None),
            "{}",
            test.name
        );
        let page = app
            .get(&format!("/portal-consents/{}", town.id), Some(&mayor))
            .await;
        assert!(
            page.text().contains("Es liegt keine Einwilligung vor"),
            "{}",
            page.text()
        );
        let path = format!("/portal-consents/{}", town.id);
        let given = app.post_form(&path, &[], Some(&mayor)).await;
        assert_eq!(given.status, 303, "{}", given.text());
        let page = app.get(&path, Some(&mayor)).await;
        assert!(
            page.text().contains("Die Einwilligung gilt seit"),
            "{}",
            page.text()
        );
    }
}

#[tokio::test]
async fn plain_sql_serves_nothing_before_its_day_and_decides_nothing_alone() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, true).await;
        let sent = (Channel::Post, "2026-07-10T08:00:00Z");
        amended(&app, &world, &mayor, grant.id, vec![until("2028-06-30")], sent).await;
        let by = base::Ctx::system("test", now());
        for statement in [
            "UPDATE notice_delivery SET state = 'FINAL', final_on = '2026-08-15'",
            "UPDATE notice_delivery SET state = 'DELIVERED'",
            "UPDATE notice_delivery SET state = 'DELIVERED', delivered_on = '2026-07-01', remedy_until_on = '2026-08-01'",
            "UPDATE notice_delivery SET state = 'ANNULLED', outcome = 'ANNULLED'",
            "UPDATE notice_delivery SET award = 1",
            "UPDATE notice_delivery SET kind = 'CLAIM'",
            "DELETE FROM notice_delivery",
            "UPDATE portal_consent SET given_on = '2020-01-01'",
            "DELETE FROM portal_consent",
        ] {
            let unit = db.write(&by).await.unwrap();
            let done = unit.conn().execute_unprepared(statement).await;
            assert!(done.is_err(), "{} allows: {statement}", test.name);
        }
        let unit = db.write(&by).await.unwrap();
        let served = "UPDATE notice_delivery SET state = 'DELIVERED', delivered_on = '2026-07-14', \
                      remedy_until_on = '2026-08-14'";
        unit.conn().execute_unprepared(served).await.unwrap();
        let early = "UPDATE notice_delivery SET state = 'FINAL', final_on = '2026-08-14'";
        assert!(
            unit.conn().execute_unprepared(early).await.is_err(),
            "{}: the last day is not over",
            test.name
        );
    }
}

#[tokio::test]
async fn the_day_of_posting_of_a_round_is_noted_for_later_acts_as_well() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let app = app(db);
    let (world, mayor, grant) = final_grant(&app, false).await;
    let sent = (Channel::Post, "2026-07-10T08:00:00Z");
    let act = amended(&app, &world, &mayor, grant.id, vec![until("2028-06-30")], sent).await;
    let at = ctx(&world.officer, utc("2026-07-13T08:00:00Z"));
    let done = note_postings(db, &at, world.call.id, day("2026-07-13"))
        .await
        .unwrap();
    assert!(done.iter().all(|outcome| outcome.result.is_ok()), "{done:?}");
    let noted = now_of(db, &act).await;
    assert_eq!(noted.sent_on, day("2026-07-13"));
    run_act_until(&app, act.id, "2026-07-17").await;
    assert_eq!(now_of(db, &act).await.delivered_on, Some(day("2026-07-17")));
}
