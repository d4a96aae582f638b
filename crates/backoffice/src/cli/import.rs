//! `import` and `export`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use base::{Access, Actor, Channel, Ctx, Lang, Problem, Text, fmt};
use base_web::imports::{self, ImportReport, RowStatus};
use clap::{Args, ValueEnum};

use super::{operator, say};
use crate::config::Config;
use crate::house::{self, House};

#[derive(Debug, Args)]
pub struct Import {
    /// municipalities, addresses, applications, pool, hours, budget, …
    kind: String,
    file: PathBuf,
    /// The call's code, for kinds that belong to a call.
    #[arg(long)]
    call: Option<String>,
    /// Write the rows; without it nothing is written.
    #[arg(long)]
    apply: bool,
    /// The person whose permissions apply; not needed for master data and dry runs.
    #[arg(long = "as", value_name = "E-MAIL")]
    person: Option<String>,
    /// Print the whole report as one JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ExportFormat {
    Xlsx,
    Csv,
    Json,
}

#[derive(Debug, Args)]
pub struct Export {
    /// R1, R2, R4, R5, R9, X1, X3, X5, X10.
    report: String,
    #[arg(long)]
    call: String,
    #[arg(long, value_enum, default_value = "xlsx")]
    format: ExportFormat,
    /// Where to write; default: the report's name in this folder.
    #[arg(long)]
    out: Option<PathBuf>,
    /// The person whose permissions apply.
    #[arg(long = "as", value_name = "E-MAIL")]
    person: String,
}

/// What was named on the command line does not exist.
pub(super) fn unknown(field: &'static str, text: &'static str, value: &str) -> Problem {
    Problem::field(field, Text::new(text).with("value", value))
}

/// A context in which this person acts at the command line.
pub(super) async fn as_person(house: &House, email: &str) -> Result<Ctx, Problem> {
    let db = &house.app.db;
    let now = db.now();
    let account = ::people::find_by_email(db.reader(), email)
        .await?
        .ok_or_else(|| unknown("as", "cli-unknown-account", email))?;
    let person = ::people::person(db.reader(), account.id, now).await?;
    Ok(Ctx {
        actor: Actor::Person(person),
        channel: Channel::Cli,
        access: Access::ReadWrite,
        ..Ctx::system("cli", now)
    })
}

pub async fn import(config: &Config, command: Import) -> anyhow::Result<ExitCode> {
    let house = house::open(config).await?;
    let ctx = match &command.person {
        Some(email) => as_person(&house, email).await?,
        None => operator(&house),
    };
    let kind = imports::kind_of(&house.app, &command.kind).map_err(|_| {
        let mut kinds: Vec<&str> = house.app.imports.iter().map(|kind| kind.kind).collect();
        kinds.sort_unstable();
        let text = Text::new("cli-unknown-kind").with("value", &command.kind);
        Problem::field("kind", text.with("known", kinds.join(", ")))
    })?;
    let name = command
        .file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let bytes = match std::fs::read(&command.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            super::complain(&format!("{}: {error}", command.file.display()));
            return Ok(ExitCode::from(3));
        }
    };
    if kind.needs_call && command.call.is_none() && command.apply {
        return Err(Problem::field("call", Text::new("field-required")).into());
    }
    let report = if command.apply {
        imports::check_and_apply(&house.app, &ctx, kind, &name, bytes, command.call.clone()).await?
    } else {
        imports::dry_run(&house.app, &ctx, kind, &bytes, &name, command.call.clone()).await?
    };
    if command.json {
        say(&serde_json::to_string(&report)?);
    } else {
        print(&report, command.apply);
    }
    Ok(ExitCode::from(u8::try_from(report.exit_code()).unwrap_or(1)))
}

fn print(report: &ImportReport, applied: bool) {
    if let Some(unreadable) = &report.unreadable {
        say(&format!(
            "Die Datei lässt sich nicht lesen: {}",
            unreadable.reason
        ));
        return;
    }
    for note in &report.notes {
        say(&note.text);
    }
    for row in report.rows.iter().filter(|row| !row.messages.is_empty()) {
        for message in &row.messages {
            let column = message
                .column
                .as_deref()
                .map(|column| format!(" {column}:"))
                .unwrap_or_default();
            say(&format!(
                "{} Zeile {}:{column} {} [{}]",
                row.sheet, row.row, message.text, message.code
            ));
        }
    }
    for total in report
        .totals
        .iter()
        .filter(|total| total.stated_cents != total.computed_cents)
    {
        say(&format!(
            "Summenzeile „{}“: angegeben {}, berechnet {}",
            total.column,
            fmt::money(Lang::De, total.stated_cents),
            fmt::money(Lang::De, total.computed_cents)
        ));
    }
    say(&format!(
        "{} Zeilen {} ({}), {} Hinweise, {} Dubletten, {} Fehler",
        report.accepted,
        if applied { "übernommen" } else { "übernehmbar" },
        fmt::money(Lang::De, report.accepted_amount_cents),
        report.remark_count(),
        report.count(RowStatus::Duplicate),
        report.count(RowStatus::Error)
    ));
    if !applied && report.accepted > 0 {
        say("Es wurde nichts geschrieben; mit --apply werden die Zeilen übernommen.");
    }
}

pub async fn export(config: &Config, command: Export) -> anyhow::Result<()> {
    let house = house::open(config).await?;
    let ctx = as_person(&house, &command.person).await?;
    calls::find_by_code(house.app.db.reader(), &command.call)
        .await?
        .ok_or_else(|| unknown("call", "cli-unknown-call", &command.call))?;
    let (format, ending) = match command.format {
        ExportFormat::Xlsx => (reports::Format::Xlsx, "xlsx"),
        ExportFormat::Csv => (reports::Format::Csv, "csv"),
        ExportFormat::Json => (reports::Format::Json, "json"),
    };
    let file = reports::export(&house.app, &ctx, &command.report, &command.call, format).await?;
    let path = command
        .out
        .unwrap_or_else(|| PathBuf::from(format!("{}-{}.{ending}", command.report, command.call)));
    std::fs::write(&path, file.bytes).with_context(|| format!("{} cannot be written", path.display()))?;
    say(&format!("{} geschrieben.", path.display()));
    Ok(())
}
