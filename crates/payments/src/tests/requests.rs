//! The guards of a request and its three signatures (D01–D04).

use base::{Cents, Problem};
use base_testing::ctx;
use base_testing::db::databases;
use grants::GrantState;

use super::world::*;
use crate::model::PaymentState;
use crate::usecases::*;

#[tokio::test]
async fn d01_a_request_beyond_the_award_is_refused_with_what_is_left() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant_id = world.ready(db).await.id;
        world.cash_account(db).await;
        world.paid(db, grant_id, Cents(1_500_000), "2026-09-15").await;
        world.paid(db, grant_id, Cents(1_600_000), "2026-09-15").await;

        let asked = world.drafted(db, grant_id, Cents(600_000)).await;
        let refused = submit(db, &ctx(&world.signatory, now()), hand(&asked))
            .await
            .unwrap_err();
        assert_eq!(
            said(&refused),
            "Abgerufen werden können noch höchstens 5.000,00 €; 4.000,00 € werden erst nach Anerkennung des \
             Verwendungsnachweises ausgezahlt.",
            "{}",
            test.name
        );
        assert_eq!(stored(db, &asked).await.state, PaymentState::Draft);
        world.paid(db, grant_id, Cents(500_000), "2026-09-15").await;
        let after = grant(db, grant_id).await;
        assert_eq!(
            (after.paid, after.ordered),
            (Cents(3_600_000), Cents(0)),
            "{}",
            test.name
        );
        assert_eq!(after.state, GrantState::InPayment);
        let purse = crate::purse(db.reader(), &after, 2026).await.unwrap();
        assert_eq!(purse.retention, Cents(400_000), "the final instalment is open");
        assert_eq!(purse.open(), Cents(0));
        assert_eq!(world.pot(db, 2026).await.paid_cents, Cents(3_600_000));
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn d02_a_year_pays_no_more_than_its_tranche() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.granted(db, &[(2026, 15_000), (2027, 25_000)]).await;
        world.bank(db, grant.id, IBAN).await;
        world.submitted(db, grant.id, Cents(900_000)).await;
        let second = world.drafted(db, grant.id, Cents(700_000)).await;
        let refused = submit(db, &ctx(&world.signatory, now()), hand(&second))
            .await
            .unwrap_err();
        assert_eq!(
            said(&refused),
            "Der Teilbetrag des Haushaltsjahres 2026 reicht nicht aus: möglich 6.000,00 €.",
            "{}",
            test.name
        );
        let change = Edit {
            payment: second.id,
            version: Some(second.version),
            amount: Cents(600_000),
            expenditure: second.expenditure.clone(),
            needed: true,
            paper_note: String::new(),
        };
        let less = edit(db, &ctx(&world.editor, now()), change).await.unwrap();
        submit(db, &ctx(&world.signatory, now()), hand(&less))
            .await
            .unwrap();
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn d03_nothing_is_asked_for_before_the_notice_is_final() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.grant_in(db, &[(2026, 40_000)], "state = 'ACCEPTED'").await;
        let on = utc("2026-05-10T08:00:00Z");
        let refused = draft(db, &ctx(&world.editor, on), ask(grant.id, Cents(500_000)))
            .await
            .unwrap_err();
        assert_eq!(code(&refused), "not-final", "{}", test.name);
        assert_eq!(
            said(&refused),
            "Der Bescheid ist noch nicht bestandskräftig. Ein Mittelabruf ist ab dem 16.05.2026 möglich, bei einem \
             Rechtsbehelfsverzicht schon mit dessen Eingang."
        );
        // final on 16.05.2026, or earlier by a waiver
        let id = hex_of(db, grant.id.0);
        run(
            db,
            &format!("UPDATE \"grant\" SET state = 'FINAL', final_on = '2026-05-16' WHERE id = {id}"),
        )
        .await;
        draft(
            db,
            &ctx(&world.editor, utc("2026-05-16T08:00:00Z")),
            ask(grant.id, Cents(500_000)),
        )
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn d03_a_waiver_opens_the_way_at_once() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world
            .grant_in(
                db,
                &[(2026, 40_000)],
                "state = 'ACCEPTED', answered_at = '2026-04-20 08:00:00+00:00'",
            )
            .await;
        let on = utc("2026-05-10T08:00:00Z");
        let editor = ctx(&world.editor, on);
        let asked = || draft(db, &editor, ask(grant.id, Cents(500_000)));
        assert_eq!(code(&asked().await.unwrap_err()), "not-final", "{}", test.name);
        let waive = grants::Waive {
            grant: grant.id,
            version: None,
            arrived_on: None,
            remark: String::new(),
        };
        grants::waive(db, &ctx(&world.signatory, on), waive)
            .await
            .unwrap();
        let owner = crate::Owner::Grant(grant.id);
        world
            .bank_at(db, owner, IBAN, [&world.editor, &world.first], on)
            .await;
        let drafted = asked().await.unwrap();
        let request = submit(db, &ctx(&world.signatory, on), hand(&drafted))
            .await
            .unwrap();
        assert_eq!(request.state, PaymentState::Submitted, "{}", test.name);
    }
}

#[tokio::test]
async fn nothing_is_ordered_once_the_notice_is_contested_or_the_award_is_over() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant_id = world.ready(db).await.id;
        let request = world.certified(db, grant_id, Cents(500_000)).await;
        for (state, expected) in [
            ("OBJECTED", "not-final"),
            ("DELIVERED", "not-final"),
            ("HEARING", "award-over"),
            ("IN_AUDIT", "award-over"),
            ("REVOKED", "award-over"),
        ] {
            world.turn(db, grant_id, state).await;
            let refused = order(db, &ctx(&world.budget, now()), pay(&request))
                .await
                .unwrap_err();
            assert_eq!(code(&refused), expected, "{}: {state}", test.name);
        }
        assert_eq!(grant(db, grant_id).await.ordered, Cents(0), "{}", test.name);
        // asked for in time
        world.turn(db, grant_id, "REPORT_DUE").await;
        order(db, &ctx(&world.budget, now()), pay(&request))
            .await
            .unwrap();
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn money_of_a_year_is_neither_ordered_nor_carried_out_in_the_next() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        world.cash_account(db).await;
        let request = world.certified(db, grant.id, Cents(500_000)).await;
        // midnight in Berlin
        let late = ctx(&world.budget, utc("2026-12-31T23:00:00Z"));
        let refused = order(db, &late, pay(&request)).await.unwrap_err();
        assert_eq!(code(&refused), "year-over", "{}", test.name);
        assert_eq!(
            said(&refused),
            "Der Mittelabruf gehört zum Haushaltsjahr 2026 und kann nur in diesem Jahr angeordnet werden. Bitte geben Sie \
             ihn zurück."
        );
        let last = utc("2026-12-31T22:59:00Z");
        order(db, &ctx(&world.budget, last), pay(&request)).await.unwrap();
        let files = base_files::Files::memory();
        let next_year = create_run(db, &files, &ctx(&world.first, last), world.run_for("2027-01-04"))
            .await
            .unwrap_err();
        assert_eq!(
            said(&next_year),
            format!(
                "Nicht zum Haushaltsjahr 2027 gehören: {}. Bitte wählen Sie einen Tag in deren Jahr oder geben Sie diese \
                 Abrufe zurück.",
                request.reference
            ),
            "{}",
            test.name
        );
        create_run(db, &files, &ctx(&world.first, last), world.run_for("2026-12-31"))
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn an_award_that_was_cut_says_at_the_order_what_is_left() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant_id = world.ready(db).await.id;
        let request = world.certified(db, grant_id, Cents(3_600_000)).await;
        let by = ctx(&world.head, now());
        let unit = db.write(&by).await.unwrap();
        let before = grants::grant(unit.conn(), grant_id).await.unwrap();
        grants::reduce(&unit, &before, Cents(3_000_000), "amend", "Änderungsbescheid")
            .await
            .unwrap();
        unit.commit().await.unwrap();
        let refused = order(db, &ctx(&world.budget, now()), pay(&request))
            .await
            .unwrap_err();
        assert_eq!(code(&refused), "over-award", "{}", test.name);
        assert!(said(&refused).contains("30.000,00 €"), "{}", said(&refused));
    }
}

#[tokio::test]
async fn d04_three_different_persons_let_a_payment_out() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant_id = world.ready(db).await.id;
        // somebody who holds every office of the programme
        let scope = base::Scope::Programme(world.programme.0);
        let roles = [base::Role::SB, base::Role::RL, base::Role::BfdH];
        let all = account(db, "Alle Ämter", &roles.map(|role| (role, scope))).await;
        let request = world.submitted(db, grant_id, Cents(500_000)).await;

        let stranger = certify_factual(db, &ctx(&world.head, now()), check(&request)).await;
        assert!(
            matches!(stranger, Err(Problem::Denied(_))),
            "{}: RL certifies nothing",
            test.name
        );
        let request = certify_factual(db, &ctx(&all, now()), check(&request))
            .await
            .unwrap();
        let twice = certify_arithmetic(db, &ctx(&all, now()), check(&request))
            .await
            .unwrap_err();
        assert_eq!(code(&twice), "four-eyes", "{}", test.name);
        let request = certify_arithmetic(db, &ctx(&world.second, now()), check(&request))
            .await
            .unwrap();
        let orders = order(db, &ctx(&all, now()), pay(&request)).await.unwrap_err();
        assert_eq!(code(&orders), "four-eyes", "{}", test.name);
        let orders = order(db, &ctx(&world.first, now()), pay(&request)).await;
        assert!(
            matches!(orders, Err(Problem::Denied(_))),
            "{}: SB orders nothing",
            test.name
        );
        let ordered = order(db, &ctx(&world.head, now()), pay(&request)).await.unwrap();
        assert_eq!(ordered.state, PaymentState::Ordered);
        assert_eq!(grant(db, grant_id).await.ordered, Cents(500_000));
        assert_eq!(world.pot(db, 2026).await.ordered_cents, Cents(500_000));
        assert_eq!(
            mails(db, request.application_id).await,
            ["M-P01", "M-P01", "M-P01", "M-P03"]
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn who_enters_a_request_from_paper_neither_certifies_nor_orders_it() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        let scope = base::Scope::Programme(world.programme.0);
        let both = account(
            db,
            "Vertretung",
            &[(base::Role::SB, scope), (base::Role::RL, scope)],
        )
        .await;
        let without_note = draft(db, &ctx(&both, now()), ask(grant.id, Cents(500_000)))
            .await
            .unwrap_err();
        assert_eq!(
            said(&without_note),
            "Bitte geben Sie an, wo der unterschriebene Mittelabruf liegt."
        );
        let paper = Draft {
            paper_note: "Blatt 31 der Akte".to_owned(),
            ..ask(grant.id, Cents(500_000))
        };
        let entered = draft(db, &ctx(&both, now()), paper).await.unwrap();
        let request = submit(db, &ctx(&both, now()), hand(&entered)).await.unwrap();
        let own = certify_factual(db, &ctx(&both, now()), check(&request))
            .await
            .unwrap_err();
        assert_eq!(code(&own), "four-eyes", "{}: nor certify it", test.name);
        let request = world.certify(db, &request).await;
        let refused = order(db, &ctx(&both, now()), pay(&request)).await.unwrap_err();
        assert_eq!(code(&refused), "four-eyes", "{}", test.name);
        order(db, &ctx(&world.head, now()), pay(&request)).await.unwrap();
    }
}

#[tokio::test]
async fn need_last_day_number_and_account_are_asked_for_at_submission() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.granted(db, &[(2026, 40_000)]).await;
        let signatory = |at: &str| ctx(&world.signatory, utc(at));
        let undeclared = Draft {
            needed: false,
            ..ask(grant.id, Cents(100_000))
        };
        let undeclared = draft(db, &ctx(&world.editor, now()), undeclared).await.unwrap();
        let refused = submit(db, &signatory("2026-09-15T08:00:00Z"), hand(&undeclared))
            .await
            .unwrap_err();
        assert!(
            said(&refused).starts_with("Bitte erklären Sie, dass der Betrag innerhalb von 2 Monaten"),
            "{refused}"
        );

        let asked = world.drafted(db, grant.id, Cents(100_000)).await;
        let refused = submit(db, &signatory("2026-09-15T08:00:00Z"), hand(&asked))
            .await
            .unwrap_err();
        assert_eq!(code(&refused), "no-account", "{}", test.name);
        world.bank(db, grant.id, IBAN).await;

        let late = submit(db, &signatory("2026-11-30T23:00:00Z"), hand(&asked))
            .await
            .unwrap_err(); // 1.12. in Berlin
        assert_eq!(
            said(&late),
            "Der letzte Tag für Mittelabrufe im Haushaltsjahr 2026 war der 30.11.2026."
        );
        let editor = submit(db, &ctx(&world.editor, now()), hand(&asked)).await;
        assert!(matches!(editor, Err(Problem::Denied(_))), "KE drafts, KZ submits");
        submit(db, &signatory("2026-11-30T22:59:00Z"), hand(&asked))
            .await
            .unwrap();
        for _ in 0..3 {
            world.submitted(db, grant.id, Cents(100_000)).await;
        }
        let fifth = world.drafted(db, grant.id, Cents(100_000)).await;
        let refused = submit(db, &signatory("2026-09-15T08:00:00Z"), hand(&fifth))
            .await
            .unwrap_err();
        assert_eq!(
            said(&refused),
            "Im Haushaltsjahr 2026 sind höchstens 4 Mittelabrufe möglich.",
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn what_is_sent_back_or_withdrawn_frees_its_money() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant_id = world.ready(db).await.id;
        let request = world.ordered(db, grant_id, Cents(3_600_000)).await;
        let back = |reason: &str| SendBack {
            payment: request.id,
            version: Some(request.version),
            reason: reason.to_owned(),
        };
        let silent = send_back(db, &ctx(&world.head, now()), back(" ")).await;
        assert!(matches!(silent, Err(Problem::Invalid(_))), "a reason is needed");
        let officer = send_back(db, &world.as_first(), back("Kostenplan fehlt")).await;
        assert!(
            matches!(officer, Err(Problem::Denied(_))),
            "after the order RL or BfdH decide"
        );
        let returned = send_back(db, &ctx(&world.head, now()), back("Kostenplan fehlt"))
            .await
            .unwrap();
        assert_eq!(returned.state, PaymentState::Returned);
        assert_eq!(grant(db, grant_id).await.ordered, Cents(0));
        assert_eq!(world.pot(db, 2026).await.ordered_cents, Cents(0), "{}", test.name);
        assert!(
            mails(db, request.application_id)
                .await
                .contains(&"M-P02".to_owned())
        );

        let again = world.submitted(db, grant_id, Cents(3_600_000)).await;
        let take_back = Cancel {
            payment: again.id,
            version: Some(again.version),
            reason: String::new(),
        };
        let editor = cancel(db, &ctx(&world.editor, now()), take_back.clone()).await;
        assert!(
            matches!(editor, Err(Problem::Denied(_))),
            "what KZ handed in, KZ takes back"
        );
        cancel(db, &ctx(&world.signatory, now()), take_back)
            .await
            .unwrap();
        world.submitted(db, grant_id, Cents(3_600_000)).await;
        assert_clean(db).await;
    }
}
