//! The municipality hands in what was missing. After the date it is still taken, and marked as late.

use base::{Ctx, Problem, Role, Scope, Text, names};
use base_db::{Db, Entry, Unit};
use base_files::{Files, NewFile};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::submit::keep_snapshot;
use super::transition::{moved, require_state};
use super::{DOCUMENTS_EXPIRE, DOCUMENTS_REMIND};
use crate::model::{Application, ApplicationId, ApplicationState, DocumentRequest, Source};
use crate::rules::reopen;
use crate::store::{document_request, document_request_change, save};
use crate::{access, answers, mails, queries};

/// The answer to the latest open request.
#[derive(Debug, Clone)]
pub struct AnswerDocuments {
    pub application: ApplicationId,
    pub text: String,
    pub files: Vec<AnswerFile>,
    /// Corrected fields as typed, by name; only those the request reopened.
    pub fields: Vec<(String, String)>,
}

/// A file as uploaded.
#[derive(Debug, Clone)]
pub struct AnswerFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Kinds of attachments (handbook 3.3), as `base_files::sniff` finds them.
const KINDS: [&str; 5] = [
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "image/jpeg",
    "image/png",
];
const MAX_BYTES: usize = 10 * 1024 * 1024;

/// Error: `Invalid` without text and files, or with a file of another kind; refused when nothing was asked for.
pub async fn answer_documents(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    command: AnswerDocuments,
) -> Result<Application, Problem> {
    let text = names::clean_multiline(&command.text);
    let kinds = check(&text, &command)?;
    // before the unit: no other writer waits for the store
    let mut staged = Vec::new();
    for file in &command.files {
        staged.push(files.stage(file.bytes.clone().into()).await?);
    }
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, command.application).await?;
    require_answerer(ctx, &before)?;
    let request = open_request(&unit, &before).await?;
    let corrected = corrected(&before, &request, &command.fields)?;
    for ((file, media_type), staged) in command.files.iter().zip(kinds).zip(staged) {
        let new = NewFile {
            name: file.name.clone(),
            media_type: media_type.to_owned(),
            purpose: "document-answer",
            application_id: Some(before.id.0),
            bytes: Vec::new().into(), // staged already
        };
        files.keep(&unit, new, staged).await?;
    }
    document_request::Entity::update_many()
        .col_expr(document_request::Column::Answer, Expr::value(text))
        .col_expr(
            document_request::Column::AnsweredBy,
            Expr::value(ctx.person_id().map(|person| person.0)),
        )
        .col_expr(document_request::Column::AnsweredAt, Expr::value(ctx.now))
        .filter(document_request::Column::Id.eq(request.id))
        .exec(unit.conn())
        .await?;
    keep_changes(&unit, &request, &before, &corrected).await?;
    let after = if before.state == ApplicationState::DocumentsRequested {
        let next = Application {
            state: ApplicationState::InCheck,
            ..corrected
        };
        moved(&unit, &before, next, "answer_documents", None).await?
    } else {
        let after = save::update(&unit, &before, corrected).await?;
        unit.audit(Entry::new("application", before.id, "answer_documents_late").case(before.id))
            .await?;
        after
    };
    // a new edition; what was handed in stays as it was
    let call = calls::call(unit.conn(), after.call_id).await?;
    let parties = queries::parties_of(unit.conn(), after.id).await?;
    let received_at = after.received_at.unwrap_or(ctx.now);
    let form = calls::form::load(unit.conn(), call.form_version).await?;
    let answers = answers::answers_of(unit.conn(), &after).await?;
    let said = serde_json::json!({ "form": answers::sections_json(&form, &answers, &call) });
    keep_snapshot(
        &unit,
        &after,
        &parties,
        &call,
        said,
        received_at,
        Some(request.id),
    )
    .await?;
    unit.unschedule(DOCUMENTS_REMIND, request.id).await?;
    unit.unschedule(DOCUMENTS_EXPIRE, request.id).await?;
    mails::documents_answered(&unit, &after, request.id).await?;
    unit.commit().await?;
    Ok(after)
}

/// KE or KZ of the lead; SB for what arrives on paper where no portal account stands behind the application.
fn require_answerer(ctx: &Ctx, application: &Application) -> Result<(), Problem> {
    if access::is_applicant(ctx, application) {
        return Ok(());
    }
    match application.source {
        Source::Portal => ctx.require(&[Role::KE, Role::KZ], Scope::Body(application.lead_body_id.0)),
        Source::Officer | Source::Import | Source::Trial => access::require_officer(ctx, application),
    }
}

async fn open_request(unit: &Unit<'_>, application: &Application) -> Result<DocumentRequest, Problem> {
    require_state(
        application,
        &[ApplicationState::DocumentsRequested, ApplicationState::InCheck],
    )?;
    let requests = queries::document_requests(unit.conn(), application.id).await?;
    requests
        .into_iter()
        .find(DocumentRequest::is_open)
        .ok_or_else(|| Problem::refused("nothing-requested", Text::new("applications-nothing-requested")))
}

/// The media type of each file, judged by its content. Error: every unusable file at once.
fn check(text: &str, command: &AnswerDocuments) -> Result<Vec<&'static str>, Problem> {
    let mut checks = base::problem::Checks::new();
    let files = &command.files;
    let is_empty = text.is_empty() && files.is_empty() && command.fields.is_empty();
    checks.ensure(!is_empty, "answer", || Text::new("applications-answer-empty"));
    checks.ensure(names::char_count(text) <= 4_000, "answer", || {
        Text::new("field-too-long")
            .with("max", 4_000)
            .with("count", names::char_count(text))
    });
    let mut kinds = Vec::new();
    for file in files {
        let media_type = base_files::sniff(&file.bytes);
        checks.ensure(file.bytes.len() <= MAX_BYTES, "files", || {
            Text::new("applications-file-too-large").with("name", &file.name)
        });
        match media_type.filter(|kind| KINDS.contains(kind)) {
            Some(kind) => kinds.push(kind),
            None => checks.fail(
                "files",
                Text::new("applications-file-kind").with("name", &file.name),
            ),
        }
    }
    checks.finish()?;
    Ok(kinds)
}

/// The application with the corrected fields. Error: `Invalid` for fields that were not reopened or are typed wrong.
fn corrected(
    before: &Application,
    request: &DocumentRequest,
    typed: &[(String, String)],
) -> Result<Application, Problem> {
    let mut after = before.clone();
    let mut problems = Vec::new();
    for (field, typed) in typed {
        let name = format!("field_{field}");
        if !request.field_names().any(|open| open == field) {
            let text = Text::new("applications-field-not-reopened").with("field", field);
            problems.push(base::FieldProblem::new(name, text));
            continue;
        }
        match reopen::read(field, typed) {
            Ok(value) => reopen::put(&mut after, field, &value),
            Err(text) => problems.push(base::FieldProblem::new(name, text)),
        }
    }
    if problems.is_empty() {
        Ok(after)
    } else {
        Err(Problem::Invalid(problems))
    }
}

/// Writes down old and new value of each field that is different now.
async fn keep_changes(
    unit: &Unit<'_>,
    request: &DocumentRequest,
    before: &Application,
    after: &Application,
) -> Result<(), Problem> {
    let changed = request.field_names().filter_map(|field| {
        let (old, new) = (reopen::get(before, field), reopen::get(after, field));
        (old != new).then(|| document_request_change::ActiveModel {
            id: Set(Uuid::now_v7()),
            request_id: Set(request.id),
            field: Set(field.to_owned()),
            old_value: Set(old),
            new_value: Set(new),
            changed_at: Set(unit.now()),
        })
    });
    let changed: Vec<_> = changed.collect();
    if changed.is_empty() {
        return Ok(());
    }
    document_request_change::Entity::insert_many(changed)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}
