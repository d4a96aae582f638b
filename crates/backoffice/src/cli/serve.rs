//! Serving until the process is asked to stop.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context as _;
use base::Problem;
use base_db::settings;
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
    mark_store(&house).await?;
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
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(worker::run(house.app.clone(), house.transport.clone(), stopped));
    asked_to_stop().await;
    let _ = stop.send(true); // it listens
    Ok(worker.await?)
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

const STORE_MARK: &str = "store_mark";
const MARK_FILE: &str = "store-mark";

/// The first instance leaves the same mark in the database and in the file store.
async fn mark_store(house: &House) -> Result<(), Problem> {
    if settings::find(house.app.db.reader(), STORE_MARK).await?.is_some() {
        return Ok(());
    }
    let mark = uuid::Uuid::now_v7().to_string();
    let ctx = operator(house);
    let unit = house.app.db.write(&ctx).await?;
    settings::set(&unit, STORE_MARK, &mark).await?;
    std::fs::write(house.app.settings.data_dir.join(MARK_FILE), &mark).map_err(Problem::broken)?;
    unit.commit().await
}

/// Whether this instance sees the store that the database's first instance marked.
pub async fn store_findings(house: &House) -> Result<Vec<String>, Problem> {
    let Some(mark) = settings::find(house.app.db.reader(), STORE_MARK).await? else {
        return Ok(Vec::new());
    };
    let path = house.app.settings.data_dir.join(MARK_FILE);
    match std::fs::read_to_string(&path) {
        Ok(found) if found == mark => Ok(Vec::new()),
        Ok(_) => Ok(vec![format!(
            "data_dir: {} belongs to another database",
            path.display()
        )]),
        Err(_) => Ok(vec![
            "data_dir: not the folder that the other instances use (no mark in it)".to_owned(),
        ]),
    }
}
