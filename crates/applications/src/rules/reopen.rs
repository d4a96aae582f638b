//! Which fields a document request may reopen (handbook 3.4 no. 5): obvious typing and arithmetic errors, missing
//! declarations. The requested amount, the partners and the content of the project stay as they were handed in.

use base::{Cents, FieldProblem, Problem, Text, names};

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

/// The kind of a field that may be reopened.
#[must_use]
pub fn kind(field: &str) -> Option<Kind> {
    FIELDS
        .iter()
        .find(|(name, _)| *name == field)
        .map(|(_, kind)| *kind)
}

/// The names must all be offered. Error: `Invalid`.
pub fn verify(fields: &[String], has_plan: bool) -> Result<(), Problem> {
    let unknown: Vec<FieldProblem> = fields
        .iter()
        .filter(|field| !offered(has_plan).any(|name| name == field.as_str()))
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
        Some(Kind::Declaration) => Ok((typed == "true").to_string()),
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
