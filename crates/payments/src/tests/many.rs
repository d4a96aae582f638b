//! Many at the same moment.

use base::{Cents, Problem};
use base_testing::ctx;
use base_testing::db::databases;

use super::world::*;
use crate::usecases::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_requests_at_once_never_exceed_the_award() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        // four requests a year would stop them before the money does
        let change = calls::SetParameter {
            programme: world.programme,
            name: "payments_per_year".to_owned(),
            value: "12".to_owned(),
            valid_from: day("2026-09-15"),
            source: "Erlass".to_owned(),
        };
        calls::set_parameter(db, &base_testing::operator(now()), change)
            .await
            .unwrap();
        let mut drafts = Vec::new();
        for _ in 0..20 {
            drafts.push(world.drafted(db, grant.id, Cents(1_000_000)).await);
        }
        let tasks: Vec<_> = drafts
            .iter()
            .map(|draft| {
                let (db, by, command) = (db.clone(), ctx(&world.signatory, now()), hand(draft));
                tokio::spawn(async move { submit(&db, &by, command).await })
            })
            .collect();
        let mut done = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(_) => done += 1,
                Err(problem @ Problem::Invalid(_)) => {
                    assert!(
                        said(&problem).contains("höchstens 6.000,00 €"),
                        "{}",
                        said(&problem)
                    );
                }
                Err(other) => panic!("{}: {other}", test.name),
            }
        }
        assert_eq!(done, 3, "{}: 36.000,00 € take three of 10.000,00 €", test.name);
        let purse = crate::purse(db.reader(), &grant, 2026).await.unwrap();
        assert_eq!(purse.used, Cents(3_000_000), "{}", test.name);
        assert_clean(db).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_order_given_twice_at_once_is_given_once() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let grant_id = world.ready(db).await.id;
        let request = world.certified(db, grant_id, Cents(1_000_000)).await;
        let (head, budget) = (ctx(&world.head, now()), ctx(&world.budget, now()));
        let (one, other) = tokio::join!(order(db, &head, pay(&request)), order(db, &budget, pay(&request)));
        assert_eq!(
            [one.is_ok(), other.is_ok()].iter().filter(|ok| **ok).count(),
            1,
            "{}",
            test.name
        );
        assert_eq!(grant(db, grant_id).await.ordered, Cents(1_000_000));
        assert_clean(db).await;
    }
}
