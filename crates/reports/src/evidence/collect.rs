//! The files of a case, feature by feature: no more than one feature's part of one case is in memory at a time.

use std::sync::Arc;

use applications::Application;
use base::{Ctx, Problem};
use base_db::{PageRequest, audit, page::MAX_PER_PAGE};
use base_mail::MailFilter;
use base_web::App;
use base_web::app::EvidenceFile;
use base_web::evidence::ascii_name;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::archive::Archive;
use super::format::{
    AUDIT, AUDIT_FIELDS, AUDIT_FORMAT, AuditExtract, AuditLine, AuditSeal, CASES, MAX_ENTRIES, ManifestCase,
};

/// Packets made at the same time by one process: each holds up to 60 MB, and keeps a core busy.
pub(super) static BUILDING: Semaphore = Semaphore::const_new(2);

/// How a case stands in the manifest. Its folder is its number, which no two cases share.
pub(super) fn listed(case: &Application) -> ManifestCase {
    ManifestCase {
        id: case.id.0,
        number: case.label().to_owned(),
        applicant: case.lead_name.clone(),
        folder: format!("{CASES}{}/", ascii_name(case.label())),
    }
}

/// Writes everything of a case that the person may see into the archive.
pub(super) async fn case(
    app: &App,
    ctx: &Ctx,
    case: &Application,
    mut archive: Archive,
) -> Result<Archive, Problem> {
    let folder: Arc<str> = listed(case).folder.into();
    for evidence in &app.evidence {
        archive = write(archive, &folder, evidence(app, ctx, case.id.0).await?).await?;
    }
    let own = vec![mails(app, case).await?, trail(app, case).await?];
    write(archive, &folder, own).await
}

/// Hashing, compressing and the disk stay away from the threads that answer requests.
async fn write(
    mut archive: Archive,
    folder: &Arc<str>,
    files: Vec<EvidenceFile>,
) -> Result<Archive, Problem> {
    if files.is_empty() {
        return Ok(archive);
    }
    let folder = Arc::clone(folder);
    tokio::task::spawn_blocking(move || {
        archive.add(&folder, files)?;
        Ok(archive)
    })
    .await
    .map_err(Problem::broken)?
}

/// What was said about the case, and what became of it.
async fn mails(app: &App, case: &Application) -> Result<EvidenceFile, Problem> {
    let filter = MailFilter {
        application_id: Some(case.id.0),
        ..MailFilter::default()
    };
    let mut items: Vec<Value> = Vec::new();
    let mut number = 1;
    loop {
        let request = PageRequest {
            page: number,
            per_page: MAX_PER_PAGE,
        };
        let page = base_mail::list(app.db.reader(), &filter, request).await?;
        let is_last = page.items.is_empty() || number * MAX_PER_PAGE >= page.total;
        for mail in page.items {
            let attached: Vec<String> = mail
                .attachments()?
                .into_iter()
                .map(|attachment| attachment.name)
                .collect();
            items.push(json!({
                "id": mail.id, "code": mail.code, "created_at": mail.created_at, "state": mail.state,
                "sent_at": mail.sent_at, "maybe_doubled": mail.maybe_doubled,
                "recipient": mail.recipient, "recipient_name": mail.recipient_name,
                "subject": mail.subject, "text": mail.body_text, "attachments": attached,
            }));
        }
        if is_last {
            break;
        }
        number += 1;
    }
    items.reverse(); // oldest first
    EvidenceFile::json("80-nachrichten/mails.json", &json!({ "items": items }))
}

/// The audit extract: every entry with its own hash and its seal, so that it can be checked without the database.
async fn trail(app: &App, case: &Application) -> Result<EvidenceFile, Problem> {
    let entries = audit::extract(app.db.reader(), case.id.0, MAX_ENTRIES).await?;
    let extract = AuditExtract {
        format: AUDIT_FORMAT.to_owned(),
        case: case.id.0,
        fields: AUDIT_FIELDS.map(str::to_owned).to_vec(),
        entries: entries
            .into_iter()
            .map(|(entry, seal)| AuditLine {
                content: audit::content(&entry),
                content_hash: entry.content_hash,
                seal: seal.map(|seal| AuditSeal {
                    seq: seal.seq,
                    prev_hash: seal.prev_hash,
                    hash: seal.hash,
                }),
            })
            .collect(),
    };
    EvidenceFile::json(AUDIT, &extract)
}
