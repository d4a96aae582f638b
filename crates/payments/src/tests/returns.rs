//! Returned money, and the final instalment.

use base::{Cents, Problem};
use base_testing::ctx;
use base_testing::db::databases;

use super::world::*;
use crate::model::{PaymentKind, PaymentState, ReturnState};
use crate::usecases::*;

fn back_of(request: &crate::PaymentRequest, amount: i64) -> RecordReturn {
    RecordReturn {
        payment: request.id,
        amount: Cents(amount),
        received_on: day("2026-09-15"),
        note: "Nicht verbrauchte Mittel".to_owned(),
    }
}

#[tokio::test]
async fn returned_money_counts_once_a_second_officer_confirmed_it() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant_id = world.ready(db).await.id;
        world.cash_account(db).await;
        let paid = world.paid(db, grant_id, Cents(1_000_000), "2026-09-15").await;
        let open = world.submitted(db, grant_id, Cents(100)).await;
        let unpaid = record_return(db, &world.as_first(), back_of(&open, 100))
            .await
            .unwrap_err();
        assert_eq!(code(&unpaid), "not-paid");
        let over = record_return(db, &world.as_first(), back_of(&paid, 1_000_001))
            .await
            .unwrap_err();
        assert_eq!(
            said(&over),
            "Von dieser Zahlung können höchstens 10.000,00 € zurückkommen."
        );
        let recorded = record_return(db, &world.as_first(), back_of(&paid, 250_000))
            .await
            .unwrap();
        assert_eq!(
            grant(db, grant_id).await.paid,
            Cents(1_000_000),
            "nothing moved yet"
        );
        let over = record_return(db, &world.as_first(), back_of(&paid, 750_001)).await;
        assert!(matches!(over, Err(Problem::Invalid(_))), "records count as well");
        let decide = DecideReturn {
            id: recorded.id,
            version: Some(recorded.version),
        };
        let own = confirm_return(db, &world.as_first(), decide).await.unwrap_err();
        assert_eq!(code(&own), "four-eyes", "{}", test.name);
        let confirmed = confirm_return(db, &ctx(&world.second, now()), decide)
            .await
            .unwrap();
        assert_eq!(confirmed.state, ReturnState::Confirmed);
        assert_eq!(grant(db, grant_id).await.paid, Cents(750_000));
        assert_eq!(world.pot(db, 2026).await.paid_cents, Cents(750_000));

        let payments = crate::payments_of(db.reader(), grant_id).await.unwrap();
        assert_eq!(payments.len(), 1);
        assert_eq!(
            (payments[0].amount, payments[0].returned),
            (Cents(1_000_000), Cents(250_000))
        );
        assert_eq!(payments[0].paid_on, day("2026-09-15"));
        let returns = crate::returns_of(db.reader(), grant_id).await.unwrap();
        assert_eq!((returns[0].payment, returns[0].amount), (paid.id, Cents(250_000)));
        assert_clean(db).await;

        let wrong = record_return(db, &world.as_first(), back_of(&paid, 1))
            .await
            .unwrap();
        let decide = DecideReturn {
            id: wrong.id,
            version: None,
        };
        discard_return(db, &world.as_first(), decide).await.unwrap();
        let late = confirm_return(db, &ctx(&world.second, now()), decide)
            .await
            .unwrap_err();
        assert_eq!(code(&late), "wrong-state");
    }
}

#[tokio::test]
async fn the_final_instalment_takes_the_same_three_steps() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let (grant_id, last) = world.settled(db).await;
        let by = ctx(&world.head, now());
        let unit = db.write(&by).await.unwrap();
        let settled = grants::grant(unit.conn(), grant_id).await.unwrap();
        let over = release_retention(&unit, &settled, Cents(1)).await.unwrap_err();
        assert_eq!(
            said(&over),
            "Von der Zuwendung sind nur noch 0,00 € offen.",
            "{}",
            test.name
        );
        drop(unit);
        assert_eq!(
            (last.kind, last.state),
            (PaymentKind::Final, PaymentState::Submitted)
        );
        let request = world.certify(db, &last).await;
        let ordered = order(db, &ctx(&world.budget, now()), pay(&request))
            .await
            .unwrap();
        world.run(db, &base_files::Files::memory()).await;
        world.confirmed(db, &ordered, "2026-09-15").await;
        let after = grant(db, grant_id).await;
        assert_eq!(after.paid, Cents(4_000_000), "{}", test.name);
        assert_eq!(
            after.state,
            grants::GrantState::Settled,
            "a later payment moves no state"
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_final_instalment_that_does_not_arrive_is_asked_for_again() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let (grant_id, last) = world.settled(db).await;
        let finals = async || -> Vec<crate::PaymentRequest> {
            let all = crate::queries::requests_of(db.reader(), grant_id).await.unwrap();
            all.into_iter()
                .filter(|request| request.kind == PaymentKind::Final)
                .collect()
        };
        let take_back = Cancel {
            payment: last.id,
            version: None,
            reason: String::new(),
        };
        for person in [&world.first, &world.signatory] {
            let cancelled = cancel(db, &ctx(person, now()), take_back.clone()).await;
            assert!(matches!(cancelled, Err(Problem::Denied(_))), "{}", test.name);
        }
        let told = mails(db, last.application_id).await;

        // sent back by the head of unit after the order
        let ordered = world.certify(db, &last).await;
        let ordered = order(db, &ctx(&world.budget, now()), pay(&ordered))
            .await
            .unwrap();
        let back = SendBack {
            payment: ordered.id,
            version: Some(ordered.version),
            reason: "Kassenzeichen fehlt".to_owned(),
        };
        send_back(db, &ctx(&world.head, now()), back).await.unwrap();
        let all = finals().await;
        assert_eq!(all.len(), 2, "{}", test.name);
        assert_eq!(all[0].state, PaymentState::Returned);
        let again = &all[1];
        assert_eq!(
            (again.state, again.amount, again.year),
            (PaymentState::Submitted, last.amount, last.year)
        );
        assert_eq!(
            (again.drafted_by, again.submitted_by, again.submitted_at),
            (last.drafted_by, last.submitted_by, last.submitted_at),
            "author and submission stay"
        );
        let grown = mails(db, last.application_id).await;
        assert_eq!(
            grown.iter().filter(|code| *code == "M-P02").count(),
            told.iter().filter(|code| *code == "M-P02").count(),
            "{}: the municipality has nothing to do",
            test.name
        );

        // rejected by the bank, then paid and come back in part
        let ordered = world.certify(db, again).await;
        let ordered = order(db, &ctx(&world.budget, now()), pay(&ordered))
            .await
            .unwrap();
        world.run(db, &base_files::Files::memory()).await;
        let by = ctx(&world.head, now());
        let unit = db.write(&by).await.unwrap();
        let (request, of, case) = crate::seen(unit.conn(), &by, ordered.id).await.unwrap();
        return_in(&unit, &request, &of, &case, "Konto erloschen")
            .await
            .unwrap();
        unit.commit().await.unwrap();
        let third = finals().await.remove(2);
        let third = world.certify(db, &third).await;
        let third = order(db, &ctx(&world.budget, now()), pay(&third)).await.unwrap();
        world.run(db, &base_files::Files::memory()).await;
        let third = world.confirmed(db, &third, "2026-09-15").await;
        let recorded = record_return(db, &world.as_first(), back_of(&third, 100_000))
            .await
            .unwrap();
        let decide = DecideReturn {
            id: recorded.id,
            version: None,
        };
        confirm_return(db, &ctx(&world.second, now()), decide)
            .await
            .unwrap();
        let fourth = finals().await.remove(3);
        assert_eq!(fourth.amount, Cents(100_000), "{}", test.name);
        let fourth = world.certify(db, &fourth).await;
        let fourth = order(db, &ctx(&world.budget, now()), pay(&fourth)).await.unwrap();
        world.run(db, &base_files::Files::memory()).await;
        world.confirmed(db, &fourth, "2026-09-15").await;
        let after = grant(db, grant_id).await;
        assert_eq!(
            (after.paid, after.ordered),
            (after.amount, Cents(0)),
            "{}: the grant can be closed",
            test.name
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_final_instalment_waits_for_the_acceptance_and_not_for_its_year() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let (grant_id, last) = world.settled(db).await;
        let certified = world.certify(db, &last).await;
        world.turn(db, grant_id, "IN_AUDIT").await;
        let refused = order(db, &ctx(&world.budget, now()), pay(&certified))
            .await
            .unwrap_err();
        assert_eq!(code(&refused), "award-over", "{}", test.name);
        world.turn(db, grant_id, "SETTLED_OK").await;
        // a carry-over of 2026 (ADR 0015)
        let later = utc("2027-02-01T08:00:00Z");
        order(db, &ctx(&world.budget, later), pay(&certified))
            .await
            .unwrap();
        create_run(
            db,
            &base_files::Files::memory(),
            &ctx(&world.first, later),
            world.run_for("2027-02-02"),
        )
        .await
        .unwrap();
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_final_instalment_over_two_years_is_two_requests() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.granted(db, &[(2026, 20_000), (2027, 20_000)]).await;
        let by = world.as_first();
        let unit = db.write(&by).await.unwrap();
        let made = release_retention(&unit, &grant, Cents(3_000_000)).await.unwrap();
        unit.commit().await.unwrap();
        let parts: Vec<(i64, Cents)> = made
            .iter()
            .map(|request| (request.year, request.amount))
            .collect();
        assert_eq!(
            parts,
            [(2027, Cents(2_000_000)), (2026, Cents(1_000_000))],
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_grant_that_is_claimed_back_takes_no_order_and_no_return() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant_id = world.ready(db).await.id;
        world.cash_account(db).await;
        let paid = world.paid(db, grant_id, Cents(1_000_000), "2026-09-15").await;
        let recorded = record_return(db, &world.as_first(), back_of(&paid, 100))
            .await
            .unwrap();
        let certified = world.certified(db, grant_id, Cents(600_000)).await;
        let id = hex_of(db, grant_id.0);
        for state in ["HEARING", "RECLAIMED", "REVOKED"] {
            run(
                db,
                &format!("UPDATE \"grant\" SET state = '{state}' WHERE id = {id}"),
            )
            .await;
            let ordered = order(db, &ctx(&world.head, now()), pay(&certified)).await;
            assert_eq!(
                code(&ordered.unwrap_err()),
                "award-over",
                "{state} ({})",
                test.name
            );
            let refused = record_return(db, &world.as_first(), back_of(&paid, 100)).await;
            assert_eq!(code(&refused.unwrap_err()), "claim-runs", "{state}");
            let decide = DecideReturn {
                id: recorded.id,
                version: None,
            };
            let refused = confirm_return(db, &ctx(&world.second, now()), decide).await;
            assert_eq!(code(&refused.unwrap_err()), "claim-runs", "{state}");
        }
    }
}
