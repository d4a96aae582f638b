//! Repayment, revocation and interest: E01 (second half), E09, E10, E14.

use base::{Cents, Ctx, Problem};
use base_db::jobs;
use base_files::Files;
use base_testing::db::databases;
use grants::{GrantState, NoticeKind};

use super::world::*;
use crate::model::{Claim, ClaimState, Ground, Proof, ProofState};
use crate::queries;
use crate::usecases::*;

pub fn reduction(proof: &Proof, principal: i64) -> Hear {
    Hear {
        proof: proof.id,
        version: None,
        ground: Ground::Reduction,
        principal: Cents(principal),
        cut: base::Cents::ZERO,
        is_whole: false,
        reason: "Die zuwendungsfähigen Ausgaben sind um 3.750,00 € geringer als veranschlagt.".to_owned(),
        known_on: day("2025-07-20"),
        until_on: day("2025-08-20"),
        ineffective_on: Some(day("2025-02-03")),
    }
}

pub fn proposal(claim: &Claim) -> ProposeClaim {
    ProposeClaim {
        claim: claim.id,
        version: None,
        principal: claim.principal,
        discretion: "Gründe, von der Rückforderung abzusehen, sind nicht ersichtlich.".to_owned(),
        waiver_reason: String::new(),
    }
}

pub fn act(claim: &Claim, payable: &str) -> IssueClaim {
    IssueClaim {
        claim: claim.id,
        version: None,
        payable_until_on: day(payable),
    }
}

pub fn receipt(claim: &Claim, amount: i64, on: &str) -> RecordReceipt {
    RecordReceipt {
        claim: claim.id,
        amount: Cents(amount),
        received_on: day(on),
        reference: "5.0815.000042.1".to_owned(),
    }
}

#[tokio::test]
async fn story_recovery_with_interest_needs_five_persons() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        // E01: all of 40,000 was paid, the last 3,000 on 03.02.2025 (E09)
        let paid = [(37_000, "2024-11-04"), (3_000, "2025-02-03")];
        let proof = world.in_audit(db, &paid, 46_250).await;
        world.examined(db, proof.id).await;
        let head = as_of(&world.head, "2025-07-25");
        let due = settle(db, &files, &head, proof.id, None).await.unwrap_err();
        assert_eq!(code(&due), "repayment-due");
        assert!(said(&due).contains("3.000,00 €"), "{}", said(&due));

        // the municipality is heard and answers; before that nothing is claimed
        let officer = as_of(&world.first, "2025-07-25");
        let too_much = hear(db, &files, &officer, reduction(&proof, 4_000_001)).await;
        assert!(matches!(too_much, Err(Problem::Invalid(_))), "{too_much:?}");
        let claim = hear(db, &files, &officer, reduction(&proof, 300_000))
            .await
            .unwrap();
        assert_eq!(world.grant(db, &proof).await.state, GrantState::Hearing);
        let early = propose_claim(db, &officer, proposal(&claim)).await.unwrap_err();
        assert_eq!(code(&early), "hearing-runs");
        let statement = RecordStatement {
            claim: claim.id,
            version: None,
            statement: "Wir erkennen die Berechnung an.".to_owned(),
            received_on: day("2025-08-01"),
        };
        record_statement(db, &as_of(&world.editor, "2025-08-01"), statement)
            .await
            .unwrap();
        propose_claim(db, &as_of(&world.first, "2025-08-04"), proposal(&claim))
            .await
            .unwrap();

        // the head of unit issues it; a half-year without a rate is refused and named
        let head = as_of(&world.head, "2025-08-11");
        assert!(matches!(
            issue_claim(
                db,
                &files,
                &as_of(&world.first, "2025-08-11"),
                act(&claim, "2025-09-30")
            )
            .await,
            Err(Problem::Denied(_))
        ));
        let no_rate = issue_claim(db, &files, &head, act(&claim, "2026-02-15"))
            .await
            .unwrap_err();
        assert_eq!(code(&no_rate), "missing-base-rate");
        assert!(said(&no_rate).contains("1/2026"), "{}", said(&no_rate));
        let claim = issue_claim(db, &files, &head, act(&claim, "2025-09-30"))
            .await
            .unwrap();
        assert_eq!(claim.limitation_on, Some(day("2028-12-31")));
        let grant = world.grant(db, &proof).await;
        assert_eq!(grant.state, GrantState::Reclaimed);
        let kinds: Vec<NoticeKind> = grants::notices_of(db.reader(), grant.id)
            .await
            .unwrap()
            .into_iter()
            .map(|notice| notice.kind)
            .collect();
        assert_eq!(kinds, [NoticeKind::Hearing, NoticeKind::Claim]);

        // money comes in on 17.11.: E09
        let officer = as_of(&world.first, "2025-11-18");
        record_receipt(db, &officer, receipt(&claim, 300_000, "2025-11-17"))
            .await
            .unwrap();
        let second = as_of(&world.second, "2025-11-18");
        let out = settle_claim(db, &second, claim.id, None).await.unwrap_err();
        assert!(said(&out).contains("160,07 €"), "{}", said(&out));
        let over = record_receipt(db, &officer, receipt(&claim, 16_008, "2025-11-17")).await;
        assert!(matches!(over, Err(Problem::Invalid(_))), "{over:?}");
        record_receipt(db, &officer, receipt(&claim, 16_007, "2025-11-17"))
            .await
            .unwrap();
        let own = settle_claim(db, &officer, claim.id, None).await.unwrap_err();
        assert_eq!(code(&own), "four-eyes");
        let settled = settle_claim(db, &second, claim.id, None).await.unwrap();
        assert_eq!(settled.state, ClaimState::Settled);

        let edition = queries::interest_of(db.reader(), claim.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((edition.edition, edition.amount()), (2, Cents(16_007)));
        let line = &edition.lines[0];
        assert_eq!((line.table_version, line.until_on), (1, day("2025-11-17")));
        let days: Vec<i64> = line.segments.iter().map(|part| part.days).collect();
        assert_eq!(days, [148, 139]);
        let grant = world.grant(db, &proof).await;
        assert_eq!(
            (grant.state, grant.amount, grant.paid),
            (GrantState::Settled, Cents(3_700_000), Cents(3_700_000))
        );
        let returned = payments::returns_of(db.reader(), grant.id).await.unwrap();
        assert_eq!(
            returned.iter().map(|back| back.amount).sum::<Cents>(),
            Cents(300_000)
        );
        let proof = close(db, &as_of(&world.head, "2025-11-20"), proof.id, None)
            .await
            .unwrap();
        assert_eq!(proof.state, ProofState::Closed);
        let codes = mails(db, &proof).await;
        for code in ["M-V07", "M-V08", "M-V09", "M-V11", "M-V13"] {
            assert_eq!(
                codes.iter().filter(|known| *known == code).count(),
                1,
                "{code} in {codes:?}"
            );
        }
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn e10_full_revocation() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.due(db, &[(20_000, "2024-03-15")]).await;
        let hear_it = Hear {
            ground: Ground::Obligation,
            principal: Cents(2_000_000),
            is_whole: true,
            reason: "Der Verwendungsnachweis wurde trotz Mahnung nicht vorgelegt.".to_owned(),
            known_on: day("2024-12-01"),
            until_on: day("2025-01-15"),
            ..reduction(&proof, 0)
        };
        let officer = as_of(&world.first, "2025-01-02");
        let part = Hear {
            principal: Cents(1_000_000),
            ..hear_it.clone()
        };
        assert!(
            matches!(hear(db, &files, &officer, part).await, Err(Problem::Invalid(_))),
            "all of it"
        );
        let claim = hear(db, &files, &officer, hear_it).await.unwrap();
        let after_term = as_of(&world.first, "2025-01-16");
        propose_claim(db, &after_term, proposal(&claim)).await.unwrap();
        let claim = issue_claim(
            db,
            &files,
            &as_of(&world.head, "2025-01-20"),
            act(&claim, "2025-02-28"),
        )
        .await
        .unwrap();
        let grant = world.grant(db, &proof).await;
        assert_eq!(
            (grant.state, grant.amount),
            (GrantState::Revoked, Cents(2_000_000)),
            "what was paid is still out"
        );
        let officer = as_of(&world.first, "2025-02-12");
        record_receipt(db, &officer, receipt(&claim, 2_000_000, "2025-02-10"))
            .await
            .unwrap();
        record_receipt(db, &officer, receipt(&claim, 150_964, "2025-02-10"))
            .await
            .unwrap();
        settle_claim(db, &as_of(&world.second, "2025-02-12"), claim.id, None)
            .await
            .unwrap();
        let edition = queries::interest_of(db.reader(), claim.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(edition.amount(), Cents(150_964));
        let grant = world.grant(db, &proof).await;
        assert_eq!(
            (grant.state, grant.amount, grant.paid),
            (GrantState::Revoked, Cents(0), Cents(0))
        );
        close(db, &as_of(&world.head, "2025-02-14"), proof.id, None)
            .await
            .unwrap();
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn e14_one_year_clock_through_the_use_cases() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.due(db, &[(20_000, "2025-03-14")]).await;
        let officer = as_of(&world.first, "2026-01-12");
        let command = Hear {
            ground: Ground::Purpose,
            principal: Cents(500_000),
            known_on: day("2026-01-12"),
            until_on: day("2026-02-12"),
            ..reduction(&proof, 0)
        };
        let unexamined = Hear {
            ground: Ground::Reduction,
            ..command.clone()
        };
        assert!(matches!(
            hear(db, &files, &officer, unexamined).await,
            Err(Problem::Invalid(_))
        ));
        let claim = hear(db, &files, &officer, command.clone()).await.unwrap();
        let clock = claim.knowledge_id.unwrap();
        let reminders = jobs::planned(db.reader(), CLOCK_JOB, &clock.to_string())
            .await
            .unwrap();
        let days: Vec<String> = reminders
            .iter()
            .map(|job| base::calendar::local_date(job.due_at).to_string())
            .collect();
        assert_eq!(days, ["2026-11-13"]);
        remind_clock(db, &Ctx::system("claim-clock", at("2026-11-13")), clock)
            .await
            .unwrap();
        assert!(mails(db, &proof).await.contains(&"M-V14".to_owned()));
        propose_claim(db, &as_of(&world.first, "2026-11-20"), proposal(&claim))
            .await
            .unwrap();
        let late = issue_claim(
            db,
            &files,
            &as_of(&world.head, "2027-01-13"),
            act(&claim, "2027-02-15"),
        )
        .await;
        let late = late.unwrap_err();
        assert_eq!(code(&late), "clock-over");
        assert!(said(&late).contains("12.01.2027"), "{}", said(&late));
        // nothing to claim after all: the proof is awaited again, for it never came
        drop_hearing(
            db,
            &as_of(&world.first, "2027-01-14"),
            claim.id,
            None,
            "Frist versäumt",
        )
        .await
        .unwrap();
        assert_eq!(world.proof(db, proof.id).await.state, ProofState::Overdue);
        let again = hear(
            db,
            &files,
            &as_of(&world.first, "2027-01-15"),
            Hear {
                until_on: day("2027-02-15"),
                ..command
            },
        )
        .await
        .unwrap_err();
        assert_eq!(code(&again), "clock-over");
        assert_clean(db).await;
    }
}
