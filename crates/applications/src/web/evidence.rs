//! What an application leaves in the evidence packet of its case: the call as it was published and corrected, every
//! edition of the application as it was frozen, the PDFs made of it, the attachments, document requests with their
//! answers, the formal check.

use std::collections::HashMap;

use base::{Ctx, PersonId, Problem};
use base_files::StoredFile;
use base_web::App;
use base_web::app::EvidenceFile;
use base_web::evidence::{SHARED, ascii_name};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use super::desk_json::ExtensionJson;
use super::json::{ApplicationJson, DocumentRequestJson, NoteJson, PartyJson};
use super::parts_json::AttachmentJson;
use crate::model::{Application, ApplicationId, Snapshot, SnapshotKind};
use crate::{access, proof, queries};

/// The files of the case for the office of its programme; nothing for anybody else.
pub(super) async fn files(app: &App, ctx: &Ctx, id: Uuid) -> Result<Vec<EvidenceFile>, Problem> {
    let db = app.db.reader();
    let id = ApplicationId(id);
    let Some(application) = queries::applications(db, ctx, &[id]).await?.remove(&id) else {
        return Ok(Vec::new());
    };
    if !access::is_office(ctx, &application) {
        return Ok(Vec::new());
    }
    let snapshots = queries::snapshots(db, id).await?;
    let mut files = vec![case(db, &application, &snapshots).await?];
    for one in &snapshots {
        files.extend(edition(app, one).await?);
    }
    let (attached, answers) = filed(db, id).await?;
    for (number, (document, file)) in (1..).zip(attached.iter().chain(&answers)) {
        let path = format!("10-antrag/anlagen/{number:02}-{}", ascii_name(&file.name));
        let mut evidence = EvidenceFile::stored(&app.files, path, file).await?;
        // a note in the place of a file has no hash of its own
        if evidence.sha256.is_some() {
            evidence.sha256 = recorded(&snapshots, document.as_deref(), file).or(evidence.sha256);
        }
        files.push(evidence);
    }
    files.push(requests(db, id).await?);
    files.push(check(db, &application).await?);
    files.extend(published(db, &application).await?);
    Ok(files)
}

/// The terms everybody applied under, with each correction. All cases of the call share them.
async fn published(
    db: &impl ConnectionTrait,
    application: &Application,
) -> Result<Vec<EvidenceFile>, Problem> {
    let editions = calls::editions(db, application.call_id).await?;
    let persons: Vec<PersonId> = editions.iter().filter_map(|one| one.made_by).collect();
    let names = people::names(db, &persons).await?;
    editions
        .iter()
        .map(|one| {
            EvidenceFile::json(
                format!("{SHARED}00-ausschreibung-{:02}.json", one.edition),
                &json!({
                    "edition": one.edition, "reason": one.reason, "made_at": one.made_at,
                    "made_by": name(&names, one.made_by), "terms": one.terms,
                }),
            )
        })
        .collect()
}

/// The case as it stands, and which of its editions was decided on: the last, for nothing changes after the check.
async fn case(
    db: &impl ConnectionTrait,
    application: &Application,
    snapshots: &[Snapshot],
) -> Result<EvidenceFile, Problem> {
    let parties = queries::parties_of(db, application.id).await?;
    let attached = queries::attachments(db, application.id).await?;
    let editions: Vec<Value> = snapshots
        .iter()
        .map(|one| {
            json!({
                "edition": one.edition, "received_at": one.received_at, "sha256": one.sha256,
                "was_on_time": one.was_on_time(), "document_request_id": one.request_id,
                "folder": folder(one),
            })
        })
        .collect();
    EvidenceFile::json(
        "10-antrag/vorgang.json",
        &json!({
            "application": ApplicationJson::from(application.clone()),
            "parties": parties.into_iter().map(PartyJson::from).collect::<Vec<_>>(),
            "editions": editions,
            "edition_decided_on": snapshots.last().map(|last| last.edition),
            "attachments": attached.into_iter().map(AttachmentJson::from).collect::<Vec<_>>(),
        }),
    )
}

fn folder(snapshot: &Snapshot) -> String {
    format!("10-antrag/fassung-{:02}", snapshot.edition)
}

/// What was frozen, byte for byte, and both PDFs that are made of it alone.
async fn edition(app: &App, snapshot: &Snapshot) -> Result<Vec<EvidenceFile>, Problem> {
    let folder = folder(snapshot);
    let mut files = vec![EvidenceFile::frozen(
        format!("{folder}/antrag.json"),
        snapshot.content.clone(),
        snapshot.sha256.clone(),
    )];
    for (kind, name) in [
        (SnapshotKind::Application, "antrag.pdf"),
        (SnapshotKind::Receipt, "eingangsbestaetigung.pdf"),
    ] {
        let file = proof::pdf(&app.db, &app.files, &app.settings.public_url, snapshot, kind).await?;
        let mut evidence = EvidenceFile::stored(&app.files, format!("{folder}/{name}"), &file).await?;
        let recorded = queries::hash_of_pdf(app.db.reader(), snapshot.id, kind).await?;
        evidence.sha256 = recorded.or(evidence.sha256);
        files.push(evidence);
    }
    Ok(files)
}

type Filed = Vec<(Option<String>, StoredFile)>;

/// The attachments with what they are, and the files that answered document requests.
async fn filed(db: &impl ConnectionTrait, id: ApplicationId) -> Result<(Filed, Filed), Problem> {
    let attached: Filed = queries::attachments(db, id)
        .await?
        .into_iter()
        .map(|(one, file)| (Some(one.document), file))
        .collect();
    let answers = base_files::of_application(db, id.0)
        .await?
        .into_iter()
        .filter(|file| file.purpose == "document-answer")
        .map(|file| (None, file))
        .collect();
    Ok((attached, answers))
}

/// The hash of an attachment as it was frozen when it was handed in: of the file of this name and kind. Where two have
/// the same name, the one that fits.
fn recorded(snapshots: &[Snapshot], document: Option<&str>, file: &StoredFile) -> Option<String> {
    let document = document?;
    let mut found: Option<String> = None;
    for snapshot in snapshots {
        let content: Value = serde_json::from_str(&snapshot.content).unwrap_or_default();
        let frozen = content["attachments"].as_array().into_iter().flatten();
        for one in frozen.filter(|one| one["name"] == file.name.as_str() && one["document"] == document) {
            let sha256 = one["sha256"].as_str().unwrap_or_default();
            if found.is_none() || sha256 == file.sha256 {
                found = Some(sha256.to_owned());
            }
        }
    }
    found
}

async fn requests(db: &impl ConnectionTrait, id: ApplicationId) -> Result<EvidenceFile, Problem> {
    let requests = queries::document_requests(db, id).await?;
    let changes = queries::changes(db, &requests).await?;
    let changes: Vec<Value> = changes
        .iter()
        .map(|one| {
            json!({
                "request_id": one.request_id, "field": one.field, "old_value": one.old_value,
                "new_value": one.new_value, "changed_at": one.changed_at,
            })
        })
        .collect();
    EvidenceFile::json(
        "10-antrag/nachforderungen.json",
        &json!({
            "requests": requests.into_iter().map(DocumentRequestJson::from).collect::<Vec<_>>(),
            "changes": changes,
        }),
    )
}

async fn check(db: &impl ConnectionTrait, application: &Application) -> Result<EvidenceFile, Problem> {
    let id = application.id;
    let points = queries::checklist(db, id).await?;
    let proposals = queries::proposals(db, id).await?;
    let judgements = queries::judgements(db, id).await?;
    let extensions = queries::extensions(db, application.call_id).await?;
    let persons: Vec<PersonId> = points
        .iter()
        .filter_map(|point| point.checked_by)
        .chain(proposals.iter().filter_map(|one| one.decided_by))
        .chain(application.officer_id)
        .collect();
    let names = people::names(db, &persons).await?;
    let points: Vec<Value> = points
        .iter()
        .map(|one| {
            json!({
                "code": one.code, "result": one.result, "remark": one.remark,
                "checked_by": name(&names, one.checked_by), "checked_at": one.checked_at,
            })
        })
        .collect();
    let proposals: Vec<Value> = proposals
        .iter()
        .map(|one| {
            json!({
                "verb": one.verb, "reason_code": one.reason_code, "reason": one.reason,
                "proposed_by": one.proposed_by_name, "proposed_at": one.proposed_at,
                "decided_by": name(&names, one.decided_by), "decided_at": one.decided_at, "outcome": one.outcome,
            })
        })
        .collect();
    let judgements: Vec<Value> = judgements
        .iter()
        .map(|one| {
            json!({
                "kind": one.kind, "verdict": one.verdict, "reason": one.reason,
                "judged_by": one.judged_by_name, "judged_at": one.judged_at,
            })
        })
        .collect();
    let own = extensions
        .into_iter()
        .filter(|one| one.body_id == application.lead_body_id);
    let notes = queries::notes(db, id).await?;
    EvidenceFile::json(
        "10-antrag/formale-pruefung.json",
        &json!({
            "officer": name(&names, application.officer_id),
            "points": points,
            "proposals": proposals,
            "double_funding": judgements,
            "deadline_extensions": own.map(ExtensionJson::from).collect::<Vec<_>>(),
            "notes": notes.into_iter().map(NoteJson::from).collect::<Vec<_>>(),
        }),
    )
}

fn name(names: &HashMap<PersonId, String>, person: Option<PersonId>) -> Option<&str> {
    person.and_then(|person| names.get(&person)).map(String::as_str)
}
