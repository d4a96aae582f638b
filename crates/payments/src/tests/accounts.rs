//! Bank details: from the application, four eyes, the block after a change, who sees the number.

use base::{Cents, Problem};
use base_db::Db;
use base_testing::ctx;
use base_testing::db::databases;
use grants::Grant;
use sea_orm::Value;
use uuid::Uuid;

use super::world::*;
use crate::access;
use crate::model::{AccountSource, BankAccountState, Owner};
use crate::usecases::*;

/// An answer in the application.
async fn answered(world: &World, db: &Db, grant: &Grant, field: &str, value: &str) {
    let by = world.as_first();
    let unit = db.write(&by).await.unwrap();
    let row: Vec<(&'static str, Value)> = vec![
        ("id", Uuid::now_v7().into()),
        ("application_id", grant.application_id.0.into()),
        ("field_code", field.into()),
        ("value", serde_json::json!(value).to_string().into()),
        ("version", 1_i64.into()),
        ("changed_at", now().into()),
    ];
    insert(&unit, "application_answer", row).await;
    unit.commit().await.unwrap();
}

#[tokio::test]
async fn the_first_account_comes_from_the_application_and_a_second_person_confirms_it() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.granted(db, &[(2026, 40_000)]).await;
        let by = world.as_first();
        answered(&world, db, &grant, "E5a", "DE02120300000000202051").await;
        answered(&world, db, &grant, "E5d", "5.0815.000042.1").await;
        let case = world.case(db, grant.application_id).await;
        let details = proposed_details(db.reader(), &grant, &case).await.unwrap();
        assert_eq!(details.payee_reference, "5.0815.000042.1", "{}", test.name);
        let owner = Owner::Grant(grant.id);
        let entered = enter_account(db, &by, EnterAccount { owner, details })
            .await
            .unwrap();
        assert_eq!(
            (entered.source, entered.is_change),
            (AccountSource::Application, false)
        );

        let own = confirm_account(db, &by, decide(&entered)).await.unwrap_err();
        assert_eq!(code(&own), "four-eyes", "{}", test.name);
        let head = confirm_account(db, &ctx(&world.head, now()), decide(&entered)).await;
        assert!(matches!(head, Err(Problem::Denied(_))), "the officers call back");
        let silent = DecideAccount {
            note: " ".to_owned(),
            ..decide(&entered)
        };
        let silent = confirm_account(db, &ctx(&world.second, now()), silent).await;
        assert!(
            matches!(silent, Err(Problem::Invalid(_))),
            "the call back is noted"
        );
        let confirmed = confirm_account(db, &ctx(&world.second, now()), decide(&entered))
            .await
            .unwrap();
        assert_eq!(confirmed.usable_from, Some(now()), "the first is not blocked");
        assert!(
            mails(db, grant.application_id).await.is_empty(),
            "nothing changed"
        );
    }
}

#[tokio::test]
async fn first_bank_details_other_than_the_applications_are_a_change() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.granted(db, &[(2026, 40_000)]).await;
        answered(&world, db, &grant, "E5a", "DE02120300000000202051").await;
        let owner = Owner::Grant(grant.id);
        let confirmed = world
            .bank_at(db, owner, OTHER_IBAN, [&world.editor, &world.first], now())
            .await;
        assert_eq!(
            (confirmed.source, confirmed.is_change),
            (AccountSource::Municipality, true),
            "{}",
            test.name
        );
        assert_eq!(
            confirmed.usable_from,
            Some(now() + crate::rules::BLOCK),
            "blocked for a day"
        );
        assert_eq!(
            mails(db, grant.application_id).await,
            ["M-U02", "M-U02"],
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn an_order_follows_the_bank_details_before_a_file_carries_it() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        world.cash_account(db).await;
        let request = world.ordered(db, grant.id, Cents(500_000)).await;
        let follow = |version: i64| Redirect {
            payment: request.id,
            version: Some(version),
        };
        let head = ctx(&world.head, now());
        let same = redirect(db, &head, follow(request.version)).await.unwrap_err();
        assert_eq!(code(&same), "unchanged", "{}", test.name);
        let owner = Owner::Grant(grant.id);
        let changed = world
            .bank_at(db, owner, OTHER_IBAN, [&world.editor, &world.second], now())
            .await;
        let blocked = redirect(db, &head, follow(request.version)).await.unwrap_err();
        assert_eq!(code(&blocked), "account-blocked", "{}", test.name);
        let later = now() + crate::rules::BLOCK;
        // somebody who certified and holds the other office meanwhile
        let scope = base::Scope::Programme(world.programme.0);
        let mut certifier = world.second.clone();
        certifier.assignments.push(base::Assignment {
            role: base::Role::RL,
            scope,
            deputy_of: None,
        });
        let own = redirect(db, &ctx(&certifier, later), follow(request.version))
            .await
            .unwrap_err();
        assert_eq!(code(&own), "four-eyes", "{}", test.name);
        let officer = redirect(db, &ctx(&world.first, later), follow(request.version)).await;
        assert!(matches!(officer, Err(Problem::Denied(_))), "{}", test.name);
        let after = redirect(db, &ctx(&world.head, later), follow(request.version))
            .await
            .unwrap();
        assert_eq!(
            (after.account_id, after.ordered_by, after.ordered_at),
            (Some(changed.id), Some(world.head.id), Some(later)),
            "{}: a new order",
            test.name
        );
        let files = base_files::Files::memory();
        create_run(db, &files, &ctx(&world.first, later), world.run_for("2026-09-17"))
            .await
            .unwrap();
        let late = redirect(db, &ctx(&world.head, later), follow(after.version + 1))
            .await
            .unwrap_err();
        assert_eq!(code(&late), "in-run", "{}", test.name);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn money_goes_to_a_changed_account_after_a_day_only() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        let request = world.certified(db, grant.id, Cents(500_000)).await;
        let owner = Owner::Grant(grant.id);
        let same = EnterAccount {
            owner,
            details: details(IBAN),
        };
        let same = enter_account(db, &ctx(&world.editor, now()), same)
            .await
            .unwrap_err();
        assert_eq!(code(&same), "unchanged");
        let other = EnterAccount {
            owner,
            details: details(OTHER_IBAN),
        };
        let entered = enter_account(db, &ctx(&world.editor, now()), other.clone())
            .await
            .unwrap();
        assert_eq!(
            (entered.source, entered.is_change),
            (AccountSource::Municipality, true)
        );
        let waits = enter_account(db, &ctx(&world.editor, now()), other)
            .await
            .unwrap_err();
        assert_eq!(code(&waits), "account-waits");
        confirm_account(db, &ctx(&world.second, now()), decide(&entered))
            .await
            .unwrap();

        let blocked = order(db, &ctx(&world.budget, now()), pay(&request))
            .await
            .unwrap_err();
        assert_eq!(code(&blocked), "account-blocked", "{}", test.name);
        assert!(
            said(&blocked).contains("16.09.2026, 10:00 Uhr"),
            "{}",
            said(&blocked)
        );
        let at = |minutes: i64| ctx(&world.budget, now() + chrono::Duration::minutes(minutes));
        assert!(order(db, &at(24 * 60 - 1), pay(&request)).await.is_err());
        let ordered = order(db, &at(24 * 60), pay(&request)).await.unwrap();
        assert_eq!(ordered.account_id, Some(entered.id));
        let known = crate::queries::accounts(db.reader(), owner).await.unwrap();
        let states: Vec<BankAccountState> = known.iter().map(|account| account.state).collect();
        assert_eq!(states, [BankAccountState::Confirmed, BankAccountState::Replaced]);

        let all = base_mail::of_case(db.reader(), grant.application_id.0, 100)
            .await
            .unwrap();
        let told: Vec<_> = all.iter().filter(|mail| mail.code == "M-U02").collect();
        assert_eq!(told.len(), 2, "{}: KE and KZ", test.name);
        for mail in told {
            assert!(
                mail.subject.contains("Bankverbindung geändert – bitte prüfen"),
                "{}",
                mail.subject
            );
            let text = &mail.body_text;
            assert!(text.contains("endet auf 5030"), "the last four digits: {text}");
            assert!(
                !text.contains("75030") && !text.contains("DE02"),
                "and no more: {text}"
            );
        }
    }
}

#[tokio::test]
async fn who_need_not_know_an_account_number_sees_its_end_only() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        let account = crate::queries::account_in_force(db.reader(), Owner::Grant(grant.id))
            .await
            .unwrap()
            .unwrap();
        for (person, sees) in [
            (&world.first, true),
            (&world.editor, true),
            (&world.signatory, true),
            (&world.head, false),
            (&world.budget, false),
        ] {
            let ctx = ctx(person, now());
            assert_eq!(
                access::sees_number(&ctx, &account, Some(&grant)),
                sees,
                "{}",
                person.name
            );
        }
    }
}

#[tokio::test]
async fn a_refused_account_is_out_and_its_author_may_take_it_back() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        let owner = Owner::Grant(grant.id);
        for by in [&world.editor, &world.second] {
            let command = EnterAccount {
                owner,
                details: details(OTHER_IBAN),
            };
            let entered = enter_account(db, &ctx(&world.editor, now()), command)
                .await
                .unwrap();
            let stranger = refuse_account(db, &ctx(&world.signatory, now()), decide(&entered)).await;
            assert!(
                stranger.is_err(),
                "{}: neither its author nor an officer",
                test.name
            );
            let refused = refuse_account(db, &ctx(by, now()), decide(&entered))
                .await
                .unwrap();
            assert_eq!(refused.state, BankAccountState::Refused);
            let late = confirm_account(db, &ctx(&world.second, now()), decide(&refused))
                .await
                .unwrap_err();
            assert_eq!(code(&late), "wrong-state");
        }
        let in_force = crate::queries::account_in_force(db.reader(), owner)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(in_force.iban, "DE02120300000000202051");
    }
}
