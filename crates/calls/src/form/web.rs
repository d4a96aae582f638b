//! `/calls/{call}/form`: the officer fits the form to a draft call; and the form as a workbook and as JSON.

use axum::extract::{Path, Query};
use axum::http::Method;
use base::{Problem, Role, Scope};
use base_web::form::FormReader;
use base_web::view::{Block, Cell, Field as Input, Notice, Page, Table, Tone};
use base_web::{ApiDoc, FormData, May, Reply, Routes, Visit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::edit::{OWN_MAX, is_fixed, is_own, own_line, own_name};
use super::model::{Field, FormDefinition, Kind, Section, Words};
use super::{Answers, EditForm, FieldEdit, FormVersion, NewQuestion, edit_form, load, workbook};
use crate::model::{Call, CallId};
use crate::{CallState, access, queries};

/// Own questions that can be added with one save.
const NEW_QUESTIONS: usize = 2;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(crate) fn routes() -> Routes {
    const READ: May = May::Roles(access::READERS);
    const DRAFT: May = May::Roles(&[Role::SB]);
    Routes::new()
        .get("/calls/{call}/form", READ, show)
        .post("/calls/{call}/form", DRAFT, save)
        .get("/public/calls/{call}/form.xlsx", May::Anyone, download)
        .api(
            Method::GET,
            "/api/v1/calls/{call}/form",
            May::Anyone,
            api_show,
            ApiDoc::new("Get the form that a call asks").returns::<FormJson>(),
        )
}

/// The form of a call.
#[derive(Debug, Serialize, ToSchema)]
pub struct FormJson {
    pub version: i64,
    /// SHA-256 of the stored definition, lower-case hex.
    pub sha256: String,
    #[schema(value_type = Object)]
    pub definition: FormDefinition,
}

/// The call, if it is public or the person may see it anyway.
async fn visible(visit: &Visit, id: CallId) -> Result<Call, Problem> {
    let call = queries::call(visit.app.db.reader(), id).await?;
    if !call.is_public() {
        access::require_sight(&visit.ctx, &call)?;
    }
    Ok(call)
}

async fn api_show(visit: Visit, Path(id): Path<CallId>) -> Reply {
    let call = visible(&visit, id).await?;
    let form = load(visit.app.db.reader(), call.form_version).await?;
    base_web::api::ok(FormJson {
        version: form.number,
        sha256: form.sha256,
        definition: form.definition,
    })
}

/// The workbook to fill in; public as soon as the call is.
async fn download(visit: Visit, Path(id): Path<CallId>) -> Reply {
    let call = visible(&visit, id).await?;
    let form = load(visit.app.db.reader(), call.form_version).await?;
    let parts = crate::cases::workbook_parts(visit.lang(), &call);
    let bytes = workbook(visit.lang(), &call, &form, ("", &Answers::new()), &parts)?;
    visit.download(&format!("Antrag-{}.xlsx", call.code), XLSX, bytes)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SectionQuery {
    section: String,
}

async fn show(visit: Visit, Path(id): Path<CallId>, Query(query): Query<SectionQuery>) -> Reply {
    let (call, form) = seen(&visit, id).await?;
    let page = page(&visit, &call, &form, &query.section, None)?;
    visit.page(page)
}

async fn seen(visit: &Visit, id: CallId) -> Result<(Call, FormVersion), Problem> {
    let db = visit.app.db.reader();
    let call = queries::call(db, id).await?;
    access::require_sight(&visit.ctx, &call)?;
    let form = load(db, call.form_version).await?;
    Ok((call, form))
}

/// A section to be fitted, or to be read once the call is no draft any more.
fn page(
    visit: &Visit,
    call: &Call,
    form: &FormVersion,
    section: &str,
    sent: Option<(&FormData, &Problem)>,
) -> Result<Page, Problem> {
    let lang = visit.lang();
    let here = format!("/calls/{}/form", call.id);
    let chosen = form
        .definition
        .section(section)
        .or(form.definition.sections.first());
    let section = chosen.ok_or(Problem::not_found("section"))?;
    let mut page = Page::new(visit.t("form-title"))
        .kicker(call.code.clone())
        .crumb("/calls", visit.t("calls-title"))
        .crumb(format!("/calls/{}", call.id), call.code.clone())
        .lead(visit.tw("form-lead", &[("number", &form.number.to_string())]))
        .block(Block::Links(vec![(
            format!("/public/calls/{}/form.xlsx", call.id),
            visit.t("form-book-download"),
            String::new(),
        )]));
    for one in &form.definition.sections {
        page = page.tab(
            format!("{here}?section={}", one.code),
            one.label.get(lang),
            one.code == section.code,
        );
    }
    let may_edit =
        call.state == CallState::Draft && visit.ctx.has(Role::SB, Scope::Programme(call.programme_id.0));
    if !may_edit {
        return Ok(page
            .block(Notice::new(Tone::Info, visit.t("form-frozen"), ""))
            .block(table(visit, section)));
    }
    let mut editor = visit
        .form(here)
        .hidden("version", call.version)
        .hidden("section", &section.code);
    for field in &section.fields {
        editor = editor.fields(inputs(visit, field));
    }
    if section.code == "project" {
        for number in 0..NEW_QUESTIONS {
            editor = editor.fields(question_inputs(visit, number));
        }
    }
    editor = editor.submit(visit.t("form-save"));
    editor = match sent {
        Some((data, problem)) => editor.fill(data).problem(problem),
        None => editor.fill(&filled(section)),
    };
    Ok(page.text(visit.t("form-edit-lead")).block(editor))
}

fn inputs(visit: &Visit, field: &Field) -> Vec<Input> {
    let code = &field.code;
    let name = |part: &str| format!("{code}.{part}");
    let heading = format!("{code} · {}", field.label.get(visit.lang()));
    let mut inputs = vec![Input::group(heading)];
    if is_fixed(code) {
        inputs.push(Input::new(
            base_web::view::FieldKind::Note,
            "",
            visit.t("form-fixed"),
        ));
    } else {
        inputs.push(Input::checkbox(name("on"), visit.t("form-on")));
        inputs.push(Input::checkbox(name("required"), visit.t("form-required")));
    }
    inputs.push(Input::text(name("label"), visit.t("form-label-de")).required());
    inputs.push(Input::text(name("label_en"), visit.t("form-label-en")));
    inputs.push(Input::text(name("hint"), visit.t("form-hint-de")));
    inputs.push(Input::text(name("hint_en"), visit.t("form-hint-en")));
    if matches!(field.kind, Kind::Text { .. } | Kind::LongText { .. }) {
        inputs.push(Input::number(name("max"), visit.t("form-max"), visit.t("form-characters")).required());
    }
    if is_own(code) {
        inputs.push(
            Input::textarea(name("choices"), visit.t("form-own-choices"), 4)
                .hint(visit.t("form-own-choices-hint")),
        );
        inputs.push(Input::checkbox(name("remove"), visit.t("form-own-remove")));
    } else if !field.kind.choices().is_empty() {
        let answers = offered(visit, field);
        inputs.push(Input::note(format!("{}: {answers}", visit.t("form-own-choices"))));
    }
    inputs
}

/// The answers to choose from, in one line.
fn offered(visit: &Visit, field: &Field) -> String {
    let choices = field.kind.choices().iter();
    let labels: Vec<&str> = choices.map(|choice| choice.label.get(visit.lang())).collect();
    labels.join(" · ")
}

fn question_inputs(visit: &Visit, number: usize) -> Vec<Input> {
    vec![
        Input::group(visit.tw("form-own", &[("number", &(number + 1).to_string())])),
        Input::text(own_name(number, "label"), visit.t("form-label-de")).hint(visit.t("form-own-hint")),
        Input::text(own_name(number, "label_en"), visit.t("form-label-en")),
        Input::text(own_name(number, "hint"), visit.t("form-hint-de")),
        Input::checkbox(own_name(number, "required"), visit.t("form-required")),
        Input::textarea(own_name(number, "choices"), visit.t("form-own-choices"), 4)
            .hint(visit.t("form-own-choices-hint")),
        Input::number(
            own_name(number, "max"),
            visit.t("form-max"),
            visit.t("form-characters"),
        )
        .value(OWN_MAX),
    ]
}

/// What the editor shows of a section.
pub(super) fn filled(section: &Section) -> FormData {
    section.fields.iter().fold(FormData::default(), |data, field| {
        let name = |part: &str| format!("{}.{part}", field.code);
        let hint = field.hint.clone().unwrap_or_default();
        let mut data = data
            .with(&name("label"), &field.label.de)
            .with(&name("label_en"), &field.label.en)
            .with(&name("hint"), hint.de)
            .with(&name("hint_en"), hint.en);
        if !field.off {
            data = data.with(&name("on"), "true");
        }
        if field.required {
            data = data.with(&name("required"), "true");
        }
        if let Kind::Text { max, .. } | Kind::LongText { max, .. } = field.kind {
            data = data.with(&name("max"), max);
        }
        if is_own(&field.code) {
            let lines: Vec<String> = field.kind.choices().iter().map(own_line).collect();
            data = data.with(&name("choices"), lines.join("\n"));
        }
        data
    })
}

async fn save(visit: Visit, Path(id): Path<CallId>, data: FormData) -> Reply {
    let (call, form) = seen(&visit, id).await?;
    let saved = async {
        let command = command(id, &form.definition, &data)?;
        edit_form(&visit.app.db, &visit.ctx, &command).await
    };
    match saved.await {
        Ok(_) => {
            let section: String = data
                .get("section")
                .chars()
                .filter(char::is_ascii_lowercase)
                .collect();
            visit.done(&format!("/calls/{id}/form?section={section}"), "form-done-saved")
        }
        Err(problem) => {
            let page = page(&visit, &call, &form, data.get("section"), Some((&data, &problem)))?;
            visit.again(problem, |_| page)
        }
    }
}

/// Error: every value that cannot be read.
fn command(id: CallId, form: &FormDefinition, data: &FormData) -> Result<EditForm, Problem> {
    let mut read = data.read();
    let section = form
        .section(data.get("section"))
        .ok_or(Problem::not_found("section"))?;
    let mut command = EditForm {
        call: id,
        version: read.version(),
        fields: std::collections::BTreeMap::new(),
        questions: Vec::new(),
    };
    for field in &section.fields {
        let name = |part: &str| format!("{}.{part}", field.code);
        let is_text = matches!(field.kind, Kind::Text { .. } | Kind::LongText { .. });
        let max = is_text.then(|| read.integer(&name("max"), 1..=20_000));
        let edit = FieldEdit {
            on: read.ticked(&name("on")),
            required: read.ticked(&name("required")),
            label: Words {
                de: read.required_text(&name("label"), 300),
                en: read.text(&name("label_en"), 300),
            },
            hint: Words {
                de: read.text(&name("hint"), 500),
                en: read.text(&name("hint_en"), 500),
            },
            max: max.and_then(|max| usize::try_from(max).ok()),
            choices: lines(&mut read, &name("choices")),
            remove: read.ticked(&name("remove")),
        };
        command.fields.insert(field.code.clone(), edit);
    }
    for number in 0..NEW_QUESTIONS {
        let label = read.text(&own_name(number, "label"), 300);
        if label.is_empty() {
            continue;
        }
        let max = read.integer(&own_name(number, "max"), 1..=20_000);
        command.questions.push(NewQuestion {
            label: Words {
                de: label,
                en: read.text(&own_name(number, "label_en"), 300),
            },
            hint: Words {
                de: read.text(&own_name(number, "hint"), 500),
                en: String::new(),
            },
            required: read.ticked(&own_name(number, "required")),
            max: usize::try_from(max).unwrap_or_default(),
            choices: lines(&mut read, &own_name(number, "choices")),
        });
    }
    read.finish()?;
    Ok(command)
}

/// One answer per line.
fn lines(read: &mut FormReader<'_>, name: &str) -> Vec<String> {
    read.long_text(name, 4_000).lines().map(str::to_owned).collect()
}

/// The fields of a section to be read.
fn table(visit: &Visit, section: &Section) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(lang, section.label.get(lang))
        .column(visit.t("form-book-code"))
        .column(visit.t("form-book-question"))
        .column(visit.t("form-required"))
        .column(visit.t("form-on"));
    let yes_no = |yes: bool| Cell::text(visit.t(if yes { "form-yes" } else { "form-no" }));
    for field in &section.fields {
        table = table.row(vec![
            Cell::Mono(field.code.clone()),
            match field.kind.choices() {
                [] => Cell::text(field.label.get(lang)),
                _ => Cell::Lines(format!("{}\n{}", field.label.get(lang), offered(visit, field))),
            },
            yes_no(field.required),
            yes_no(!field.off),
        ]);
    }
    table
}
