//! The command line. Exit codes: 0 done or clean, 1 the program could not run, 2 errors or duplicates found,
//! 3 file unreadable, 4 refused by permission or state. Never a panic.

mod evidence;
mod import;
mod people;
pub(crate) mod serve;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use base::{Channel, Ctx, Lang, Problem, texts};
use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::house::{self, House};
use crate::{checks, demo};

/// Funding and programme management.
#[derive(Debug, Parser)]
#[command(name = "backoffice", version)]
struct Cli {
    /// The configuration file (default: backoffice.toml, when it exists).
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves pages and API, and works off jobs and mails.
    Serve {
        /// Only serve: another instance runs `worker`.
        #[arg(long)]
        no_worker: bool,
    },
    /// Works off jobs and mails without serving.
    Worker,
    /// Makes and serves the demo: accounts of every role, calls at several stages, a movable clock.
    Demo(demo::Options),
    /// Brings the database's schema up to date.
    Migrate,
    /// Verifies seal, ledger and schema; names what is broken.
    Check,
    /// Accounts.
    #[command(subcommand)]
    User(people::UserCommand),
    /// API tokens.
    #[command(subcommand)]
    Token(people::TokenCommand),
    /// Checks a workbook; with --apply also writes its rows.
    Import(import::Import),
    /// Writes a report.
    Export(import::Export),
    /// Evidence packets (Prüfakten).
    #[command(subcommand)]
    Evidence(evidence::EvidenceCommand),
    /// The outbox.
    #[command(subcommand)]
    Mail(MailCommand),
    /// The configuration.
    #[command(subcommand)]
    Config(ConfigCommand),
}

#[derive(Debug, Subcommand)]
enum MailCommand {
    /// Lists the latest mails with their state.
    List,
    /// Sends everything that is due, now.
    Flush,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Says what does not fit together.
    Check,
}

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Command::Evidence(evidence::EvidenceCommand::Verify(verify)) = &cli.command {
        return evidence::verify(verify).unwrap_or_else(|error| fail(&error)); // also where nothing else is set up
    }
    let config = match Config::load(cli.config.as_deref()) {
        Ok(config) => config,
        Err(error) => return fail(&error),
    };
    start_log(&config, matches!(cli.command, Command::Demo(_)));
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(run(cli.command, config)) {
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

/// Says what went wrong, in the person's words where it is a problem of the trade.
fn fail(error: &anyhow::Error) -> ExitCode {
    if let Some(problem) = error.downcast_ref::<Problem>()
        && !matches!(problem, Problem::Broken { .. })
    {
        complain(&sentence(problem));
        if let Problem::Invalid(fields) = problem
            && fields.len() > 1
        {
            for field in fields {
                complain(&format!(
                    "  {}: {}",
                    field.field,
                    texts::say(Lang::De, &field.text)
                ));
            }
        }
        return ExitCode::from(4);
    }
    complain(&format!("{error:#}"));
    ExitCode::from(1)
}

/// What a page says, but for who has neither a page nor a search box.
fn sentence(problem: &Problem) -> String {
    match problem {
        Problem::Unauthenticated => texts::tr(Lang::De, "cli-needs-person"),
        Problem::NotFound { what } => texts::tr_with(Lang::De, "cli-not-found", &[("what", what)]),
        other => base_web::failure::sentence(Lang::De, other),
    }
}

/// To the error stream. Whoever closed it does not want to hear it.
fn complain(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "{sentence}"); // nobody is left to tell
}

/// To the output. A reader that has seen enough (`| head`) ends nothing: the work and its exit code stand.
pub(crate) fn say(sentence: &str) {
    let _ = writeln!(std::io::stdout(), "{sentence}"); // see above
}

/// A demo speaks to who tries it out: no line per request there.
fn start_log(config: &Config, is_demo: bool) {
    use tracing_subscriber::EnvFilter;
    let requests = if is_demo { "warn" } else { "info" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| {
        let others = "info,sqlx=warn,typst=warn,sea_orm_migration=warn";
        EnvFilter::new(format!("{others},{}={requests}", base_web::server::REQUEST_LOG))
    });
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if config.log_format == "json" {
        log.json().init();
    } else {
        log.init();
    }
}

/// The operating-system user as actor: master data and accounts (handbook 0.5).
pub(crate) fn operator(house: &House) -> Ctx {
    let user = std::env::var("USER")
        .or_else(|_| std::env::var("LOGNAME"))
        .unwrap_or_else(|_| "operator".to_owned());
    Ctx {
        actor: base::Actor::Operator(user),
        channel: Channel::Cli,
        ..Ctx::system("cli", house.app.db.now())
    }
}

async fn run(command: Command, config: Config) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve { no_worker } => serve::serve(&config, !no_worker).await?,
        Command::Worker => serve::work(&config).await?,
        Command::Demo(options) => return demo::run(config, options).await,
        Command::Migrate => {
            house::open(&config).await?;
            say("Das Datenbankschema ist auf dem neuesten Stand.");
        }
        Command::Check => return check(&config).await,
        Command::User(command) => people::user(&config, command).await?,
        Command::Token(command) => people::token(&config, command).await?,
        Command::Import(command) => return import::import(&config, command).await,
        Command::Export(command) => import::export(&config, command).await?,
        Command::Evidence(evidence::EvidenceCommand::Build(build)) => {
            return evidence::build(&config, build).await;
        }
        Command::Evidence(evidence::EvidenceCommand::Verify(verify)) => return evidence::verify(&verify),
        Command::Mail(command) => mail(&config, &command).await?,
        Command::Config(ConfigCommand::Check) => return config_check(&config).await,
    }
    Ok(ExitCode::SUCCESS)
}

async fn check(config: &Config) -> anyhow::Result<ExitCode> {
    let house = house::open(config).await?;
    let findings = checks::findings(&house.app).await?;
    for finding in &findings {
        complain(finding);
    }
    if findings.is_empty() {
        say("Alles stimmt: Schema, Siegel und Konten.");
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::from(2))
}

async fn mail(config: &Config, command: &MailCommand) -> anyhow::Result<()> {
    let house = house::open(config).await?;
    match command {
        MailCommand::List => {
            let all = base_mail::MailFilter::default();
            for mail in base_mail::list(house.app.db.reader(), &all, base_db::PageRequest::default())
                .await?
                .items
            {
                say(&format!(
                    "{}  {:<8} {:<7} {}  {}",
                    mail.created_at.to_rfc3339(),
                    mail.state.code(),
                    mail.code,
                    mail.recipient,
                    mail.subject
                ));
            }
        }
        MailCommand::Flush => {
            let sent = base_mail::flush(&house.app.db, &house.transport, uuid::Uuid::now_v7()).await?;
            say(&format!("{sent} E-Mails bearbeitet."));
        }
    }
    Ok(())
}

async fn config_check(config: &Config) -> anyhow::Result<ExitCode> {
    let mut findings = config.findings();
    let house = house::open(config).await.context("the server would not start")?;
    // Instances that see different stores would lose each other's files: the first leaves a mark the others must find.
    match house.app.files.mark_findings(&house.app.db).await {
        Ok(found) => findings.extend(found),
        Err(problem) => findings.push(format!("file_store: {problem}")),
    }
    if let Ok(Some(scanner)) = base_files::Scanner::from_url(&config.virus_scanner)
        && let Err(problem) = scanner.ping().await
    {
        findings.push(format!("virus_scanner: {problem}"));
    }
    for finding in &findings {
        complain(finding);
    }
    if findings.is_empty() {
        say("Die Einstellungen passen zusammen.");
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::from(2))
}
