//! Interest for money that was used late (D05).

use base::{Cents, Problem};
use base_db::Db;
use base_files::Files;
use base_testing::db::databases;
use grants::GrantState;

use super::hearing::*;
use super::recovery::{receipt, reduction};
use super::world::*;
use crate::model::{ClaimState, Ground, Proof};
use crate::queries;
use crate::usecases::*;

/// D05: 10,000 paid on 15.01.2025; the Land's part of the vouchers is 4,000 in time and 6,000 too late.
async fn used_late(db: &Db, world: &World) -> Proof {
    let proof = world.due(db, &[(10_000, "2025-01-15")]).await;
    let by = as_of(&world.editor, "2025-07-08");
    for (number, euros, on) in [("1", 5_000, "2025-03-01"), ("2", 7_500, "2025-05-20")] {
        let unit = db.write(&by).await.unwrap();
        let (proof, _, application) = queries::seen(unit.conn(), &by, proof.id).await.unwrap();
        let voucher = vouchers::NewVoucher {
            number: number.to_owned(),
            invoiced_on: None,
            paid_on: day(on),
            payee: "Moderation GbR".to_owned(),
            reason: "Runder Tisch".to_owned(),
            kind: applications::PlanKind::Fees,
            gross: Cents(euros * 100),
            eligible: Cents(euros * 100),
        };
        vouchers::add_vouchers(&unit, &proof, &application, vec![voucher])
            .await
            .unwrap();
        unit.commit().await.unwrap();
    }
    world.written(db, &proof, 50_000).await;
    submit(db, &as_of(&world.signatory, "2025-07-10"), proof.id, None)
        .await
        .unwrap();
    start_audit(db, &as_of(&world.first, "2025-07-14"), proof.id, None)
        .await
        .unwrap()
}

#[tokio::test]
async fn d05_interest_for_late_use_is_claimed_before_the_proof_is_accepted() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = used_late(db, &world).await;
        let note = world.examined(db, proof.id).await;
        assert!(
            note.content.contains("\"late_interest_cents\":14938"),
            "{}",
            note.content
        );
        assert!(note.content.contains("Moderation GbR"), "the list is in the note");
        let head = as_of(&world.head, "2025-07-25");
        let open = settle(db, &files, &head, proof.id, None).await.unwrap_err();
        assert_eq!(code(&open), "late-use-open");
        assert!(said(&open).contains("149,38 €"), "{}", said(&open));
        let late = Hear {
            ground: Ground::LateUse,
            ineffective_on: None,
            ..reduction(&proof, 0)
        };
        let claim = hear(db, &files, &as_of(&world.first, "2025-07-25"), late.clone())
            .await
            .unwrap();
        let claim = issued(db, &world, &claim, "", "2025-08-04", "2025-09-30").await;
        let paid = as_of(&world.first, "2025-09-02");
        let over = record_receipt(db, &paid, receipt(&claim, 14_939, "2025-09-01")).await;
        assert!(matches!(over, Err(Problem::Invalid(_))), "{over:?}");
        record_receipt(db, &paid, receipt(&claim, 14_938, "2025-09-01"))
            .await
            .unwrap();
        let settled = settle_claim(db, &as_of(&world.second, "2025-09-03"), claim.id, None)
            .await
            .unwrap();
        assert_eq!(
            (settled.state, settled.settled_by),
            (ClaimState::Settled, Some(world.second.id))
        );
        let grant = world.grant(db, &proof).await;
        assert_eq!(
            (grant.state, grant.amount, grant.paid),
            (GrantState::InAudit, Cents(4_000_000), Cents(1_000_000)),
            "the award is as it was ({})",
            test.name
        );
        let again = hear(db, &files, &as_of(&world.first, "2025-09-04"), late).await;
        assert!(
            matches!(again, Err(Problem::Invalid(_))),
            "never twice: {again:?}"
        );
        let head = as_of(&world.head, "2025-09-05");
        let settled = settle(db, &files, &head, proof.id, None).await.unwrap();
        assert_eq!(settled.accepted, Some(Cents(4_000_000)));
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn interest_for_late_use_is_waived_with_a_reason_in_the_note() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = used_late(db, &world).await;
        // the first look compares the list of vouchers with figures and award period
        let id = hex_of(db, proof.grant_id.0);
        let set = format!("UPDATE \"grant\" SET from_on = '2025-03-02' WHERE id = {id}");
        run(db, &set).await;
        let features = vec![people::feature(), applications::feature(), crate::feature()];
        let page = base_testing::TestApp::new(db, features)
            .get(&format!("/proofs/{}", proof.id), Some(&world.first))
            .await
            .text();
        for text in [
            "Die Belegliste ergibt 12.500,00",
            "Belege: 1 über 5.000,00",
            "(Nr. 1)",
        ] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let waived = Examine {
            late_waiver: "Die Verzögerung hat das Land verursacht.".to_owned(),
            ..found(proof.id)
        };
        examine(db, &as_of(&world.first, "2025-07-20"), waived)
            .await
            .unwrap();
        settle(db, &files, &as_of(&world.head, "2025-07-25"), proof.id, None)
            .await
            .unwrap_or_else(|problem| panic!("{}: {problem:?}", test.name));
    }
}
