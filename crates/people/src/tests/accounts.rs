use base::{Role, Scope};
use base_testing::db::databases;
use uuid::Uuid;

use super::{acting, audited, code_of, day, mails, noon, open, operator, words};
use crate::{AccountState, Assign, NewAccount};

#[tokio::test]
async fn an_account_is_invited_and_its_address_is_unique_in_whatever_case() {
    words();
    for test in databases().await {
        let db = &test.db;
        let person = crate::create_account(
            db,
            &operator(),
            NewAccount::new("Neu@Kommune.Example", "Person (Test)"),
        )
        .await
        .unwrap();
        let account = crate::account(db.reader(), person).await.unwrap();
        assert_eq!(
            (account.email.as_str(), account.state),
            ("neu@kommune.example", AccountState::Invited),
            "{}",
            test.name
        );
        let sent = mails(db).await;
        assert_eq!(sent[0].code, "M-U01");
        assert_eq!(sent[0].subject, "Ihr Zugang");
        let again = crate::create_account(
            db,
            &operator(),
            NewAccount::new(" NEU@kommune.example ", "Andere (Test)"),
        )
        .await
        .unwrap_err();
        assert_eq!(code_of(&again), "email", "{}", test.name);
        assert_eq!(mails(db).await.len(), 1, "the refused one left nothing");
        assert_eq!(audited(db, person).await, ["create", "invite"]);
        let found = crate::find_by_email(db.reader(), "NEU@KOMMUNE.EXAMPLE")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(found.id, person);
    }
}

#[tokio::test]
async fn two_officers_at_once_create_one_account() {
    words();
    for test in databases().await {
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let db = test.db.clone();
                tokio::spawn(async move {
                    crate::create_account(
                        &db,
                        &operator(),
                        NewAccount::new("eine@kommune.example", "Person (Test)"),
                    )
                    .await
                })
            })
            .collect();
        let mut created = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(_) => created += 1,
                Err(problem) => assert_eq!(code_of(&problem), "email", "{}", test.name),
            }
        }
        assert_eq!(created, 1, "{}", test.name);
    }
}

#[tokio::test]
async fn ad_gives_all_roles_sb_only_those_of_bodies_and_nobody_their_own() {
    for test in databases().await {
        let db = &test.db;
        let (programme, body) = (Scope::Programme(Uuid::now_v7()), Scope::Body(Uuid::now_v7()));
        let from_on = day("2026-03-06");
        let other = open(db, "andere@kommune.example", &[]).await;
        let ad = acting(&base_testing::person(
            "Administration",
            &[(Role::AD, Scope::System)],
        ));
        let sb = acting(&base_testing::person("Sachbearbeitung", &[(Role::SB, programme)]));
        let ds = acting(&base_testing::person("Datenschutz", &[(Role::DS, programme)]));
        let assign = |ctx, role, scope| crate::assign(db, ctx, Assign::from(other, role, scope, from_on));
        assert!(assign(&ad, Role::SB, programme).await.is_ok(), "{}", test.name);
        assert!(assign(&sb, Role::KE, body).await.is_ok(), "{}", test.name);
        assert_eq!(
            code_of(&assign(&sb, Role::RL, programme).await.unwrap_err()),
            "denied"
        );
        assert_eq!(code_of(&assign(&ds, Role::KE, body).await.unwrap_err()), "denied");
        assert_eq!(code_of(&assign(&ad, Role::SB, body).await.unwrap_err()), "scope");
        let own = Assign::from(ad.person().unwrap().id, Role::SB, programme, from_on);
        assert_eq!(
            code_of(&crate::assign(db, &ad, own).await.unwrap_err()),
            "own-account"
        );
        let new = || NewAccount::new("weitere@kommune.example", "Weitere (Test)");
        assert_eq!(
            code_of(&crate::create_account(db, &sb, new()).await.unwrap_err()),
            "denied"
        );
        let signatory = crate::create_account_with(db, &sb, new(), &[(Role::KZ, body)]).await;
        assert_eq!(code_of(&signatory.unwrap_err()), "two-persons");
        assert!(
            crate::create_account_with(db, &sb, new(), &[(Role::KE, body)])
                .await
                .is_ok()
        );
        assert!(
            crate::list_accounts(db, &ds, "", None, Default::default())
                .await
                .is_ok()
        );
        assert_eq!(
            code_of(
                &crate::list_accounts(db, &sb, "", None, Default::default())
                    .await
                    .unwrap_err()
            ),
            "denied"
        );
    }
}

#[tokio::test]
async fn holders_of_many_bodies_are_those_of_each() {
    for test in databases().await {
        let db = &test.db;
        let bodies: Vec<Uuid> = (0..3).map(|_| Uuid::now_v7()).collect();
        let first = Scope::Body(bodies[0]);
        open(db, "ke@stadt.example", &[(Role::KE, first)]).await;
        open(db, "kz@stadt.example", &[(Role::KZ, first), (Role::KE, first)]).await;
        open(db, "ke@kreis.example", &[(Role::KE, Scope::Body(bodies[1]))]).await;
        let roles = [Role::KE, Role::KZ];
        let all = crate::holders_of_bodies(db.reader(), &roles, &bodies, noon())
            .await
            .unwrap();
        assert_eq!(all.len(), 2, "{}: the third has none", test.name);
        for body in bodies {
            let each = crate::holders(db.reader(), &roles, Scope::Body(body), noon())
                .await
                .unwrap();
            let ids = |accounts: &[crate::Account]| -> Vec<_> {
                accounts.iter().map(|account| account.id).collect()
            };
            let found = all.get(&body).map(Vec::as_slice).unwrap_or_default();
            assert_eq!(ids(found), ids(&each), "{}", test.name);
        }
    }
}

#[tokio::test]
async fn a_role_counts_from_its_first_to_its_last_day_and_the_same_is_not_given_twice() {
    for test in databases().await {
        let db = &test.db;
        let programme = Scope::Programme(Uuid::now_v7());
        let person = open(db, "sb@amt.example", &[]).await;
        let assign = Assign {
            until_on: Some(day("2026-03-06")),
            ..Assign::from(person, Role::SB, programme, day("2026-03-02"))
        };
        crate::assign(db, &operator(), assign).await.unwrap();
        crate::assign(db, &operator(), assign).await.unwrap();
        assert_eq!(
            crate::roles_of(db.reader(), person).await.unwrap().len(),
            1,
            "{}",
            test.name
        );
        // 6 March 2026 ends at 23:00 UTC (Europe/Berlin).
        for (now, count) in [
            ("2026-03-01T22:59:59Z", 0),
            ("2026-03-01T23:00:00Z", 1),
            ("2026-03-06T22:59:59Z", 1),
            ("2026-03-06T23:00:00Z", 0),
        ] {
            let holders = crate::holders(
                db.reader(),
                &[Role::SB, Role::RL],
                programme,
                now.parse().unwrap(),
            )
            .await
            .unwrap();
            assert_eq!(holders.len(), count, "{} {now}", test.name);
        }
        let role = crate::roles_of(db.reader(), person).await.unwrap()[0].id;
        crate::end_role(db, &operator(), role).await.unwrap();
        assert!(
            crate::holders(db.reader(), &[Role::SB], programme, noon())
                .await
                .unwrap()
                .is_empty()
        );
        assert_eq!(
            code_of(&crate::end_role(db, &operator(), role).await.unwrap_err()),
            "stale"
        );
    }
}

#[tokio::test]
async fn the_list_is_searched_by_every_word_of_name_and_address() {
    words();
    for test in databases().await {
        let db = &test.db;
        for (email, name) in [
            ("a@esslingen.example", "Jörg Schütz (Test)"),
            ("b@tuebingen.example", "Andere (Test)"),
        ] {
            crate::create_account(db, &operator(), NewAccount::new(email, name))
                .await
                .unwrap();
        }
        for (search, total) in [
            ("", 2),
            ("schuetz", 1),
            ("Schütz esslingen", 1),
            ("schütz tuebingen", 0),
            ("100%", 0),
        ] {
            let page = crate::list_accounts(db, &operator(), search, None, Default::default())
                .await
                .unwrap();
            assert_eq!(page.total, total, "{} {search}", test.name);
        }
        let locked = crate::list_accounts(
            db,
            &operator(),
            "",
            Some(AccountState::Locked),
            Default::default(),
        )
        .await
        .unwrap();
        assert_eq!(locked.total, 0);
    }
}

#[tokio::test]
async fn affiliations_are_kept_per_person() {
    for test in databases().await {
        let db = &test.db;
        let (person, body) = (open(db, "as@verband.example", &[]).await, Uuid::now_v7());
        let ctx = operator();
        let unit = db.write(&ctx).await.unwrap();
        crate::affiliate(&unit, person, body, "EMPLOYED", Some(day("2025-01-01")), None)
            .await
            .unwrap();
        unit.commit().await.unwrap();
        let found = crate::affiliations(db.reader(), &[person]).await.unwrap();
        assert_eq!(
            (found[0].body_id, found[0].kind.as_str(), found[0].until_on),
            (body, "EMPLOYED", None),
            "{}",
            test.name
        );
        assert!(crate::affiliations(db.reader(), &[]).await.unwrap().is_empty());
    }
}
