//! Revocation before an award is final (handbook 5.5: any from ISSUED; §§ 48, 49 LVwVfG).

use base::{Cents, Ctx, Problem};
use base_db::Db;
use base_files::Files;
use base_testing::db::databases;
use grants::{Grant, GrantState, NoticeKind};

use super::hearing::issued;
use super::recovery::reduction;
use super::world::*;
use crate::model::{Claim, ClaimState, Ground, Proof, ProofState};
use crate::usecases::*;

/// The notice turned out to be unlawful; nothing was paid.
fn unlawful(proof: &Proof) -> Hear {
    Hear {
        ground: Ground::Unlawful,
        principal: Cents::ZERO,
        is_whole: true,
        reason: "Das Vorhaben war vor dem Antrag begonnen.".to_owned(),
        known_on: day("2026-05-04"),
        until_on: day("2026-05-20"),
        ineffective_on: None,
        ..reduction(proof, 0)
    }
}

async fn heard(db: &Db, world: &World, grant: &Grant, cut: Option<i64>) -> (Proof, Claim) {
    let officer = as_of(&world.first, "2026-05-04");
    let proof = open_early(db, &officer, grant.id).await.unwrap();
    let command = Hear {
        cut: Cents(cut.unwrap_or(0)),
        is_whole: cut.is_none(),
        ..unlawful(&proof)
    };
    let claim = hear(db, &Files::memory(), &officer, command).await.unwrap();
    (proof, claim)
}

async fn state(db: &Db, grant: &Grant) -> (GrantState, Cents) {
    let grant = grants::grant(db.reader(), grant.id).await.unwrap();
    (grant.state, grant.amount)
}

/// The columns of a grant in a state before finality.
fn columns(state: GrantState) -> String {
    format!("state = '{state}', objected_on = '2026-05-02', channel = 'POST', sent_on = '2026-04-10'")
}

#[tokio::test]
async fn an_award_is_revoked_as_a_whole_before_it_is_final_and_its_means_are_free() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        for before in [
            GrantState::Issued,
            GrantState::Delivered,
            GrantState::Accepted,
            GrantState::Objected,
        ] {
            let grant = world.grant_in(db, &[(2026, 40_000)], &columns(before)).await;
            let (proof, claim) = heard(db, &world, &grant, None).await;
            let still = (before, Cents(4_000_000));
            assert_eq!(state(db, &grant).await, still, "{}: it goes on", test.name);
            let twice = hear(
                db,
                &Files::memory(),
                &as_of(&world.first, "2026-05-04"),
                unlawful(&proof),
            )
            .await;
            assert_eq!(code(&twice.unwrap_err()), "wrong-state", "one hearing at a time");
            let claim = issued(db, &world, &claim, "", "2026-05-06", "2026-06-30").await;
            assert_eq!(
                claim.state,
                ClaimState::Settled,
                "{}: nothing comes in",
                test.name
            );
            let revoked = (GrantState::Revoked, Cents::ZERO);
            assert_eq!(state(db, &grant).await, revoked, "{}: {before}", test.name);
            assert_eq!(world.proof(db, proof.id).await.state, ProofState::Revoked);
            let notices = grants::notices_of(db.reader(), grant.id).await.unwrap();
            let act = notices
                .iter()
                .find(|one| one.kind == NoticeKind::Revocation)
                .unwrap();
            assert!(act.content.contains("Rücknahmebescheid"), "{}", act.content);
            assert!(
                act.content.contains("Zu erstatten ist nichts."),
                "{}",
                act.content
            );
            assert!(!act.content.contains("Landesoberkasse"), "nothing is to be paid");
            close(db, &as_of(&world.head, "2026-05-07"), proof.id, None)
                .await
                .unwrap();
        }
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_part_that_is_not_paid_is_revoked_and_the_rest_goes_on_to_finality() {
    for test in databases().await {
        let (db, files) = (&test.db, Files::memory());
        let world = World::new(db).await;
        let delivered = columns(GrantState::Delivered);
        let grant = world
            .grant_in(db, &[(2026, 15_000), (2027, 25_000)], &delivered)
            .await;
        let officer = as_of(&world.first, "2026-05-04");
        let proof = open_early(db, &officer, grant.id).await.unwrap();
        let too_much = Hear {
            cut: Cents(4_000_001),
            is_whole: false,
            ..unlawful(&proof)
        };
        let refused = hear(db, &files, &officer, too_much).await;
        assert!(
            matches!(refused, Err(Problem::Invalid(_))),
            "{}: {refused:?}",
            test.name
        );
        let (proof, claim) = heard(db, &world, &grant, Some(1_000_000)).await;
        let claim = issued(db, &world, &claim, "", "2026-05-06", "2026-06-30").await;
        assert_eq!(claim.state, ClaimState::Settled, "{}", test.name);
        let left = (GrantState::Delivered, Cents(3_000_000));
        assert_eq!(state(db, &grant).await, left, "{}", test.name);
        let years = grants::tranches_of(db.reader(), grant.id).await.unwrap();
        let years: Vec<_> = years.iter().map(|part| (part.year, part.amount.0)).collect();
        assert_eq!(
            years,
            [(2026, 1_500_000), (2027, 1_500_000)],
            "a version of its own"
        );
        assert_eq!(world.proof(db, proof.id).await.state, ProofState::Planned);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn finality_that_comes_while_a_municipality_is_heard_is_held_up_by_the_hearing() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let accepted = columns(GrantState::Accepted);
        let grant = world.grant_in(db, &[(2026, 40_000)], &accepted).await;
        let (proof, claim) = heard(db, &world, &grant, None).await;
        let id = hex_of(db, grant.id.0);
        run(
            db,
            &format!("UPDATE \"grant\" SET state = 'FINAL', final_on = '2026-05-16' WHERE id = {id}"),
        )
        .await;
        open(db, &Ctx::system("proof-open", at("2026-05-16")), grant.id)
            .await
            .unwrap();
        let held = (GrantState::Hearing, Cents(4_000_000));
        assert_eq!(state(db, &grant).await, held, "{}: no money flows", test.name);
        assert_eq!(world.proof(db, proof.id).await.state, ProofState::Hearing);
        let officer = as_of(&world.first, "2026-05-18");
        drop_hearing(db, &officer, claim.id, None, "Aufgeklärt")
            .await
            .unwrap();
        assert_eq!(state(db, &grant).await.0, GrantState::Final, "{}", test.name);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_hearing_that_is_dropped_leaves_a_grant_on_its_way_and_a_declined_one_has_no_proof_due() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let delivered = columns(GrantState::Delivered);
        let grant = world.grant_in(db, &[(2026, 40_000)], &delivered).await;
        let denied = open_early(db, &as_of(&world.editor, "2026-05-04"), grant.id).await;
        assert!(
            matches!(denied, Err(Problem::Denied(_))),
            "{}: {denied:?}",
            test.name
        );
        let (proof, claim) = heard(db, &world, &grant, None).await;
        let officer = as_of(&world.first, "2026-05-05");
        drop_hearing(db, &officer, claim.id, None, "Aufgeklärt")
            .await
            .unwrap();
        assert_eq!(state(db, &grant).await.0, GrantState::Delivered, "{}", test.name);
        // its award period ends before it is final, or it is declined: nothing falls due
        for step in ["DELIVERED", "DECLINED"] {
            let id = hex_of(db, grant.id.0);
            run(
                db,
                &format!("UPDATE \"grant\" SET state = '{step}' WHERE id = {id}"),
            )
            .await;
            fall_due(db, &Ctx::system("proof-due", at("2028-01-01")), proof.id)
                .await
                .unwrap();
            assert_eq!(
                world.proof(db, proof.id).await.state,
                ProofState::Planned,
                "{step}"
            );
        }
        let over = open_early(
            db,
            &officer,
            world
                .grant_in(db, &[(2026, 40_000)], "state = 'DECLINED'")
                .await
                .id,
        );
        assert_eq!(code(&over.await.unwrap_err()), "wrong-state", "{}", test.name);
    }
}
