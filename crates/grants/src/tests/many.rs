//! Many at once: batches with a result per record, and 64 clients on one budget.

use std::time::Instant;

use base::{Cents, Lang, Problem, texts};
use base_db::audit;
use base_files::Files;
use base_testing::ctx;
use base_testing::db::databases;
use calls::FundingMode;
use sea_orm::ConnectionTrait;

use super::world::*;
use crate::model::{Channel, GrantState};
use crate::usecases::*;

const TOWNS: [&str; 3] = ["08415061", "08111000", "08115"];

#[tokio::test]
async fn a_whole_selection_is_prepared_signed_and_issued_with_a_result_for_each() {
    for test in databases().await {
        let db = &test.db;
        let files = Files::memory();
        let world = World::new(db, FundingMode::InKind, Means(80_000, 40_000)).await;
        let mut cases = Vec::new();
        for key in TOWNS {
            cases.push(
                world
                    .selected(db, &world.officer, &body(db, key).await, Cents(3_333_333))
                    .await,
            );
        }
        // one application below the minimum is told apart, the others go on
        let small = body(db, "08115").await;
        let below = world.selected(db, &world.officer, &small, Cents(249_999)).await;

        let call = world.call.id;
        let prepared = prepare_all(db, &world.officer(), call).await.unwrap();
        let refused: Vec<_> = prepared
            .iter()
            .filter(|outcome| outcome.result.is_err())
            .collect();
        assert_eq!((prepared.len(), refused.len()), (4, 1), "{}", test.name);
        assert_eq!(refused[0].application_id, below.id.0);
        assert!(
            prepare_all(db, &world.officer(), call)
                .await
                .unwrap()
                .iter()
                .all(|outcome| outcome.result.is_err())
        );

        for person in [&world.budget, &world.head] {
            let signed = countersign_all(db, &ctx(person, now()), call).await.unwrap();
            assert!(
                signed.len() == 3 && signed.iter().all(|outcome| outcome.result.is_ok()),
                "{signed:?}"
            );
        }
        let issued = issue_all(db, &files, &ctx(&world.head, now()), call, Channel::Post)
            .await
            .unwrap();
        assert!(
            issued
                .iter()
                .all(|outcome| outcome.result == Ok(GrantState::Issued)),
            "{issued:?}"
        );
        assert_eq!(issued.len(), 3);
        for case in &cases {
            let grant = crate::grant_of(db.reader(), case.id).await.unwrap().unwrap();
            let notice = crate::notice_of(db.reader(), grant.id).await.unwrap().unwrap();
            assert_eq!(notice.file_sha256.len(), 64);
            assert_eq!(
                mails(db, case.id).await,
                ["M-G01"],
                "a batch is one M-G00 for all, not one per case"
            );
        }
        let totals = crate::totals(db.reader(), &world.officer(), call).await.unwrap();
        assert_eq!(
            totals
                .iter()
                .map(|total| (total.count, total.amount))
                .collect::<Vec<_>>(),
            [(3, Cents(9_999_999))]
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn b07_a_batch_beyond_the_means_of_one_year_is_refused_with_what_is_missing() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, FundingMode::InKind, Means(40_000, 40_000)).await;
        for key in TOWNS {
            world
                .selected(db, &world.officer, &body(db, key).await, Cents(4_000_000))
                .await;
        }
        let Err(Problem::Refused {
            code: "missing-means",
            text,
        }) = prepare_all(db, &world.officer(), world.call.id).await
        else {
            panic!("{}: not refused", test.name)
        };
        let said = texts::say(Lang::De, &text).replace('\u{a0}', " ");
        assert!(
            said.ends_with("Es fehlen: 2026: 20.000,00 €, 2027: 20.000,00 €"),
            "{said}"
        );
        let none = crate::of_call(db.reader(), &world.officer(), world.call.id, &[])
            .await
            .unwrap();
        assert!(none.is_empty(), "all or none");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_clients_countersign_awards_from_one_budget_at_once() {
    const CLIENTS: usize = 64;
    const COVERED: usize = 40;
    for test in databases().await {
        let db = &test.db;
        // the call announces enough for all, then the budget of 2026 is cut to 40 awards
        let world = World::new(db, FundingMode::InKind, Means(40_000 * CLIENTS as i64, 0)).await;
        let town = body(db, "08415061").await;
        let mut grants = Vec::new();
        for _ in 0..CLIENTS {
            let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
            let grant = world.prepared(db, case.id).await;
            countersign(db, &ctx(&world.head, now()), sign(&grant))
                .await
                .unwrap();
            grants.push(grant);
        }
        let cut = budget::SetMeans {
            line: world.line,
            year: 2026,
            kind: budget::PotKind::Cash,
            means: Cents(4_000_000 * COVERED as i64),
            reason: "Haushaltssperre".to_owned(),
        };
        budget::set_means(db, &ctx(&world.budget, now()), cut)
            .await
            .unwrap();
        let mails = "SELECT count(*) FROM outbox_mail WHERE code LIKE 'M-G%'";
        assert_eq!(
            count(db, mails).await,
            3 * CLIENTS as i64,
            "three signers asked per award"
        );

        let started = Instant::now();
        let tasks: Vec<_> = grants
            .iter()
            .map(|grant| {
                let (db, by, command) = (db.clone(), ctx(&world.budget, now()), sign(grant));
                tokio::spawn(async move { countersign(&db, &by, command).await })
            })
            .collect();
        let mut done = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(state) => {
                    assert_eq!(state, GrantState::Countersigned);
                    done += 1;
                }
                Err(Problem::Refused {
                    code: "over-budget",
                    text,
                }) => {
                    let said = texts::say(Lang::De, &text).replace('\u{a0}', " ");
                    assert_eq!(said, "Haushaltsmittel nicht ausreichend: verfügbar 0,00 €");
                }
                Err(other) => panic!("{}: {other}", test.name),
            }
        }
        eprintln!("{}: {CLIENTS} signatures in {:?}", test.name, started.elapsed());
        assert_eq!(done, COVERED, "{}", test.name);
        let pot = world.pot(db, 2026).await;
        assert_eq!(
            (pot.committed_cents, pot.available()),
            (pot.means_cents, Cents(0))
        );

        let committed =
            "SELECT count(*) FROM budget_ledger WHERE entry = 'COMMIT' AND subject_kind = 'grant'";
        assert_eq!(
            count(db, committed).await,
            COVERED as i64,
            "one ledger row per award"
        );
        let audited =
            "SELECT count(*) FROM audit_entry WHERE subject_kind = 'grant' AND to_state = 'COUNTERSIGNED'";
        assert_eq!(
            count(db, audited).await,
            COVERED as i64,
            "one audit entry per award"
        );
        for grant in &grants {
            let entries = audit::of_subject(db.reader(), "grant", &grant.id.to_string(), 10)
                .await
                .unwrap();
            let complete = stored(db, grant.id).await.state == GrantState::Countersigned;
            assert_eq!(
                entries.len(),
                if complete { 3 } else { 2 },
                "no entry of a refused signature stays"
            );
        }
        assert_eq!(
            count(db, mails).await,
            3 * CLIENTS as i64,
            "no mail lost or doubled"
        );
        assert_clean(db).await;
    }
}

async fn count(db: &base_db::Db, query: &str) -> i64 {
    let statement = sea_orm::Statement::from_string(db.reader().get_database_backend(), query);
    let row = db.reader().query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}
