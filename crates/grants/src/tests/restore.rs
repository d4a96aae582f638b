//! An annulled amendment: what was in force before it is in force again, as a further version.

use base::{Cents, Problem};
use base_db::Db;
use base_testing::db::databases;
use base_testing::{TestApp, ctx};

use super::acts::{amended, code, final_grant, said};
use super::amend::{down, until, years};
use super::world::*;
use crate::model::{AmendmentState, Channel, Grant, NoticeDelivery, RemedyOutcome};
use crate::rules::Spending;
use crate::usecases::*;
use crate::{amendments_of, payable, tranches_of, versions_of};

const SENT: (Channel, &str) = (Channel::Post, "2026-07-10T08:00:00Z");

/// Contested in time and annulled by the court.
async fn annulled(app: &TestApp, world: &World, act: &NoticeDelivery) -> Result<NoticeDelivery, Problem> {
    let db = &app.app.db;
    let officer = ctx(&world.officer, utc("2026-08-20T08:00:00Z"));
    let filed = Record::Filed {
        on: day("2026-08-10"),
        remark: "Klage, Blatt 40".to_owned(),
    };
    record_delivery(db, &officer, said(act, filed)).await?;
    let ended = Record::Ended {
        outcome: RemedyOutcome::Annulled,
        on: day("2026-08-20"),
        remark: "Urteil, Blatt 60".to_owned(),
    };
    record_delivery(db, &officer, said(act, ended)).await
}

async fn of_years(db: &Db, grant: &Grant) -> Vec<(i64, i64)> {
    let parts = tranches_of(db.reader(), grant.id).await.unwrap();
    parts.iter().map(|part| (part.year, part.amount.0)).collect()
}

#[tokio::test]
async fn an_annulled_amendment_restores_money_years_end_and_means_by_a_version_of_its_own() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, before) = final_grant(&app, false).await;
        let was = of_years(db, &before).await;
        let pots =
            async || [world.pot(db, 2026).await, world.pot(db, 2027).await].map(|pot| pot.committed_cents);
        let committed = pots().await;
        let changes = vec![down(3_000_000), until("2028-06-30")];
        let act = amended(&app, &world, &mayor, before.id, changes, SENT).await;
        run_act_until(&app, act.id, "2026-07-14").await;
        assert_eq!(stored(db, before.id).await.amount, Cents(3_000_000));
        annulled(&app, &world, &act).await.unwrap();
        let after = stored(db, before.id).await;
        assert_eq!(
            (after.award, after.amount, after.until_on, after.eligible),
            (3, before.amount, before.until_on, before.eligible),
            "{}",
            test.name
        );
        assert_eq!(of_years(db, &after).await, was, "{}", test.name);
        assert_eq!(
            pots().await,
            committed,
            "{}: the means are bound again",
            test.name
        );
        let amendments = amendments_of(db.reader(), before.id).await.unwrap();
        assert_eq!(amendments[0].state, AmendmentState::Annulled);
        let all = versions_of(db.reader(), &after).await.unwrap();
        let all: Vec<_> = all.iter().map(|one| (one.award, one.amount.0)).collect();
        assert_eq!(
            all,
            [(3, 4_000_000), (2, 3_000_000), (1, 4_000_000)],
            "no version is lost"
        );
        let flows = payable(db.reader(), std::slice::from_ref(&after)).await.unwrap();
        assert_eq!(
            flows[&after.id].award, before.amount,
            "{}: all of it may flow",
            test.name
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn what_a_later_amendment_brought_stays_when_an_earlier_one_is_annulled() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, before) = final_grant(&app, false).await;
        let was = of_years(db, &before).await;
        let first = vec![years(3_000_000, 1_000_000), until("2028-06-30")];
        let first = amended(&app, &world, &mayor, before.id, first, SENT).await;
        run_act_until(&app, first.id, "2026-07-14").await;
        let second = vec![until("2028-07-31")];
        amended(&app, &world, &mayor, before.id, second, SENT).await;
        annulled(&app, &world, &first).await.unwrap();
        let after = stored(db, before.id).await;
        assert_eq!(after.until_on, day("2028-07-31"), "{}", test.name);
        assert_eq!(
            of_years(db, &after).await,
            was,
            "{}: the years are as they were",
            test.name
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn an_annulment_is_refused_while_more_is_ordered_than_would_be_awarded() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, before) = final_grant(&app, false).await;
        let more = vec![years(3_000_000, 1_000_000)];
        let act = amended(&app, &world, &mayor, before.id, more, SENT).await;
        run_act_until(&app, act.id, "2026-08-18").await;
        let spends = async |spending| {
            let by = ctx(&world.officer, utc("2026-08-19T08:00:00Z"));
            let unit = db.write(&by).await.unwrap();
            let grant = crate::grant(unit.conn(), before.id).await.unwrap();
            let subject = uuid::Uuid::nil();
            spend(
                &unit,
                &grant,
                2026,
                spending,
                Cents(2_500_000),
                "payment",
                subject,
            )
            .await
            .unwrap();
            unit.commit().await.unwrap();
        };
        spends(Spending::Order).await;
        assert_eq!(
            code(annulled(&app, &world, &act).await),
            "restore-spent",
            "{}",
            test.name
        );
        spends(Spending::Cancel).await;
        let officer = ctx(&world.officer, utc("2026-08-20T08:00:00Z"));
        let ended = Record::Ended {
            outcome: RemedyOutcome::Annulled,
            on: day("2026-08-20"),
            remark: "Urteil, Blatt 60".to_owned(),
        };
        record_delivery(db, &officer, said(&act, ended)).await.unwrap();
        assert_eq!(stored(db, before.id).await.award, 3, "{}", test.name);
        assert_clean(db).await;
    }
}
