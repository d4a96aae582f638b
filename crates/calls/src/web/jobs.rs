//! The timed jobs: each acts as of the moment it was due.

use base::{Ctx, Problem};
use base_db::jobs::Job;
use base_web::App;
use base_web::app::JobHandler;

use crate::CallId;
use crate::usecases::{CLOSE_JOB, OPEN_JOB};

pub(super) fn handlers() -> Vec<JobHandler> {
    vec![
        JobHandler {
            kind: OPEN_JOB,
            run: |app: &App, job: &Job| {
                Box::pin(async move {
                    crate::open(&app.db, &Ctx::system(OPEN_JOB, job.due_at), subject(job)?).await
                })
            },
        },
        JobHandler {
            kind: CLOSE_JOB,
            run: |app: &App, job: &Job| {
                Box::pin(async move {
                    crate::close(&app.db, &Ctx::system(CLOSE_JOB, job.due_at), subject(job)?).await
                })
            },
        },
    ]
}

fn subject(job: &Job) -> Result<CallId, Problem> {
    job.subject
        .parse()
        .map_err(|_| Problem::broken(format!("job {} names no call", job.id)))
}
