//! A missed remedy period is forgiven by two persons, or not (§ 32 LVwVfG).

use base::Problem;
use base_testing::ctx;
use base_testing::db::databases;
use calls::FundingMode;

use super::acts::*;
use super::amend::until;
use super::world::*;
use crate::model::{Channel, DeliveryState, GrantId, GrantState, ReinstatementState};
use crate::usecases::*;

fn request(grant: GrantId, ceased: &str, filed: &str) -> AskReinstatement {
    AskReinstatement {
        missed: Missed::Award(grant),
        ceased_on: day(ceased),
        requested_on: Some(day(filed)),
        filed_on: day(filed),
        grounds: "Das Rathaus war nach dem Hochwasser gesperrt.".to_owned(),
    }
}

#[tokio::test]
async fn reinstatement_is_decided_by_two_persons_and_takes_finality_away() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(80_000, 80_000)).await;
        let town = body(db, "08415061").await;
        let mayor = world.on_paper_only(db, &town).await;
        let sent = (Channel::Post, "2026-06-10T08:00:00Z");
        let grant = world.issued(db, &app.app.files, &mayor, &town, sent).await;
        run_until(&app, grant.id, "2026-06-14").await;
        accept(db, &ctx(&mayor, utc("2026-06-20T08:00:00Z")), yes(grant.id))
            .await
            .unwrap();
        let officer = |at: &str| ctx(&world.officer, utc(at));
        // remedies until 14.07.2026
        let early = ask_reinstatement(
            db,
            &officer("2026-07-10T08:00:00Z"),
            request(grant.id, "2026-07-09", "2026-07-10"),
        )
        .await;
        assert_eq!(code(early), "not-final", "{}: the period still runs", test.name);
        run_until(&app, grant.id, "2026-07-15").await;
        assert_eq!(stored(db, grant.id).await.state, GrantState::Final);
        let asked = ask_reinstatement(
            db,
            &officer("2026-07-24T08:00:00Z"),
            request(grant.id, "2026-07-20", "2026-07-24"),
        )
        .await
        .unwrap();
        let again = ask_reinstatement(
            db,
            &officer("2026-07-24T08:00:00Z"),
            request(grant.id, "2026-07-20", "2026-07-24"),
        )
        .await;
        assert!(
            matches!(again, Err(Problem::Stale)),
            "{}: one at a time: {again:?}",
            test.name
        );
        let proposal = |grant: bool| ProposeReinstatement {
            reinstatement: asked.id,
            version: None,
            grant,
            reasons: "Kein Verschulden.".to_owned(),
        };
        let decision = DecideReinstatement {
            reinstatement: asked.id,
            version: None,
            agree: true,
            remark: String::new(),
        };
        let unproposed = decide_reinstatement(
            db,
            &ctx(&world.head, utc("2026-07-25T08:00:00Z")),
            decision.clone(),
        )
        .await;
        assert_eq!(code(unproposed), "wrong-state");
        propose_reinstatement(db, &officer("2026-07-25T08:00:00Z"), proposal(true))
            .await
            .unwrap();
        let both = account(
            db,
            "Zwei Ämter",
            &[
                (base::Role::SB, base::Scope::Programme(world.programme.0)),
                (base::Role::RL, base::Scope::Programme(world.programme.0)),
            ],
        )
        .await;
        let alone = decide_reinstatement(db, &officer("2026-07-25T09:00:00Z"), decision.clone()).await;
        assert!(
            matches!(alone, Err(Problem::Denied(_))),
            "{}: {alone:?}",
            test.name
        );
        let back = DecideReinstatement {
            agree: false,
            remark: "Bitte Nachweis anfordern.".to_owned(),
            ..decision.clone()
        };
        let head = ctx(&world.head, utc("2026-07-26T08:00:00Z"));
        decide_reinstatement(db, &head, back).await.unwrap();
        propose_reinstatement(db, &ctx(&both, utc("2026-07-26T09:00:00Z")), proposal(true))
            .await
            .unwrap();
        let own = decide_reinstatement(db, &ctx(&both, utc("2026-07-26T10:00:00Z")), decision.clone()).await;
        assert_eq!(code(own), "four-eyes", "{}", test.name);
        let granted = decide_reinstatement(db, &head, decision.clone()).await.unwrap();
        assert_eq!(granted.state, ReinstatementState::Granted);
        let open = stored(db, grant.id).await;
        assert_eq!(
            (open.state, open.objected_on, open.final_on),
            (GrantState::Objected, Some(day("2026-07-24")), None),
            "{}",
            test.name
        );
        assert_eq!(
            code(decide_reinstatement(db, &head, decision).await),
            "wrong-state"
        );
        for path in [
            format!("/reinstatements/{}", asked.id),
            format!("/grants/{}", grant.id),
        ] {
            let page = app.get(&path, Some(&mayor)).await;
            assert!(page.text().contains("Gewährt"), "{path}: {}", page.text());
        }
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn reinstatement_asked_for_too_late_can_only_be_refused() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, false).await;
        let sent = (Channel::Post, "2026-07-10T08:00:00Z");
        let act = amended(&app, &world, &mayor, grant.id, vec![until("2028-06-30")], sent).await;
        run_act_until(&app, act.id, "2026-08-15").await;
        let waived = ask_reinstatement(
            db,
            &ctx(&world.officer, utc("2026-09-10T08:00:00Z")),
            request(grant.id, "2026-08-20", "2026-09-10"),
        )
        .await;
        assert_eq!(code(waived), "waived-already", "{}: the award was", test.name);
        let asked = AskReinstatement {
            missed: Missed::Act(act.id),
            ..request(grant.id, "2026-08-20", "2026-09-10")
        };
        let officer = ctx(&world.officer, utc("2026-09-10T08:00:00Z"));
        let asked = ask_reinstatement(db, &officer, asked).await.unwrap();
        let proposal = |grant: bool| ProposeReinstatement {
            reinstatement: asked.id,
            version: None,
            grant,
            reasons: "Nach dem 03.09.2026 eingegangen.".to_owned(),
        };
        assert_eq!(
            code(propose_reinstatement(db, &officer, proposal(true)).await),
            "too-late",
            "{}",
            test.name
        );
        propose_reinstatement(db, &officer, proposal(false))
            .await
            .unwrap();
        let decision = DecideReinstatement {
            reinstatement: asked.id,
            version: None,
            agree: true,
            remark: String::new(),
        };
        let head = ctx(&world.head, utc("2026-09-11T08:00:00Z"));
        let refused = decide_reinstatement(db, &head, decision).await.unwrap();
        assert_eq!(refused.state, ReinstatementState::Refused);
        assert_eq!(now_of(db, &act).await.state, DeliveryState::Final);
        assert_clean(db).await;
    }
}
