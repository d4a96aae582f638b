//! Work without a visitor: timed jobs, mails, the audit seal. Several instances may run it; leases share the work.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use base::Problem;
use base_db::{jobs, seal};
use base_mail::Transport;
use base_web::App;
use futures::FutureExt as _;
use futures::future::join;
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
/// Files without a row are swept this often.
const SWEEP_PAUSE: Duration = Duration::from_secs(3_600);

/// Runs until `stop` becomes true. Failures are logged and tried again; neither they nor a panic end the worker.
pub async fn run(app: App, transport: Transport, stop: watch::Receiver<bool>) {
    let holder = Uuid::now_v7();
    let jobs = every(PAUSE, stop.clone(), "timed jobs", || run_jobs(&app));
    let mails = every(PAUSE, stop.clone(), "mails", || async {
        base_mail::send_due(&app.db, &transport, holder).await
    });
    let seals = every(SEAL_PAUSE, stop.clone(), "seal", || seal::seal(&app.db, holder));
    let late_seals = every(SEAL_ALL_PAUSE, stop.clone(), "seal of late entries", || {
        seal::seal_all(&app.db, holder)
    });
    let sweeps = every(SWEEP_PAUSE, stop, "file sweep", || app.files.sweep(&app.db));
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
    outcome.unwrap_or_else(|panic| {
        let why = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("no message");
        Err(Problem::broken(format!("panicked: {why}")))
    })
}

/// Claims and runs what is due; gives how many were claimed.
pub async fn run_jobs(app: &App) -> Result<usize, Problem> {
    let due = jobs::claim(&app.db, BATCH).await?;
    for job in &due {
        calm(app).await;
        let outcome = match app.jobs.iter().find(|handler| handler.kind == job.kind) {
            Some(handler) => caught((handler.run)(app, job)).await,
            None => Err(Problem::broken(format!(
                "no feature runs jobs of kind {}",
                job.kind
            ))),
        };
        match outcome {
            Ok(()) => jobs::done(&app.db, job).await?,
            Err(problem) => {
                tracing::warn!(kind = job.kind, subject = job.subject, %problem, "job {} failed", job.id);
                jobs::failed(&app.db, job, &problem.to_string()).await?;
            }
        }
    }
    Ok(due.len())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use std::sync::atomic::{AtomicUsize, Ordering};

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
}
