//! Measures the product beside bare floors in the same minutes, on the same rows (see ops/README.md).
//!
//! Absolute figures of a shared machine mean little; the ratios within a round and the processor time per request do.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measuring tool beside the product: it reads the clock, writes rows and serves its floor by itself"
)]

mod drive;
mod floor;
mod ids;
mod journeys;
mod machine;
mod mails;
mod pgbench;
mod report;
mod round;
mod rows;
mod seed;
mod server;
mod sheets;
mod sink;
mod truth;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Parser;

use round::Place;

#[derive(Debug, Parser)]
#[command(about = "Measures the product beside bare floors. Started by ops/bench.sh.")]
enum Command {
    /// The whole measurement.
    Run(Run),
    /// The bare program that the product is compared with.
    Floor { url: String, listen: String },
}

#[derive(Debug, clap::Args)]
struct Run {
    /// The maintenance database of a throwaway PostgreSQL cluster that writes durably.
    #[arg(long)]
    cluster: url::Url,
    /// The process id of its postmaster.
    #[arg(long)]
    postmaster: u32,
    /// The product, built for release.
    #[arg(long)]
    program: PathBuf,
    /// Where databases and results lie.
    #[arg(long)]
    folder: PathBuf,
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Of each loop.
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// Only these journeys, e.g. `score,import` (the commas of their names left out); without it all of them.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Takes the seeded databases of the run before.
    #[arg(long)]
    seeded: bool,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Run(command) => run(command).await,
        Command::Floor { url, listen } => floor::serve(&url, &listen).await,
    }
}

async fn run(command: Run) -> anyhow::Result<()> {
    let started = std::time::Instant::now();
    let place = Place {
        cluster: command.cluster,
        postmaster: command.postmaster,
        program: command.program,
        folder: command
            .folder
            .canonicalize()
            .context("the folder of the results")?,
        seconds: command.seconds,
        only: command.only,
        cores: std::thread::available_parallelism()?.get(),
    };
    if !command.seeded {
        round::seed(&place).await?;
        println!("[{:4} s] seeded", started.elapsed().as_secs());
    }
    let mut rounds = Vec::new();
    for number in 1..=command.rounds {
        rounds.push(round::run(&place, number == command.rounds).await?);
        println!(
            "[{:4} s] round {number} of {}",
            started.elapsed().as_secs(),
            command.rounds
        );
        // after every round: a run that is cut short has said what it found
        std::fs::write(
            place.folder.join("result.json"),
            report::json(&rounds).to_string(),
        )?;
    }
    let table = report::markdown(&rounds);
    std::fs::write(place.folder.join("result.md"), &table)?;
    println!("\n{table}");
    Ok(())
}
