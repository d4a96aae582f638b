use base_testing::db::databases;
use chrono::Duration;

use super::{PASSWORD, code_of, cookie, link, mails, nobody, noon, open, operator, typed, whoever, words};
use crate::{AccountState, NewAccount};

const EMAIL: &str = "neu@kommune.example";

#[tokio::test]
async fn an_invitation_works_72_hours_and_once() {
    words();
    for test in databases().await {
        let db = &test.db;
        let person = crate::create_account(db, &operator(), NewAccount::new(EMAIL, "Person (Test)"))
            .await
            .unwrap();
        let token = link(db, "/invitation/").await;
        let accept = async |hours: i64, password: &str| {
            let ctx = nobody(noon() + Duration::hours(hours));
            crate::choose_password(db, &ctx, &token, true, password)
                .await
                .map_err(|problem| code_of(&problem).to_owned())
        };
        assert_eq!(
            accept(72, PASSWORD).await.unwrap_err(),
            "link-expired",
            "{}",
            test.name
        );
        assert_eq!(accept(71, "kurz").await.unwrap_err(), "password", "{}", test.name);
        let reset = crate::choose_password(db, &nobody(noon()), &token, false, PASSWORD)
            .await
            .unwrap_err();
        assert_eq!(
            code_of(&reset),
            "link-expired",
            "{}: no link of the other kind",
            test.name
        );
        assert_eq!(accept(71, PASSWORD).await, Ok(person), "{}", test.name);
        assert_eq!(
            crate::account(db.reader(), person).await.unwrap().state,
            AccountState::Active
        );
        assert_eq!(
            accept(71, "ganz andere worte").await.unwrap_err(),
            "link-expired",
            "{}: the second time",
            test.name
        );
        cookie(db, EMAIL).await;
    }
}

#[tokio::test]
async fn a_new_invitation_ends_the_earlier_one() {
    words();
    for test in databases().await {
        let db = &test.db;
        let person = crate::create_account(db, &operator(), NewAccount::new(EMAIL, "Person (Test)"))
            .await
            .unwrap();
        let first = link(db, "/invitation/").await;
        crate::invite(db, &operator(), person).await.unwrap();
        let second = link(db, "/invitation/").await;
        assert_ne!(first, second, "{}", test.name);
        let old = crate::choose_password(db, &nobody(noon()), &first, true, PASSWORD)
            .await
            .unwrap_err();
        assert_eq!(code_of(&old), "link-expired", "{}", test.name);
        crate::choose_password(db, &nobody(noon()), &second, true, PASSWORD)
            .await
            .unwrap();
        assert_eq!(
            code_of(&crate::invite(db, &operator(), person).await.unwrap_err()),
            "not-invited",
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_reset_works_two_hours_ends_all_sessions_and_tells_nothing_about_accounts() {
    words();
    for test in databases().await {
        let db = &test.db;
        open(db, EMAIL, &[]).await;
        let before = cookie(db, EMAIL).await;
        crate::forgot_password(db, &nobody(noon()), "niemand@kommune.example")
            .await
            .unwrap();
        assert!(mails(db).await.is_empty(), "{}", test.name);
        crate::forgot_password(db, &nobody(noon()), "NEU@kommune.example")
            .await
            .unwrap();
        assert_eq!(mails(db).await[0].code, "M-U03", "{}", test.name);
        let token = link(db, "/reset/").await;
        let late = crate::choose_password(
            db,
            &nobody(noon() + Duration::hours(2)),
            &token,
            false,
            "ganz andere worte",
        )
        .await;
        assert_eq!(code_of(&late.unwrap_err()), "link-expired", "{}", test.name);
        assert!(whoever(db, &before).await.is_some());
        crate::choose_password(db, &nobody(noon()), &token, false, "ganz andere worte")
            .await
            .unwrap();
        assert!(whoever(db, &before).await.is_none(), "{}", test.name);
        assert!(
            crate::sign_in(db, &nobody(noon()), typed(EMAIL, PASSWORD))
                .await
                .is_err()
        );
    }
}

#[tokio::test]
async fn nobody_is_flooded_with_reset_mails() {
    words();
    for test in databases().await {
        let db = &test.db;
        open(db, EMAIL, &[]).await;
        let mut codes = Vec::new();
        for _ in 0..6 {
            codes.push(crate::forgot_password(db, &nobody(noon()), EMAIL).await.is_ok());
        }
        assert_eq!(codes, [true, true, true, true, false, false], "{}", test.name);
        assert_eq!(mails(db).await.len(), 4, "{}", test.name);
    }
}

#[tokio::test]
async fn an_invited_person_who_forgot_is_invited_again_and_a_locked_one_gets_nothing() {
    words();
    for test in databases().await {
        let db = &test.db;
        let person = crate::create_account(db, &operator(), NewAccount::new(EMAIL, "Person (Test)"))
            .await
            .unwrap();
        crate::forgot_password(db, &nobody(noon()), EMAIL).await.unwrap();
        let codes: Vec<String> = mails(db).await.into_iter().map(|mail| mail.code).collect();
        assert_eq!(codes, ["M-U01", "M-U01"], "{}", test.name);
        let token = link(db, "/invitation/").await;
        crate::lock(db, &operator(), person, "Irrtum").await.unwrap();
        crate::forgot_password(db, &nobody(noon()), EMAIL).await.unwrap();
        assert_eq!(mails(db).await.len(), 2, "{}", test.name);
        let refused = crate::choose_password(db, &nobody(noon()), &token, true, PASSWORD)
            .await
            .unwrap_err();
        assert_eq!(code_of(&refused), "link-expired", "{}", test.name);
    }
}
