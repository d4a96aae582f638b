//! The timed jobs: each acts as of the moment it was due.

use base::{Ctx, Problem};
use base_db::jobs::Job;
use base_web::App;
use base_web::app::JobHandler;

use crate::usecases::{
    ACCEPTANCE_OVER_JOB, DELIVERED_JOB, FETCH_OVER_JOB, FINAL_JOB, OFFER_OVER_JOB, SERVED_FETCH_OVER_JOB,
    SERVED_FINAL_JOB, SERVED_JOB, acceptance_over, deliver, fetch_over, make_final, make_served_final,
    offer_over, serve, served_fetch_over,
};

pub(super) fn handlers() -> Vec<JobHandler> {
    vec![
        JobHandler {
            kind: DELIVERED_JOB,
            run: |app: &App, job: &Job| {
                Box::pin(async move {
                    deliver(&app.db, &Ctx::system(DELIVERED_JOB, job.due_at), subject(job)?).await
                })
            },
        },
        JobHandler {
            kind: ACCEPTANCE_OVER_JOB,
            run: |app: &App, job: &Job| {
                Box::pin(async move {
                    acceptance_over(
                        &app.db,
                        &Ctx::system(ACCEPTANCE_OVER_JOB, job.due_at),
                        subject(job)?,
                    )
                    .await
                })
            },
        },
        JobHandler {
            kind: FETCH_OVER_JOB,
            run: |app: &App, job: &Job| {
                Box::pin(async move {
                    fetch_over(&app.db, &Ctx::system(FETCH_OVER_JOB, job.due_at), subject(job)?).await
                })
            },
        },
        JobHandler {
            kind: FINAL_JOB,
            run: |app: &App, job: &Job| {
                Box::pin(async move {
                    make_final(&app.db, &Ctx::system(FINAL_JOB, job.due_at), subject(job)?).await
                })
            },
        },
        JobHandler {
            kind: SERVED_JOB,
            run: |app: &App, job: &Job| {
                Box::pin(
                    async move { serve(&app.db, &Ctx::system(SERVED_JOB, job.due_at), subject(job)?).await },
                )
            },
        },
        JobHandler {
            kind: SERVED_FETCH_OVER_JOB,
            run: |app: &App, job: &Job| {
                Box::pin(async move {
                    let ctx = Ctx::system(SERVED_FETCH_OVER_JOB, job.due_at);
                    served_fetch_over(&app.db, &ctx, subject(job)?).await
                })
            },
        },
        JobHandler {
            kind: SERVED_FINAL_JOB,
            run: |app: &App, job: &Job| {
                Box::pin(async move {
                    let ctx = Ctx::system(SERVED_FINAL_JOB, job.due_at);
                    make_served_final(&app.db, &ctx, subject(job)?).await
                })
            },
        },
        JobHandler {
            kind: OFFER_OVER_JOB,
            run: |app: &App, job: &Job| {
                Box::pin(async move {
                    offer_over(&app.db, &Ctx::system(OFFER_OVER_JOB, job.due_at), subject(job)?).await
                })
            },
        },
    ]
}

fn subject<T: std::str::FromStr>(job: &Job) -> Result<T, Problem> {
    job.subject
        .parse()
        .map_err(|_| Problem::broken(format!("job {} names nothing of this crate", job.id)))
}
