use base_testing::db::databases;
use chrono::Duration;

use super::{PASSWORD, audited, code_of, nobody, noon, open, typed};
use crate::store::accounts;
use crate::usecases::sign_in::{FREE_PER_ACCOUNT, FREE_PER_ADDRESS};
use crate::{SignIn, SignInFrom};

const EMAIL: &str = "kommune@kommune.example";

#[tokio::test]
async fn after_five_failures_the_pause_begins_and_holds_for_the_right_password_too() {
    for test in databases().await {
        let db = &test.db;
        let id = open(db, EMAIL, &[]).await;
        for attempt in 0..=FREE_PER_ACCOUNT {
            let problem = crate::sign_in(db, &nobody(noon()), typed(EMAIL, "falsch geraten"))
                .await
                .unwrap_err();
            assert_eq!(
                code_of(&problem),
                "sign-in-failed",
                "{} attempt {attempt}",
                test.name
            );
        }
        let blocked = crate::sign_in(
            db,
            &nobody(noon() + Duration::seconds(29)),
            typed(EMAIL, PASSWORD),
        )
        .await
        .unwrap_err();
        assert_eq!(blocked, base::Problem::Throttled { seconds: 2 }, "{}", test.name);
        crate::sign_in(
            db,
            &nobody(noon() + Duration::seconds(30)),
            typed(EMAIL, PASSWORD),
        )
        .await
        .unwrap();
        // and the success made a clean start
        crate::sign_in(
            db,
            &nobody(noon() + Duration::seconds(31)),
            typed(EMAIL, PASSWORD),
        )
        .await
        .unwrap();
        let failures = audited(db, id)
            .await
            .into_iter()
            .filter(|action| action == "sign_in_failed")
            .count();
        assert_eq!(
            failures, 6,
            "{}: what was not judged is not in the audit trail",
            test.name
        );
    }
}

#[tokio::test]
async fn whoever_began_earlier_and_waited_is_not_blocked_by_whoever_went_ahead() {
    for test in databases().await {
        // one office, one address: the first attempt is counted and not judged yet, the second one began before it
        for at in [noon(), noon() - Duration::seconds(1)] {
            let ctx = nobody(at);
            let unit = test.db.write(&ctx).await.unwrap();
            let blocked =
                crate::store::throttle::count(unit.conn(), "address:192.0.2.7", FREE_PER_ADDRESS, at)
                    .await
                    .unwrap();
            assert_eq!(blocked, None, "{} {at}", test.name);
            unit.commit().await.unwrap();
        }
    }
}

#[tokio::test]
async fn an_unknown_address_is_answered_like_a_wrong_password() {
    for test in databases().await {
        let db = &test.db;
        open(db, EMAIL, &[]).await;
        let mut answers = Vec::new();
        for email in [EMAIL, "niemand@kommune.example"] {
            let mut seen = Vec::new();
            for _ in 0..8 {
                seen.push(
                    crate::sign_in(db, &nobody(noon()), typed(email, "falsch geraten"))
                        .await
                        .unwrap_err(),
                );
            }
            answers.push(seen);
        }
        assert_eq!(answers[0], answers[1], "{}", test.name);
        assert_eq!(code_of(&answers[0][7]), "throttled");
    }
}

#[tokio::test]
async fn guesses_at_once_do_not_slip_through() {
    for test in databases().await {
        let db = &test.db;
        let id = open(db, EMAIL, &[]).await;
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    crate::sign_in(&db, &nobody(noon()), typed(EMAIL, "falsch geraten")).await
                })
            })
            .collect();
        for task in tasks {
            assert!(task.await.unwrap().is_err());
        }
        let judged = audited(db, id)
            .await
            .into_iter()
            .filter(|action| action == "sign_in_failed")
            .count();
        assert_eq!(judged, 6, "{}", test.name);
    }
}

#[tokio::test]
async fn one_address_may_not_try_many_accounts() {
    for test in databases().await {
        let db = &test.db;
        open(db, EMAIL, &[]).await;
        let from = |address: &str| SignInFrom {
            address: Some(address.to_owned()),
            agent: None,
        };
        // counting alone, because fifty hashes would only take time
        let ctx = nobody(noon());
        for _ in 0..=FREE_PER_ADDRESS {
            let unit = db.write(&ctx).await.unwrap();
            let key = "address:203.0.113.9";
            assert_eq!(
                crate::store::throttle::count(unit.conn(), key, FREE_PER_ADDRESS, noon())
                    .await
                    .unwrap(),
                None
            );
            unit.commit().await.unwrap();
        }
        let sign_in = |address| SignIn {
            from: from(address),
            ..typed(EMAIL, PASSWORD)
        };
        let blocked = crate::sign_in(db, &ctx, sign_in("203.0.113.9"))
            .await
            .unwrap_err();
        assert_eq!(code_of(&blocked), "throttled", "{}", test.name);
        assert!(
            crate::sign_in(db, &ctx, sign_in("203.0.113.10")).await.is_ok(),
            "{}: others go on",
            test.name
        );
    }
}

#[tokio::test]
async fn the_work_for_an_unknown_address_is_really_done() {
    assert!(!crate::secret::verify_password(PASSWORD, None).await.unwrap());
    let hash = crate::secret::hash_password(PASSWORD).await.unwrap();
    assert!(
        crate::secret::verify_password(PASSWORD, Some(&hash))
            .await
            .unwrap()
    );
    assert!(
        !crate::secret::verify_password("falsch geraten", Some(&hash))
            .await
            .unwrap()
    );
    for test in databases().await {
        assert!(
            accounts::find_by_email(test.db.reader(), "niemand@kommune.example")
                .await
                .unwrap()
                .is_none()
        );
    }
}
