//! One round: everything once, in turn, on copies of the seeded databases.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use sea_orm::ConnectionTrait as _;
use serde::Serialize;

use crate::drive::{self, Load, Shot};
use crate::journeys::{self, Loop};
use crate::seed::{
    self, ASSIGN, EVIDENCE, IMPORT, LARGE, LETTERS_23, LETTERS_1101, OPTIMISE, SELECTION_23, SELECTION_1101,
};
use crate::server::{self, Product, Server};
use crate::{machine, mails, pgbench, sheets, truth};

/// Clients of the floor program's loops.
const CLIENTS: usize = 8;
const WARM_UP: Duration = Duration::from_millis(500);

/// Where everything is.
pub struct Place {
    /// The maintenance database of the cluster, e.g. `postgres://app@127.0.0.1:5432/postgres`.
    pub cluster: url::Url,
    pub postmaster: u32,
    pub program: PathBuf,
    pub folder: PathBuf,
    pub seconds: u64,
    /// The journeys that are measured; empty: all.
    pub only: Vec<String>,
    /// Processor cores, for letters.
    pub cores: usize,
}

impl Place {
    pub fn postgres(&self, database: &str) -> String {
        let mut url = self.cluster.clone();
        url.set_path(database);
        url.to_string()
    }

    pub fn sqlite(&self, name: &str) -> String {
        format!("sqlite://{}?mode=rwc", self.sqlite_file(name).display())
    }

    fn sqlite_file(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.sqlite"))
    }

    fn time(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }

    fn wants(&self, journey: &str) -> bool {
        self.only.is_empty() || self.only.contains(&journey.replace(',', ""))
    }
}

/// The script of pgbench that a journey is compared with.
fn script_of(journey: &str) -> &str {
    match journey {
        "ranked 11,000" | "ranked, frozen" => "ranked",
        "selection 23" => "batch",
        other => other,
    }
}

/// What was measured of a journey in one round.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Figure {
    pub engine: &'static str,
    pub journey: &'static str,
    /// Answers per second; of single jobs none.
    pub rps: Option<f64>,
    pub p50: f64,
    /// Milliseconds; of a single job all of it; MiB of memory, kB of a page.
    pub p99: f64,
    /// Rate of the floor in the same round, or its milliseconds for single jobs.
    pub floor: Option<f64>,
    /// Milliseconds of processor time per request.
    pub app_cpu: f64,
    pub database_cpu: f64,
}

impl Figure {
    fn single(engine: &'static str, journey: &'static str, value: f64, floor: Option<f64>) -> Self {
        Self {
            engine,
            journey,
            p50: value,
            p99: value,
            floor,
            ..Self::default()
        }
    }

    /// Rate over rate, or time over time.
    pub fn ratio(&self) -> Option<f64> {
        Some(self.rps.unwrap_or(self.p99) / self.floor?)
    }
}

#[derive(Debug, Default, Serialize)]
pub struct Round {
    /// Milliseconds.
    pub fsync: f64,
    pub hello_rps: f64,
    pub table_rps: f64,
    pub figures: Vec<Figure>,
}

/// One round; the last one also does what takes long.
pub async fn run(place: &Place, last: bool) -> anyhow::Result<Round> {
    let mut round = Round {
        fsync: machine::fsync_probe(&place.folder)?,
        ..Round::default()
    };
    let url = copy_postgres(place, "floor").await?;
    let mut floors = Vec::new();
    let is_wanted = |script: &pgbench::Script| {
        let mut journeys = journeys::GOALS.iter().map(|goal| goal.journey);
        journeys.any(|journey| place.wants(journey) && script_of(journey) == script.name)
    };
    for script in pgbench::scripts().into_iter().filter(is_wanted) {
        floors.push((script.name, script.run(&url, &place.folder, place.seconds).await?));
    }
    let floor = |name: &str| {
        floors
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, tps)| *tps)
    };

    for engine in ["PostgreSQL", "SQLite"] {
        let url = if engine == "SQLite" {
            copy_sqlite(place)?
        } else {
            copy_postgres(place, "product").await?
        };
        truth::refresh_sessions(&url).await?;
        let lists = bare(place, &url, &mut round).await?;
        let mut work = Work {
            place,
            engine,
            product: Product {
                program: place.program.clone(),
                url,
                data: place.folder.join("data"),
                transport: "inbox:".to_owned(),
            },
            figures: Vec::new(),
        };
        let of = |journey: &str| match journey {
            "list 11,000" => Some(lists[0]),
            "list 1,101" => Some(lists[1]),
            _ if engine == "SQLite" => None,
            other => floor(script_of(other)),
        };
        work.all(&of, last)
            .await
            .with_context(|| format!("on {engine}"))?;
        truth::hold(&work.product.url, place.wants("import"))
            .await
            .with_context(|| format!("invariants on {engine}"))?;
        round.figures.extend(work.figures);
    }
    Ok(round)
}

async fn copy_postgres(place: &Place, name: &str) -> anyhow::Result<String> {
    let db = seed::connect(place.cluster.as_str()).await?;
    db.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        .await?;
    db.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE seed"))
        .await?;
    db.close().await?;
    let url = place.postgres(name);
    let db = seed::connect(&url).await?;
    db.execute_unprepared("CHECKPOINT").await?;
    db.close().await?;
    Ok(url)
}

fn copy_sqlite(place: &Place) -> anyhow::Result<String> {
    for ending in ["-wal", "-shm"] {
        let path = place.folder.join(format!("product.sqlite{ending}"));
        if path.exists() {
            std::fs::remove_file(path)?;
        }
    }
    std::fs::copy(place.sqlite_file("seed"), place.sqlite_file("product"))?;
    Ok(place.sqlite("product"))
}

/// The floor program: hello and table once a round, the lists of both sizes on each database.
async fn bare(place: &Place, url: &str, round: &mut Round) -> anyhow::Result<[f64; 2]> {
    let server = server::floor(url).await?;
    let officer = seed::session(seed::OFFICER);
    let drive = async |shot: Shot| -> anyhow::Result<f64> {
        let shots = Arc::new(vec![shot]);
        drive::drive(server.address, shots.clone(), CLIENTS, WARM_UP, false).await?;
        let load = drive::drive(server.address, shots, CLIENTS, place.time(), false).await?;
        ensure!(load.bad == 0, "the floor answered wrongly: {:?}", load.first_bad);
        Ok(load.rps())
    };
    if round.hello_rps == 0.0 {
        round.hello_rps = drive(Shot::get("/hello", "", "hello")).await?;
        round.table_rps = drive(Shot::get("/table", "", "T-0050")).await?;
    }
    let mut lists = [0.0; 2];
    for (rps, call) in lists.iter_mut().zip([LARGE, seed::SMALL]) {
        let path = format!("/list?call={}", call.id());
        *rps = drive(Shot::get(path, &officer, seed::number(call, 49))).await?;
    }
    Ok(lists)
}

/// The product on one database.
struct Work<'a> {
    place: &'a Place,
    engine: &'static str,
    product: Product,
    figures: Vec<Figure>,
}

impl Work<'_> {
    async fn all(&mut self, floor: &impl Fn(&str) -> Option<f64>, last: bool) -> anyhow::Result<()> {
        server::empty(&self.product.data)?;
        let server = self.product.serve().await?;
        self.put("start", server.first_answer.as_secs_f64() * 1000.0, None);
        for one in self.wanted(journeys::reading()) {
            drive::drive(server.address, one.shots.clone(), one.clients, WARM_UP, false).await?;
            let load = self.drive(&server, &one, floor(one.journey)).await?;
            if one.journey == "list 11,000" {
                self.put("list page kB", load.bytes as f64 / 1000.0, None);
            }
        }
        self.put("memory", machine::memory_mib(server.pid(), "VmRSS"), None);
        for one in self.wanted(journeys::writing()) {
            self.drive(&server, &one, floor(one.journey)).await?;
        }
        if last && self.place.wants("rush 1,101") {
            self.rush(&server).await?;
        }
        let batch = floor("selection 23").map(|tps| 1000.0 / tps);
        for (journey, call, floor) in [
            ("selection 23", SELECTION_23, batch),
            ("selection 1,101", SELECTION_1101, None),
        ] {
            if self.place.wants(journey) {
                self.shoot(&server, journey, &journeys::release(call), floor)
                    .await?;
            }
        }
        if self.place.wants("assignment 1,101") {
            self.shoot(&server, "assignment 1,101", &journeys::propose(ASSIGN), None)
                .await?;
        }
        if self.place.wants("optimiser 1,101") {
            self.shoot(&server, "optimiser 1,101", &journeys::optimise(OPTIMISE), None)
                .await?;
        }
        self.sheets(&server).await?;
        self.letters(&server, last).await?;
        if last && self.place.wants("packet 60") {
            self.packet(&server).await?;
        }
        drop(server);
        if last && self.engine == "PostgreSQL" && self.place.wants("outbox 10,000") {
            let seconds = mails::deliver(&mut self.product).await?;
            self.put("outbox 10,000", seconds * 1000.0, None);
        }
        Ok(())
    }

    fn wanted(&self, mut journeys: Vec<Loop>) -> Vec<Loop> {
        journeys.retain(|one| self.place.wants(one.journey));
        journeys
    }

    fn put(&mut self, journey: &'static str, value: f64, floor: Option<f64>) {
        self.figures
            .push(Figure::single(self.engine, journey, value, floor));
    }

    fn cpu(&self, server: &Server) -> (u64, u64) {
        let database = match self.engine {
            "SQLite" => 0,
            _ => machine::cpu_ms(self.place.postmaster),
        };
        (machine::cpu_ms(server.pid()), database)
    }

    async fn drive(&mut self, server: &Server, one: &Loop, floor: Option<f64>) -> anyhow::Result<Load> {
        let before = self.cpu(server);
        let load = drive::drive(
            server.address,
            one.shots.clone(),
            one.clients,
            self.place.time(),
            one.once,
        )
        .await?;
        let after = self.cpu(server);
        ensure!(
            load.bad == 0,
            "{}: {} wrong answers, the first: {:?}",
            one.journey,
            load.bad,
            load.first_bad
        );
        let per_request = |ms: u64| ms as f64 / load.latencies.len().max(1) as f64;
        self.figures.push(Figure {
            engine: self.engine,
            journey: one.journey,
            rps: Some(load.rps()),
            p50: load.quantile(0.5),
            p99: load.quantile(0.99),
            floor,
            app_cpu: per_request(after.0 - before.0),
            database_cpu: per_request(after.1 - before.1),
        });
        Ok(load)
    }

    /// The last minute before a deadline.
    async fn rush(&mut self, server: &Server) -> anyhow::Result<()> {
        let before = self.cpu(server);
        let load = drive::arrive(server.address, journeys::rush(1_101), Duration::from_secs(60)).await?;
        let after = self.cpu(server);
        ensure!(
            load.bad == 0,
            "rush: {} wrong answers, the first: {:?}",
            load.bad,
            load.first_bad
        );
        let per_request = |ms: u64| ms as f64 / load.latencies.len().max(1) as f64;
        self.figures.push(Figure {
            engine: self.engine,
            journey: "rush 1,101",
            rps: Some(load.rps()),
            p50: load.quantile(0.5),
            p99: load.quantile(0.99),
            floor: None,
            app_cpu: per_request(after.0 - before.0),
            database_cpu: per_request(after.1 - before.1),
        });
        Ok(())
    }

    /// A single job over HTTP.
    async fn shoot(
        &mut self,
        server: &Server,
        journey: &'static str,
        shot: &Shot,
        floor: Option<f64>,
    ) -> anyhow::Result<()> {
        let before = self.cpu(server);
        let (_, time) = drive::once(server.address, shot).await.context(journey)?;
        let after = self.cpu(server);
        self.figures.push(Figure {
            app_cpu: (after.0 - before.0) as f64,
            database_cpu: (after.1 - before.1) as f64,
            ..Figure::single(self.engine, journey, time.as_secs_f64() * 1000.0, floor)
        });
        Ok(())
    }

    async fn sheets(&mut self, server: &Server) -> anyhow::Result<()> {
        let path = self.place.folder.join("list.xlsx");
        let written = sheets::write(&path)?;
        if self.place.wants("export") {
            self.shoot(server, "export", &journeys::export(LARGE), Some(written * 1000.0))
                .await?;
        }
        if !self.place.wants("import") {
            return Ok(());
        }
        let floor = sheets::floor_import(&path, &self.product.url).await?;
        let started = Instant::now();
        let person = format!("konto{}@messung.example", seed::OFFICER);
        let file = path.to_string_lossy();
        self.product.run(&[
            "import",
            "applications",
            &file,
            "--call",
            IMPORT.code,
            "--apply",
            "--as",
            &person,
        ])?;
        self.put(
            "import",
            started.elapsed().as_secs_f64() * 1000.0,
            Some(floor * 1000.0),
        );
        Ok(())
    }

    /// The floor: one warm letter times their number, over the cores.
    async fn letters(&mut self, server: &Server, last: bool) -> anyhow::Result<()> {
        let wanted = |journey, call| match call {
            LETTERS_23 => self.place.wants(journey),
            _ => last && self.engine == "PostgreSQL" && self.place.wants(journey),
        };
        let batches = [("letters 23", LETTERS_23), ("letters 1,101", LETTERS_1101)]
            .into_iter()
            .filter(|(journey, call)| wanted(journey, *call))
            .collect::<Vec<_>>();
        if batches.is_empty() {
            return Ok(());
        }
        let preview = journeys::preview(LETTERS_1101);
        let mut one = Vec::new();
        for _ in 0..5 {
            one.push(drive::once(server.address, &preview).await?.1.as_secs_f64() * 1000.0);
        }
        let warm = machine::median(&one[1..]);
        for (journey, call) in batches {
            let floor = warm * call.applications as f64 / self.place.cores as f64;
            self.shoot(server, journey, &journeys::issue_all(call), Some(floor))
                .await?;
            truth::all_issued(&self.product.url, call).await?;
        }
        Ok(())
    }

    /// The evidence packet of a call whose letters are issued, made and checked at the command line.
    async fn packet(&mut self, server: &Server) -> anyhow::Result<()> {
        drive::once(server.address, &journeys::issue_all(EVIDENCE)).await?;
        truth::all_issued(&self.product.url, EVIDENCE).await?;
        let out = self.place.folder.join(format!("packet-{}.zip", self.engine));
        if out.exists() {
            std::fs::remove_file(&out)?; // of the run before
        }
        let person = format!("konto{}@messung.example", seed::OFFICER);
        let file = out.to_string_lossy();
        // the trail of the letters is sealed by the server, second by second
        tokio::time::sleep(Duration::from_secs(2)).await;
        let started = Instant::now();
        let said = self.product.run(&[
            "evidence",
            "build",
            "--call",
            EVIDENCE.code,
            "--as",
            &person,
            "--out",
            &file,
        ])?;
        let time = started.elapsed();
        let cases = format!("{} Vorgänge", EVIDENCE.applications);
        ensure!(said.contains(&cases), "the packet has others: {said}");
        self.put("packet 60", time.as_secs_f64() * 1000.0, None);
        Ok(())
    }
}

/// Makes the seeded databases anew.
pub async fn seed(place: &Place) -> anyhow::Result<()> {
    let db = seed::connect(place.cluster.as_str()).await?;
    db.execute_unprepared("DROP DATABASE IF EXISTS seed WITH (FORCE)")
        .await?;
    db.execute_unprepared("CREATE DATABASE seed").await?;
    db.close().await?;
    remove_sqlite(place)?;
    for url in [place.postgres("seed"), place.sqlite("seed")] {
        let product = Product {
            program: place.program.clone(),
            url: url.clone(),
            data: place.folder.join("data"),
            transport: "inbox:".to_owned(),
        };
        product.run(&["migrate"])?;
        seed::fill(&url).await?;
        let db = seed::connect(&url).await?;
        db.execute_unprepared(if url.starts_with("sqlite") {
            "ANALYZE"
        } else {
            "VACUUM ANALYZE"
        })
        .await?;
        if url.starts_with("sqlite") {
            db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        db.close().await?;
        product.run(&["check"]).context("the seeded data do not hold")?;
    }
    Ok(())
}

fn remove_sqlite(place: &Place) -> anyhow::Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let path: &Path = &place.folder.join(format!("seed.sqlite{ending}"));
        if path.exists() {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}
