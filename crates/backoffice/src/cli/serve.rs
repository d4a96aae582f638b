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

/// Open requests and the job at hand have this long once the process is asked to stop. What is cut off then is undone
/// with its unit, and its job goes to the next worker.
const GRACE: Duration = Duration::from_secs(30);

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
    serve_until(asked_to_stop(), GRACE, house, listen, with_worker, ready).await
}

async fn serve_until(
    asked: impl Future<Output = ()> + Send + 'static,
    grace: Duration,
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
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        asked.await;
        tracing::info!("stopping: open requests are finished");
        stop.send_replace(true);
    });
    let all = async {
        serving.await?;
        if let Some(worker) = worker {
            worker.await?;
        }
        anyhow::Ok(())
    };
    let ended = tokio::select! {
        ended = all => ended,
        () = out_of_patience(stopped, grace) => Ok(()),
    };
    upkeep.abort();
    ended
}

/// Comes back when the process was asked to stop and `grace` is over.
async fn out_of_patience(mut stopped: watch::Receiver<bool>, grace: Duration) {
    if stopped.wait_for(|stopped| *stopped).await.is_ok() {
        tokio::time::sleep(grace).await;
        tracing::warn!("stopping: what took longer than {grace:?} is cut off");
    } else {
        std::future::pending().await
    }
}

/// Works off jobs and mails until asked to stop.
pub async fn work(config: &Config) -> anyhow::Result<()> {
    let house = house::open(config).await?;
    claim_store(&house).await?;
    let (stop, stopped) = watch::channel(false);
    let run = worker::run(house.app.clone(), house.transport.clone(), stopped.clone());
    let worker = tokio::spawn(run);
    asked_to_stop().await;
    stop.send_replace(true);
    tokio::select! {
        ended = worker => Ok(ended?),
        () = out_of_patience(stopped, GRACE) => Ok(()),
    }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use std::time::Instant;

    use tokio::io::AsyncWriteExt as _;
    use tokio::net::TcpStream;
    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn who_never_sends_the_rest_does_not_hold_up_the_end() {
        let data = tempfile::tempdir().unwrap();
        let config = Config {
            database_url: format!("sqlite://{}?mode=rwc", data.path().join("end.sqlite").display()),
            data_dir: data.path().to_owned(),
            ..Config::default()
        };
        let house = house::open(&config).await.unwrap();
        let (tell, told) = std::sync::mpsc::channel();
        let (end, asked) = oneshot::channel::<()>();
        let asked = async {
            let _ = asked.await; // the sender speaks once
        };
        let grace = Duration::from_millis(200);
        let server = tokio::spawn(async move {
            let ready = |address| Ok(tell.send(address)?);
            serve_until(asked, grace, house, "127.0.0.1:0", true, ready).await
        });
        let address = tokio::task::spawn_blocking(move || told.recv().unwrap())
            .await
            .unwrap();
        let mut half = TcpStream::connect(address).await.unwrap();
        let request = "POST /sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf";
        half.write_all(request.as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
        let began = Instant::now();
        end.send(()).unwrap();
        server.await.unwrap().unwrap();
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    }
}
