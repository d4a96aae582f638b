//! What plain SQL cannot do, on both databases.

use base::Cents;
use base_db::Db;
use base_files::Files;
use base_testing::ctx;
use base_testing::db::databases;
use sea_orm::ConnectionTrait;

use super::world::*;
use crate::model::Owner;
use crate::usecases::*;

/// Runs a statement that must be refused.
async fn refused(db: &Db, name: &str, statement: &str) {
    let by = base::Ctx::system("test", now());
    let unit = db.write(&by).await.unwrap();
    let done = unit.conn().execute_unprepared(statement).await;
    assert!(done.is_err(), "{name}: {statement}");
}

#[tokio::test]
async fn plain_sql_pays_nobody() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        let request = world.certified(db, grant.id, Cents(3_500_000)).await;
        let draft = world.drafted(db, grant.id, Cents(600_000)).await;
        let (id, draft) = (hex_of(db, request.id.0), hex_of(db, draft.id.0));
        let person = |person: &base::Person| hex_of(db, person.id.0);
        let (first, second, head) = (person(&world.first), person(&world.second), person(&world.head));
        let account = crate::queries::account_in_force(db.reader(), Owner::Grant(grant.id))
            .await
            .unwrap()
            .unwrap();
        let account = hex_of(db, account.id.0);
        let at = "'2026-09-15 09:00:00+00:00'";
        let order = |by: &str| {
            format!(
                "UPDATE payment_request SET state = 'ORDERED', ordered_by = {by}, ordered_at = {at}, \
                 account_id = {account} WHERE id = {id}"
            )
        };
        for statement in [
            order(&first),
            order(&second),
            order(&person(&world.editor)),
            order(&person(&world.signatory)),
            format!(
                "UPDATE payment_request SET state = 'ORDERED', ordered_by = {head}, ordered_at = {at} WHERE id = {id}"
            ),
            format!("UPDATE payment_request SET state = 'PAID', paid_on = '2026-09-15' WHERE id = {id}"),
            format!("UPDATE payment_request SET arithmetic_by = {first} WHERE id = {id}"),
            format!("UPDATE payment_request SET amount_cents = 1 WHERE id = {id}"),
            format!("UPDATE payment_request SET state = 'SUBMITTED', submitted_at = {at} WHERE id = {draft}"),
            format!("UPDATE payment_request SET amount_cents = 0 WHERE id = {draft}"),
            format!("UPDATE payment_request SET reference = 'X' WHERE id = {draft}"),
            format!("UPDATE payment_request SET drafted_by = {head} WHERE id = {id}"),
            format!("UPDATE payment_request SET state = 'FERTIG' WHERE id = {draft}"),
            format!("DELETE FROM payment_request WHERE id = {draft}"),
            format!("UPDATE bank_account SET iban = 'DE02500105170137075030' WHERE id = {account}"),
            format!("UPDATE bank_account SET state = 'ENTERED' WHERE id = {account}"),
            format!("DELETE FROM bank_account WHERE id = {account}"),
        ] {
            refused(db, name, &statement).await;
        }
        let paper = crate::Draft {
            paper_note: "Blatt 31 der Akte".to_owned(),
            ..ask(grant.id, Cents(100))
        };
        let paper = crate::draft(db, &world.as_first(), paper).await.unwrap();
        let paper = crate::submit(db, &world.as_first(), hand(&paper)).await.unwrap();
        let paper = hex_of(db, paper.id.0);
        let certify = |by: &str| {
            format!(
                "UPDATE payment_request SET state = 'CERTIFIED_FACTUAL', factual_by = {by}, factual_at = {at} \
                 WHERE id = {paper}"
            )
        };
        refused(db, name, &certify(&first)).await;
        run(db, &certify(&second)).await;
        // the same order by a third person goes through: it was not the sentence that was wrong
        let by = ctx(&world.head, now());
        let unit = db.write(&by).await.unwrap();
        unit.conn().execute_unprepared(&order(&head)).await.unwrap();
        drop(unit);
    }
}

#[tokio::test]
async fn plain_sql_asks_for_no_more_than_the_award() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        world.submitted(db, grant.id, Cents(3_600_000)).await;
        let draft = world.drafted(db, grant.id, Cents(400_001)).await;
        let id = hex_of(db, draft.id.0);
        let hand_in = format!(
            "UPDATE payment_request SET state = 'SUBMITTED', submitted_at = '2026-09-15 09:00:00+00:00' WHERE id = {id}"
        );
        refused(db, name, &hand_in).await;
        run(
            db,
            &format!("UPDATE payment_request SET amount_cents = 400000 WHERE id = {id}"),
        )
        .await;
        run(db, &hand_in).await;
    }
}

#[tokio::test]
async fn d01_plain_sql_orders_no_more_than_an_award_that_was_cut() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        let request = world.certified(db, grant.id, Cents(3_600_000)).await;
        let account = crate::queries::account_in_force(db.reader(), Owner::Grant(grant.id))
            .await
            .unwrap()
            .unwrap();
        let order = format!(
            "UPDATE payment_request SET state = 'ORDERED', ordered_by = {}, \
             ordered_at = '2026-09-15 09:00:00+00:00', account_id = {} WHERE id = {}",
            hex_of(db, world.head.id.0),
            hex_of(db, account.id.0),
            hex_of(db, request.id.0)
        );
        let by = ctx(&world.head, now());
        let unit = db.write(&by).await.unwrap();
        // before the cut it goes through: it is not the sentence that is wrong
        unit.conn().execute_unprepared(&order).await.unwrap();
        drop(unit);
        let unit = db.write(&by).await.unwrap();
        let before = grants::grant(unit.conn(), grant.id).await.unwrap();
        grants::reduce(&unit, &before, Cents(3_599_999), "amend", "Änderungsbescheid")
            .await
            .unwrap();
        unit.commit().await.unwrap();
        refused(db, name, &order).await;
    }
}

#[tokio::test]
async fn plain_sql_books_a_return_only_where_its_payment_is() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        world.cash_account(db).await;
        let paid = world.paid(db, grant.id, Cents(500_000), "2026-09-15").await;
        let other = world.granted(db, &[(2026, 40_000)]).await;
        let back = |of: grants::GrantId, year: i64| {
            format!(
                "INSERT INTO payment_return (id, payment_id, grant_id, application_id, programme_id, year, amount_cents, \
                 received_on, note, state, recorded_by, recorded_at, version) VALUES ({}, {}, {}, {}, {}, {year}, 100, \
                 '2026-09-15', 'x', 'RECORDED', {}, '2026-09-15 09:00:00+00:00', 1)",
                hex_of(db, uuid::Uuid::now_v7()),
                hex_of(db, paid.id.0),
                hex_of(db, of.0),
                hex_of(db, grant.application_id.0),
                hex_of(db, world.programme.0),
                hex_of(db, world.first.id.0),
            )
        };
        refused(db, name, &back(other.id, 2026)).await;
        refused(db, name, &back(grant.id, 2027)).await;
        run(db, &back(grant.id, 2026)).await;
    }
}

#[tokio::test]
async fn plain_sql_alters_no_run_and_confirms_no_account_alone() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        world.cash_account(db).await;
        let request = world.ordered(db, grant.id, Cents(500_000)).await;
        let made = world.run(db, &Files::memory()).await;
        let entered = EnterAccount {
            owner: Owner::Grant(grant.id),
            details: details(OTHER_IBAN),
        };
        let entered = enter_account(db, &ctx(&world.editor, now()), entered)
            .await
            .unwrap();
        let (request, made) = (hex_of(db, request.id.0), hex_of(db, made.id.0));
        let (entered, editor) = (hex_of(db, entered.id.0), hex_of(db, world.editor.id.0));
        for statement in [
            format!("UPDATE payment_run SET total_cents = 1 WHERE id = {made}"),
            format!("DELETE FROM payment_run WHERE id = {made}"),
            format!("UPDATE payment_request SET run_id = NULL WHERE id = {request}"),
            format!(
                "UPDATE bank_account SET state = 'CONFIRMED', decided_by = {editor}, \
                 decided_at = '2026-09-15 09:00:00+00:00', usable_from = '2026-09-15 09:00:00+00:00', \
                 call_back = 'selbst' WHERE id = {entered}"
            ),
        ] {
            refused(db, name, &statement).await;
        }
    }
}

#[tokio::test]
async fn invariants_1_and_8_no_grant_begins_with_money_and_no_award_falls_below_what_is_ordered() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        world.ordered(db, grant.id, Cents(3_000_000)).await;
        let id = hex_of(db, grant.id.0);
        let columns = "application_id, call_id, programme_id, number, title, body_id, body_name, mode, amount_cents, \
             cap_cents, selected_cents, budget_line_id, financing_type, rate, eligible_cents, from_on, until_on, purpose, \
             objectives, conditions, double_funding, double_funding_reason, prepared_by, prepared_at, answer_remark, version";
        let new_id = hex_of(db, uuid::Uuid::now_v7());
        for (state, more, values) in [
            ("FINAL", "", ""),
            ("CLOSED", "", ""),
            ("PREPARED", ", paid_cents", ", 100"),
            ("PREPARED", ", ordered_cents", ", 100"),
        ] {
            let forged = format!(
                "INSERT INTO \"grant\" (id, state, {columns}{more}) SELECT {new_id}, '{state}', {columns}{values} \
                 FROM \"grant\" WHERE id = {id}"
            );
            refused(db, name, &forged).await;
        }
        let by = base::Ctx::system("test", now());
        let unit = db.write(&by).await.unwrap();
        let tranche = hex_of(db, uuid::Uuid::now_v7());
        for allowed in [
            format!("UPDATE \"grant\" SET ordered_cents = 0 WHERE id = {id}"),
            format!(
                "INSERT INTO grant_tranche (id, grant_id, year, kind, amount_cents, award, ordered_cents, paid_cents) \
                 VALUES ({tranche}, {id}, 2026, 'CASH', 100, 2, 0, 0)"
            ),
        ] {
            unit.conn().execute_unprepared(&allowed).await.unwrap();
        }
        let cut = format!("UPDATE \"grant\" SET award = 2, amount_cents = 100 WHERE id = {id}");
        let done = unit.conn().execute_unprepared(&cut).await;
        assert!(done.is_err(), "{name}: 30,000 euros are ordered: {cut}");
    }
}
