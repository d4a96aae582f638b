use base::{Role, Scope};
use base_testing::db::databases;
use uuid::Uuid;

use super::{acting, code_of, cookie, day, noon, open, operator, whoever, whoever_at};

#[tokio::test]
async fn a_deputy_holds_the_roles_between_the_days_and_marked_as_such() {
    for test in databases().await {
        let db = &test.db;
        let (programme, body) = (Scope::Programme(Uuid::now_v7()), Scope::Body(Uuid::now_v7()));
        let chief = open(db, "pk1@amt.example", &[(Role::PK, programme)]).await;
        open(db, "pk2@amt.example", &[(Role::KE, body)]).await;
        let deputy_cookie = cookie(db, "pk2@amt.example").await;
        let me = acting(&whoever(db, &cookie(db, "pk1@amt.example").await).await.unwrap());
        let id = crate::deputise(
            db,
            &me,
            chief,
            "PK2@amt.example",
            day("2026-03-06"),
            day("2026-03-08"),
        )
        .await
        .unwrap();
        for (now, holds) in [
            ("2026-03-05T22:59:59Z", false),
            ("2026-03-05T23:00:00Z", true),
            ("2026-03-08T22:59:59Z", true),
            ("2026-03-08T23:00:00Z", false),
        ] {
            let now = now.parse().unwrap();
            let person = whoever_at(db, &deputy_cookie, now, db.machine_now())
                .await
                .unwrap();
            let held: Vec<_> = person
                .assignments
                .iter()
                .map(|held| (held.role, held.scope, held.deputy_of))
                .collect();
            let mut expected = vec![(Role::KE, body, None)];
            if holds {
                expected.push((Role::PK, programme, Some(chief)));
            }
            assert_eq!(held, expected, "{} {now}", test.name);
            assert_eq!(
                crate::person(db.reader(), person.id, now)
                    .await
                    .unwrap()
                    .assignments
                    .len(),
                held.len(),
                "{}",
                test.name
            );
        }
        crate::end_deputy(db, &me, id).await.unwrap();
        assert_eq!(
            whoever(db, &deputy_cookie).await.unwrap().assignments.len(),
            1,
            "{}: ended at once",
            test.name
        );
        assert_eq!(
            code_of(&crate::end_deputy(db, &me, id).await.unwrap_err()),
            "not-found"
        );
    }
}

#[tokio::test]
async fn deputies_have_no_deputies_and_locked_persons_neither() {
    for test in databases().await {
        let db = &test.db;
        let programme = Scope::Programme(Uuid::now_v7());
        let first = open(db, "a@amt.example", &[(Role::PK, programme)]).await;
        let second = open(db, "b@amt.example", &[]).await;
        open(db, "c@amt.example", &[]).await;
        let (from, until) = (day("2026-03-01"), day("2026-03-31"));
        crate::deputise(db, &operator(), first, "b@amt.example", from, until)
            .await
            .unwrap();
        crate::deputise(db, &operator(), second, "c@amt.example", from, until)
            .await
            .unwrap();
        let third = whoever(db, &cookie(db, "c@amt.example").await).await.unwrap();
        assert!(third.assignments.is_empty(), "{}", test.name);
        let cookie = cookie(db, "b@amt.example").await;
        assert_eq!(
            whoever(db, &cookie).await.unwrap().assignments.len(),
            1,
            "{}",
            test.name
        );
        crate::lock(db, &operator(), first, "ausgeschieden")
            .await
            .unwrap();
        assert!(
            whoever(db, &cookie).await.unwrap().assignments.is_empty(),
            "{}",
            test.name
        );
        assert!(
            crate::person(db.reader(), second, noon())
                .await
                .unwrap()
                .assignments
                .is_empty(),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_deputy_is_another_active_person_and_the_days_are_in_order() {
    for test in databases().await {
        let db = &test.db;
        let me = open(db, "a@amt.example", &[]).await;
        open(db, "b@amt.example", &[]).await;
        let ctx = acting(&whoever(db, &cookie(db, "a@amt.example").await).await.unwrap());
        let name = |email: &'static str, from: &str, until: &str| {
            crate::deputise(db, &ctx, me, email, day(from), day(until))
        };
        let refused = async |answer: Result<Uuid, base::Problem>| code_of(&answer.unwrap_err()).to_owned();
        assert_eq!(
            refused(name("a@amt.example", "2026-03-06", "2026-03-07").await).await,
            "deputy",
            "{}",
            test.name
        );
        assert_eq!(
            refused(name("x@amt.example", "2026-03-06", "2026-03-07").await).await,
            "deputy"
        );
        assert_eq!(
            refused(name("b@amt.example", "2026-03-08", "2026-03-07").await).await,
            "until_on"
        );
        assert_eq!(
            refused(name("b@amt.example", "2026-03-01", "2026-03-05").await).await,
            "until_on"
        );
        let other = acting(&base_testing::person("Andere", &[]));
        let foreign = crate::deputise(
            db,
            &other,
            me,
            "b@amt.example",
            day("2026-03-06"),
            day("2026-03-07"),
        )
        .await;
        assert_eq!(refused(foreign).await, "not-found", "{}", test.name);
    }
}
