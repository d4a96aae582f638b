//! Hearings and acts against money that moves meanwhile, on running grants, and for late use.

use base::{Cents, Ctx, Problem, Role, Scope};
use base_db::Db;
use base_files::Files;
use base_testing::db::databases;
use grants::GrantState;
use payments::{PaymentId, RecordReturn, record_return};

use super::recovery::{act, proposal, receipt, reduction};
use super::world::*;
use crate::model::{Claim, Ground, Proof, ProofState};
use crate::usecases::*;
use crate::{letters, queries};

/// Used for something else.
pub(super) fn purpose(proof: &Proof, euros: i64, from: &str, until: &str) -> Hear {
    Hear {
        ground: Ground::Purpose,
        principal: Cents(euros * 100),
        reason: "Ein Teil wurde für andere Zwecke verwendet.".to_owned(),
        known_on: day(from),
        until_on: day(until),
        ineffective_on: None,
        ..reduction(proof, 0)
    }
}

/// Answered, prepared and issued, payable by this day.
pub(super) async fn issued(
    db: &Db,
    world: &World,
    claim: &Claim,
    waiver: &str,
    on: &str,
    payable: &str,
) -> Claim {
    let statement = RecordStatement {
        claim: claim.id,
        version: None,
        statement: "Das trifft zu.".to_owned(),
        received_on: day(on),
    };
    record_statement(db, &as_of(&world.editor, on), statement)
        .await
        .unwrap();
    let proposal = ProposeClaim {
        waiver_reason: waiver.to_owned(),
        ..proposal(claim)
    };
    propose_claim(db, &as_of(&world.first, on), proposal)
        .await
        .unwrap();
    issue_claim(db, &Files::memory(), &as_of(&world.head, on), act(claim, payable))
        .await
        .unwrap()
}

#[tokio::test]
pub(super) async fn nothing_is_ordered_while_a_grant_is_heard_about_and_the_act_fits_what_was_paid() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.running(db, &[(20_000, "2025-03-14")], "2025-06-30").await;
        let waiting = world.certified(db, proof.grant_id, 6_000).await;
        let ordered = world.certified(db, proof.grant_id, 1_000).await;
        world.order(db, &ordered).await.unwrap();
        let officer = as_of(&world.first, "2025-06-01");
        let whole = Hear {
            is_whole: true,
            ..purpose(&proof, 20_000, "2025-06-01", "2025-06-20")
        };
        let claim = hear(db, &files, &officer, whole).await.unwrap();
        let refused = world.order(db, &waiting).await.unwrap_err();
        assert_eq!(code(&refused), "award-over", "{}", test.name);
        propose_claim(db, &as_of(&world.first, "2025-06-21"), proposal(&claim))
            .await
            .unwrap();
        let head = as_of(&world.head, "2025-06-22");
        let since = issue_claim(db, &files, &head, act(&claim, "2025-07-31")).await;
        assert_eq!(code(&since.unwrap_err()), "paid-since", "1,000 are on their way");
        assert_eq!(world.grant(db, &proof).await.state, GrantState::Hearing);
    }
}

#[tokio::test]
pub(super) async fn what_comes_back_while_a_claim_runs_is_booked_on_the_claim() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.running(db, &[(9_000, "2025-03-14")], "2025-12-31").await;
        let officer = as_of(&world.first, "2025-04-01");
        let claim = hear(
            db,
            &files,
            &officer,
            purpose(&proof, 5_000, "2025-04-01", "2025-04-20"),
        )
        .await
        .unwrap();
        let paid = payments::payments_of(db.reader(), proof.grant_id).await.unwrap();
        let back = RecordReturn {
            payment: PaymentId(paid[0].id.0),
            amount: Cents(500_000),
            received_on: day("2025-04-10"),
            note: "Überwiesen".to_owned(),
        };
        let refused = record_return(db, &as_of(&world.first, "2025-04-11"), back).await;
        assert_eq!(code(&refused.unwrap_err()), "claim-runs", "{}", test.name);
        // it came before the act, and is booked on the claim once there is one
        let claim = issued(
            db,
            &world,
            &claim,
            "Nicht zu vertreten.",
            "2025-04-15",
            "2025-05-31",
        )
        .await;
        let early = record_receipt(
            db,
            &as_of(&world.first, "2025-04-16"),
            receipt(&claim, 1, "2025-03-31"),
        )
        .await;
        assert!(
            matches!(early, Err(Problem::Invalid(_))),
            "before the hearing: {early:?}"
        );
        record_receipt(
            db,
            &as_of(&world.first, "2025-04-16"),
            receipt(&claim, 500_000, "2025-04-10"),
        )
        .await
        .unwrap();
        settle_claim(db, &as_of(&world.second, "2025-04-17"), claim.id, None)
            .await
            .unwrap();
        assert_clean(db).await;
    }
}

#[tokio::test]
pub(super) async fn a_running_grant_goes_on_after_a_hearing_and_after_a_partial_revocation() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.running(db, &[(9_000, "2025-03-14")], "2025-12-31").await;
        let officer = as_of(&world.first, "2025-04-01");
        let part = purpose(&proof, 5_000, "2025-04-01", "2025-04-20");
        let claim = hear(db, &files, &officer, part.clone()).await.unwrap();
        drop_hearing(db, &officer, claim.id, None, "Aufgeklärt")
            .await
            .unwrap();
        assert_eq!(world.grant(db, &proof).await.state, GrantState::InPayment);
        assert_eq!(world.proof(db, proof.id).await.state, ProofState::Planned);
        assert_clean(db).await;

        let claim = hear(db, &files, &officer, part).await.unwrap();
        let claim = issued(
            db,
            &world,
            &claim,
            "Nicht zu vertreten.",
            "2025-04-15",
            "2025-05-31",
        )
        .await;
        let grant = world.grant(db, &proof).await;
        assert_eq!(
            grant.amount,
            Cents(4_000_000),
            "nothing is released before the money is in"
        );
        record_receipt(
            db,
            &as_of(&world.first, "2025-05-02"),
            receipt(&claim, 500_000, "2025-05-02"),
        )
        .await
        .unwrap();
        settle_claim(db, &as_of(&world.second, "2025-05-03"), claim.id, None)
            .await
            .unwrap();
        let grant = world.grant(db, &proof).await;
        assert_eq!(
            (grant.state, grant.amount, grant.paid),
            (GrantState::InPayment, Cents(3_500_000), Cents(400_000)),
            "{}",
            test.name
        );
        world.certified(db, proof.grant_id, 1_000).await;
        fall_due(db, &Ctx::system("proof-due", at("2026-01-01")), proof.id)
            .await
            .unwrap();
        assert_eq!(
            world.proof(db, proof.id).await.state,
            ProofState::Due,
            "its proof still falls due"
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
pub(super) async fn a_dropped_hearing_leaves_an_unpaid_grant_final_and_what_was_sent_back_is_awaited() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.running(db, &[], "2025-12-31").await;
        let officer = as_of(&world.first, "2025-04-01");
        let whole = Hear {
            is_whole: true,
            ..purpose(&proof, 0, "2025-04-01", "2025-04-20")
        };
        let claim = hear(db, &files, &officer, whole).await.unwrap();
        drop_hearing(db, &officer, claim.id, None, "Aufgeklärt")
            .await
            .unwrap();
        assert_eq!(world.grant(db, &proof).await.state, GrantState::Final);

        fall_due(db, &Ctx::system("proof-due", at("2026-01-01")), proof.id)
            .await
            .unwrap();
        world.written(db, &proof, 46_250).await;
        submit(db, &as_of(&world.signatory, "2026-01-10"), proof.id, None)
            .await
            .unwrap();
        let back = SendBack {
            proof: proof.id,
            version: None,
            reason: "Der Sachbericht fehlt.".to_owned(),
            due_on: day("2026-02-20"),
        };
        let officer = as_of(&world.first, "2026-01-20");
        let back = send_back(db, &officer, back).await.unwrap();
        assert_eq!(back.received_on, None);
        // other facts than a year ago have a clock of their own, once they are recorded
        let known = RecordKnowledge {
            proof: proof.id,
            known_on: day("2026-01-20"),
            facts: "Der Sachbericht nennt ein anderes Vorhaben.".to_owned(),
        };
        record_knowledge(db, &officer, known).await.unwrap();
        let whole = Hear {
            is_whole: true,
            ..purpose(&proof, 0, "2026-01-20", "2026-02-10")
        };
        let claim = hear(db, &files, &officer, whole).await.unwrap();
        drop_hearing(db, &officer, claim.id, None, "Aufgeklärt")
            .await
            .unwrap();
        assert_eq!(
            world.proof(db, proof.id).await.state,
            ProofState::Due,
            "the returned edition is not in audit again ({})",
            test.name
        );
        let reminders = base_db::jobs::planned(db.reader(), OVERDUE_JOB, &proof.id.to_string()).await;
        assert_eq!(reminders.unwrap().len(), 1, "and it is reminded of");
        assert_clean(db).await;
    }
}

#[tokio::test]
pub(super) async fn nothing_recognised_is_an_award_of_nothing_on_both_ways() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let nothing = |proof: &Proof| Examine {
            rejected: Cents(5_000_000),
            rejected_reason: "Vor Beginn des Bewilligungszeitraums".to_owned(),
            ..found(proof.id)
        };
        let officer = as_of(&world.first, "2025-07-20");
        let unpaid = world.in_audit(db, &[], 50_000).await;
        examine(db, &officer, nothing(&unpaid)).await.unwrap();
        let head = as_of(&world.head, "2025-07-25");
        settle(db, &files, &head, unpaid.id, None).await.unwrap();
        let grant = world.grant(db, &unpaid).await;
        assert_eq!(
            (grant.state, grant.amount),
            (GrantState::Settled, Cents::ZERO),
            "{}",
            test.name
        );
        close(db, &head, unpaid.id, None).await.unwrap();
        assert_clean(db).await;
    }
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let paid = world.in_audit(db, &[(36_000, "2025-02-03")], 50_000).await;
        let rejected = Examine {
            rejected: Cents(5_000_000),
            rejected_reason: "Vor Beginn des Bewilligungszeitraums".to_owned(),
            ..found(paid.id)
        };
        examine(db, &as_of(&world.first, "2025-07-20"), rejected)
            .await
            .unwrap();
        let officer = as_of(&world.first, "2025-07-25");
        let claim = hear(db, &files, &officer, reduction(&paid, 3_600_000))
            .await
            .unwrap();
        let claim = issued(
            db,
            &world,
            &claim,
            "Nicht zu vertreten.",
            "2025-08-04",
            "2025-09-30",
        )
        .await;
        record_receipt(
            db,
            &as_of(&world.first, "2025-09-01"),
            receipt(&claim, 3_600_000, "2025-09-01"),
        )
        .await
        .unwrap();
        settle_claim(db, &as_of(&world.second, "2025-09-02"), claim.id, None)
            .await
            .unwrap();
        let grant = world.grant(db, &paid).await;
        assert_eq!(
            (grant.state, grant.amount),
            (GrantState::Settled, Cents::ZERO),
            "{}",
            test.name
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
pub(super) async fn a_reduction_is_what_the_note_says_issued_by_who_did_not_examine_it() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        // 40,000 awarded, 36,000 paid, 35,000 accepted
        let proof = world.in_audit(db, &[(36_000, "2025-02-03")], 43_750).await;
        let officer = as_of(&world.first, "2025-07-25");
        let unexamined = hear(db, &files, &officer, reduction(&proof, 100_000)).await;
        assert!(matches!(unexamined, Err(Problem::Invalid(_))), "{unexamined:?}");
        let scope = Scope::Programme(world.programme.0);
        let both = account(db, "Vertretung", &[(Role::SB, scope), (Role::RL, scope)]).await;
        examine(db, &as_of(&both, "2025-07-20"), found(proof.id))
            .await
            .unwrap();
        let other = hear(db, &files, &officer, reduction(&proof, 90_000)).await;
        assert!(matches!(other, Err(Problem::Invalid(_))), "{other:?}");
        let claim = hear(db, &files, &officer, reduction(&proof, 100_000))
            .await
            .unwrap();
        let after_term = as_of(&world.first, "2025-08-21");
        let lower = ProposeClaim {
            principal: Cents(50_000),
            ..proposal(&claim)
        };
        let lower = propose_claim(db, &after_term, lower).await;
        assert!(matches!(lower, Err(Problem::Invalid(_))), "{lower:?}");
        let claim = propose_claim(db, &after_term, proposal(&claim)).await.unwrap();
        let (proof, grant, application) = queries::seen(db.reader(), &after_term, proof.id).await.unwrap();
        let letter = letters::act(
            db.reader(),
            &after_term,
            &grant,
            &application,
            &proof,
            &claim,
            &[],
        )
        .await;
        let words = serde_json::to_string(&letter.unwrap())
            .unwrap()
            .replace('\u{a0}', " ");
        assert!(words.contains("auf 35.000,00 € ermäßigt"), "{words}");
        let own = issue_claim(db, &files, &as_of(&both, "2025-08-22"), act(&claim, "2025-09-30")).await;
        assert_eq!(code(&own.unwrap_err()), "four-eyes", "{}", test.name);
        let head = as_of(&world.head, "2025-08-22");
        issue_claim(db, &files, &head, act(&claim, "2025-09-30"))
            .await
            .unwrap();
    }
}

#[tokio::test]
pub(super) async fn e09_interest_runs_from_payment_when_revoked_and_from_the_reduction_when_reduced() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let paid = [(37_000, "2024-11-04"), (3_000, "2025-02-03")];
        let proof = world.in_audit(db, &paid, 46_250).await;
        world.examined(db, proof.id).await;
        let interest = |claim: Claim| async move {
            let edition = queries::interest_of(db.reader(), claim.id).await.unwrap();
            let edition = edition.unwrap();
            (edition.amount(), edition.lines[0].from_on())
        };
        let officer = as_of(&world.first, "2025-07-25");
        let revoked = hear(
            db,
            &files,
            &officer,
            purpose(&proof, 3_000, "2025-07-25", "2025-08-20"),
        )
        .await
        .unwrap();
        let revoked = issued(db, &world, &revoked, "", "2025-08-04", "2025-11-17").await;
        assert_eq!(
            interest(revoked).await,
            (Cents(16_007), day("2025-02-03")),
            "{}",
            test.name
        );
    }
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.in_audit(db, &[(40_000, "2025-02-03")], 46_250).await;
        world.examined(db, proof.id).await;
        let officer = as_of(&world.first, "2025-07-25");
        let undated = Hear {
            ineffective_on: None,
            ..reduction(&proof, 300_000)
        };
        let undated = hear(db, &files, &officer, undated).await;
        assert!(matches!(undated, Err(Problem::Invalid(_))), "{undated:?}");
        let command = Hear {
            ineffective_on: Some(day("2025-07-01")),
            ..reduction(&proof, 300_000)
        };
        let claim = hear(db, &files, &officer, command).await.unwrap();
        let claim = issued(db, &world, &claim, "", "2025-08-04", "2025-09-30").await;
        // 91 days at 6.27 %
        let edition = queries::interest_of(db.reader(), claim.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (edition.amount(), edition.lines[0].from_on()),
            (Cents(4_690), day("2025-07-01")),
            "{}",
            test.name
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
pub(super) async fn waived_interest_is_due_when_the_money_comes_late() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.due(db, &[(20_000, "2025-03-14")]).await;
        let officer = as_of(&world.first, "2025-07-02");
        let claim = hear(
            db,
            &files,
            &officer,
            purpose(&proof, 5_000, "2025-07-01", "2025-07-20"),
        )
        .await
        .unwrap();
        let claim = issued(
            db,
            &world,
            &claim,
            "Nicht zu vertreten.",
            "2025-07-10",
            "2025-08-31",
        )
        .await;
        assert!(
            queries::interest_of(db.reader(), claim.id)
                .await
                .unwrap()
                .is_none()
        );
        let late = as_of(&world.first, "2025-10-02");
        record_receipt(db, &late, receipt(&claim, 400_000, "2025-08-20"))
            .await
            .unwrap();
        record_receipt(db, &late, receipt(&claim, 100_000, "2025-10-01"))
            .await
            .unwrap();
        let out = settle_claim(db, &as_of(&world.second, "2025-10-02"), claim.id, None).await;
        assert_eq!(
            code(&out.unwrap_err()),
            "money-out",
            "the last part came after the term ({})",
            test.name
        );
        let (interest, _, open) = queries::open_amounts(db.reader(), &claim, day("2025-10-02"))
            .await
            .unwrap();
        assert!(interest.0 > 0 && open == interest, "{interest:?} {open:?}");
    }
}

#[tokio::test]
pub(super) async fn a_word_to_a_hearing_is_never_overwritten() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.due(db, &[(20_000, "2025-03-14")]).await;
        let officer = as_of(&world.first, "2025-07-02");
        let claim = hear(
            db,
            &files,
            &officer,
            purpose(&proof, 5_000, "2025-07-01", "2025-07-20"),
        )
        .await
        .unwrap();
        let say = |statement: &str, on: &str| RecordStatement {
            claim: claim.id,
            version: None,
            statement: statement.to_owned(),
            received_on: day(on),
        };
        record_statement(
            db,
            &as_of(&world.editor, "2025-07-05"),
            say("Das trifft nicht zu.", "2025-07-05"),
        )
        .await
        .unwrap();
        let officer = as_of(&world.first, "2025-07-08");
        let before = record_statement(db, &officer, say("Brief", "2025-07-01")).await;
        assert!(
            matches!(before, Err(Problem::Invalid(_))),
            "before the hearing: {before:?}"
        );
        let both = record_statement(db, &officer, say("Brief", "2025-07-07"))
            .await
            .unwrap();
        assert_eq!(
            both.statement, "Das trifft nicht zu.\n\n07.07.2025: Brief",
            "{}",
            test.name
        );
        assert_eq!(both.statement_on, Some(day("2025-07-07")));
    }
}

#[tokio::test]
pub(super) async fn a_hearing_may_begin_after_the_proof_was_accepted_and_revokes_a_part_by_an_act_of_its_own()
{
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.in_audit(db, &[(36_000, "2025-02-03")], 50_000).await;
        examine(db, &as_of(&world.first, "2025-07-20"), found(proof.id))
            .await
            .unwrap();
        settle(db, &files, &as_of(&world.head, "2025-07-25"), proof.id, None)
            .await
            .unwrap();
        let officer = as_of(&world.first, "2025-09-01");
        let part = purpose(&proof, 5_000, "2025-09-01", "2025-09-20");
        let claim = hear(db, &files, &officer, part.clone()).await.unwrap();
        assert_eq!(
            world.grant(db, &proof).await.state,
            GrantState::Hearing,
            "{}",
            test.name
        );
        drop_hearing(db, &officer, claim.id, None, "Aufgeklärt")
            .await
            .unwrap();
        assert_eq!(
            (
                world.grant(db, &proof).await.state,
                world.proof(db, proof.id).await.state
            ),
            (GrantState::Settled, ProofState::Settled),
            "{}: back where it was",
            test.name
        );
        let claim = hear(db, &files, &officer, part).await.unwrap();
        let claim = issued(
            db,
            &world,
            &claim,
            "Nicht zu vertreten.",
            "2025-09-15",
            "2025-10-31",
        )
        .await;
        assert_eq!(
            (
                world.grant(db, &proof).await.state,
                world.proof(db, proof.id).await.state
            ),
            (GrantState::RevokedPart, ProofState::RevokedPart),
            "{}",
            test.name
        );
        let act = grants::delivery_of(db.reader(), claim.act_notice_id.unwrap())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (act.kind, act.channel, act.state),
            (
                grants::NoticeKind::Revocation,
                grants::Channel::Post,
                grants::DeliveryState::Issued
            ),
            "{}: served on its own, by post without consent",
            test.name
        );
        let served = Ctx::system("notice-delivered", at("2025-09-19"));
        grants::serve(db, &served, act.id).await.unwrap();
        let act = grants::delivery(db.reader(), act.id).await.unwrap();
        assert_eq!(
            (act.delivered_on, act.remedy_until_on),
            (Some(day("2025-09-19")), Some(day("2025-10-20"))),
            "19.10.2025 is a Sunday"
        );
        record_receipt(
            db,
            &as_of(&world.first, "2025-10-02"),
            receipt(&claim, 500_000, "2025-10-02"),
        )
        .await
        .unwrap();
        settle_claim(db, &as_of(&world.second, "2025-10-03"), claim.id, None)
            .await
            .unwrap();
        let grant = world.grant(db, &proof).await;
        assert_eq!(
            (grant.state, grant.paid),
            (GrantState::Settled, Cents(3_100_000)),
            "{}",
            test.name
        );
    }
}
