//! An officer fits the form to a draft call: fields off or on, required or not, words, limits, own questions.

use std::collections::BTreeMap;

use base::problem::Checks;
use base::{Ctx, Problem, Role, Text, names};
use base_db::{Db, Entry};
use sea_orm::sea_query::Expr;
use serde_json::json;

use super::model::{Choice, Field, FormDefinition, Kind, Words};
use super::{Flaw, flaws, store as versions};
use crate::model::CallId;
use crate::store::{self, call::Column};
use crate::{CallState, access, queries};

/// What law or later steps of the procedure need: these stay on and required.
const FIXED: &[&str] = &[
    "C1", "A8b", "A9", "C11a", "C11b", "D1", "E2a", "E1", "F1", "F3", "F4", "F7",
];
/// Where own questions go, and the first number of their codes.
const OWN_SECTION: &str = "project";
const OWN_FROM: u32 = 101;
/// Between the German and the English words of an offered answer.
const LANGUAGES: char = '|';
/// Characters of a text answer to an own question, unless the officer says otherwise.
pub(super) const OWN_MAX: usize = 1_000;

/// The changes of one save.
#[derive(Debug, Clone)]
pub struct EditForm {
    pub call: CallId,
    /// The call's version that the person saw.
    pub version: i64,
    /// By field code; fields without an entry stay as they are.
    pub fields: BTreeMap<String, FieldEdit>,
    pub questions: Vec<NewQuestion>,
}

/// How a field shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEdit {
    pub on: bool,
    pub required: bool,
    pub label: Words,
    pub hint: Words,
    /// Characters, for texts.
    pub max: Option<usize>,
    /// For own questions the offered answers, empty for a text; other fields keep theirs. In both languages as
    /// `Deutsch | English`.
    pub choices: Vec<String>,
    /// Takes an own question out of the form; other fields can only be switched off.
    pub remove: bool,
}

/// An own question in part C.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewQuestion {
    pub label: Words,
    pub hint: Words,
    pub required: bool,
    /// Characters of a text answer.
    pub max: usize,
    /// The offered answers, also as `Deutsch | English`; empty for a text.
    pub choices: Vec<String>,
}

/// Whether an officer may switch this field off or make it optional.
#[must_use]
pub(crate) fn is_fixed(code: &str) -> bool {
    FIXED.contains(&code)
}

/// Whether an officer added this question: its answers may change, and it may go.
#[must_use]
pub(crate) fn is_own(code: &str) -> bool {
    let number = code.strip_prefix('C').and_then(|number| number.parse().ok());
    number.is_some_and(|number: u32| number >= OWN_FROM)
}

/// Makes a new form version from that of the call and points the call to it. Gives the new number; the old one if
/// nothing changed.
/// Error: `NotFound`, `Denied`, `Stale`, `Refused` (`call-frozen` after publication), `Invalid` with every flaw.
pub async fn edit_form(db: &Db, ctx: &Ctx, command: &EditForm) -> Result<i64, Problem> {
    base_db::retrying(|| attempt(db, ctx, command)).await
}

async fn attempt(db: &Db, ctx: &Ctx, command: &EditForm) -> Result<i64, Problem> {
    let unit = db.write(ctx).await?;
    let call = queries::call(unit.conn(), command.call).await?;
    access::require(ctx, &call, &[Role::SB])?;
    if call.version != command.version {
        return Err(Problem::Stale);
    }
    if call.state != CallState::Draft {
        return Err(Problem::refused("call-frozen", Text::new("calls-refused-frozen")));
    }
    let before = versions::load(unit.conn(), call.form_version).await?;
    let after = changed(&before.definition, command)?;
    if after == before.definition {
        return Ok(before.number);
    }
    let number = versions::next_number(unit.conn()).await?;
    let sha256 = versions::insert(&unit, number, &after).await?;
    store::change(&unit, &call, |update| {
        update
            .col_expr(Column::FormVersion, Expr::value(number))
            .col_expr(Column::EditedBy, Expr::value(ctx.person_id().map(|id| id.0)))
    })
    .await?;
    let data = json!({ "form_version": { "old": before.number, "new": number }, "sha256": sha256 });
    unit.audit(Entry::new("call", call.id, "edit_form").data(data))
        .await?;
    unit.commit().await?;
    Ok(number)
}

/// The definition with the changes. Error: `Invalid`.
pub(super) fn changed(before: &FormDefinition, command: &EditForm) -> Result<FormDefinition, Problem> {
    let mut form = before.clone();
    let mut checks = Checks::new();
    let goes = |field: &Field| {
        is_own(&field.code) && command.fields.get(&field.code).is_some_and(|edit| edit.remove)
    };
    for section in &mut form.sections {
        section.fields.retain(|field| !goes(field));
    }
    for field in form.sections.iter_mut().flat_map(|section| &mut section.fields) {
        let Some(edit) = command.fields.get(&field.code) else {
            continue;
        };
        if !is_fixed(&field.code) {
            field.off = !edit.on;
            field.required = edit.required;
        }
        put_words(field, &edit.label, &edit.hint);
        if is_own(&field.code) {
            let max = edit.max.unwrap_or(OWN_MAX);
            match own_kind(&edit.choices, max, field.kind.choices()) {
                Ok(kind) => field.kind = kind,
                Err(text) => checks.fail(format!("{}.choices", field.code), text),
            }
        }
        if let (Some(wanted), Kind::Text { max, min } | Kind::LongText { max, min }) =
            (edit.max, &mut field.kind)
        {
            *max = wanted;
            *min = (*min).min(wanted);
        }
    }
    for (number, question) in command.questions.iter().enumerate() {
        let code = free_code(&form);
        match own(question, code) {
            Ok(field) => match form
                .sections
                .iter_mut()
                .find(|section| section.code == OWN_SECTION)
            {
                Some(section) => section.fields.push(field),
                None => checks.fail("own.label", Text::new("form-no-project-section")),
            },
            Err(text) => checks.fail(own_name(number, "choices"), text),
        }
    }
    for Flaw { at, text } in flaws(&form) {
        checks.fail(format!("{at}.label"), text);
    }
    checks.finish()?;
    Ok(form)
}

/// The name of an input of the form for own questions.
pub(crate) fn own_name(number: usize, part: &str) -> String {
    format!("own.{number}.{part}")
}

fn put_words(field: &mut Field, label: &Words, hint: &Words) {
    field.label = Words {
        de: names::clean(&label.de),
        en: names::clean(&label.en),
    };
    field.hint = Some(Words {
        de: names::clean(&hint.de),
        en: names::clean(&hint.en),
    })
    .filter(|hint| !hint.de.is_empty());
}

/// The kind of an own question: one of several answers, or a text where none is offered. An answer that was offered
/// before keeps its code, and no code is used anew, so that what was chosen stays what it was.
fn own_kind(lines: &[String], max: usize, before: &[Choice]) -> Result<Kind, Text> {
    let mut choices: Vec<Choice> = Vec::new();
    for line in lines {
        let (de, en) = line.split_once(LANGUAGES).unwrap_or((line, ""));
        let label = Words {
            de: names::clean(de),
            en: names::clean(en),
        };
        if label.de.is_empty() || choices.iter().any(|choice| choice.label.de == label.de) {
            continue;
        }
        let same = before.iter().find(|choice| choice.label.de == label.de);
        let code = same.map_or_else(|| free_choice(before, &choices), |choice| choice.code.clone());
        choices.push(Choice { code, label });
    }
    match choices.len() {
        0 => Ok(Kind::LongText { max, min: 0 }),
        1 => Err(Text::new("form-one-choice")),
        _ => Ok(Kind::Choice { choices }),
    }
}

/// An offered answer as it is typed.
pub(super) fn own_line(choice: &Choice) -> String {
    match choice.label.en.as_str() {
        "" => choice.label.de.clone(),
        en => format!("{} {LANGUAGES} {en}", choice.label.de),
    }
}

fn free_choice(before: &[Choice], choices: &[Choice]) -> String {
    let taken = |code: &str| before.iter().chain(choices).any(|choice| choice.code == code);
    (1_u32..)
        .map(|number| format!("O{number}"))
        .find(|code| !taken(code))
        .unwrap_or_default()
}

fn own(question: &NewQuestion, code: String) -> Result<Field, Text> {
    let mut field = Field {
        code,
        label: Words::default(),
        hint: None,
        kind: own_kind(&question.choices, question.max, &[])?,
        required: question.required,
        when: None,
        off: false,
    };
    put_words(&mut field, &question.label, &question.hint);
    Ok(field)
}

fn free_code(form: &FormDefinition) -> String {
    let taken = |code: &str| {
        form.sections
            .iter()
            .flat_map(|section| &section.fields)
            .any(|field| field.code == code)
    };
    (OWN_FROM..)
        .map(|number| format!("C{number}"))
        .find(|code| !taken(code))
        .unwrap_or_default()
}
