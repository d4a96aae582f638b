//! "Antrag prüfen": every open point at once, each with its section and field. Submitting asks the same function.

use base::{FieldProblem, Lang, Problem};
use calls::form::{Answers, Field, FormDefinition, Kind, Section, Truth, is_empty, open_text};
use calls::{Call, FundingMode};
use sea_orm::ConnectionTrait;

use super::{answers_of, columns, facts_of};
use crate::model::{Application, ApplicationState, Party, Source};
use crate::{queries, rules};

/// Something that keeps the application from being submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPoint {
    /// The section whose page shows the field; empty where no page of the form does (the lead).
    pub section: String,
    /// The code of the field, or the part of another page (`partners`, `plan`).
    pub code: String,
    /// The words of the field, in the language asked for.
    pub label: String,
    /// `field` is the column's name where there is one, else the code.
    pub problem: FieldProblem,
}

/// How far a section is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    pub section: String,
    /// Fields that are needed and fit.
    pub done: usize,
    /// Fields that are needed.
    pub needed: usize,
    /// Fields with something in them, needed or not.
    pub answered: usize,
}

/// The page that stands for the fields of a section, if one does.
pub(crate) fn own_page<'a>(section: &'a Section, call: &Call) -> Option<&'a str> {
    match section.page.as_deref() {
        // services have no plan of costs: the amount is a field like others
        Some("plan") if call.funding_mode != FundingMode::CashGrant => None,
        page => page,
    }
}

/// The fields of a section that are asked. Its own page fills columns and says itself what else it lacks.
fn asked_in<'a>(section: &'a Section, call: &Call) -> impl Iterator<Item = &'a Field> {
    let has_page = own_page(section, call).is_some();
    section
        .active()
        .filter(move |field| !has_page || columns::is_column(&field.code))
}

/// Every open point of an application: the form's fields, the lead, dates, sums and shares, and its parts (partners,
/// plan, attachments). Empty: may be submitted. The declarations of a draft are no points: they belong to submitting.
/// The caller may read the case. Error: `Refused` if the form version is missing or damaged.
pub async fn open_points(
    db: &impl ConnectionTrait,
    application: &Application,
    lang: Lang,
) -> Result<Vec<OpenPoint>, Problem> {
    let call = calls::call(db, application.call_id).await?;
    let form = calls::form::load(db, call.form_version).await?;
    let answers = answers_of(db, application).await?;
    let parties = queries::parties_of(db, application.id).await?;
    let form = form.definition;
    let mut points = points_of(&form, &answers, application, &parties, &call, lang);
    if application.state == ApplicationState::Draft {
        // declared in the act of submitting, not before
        let is_declaration = |code: &str| {
            form.field(code)
                .is_some_and(|field| field.kind == Kind::MustBeTrue)
        };
        points.retain(|point| !is_declaration(&point.code));
    }
    points.extend(super::further_points(db, &form, &answers, application, &call, lang).await?);
    for problem in queries::open_points_of_parts(db, application, &call, lang).await? {
        let page = queries::page_of_field(&problem.field, &call);
        let section = form
            .sections
            .iter()
            .find(|section| section.page.as_deref() == Some(page));
        // `task_2` and `share_2` are what a partner lacks
        let name = if page == "partners" {
            "partners"
        } else {
            &problem.field
        };
        points.push(OpenPoint {
            section: section.map(|section| section.code.clone()).unwrap_or_default(),
            code: problem.field.clone(),
            label: said_name(lang, name),
            problem,
        });
    }
    Ok(points)
}

/// The rule of [`open_points`] on what was read already.
pub(crate) fn points_of(
    form: &FormDefinition,
    answers: &Answers,
    application: &Application,
    parties: &[Party],
    call: &Call,
    lang: Lang,
) -> Vec<OpenPoint> {
    let facts = facts_of(call);
    let mut points = Vec::new();
    for section in &form.sections {
        for field in asked_in(section, call) {
            // a list (I1) brings columns only; the rest was never asked
            if application.source == Source::Import && !columns::is_column(&field.code) {
                continue;
            }
            if let Some(text) = open_text(form, field, answers, facts, lang) {
                points.push(OpenPoint {
                    section: section.code.clone(),
                    code: field.code.clone(),
                    label: field.label.get(lang).to_owned(),
                    problem: FieldProblem::new(columns::name_of(&field.code), text),
                });
            }
        }
    }
    for problem in rules::whole_points(application, parties, call) {
        let code = columns::code_of(&problem.field).to_owned();
        if points.iter().any(|point| point.code == code) {
            continue; // missing is said once
        }
        let section = match code.as_str() {
            "partners" | "places" | "shares" => form
                .sections
                .iter()
                .find(|section| section.page.as_deref() == Some("partners")),
            code => form.section_of(code),
        };
        let label = form.field(&code).map(|field| field.label.get(lang));
        points.push(OpenPoint {
            section: section.map(|section| section.code.clone()).unwrap_or_default(),
            label: label.map_or_else(|| said_name(lang, &problem.field), str::to_owned),
            code,
            problem,
        });
    }
    points
}

/// The words of a part that is no field of the form.
fn said_name(lang: Lang, name: &str) -> String {
    base::texts::find(lang, &format!("applications-field-{name}"), &[]).unwrap_or_else(|| name.to_owned())
}

/// How far each section is, by the same rules.
#[must_use]
pub fn progress(form: &FormDefinition, answers: &Answers, call: &Call) -> Vec<Progress> {
    let facts = facts_of(call);
    form.sections
        .iter()
        .map(|section| {
            let mut progress = Progress {
                section: section.code.clone(),
                done: 0,
                needed: 0,
                answered: 0,
            };
            for field in asked_in(section, call) {
                let asked = field
                    .when
                    .as_ref()
                    .map_or(Truth::Yes, |when| when.holds(answers, facts));
                let answered = answers.get(&field.code).is_some_and(|value| !is_empty(value));
                progress.answered += usize::from(answered);
                if field.required && field.kind != Kind::MustBeTrue && asked.is_possible() {
                    progress.needed += 1;
                    let open = open_text(form, field, answers, facts, Lang::De);
                    progress.done += usize::from(open.is_none());
                }
            }
            progress
        })
        .collect()
}
