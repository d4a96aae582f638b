use base::{Access, Ctx, Role, Scope};
use base_db::Db;
use base_testing::db::databases;
use base_web::identity::{Credential, Identity};
use chrono::Duration;
use uuid::Uuid;

use super::{acting, code_of, cookie, noon, open, operator, whoever};
use crate::{NewToken, TokenAccess};

const EMAIL: &str = "statistik@amt.example";

async fn comes(db: &Db, secret: &str, days: i64) -> Option<Identity> {
    let machine_now = db.machine_now() + Duration::days(days);
    crate::identify::recognise(db, Credential::Token(secret), noon(), machine_now)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_reading_token_writes_nothing_and_every_token_ends() {
    for test in databases().await {
        let db = &test.db;
        let person = open(db, EMAIL, &[(Role::RH, Scope::Programme(Uuid::now_v7()))]).await;
        let me = acting(&whoever(db, &cookie(db, EMAIL).await).await.unwrap());
        let new = |access| NewToken {
            person,
            name: "Auswertung".to_owned(),
            access,
            days: 30,
        };
        let (token, reading) = crate::create_token(db, &me, new(TokenAccess::Read))
            .await
            .unwrap();
        let (_, writing) = crate::create_token(db, &me, new(TokenAccess::ReadWrite))
            .await
            .unwrap();
        assert!(reading.starts_with("fp_") && reading.len() == 46, "{}", test.name);
        let identity = comes(db, &reading, 0).await.unwrap();
        assert_eq!(
            (identity.person.id, identity.access, identity.session),
            (person, Access::ReadOnly, None),
            "{}",
            test.name
        );
        let reader = Ctx {
            access: identity.access,
            ..acting(&identity.person)
        };
        assert_eq!(
            code_of(&crate::revoke_token(db, &reader, token.id).await.unwrap_err()),
            "denied",
            "{}",
            test.name
        );
        assert_eq!(
            comes(db, &writing, 29).await.unwrap().access,
            Access::ReadWrite,
            "{}",
            test.name
        );
        assert!(comes(db, &writing, 31).await.is_none(), "{}", test.name);
        let other = acting(&base_testing::person("Andere", &[]));
        assert_eq!(
            code_of(&crate::revoke_token(db, &other, token.id).await.unwrap_err()),
            "not-found",
            "{}",
            test.name
        );
        crate::revoke_token(db, &me, token.id).await.unwrap();
        assert!(comes(db, &reading, 0).await.is_none(), "{}", test.name);
        assert_eq!(crate::tokens(db, &me).await.unwrap().len(), 1, "{}", test.name);
        assert!(
            whoever(db, &writing).await.is_none(),
            "{}: a token is no cookie",
            test.name
        );
    }
}

#[tokio::test]
async fn a_token_has_a_name_and_at_most_a_year() {
    for test in databases().await {
        let db = &test.db;
        let person = open(db, EMAIL, &[]).await;
        let make = async |name: &str, days: i64| {
            let new = NewToken {
                person,
                name: name.to_owned(),
                access: TokenAccess::Read,
                days,
            };
            crate::create_token(db, &operator(), new)
                .await
                .map_err(|problem| code_of(&problem).to_owned())
        };
        assert_eq!(make(" ", 30).await.unwrap_err(), "name", "{}", test.name);
        for days in [0, 367, i64::MAX] {
            assert_eq!(
                make("Auswertung", days).await.unwrap_err(),
                "days",
                "{}",
                test.name
            );
        }
        assert!(make("Auswertung", 366).await.is_ok(), "{}", test.name);
        let other = acting(&base_testing::person("Andere", &[]));
        let new = NewToken {
            person,
            name: "fremd".to_owned(),
            access: TokenAccess::Read,
            days: 30,
        };
        assert_eq!(
            code_of(&crate::create_token(db, &other, new).await.unwrap_err()),
            "not-found",
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn only_tokens_of_the_operator_do_without_a_second_factor() {
    for test in databases().await {
        let db = &test.db;
        let person = open(db, EMAIL, &[(Role::SB, Scope::Programme(Uuid::now_v7()))]).await;
        let me = acting(&whoever(db, &cookie(db, EMAIL).await).await.unwrap());
        let new = NewToken {
            person,
            name: "eigener".to_owned(),
            access: TokenAccess::ReadWrite,
            days: 30,
        };
        let (_, own) = crate::create_token(db, &me, new).await.unwrap();
        assert!(
            comes(db, &own, 0).await.unwrap().person.assignments.is_empty(),
            "{}",
            test.name
        );
        let secret = crate::create_token_for(db, &operator(), EMAIL, "Maschine", 30, true)
            .await
            .unwrap();
        assert_eq!(
            comes(db, &secret, 0).await.unwrap().person.assignments.len(),
            1,
            "{}",
            test.name
        );
        crate::lock(db, &operator(), person, "ausgeschieden")
            .await
            .unwrap();
        assert!(
            comes(db, &secret, 0).await.is_none(),
            "{}: not for a locked account",
            test.name
        );
    }
}
