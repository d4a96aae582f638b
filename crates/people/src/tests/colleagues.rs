//! A body's signatory keeps the accounts of its own people.

use base::{Problem, Role, Scope};
use base_testing::db::databases;
use uuid::Uuid;

use super::{acting, cookie, open, whoever};
use crate::{AccountState, NewAccount, colleagues, invite_colleague, remove_colleague};

#[tokio::test]
async fn a_signatory_invites_sees_and_removes_colleagues_of_the_own_body_only() {
    for test in databases().await {
        let db = &test.db;
        let (body, other) = (Uuid::now_v7(), Uuid::now_v7());
        let chief = open(db, "kz@stadt.example", &[(Role::KZ, Scope::Body(body))]).await;
        open(db, "ke@stadt.example", &[(Role::KE, Scope::Body(body))]).await;
        open(
            db,
            "sb@amt.example",
            &[(Role::SB, Scope::Programme(Uuid::now_v7()))],
        )
        .await;
        let me = acting(&whoever(db, &cookie(db, "kz@stadt.example").await).await.unwrap());
        let editor = acting(&whoever(db, &cookie(db, "ke@stadt.example").await).await.unwrap());
        let new = || NewAccount::new("neu@stadt.example", "Neue Kollegin (Test)");

        let denied = invite_colleague(db, &editor, body, new(), &[Role::KE]).await;
        assert!(matches!(denied, Err(Problem::Denied(_))), "{}", test.name);
        let foreign = invite_colleague(db, &me, other, new(), &[Role::KE]).await;
        assert!(matches!(foreign, Err(Problem::Denied(_))));
        for roles in [&[][..], &[Role::SB][..]] {
            let none = invite_colleague(db, &me, body, new(), roles).await;
            assert!(
                matches!(none, Err(Problem::Invalid(_))),
                "only roles of bodies: {roles:?}"
            );
        }
        let officer = NewAccount::new("sb@amt.example", "Person (Test)");
        let none = invite_colleague(db, &me, body, officer, &[Role::KE]).await;
        assert!(
            matches!(none, Err(Problem::Invalid(_))),
            "an officer does not change sides"
        );

        let person = invite_colleague(db, &me, body, new(), &[Role::KE, Role::KZ])
            .await
            .unwrap();
        let again = invite_colleague(db, &me, body, new(), &[Role::KE]).await.unwrap();
        assert_eq!(person, again, "the same address is the same person");
        let all = colleagues(db.reader(), &editor, body).await.unwrap();
        let seen: Vec<(&str, &[Role], AccountState)> = all
            .iter()
            .map(|one| {
                (
                    one.account.email.as_str(),
                    one.roles.as_slice(),
                    one.account.state,
                )
            })
            .collect();
        assert_eq!(seen.len(), 3);
        assert!(seen.contains(&("neu@stadt.example", &[Role::KE, Role::KZ], AccountState::Invited)));
        assert!(matches!(
            colleagues(db.reader(), &me, other).await,
            Err(Problem::NotFound { .. })
        ));

        let own = remove_colleague(db, &me, body, chief).await;
        assert!(matches!(
            own,
            Err(Problem::Refused {
                code: "own-account",
                ..
            })
        ));
        remove_colleague(db, &me, body, person).await.unwrap();
        assert_eq!(colleagues(db.reader(), &me, body).await.unwrap().len(), 2);
        let gone = remove_colleague(db, &me, body, person).await;
        assert!(matches!(gone, Err(Problem::NotFound { .. })));
    }
}
