//! 64 officers at once in a process that is killed without warning, again and again, until everything is done.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use base::{Cents, Person, PersonId, Problem};
use base_db::Db;
use base_files::Files;
use base_testing::ctx;
use base_testing::db::databases;
use grants::{
    Amendment, AmendmentId, Change, Channel, CheckAmendment, Countersign, DraftAmendment, Grant, GrantId,
    IssueAmendment, Prepare, Request, SignAmendment,
};
use rand::RngExt as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::world::*;
use crate::model::PaymentId;
use crate::usecases::*;

const EACH: usize = 16;
/// Where the child process finds what it has to do.
const ORDERS: &str = "TEST_KILLED_WORK";
const NAME: &str = "tests::kills::sixty_four_officers_sign_amend_and_pay_while_their_server_is_killed";

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Deed {
    Countersign,
    Amend,
    Certify,
    Order,
}

#[derive(Serialize, Deserialize)]
struct Work {
    url: String,
    files: String,
    budget: Uuid,
    head: Uuid,
    second: Uuid,
    deeds: Vec<(Deed, Uuid)>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_officers_sign_amend_and_pay_while_their_server_is_killed() {
    if let Ok(path) = std::env::var(ORDERS) {
        let work = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        return office(work).await;
    }
    for test in databases().await {
        let (db, folder) = (&test.db, tempfile::tempdir().unwrap());
        let files = folder.path().join("files");
        let (world, deeds) = prepared(db, &Files::folder(&files).unwrap()).await;
        assert_eq!(deeds.len(), 64);
        let work = Work {
            url: test.url.clone(),
            files: files.display().to_string(),
            budget: world.budget.id.0,
            head: world.head.id.0,
            second: world.second.id.0,
            deeds: deeds.clone(),
        };
        let orders = folder.path().join("work.json");
        std::fs::write(&orders, serde_json::to_vec(&work).unwrap()).unwrap();

        let (mut done, mut kills) = (BTreeSet::new(), 0);
        loop {
            let allowed = rand::rng().random_range(0..8);
            let (told, is_over) = run_until(&orders, allowed);
            for number in told {
                assert!(done.insert(number), "{}: {number} was done twice", test.name);
            }
            if is_over {
                break;
            }
            kills += 1;
        }
        eprintln!("{}: killed {kills} times", test.name);
        assert!(kills >= 5, "{}: killed only {kills} times", test.name);
        for (number, (deed, id)) in deeds.iter().enumerate() {
            // what was acknowledged is there, and what was not is done by now all the same
            assert_done(db, *deed, *id, &format!("{} {number}", test.name)).await;
        }
        for (what, query) in ONCE {
            assert_eq!(count(db, query).await, EACH as i64, "{}: {what}", test.name);
        }
        assert_clean(db).await;
    }
}

/// Each of them happened once for each of the sixteen, in the tables, in the ledger and in the record.
const ONCE: &[(&str, &str)] = &[
    (
        "signatures",
        "SELECT count(*) FROM audit_entry WHERE subject_kind = 'grant' AND to_state = 'COUNTERSIGNED' AND at > '2026-09-01'",
    ),
    (
        "signed awards",
        "SELECT count(*) FROM \"grant\" WHERE state = 'COUNTERSIGNED' AND amount_cents = 4000000",
    ),
    (
        "amendments",
        "SELECT count(*) FROM \"grant\" WHERE award = 2 AND amount_cents = 3000000",
    ),
    (
        "letters",
        "SELECT count(*) FROM grant_notice WHERE kind = 'AMENDMENT'",
    ),
    (
        "orders",
        "SELECT count(*) FROM \"grant\" WHERE ordered_cents = 500000",
    ),
    (
        "order entries",
        "SELECT count(*) FROM budget_ledger WHERE entry = 'ORDER'",
    ),
    (
        "certified",
        "SELECT count(*) FROM payment_request WHERE state = 'CERTIFIED_ARITHMETIC'",
    ),
];

/// 16 awards that wait for one signature, 16 final ones with an amendment to issue, a payment to order and one to certify.
async fn prepared(db: &Db, files: &Files) -> (World, Vec<(Deed, Uuid)>) {
    let world = World::new(db).await;
    for (year, kind) in [(2026, budget::PotKind::Cash), (2027, budget::PotKind::Commitment)] {
        let set = budget::SetMeans {
            line: world.line,
            year,
            kind,
            means: Cents(4_000_000 * 2 * EACH as i64),
            reason: "Nachtrag".to_owned(),
        };
        budget::set_means(db, &ctx(&world.budget, now()), set)
            .await
            .unwrap();
    }
    let mut deeds = Vec::new();
    for _ in 0..EACH {
        let waiting = signed_by_head(db, &world).await;
        let paid = world.ready(db).await;
        let amendment = countersigned(db, files, &world, paid.id).await;
        let (first, other) = (Cents(500_000), Cents(400_000));
        let certified = world.certified(db, paid.id, first).await;
        let submitted = world.submitted(db, paid.id, other).await;
        let submitted = certify_factual(db, &world.as_first(), check(&submitted))
            .await
            .unwrap();
        deeds.extend([
            (Deed::Countersign, waiting.id.0),
            (Deed::Amend, amendment.id.0),
            (Deed::Order, certified.id.0),
            (Deed::Certify, submitted.id.0),
        ]);
    }
    (world, deeds)
}

async fn signed_by_head(db: &Db, world: &World) -> Grant {
    let officer = world.as_first();
    let application = world.selected(db, Cents(4_000_000)).await;
    let content = grants::propose(db.reader(), &officer, application.id)
        .await
        .unwrap()
        .content;
    let prepare = Prepare {
        application: application.id,
        content,
        version: None,
    };
    let grant = grants::prepare(db, &officer, prepare).await.unwrap();
    grants::countersign(db, &ctx(&world.head, now()), sign(grant.id))
        .await
        .unwrap();
    grant
}

fn sign(grant: GrantId) -> Countersign {
    Countersign {
        grant,
        version: None,
        role: None,
    }
}

/// Asked for by the municipality, examined, signed by budget officer and head of unit.
async fn countersigned(db: &Db, files: &Files, world: &World, grant: GrantId) -> Amendment {
    let draft = DraftAmendment {
        grant,
        amendment: None,
        reason: "Die Moderation wird günstiger.".to_owned(),
        changes: vec![Change::AmountDown {
            amount: Cents(3_000_000),
            eligible: None,
        }],
        file: None,
    };
    let draft = grants::draft_amendment(db, files, &ctx(&world.editor, now()), draft)
        .await
        .unwrap();
    let request = Request {
        amendment: draft.id,
        version: draft.version,
    };
    let asked = grants::request_amendment(db, &ctx(&world.signatory, now()), request)
        .await
        .unwrap();
    let look = CheckAmendment {
        amendment: asked.id,
        version: asked.version,
        remark: "Begründet.".to_owned(),
    };
    let mut amendment = grants::check_amendment(db, &world.as_first(), look)
        .await
        .unwrap();
    for person in [&world.budget, &world.head] {
        let sign = SignAmendment {
            amendment: amendment.id,
            version: amendment.version,
            role: None,
        };
        amendment = grants::countersign_amendment(db, &ctx(person, now()), sign)
            .await
            .unwrap();
    }
    amendment
}

/// Starts the office and kills it once it has told of more than `allowed` deeds. Returns what it told of, and whether it
/// came to its end.
fn run_until(orders: &std::path::Path, allowed: usize) -> (Vec<usize>, bool) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", NAME, "--nocapture"])
        .env(ORDERS, orders)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = Vec::new();
    let mut is_over = false;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        if let Some(number) = line.strip_prefix("done ") {
            told.push(number.parse().unwrap());
            if told.len() > allowed {
                child.kill().unwrap(); // SIGKILL; lines already written are still read
            }
        }
        is_over |= line == "over";
    }
    let status = child.wait().unwrap();
    assert!(
        status.success() || told.len() > allowed,
        "the office ended by itself: {status}"
    );
    (told, is_over)
}

/// The child: everybody at once, each tells of what the database has confirmed.
async fn office(work: Work) {
    install_texts();
    let db = Db::connect(&work.url).await.unwrap();
    let files = Files::folder(&work.files).unwrap();
    let person = async |id| people::person(db.reader(), PersonId(id), now()).await.unwrap();
    let (budget, head, second) = (
        person(work.budget).await,
        person(work.head).await,
        person(work.second).await,
    );
    println!(); // off the line on which the test's name stands
    let tasks: Vec<_> = (0..)
        .zip(work.deeds)
        .map(|(number, (deed, id))| {
            let (db, files) = (db.clone(), files.clone());
            let by = match deed {
                Deed::Countersign | Deed::Order => &budget,
                Deed::Amend => &head,
                Deed::Certify => &second,
            };
            let by = by.clone();
            tokio::spawn(async move { one(&db, &files, &by, number, deed, id).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    println!("over");
}

async fn one(db: &Db, files: &Files, by: &Person, number: usize, deed: Deed, id: Uuid) {
    loop {
        match attempt(db, files, by, deed, id).await {
            Ok(()) => return println!("done {number}"),
            Err(Problem::Stale) => tokio::task::yield_now().await,
            // done before the last kill
            Err(Problem::Refused {
                code: "wrong-state", ..
            }) => return,
            Err(other) => panic!("{number}: {other}"),
        }
    }
}

async fn attempt(db: &Db, files: &Files, by: &Person, deed: Deed, id: Uuid) -> Result<(), Problem> {
    let by = ctx(by, now());
    let (payment, version) = (PaymentId(id), None);
    match deed {
        Deed::Countersign => grants::countersign(db, &by, sign(GrantId(id))).await.map(drop),
        Deed::Amend => {
            let amendment = grants::amendment(db.reader(), AmendmentId(id)).await?;
            let issue = IssueAmendment {
                amendment: amendment.id,
                version: amendment.version,
                channel: Channel::Post,
            };
            grants::issue_amendment(db, files, &by, issue).await.map(drop)
        }
        Deed::Certify => certify_arithmetic(db, &by, Certify { payment, version })
            .await
            .map(drop),
        Deed::Order => order(db, &by, Order { payment, version }).await.map(drop),
    }
}

async fn assert_done(db: &Db, deed: Deed, id: Uuid, which: &str) {
    let (table, state) = match deed {
        Deed::Countersign => ("\"grant\"", "COUNTERSIGNED"),
        Deed::Amend => ("grant_amendment", "ISSUED"),
        Deed::Certify => ("payment_request", "CERTIFIED_ARITHMETIC"),
        Deed::Order => ("payment_request", "ORDERED"),
    };
    let id = hex_of(db, id);
    let query = format!("SELECT count(*) FROM {table} WHERE id = {id} AND state = '{state}'");
    assert_eq!(count(db, &query).await, 1, "{which}: {state}");
}

async fn count(db: &Db, query: &str) -> i64 {
    use sea_orm::ConnectionTrait as _;
    let statement = sea_orm::Statement::from_string(db.reader().get_database_backend(), query);
    let row = db.reader().query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}
