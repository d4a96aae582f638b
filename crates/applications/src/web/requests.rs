//! Document requests as shown: the fields they reopen, old and new side by side, a later end, going on without.

use axum::extract::Path;
use base::{Cents, Deadline, Problem, Text};
use base_web::view::{Action, Block, Cell, Choice, Facts, Field, Notice, Page, Section, Table, Tone};
use base_web::{ApiJson, FormData, Reply, Visit};
use calls::ProgrammeId;
use sea_orm::ConnectionTrait;

use super::desk_json::{ContinueJson, ExtendRequestJson, FieldChangeJson, FieldChangeListJson};
use super::json::ApplicationJson;
use super::path;
use crate::access;
use crate::model::{Application, ApplicationId, DocumentRequest, FieldChange};
use crate::queries;
use crate::rules::reopen::{self, Kind};
use crate::usecases::{self, ExtendRequest};

fn field_label(visit: &Visit, field: &str) -> String {
    visit.t(&format!("applications-field-{field}"))
}

/// A kept value as a person reads it.
fn shown(visit: &Visit, field: &str, value: &str) -> String {
    match reopen::kind(field) {
        Some(Kind::Money) => visit.money(Cents(value.parse().unwrap_or_default())),
        Some(Kind::Declaration) if value == "true" => visit.t("applications-declared"),
        Some(Kind::Declaration) => visit.t("applications-not-declared"),
        _ => value.to_owned(),
    }
}

/// The requests of a case, newest first, each with what its answer changed.
pub(super) async fn blocks(visit: &Visit, requests: &[DocumentRequest]) -> Result<Vec<Block>, Problem> {
    let changes = queries::changes(visit.app.db.reader(), requests).await?;
    let mut blocks = Vec::new();
    for request in requests {
        blocks.push(facts(visit, request).into());
        let of_this: Vec<&FieldChange> = changes
            .iter()
            .filter(|change| change.request_id == request.id)
            .collect();
        if !of_this.is_empty() {
            blocks.push(difference(visit, &of_this).into());
        }
    }
    Ok(blocks)
}

fn difference(visit: &Visit, changes: &[&FieldChange]) -> Table {
    let mut table = Table::new(visit.lang(), visit.t("applications-difference"))
        .column(visit.t("applications-difference-field"))
        .column(visit.t("applications-difference-old"))
        .column(visit.t("applications-difference-new"));
    for change in changes {
        table = table.row(vec![
            Cell::text(field_label(visit, &change.field)),
            Cell::text(shown(visit, &change.field, &change.old_value)),
            Cell::text(shown(visit, &change.field, &change.new_value)),
        ]);
    }
    table
}

fn facts(visit: &Visit, request: &DocumentRequest) -> Facts {
    let (tone, key) = match (request.answered_at, request.expired_at) {
        (Some(at), _) if at < request.due_at => (Tone::Success, "applications-request-answered"),
        (Some(_), _) => (Tone::Warning, "applications-request-answered-late"),
        (None, _) if request.closed_at.is_some() => (Tone::Neutral, "applications-request-closed"),
        (None, Some(_)) => (Tone::Danger, "applications-request-unanswered"),
        (None, None) => (Tone::Info, "applications-request-open"),
    };
    let fields: Vec<String> = request
        .field_names()
        .map(|field| field_label(visit, field))
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
pub(super) fn reopened_fields(
    visit: &Visit,
    application: &Application,
    request: &DocumentRequest,
) -> Vec<Field> {
    request
        .field_names()
        .filter_map(|field| {
            let name = format!("field_{field}");
            let label = field_label(visit, field);
            let value = reopen::get(application, field);
            Some(match reopen::kind(field)? {
                Kind::Text { max } => Field::text(name, label).required().max(max).value(value),
                Kind::Money => {
                    let cents = Cents(value.parse().unwrap_or_default());
                    Field::money(name, label)
                        .required()
                        .value(cents.format_de().replace(['\u{a0}', '€'], ""))
                }
                Kind::Declaration => Field::radio(
                    name,
                    label,
                    vec![
                        Choice::new("true", visit.t("applications-declared")),
                        Choice::new("false", visit.t("applications-not-declared")),
                    ],
                )
                .value(value),
            })
        })
        .collect()
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

/// On the check page: nobody answered. The officer chooses: a later date, a rejection, or going on with a note.
pub(super) fn unanswered_blocks(
    visit: &Visit,
    application: &Application,
    request: &DocumentRequest,
) -> Vec<Block> {
    let here = path(application);
    let form = visit
        .form(format!("{here}/continue-unanswered"))
        .field(
            Field::textarea("note", visit.t("applications-go-on-note"), 3)
                .required()
                .max(4_000),
        )
        .submit(visit.t("applications-go-on"));
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
            form.into(),
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

async fn open_of(visit: &Visit, id: ApplicationId) -> Result<(Application, DocumentRequest), Problem> {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    access::require_officer(&visit.ctx, &application)?;
    let requests = queries::document_requests(db, id).await?;
    let open = requests.into_iter().find(DocumentRequest::is_open);
    Ok((application, open.ok_or(Problem::not_found("document request"))?))
}

pub(super) async fn extend_form(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let (application, request) = open_of(&visit, id).await?;
    let days = completion_days(&visit, ProgrammeId(application.programme_id)).await?;
    visit.page(extend_page(
        &visit,
        &application,
        &request,
        days,
        &FormData::default(),
        None,
    ))
}

fn extend_page(
    visit: &Visit,
    application: &Application,
    request: &DocumentRequest,
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
        .block(facts(visit, request))
        .block(form)
}

pub(super) async fn extend(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let (application, request) = open_of(&visit, id).await?;
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
            extend_page(&visit, &application, &request, days, &data, Some(problem))
        }),
    }
}

pub(super) async fn go_on(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let application = usecases::continue_unanswered(&visit.app.db, &visit.ctx, id, data.get("note")).await?;
    visit.done(
        &format!("{}/check", path(&application)),
        "applications-done-continued",
    )
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
