//! What the database itself refuses, whoever writes: invariants 1 to 4 and 8 of handbook 12, tried with plain SQL.

use base::Cents;
use base_db::Db;
use base_testing::TestApp;
use base_testing::db::databases;
use calls::FundingMode;
use sea_orm::{ConnectionTrait as _, DbBackend};

use super::amend::{countersigned, until};
use super::world::*;
use crate::model::Grant;

/// Every list of statements, run in one unit, must be refused by its last one.
async fn refused(db: &Db, name: &str, attempts: &[&[&str]]) {
    let by = base::Ctx::system("test", now());
    let new_id = match db.reader().get_database_backend() {
        DbBackend::Sqlite => "randomblob(16)",
        _ => "gen_random_uuid()",
    };
    for statements in attempts {
        let unit = db.write(&by).await.unwrap();
        let (last, first) = statements.split_last().unwrap();
        for statement in first {
            let statement = statement.replace("{id}", new_id);
            let done = unit.conn().execute_unprepared(&statement).await;
            assert!(done.is_ok(), "{name}: {statement}: {done:?}");
        }
        let last = last.replace("{id}", new_id);
        let done = unit.conn().execute_unprepared(&last).await;
        assert!(done.is_err(), "{name} allows: {last}");
    }
}

/// A joint grant that is final, with an amendment that both have signed.
async fn world(app: &TestApp) -> (World, Grant) {
    let db = &app.app.db;
    let world = World::new(db, FundingMode::CashGrant, Means(80_000, 80_000)).await;
    let town = body(db, "08415061").await;
    let mayor = world.municipal(db, &town).await;
    let case = world.selected(db, &mayor, &town, Cents(4_000_000)).await;
    world
        .join(db, case.id, &body(db, "08111000").await, 1, None)
        .await;
    let grant = world.final_case(app, &mayor, case.id).await;
    countersigned(app, &world, &mayor, grant.id, vec![until("2028-06-30")]).await;
    (world, grant)
}

/// A further version of the award with the same tranches.
const NEXT_AWARD: &str = "INSERT INTO grant_tranche (id, grant_id, year, kind, amount_cents, award, ordered_cents, paid_cents) \
     SELECT {id}, grant_id, year, kind, amount_cents, award + 1, ordered_cents, paid_cents FROM grant_tranche \
     WHERE year = 2026";
const NEXT_AWARD_LATER: &str = "INSERT INTO grant_tranche (id, grant_id, year, kind, amount_cents, award, ordered_cents, paid_cents) \
     SELECT {id}, grant_id, year, kind, amount_cents, award + 1, ordered_cents, paid_cents FROM grant_tranche \
     WHERE year = 2027 AND award = 1";

#[tokio::test]
async fn the_database_refuses_to_pay_more_than_was_awarded() {
    for test in databases().await {
        let app = app(&test.db);
        world(&app).await;
        refused(
            &test.db,
            test.name,
            &[
                &["UPDATE \"grant\" SET paid_cents = amount_cents + 1"],
                &["UPDATE \"grant\" SET ordered_cents = amount_cents + 1"],
                &["UPDATE \"grant\" SET ordered_cents = 1, paid_cents = amount_cents"],
                &["UPDATE \"grant\" SET ordered_cents = -1"],
                &["UPDATE grant_tranche SET paid_cents = amount_cents + 1"],
                &["UPDATE grant_tranche SET ordered_cents = 1, paid_cents = amount_cents"],
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn the_database_refuses_tranches_that_do_not_add_up_and_pots_that_are_overdrawn() {
    for test in databases().await {
        let app = app(&test.db);
        world(&app).await;
        refused(
            &test.db,
            test.name,
            &[
                &["UPDATE \"grant\" SET amount_cents = amount_cents - 1"],
                &["UPDATE \"grant\" SET award = award + 1"],
                &["UPDATE grant_tranche SET amount_cents = amount_cents + 1"],
                &["UPDATE grant_tranche SET year = 2028 WHERE year = 2027"],
                &["DELETE FROM grant_tranche"],
                // one that comes into the award in force from a later version
                &[NEXT_AWARD, "UPDATE grant_tranche SET award = 1, year = 2029 WHERE award = 2"],
                &["INSERT INTO grant_tranche (id, grant_id, year, kind, amount_cents, award, ordered_cents, paid_cents) \
                   SELECT {id}, id, 2028, 'CASH', 1, award, 0, 0 FROM \"grant\""],
                // a next version that lacks a year
                &[NEXT_AWARD, "UPDATE \"grant\" SET award = 2"],
                &["UPDATE budget_pot SET committed_cents = means_cents + 1"],
                &["UPDATE budget_pot SET paid_cents = committed_cents + 1"],
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn the_database_refuses_an_award_above_its_cap_also_by_an_amendment() {
    for test in databases().await {
        let app = app(&test.db);
        world(&app).await;
        refused(
            &test.db,
            test.name,
            &[
                &["UPDATE \"grant\" SET amount_cents = cap_cents + 1"],
                &["UPDATE \"grant\" SET cap_cents = cap_cents * 2"],
                &["UPDATE \"grant\" SET selected_cents = selected_cents * 2"],
                &[
                    NEXT_AWARD,
                    NEXT_AWARD_LATER,
                    "UPDATE grant_tranche SET amount_cents = amount_cents + 1 WHERE award = 2 AND year = 2027",
                    "UPDATE \"grant\" SET award = 2, amount_cents = amount_cents + 1",
                ],
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn the_database_refuses_shares_that_do_not_add_up() {
    for test in databases().await {
        let app = app(&test.db);
        world(&app).await;
        refused(
            &test.db,
            test.name,
            &[
                &["UPDATE grant_share SET amount_cents = amount_cents + 1"],
                &["UPDATE grant_share SET amount_cents = 0"],
                &["DELETE FROM grant_share"],
                &[
                    "INSERT INTO grant_share (id, grant_id, award, position, body_id, name, amount_cents) \
                     SELECT {id}, g.id, 2, 9, b.id, b.name, 1 FROM \"grant\" g, body b \
                     WHERE b.id NOT IN (SELECT body_id FROM grant_share) LIMIT 1",
                    "UPDATE grant_share SET award = 1 WHERE award = 2",
                ],
                // a next version without shares
                &[NEXT_AWARD, NEXT_AWARD_LATER, "UPDATE \"grant\" SET award = 2"],
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn the_database_refuses_one_person_in_two_parts() {
    for test in databases().await {
        let app = app(&test.db);
        world(&app).await;
        refused(
            &test.db,
            test.name,
            &[
                &["UPDATE \"grant\" SET rl_signed_by = bfdh_signed_by"],
                &["UPDATE \"grant\" SET rl_signed_by = prepared_by"],
                &["UPDATE \"grant\" SET bfdh_signed_by = prepared_by"],
                &["UPDATE \"grant\" SET issued_by = prepared_by"],
                &["UPDATE \"grant\" SET clauses_by = rl_signed_by"],
                &["UPDATE \"grant\" SET clauses_by = bfdh_signed_by"],
                &["UPDATE \"grant\" SET clauses_by = issued_by"],
                &["UPDATE \"grant\" SET issued_by = bfdh_signed_by"],
                &["UPDATE grant_amendment SET rl_signed_by = bfdh_signed_by"],
                &["UPDATE grant_amendment SET rl_signed_by = checked_by"],
                &["UPDATE grant_amendment SET bfdh_signed_by = checked_by"],
                &["UPDATE grant_amendment SET rl_signed_by = requested_by"],
                &["UPDATE grant_amendment SET drafted_by = rl_signed_by"],
                &["UPDATE grant_amendment SET drafted_by = bfdh_signed_by"],
                &["UPDATE grant_amendment SET issued_by = drafted_by"],
                &["UPDATE grant_amendment SET issued_by = checked_by"],
                &["UPDATE grant_amendment SET issued_by = bfdh_signed_by"],
                &["UPDATE grant_amendment SET rl_signed_by = NULL"],
                &["UPDATE grant_amendment SET state = 'ISSUED'"],
                &[
                    "INSERT INTO grant_amendment_item (id, amendment_id, grant_id, kind, wanted, is_open) \
                   SELECT {id}, amendment_id, grant_id, kind, wanted, is_open FROM grant_amendment_item",
                ],
            ],
        )
        .await;
    }
}

/// The statements in one unit; what the last one is refused with.
async fn refusal(db: &Db, name: &str, statements: &[&str]) -> String {
    let by = base::Ctx::system("test", now());
    let new_id = match db.reader().get_database_backend() {
        DbBackend::Sqlite => "randomblob(16)",
        _ => "gen_random_uuid()",
    };
    let unit = db.write(&by).await.unwrap();
    let (last, first) = statements.split_last().unwrap();
    for statement in first {
        let done = unit
            .conn()
            .execute_unprepared(&statement.replace("{id}", new_id))
            .await;
        assert!(done.is_ok(), "{name}: {statement}: {done:?}");
    }
    let done = unit
        .conn()
        .execute_unprepared(&last.replace("{id}", new_id))
        .await;
    match done {
        Ok(_) => panic!("{name} allows: {last}"),
        Err(refused) => refused.to_string(),
    }
}

/// Σ tranches of all grants per line and year ≤ means: the pot's CHECK bounds what the ledger commits, and no award binds
/// money that the ledger did not commit for its years.
#[tokio::test]
async fn invariant_2_the_database_refuses_an_award_whose_means_are_not_committed() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(80_000, 80_000)).await;
        let town = body(db, "08415061").await;
        let mayor = world.municipal(db, &town).await;
        world.final_grant(&app, &mayor, &town).await;
        let all_in_one_year = "INSERT INTO grant_tranche (id, grant_id, year, kind, amount_cents, award, ordered_cents, \
             paid_cents) SELECT {id}, id, 2026, 'CASH', amount_cents, 2, 0, 0 FROM \"grant\"";
        let other_year = "UPDATE \"grant\" SET award = 2";
        let said = refusal(db, name, &[all_in_one_year, other_year]).await;
        assert!(said.contains("not committed"), "{name}: {said}");
        for moved in [
            "UPDATE \"grant\" SET body_id = (SELECT b.id FROM body b WHERE b.id <> \"grant\".body_id LIMIT 1)",
            "UPDATE \"grant\" SET budget_line_id = NULL",
            "UPDATE \"grant\" SET mode = 'IN_KIND'",
            "UPDATE \"grant\" SET prepared_by = issued_by",
        ] {
            let said = refusal(db, name, &[moved]).await;
            assert!(said.contains("stays with its project"), "{name}: {moved}: {said}");
        }
        refusal(db, name, &["DELETE FROM \"grant\""]).await;

        // another project is signed and issued by hand, and the budget never heard of it
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        world.prepared(db, case.id).await;
        let issued = "UPDATE \"grant\" SET state = 'ISSUED', rl_signed_by = (SELECT g.rl_signed_by FROM \"grant\" g WHERE \
             g.state = 'FINAL'), bfdh_signed_by = (SELECT g.bfdh_signed_by FROM \"grant\" g WHERE g.state = 'FINAL'), \
             issued_by = (SELECT g.rl_signed_by FROM \"grant\" g WHERE g.state = 'FINAL') WHERE state = 'PREPARED'";
        let said = refusal(db, name, &[issued]).await;
        assert!(said.contains("not committed"), "{name}: {said}");
        // what is booked by hand in the ledger alone is named
        let booked = "INSERT INTO budget_ledger (id, pot_id, entry, amount_cents, means_delta_cents, reserved_delta_cents, \
             committed_delta_cents, ordered_delta_cents, paid_delta_cents, subject_kind, subject_id, at) SELECT {id}, l.pot_id, \
             l.entry, l.amount_cents, 0, 0, l.amount_cents, 0, 0, l.subject_kind, l.subject_id, l.at FROM budget_ledger l \
             WHERE l.entry = 'COMMIT'";
        let by = base::Ctx::system("test", now());
        let unit = db.write(&by).await.unwrap();
        let id = match db.reader().get_database_backend() {
            DbBackend::Sqlite => "randomblob(16)",
            _ => "gen_random_uuid()",
        };
        unit.conn()
            .execute_unprepared(&booked.replace("{id}", id))
            .await
            .unwrap();
        unit.commit().await.unwrap();
        let findings = budget::check(db).await.unwrap();
        assert!(
            findings.iter().any(|one| one.contains("committed is")),
            "{name}: {findings:?}"
        );
    }
}
