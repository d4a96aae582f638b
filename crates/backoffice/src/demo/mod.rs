//! `backoffice demo`: a ready house with one programme, its people and calls at several stages, made by the same use
//! cases that people press. Loopback only; all names are roles, all addresses end in `.example`.

mod cast;
mod hours;
mod programme;
mod story;
mod texts;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use base_db::settings;
use clap::Args;
use serde_json::json;

use crate::cli::{self, say};
use crate::config::Config;
use crate::house::{self, House};

pub use cast::{Cast, PASSWORD};

#[derive(Debug, Args)]
pub struct Options {
    /// Throw the demo's data away and start anew.
    #[arg(long)]
    reset: bool,
    /// Print the ten clicks that show the main job, then serve.
    #[arg(long)]
    tour: bool,
    /// The port on 127.0.0.1; 0 takes any free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the demo's data lie.
    #[arg(long, default_value = "var/demo")]
    data: PathBuf,
    /// With SMTP settings: all mail goes to this one address.
    #[arg(long)]
    redirect: Option<String>,
}

/// Makes the demo when it is missing, then serves it until asked to stop.
pub async fn run(mut config: Config, options: Options) -> anyhow::Result<ExitCode> {
    let given = std::env::var_os("DATABASE_URL").is_some();
    if options.reset && given {
        bail!("--reset removes the demo's own database; empty the one of DATABASE_URL yourself, or unset it");
    }
    if options.reset && options.data.exists() {
        reset(&options.data)?;
    }
    std::fs::create_dir_all(&options.data)
        .with_context(|| format!("the folder {} cannot be made", options.data.display()))?;
    config.data_dir.clone_from(&options.data);
    if !given {
        config.database_url = format!("sqlite://{}?mode=rwc", options.data.join("demo.sqlite").display());
    }
    config.listen = format!("127.0.0.1:{}", options.port);
    config.public_url = format!("http://127.0.0.1:{}", options.port);
    if config.mail.transport != "inbox:" && options.redirect.is_none() {
        bail!("a demo with real mail needs --redirect ADDRESS: all its mail goes there");
    }
    config.mail.redirect.clone_from(&options.redirect);
    let house = prepare(&config).await?;
    let cast = Cast::load(&house).await?;
    std::fs::write(options.data.join("accounts.json"), cast.to_json())?;
    let tour = options.tour;
    cli::serve::serve_house(house, &config.listen, true, move |address| {
        say("");
        say("Das Förderportal läuft als Demo. Alle Daten sind erfunden, E-Mails liegen im Posteingang der Demo.");
        say(&format!("Konten (Passwort für alle: {PASSWORD}):"));
        let lines = cast.lines();
        let width = lines.iter().map(|(role, _)| role.chars().count()).max();
        let width = width.unwrap_or_default();
        for (role, email) in lines {
            say(&format!("  {role:<width$}  {email}"));
        }
        if tour {
            say(TOUR);
        }
        say(&format!("Adresse: http://{address}/"));
        Ok(())
    })
    .await?;
    Ok(ExitCode::SUCCESS)
}

/// Opens the demo's house; seeds it once. Also used by tests and the benchmark.
pub async fn prepare(config: &Config) -> anyhow::Result<House> {
    let house = house::open(config).await?;
    if house.app.db.is_demo().await? {
        return Ok(house);
    }
    if !is_empty(&house).await? {
        bail!("the database holds data that are not a demo: choose another DATABASE_URL");
    }
    say("Die Demo wird angelegt …");
    let operator = cli::operator(&house);
    let unit = house.app.db.write(&operator).await?;
    settings::mark_demo(&unit).await?;
    unit.audit(base_db::Entry::new("system", "demo", "prepare").data(json!({})))
        .await?;
    unit.commit().await?;
    if let Err(error) = seed(&house).await {
        return Err(error.context("the demo could not be made; start again with --reset"));
    }
    // The house was opened before the database was a demo: open it again to have clock and inbox.
    drop(house);
    house::open(config).await
}

async fn seed(house: &House) -> anyhow::Result<()> {
    let set = programme::set_up(house).await?;
    let cast = Cast::make(house, &set).await?;
    story::play(house, &set, &cast).await
}

/// Nobody has an account yet: nothing of anybody is here.
async fn is_empty(house: &House) -> anyhow::Result<bool> {
    let operator = cli::operator(house);
    let accounts = people::list_accounts(
        &house.app.db,
        &operator,
        "",
        None,
        base_db::PageRequest::default(),
    )
    .await?;
    Ok(accounts.total == 0)
}

/// Removes what the demo made in its folder, and nothing else.
fn reset(data: &Path) -> anyhow::Result<()> {
    for name in [
        "demo.sqlite",
        "demo.sqlite-wal",
        "demo.sqlite-shm",
        "accounts.json",
    ] {
        let path = data.join(name);
        if path.exists() {
            std::fs::remove_file(&path).with_context(|| format!("{} cannot be removed", path.display()))?;
        }
    }
    let files = data.join("files");
    if files.is_dir() {
        std::fs::remove_dir_all(&files).with_context(|| format!("{} cannot be removed", files.display()))?;
    }
    Ok(())
}

const TOUR: &str = "
Zehn Klicks durch die Hauptaufgabe:
  1. Als Sachbearbeitung anmelden: Die Übersicht zeigt, was wartet.
  2. „Ausschreibungen“ → IBZ-2026A: eine Runde von der Veröffentlichung bis zur Zusage.
  3. „Anträge“ → „Antragsliste importieren“: fixtures/demo/applications_2026.xlsx für die offene Ausschreibung prüfen,
     Meldungen je Zeile lesen, übernehmen.
  4. „Anträge“: filtern, einen Antrag öffnen: alles zu einem Vorhaben an einer Stelle.
  5. Als Bewertung anmelden: Befangenheit erklären, Punkte vergeben, abgeben.
  6. Als Geschäftsstelle: „Auswahl“ → Sitzung zu IBZ-2026A mit Abstimmungen und Niederschrift; Rangfolge, Mittelverteilung.
  7. Als Referatsleitung: Zusage erlassen, Schreiben als PDF öffnen.
  8. „Anträge“ → BEG-1: Zuwendung in Geld mit Mittelabruf, drei Unterschriften, Verwendungsnachweis.
  9. Als Prozessbegleitung: Stunden buchen; als Programmkoordination: freigeben.
 10. „Berichte und Verwaltung“: Antragsübersicht, Mittelabfluss, Prozessbegleitung – als Seite und als Excel-Datei.
";
