//! Work without a visitor: timed jobs, mails, the audit seal. Several instances may run it; leases share the work.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use base::Problem;
use base_db::jobs::{self, Job};
use base_db::{Db, seal};
use base_mail::Transport;
use base_web::App;
use futures::FutureExt as _;
use futures::future::{join, join_all};
use tokio::sync::watch;
use uuid::Uuid;

/// Jobs claimed at once.
const BATCH: u64 = 20;
const PAUSE: Duration = Duration::from_millis(500);
const SEAL_PAUSE: Duration = Duration::from_secs(1);
/// Entries that were committed late are looked for this often, and at start.
const SEAL_ALL_PAUSE: Duration = Duration::from_secs(600);
/// A job waits while more visitors than this wait for an answer, at most [`PATIENCE`]: in the rush before a deadline
/// receipts go before PDFs.
const CALM: usize = 2;
const PATIENCE: Duration = Duration::from_secs(1);
/// Kinds whose jobs may take minutes, or wait long for a service of others: each has a queue of its own, so that no
/// deadline waits behind a scanner that stalls.
const SLOW: [&str; 2] = [base_files::SCAN_JOB, reports::evidence::JOB];
/// Files without a row are swept this often.
const SWEEP_PAUSE: Duration = Duration::from_secs(3_600);

/// Runs until `stop` becomes true. Failures are logged and tried again; neither they nor a panic end the worker.
pub async fn run(app: App, transport: Transport, stop: watch::Receiver<bool>) {
    let holder = Uuid::now_v7();
    let queues = queues(&app);
    let jobs = join_all(queues.iter().map(|kinds| {
        every(PAUSE, stop.clone(), "timed jobs", || {
            run_queue(&app, kinds, &stop)
        })
    }));
    let mails = every(PAUSE, stop.clone(), "mails", || async {
        base_mail::send_due(&app.db, &transport, holder).await
    });
    let seals = every(SEAL_PAUSE, stop.clone(), "seal", || seal::seal(&app.db, holder));
    let late_seals = every(SEAL_ALL_PAUSE, stop.clone(), "seal of late entries", || {
        seal::seal_all(&app.db, holder)
    });
    let sweeps = every(SWEEP_PAUSE, stop.clone(), "file sweep", || {
        app.files.sweep(&app.db)
    });
    join(join(jobs, mails), join(join(seals, late_seals), sweeps)).await;
}

/// Repeats a step: at once again while it finds work, otherwise after a pause.
async fn every<F>(pause: Duration, mut stop: watch::Receiver<bool>, what: &str, step: impl Fn() -> F)
where
    F: Future<Output = Result<usize, Problem>>,
{
    while !*stop.borrow() {
        let found = match caught(step()).await {
            Ok(found) => found,
            Err(problem) => {
                tracing::error!(%problem, "{what} failed, tried again in {pause:?}");
                0
            }
        };
        if found == 0 {
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                changed = stop.changed() => if changed.is_err() { return },
            }
        }
    }
}

async fn calm(app: &App) {
    let started = Instant::now();
    while app.traffic.visitors() > CALM && started.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A panic is a failure like others: what it interrupted was undone with its unit, and the rest goes on.
async fn caught<T>(work: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
    let outcome = AssertUnwindSafe(work).catch_unwind().await;
    outcome.unwrap_or_else(|panic| Err(Problem::panicked(&*panic)))
}

/// The kinds of jobs that wait for each other: the slow ones alone, all others together.
fn queues(app: &App) -> Vec<Vec<&'static str>> {
    let kinds = app.jobs.iter().map(|handler| handler.kind);
    let (slow, quick): (Vec<_>, Vec<_>) = kinds.partition(|kind| SLOW.contains(kind));
    let mut queues = vec![quick];
    queues.extend(slow.into_iter().map(|kind| vec![kind]));
    queues
}

/// Keeps the leases of these jobs while there is work on the first of them.
async fn holding<T>(db: &Db, jobs: &[Job], work: impl Future<Output = T>) -> T {
    let renewing = async {
        loop {
            tokio::time::sleep(jobs::RENEW_EVERY).await;
            if let Err(problem) = jobs::renew(db, jobs).await {
                tracing::warn!(%problem, "leases are not renewed");
            }
        }
    };
    // polled side by side: the work may hold the turn to write that renewing waits for
    let never: Infallible = tokio::select! {
        outcome = work => return outcome,
        never = renewing => never,
    };
    match never {}
}

/// Claims and runs what is due of all kinds, one after the other; gives how many were claimed.
pub async fn run_jobs(app: &App) -> Result<usize, Problem> {
    let due = jobs::claim(&app.db, BATCH).await?;
    for at in 0..due.len() {
        run_first(app, &due[at..]).await?;
    }
    Ok(due.len())
}

/// The same of one queue. Asked to stop, it gives back what it has not begun.
async fn run_queue(app: &App, kinds: &[&str], stop: &watch::Receiver<bool>) -> Result<usize, Problem> {
    let due = jobs::claim_of(&app.db, kinds, BATCH).await?;
    for at in 0..due.len() {
        if *stop.borrow() {
            jobs::give_back(&app.db, &due[at..]).await?;
            break;
        }
        calm(app).await;
        run_first(app, &due[at..]).await?;
    }
    Ok(due.len())
}

/// Runs the first of claimed jobs and holds the others meanwhile.
async fn run_first(app: &App, claimed: &[Job]) -> Result<(), Problem> {
    let Some(job) = claimed.first() else {
        return Ok(());
    };
    let outcome = match app.jobs.iter().find(|handler| handler.kind == job.kind) {
        Some(handler) => holding(&app.db, claimed, caught((handler.run)(app, job))).await,
        None => Err(Problem::broken(format!(
            "no feature runs jobs of kind {}",
            job.kind
        ))),
    };
    match outcome {
        Ok(()) => jobs::done(&app.db, job).await,
        Err(problem) => {
            tracing::warn!(kind = job.kind, subject = job.subject, %problem, "job {} failed", job.id);
            jobs::failed(&app.db, job, &problem.to_string()).await
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use std::sync::atomic::{AtomicUsize, Ordering};

    use base::Ctx;
    use base_web::app::{Feature, JobHandler};
    use chrono::TimeDelta;

    use super::*;

    #[tokio::test]
    async fn a_panic_does_not_end_the_work() {
        let rounds = AtomicUsize::new(0);
        let (stop, stopped) = watch::channel(false);
        let step = || async {
            match rounds.fetch_add(1, Ordering::Relaxed) {
                0 => panic!("the first round fails"),
                1 => Ok(1),
                _ => {
                    stop.send_replace(true);
                    Ok(0)
                }
            }
        };
        every(Duration::from_millis(1), stopped, "work", step).await;
        assert_eq!(rounds.load(Ordering::Relaxed), 3);

        let failed: Result<(), Problem> = caught(async { panic!("why it failed") }).await;
        assert!(failed.unwrap_err().to_string().contains("why it failed"));
    }

    static DONE: AtomicUsize = AtomicUsize::new(0);

    /// A scanner that never answers, and a deadline.
    fn feature() -> Feature {
        Feature {
            jobs: vec![
                JobHandler {
                    kind: base_files::SCAN_JOB,
                    run: |_, _| futures::future::pending().boxed(),
                },
                JobHandler {
                    kind: "deadline",
                    run: |_, _| {
                        DONE.fetch_add(1, Ordering::Relaxed);
                        async { Ok(()) }.boxed()
                    },
                },
            ],
            ..Feature::default()
        }
    }

    #[tokio::test]
    async fn no_deadline_waits_behind_a_scanner_that_stalls() {
        let test = base_testing::db::sqlite().await;
        let app = base_testing::TestApp::new(&test.db, vec![feature()]).app;
        let now = test.db.now();
        let ctx = Ctx::system("test", now);
        let unit = test.db.write(&ctx).await.unwrap();
        unit.schedule(base_files::SCAN_JOB, "file", now - TimeDelta::minutes(1))
            .await
            .unwrap();
        unit.schedule("deadline", "call", now).await.unwrap();
        unit.commit().await.unwrap();
        let (_stop, stopped) = watch::channel(false);
        let transport = Transport::from_url("memory:").unwrap();
        let worker = tokio::spawn(run(app, transport, stopped));
        for _ in 0..100 {
            if DONE.load(Ordering::Relaxed) > 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        worker.abort();
        assert_eq!(DONE.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn claimed_jobs_are_held_while_one_takes_its_time_and_given_back_at_the_end() {
        let both = ["first", "second"];
        for test in base_testing::db::databases().await {
            let db = &test.db;
            let ctx = Ctx::system("test", db.now());
            let unit = db.write(&ctx).await.unwrap();
            unit.schedule("first", "a", ctx.now).await.unwrap();
            unit.schedule("second", "b", ctx.now).await.unwrap();
            unit.commit().await.unwrap();
            let first = jobs::claim_of(db, &["first"], 10).await.unwrap();
            assert_eq!(first.len(), 1, "{}: only of the kinds asked for", test.name);
            jobs::renew(db, &first).await.unwrap();
            assert_eq!(
                jobs::claim_of(db, &both, 10).await.unwrap().len(),
                1,
                "{}: the other one",
                test.name
            );
            jobs::give_back(db, &first).await.unwrap();
            let again = jobs::claim_of(db, &both, 10).await.unwrap();
            assert_eq!(again.len(), 1, "{}", test.name);
            // what it says when it fails may hold anything
            jobs::failed(db, &again[0], &format!("a\0b{}", "x".repeat(9_000)))
                .await
                .unwrap();
            let planned = jobs::planned(db.reader(), "first", "a").await.unwrap();
            assert_eq!(
                planned[0].last_error.as_ref().unwrap().len(),
                2_000,
                "{}",
                test.name
            );
        }
    }
}
