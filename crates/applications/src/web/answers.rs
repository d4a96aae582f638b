//! Answers over the API, one field at a time: the page's autosave and other programs. The text files of pages are
//! read the same way as values of programs.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use base::{FieldProblem, Problem, Text};
use base_web::api::ok;
use base_web::view::{Block, Cell, Facts, Section, Table};
use base_web::{ApiJson, FormData, Reply, Visit};
use calls::form::{self, Shown};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::answers::{self, SectionView};
use crate::model::{Application, ApplicationId};
use crate::usecases::{Change, Conflict, save_answers};
use crate::{access, queries};

/// All answers of an application.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerListJson {
    pub form_version: i64,
    pub items: Vec<AnswerJson>,
}

/// One answer. Money is cents, percentages basis points, days tenths, dates `2026-03-06`.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerJson {
    pub field: String,
    pub label: String,
    pub section: String,
    pub value: Value,
    /// Send it back when changing the answer; 0 where nobody answered yet.
    pub version: i64,
    pub changed_at: Option<DateTime<Utc>>,
}

/// A new answer: a value, or the inputs of a page as they were typed, by name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveAnswerJson {
    #[serde(default)]
    pub value: Value,
    #[serde(default)]
    pub typed: Option<BTreeMap<String, Vec<String>>>,
    /// The version that was seen.
    pub version: i64,
}

/// A saved answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerSavedJson {
    pub field: String,
    pub version: i64,
    pub saved_at: DateTime<Utc>,
    /// The server's time of day, as the page says it: `14:02`.
    pub time: String,
}

/// Somebody else changed the answer meanwhile: their value, and the version with which yours may replace it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerConflictJson {
    /// `answer-changed`
    pub code: &'static str,
    pub status: u16,
    pub title: String,
    /// Both values and who wrote the other one, as a sentence.
    pub detail: String,
    pub field: String,
    pub version: i64,
    pub theirs: Value,
    pub theirs_text: String,
    /// The inputs of a page that show their value.
    pub theirs_typed: BTreeMap<String, Vec<String>>,
}

/// Every open point of an application.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenPointListJson {
    pub items: Vec<OpenPointJson>,
}

/// Something that keeps the application from being submitted.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenPointJson {
    pub section: String,
    pub field: String,
    pub label: String,
    pub code: String,
    pub detail: String,
}

pub(super) async fn list(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    let form = answers::form_of(db, &application).await?;
    let mut stored = answers::stored_of(db, &application).await?;
    let mut items = Vec::new();
    for section in &form.definition.sections {
        for field in section.active() {
            let answer = stored.remove(&field.code);
            items.push(AnswerJson {
                field: field.code.clone(),
                label: field.label.get(visit.lang()).to_owned(),
                section: section.code.clone(),
                version: answer.as_ref().map_or(0, |answer| answer.version),
                changed_at: answer.as_ref().and_then(|answer| answer.changed_at),
                value: answer.map_or(Value::Null, |answer| answer.value),
            });
        }
    }
    ok(AnswerListJson {
        form_version: form.number,
        items,
    })
}

/// Only for those who may hand the application in: nobody else can do anything about it.
pub(super) async fn open_points(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    access::require_signatory(&visit.ctx, &application, true)?;
    let points = answers::open_points(db, &application, visit.lang()).await?;
    ok(OpenPointListJson {
        items: points
            .into_iter()
            .map(|point| OpenPointJson {
                detail: visit.say(&point.problem.text),
                code: point.problem.text.key,
                section: point.section,
                field: point.code,
                label: point.label,
            })
            .collect(),
    })
}

pub(super) async fn save(
    visit: Visit,
    Path((id, code)): Path<(ApplicationId, String)>,
    ApiJson(sent): ApiJson<SaveAnswerJson>,
) -> Reply {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    access::require_editor(&visit.ctx, &application)?;
    let form = answers::form_of(db, &application).await?.definition;
    let field = form.field(&code).ok_or(Problem::not_found("field"))?;
    let value = match &sent.typed {
        Some(inputs) => {
            let pairs = inputs
                .iter()
                .flat_map(|(name, values)| values.iter().map(|value| (name.clone(), value.clone())));
            form::read(field, &FormData(pairs.collect())).map_err(Problem::Invalid)?
        }
        None => form::from_json(&field.kind, &sent.value)
            .map_err(|text| Problem::Invalid(vec![FieldProblem::new(&code, text)]))?,
    };
    let change = Change {
        field: code.clone(),
        value,
        seen: Some(sent.version),
    };
    let saved = save_answers(&visit.app.db, &visit.ctx, id, &[change]).await?;
    if let Some(conflict) = saved.conflicts.first() {
        return refuse(&visit, field, conflict).await;
    }
    let local = base::calendar::local_datetime(saved.at);
    ok(AnswerSavedJson {
        version: saved.versions.get(&code).copied().unwrap_or_default(),
        field: code,
        saved_at: saved.at,
        time: local.format("%H:%M").to_string(),
    })
}

async fn refuse(visit: &Visit, field: &form::Field, conflict: &Conflict) -> Reply {
    let lang = visit.lang();
    let by: Vec<base::PersonId> = conflict.by.into_iter().collect();
    let names = people::names(visit.app.db.reader(), &by).await?;
    let name = names.into_values().next();
    let name = name.unwrap_or_else(|| visit.t("applications-somebody"));
    let theirs_text = form::show_line(lang, field, &conflict.theirs);
    let text = Text::new("applications-conflict")
        .with("label", field.label.get(lang))
        .with("name", name)
        .with(
            "time",
            conflict.at.map(|at| visit.datetime(at)).unwrap_or_default(),
        );
    let mut theirs_typed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in form::fill(FormData::default(), field, &conflict.theirs).0 {
        theirs_typed.entry(name).or_default().push(value);
    }
    let body = AnswerConflictJson {
        code: "answer-changed",
        status: 409,
        title: visit.t("applications-conflicts"),
        detail: visit.say(&text),
        field: conflict.field.clone(),
        version: conflict.version,
        theirs: conflict.theirs.clone(),
        theirs_text,
        theirs_typed,
    };
    Ok((StatusCode::CONFLICT, Json(body)).into_response())
}

/// The answers on the case page: a part per section, long ones folded away.
pub(super) async fn part(visit: &Visit, application: &Application) -> Result<Section, Problem> {
    let sections = answers::answers_view(visit.app.db.reader(), application, visit.lang()).await;
    let blocks = match sections {
        Ok(sections) => sections
            .iter()
            .filter(|section| !section.rows.is_empty())
            .map(|section| section_block(visit, section))
            .collect(),
        // a damaged form must not hide the rest of the case
        Err(problem @ Problem::Refused { .. }) => vec![
            base_web::view::Notice::new(
                base_web::view::Tone::Danger,
                visit.t("applications-part-answers"),
                base_web::failure::sentence(visit.lang(), &problem),
            )
            .into(),
        ],
        Err(problem) => return Err(problem),
    };
    Ok(Section {
        id: "answers".to_owned(),
        heading: visit.t("applications-part-answers"),
        blocks,
    })
}

fn section_block(visit: &Visit, section: &SectionView) -> Block {
    let mut facts = Facts::new();
    let mut tables = Vec::new();
    for row in &section.rows {
        match &row.value {
            Shown::Nothing => facts = facts.row(row.label.clone(), Cell::text(visit.t("form-nothing"))),
            Shown::Text(text) => facts = facts.row(row.label.clone(), Cell::Lines(text.clone())),
            Shown::Items(items) => facts = facts.row(row.label.clone(), Cell::Lines(items.join("\n"))),
            Shown::Table { columns, rows } => {
                let table = columns
                    .iter()
                    .fold(Table::new(visit.lang(), row.label.clone()), |table, column| {
                        table.column(column.clone())
                    });
                let table = rows.iter().fold(table, |table, cells| {
                    let cells: Vec<Cell> = cells.iter().map(|cell| Cell::Lines(cell.clone())).collect();
                    table.row(cells)
                });
                tables.push(Block::from(table));
            }
        }
    }
    let mut blocks = vec![facts.into()];
    blocks.extend(tables);
    Block::Details(section.heading.clone(), blocks)
}
