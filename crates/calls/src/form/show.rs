//! Answers as people read them.

use base::{Cents, Lang, Rate, fmt, texts};
use chrono::NaiveDate;
use serde_json::Value;

use super::model::{Field, Kind};

/// A value to be read: one text, several points, or a small table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Not answered.
    Nothing,
    /// May have line breaks.
    Text(String),
    Items(Vec<String>),
    Table {
        columns: Vec<String>,
        rows: Vec<Vec<String>>,
    },
}

/// The value of a field in this language.
#[must_use]
pub fn show(lang: Lang, field: &Field, value: &Value) -> Shown {
    if super::is_empty(value) {
        return Shown::Nothing;
    }
    match (&field.kind, value) {
        (Kind::List { columns, .. }, Value::Array(rows)) => Shown::Table {
            columns: columns
                .iter()
                .map(|column| column.label.get(lang).to_owned())
                .collect(),
            rows: rows
                .iter()
                .map(|row| {
                    columns
                        .iter()
                        .map(|column| {
                            single(lang, &column.kind, row.get(&column.code).unwrap_or(&Value::Null))
                        })
                        .collect()
                })
                .collect(),
        },
        (kind, Value::Array(items)) => {
            Shown::Items(items.iter().map(|item| single(lang, kind, item)).collect())
        }
        (kind, value) => Shown::Text(single(lang, kind, value)),
    }
}

/// The value on one line or a few, for messages and for two versions side by side.
#[must_use]
pub fn show_line(lang: Lang, field: &Field, value: &Value) -> String {
    match show(lang, field, value) {
        Shown::Nothing => texts::tr(lang, "form-nothing"),
        Shown::Text(text) => text,
        Shown::Items(items) => items.join("; "),
        Shown::Table { rows, .. } => {
            let rows: Vec<String> = rows.iter().map(|row| row.join(" · ")).collect();
            rows.join("\n")
        }
    }
}

fn single(lang: Lang, kind: &Kind, value: &Value) -> String {
    let number = value.as_i64();
    match (kind, value, number) {
        (_, Value::Null, _) => String::new(),
        (Kind::Money, _, Some(cents)) => fmt::money(lang, Cents(cents)),
        (Kind::Percent { .. }, _, Some(points)) => fmt::rate(lang, Rate(points)),
        (Kind::Tenths { .. }, _, Some(tenths)) => fmt::hundredths(lang, tenths * 10)
            .trim_end_matches('0')
            .trim_end_matches([',', '.'])
            .to_owned(),
        (Kind::Int { .. }, _, Some(number)) => fmt::integer(lang, number),
        (Kind::Date, Value::String(text), _) => match text.parse::<NaiveDate>() {
            Ok(date) => fmt::date(lang, date),
            Err(_) => text.clone(),
        },
        (Kind::Bool | Kind::MustBeTrue, Value::Bool(yes), _) => {
            texts::tr(lang, if *yes { "form-yes" } else { "form-no" })
        }
        (Kind::Choice { choices } | Kind::Choices { choices, .. }, Value::String(code), _) => choices
            .iter()
            .find(|choice| &choice.code == code)
            .map_or_else(|| code.clone(), |choice| choice.label.get(lang).to_owned()),
        (Kind::Iban, Value::String(number), _) => super::iban::show(number),
        (_, Value::String(text), _) => text.clone(),
        (_, other, _) => other.to_string(),
    }
}
