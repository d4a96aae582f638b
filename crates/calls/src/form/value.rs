//! Answers as values, and what is still wrong with one before it may be submitted.

use std::collections::BTreeMap;

use base::{Text, names};
use serde_json::Value;

use super::model::{Field, Kind};
use super::{Facts, FormDefinition, Truth};

/// The answers of one application by field code. What was not answered is absent.
pub type Answers = BTreeMap<String, Value>;

/// Whether a value says nothing: null, empty text, empty list.
#[must_use]
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// What keeps this answer from being submitted, if anything: missing, too short, too few, not agreed to, or not
/// known to be needed because another answer is missing.
#[must_use]
pub fn open_text(
    form: &FormDefinition,
    field: &Field,
    answers: &Answers,
    facts: Facts,
    lang: base::Lang,
) -> Option<Text> {
    let asked = field
        .when
        .as_ref()
        .map_or(Truth::Yes, |when| when.holds(answers, facts));
    let value = answers.get(&field.code).unwrap_or(&Value::Null);
    if asked == Truth::No {
        return None;
    }
    if is_empty(value) || field.kind == Kind::MustBeTrue && value == &Value::Bool(false) {
        return match asked {
            _ if !field.required => None,
            Truth::Yes if field.kind == Kind::MustBeTrue => Some(Text::new("field-must-be-ticked")),
            Truth::Yes => Some(Text::new("field-required")),
            _ => {
                let other = field
                    .when
                    .as_ref()
                    .map(super::Condition::fields)
                    .unwrap_or_default();
                let label = other
                    .iter()
                    .find(|code| answers.get(**code).is_none_or(is_empty))
                    .and_then(|code| form.field(code))
                    .map_or("", |other| other.label.get(lang));
                Some(Text::new("form-undetermined").with("label", label))
            }
        };
    }
    too_little(&field.kind, value)
}

fn too_little(kind: &Kind, value: &Value) -> Option<Text> {
    match kind {
        Kind::Text { min, .. } | Kind::LongText { min, .. } => {
            let count = names::char_count(value.as_str().unwrap_or_default());
            (count < *min).then(|| Text::new("form-too-short").with("min", min).with("count", count))
        }
        Kind::Choices { min, .. } | Kind::Bodies { min, .. } => {
            let count = value.as_array().map_or(0, Vec::len);
            (count < *min).then(|| Text::new("form-too-few").with("min", min).with("count", count))
        }
        Kind::List { columns, min, .. } => {
            let rows = value.as_array().map(Vec::as_slice).unwrap_or_default();
            if rows.len() < *min {
                return Some(
                    Text::new("form-too-few")
                        .with("min", min)
                        .with("count", rows.len()),
                );
            }
            let whole = rows.iter().all(|row| {
                columns
                    .iter()
                    .all(|column| row.get(&column.code).is_some_and(|cell| !is_empty(cell)))
            });
            (!whole).then(|| Text::new("form-row-incomplete"))
        }
        _ => None,
    }
}
