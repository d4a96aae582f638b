//! A form version as a workbook to be filled in (handbook 3.3), and the names of its rows: the same as those of the
//! page's inputs, so that both are read by the same rules.

use std::collections::BTreeMap;

use base::{Lang, Problem, texts};
use base_sheets::write::{FormCell, FormRow, FormWords, form_workbook};
use base_web::FormData;
use serde_json::Value;

use super::model::{Choice, Field, Kind};
use super::{Answers, Facts, FormVersion, Truth, fill, is_empty, show_line};
use crate::model::Call;

/// The row that says whose application it is: name or official key.
pub const LEAD_ROW: &str = "A1";
/// What stands before the form version in the mark of the workbook.
pub const MARK: &str = "FORM";

/// The rows of what a section asks on a page of its own (`partners`, `plan`), by that page.
pub type Parts = BTreeMap<&'static str, Vec<FormRow>>;

/// The workbook of a call. Its rows follow the form; fields that this call never asks are left out, and so are those
/// for which `parts` has rows. `lead` and `answers` stand there already, empty for a blank one.
pub fn workbook(
    lang: Lang,
    call: &Call,
    form: &FormVersion,
    (lead, answers): (&str, &Answers),
    parts: &Parts,
) -> Result<Vec<u8>, Problem> {
    let t = |key: &str| texts::tr(lang, key);
    let facts = Facts {
        cash: call.funding_mode == crate::FundingMode::CashGrant,
    };
    let mut rows = vec![FormRow {
        code: LEAD_ROW.to_owned(),
        label: t("form-book-lead"),
        hint: t("form-book-lead-hint"),
        required: true,
        value: lead.to_owned(),
        ..FormRow::default()
    }];
    for section in &form.definition.sections {
        if let Some(part) = section.page.as_deref().and_then(|page| parts.get(page)) {
            rows.push(FormRow {
                label: section.label.get(lang).to_owned(),
                ..FormRow::default()
            });
            rows.extend(part.iter().cloned());
            continue;
        }
        let asked: Vec<&Field> = section
            .active()
            .filter(|field| {
                let when = field.when.as_ref();
                // declarations are made in the act of submitting, not in a file
                field.kind != Kind::MustBeTrue
                    && when.is_none_or(|when| when.holds(&Answers::new(), facts) != Truth::No)
            })
            .collect();
        if asked.is_empty() {
            continue;
        }
        rows.push(FormRow {
            label: section.label.get(lang).to_owned(),
            ..FormRow::default()
        });
        for field in asked {
            let value = answers.get(&field.code).unwrap_or(&Value::Null);
            rows.extend(rows_of(lang, field, value));
        }
    }
    let words = FormWords {
        sheet: t("form-book-sheet"),
        title: format!("{}: {}", call.code, call.terms.title(lang)),
        intro: t("form-book-intro"),
        mark: format!("{MARK} {} {}", call.code, form.number),
        headings: [
            t("form-book-code"),
            t("form-book-question"),
            t("form-book-answer"),
            t("form-book-check"),
            t("form-book-hint"),
        ],
        missing: t("form-book-missing"),
        too_long: t("form-book-too-long"),
        fits: t("form-book-fits"),
        lists: t("form-book-lists"),
    };
    form_workbook(&words, &rows).map_err(Problem::broken)
}

fn rows_of(lang: Lang, field: &Field, value: &Value) -> Vec<FormRow> {
    let there = fill(FormData::default(), field, value);
    let label = field.label.get(lang);
    let hint = field.hint.as_ref().map_or("", |hint| hint.get(lang));
    let row = |code: String, label: String, kind: &Kind, required: bool| FormRow {
        label,
        hint: hint.to_owned(),
        required,
        max_chars: kind.max_chars(),
        choices: choices(lang, kind),
        value: match kind {
            Kind::Choice { .. } | Kind::Bool if !is_empty(value) => show_line(lang, field, value),
            _ => there.get(&code).to_owned(),
        },
        code,
        cell: FormCell::Text,
        long: matches!(kind, Kind::LongText { max, .. } if *max > 600),
    };
    // needed only under a condition: the server says so, the check column cannot know
    let required = field.required && field.when.is_none();
    match &field.kind {
        Kind::Choices { choices: list, .. } => list
            .iter()
            .map(|choice| FormRow {
                code: format!("{}.{}", field.code, choice.code),
                label: format!("{label}: {}", choice.label.get(lang)),
                hint: texts::tr(lang, "form-book-tick"),
                choices: vec!["x".to_owned()],
                value: if there.all(&field.code).any(|code| code == choice.code) {
                    "x".to_owned()
                } else {
                    String::new()
                },
                ..FormRow::default()
            })
            .collect(),
        Kind::List { columns, min, max } => (0..*max)
            .flat_map(|number| columns.iter().map(move |column| (number, column)))
            .map(|(number, column)| {
                row(
                    format!("{}.{number}.{}", field.code, column.code),
                    format!("{label} {}: {}", number + 1, column.label.get(lang)),
                    &column.kind,
                    required && number < *min,
                )
            })
            .collect(),
        kind => vec![row(field.code.clone(), label.to_owned(), kind, required)],
    }
}

fn choices(lang: Lang, kind: &Kind) -> Vec<String> {
    let label = |choice: &Choice| choice.label.get(lang).to_owned();
    match kind {
        Kind::Choice { choices } => choices.iter().map(label).collect(),
        Kind::Bool => vec![texts::tr(lang, "form-yes"), texts::tr(lang, "form-no")],
        _ => Vec::new(),
    }
}
