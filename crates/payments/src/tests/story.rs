//! The whole way of a payment, with as many persons as it takes.

use std::collections::BTreeSet;

use base::Cents;
use base_db::audit;
use base_testing::ctx;
use base_testing::db::databases;

use super::confirmation::{app, applied, uploaded};
use super::world::*;
use crate::model::{Owner, PaymentState};
use crate::usecases::*;

#[tokio::test]
async fn from_the_bank_details_to_the_money_six_persons_have_a_hand_in_it() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db).await;
        let grant_id = world.granted(db, &[(2026, 40_000)]).await.id;
        let owner = Owner::Grant(grant_id);
        let at = |text: &str| utc(text);

        let entered = EnterAccount {
            owner,
            details: details(IBAN),
        };
        let entered = enter_account(db, &ctx(&world.editor, at("2026-09-14T08:00:00Z")), entered)
            .await
            .unwrap();
        confirm_account(
            db,
            &ctx(&world.second, at("2026-09-14T09:00:00Z")),
            decide(&entered),
        )
        .await
        .unwrap();
        world.cash_account(db).await;

        let monday = |person| ctx(person, at("2026-09-14T10:00:00Z"));
        let request = draft(db, &monday(&world.editor), ask(grant_id, Cents(1_200_000)))
            .await
            .unwrap();
        let request = submit(db, &monday(&world.signatory), hand(&request))
            .await
            .unwrap();
        let request = certify_factual(db, &monday(&world.first), check(&request))
            .await
            .unwrap();
        let request = certify_arithmetic(db, &monday(&world.second), check(&request))
            .await
            .unwrap();
        let request = order(db, &monday(&world.budget), pay(&request)).await.unwrap();
        create_run(
            db,
            &app.app.files,
            &monday(&world.first),
            world.run_for("2026-09-15"),
        )
        .await
        .unwrap();

        let list = format!(
            "Buchungsdatum;Wertstellung;Kassenzeichen;Betrag;Status\n\
             15.09.2026;15.09.2026;{};12.000,00;ausgeführt\n",
            request.reference
        );
        let run = uploaded(&app, &list, &world.first).await;
        let report = applied(&app, &list, run, &world.head, at("2026-09-16T08:00:00Z"))
            .await
            .unwrap();
        assert_eq!(report.accepted, 1, "{}: {report:#?}", test.name);

        let request = stored(db, &request).await;
        assert_eq!(request.state, PaymentState::Paid);
        let entries = audit::of_subject(db.reader(), "payment", &request.id.to_string(), 100)
            .await
            .unwrap();
        let verbs: Vec<&str> = entries.iter().rev().map(|entry| entry.action.as_str()).collect();
        let way = [
            "draft",
            "submit",
            "certify_factual",
            "certify_arithmetic",
            "order",
            "send_to_cash_desk",
            "pay",
        ];
        assert_eq!(verbs, way, "{}: one entry a step", test.name);
        let persons: BTreeSet<_> = entries.iter().filter_map(|entry| entry.actor_id).collect();
        assert_eq!(persons.len(), 6, "{}: KE, KZ, two SB, BfdH, RL", test.name);
        assert_eq!(
            mails(db, request.application_id).await,
            ["M-P01", "M-P01", "M-P03", "M-P04"]
        );
        assert_eq!(grant(db, grant_id).await.paid, Cents(1_200_000));
        assert_clean(db).await;
    }
}
