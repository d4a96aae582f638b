//! Files of an application: put on and taken off while it is a draft (limits of handbook 3.3).

use base::problem::Checks;
use base::{Ctx, FieldProblem, Lang, Problem, Text, names};
use base_db::{Db, Entry, Unit};
use base_files::{Files, NewFile, StoredFile};
use calls::Call;
use municipalities::BodyId;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use super::answer_documents::AnswerFile;
use super::transition::require_state;
use crate::model::{Application, ApplicationId, ApplicationState, Attachment, Source};
use crate::store::{attachment, save};
use crate::{access, queries};

/// Bytes of one file, files, and bytes of all files of an application at most.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
pub const MAX_FILES: usize = 20;
pub const MAX_TOTAL_BYTES: i64 = 50 * 1024 * 1024;

/// What a stored attachment is filed as.
pub(crate) const PURPOSE: &str = "attachment";

/// Puts files onto a draft.
#[derive(Debug, Clone)]
pub struct Attach {
    pub application: ApplicationId,
    /// What they are: a code of the checklist.
    pub document: String,
    /// In the applicant's words, at most 120 characters.
    pub label: String,
    /// The partner they come from.
    pub body: Option<BodyId>,
    pub files: Vec<AnswerFile>,
}

/// Error: `Invalid` with every unfit file at once; refused when it is no draft; denied without KE (SB for paper).
pub async fn attach(db: &Db, files: &Files, ctx: &Ctx, command: Attach) -> Result<Vec<Attachment>, Problem> {
    let label = names::clean(&command.label);
    let Attach {
        application: id,
        document,
        body,
        files: sent,
        ..
    } = command;
    // unpacking and storing happen before the unit: no other writer waits for them
    let (sent, kinds) = examined(sent).await?;
    let before = queries::application(db.reader(), ctx, id).await?;
    require_editor(ctx, &before)?;
    let mut staged = Vec::new();
    for file in &sent {
        staged.push(files.stage(file.bytes.clone().into()).await?);
    }
    let unit = db.write(ctx).await?;
    let before = locked(&unit, ctx, id).await?;
    require_editor(ctx, &before)?;
    let present = queries::attachments(unit.conn(), id).await?;
    check(&unit, &before, &document, &label, body, (&sent, &kinds)).await?;
    check_limits(&present, &sent, &staged)?;
    let mut added = Vec::new();
    for ((file, kind), staged) in sent.iter().zip(kinds).zip(staged) {
        let new = NewFile {
            name: file.name.clone(),
            media_type: kind.to_owned(),
            purpose: PURPOSE,
            application_id: Some(id.0),
            bytes: Vec::new().into(),
        };
        let stored = files.keep(&unit, new, staged).await?;
        let row = Attachment {
            id: Uuid::now_v7(),
            application_id: id,
            file_id: stored.id,
            document: document.clone(),
            label: label.clone(),
            body_id: body,
            added_by: ctx.person_id(),
            added_at: ctx.now,
        };
        attachment::Entity::insert(row.clone().into_active_model().reset_all())
            .exec_without_returning(unit.conn())
            .await?;
        unit.audit(
            Entry::new("application", id, "attach")
                .case(id)
                .data(serde_json::json!({ "file": stored.name, "sha256": stored.sha256 })),
        )
        .await?;
        added.push(row);
    }
    unit.commit().await?;
    Ok(added)
}

/// Takes a file off a draft. What was handed in once stays stored: its snapshot names it.
/// Error: not found; refused when it is no draft.
pub async fn detach(db: &Db, ctx: &Ctx, id: ApplicationId, attachment: Uuid) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let before = locked(&unit, ctx, id).await?;
    require_editor(ctx, &before)?;
    let row = attachment::Entity::find_by_id(attachment)
        .filter(attachment::Column::ApplicationId.eq(id))
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("attachment"))?;
    let file = base_files::file(unit.conn(), row.file_id).await?;
    attachment::Entity::delete_by_id(row.id).exec(unit.conn()).await?;
    if before.number.is_none() {
        base_files::forget(&unit, file.id).await?;
    }
    unit.audit(
        Entry::new("application", id, "detach")
            .case(id)
            .data(serde_json::json!({ "file": file.name, "sha256": file.sha256 })),
    )
    .await?;
    unit.commit().await
}

/// The case, held until the end of the unit: two colleagues must not both add the twentieth file.
async fn locked(unit: &Unit<'_>, ctx: &Ctx, id: ApplicationId) -> Result<Application, Problem> {
    queries::application(unit.conn(), ctx, id).await?;
    save::lock(unit, id).await
}

fn require_editor(ctx: &Ctx, application: &Application) -> Result<(), Problem> {
    access::require_editor(ctx, application)?;
    // an imported row has no draft; an officer completes what came on paper until the check
    let states: &[ApplicationState] = match application.source {
        Source::Officer => &[
            ApplicationState::Draft,
            ApplicationState::Submitted,
            ApplicationState::InCheck,
        ],
        Source::Portal | Source::Import | Source::Trial => &[ApplicationState::Draft],
    };
    require_state(application, states)
}

/// The files and their media types. Error: every unfit one at once.
pub(super) async fn examined(
    files: Vec<AnswerFile>,
) -> Result<(Vec<AnswerFile>, Vec<&'static str>), Problem> {
    if files.is_empty() {
        return Err(Problem::field("files", Text::new("field-file-required")));
    }
    tokio::task::spawn_blocking(move || {
        let mut checks = Checks::new();
        let mut kinds = Vec::new();
        for file in &files {
            if file.bytes.len() > MAX_BYTES {
                checks.fail(
                    "files",
                    Text::new("applications-file-too-large").with("name", &file.name),
                );
                continue;
            }
            match base_files::examine(&file.name, &file.bytes) {
                Ok(kind) => kinds.push(kind),
                Err(unfit) => checks.fail("files", unfit.text(&file.name)),
            }
        }
        checks.finish()?;
        Ok((files, kinds))
    })
    .await
    .map_err(Problem::broken)?
}

async fn check(
    unit: &Unit<'_>,
    application: &Application,
    document: &str,
    label: &str,
    body: Option<BodyId>,
    (sent, media_types): (&[AnswerFile], &[&str]),
) -> Result<(), Problem> {
    let mut checks = Checks::new();
    let count = names::char_count(label);
    checks.ensure(count <= 120, "label", || {
        Text::new("field-too-long").with("max", 120).with("count", count)
    });
    let known = queries::document_kinds(unit.conn(), application).await?;
    match known.iter().find(|kind| kind.code == document) {
        None => checks.fail("document", Text::new("field-choice")),
        Some(kind) => {
            for (file, media_type) in sent.iter().zip(media_types) {
                checks.ensure(kind.takes(media_type), "files", || {
                    Text::new("applications-attachment-kind")
                        .with("name", &file.name)
                        .with("document", kind.label(unit.ctx().lang))
                        .with("kinds", kind.kinds_text())
                });
            }
        }
    }
    if let Some(body) = body {
        let parties = queries::parties_of(unit.conn(), application.id).await?;
        checks.ensure(parties.iter().any(|party| party.body_id == body), "body", || {
            Text::new("applications-not-a-party")
        });
    }
    checks.finish()
}

fn check_limits(
    present: &[(Attachment, StoredFile)],
    sent: &[AnswerFile],
    staged: &[base_files::Staged],
) -> Result<(), Problem> {
    let mut problems = Vec::new();
    if present.len() + sent.len() > MAX_FILES {
        problems.push(FieldProblem::new(
            "files",
            Text::new("applications-attachments-many")
                .with("max", MAX_FILES)
                .with("present", present.len()),
        ));
    }
    let stored: i64 = present.iter().map(|(_, file)| file.size_bytes).sum();
    let new: i64 = sent.iter().map(|file| file.bytes.len() as i64).sum();
    if stored + new > MAX_TOTAL_BYTES {
        problems.push(FieldProblem::new(
            "files",
            Text::new("applications-attachments-large")
                .with("max", MAX_TOTAL_BYTES >> 20)
                .with("present", (stored >> 20) + 1),
        ));
    }
    for (file, new) in sent.iter().zip(staged) {
        if let Some((_, twin)) = present.iter().find(|(_, old)| old.sha256 == new.sha256()) {
            let text = Text::new("applications-attachment-twice")
                .with("name", &file.name)
                .with("twin", &twin.name);
            problems.push(FieldProblem::new("files", text));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Problem::Invalid(problems))
    }
}

/// What the attachments lack before the application may be handed in.
pub(crate) async fn open_points(
    db: &impl ConnectionTrait,
    application: &Application,
    call: &Call,
    lang: Lang,
) -> Result<Vec<FieldProblem>, Problem> {
    let mut points = Vec::new();
    let attached = queries::attachments(db, application.id).await?;
    for (_, file) in &attached {
        if file.scan_state == base_files::ScanState::Infected {
            let text = Text::new("problem-file-infected").with("name", &file.name);
            points.push(FieldProblem::new("attachments", text));
        }
    }
    // a list (I1) comes without files; the formal check asks for them
    let asked = call.documents.iter().filter(|item| item.is_required);
    for item in asked.filter(|_| application.source != Source::Import) {
        if attached.iter().all(|(one, _)| one.document != item.code) {
            let text = Text::new("applications-document-missing").with("document", item.label(lang));
            points.push(FieldProblem::new("attachments", text));
        }
    }
    Ok(points)
}
