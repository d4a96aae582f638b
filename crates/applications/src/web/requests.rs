//! Document requests as shown: the fields they reopen, old and new side by side, a later end, going on without.

use axum::extract::Path;
use base::{Cents, Deadline, Problem, Text};
use base_web::view::{Action, Block, Cell, Facts, Field, Notice, Page, Section, Table, Tone};
use base_web::{ApiJson, FormData, Reply, Visit};
use calls::ProgrammeId;
use calls::form::FormDefinition;
use sea_orm::ConnectionTrait;

use super::desk_json::{ContinueJson, ExtendRequestJson, FieldChangeJson, FieldChangeListJson};
use super::json::ApplicationJson;
use super::path;
use crate::model::{Application, ApplicationId, DocumentRequest, FieldChange};
use crate::queries;
use crate::rules::reopen::{self, Kind};
use crate::usecases::{self, ExtendRequest};
use crate::{access, answers};

/// A kept value as a person reads it.
fn shown(visit: &Visit, form: Option<&FormDefinition>, field: &str, value: &str) -> String {
    if let Some(asked) = form.and_then(|form| reopen::form_field(form, field)) {
        let value = calls::form::from_text(&asked.kind, value).unwrap_or_default();
        return calls::form::show_line(visit.lang(), asked, &value);
    }
    match reopen::kind(field) {
        Some(Kind::Money) => visit.money(Cents(value.parse().unwrap_or_default())),
        Some(Kind::Declaration) if value == "true" => visit.t("applications-declared"),
        Some(Kind::Declaration) => visit.t("applications-not-declared"),
        _ => value.to_owned(),
    }
}

/// The requests of a case, newest first, each with what its answer changed.
pub(super) async fn blocks(
    visit: &Visit,
    application: &Application,
    requests: &[DocumentRequest],
) -> Result<Vec<Block>, Problem> {
    let db = visit.app.db.reader();
    let changes = queries::changes(db, requests).await?;
    let fields = requests.iter().flat_map(DocumentRequest::field_names);
    let form = answers::form_for(db, application, fields).await?;
    let form = form.as_ref();
    let mut blocks = Vec::new();
    for request in requests {
        blocks.push(facts(visit, form, request).into());
        let of_this: Vec<&FieldChange> = changes
            .iter()
            .filter(|change| change.request_id == request.id)
            .collect();
        if !of_this.is_empty() {
            blocks.push(difference(visit, form, &of_this).into());
        }
    }
    Ok(blocks)
}

fn difference(visit: &Visit, form: Option<&FormDefinition>, changes: &[&FieldChange]) -> Table {
    let mut table = Table::new(visit.lang(), visit.t("applications-difference"))
        .column(visit.t("applications-difference-field"))
        .column(visit.t("applications-difference-old"))
        .column(visit.t("applications-difference-new"));
    for change in changes {
        table = table.row(vec![
            Cell::text(reopen::label(visit.lang(), form, &change.field)),
            Cell::text(shown(visit, form, &change.field, &change.old_value)),
            Cell::text(shown(visit, form, &change.field, &change.new_value)),
        ]);
    }
    table
}

fn facts(visit: &Visit, form: Option<&FormDefinition>, request: &DocumentRequest) -> Facts {
    let (tone, key) = match (request.answered_at, request.expired_at) {
        (Some(at), _) if at < request.due_at => (Tone::Success, "applications-request-answered"),
        (Some(_), _) => (Tone::Warning, "applications-request-answered-late"),
        (None, _) if request.closed_at.is_some() => (Tone::Neutral, "applications-request-closed"),
        (None, Some(_)) => (Tone::Danger, "applications-request-unanswered"),
        (None, None) => (Tone::Info, "applications-request-open"),
    };
    let fields: Vec<String> = request
        .field_names()
        .map(|field| reopen::label(visit.lang(), form, field))
        .collect();
    Facts::new()
        .row(visit.t("applications-state"), Cell::badge(tone, visit.t(key)))
        .maybe(
            visit.t("applications-request-items"),
            Some(request.items.clone())
                .filter(|items| !items.is_empty())
                .map(Cell::Lines),
        )
        .maybe(
            visit.t("applications-request-fields"),
            Some(fields.join("\n"))
                .filter(|fields| !fields.is_empty())
                .map(Cell::Lines),
        )
        .row(visit.t("applications-request-until"), until(visit, request))
        .maybe(
            visit.t("applications-answered-at"),
            request.answered_at.map(|at| visit.datetime(at)),
        )
        .maybe(
            visit.t("applications-answer-text"),
            Some(request.answer.clone())
                .filter(|answer| !answer.is_empty())
                .map(Cell::Lines),
        )
        .maybe(
            visit.t("applications-request-close-note"),
            Some(request.close_note.clone())
                .filter(|note| !note.is_empty() && access_to_notes(visit))
                .map(Cell::Lines),
        )
}

/// Why the officer went on is a note: the office's own.
fn access_to_notes(visit: &Visit) -> bool {
    visit.ctx.has_any_role(access::OFFICE)
}

/// The end; that it holds on a weekend or holiday too is said where it does (§ 31 Abs. 3 Satz 2 LVwVfG).
fn until(visit: &Visit, request: &DocumentRequest) -> String {
    let text = Deadline::end_of(request.due_on).text(visit.lang());
    if base::calendar::is_working_day(request.due_on) {
        text
    } else {
        format!("{text} – {}", visit.t("applications-request-not-a-working-day"))
    }
}

/// The reopened fields with their present values.
pub(super) async fn reopened_fields(
    visit: &Visit,
    application: &Application,
    request: &DocumentRequest,
) -> Result<Vec<Field>, Problem> {
    let db = visit.app.db.reader();
    let form = answers::form_for(db, application, request.field_names()).await?;
    let said = match &form {
        Some(_) => answers::answers_of(db, application).await?,
        None => calls::form::Answers::new(),
    };
    let fields = request
        .field_names()
        .filter_map(|field| {
            let name = format!("field_{field}");
            let label = reopen::label(visit.lang(), form.as_ref(), field);
            if let Some(asked) = form.as_ref().and_then(|form| reopen::form_field(form, field)) {
                let value = said.get(field).cloned().unwrap_or_default();
                let mut input = super::form::input(visit, &asked.kind, &name, label);
                input.required = asked.required && asked.when.is_none();
                let typed = reopen::typed(asked, &value);
                return Some(if typed.is_empty() {
                    input
                } else {
                    input.value(typed)
                });
            }
            let value = reopen::get(application, field);
            Some(match reopen::kind(field)? {
                Kind::Text { max } => Field::text(name, label).required().max(max).value(value),
                Kind::Money => {
                    let cents = Cents(value.parse().unwrap_or_default());
                    Field::money(name, label)
                        .required()
                        .value(cents.format_de().replace(['\u{a0}', '€'], ""))
                }
                // made now, by who signs; never ticked before
                Kind::Declaration if access::may_declare(&visit.ctx, application) => {
                    Field::checkbox(name, label)
                }
                Kind::Declaration => {
                    Field::note(visit.tw("applications-declare-later", &[("label", &label)]))
                }
            })
        })
        .collect();
    Ok(fields)
}

/// What was typed into the fields of the open request.
pub(super) async fn typed_fields(
    db: &impl ConnectionTrait,
    id: ApplicationId,
    data: &FormData,
) -> Result<Vec<(String, String)>, Problem> {
    let requests = queries::document_requests(db, id).await?;
    let open = requests.iter().find(|request| request.is_open());
    Ok(open
        .into_iter()
        .flat_map(DocumentRequest::field_names)
        .filter(|field| data.has(&format!("field_{field}")))
        .map(|field| (field.to_owned(), data.get(&format!("field_{field}")).to_owned()))
        .collect())
}

/// On the check page: nobody answered. The officer chooses: a later date, a rejection, or going on with a note (a button
/// of the checklist, so that what was judged is kept).
pub(super) fn unanswered_blocks(
    visit: &Visit,
    application: &Application,
    request: &DocumentRequest,
) -> Vec<Block> {
    let here = path(application);
    let section = Section {
        id: "unanswered".to_owned(),
        heading: visit.t("applications-unanswered"),
        blocks: vec![
            Notice::new(
                Tone::Danger,
                visit.tw(
                    "applications-unanswered-since",
                    &[("until", &until(visit, request))],
                ),
                visit.t("applications-unanswered-choice"),
            )
            .into(),
            Block::Actions(vec![
                Action::link(
                    visit.t("applications-extend-request"),
                    format!("{here}/extend-request"),
                ),
                Action::link(
                    visit.t("applications-propose-incomplete"),
                    format!("{here}/propose?reason_code=R04"),
                ),
            ]),
        ],
    };
    vec![section.into()]
}

/// Days that a programme gives to complete an application (handbook 2.12, `completion_days`), as of today.
pub(super) async fn completion_days(visit: &Visit, programme: ProgrammeId) -> Result<i64, Problem> {
    let today = base::calendar::local_date(visit.ctx.now);
    let parameters = calls::parameters(visit.app.db.reader(), programme, today).await?;
    Ok(parameters.completion_days)
}

/// The case, its open request, and the form where the request names fields of it.
async fn open_of(visit: &Visit, id: ApplicationId) -> Result<Open, Problem> {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    access::require_officer(&visit.ctx, &application)?;
    let requests = queries::document_requests(db, id).await?;
    let open = requests.into_iter().find(DocumentRequest::is_open);
    let request = open.ok_or(Problem::not_found("document request"))?;
    let form = answers::form_for(db, &application, request.field_names()).await?;
    Ok((application, request, form))
}

type Open = (Application, DocumentRequest, Option<FormDefinition>);

pub(super) async fn extend_form(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let (application, request, form) = open_of(&visit, id).await?;
    let days = completion_days(&visit, ProgrammeId(application.programme_id)).await?;
    visit.page(extend_page(
        &visit,
        &application,
        (&request, form.as_ref()),
        days,
        &FormData::default(),
        None,
    ))
}

fn extend_page(
    visit: &Visit,
    application: &Application,
    (request, reopened): (&DocumentRequest, Option<&FormDefinition>),
    days: i64,
    data: &FormData,
    problem: Option<&Problem>,
) -> Page {
    let here = path(application);
    let today = base::calendar::local_date(visit.ctx.now);
    let next = Ord::max(request.due_on, today) + chrono::Days::new(days.unsigned_abs());
    let mut form = visit
        .form(format!("{here}/extend-request"))
        .field(
            Field::date("due_on", visit.t("applications-request-until"))
                .required()
                .value(next)
                .hint(visit.t("applications-request-until-hint")),
        )
        .field(
            Field::textarea("reason", visit.t("applications-extension-reason"), 3)
                .required()
                .max(2_000),
        )
        .submit(visit.t("applications-extend-request"))
        .cancel(visit.t("form-cancel"), &here)
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("applications-extend-request"))
        .kicker(format!("{} · {}", application.label(), application.lead_name))
        .crumb(&here, application.label())
        .block(facts(visit, reopened, request))
        .block(form)
}

pub(super) async fn extend(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let (application, request, form) = open_of(&visit, id).await?;
    let days = completion_days(&visit, ProgrammeId(application.programme_id)).await?;
    let extended = async {
        let mut read = data.read();
        let due_on = read.date("due_on");
        let reason = read.required_long_text("reason", 2_000);
        read.finish()?;
        let command = ExtendRequest {
            application: id,
            due_on: due_on.ok_or_else(|| Problem::field("due_on", Text::new("field-required")))?,
            reason,
        };
        usecases::extend_request(&visit.app.db, &visit.ctx, command).await
    };
    match extended.await {
        Ok(_) => visit.done(&path(&application), "applications-done-extended"),
        Err(problem) => visit.again(problem, |problem| {
            extend_page(
                &visit,
                &application,
                (&request, form.as_ref()),
                days,
                &data,
                Some(problem),
            )
        }),
    }
}

pub(super) async fn api_extend(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(sent): ApiJson<ExtendRequestJson>,
) -> Reply {
    let command = ExtendRequest {
        application: id,
        due_on: sent.due_on,
        reason: sent.reason,
    };
    let after = usecases::extend_request(&visit.app.db, &visit.ctx, command).await?;
    base_web::api::ok(ApplicationJson::from(after))
}

pub(super) async fn api_continue(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(sent): ApiJson<ContinueJson>,
) -> Reply {
    let after = usecases::continue_unanswered(&visit.app.db, &visit.ctx, id, &sent.note).await?;
    base_web::api::ok(ApplicationJson::from(after))
}

pub(super) async fn api_changes(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    if !access::is_applicant(&visit.ctx, &application) && !access::is_office(&visit.ctx, &application) {
        return Err(Problem::not_found("document request").into());
    }
    let requests = queries::document_requests(db, id).await?;
    let changes = queries::changes(db, &requests).await?;
    base_web::api::ok(FieldChangeListJson {
        items: changes.into_iter().map(FieldChangeJson::from).collect(),
    })
}
