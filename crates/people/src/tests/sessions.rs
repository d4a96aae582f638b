use base::{Role, Scope};
use base_db::Db;
use base_testing::db::databases;
use chrono::Duration;
use uuid::Uuid;

use super::{
    PASSWORD, acting, audited, code_of, cookie, nobody, noon, open, operator, typed, whoever, whoever_at,
};

const EMAIL: &str = "kommune@kommune.example";

#[tokio::test]
async fn a_cookie_brings_the_person_with_all_roles_that_count() {
    for test in databases().await {
        let db = &test.db;
        let body = Scope::Body(Uuid::now_v7());
        let id = open(db, EMAIL, &[(Role::KE, body), (Role::KZ, body)]).await;
        let cookie = cookie(db, "  Kommune@KOMMUNE.example").await;
        let person = whoever(db, &cookie).await.unwrap();
        assert_eq!((person.id, person.email.as_str()), (id, EMAIL), "{}", test.name);
        let ctx = acting(&person);
        assert!(
            ctx.has(Role::KE, body) && ctx.has(Role::KZ, body) && person.assignments.len() == 2,
            "{}",
            test.name
        );
        assert!(whoever(db, "something else").await.is_none());
        let without = open(db, "ohne@kommune.example", &[]).await;
        let person = whoever(db, &super::cookie(db, "ohne@kommune.example").await)
            .await
            .unwrap();
        assert_eq!(
            (person.id, person.assignments.len()),
            (without, 0),
            "{}: nobody is left out for want of roles",
            test.name
        );
    }
}

#[tokio::test]
async fn a_session_slides_and_ends_after_an_idle_hour_or_twelve_hours() {
    for test in databases().await {
        let db = &test.db;
        open(db, EMAIL, &[]).await;
        let idle = cookie(db, EMAIL).await;
        let used = cookie(db, EMAIL).await;
        let start = db.machine_now();
        let is_there = async |cookie: &str, minutes: i64| {
            whoever_at(db, cookie, noon(), start + Duration::minutes(minutes))
                .await
                .is_some()
        };
        assert!(is_there(&idle, 3).await, "{}", test.name);
        assert!(
            !is_there(&idle, 61).await,
            "{}: within five minutes nothing is written",
            test.name
        );
        for minutes in (50..=700).step_by(50) {
            assert!(
                is_there(&used, minutes).await,
                "{} after {minutes} minutes",
                test.name
            );
        }
        assert!(is_there(&used, 719).await, "{}", test.name);
        assert!(!is_there(&used, 721).await, "{}", test.name);
    }
}

#[tokio::test]
async fn a_demo_clock_that_is_moved_signs_nobody_out() {
    for test in databases().await {
        let db = &test.db;
        open(db, EMAIL, &[]).await;
        let cookie = cookie(db, EMAIL).await;
        assert!(
            whoever_at(db, &cookie, noon() + Duration::days(30), db.machine_now())
                .await
                .is_some(),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn signing_out_everywhere_holds_on_every_instance_at_once() {
    for test in databases().await {
        let db = &test.db;
        let other = Db::connect(&test.url).await.unwrap();
        let id = open(db, EMAIL, &[]).await;
        let (first, second) = (cookie(db, EMAIL).await, cookie(&other, EMAIL).await);
        assert!(
            whoever(&other, &first).await.is_some(),
            "{}: signed in on one, going on at the other",
            test.name
        );
        let me = acting(&whoever(db, &second).await.unwrap());
        crate::sign_out_everywhere(db, &me, id).await.unwrap();
        assert!(
            whoever(&other, &first).await.is_none() && whoever(&other, &second).await.is_none(),
            "{}",
            test.name
        );
        assert!(
            whoever(db, &cookie(db, EMAIL).await).await.is_some(),
            "{}: a new sign-in works",
            test.name
        );
        let foreign = acting(&base_testing::person(
            "Kommune",
            &[(Role::KE, Scope::Body(Uuid::now_v7()))],
        ));
        assert_eq!(
            code_of(&crate::sign_out_everywhere(db, &foreign, id).await.unwrap_err()),
            "denied"
        );
    }
}

#[tokio::test]
async fn signing_out_ends_this_session_only() {
    for test in databases().await {
        let db = &test.db;
        open(db, EMAIL, &[]).await;
        let (first, second) = (cookie(db, EMAIL).await, cookie(db, EMAIL).await);
        let credential = base_web::identity::Credential::Session(&first);
        let identity = crate::identify(db, credential, noon()).await.unwrap().unwrap();
        crate::sign_out(db, &acting(&identity.person), identity.session.unwrap())
            .await
            .unwrap();
        assert!(
            whoever(db, &first).await.is_none() && whoever(db, &second).await.is_some(),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn locking_ends_sessions_and_sign_in_until_unlocked() {
    for test in databases().await {
        let db = &test.db;
        let id = open(db, EMAIL, &[]).await;
        let before = cookie(db, EMAIL).await;
        crate::lock(db, &operator(), id, "ausgeschieden").await.unwrap();
        assert!(whoever(db, &before).await.is_none(), "{}", test.name);
        let refused = crate::sign_in(db, &nobody(noon()), typed(EMAIL, PASSWORD))
            .await
            .unwrap_err();
        assert_eq!(code_of(&refused), "sign-in-failed", "{}", test.name);
        crate::unlock(db, &operator(), id).await.unwrap();
        assert!(
            whoever(db, &before).await.is_none(),
            "{}: old sessions stay over",
            test.name
        );
        cookie(db, EMAIL).await;
        let ad = base_testing::person("Administration", &[(Role::AD, Scope::System)]);
        assert_eq!(
            code_of(&crate::lock(db, &acting(&ad), ad.id, "ich").await.unwrap_err()),
            "own-account"
        );
        let actions = audited(db, id).await;
        assert_eq!(
            actions,
            [
                "create",
                "set_password",
                "sign_in",
                "lock",
                "sign_in_failed",
                "unlock",
                "sign_in"
            ]
        );
    }
}

#[tokio::test]
async fn a_changed_password_keeps_this_session_and_ends_the_others() {
    for test in databases().await {
        let db = &test.db;
        open(db, EMAIL, &[]).await;
        let (here, there) = (cookie(db, EMAIL).await, cookie(db, EMAIL).await);
        let credential = base_web::identity::Credential::Session(&here);
        let identity = crate::identify(db, credential, noon()).await.unwrap().unwrap();
        let me = acting(&identity.person);
        let wrong = crate::change_password(db, &me, identity.session, "falsch geraten", "ganz andere worte")
            .await
            .unwrap_err();
        assert_eq!(code_of(&wrong), "password");
        let weak = crate::change_password(db, &me, identity.session, PASSWORD, "kurz")
            .await
            .unwrap_err();
        assert_eq!(code_of(&weak), "new_password");
        crate::change_password(db, &me, identity.session, PASSWORD, "ganz andere worte")
            .await
            .unwrap();
        assert!(
            whoever(db, &here).await.is_some() && whoever(db, &there).await.is_none(),
            "{}",
            test.name
        );
        assert!(
            crate::sign_in(db, &nobody(noon()), typed(EMAIL, PASSWORD))
                .await
                .is_err()
        );
        assert!(
            crate::sign_in(db, &nobody(noon()), typed(EMAIL, "ganz andere worte"))
                .await
                .is_ok()
        );
    }
}

#[tokio::test]
async fn secrets_are_kept_as_hashes_only() {
    use crate::store::{accounts, sessions};
    use sea_orm::EntityTrait as _;
    for test in databases().await {
        let db = &test.db;
        let id = open(db, EMAIL, &[]).await;
        let cookie = cookie(db, EMAIL).await;
        let account = accounts::find(db.reader(), id).await.unwrap().unwrap();
        assert!(
            account.password_hash.unwrap().starts_with("$argon2id$"),
            "{}",
            test.name
        );
        let rows = sessions::row::Entity::find().all(db.reader()).await.unwrap();
        assert!(
            rows.len() == 1 && rows[0].token_hash.len() == 64 && rows[0].token_hash != cookie,
            "{}",
            test.name
        );
        assert_eq!(cookie.len(), 43, "256 bits");
    }
}

#[tokio::test]
async fn what_is_over_is_swept_away_once_a_night() {
    use crate::store::{sessions, throttle};
    use crate::usecases::sweep;
    use sea_orm::EntityTrait as _;
    for test in databases().await {
        let db = &test.db;
        open(db, EMAIL, &[]).await;
        let cookie = cookie(db, EMAIL).await;
        super::cookie(db, EMAIL).await;
        assert!(
            crate::sign_in(db, &nobody(noon()), typed(EMAIL, "falsch geraten"))
                .await
                .is_err()
        );
        let planned = base_db::jobs::planned(db.reader(), sweep::JOB, "").await.unwrap();
        assert_eq!(planned.len(), 1, "{}", test.name);
        assert_eq!(
            planned[0].due_at.to_rfc3339(),
            "2026-03-06T23:00:00+00:00",
            "{}: midnight in Berlin",
            test.name
        );
        let failures = async || {
            throttle::row::Entity::find()
                .all(db.reader())
                .await
                .unwrap()
                .len()
        };
        for (hours, left) in [(11, 2), (13, 0)] {
            let ctx = base::Ctx::system(sweep::JOB, noon() + Duration::hours(hours));
            sweep::sweep(db, &ctx).await.unwrap();
            assert_eq!(failures().await, left, "{} after {hours} hours", test.name);
        }
        assert!(
            whoever(db, &cookie).await.is_some(),
            "{}: live sessions stay",
            test.name
        );
        let ctx = operator();
        let unit = db.write(&ctx).await.unwrap();
        sessions::sweep(unit.conn(), db.machine_now() + Duration::minutes(1))
            .await
            .unwrap();
        unit.commit().await.unwrap();
        assert!(whoever(db, &cookie).await.is_none(), "{}", test.name);
    }
}
