//! Work without a visitor: timed jobs, mails, the audit seal. Several instances may run it; leases share the work.

use std::time::Duration;

use base::Problem;
use base_db::{jobs, seal};
use base_mail::Transport;
use base_web::App;
use futures::future::join;
use tokio::sync::watch;
use uuid::Uuid;

/// Jobs claimed at once.
const BATCH: u64 = 20;
const PAUSE: Duration = Duration::from_millis(500);
const SEAL_PAUSE: Duration = Duration::from_secs(1);
/// Entries that were committed late are looked for this often, and at start.
const SEAL_ALL_PAUSE: Duration = Duration::from_secs(600);
/// Files without a row are swept this often.
const SWEEP_PAUSE: Duration = Duration::from_secs(3_600);

/// Runs until `stop` becomes true. Failures are logged and tried again; they never end the worker.
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
        let found = match step().await {
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

/// Claims and runs what is due; gives how many were claimed.
pub async fn run_jobs(app: &App) -> Result<usize, Problem> {
    let due = jobs::claim(&app.db, BATCH).await?;
    for job in &due {
        let outcome = match app.jobs.iter().find(|handler| handler.kind == job.kind) {
            Some(handler) => (handler.run)(app, job).await,
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
