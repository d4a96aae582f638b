//! From what people type, or programs send, to values. Nothing is guessed; what cannot be read is named.

use base::{Cents, FieldProblem, Rate, Text, names};
use base_web::FormData;
use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::model::{Choice, Field, Kind, MAX_MONEY};
use super::{iban, is_empty};

/// Reads one field of a form by its code: `C3`, rows of lists as `C4.0.a`. Nothing typed is null.
/// Error: every problem with the name of its input.
pub fn read(field: &Field, data: &FormData) -> Result<Value, Vec<FieldProblem>> {
    match &field.kind {
        Kind::List { columns, max, .. } => {
            let mut rows = Vec::new();
            let mut problems = Vec::new();
            for number in 0..*max {
                let mut row = Map::new();
                for column in columns {
                    let name = format!("{}.{number}.{}", field.code, column.code);
                    match from_text(&column.kind, data.get(&name)) {
                        Ok(value) => {
                            row.insert(column.code.clone(), value);
                        }
                        Err(text) => problems.push(FieldProblem::new(name, text)),
                    }
                }
                if row.values().any(|value| !is_empty(value)) {
                    rows.push(Value::Object(row));
                }
            }
            if problems.is_empty() {
                Ok(Value::Array(rows))
            } else {
                Err(problems)
            }
        }
        Kind::Choices { choices, .. } => {
            let mut codes = Vec::new();
            for typed in data.all(&field.code).filter(|typed| !typed.is_empty()) {
                match choices.iter().find(|choice| choice.code == typed) {
                    Some(choice) => codes.push(Value::from(choice.code.as_str())),
                    None => return Err(one(field, choice_problem(typed))),
                }
            }
            Ok(Value::Array(codes))
        }
        Kind::MustBeTrue => Ok(Value::Bool(data.all(&field.code).any(|typed| typed == "true"))),
        kind => from_text(kind, data.get(&field.code)).map_err(|text| one(field, text)),
    }
}

fn one(field: &Field, text: Text) -> Vec<FieldProblem> {
    vec![FieldProblem::new(&field.code, text)]
}

fn choice_problem(typed: &str) -> Text {
    Text::new("form-not-a-choice").with("value", short(typed))
}

/// What a message quotes of a value: never megabytes.
fn short(typed: &str) -> String {
    match typed.char_indices().nth(60) {
        Some((end, _)) => format!("{} …", &typed[..end]),
        None => typed.to_owned(),
    }
}

/// One value from one text, as typed into an input or a cell. Choices by code or label; several separated by `;`.
/// Error: the sentence that says what is wrong.
pub fn from_text(kind: &Kind, typed: &str) -> Result<Value, Text> {
    if let Kind::LongText { max, .. } = kind {
        return limited(names::clean_multiline(typed), *max);
    }
    if let Kind::Bodies { max, .. } = kind {
        let lines: Vec<Value> = typed
            .lines()
            .map(names::clean)
            .filter(|line| !line.is_empty())
            .map(Value::String)
            .collect();
        return if lines.len() > *max {
            Err(Text::new("form-too-many")
                .with("max", max)
                .with("count", lines.len()))
        } else {
            Ok(Value::Array(lines))
        };
    }
    let text = names::clean(typed);
    if text.is_empty() {
        return Ok(Value::Null);
    }
    match kind {
        Kind::Text { max, .. } => limited(text, *max),
        Kind::Email => limited(text.to_lowercase(), 254).and_then(email),
        Kind::Tel => limited(text, 30).and_then(phone),
        Kind::Url => limited(text, 300).and_then(url),
        Kind::Postcode => {
            if text.len() == 5 && text.chars().all(|c| c.is_ascii_digit()) {
                Ok(Value::String(text))
            } else {
                Err(Text::new("form-postcode"))
            }
        }
        Kind::Iban => iban::read(&text)
            .map(Value::String)
            .ok_or_else(|| Text::new("form-iban")),
        Kind::Money => match Cents::parse_de(&text) {
            Ok(Cents(cents)) if (0..=MAX_MONEY).contains(&cents) => Ok(Value::from(cents)),
            Ok(_) => Err(Text::new("form-money-range")),
            Err(_) => Err(Text::new("field-money").with("value", short(&text))),
        },
        Kind::Int { min, max } => {
            let plain: String = text
                .chars()
                .filter(|c| !matches!(c, '.' | '\u{a0}' | ' '))
                .collect();
            match plain.parse::<i64>() {
                Ok(number) => in_range(number, *min, *max, |n| n.to_string()),
                Err(_) => Err(Text::new("field-integer").with("value", short(&text))),
            }
        }
        Kind::Percent { min, max } => match Rate::parse_de(&text) {
            Ok(Rate(points)) => in_range(points, *min, *max, hundredths),
            Err(_) => Err(Text::new("field-rate").with("value", short(&text))),
        },
        Kind::Tenths { min, max } => match Cents::parse_de(&text) {
            Ok(Cents(hundredth)) if hundredth % 10 == 0 => {
                in_range(hundredth / 10, *min, *max, |n| hundredths(n * 10))
            }
            _ => Err(Text::new("form-tenths").with("value", short(&text))),
        },
        Kind::Date => NaiveDate::parse_from_str(&text, "%Y-%m-%d")
            .or_else(|_| NaiveDate::parse_from_str(&text, "%d.%m.%Y"))
            .map(|date| Value::String(date.to_string()))
            .map_err(|_| Text::new("field-date").with("value", short(&text))),
        Kind::Choice { choices } => choice(choices, &text),
        Kind::Choices { choices, .. } => text
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| choice(choices, part))
            .collect::<Result<Vec<_>, _>>()
            .map(Value::Array),
        Kind::Bool | Kind::MustBeTrue => match text.to_lowercase().as_str() {
            "true" | "ja" | "j" | "x" | "1" | "wahr" | "✓" | "yes" => Ok(Value::Bool(true)),
            "false" | "nein" | "n" | "0" | "falsch" | "no" => Ok(Value::Bool(false)),
            _ => Err(Text::new("form-yes-no").with("value", short(&text))),
        },
        Kind::LongText { .. } | Kind::Bodies { .. } | Kind::List { .. } => {
            Err(Text::new("form-not-readable"))
        }
    }
}

fn limited(text: String, max: usize) -> Result<Value, Text> {
    let count = names::char_count(&text);
    if count > max {
        return Err(Text::new("field-too-long").with("max", max).with("count", count));
    }
    Ok(if text.is_empty() {
        Value::Null
    } else {
        Value::String(text)
    })
}

fn in_range(number: i64, min: i64, max: i64, shown: impl Fn(i64) -> String) -> Result<Value, Text> {
    if (min..=max).contains(&number) {
        Ok(Value::from(number))
    } else {
        Err(Text::new("field-range")
            .with("min", shown(min))
            .with("max", shown(max)))
    }
}

fn hundredths(number: i64) -> String {
    let text = base::fmt::hundredths(base::Lang::De, number);
    text.trim_end_matches('0').trim_end_matches(',').to_owned()
}

fn choice(choices: &[Choice], text: &str) -> Result<Value, Text> {
    choices
        .iter()
        .find(|choice| choice.code == text || choice.label.de == text || choice.label.en == text)
        .map(|choice| Value::from(choice.code.as_str()))
        .ok_or_else(|| choice_problem(text))
}

/// Something@domain.tld; the confirmation mail tells the rest.
fn email(value: Value) -> Result<Value, Text> {
    let text = value.as_str().unwrap_or_default();
    let plausible = text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
    }) && !text.contains(char::is_whitespace);
    if plausible {
        Ok(value)
    } else {
        Err(Text::new("field-email").with("value", short(text)))
    }
}

/// Digits, blanks and `+ - / ( )` (A10).
fn phone(value: Value) -> Result<Value, Text> {
    let text = value.as_str().unwrap_or_default();
    if text.chars().all(|c| c.is_ascii_digit() || " +-/()–".contains(c)) {
        Ok(value)
    } else {
        Err(Text::new("form-phone"))
    }
}

fn url(value: Value) -> Result<Value, Text> {
    let text = value.as_str().unwrap_or_default();
    let rest = text.strip_prefix("https://");
    if rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace)) {
        Ok(value)
    } else {
        Err(Text::new("form-url"))
    }
}

/// A value as a program sends it, brought into its stored form. Error: what is wrong with it.
pub fn from_json(kind: &Kind, value: &Value) -> Result<Value, Text> {
    let wrong = || Text::new("form-wrong-type");
    match (kind, value) {
        (_, Value::Null) => Ok(Value::Null),
        (Kind::Money | Kind::Int { .. } | Kind::Percent { .. } | Kind::Tenths { .. }, value) => {
            let number = value.as_i64().ok_or_else(wrong)?;
            match kind {
                Kind::Int { min, max } => in_range(number, *min, *max, |n| n.to_string()),
                Kind::Percent { min, max } => in_range(number, *min, *max, hundredths),
                Kind::Tenths { min, max } => in_range(number, *min, *max, |n| hundredths(n * 10)),
                _ if (0..=MAX_MONEY).contains(&number) => Ok(value.clone()),
                _ => Err(Text::new("form-money-range")),
            }
        }
        (Kind::Bool | Kind::MustBeTrue, Value::Bool(_)) => Ok(value.clone()),
        (Kind::Choices { choices, .. }, Value::Array(codes)) => codes
            .iter()
            .map(|code| choice(choices, code.as_str().ok_or_else(wrong)?))
            .collect::<Result<Vec<_>, _>>()
            .map(Value::Array),
        (Kind::Bodies { .. }, Value::Array(lines)) => {
            let lines: Option<Vec<&str>> = lines.iter().map(Value::as_str).collect();
            from_text(kind, &lines.ok_or_else(wrong)?.join("\n"))
        }
        (Kind::List { columns, max, .. }, Value::Array(rows)) => {
            if rows.len() > *max {
                return Err(Text::new("form-too-many")
                    .with("max", max)
                    .with("count", rows.len()));
            }
            rows.iter()
                .map(|row| {
                    let given = row.as_object().ok_or_else(wrong)?;
                    let mut kept = Map::new();
                    for column in columns {
                        let cell = given.get(&column.code).unwrap_or(&Value::Null);
                        kept.insert(column.code.clone(), from_json(&column.kind, cell)?);
                    }
                    Ok(Value::Object(kept))
                })
                .collect::<Result<Vec<_>, _>>()
                .map(Value::Array)
        }
        (
            Kind::Text { .. }
            | Kind::LongText { .. }
            | Kind::Email
            | Kind::Tel
            | Kind::Url
            | Kind::Postcode
            | Kind::Iban
            | Kind::Date
            | Kind::Choice { .. },
            Value::String(text),
        ) => from_text(kind, text),
        _ => Err(wrong()),
    }
}

/// What the inputs of a field show for a value: the reverse of [`read`].
#[must_use]
pub fn fill(data: FormData, field: &Field, value: &Value) -> FormData {
    match (&field.kind, value) {
        (Kind::List { columns, .. }, Value::Array(rows)) => {
            rows.iter().enumerate().fold(data, |data, (number, row)| {
                columns.iter().fold(data, |data, column| {
                    let name = format!("{}.{number}.{}", field.code, column.code);
                    let cell = row.get(&column.code).unwrap_or(&Value::Null);
                    data.with(&name, typed(&column.kind, cell))
                })
            })
        }
        (Kind::Choices { .. }, Value::Array(codes)) => codes
            .iter()
            .filter_map(Value::as_str)
            .fold(data, |data, code| data.with(&field.code, code)),
        (Kind::MustBeTrue, Value::Bool(false)) => data,
        (kind, value) => data.with(&field.code, typed(kind, value)),
    }
}

/// A single value as it is typed.
fn typed(kind: &Kind, value: &Value) -> String {
    match (kind, value) {
        (_, Value::Null) => String::new(),
        (Kind::Money, value) => Cents(value.as_i64().unwrap_or_default()).plain_de(),
        (Kind::Percent { .. }, value) => hundredths(value.as_i64().unwrap_or_default()),
        (Kind::Tenths { .. }, value) => hundredths(value.as_i64().unwrap_or_default() * 10),
        (Kind::Bodies { .. }, Value::Array(lines)) => {
            let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
            lines.join("\n")
        }
        (Kind::Iban, Value::String(number)) => iban::show(number),
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}
