//! The municipality hands in what was missing. After the date it is still taken, and marked as late.

use base::{Ctx, Problem, Role, Scope, Text, names};
use base_db::{Db, Entry, Unit};
use base_files::{Files, NewFile};
use calls::form::{Answers, FormDefinition};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::attach::{self, MAX_FILES};
use super::declare;
use super::save_answers::{self, Change};
use super::submit::keep_snapshot;
use super::transition::{moved, require_state};
use super::{DOCUMENTS_EXPIRE, DOCUMENTS_REMIND};
use crate::model::{Application, ApplicationId, ApplicationState, DeclaredItem, DocumentRequest, Source};
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

/// Error: `Invalid` without text and files, or with a file of another kind; refused when nothing was asked for.
pub async fn answer_documents(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    command: AnswerDocuments,
) -> Result<Application, Problem> {
    let text = names::clean_multiline(&command.text);
    check(&text, &command)?;
    // before the unit: no other writer waits for unpacking and storing
    let (sent, kinds) = if command.files.is_empty() {
        (Vec::new(), Vec::new())
    } else {
        attach::examined(command.files).await?
    };
    let mut staged = Vec::new();
    for file in &sent {
        staged.push(files.stage(file.bytes.clone().into()).await?);
    }
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, command.application).await?;
    require_answerer(ctx, &before)?;
    let request = open_request(&unit, &before).await?;
    require_declarer(ctx, &before, &command.fields)?;
    let call = calls::call(unit.conn(), before.call_id).await?;
    let form = calls::form::load(unit.conn(), call.form_version).await?;
    let said = answers::answers_of(unit.conn(), &before).await?;
    let (corrected, answered) = corrected(&before, &request, (&form.definition, &said), &command.fields)?;
    for ((file, media_type), staged) in sent.iter().zip(kinds).zip(staged) {
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
    keep_changes(&unit, &request, &before, &corrected, &answered).await?;
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
    if !answered.is_empty() {
        let changes: Vec<Change> = answered.into_iter().map(|answer| answer.change).collect();
        save_answers::write(&unit, &after, &changes).await?;
    }
    let parties = queries::parties_of(unit.conn(), after.id).await?;
    let received_at = after.received_at.unwrap_or(ctx.now);
    let answers = answers::answers_of(unit.conn(), &after).await?;
    let mut declared = queries::latest_snapshot(unit.conn(), after.id)
        .await?
        .map(|snapshot| snapshot.declared())
        .unwrap_or_default();
    let new = newly_declared(&before, &after, &form.definition);
    declared.extend(declare::act(ctx, &after, new));
    let said = serde_json::json!({
        "form": answers::sections_json(&form, &answers, &call),
        "declared": declared,
    });
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

/// A declaration is made by the signatory; an officer enters what came on paper.
fn require_declarer(ctx: &Ctx, application: &Application, typed: &[(String, String)]) -> Result<(), Problem> {
    if access::may_declare(ctx, application) {
        return Ok(());
    }
    let problems: Vec<base::FieldProblem> = typed
        .iter()
        .filter(|(field, _)| reopen::kind(field) == Some(reopen::Kind::Declaration))
        .map(|(field, _)| {
            let text = Text::new("applications-declare-signatory");
            base::FieldProblem::new(format!("field_{field}"), text)
        })
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Problem::Invalid(problems))
    }
}

/// The declarations that the answer brought, in the words of the form.
fn newly_declared(
    before: &Application,
    after: &Application,
    form: &calls::form::FormDefinition,
) -> Vec<DeclaredItem> {
    let there = before.declarations().each();
    after
        .declarations()
        .each()
        .into_iter()
        .zip(there)
        .filter(|((_, now), (_, earlier))| *now && !earlier)
        .filter_map(|((name, _), _)| form.field(answers::columns::code_of(name)))
        .map(|field| DeclaredItem {
            code: field.code.clone(),
            text: field.label.get(base::Lang::De).to_owned(),
        })
        .collect()
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

/// The limits of an answer; the files themselves are looked into afterwards.
fn check(text: &str, command: &AnswerDocuments) -> Result<(), Problem> {
    let mut checks = base::problem::Checks::new();
    let is_empty = text.is_empty() && command.files.is_empty() && command.fields.is_empty();
    checks.ensure(!is_empty, "answer", || Text::new("applications-answer-empty"));
    checks.ensure(names::char_count(text) <= 4_000, "answer", || {
        Text::new("field-too-long")
            .with("max", 4_000)
            .with("count", names::char_count(text))
    });
    checks.ensure(command.files.len() <= MAX_FILES, "files", || {
        Text::new("applications-answer-many").with("max", MAX_FILES)
    });
    checks.finish()
}

/// A corrected answer to the form: as it was and as it is, as it would be typed.
struct Answered {
    old: String,
    new: String,
    change: Change,
}

/// The application with the corrected fields, and the corrected answers to the form. Error: `Invalid` for fields that
/// were not reopened or are typed wrong.
fn corrected(
    before: &Application,
    request: &DocumentRequest,
    (form, said): (&FormDefinition, &Answers),
    typed: &[(String, String)],
) -> Result<(Application, Vec<Answered>), Problem> {
    let mut after = before.clone();
    let mut answered = Vec::new();
    let mut problems = Vec::new();
    for (field, typed) in typed {
        let name = format!("field_{field}");
        if !request.field_names().any(|open| open == field) {
            let text = Text::new("applications-field-not-reopened").with("field", field);
            problems.push(base::FieldProblem::new(name, text));
            continue;
        }
        if let Some(asked) = reopen::form_field(form, field) {
            let old = said.get(field).cloned().unwrap_or_default();
            match reopen::read_answer(asked, typed) {
                Ok(value) => answered.push(Answered {
                    old: reopen::typed(asked, &old),
                    new: reopen::typed(asked, &value),
                    change: Change {
                        field: field.clone(),
                        value,
                        seen: None,
                    },
                }),
                Err(text) => problems.push(base::FieldProblem::new(name, text)),
            }
            continue;
        }
        match reopen::read(field, typed) {
            Ok(value) => reopen::put(&mut after, field, &value),
            Err(text) => problems.push(base::FieldProblem::new(name, text)),
        }
    }
    answered.retain(|answer| answer.old != answer.new);
    if problems.is_empty() {
        Ok((after, answered))
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
    answered: &[Answered],
) -> Result<(), Problem> {
    let row = |field: &str, old: String, new: String| document_request_change::ActiveModel {
        id: Set(Uuid::now_v7()),
        request_id: Set(request.id),
        field: Set(field.to_owned()),
        old_value: Set(old),
        new_value: Set(new),
        changed_at: Set(unit.now()),
    };
    let changed = request.field_names().filter_map(|field| {
        let (old, new) = (reopen::get(before, field), reopen::get(after, field));
        (old != new).then(|| row(field, old, new))
    });
    let answered = answered
        .iter()
        .map(|answer| row(&answer.change.field, answer.old.clone(), answer.new.clone()));
    let changed: Vec<_> = changed.chain(answered).collect();
    if changed.is_empty() {
        return Ok(());
    }
    document_request_change::Entity::insert_many(changed)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}
