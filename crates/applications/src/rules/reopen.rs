//! Which fields a document request may reopen (handbook 3.4 no. 5): obvious typing and arithmetic errors, missing
//! declarations. The requested amount, the partners and the content of the project stay as they were handed in.

use base::{Cents, FieldProblem, Lang, Problem, Text, names};
use base_web::FormData;
use calls::form::{self, Field, FormDefinition, Kind as FormKind};
use serde_json::Value;

use crate::answers::columns;
use crate::model::Application;

/// How a field is typed and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text {
        max: usize,
    },
    Money,
    /// Given or not.
    Declaration,
}

/// All fields that may be reopened, in the order of the form. Values are kept as text: amounts as cents, declarations
/// as `true` or `false`.
pub const FIELDS: [(&str, Kind); 12] = [
    ("contact_name", Kind::Text { max: 120 }),
    ("contact_role", Kind::Text { max: 80 }),
    ("contact_email", Kind::Text { max: 254 }),
    ("contact_phone", Kind::Text { max: 30 }),
    ("total_cost", Kind::Money),
    ("own_share", Kind::Money),
    ("other_funding", Kind::Money),
    ("not_begun", Kind::Declaration),
    ("no_double_funding", Kind::Declaration),
    ("true_and_complete", Kind::Declaration),
    ("privacy_read", Kind::Declaration),
    ("exchange_willing", Kind::Declaration),
];

/// With a plan these are its sums: they were balanced when it was handed in.
const OF_PLAN: [&str; 3] = ["total_cost", "own_share", "other_funding"];

/// The fields that may be reopened of a case with or without a plan.
pub fn offered(has_plan: bool) -> impl Iterator<Item = &'static str> {
    FIELDS
        .iter()
        .map(|(name, _)| *name)
        .filter(move |name| !has_plan || !OF_PLAN.contains(name))
}

/// The fields of a call's form that may be reopened beside those: who applies, its account, the council's resolution.
/// Project, amounts and partners stay as they were handed in; declarations have names of their own.
pub fn of_form(form: &FormDefinition) -> impl Iterator<Item = &Field> {
    const PARTS: [&str; 3] = ["A", "E5", "F5"];
    form.fields().filter(|field| {
        let is_curable = PARTS.iter().any(|part| field.code.starts_with(part));
        let is_plain = !matches!(
            field.kind,
            FormKind::List { .. } | FormKind::Choices { .. } | FormKind::Bodies { .. } | FormKind::MustBeTrue
        );
        is_curable && is_plain && !columns::is_column(&field.code)
    })
}

/// The field of the form, if it may be reopened.
#[must_use]
pub fn form_field<'a>(form: &'a FormDefinition, code: &str) -> Option<&'a Field> {
    of_form(form).find(|field| field.code == code)
}

/// The words of a field.
#[must_use]
pub fn label(lang: Lang, form: Option<&FormDefinition>, field: &str) -> String {
    let asked = form.and_then(|form| form.field(field));
    asked.map_or_else(
        || base::texts::tr(lang, &format!("applications-field-{field}")),
        |asked| asked.label.get(lang).to_owned(),
    )
}

/// An answer as it is kept: as it would be typed.
#[must_use]
pub fn typed(field: &Field, value: &Value) -> String {
    form::fill(FormData::default(), field, value)
        .get(&field.code)
        .to_owned()
}

/// A corrected answer, from what was typed. Error: a sentence about the field.
pub fn read_answer(field: &Field, typed: &str) -> Result<Value, Text> {
    let sent = FormData::default().with(&field.code, typed);
    let value = form::read(field, &sent).map_err(|problems| {
        let problem = problems.into_iter().next();
        problem.map_or_else(|| Text::new("form-not-readable"), |problem| problem.text)
    })?;
    if field.required && field.when.is_none() && form::is_empty(&value) {
        return Err(Text::new("field-required"));
    }
    Ok(value)
}

/// The kind of a field that may be reopened.
#[must_use]
pub fn kind(field: &str) -> Option<Kind> {
    FIELDS
        .iter()
        .find(|(name, _)| *name == field)
        .map(|(_, kind)| *kind)
}

/// The names must all be offered. Error: `Invalid`.
pub fn verify(fields: &[String], has_plan: bool, form: &FormDefinition) -> Result<(), Problem> {
    let unknown: Vec<FieldProblem> = fields
        .iter()
        .filter(|field| !offered(has_plan).any(|name| name == field.as_str()))
        .filter(|field| form_field(form, field).is_none())
        .map(|field| {
            FieldProblem::new(
                "fields",
                Text::new("applications-field-not-reopened").with("field", field),
            )
        })
        .collect();
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(Problem::Invalid(unknown))
    }
}

/// A value as it is kept, from what was typed. Error: a sentence about the field.
pub fn read(field: &str, typed: &str) -> Result<String, Text> {
    match kind(field) {
        Some(Kind::Text { max }) => {
            let value = names::clean(typed);
            let count = names::char_count(&value);
            if value.is_empty() {
                Err(Text::new("field-required"))
            } else if count > max {
                Err(Text::new("field-too-long").with("max", max).with("count", count))
            } else {
                Ok(value)
            }
        }
        Some(Kind::Money) => match Cents::parse_de(typed) {
            Ok(cents) if !cents.is_negative() && cents <= Cents(10_000_000_000_000) => {
                Ok(cents.0.to_string())
            }
            Ok(_) => Err(Text::new("applications-amount-range")),
            Err(_) => Err(Text::new("field-money").with("value", typed)),
        },
        // a declaration is made or left as it was; nobody takes one back with a box
        Some(Kind::Declaration) if typed == "true" => Ok("true".to_owned()),
        Some(Kind::Declaration) => Err(Text::new("field-must-be-ticked")),
        None => Err(Text::new("applications-field-not-reopened").with("field", field)),
    }
}

/// The present value; empty for an unknown field.
#[must_use]
pub fn get(application: &Application, field: &str) -> String {
    match field {
        "contact_name" => application.contact_name.clone(),
        "contact_role" => application.contact_role.clone(),
        "contact_email" => application.contact_email.clone(),
        "contact_phone" => application.contact_phone.clone(),
        "total_cost" => application.total_cost.0.to_string(),
        "own_share" => application.own_share.0.to_string(),
        "other_funding" => application.other_funding.0.to_string(),
        "not_begun" => application.not_begun.to_string(),
        "no_double_funding" => application.no_double_funding.to_string(),
        "true_and_complete" => application.true_and_complete.to_string(),
        "privacy_read" => application.privacy_read.to_string(),
        "exchange_willing" => application.exchange_willing.to_string(),
        _ => String::new(),
    }
}

/// Puts a value of [`read`]; an unknown field changes nothing.
pub fn put(application: &mut Application, field: &str, value: &str) {
    let cents = || Cents(value.parse().unwrap_or_default());
    match field {
        "contact_name" => value.clone_into(&mut application.contact_name),
        "contact_role" => value.clone_into(&mut application.contact_role),
        "contact_email" => application.contact_email = value.to_lowercase(),
        "contact_phone" => value.clone_into(&mut application.contact_phone),
        "total_cost" => application.total_cost = cents(),
        "own_share" => application.own_share = cents(),
        "other_funding" => application.other_funding = cents(),
        "not_begun" => application.not_begun = value == "true",
        "no_double_funding" => application.no_double_funding = value == "true",
        "true_and_complete" => application.true_and_complete = value == "true",
        "privacy_read" => application.privacy_read = value == "true",
        "exchange_willing" => application.exchange_willing = value == "true",
        _ => {}
    }
}
