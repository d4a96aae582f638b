//! Case numbers: unique, without gaps, also when many submit at once.

use base::Problem;
use base_db::retrying;
use base_testing::{ctx, db::databases};

use super::world::{World, get, utc};
use crate::Edit;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn thirty_two_tasks_get_numbers_without_gap_and_undone_ones_leave_none() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc("2026-01-10T08:00:00Z")).await;
        let call = world.draft(db, "IBZ-2026A", world.terms()).await;
        let other = world.draft(db, "IBZ-2026B", world.terms()).await;
        let (counted, other) = (get(db, call).await, get(db, other).await);
        let at = ctx(&world.officer, world.start);
        let tasks: Vec<_> = (0..32)
            .map(|task| {
                let (db, at, counted) = (db.clone(), at.clone(), counted.clone());
                tokio::spawn(async move {
                    retrying(|| async {
                        let unit = db.write(&at).await?;
                        let number = crate::next_number(&unit, &counted).await?;
                        if task % 4 == 0 {
                            return Ok(None); // undone: the number goes back
                        }
                        unit.commit().await?;
                        Ok(Some(number))
                    })
                    .await
                })
            })
            .collect();
        let mut numbers = Vec::new();
        for task in tasks {
            numbers.extend(task.await.unwrap().unwrap());
        }
        numbers.sort();
        let expected: Vec<String> = (1..=24).map(|number| format!("IBZ-2026A-{number:04}")).collect();
        assert_eq!(numbers, expected, "{}", test.name);

        let unit = db.write(&at).await.unwrap();
        assert_eq!(
            crate::next_number(&unit, &other).await.unwrap(),
            "IBZ-2026B-0001",
            "{}: each call counts its own",
            test.name
        );
        drop(unit);
        assert_eq!(
            get(db, call).await.version,
            1,
            "{}: numbers do not make a call stale",
            test.name
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_saw_the_same_version_one_changes_it() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc("2026-01-10T08:00:00Z")).await;
        let call = world.draft(db, "IBZ-2026A", world.terms()).await;
        let at = ctx(&world.officer, world.start);
        let tasks: Vec<_> = (0..8)
            .map(|task| {
                let (db, at, mut terms) = (db.clone(), at.clone(), world.terms());
                terms.title_de = format!("Titel {task}");
                let command = Edit {
                    call,
                    version: 1,
                    terms,
                };
                tokio::spawn(async move { crate::edit(&db, &at, command).await })
            })
            .collect();
        let mut changed = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(()) => changed += 1,
                Err(problem) => assert_eq!(problem, Problem::Stale, "{}", test.name),
            }
        }
        let now = get(db, call).await;
        assert_eq!(
            (changed, now.version, now.criteria.len()),
            (1, 2, 7),
            "{}",
            test.name
        );
    }
}
