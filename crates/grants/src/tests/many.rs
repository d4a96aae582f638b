//! Many at once: batches with a result per record, and 64 clients on one budget.

use std::time::Instant;

use base::{Cents, Lang, Problem, texts};
use base_db::audit;
use base_files::Files;
use base_testing::ctx;
use base_testing::db::databases;
use calls::FundingMode;
use sea_orm::ConnectionTrait;

use super::amend::{countersigned as signed_amendment, down, years};
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

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_officers_countersign_amend_and_pay_at_once() {
    const EACH: usize = 16;
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        // 2026: what the final grants hold, and half of what the others want
        let means = Means(20_000 * EACH as i64 + 10_000 * EACH as i64, 40_000 * EACH as i64);
        let world = World::new(db, FundingMode::CashGrant, means).await;
        let town = body(db, "08415061").await;
        let mayor = world.municipal(db, &town).await;
        let (mut amendments, mut finals, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..EACH {
            // on paper: in the portal a body applies once
            let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
            let grant = world.final_case(&app, &mayor, case.id).await;
            let change = match number % 2 {
                0 => down(3_000_000),
                _ => years(2_500_000, 1_500_000),
            };
            amendments.push(signed_amendment(&app, &world, &mayor, grant.id, vec![change]).await);
            finals.push(grant);
            let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
            let grant = world.prepared(db, case.id).await;
            countersign(db, &ctx(&world.head, now()), sign(&grant))
                .await
                .unwrap();
            waiting.push(grant);
        }

        let mut tasks = Vec::new();
        for number in 0..EACH {
            let (one, by, command) = (db.clone(), ctx(&world.budget, now()), sign(&waiting[number]));
            tasks.push(tokio::spawn(async move {
                countersign(&one, &by, command).await.map(|_| ())
            }));
            let (one, files) = (db.clone(), app.app.files.clone());
            let by = ctx(&world.head, utc("2026-07-02T08:00:00Z"));
            let command = IssueAmendment {
                amendment: amendments[number].id,
                version: amendments[number].version,
                channel: Channel::Post,
            };
            tasks.push(tokio::spawn(async move {
                // a payment that came in between is read and the button pressed once more
                loop {
                    match issue_amendment(&one, &files, &by, command).await {
                        Err(Problem::Stale) => tokio::task::yield_now().await,
                        done => return done.map(|_| ()),
                    }
                }
            }));
            for _ in 0..2 {
                let (one, by, grant) = (db.clone(), ctx(&world.budget, now()), finals[number].id);
                tasks.push(tokio::spawn(async move { order(&one, &by, grant).await }));
            }
        }
        assert_eq!(tasks.len(), 64);
        let (mut done, mut over) = (0, Vec::new());
        for task in tasks {
            match task.await.unwrap() {
                Ok(()) => done += 1,
                Err(Problem::Refused { code, .. }) => over.push(code),
                Err(other) => panic!("{}: {other}", test.name),
            }
        }
        eprintln!("{}: {done} done, refused: {over:?}", test.name);
        let fits = ["over-budget", "over-tranche", "over-award"];
        assert!(
            over.iter().all(|code| fits.contains(code)),
            "{}: {over:?}",
            test.name
        );

        // every order of 13,000.00 is one tranche's own: the second of a grant never fits into 20,000.00
        let ordered = "SELECT count(*) FROM \"grant\" WHERE ordered_cents = 1300000";
        assert_eq!(count(db, ordered).await, EACH as i64, "{}", test.name);
        let issued = "SELECT count(*) FROM grant_amendment WHERE state = 'ISSUED'";
        let versions = "SELECT count(*) FROM \"grant\" WHERE award = 2";
        let letters = "SELECT count(*) FROM grant_notice WHERE kind = 'AMENDMENT'";
        let (issued, versions, letters) = (
            count(db, issued).await,
            count(db, versions).await,
            count(db, letters).await,
        );
        assert!(issued >= EACH as i64 / 2, "less money always fits: {issued}");
        assert_eq!(
            (issued, issued),
            (versions, letters),
            "one version and one letter each"
        );
        for year in [2026, 2027] {
            let pot = world.pot(db, year).await;
            assert!(pot.available() >= Cents::ZERO, "{}: {pot:?}", test.name);
        }
        assert_clean(db).await;
    }
}

/// What a payment does when it is ordered.
async fn order(db: &base_db::Db, by: &base::Ctx, grant: crate::GrantId) -> Result<(), Problem> {
    base_db::retrying(|| async {
        let unit = db.write(by).await?;
        let grant = crate::store::load(&unit, grant).await?;
        let (order, amount) = (crate::Spending::Order, Cents(1_300_000));
        crate::spend(
            &unit,
            &grant,
            2026,
            order,
            amount,
            "payment",
            uuid::Uuid::now_v7(),
        )
        .await?;
        unit.commit().await
    })
    .await
}
