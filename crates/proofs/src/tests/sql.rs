//! What the database refuses, whoever writes to it.

use base::Ctx;
use base_db::Db;
use base_files::Files;
use base_testing::db::databases;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::world::*;
use crate::usecases::*;

async fn refused(db: &Db, statement: &str) -> bool {
    let by = Ctx::system("test", now());
    let unit = db.write(&by).await.unwrap();
    unit.conn().execute_unprepared(statement).await.is_err()
}

#[tokio::test]
async fn what_is_decided_is_never_changed_and_four_eyes_hold_in_the_database() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.in_audit(db, &[(36_000, "2025-02-03")], 46_250).await;
        world.examined(db, proof.id).await;
        let id = hex_of(db, proof.id.0);
        let first = hex_of(db, world.first.id.0);
        for statement in [
            "UPDATE proof_submission SET content = '{}'".to_owned(),
            "DELETE FROM proof_submission".to_owned(),
            "UPDATE proof_audit_note SET content = '{}'".to_owned(),
            "DELETE FROM proof_audit_note".to_owned(),
            format!("UPDATE proof_report SET content = '{{}}' WHERE id = {id}"),
            format!("DELETE FROM proof_report WHERE id = {id}"),
            // whoever examined it does not accept it; nobody accepts what nobody examined
            format!("UPDATE proof SET accepted_by = {first} WHERE id = {id}"),
            format!("UPDATE proof SET examined_by = NULL, accepted_by = {first} WHERE id = {id}"),
            format!("UPDATE proof SET state = 'DONE' WHERE id = {id}"),
            "UPDATE base_rate SET rate = 0".to_owned(),
            "DELETE FROM base_rate_table".to_owned(),
        ] {
            assert!(refused(db, &statement).await, "{statement} ({})", test.name);
        }
        settle(db, &files, &as_of(&world.head, "2025-07-25"), proof.id, None)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn interest_is_never_stored_without_rates_day_count_and_segments() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.due(db, &[(20_000, "2025-03-14")]).await;
        let command = Hear {
            proof: proof.id,
            version: None,
            ground: crate::model::Ground::Purpose,
            principal: base::Cents(500_000),
            cut: base::Cents::ZERO,
            is_whole: false,
            reason: "Ein Teil wurde für andere Zwecke verwendet.".to_owned(),
            known_on: day("2025-07-01"),
            until_on: day("2025-08-01"),
            ineffective_on: None,
        };
        let claim = hear(db, &files, &as_of(&world.first, "2025-07-02"), command)
            .await
            .unwrap();
        let claim_id = hex_of(db, claim.id.0);
        let table = queries_table(db).await;
        let row = |table: &str, count: &str, segments: &str| {
            format!(
                "INSERT INTO claim_interest (id, claim_id, edition, payment_id, paid_on, principal_cents, until_on, \
                 day_count, spread, base_rate_table_id, segments, amount_cents, computed_at) VALUES ({}, {claim_id}, 1, \
                 {}, '2025-03-14', 500000, '2025-08-01', {count}, 500, {table}, {segments}, 100, \
                 '2025-08-01 00:00:00+00:00')",
                hex_of(db, Uuid::now_v7()),
                hex_of(db, Uuid::now_v7()),
            )
        };
        let good = "'[{\"days\":1}]'";
        for statement in [
            row("NULL", "'ACT_ACT'", good),
            row(&hex_of(db, Uuid::now_v7()), "'ACT_ACT'", good),
            row(&table, "NULL", good),
            row(&table, "'BANK'", good),
            row(&table, "'ACT_ACT'", "NULL"),
            row(&table, "'ACT_ACT'", "'[]'"),
            // no act without its author and another person
            format!("UPDATE claim SET state = 'ISSUED' WHERE id = {claim_id}"),
            format!(
                "UPDATE claim SET proposed_by = {0}, issued_by = {0} WHERE id = {claim_id}",
                hex_of(db, world.head.id.0)
            ),
            // only a whole award is revoked without money to claim
            format!("UPDATE claim SET principal_cents = 0 WHERE id = {claim_id}"),
        ] {
            assert!(refused(db, &statement).await, "{statement} ({})", test.name);
        }
        assert!(
            !refused(db, &row(&table, "'ACT_ACT'", good)).await,
            "with all of it"
        );
    }
}

#[tokio::test]
async fn an_act_says_for_good_what_it_said_when_it_was_issued() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.due(db, &[(20_000, "2025-03-14")]).await;
        let command = Hear {
            proof: proof.id,
            version: None,
            ground: crate::model::Ground::Purpose,
            principal: base::Cents(500_000),
            cut: base::Cents::ZERO,
            is_whole: false,
            reason: "Ein Teil wurde für andere Zwecke verwendet.".to_owned(),
            known_on: day("2025-07-01"),
            until_on: day("2025-08-01"),
            ineffective_on: None,
        };
        let claim = hear(db, &files, &as_of(&world.first, "2025-07-02"), command)
            .await
            .unwrap();
        let proposal = super::recovery::proposal(&claim);
        propose_claim(db, &as_of(&world.first, "2025-08-02"), proposal)
            .await
            .unwrap();
        let act = super::recovery::act(&claim, "2025-09-30");
        issue_claim(db, &files, &as_of(&world.head, "2025-08-03"), act)
            .await
            .unwrap();
        for statement in [
            "UPDATE claim SET principal_cents = 1",
            "UPDATE claim SET ground = 'OBLIGATION'",
            "UPDATE claim SET statement = 'anders'",
            "UPDATE claim SET payable_until_on = '2026-01-01'",
            "UPDATE claim SET state = 'HEARING'",
            // nobody settled it
            "UPDATE claim SET state = 'SETTLED'",
            "DELETE FROM claim",
            "UPDATE base_rate_table SET source = 'anders'",
        ] {
            assert!(refused(db, statement).await, "{statement} ({})", test.name);
        }
    }
}

async fn queries_table(db: &Db) -> String {
    hex_of(db, crate::queries::rate_table(db.reader()).await.unwrap().id)
}
