//! The answers to be read: on the case page, in the snapshot, in the document of the application.

use base::{Lang, Problem};
use calls::form::{Answers, Facts, FormDefinition, Kind, Shown, Truth, show};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::{answers_of, facts_of};
use crate::model::{Application, ApplicationState};

/// A section of the form with the answers that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionView {
    /// `project`, `money` …
    pub code: String,
    pub heading: String,
    /// The section has a page of its own beside its fields (`partners`, `plan`).
    pub page: Option<String>,
    pub rows: Vec<AnswerRow>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRow {
    /// `C3`
    pub code: String,
    pub label: String,
    pub value: Shown,
}

/// Every section of the form with its answers in this language; fields whose condition does not hold are left out.
/// The caller may read the case. Error: `Refused` if the form version is missing or damaged.
pub async fn answers_view(
    db: &impl ConnectionTrait,
    application: &Application,
    lang: Lang,
) -> Result<Vec<SectionView>, Problem> {
    let call = calls::call(db, application.call_id).await?;
    let form = calls::form::load(db, call.form_version).await?;
    let answers = answers_of(db, application).await?;
    let mut definition = form.definition;
    if application.state == ApplicationState::Draft {
        for section in &mut definition.sections {
            section.fields.retain(|field| field.kind != Kind::MustBeTrue); // made when submitting
        }
    }
    Ok(view(&definition, &answers, facts_of(&call), lang))
}

fn view(form: &FormDefinition, answers: &Answers, facts: Facts, lang: Lang) -> Vec<SectionView> {
    form.sections
        .iter()
        .map(|section| SectionView {
            code: section.code.clone(),
            heading: section.label.get(lang).to_owned(),
            page: section.page.clone(),
            rows: section
                .active()
                .filter(|field| {
                    let asked = field.when.as_ref().map(|when| when.holds(answers, facts));
                    match asked {
                        None | Some(Truth::Yes) => true,
                        Some(Truth::No) => false,
                        Some(Truth::Undetermined) => answers.contains_key(&field.code),
                    }
                })
                .map(|field| AnswerRow {
                    code: field.code.clone(),
                    label: field.label.get(lang).to_owned(),
                    value: show(lang, field, answers.get(&field.code).unwrap_or(&Value::Null)),
                })
                .collect(),
        })
        .collect()
}

/// The answers for the snapshot: form version with its hash, every value by code as stored, and the German words of
/// the form with each answer as it was read.
pub(crate) fn sections_json(form: &calls::form::FormVersion, answers: &Answers, call: &calls::Call) -> Value {
    let printed: Vec<Value> = view(&form.definition, answers, facts_of(call), Lang::De)
        .iter()
        .map(|section| {
            let fields: Vec<Value> = section
                .rows
                .iter()
                .map(|row| json!({ "label": row.label, "value": plain(&row.value) }))
                .collect();
            json!({ "heading": section.heading, "fields": fields })
        })
        .collect();
    json!({ "version": form.number, "sha256": form.sha256, "answers": answers, "printed": printed })
}

/// An answer as one text, a line for each point.
fn plain(value: &Shown) -> String {
    match value {
        Shown::Nothing => "–".to_owned(),
        Shown::Text(text) => text.clone(),
        Shown::Items(items) => items.join("\n"),
        Shown::Table { rows, .. } => {
            let lines: Vec<String> = rows.iter().map(|row| row.join(" · ")).collect();
            lines.join("\n")
        }
    }
}
