//! Serving until the process is asked to stop.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::operator;
use crate::config::Config;
use crate::house::{self, House};
use crate::worker;

/// Figures that nobody fetches must not pile up in memory.
const UPKEEP_PAUSE: Duration = Duration::from_secs(10);

/// Serves; includes the worker unless another instance runs it.
pub async fn serve(config: &Config, with_worker: bool) -> anyhow::Result<()> {
    let house = house::open(config).await?;
    serve_house(house, &config.listen, with_worker, |_| Ok(())).await
}

/// Serves an open house; `ready` is told the address once connections are taken.
pub async fn serve_house(
    house: House,
    listen: &str,
    with_worker: bool,
    ready: impl FnOnce(SocketAddr) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    claim_store(&house).await?;
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    let address = listener.local_addr()?;
    let (stop, stopped) = watch::channel(false);
    let worker = with_worker.then(|| {
        tokio::spawn(worker::run(
            house.app.clone(),
            house.transport.clone(),
            stopped.clone(),
        ))
    });
    let metrics = house.app.metrics.clone();
    let upkeep = tokio::spawn(async move {
        loop {
            tokio::time::sleep(UPKEEP_PAUSE).await;
            metrics.run_upkeep();
        }
    });
    tracing::info!(%address, "listening on {address}");
    ready(address)?;
    let service = house.router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(async move {
            asked_to_stop().await;
            tracing::info!("stopping: open requests are finished");
            let _ = stop.send(true); // without a worker nobody listens
        })
        .await?;
    upkeep.abort();
    if let Some(worker) = worker {
        worker.await?;
    }
    Ok(())
}

/// Works off jobs and mails until asked to stop.
pub async fn work(config: &Config) -> anyhow::Result<()> {
    let house = house::open(config).await?;
    claim_store(&house).await?;
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(worker::run(house.app.clone(), house.transport.clone(), stopped));
    asked_to_stop().await;
    let _ = stop.send(true); // it listens
    Ok(worker.await?)
}

/// An instance that sees other files than the others would lose theirs and its own: it does not start.
async fn claim_store(house: &House) -> anyhow::Result<()> {
    let (files, db) = (&house.app.files, &house.app.db);
    files
        .mark(db, &operator(house))
        .await
        .context("the files are not where this database has them")
}

async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(error) => {
                tracing::error!(%error, "cannot listen for the signal to stop");
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}
