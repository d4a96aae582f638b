//! `evidence`: making packets, and checking one without database, network or configuration.

use std::path::PathBuf;
use std::process::ExitCode;

use applications::queries::find_by_number;
use clap::{Args, Subcommand};
use reports::evidence::{self, Built, FindingKind, Verdict};

use super::import::{as_person, unknown};
use super::{complain, say};
use crate::config::Config;
use crate::house;

#[derive(Debug, Subcommand)]
pub enum EvidenceCommand {
    /// Checks a packet: names every altered, missing or added file and every altered audit entry. Exit code 0 nothing
    /// altered, 2 altered, 3 unreadable or no packet.
    Verify(Verify),
    /// Makes the packet of a case or of a whole call, and checks it.
    Build(Build),
}

#[derive(Debug, Args)]
pub struct Verify {
    file: PathBuf,
    /// The SHA-256 of the whole packet, as its page and the audit trail have it.
    #[arg(long, value_name = "HASH")]
    sha256: Option<String>,
    /// Print the outcome as one JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct Build {
    /// The application's number.
    #[arg(long, value_name = "NUMBER", required_unless_present = "call")]
    case: Option<String>,
    /// The call's code: all its cases that the person sees.
    #[arg(long, value_name = "CODE", conflicts_with = "case")]
    call: Option<String>,
    /// The person whose permissions apply.
    #[arg(long = "as", value_name = "E-MAIL")]
    person: String,
    /// A file that is not there yet.
    #[arg(long)]
    out: PathBuf,
}

/// Needs nothing but the file.
pub fn verify(command: &Verify) -> anyhow::Result<ExitCode> {
    let verdict = match evidence::verify(&command.file, command.sha256.as_deref()) {
        Ok(verdict) => verdict,
        Err(unreadable) => {
            if command.json {
                say(&serde_json::json!({ "unreadable": unreadable.0 }).to_string());
            }
            complain(&format!("{}: {unreadable}", command.file.display()));
            return Ok(ExitCode::from(3));
        }
    };
    if command.json {
        say(&serde_json::to_string(&verdict)?);
    } else {
        print(&verdict);
    }
    Ok(if verdict.is_clean() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}

fn print(verdict: &Verdict) {
    if let Some(head) = &verdict.head {
        say(&format!(
            "Prüfakte {} – {}, {}, erstellt {} von {} ({})",
            head.call,
            head.programme,
            evidence::cases(head.cases),
            base::fmt::datetime(base::Lang::De, head.made_at),
            head.made_by,
            head.role
        ));
    }
    for finding in &verdict.findings {
        let path = if finding.path.is_empty() {
            "(ganze Akte)"
        } else {
            &finding.path
        };
        say(&format!("{:<12} {path}: {}", word(finding.kind), finding.detail));
    }
    say(&format!(
        "{} Dateien, davon {} mit festgehaltener Prüfsumme; {} Protokolleinträge, davon {} noch ohne Siegel.",
        verdict.files, verdict.recorded, verdict.audit_entries, verdict.audit_unsealed
    ));
    say(&format!("SHA-256 der ganzen Akte: {}", verdict.sha256));
    say(&match verdict.findings.len() {
        0 => "Nichts wurde verändert.".to_owned(),
        1 => "1 Befund.".to_owned(),
        count => format!("{count} Befunde."),
    });
}

fn word(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Altered => "VERÄNDERT",
        FindingKind::Missing => "FEHLT",
        FindingKind::Extra => "ZUSÄTZLICH",
        FindingKind::Manifest => "VERZEICHNIS",
        FindingKind::Recorded => "FESTGEHALTEN",
        FindingKind::Audit => "PROTOKOLL",
        FindingKind::Packet => "AKTE",
    }
}

/// Exit code 2 when stored files turn out to be damaged: the packet is written, and they are named.
pub async fn build(config: &Config, command: Build) -> anyhow::Result<ExitCode> {
    let house = house::open(config).await?;
    let ctx = as_person(&house, &command.person).await?;
    let db = house.app.db.reader();
    let Built { cases, verdict } = match (&command.case, &command.call) {
        (Some(number), _) => {
            let case = find_by_number(db, &ctx, number)
                .await?
                .ok_or_else(|| unknown("case", "cli-unknown-case", number))?;
            evidence::write_case(&house.app, &ctx, case.id, &command.out).await?
        }
        (None, code) => {
            let code = code.as_deref().unwrap_or_default();
            let call = calls::find_by_code(db, code)
                .await?
                .ok_or_else(|| unknown("call", "cli-unknown-call", code))?;
            evidence::write_call(&house.app, &ctx, &call, &command.out).await?
        }
    };
    print(&verdict);
    say(&format!(
        "{} geschrieben, {}.",
        command.out.display(),
        evidence::cases(cases)
    ));
    Ok(if verdict.is_clean() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}
