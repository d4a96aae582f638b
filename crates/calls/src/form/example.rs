//! Answers that fill a form completely: for demonstrations, worked examples and tests.

use serde_json::{Map, Value};

use super::model::{Field, FormDefinition, Kind};
use super::{Answers, Facts, Truth};

/// A valid answer for every field that is required under these facts, and for what follows from those answers.
#[must_use]
pub fn example(form: &FormDefinition, facts: Facts) -> Answers {
    let mut answers = Answers::new();
    // twice: an answer of the first round may make a field of it necessary
    for _ in 0..2 {
        for field in form.fields() {
            let asked = field
                .when
                .as_ref()
                .map_or(Truth::Yes, |when| when.holds(&answers, facts));
            if field.required && asked == Truth::Yes && !answers.contains_key(&field.code) {
                answers.insert(field.code.clone(), of(field));
            }
        }
    }
    answers
}

fn of(field: &Field) -> Value {
    match field.code.as_str() {
        "C11a" => Value::from("2026-09-01"),
        "C11b" => Value::from("2027-08-31"),
        "E6a" => Value::Bool(false), // an early start would have to lie ahead, whenever that is
        _ => value(&field.kind, &field.label.de),
    }
}

fn value(kind: &Kind, label: &str) -> Value {
    match kind {
        Kind::Text { max, min } => Value::from(text(label, *min, *max)),
        Kind::LongText { max, min } => {
            let sentence = format!("{label}: Das Vorhaben beschreibt dies im Einzelnen und mit Zahlen.");
            Value::from(text(&sentence, *min, *max))
        }
        Kind::Money => Value::from(20_000_00),
        Kind::Int { min, max } | Kind::Percent { min, max } | Kind::Tenths { min, max } => {
            Value::from(min.midpoint(*max).clamp(*min, *max))
        }
        Kind::Date => Value::from("2026-01-31"),
        Kind::Choice { choices } => choices
            .first()
            .map_or(Value::Null, |choice| Value::from(choice.code.as_str())),
        Kind::Choices { choices, min } => choices
            .iter()
            .take((*min).max(1))
            .map(|choice| Value::from(choice.code.as_str()))
            .collect(),
        Kind::Bool | Kind::MustBeTrue => Value::Bool(true),
        Kind::Email => Value::from("integration@kommune.example"),
        Kind::Tel => Value::from("0711 123-456"),
        Kind::Url => Value::from("https://www.kommune.example/integration"),
        Kind::Postcode => Value::from("70173"),
        Kind::Iban => Value::from("DE02120300000000202051"),
        Kind::Bodies { .. } => Value::Array(Vec::new()),
        Kind::List { columns, min, .. } => (0..(*min).max(1))
            .map(|_| {
                let row: Map<String, Value> = columns
                    .iter()
                    .map(|column| (column.code.clone(), value(&column.kind, &column.label.de)))
                    .collect();
                Value::Object(row)
            })
            .collect(),
    }
}

/// The sentence, repeated until it is long enough, and cut where it would be too long.
fn text(sentence: &str, min: usize, max: usize) -> String {
    let mut text = sentence.to_owned();
    while text.chars().count() < min {
        text.push(' ');
        text.push_str(sentence);
    }
    text.chars().take(max).collect::<String>().trim_end().to_owned()
}
