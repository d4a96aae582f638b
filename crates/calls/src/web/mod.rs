//! Pages and JSON of calls, and what the feature adds to the server.

use base::Ctx;
use base_db::jobs::Job;
use base_web::app::{App, Feature, JobHandler};

use crate::CallId;

/// What calls contribute to the server.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        texts: vec![crate::TEXTS],
        jobs: jobs(),
        ..Feature::default()
    }
}

fn jobs() -> Vec<JobHandler> {
    fn subject(job: &Job) -> Result<CallId, base::Problem> {
        job.subject
            .parse()
            .map_err(|_| base::Problem::broken(format!("job {} names no call", job.id)))
    }
    vec![
        JobHandler {
            kind: "call-open",
            run: |app: &App, job: &Job| {
                Box::pin(async move {
                    crate::open(&app.db, &Ctx::system("call-open", job.due_at), subject(job)?).await
                })
            },
        },
        JobHandler {
            kind: "call-close",
            run: |app: &App, job: &Job| {
                Box::pin(async move {
                    crate::close(&app.db, &Ctx::system("call-close", job.due_at), subject(job)?).await
                })
            },
        },
    ]
}
