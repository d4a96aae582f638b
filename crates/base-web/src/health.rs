//! For the machines that watch: alive, ready, figures.

use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::Problem;
use base_db::jobs;
use base_mail::MailState;
use tokio::time::timeout;

use crate::App;

/// Instances whose clock differs more from the database's are not ready (architecture: time of receipt).
const MAX_SKEW_SECONDS: i64 = 1;

/// Who watches us waits a few seconds: a database that says nothing for so long is away.
const ANSWER_WITHIN: Duration = Duration::from_secs(3);

/// The process answers.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers, its schema is ours, and the clocks agree.
pub async fn readyz(State(app): State<App>) -> Response {
    let fault = async {
        let server = app.db.server_now().await.map_err(|problem| problem.to_string())?;
        let skew = (server - app.db.machine_now()).num_seconds().abs();
        if skew > MAX_SKEW_SECONDS {
            return Err(format!("the clock differs from the database's by {skew} s"));
        }
        match app.db.pending_migrations().await {
            Ok(0) => Ok(()),
            Ok(count) => Err(format!("{count} migrations are pending")),
            Err(problem) => Err(problem.to_string()),
        }
    };
    let fault = timeout(ANSWER_WITHIN, fault)
        .await
        .unwrap_or_else(|_| Err("the database does not answer".to_owned()));
    match fault {
        Ok(()) => "ready\n".into_response(),
        Err(why) => {
            tracing::warn!(why, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {why}\n")).into_response()
        }
    }
}

/// Prometheus text format: requests of this process; mails and jobs of the house, the same from every instance.
pub async fn metrics(State(app): State<App>) -> Response {
    metrics::gauge!("http_requests_waiting").set(app.traffic.visitors() as f64);
    if let Err(problem) = gauge(&app).await {
        tracing::warn!(%problem, "figures without mails and jobs");
    }
    (
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4")],
        app.metrics.render(),
    )
        .into_response()
}

async fn gauge(app: &App) -> Result<(), Problem> {
    let mails = base_mail::counts(&app.db).await?;
    for state in MailState::ALL {
        let count = mails.iter().find(|(found, _)| *found == state);
        metrics::gauge!("outbox_mails", "state" => state.code())
            .set(count.map_or(0, |(_, mails)| *mails) as f64);
    }
    let jobs = jobs::backlog(&app.db).await?;
    metrics::gauge!("jobs_due").set(jobs.due as f64);
    metrics::gauge!("jobs_failing").set(jobs.failing as f64);
    Ok(())
}
