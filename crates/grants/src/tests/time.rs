//! Time goes on: the timed jobs of a grant, an offer or an act, in the order they fall due.

use base_db::{Db, jobs};
use base_testing::TestApp;
use uuid::Uuid;

use super::world::day;
use crate::model::GrantId;
use crate::usecases::*;

/// Runs the timed jobs of a grant in the order they fall due, up to the beginning of this day.
pub async fn run_until(app: &TestApp, grant: GrantId, until: &str) {
    let kinds = [DELIVERED_JOB, FETCH_OVER_JOB, ACCEPTANCE_OVER_JOB, FINAL_JOB];
    run_jobs(app, &kinds, &grant.to_string(), until).await;
}

/// Runs the end of an offer's period, if it has come by the beginning of this day.
pub async fn run_offer_until(app: &TestApp, notice: Uuid, until: &str) {
    run_jobs(app, &[OFFER_OVER_JOB], &notice.to_string(), until).await;
}

/// The same for the jobs of one act.
pub async fn run_act_until(app: &TestApp, delivery: crate::DeliveryId, until: &str) {
    run_jobs(
        app,
        &[SERVED_JOB, SERVED_FETCH_OVER_JOB, SERVED_FINAL_JOB],
        &delivery.to_string(),
        until,
    )
    .await;
}

async fn run_jobs(app: &TestApp, kinds: &[&'static str], subject: &str, until: &str) {
    let db = &app.app.db;
    loop {
        let mut due = Vec::new();
        for kind in kinds {
            due.extend(jobs::planned(db.reader(), kind, subject).await.unwrap());
        }
        due.retain(|job| job.due_at <= base::calendar::day_start(day(until)));
        let Some(job) = due.into_iter().min_by_key(|job| job.due_at) else {
            return;
        };
        let handler = app
            .app
            .jobs
            .iter()
            .find(|handler| handler.kind == job.kind)
            .unwrap();
        (handler.run)(&app.app, &job).await.unwrap();
        jobs::done(db, &job).await.unwrap();
    }
}

/// The days for which a job of a grant is planned.
pub async fn planned(db: &Db, kind: &str, grant: GrantId) -> Vec<String> {
    let jobs = jobs::planned(db.reader(), kind, &grant.to_string())
        .await
        .unwrap();
    jobs.iter()
        .map(|job| base::calendar::local_date(job.due_at).to_string())
        .collect()
}
