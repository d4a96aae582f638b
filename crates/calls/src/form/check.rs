//! What must hold before a form version may be published.

use std::collections::HashSet;

use base::Text;

use super::model::{Field, FormDefinition, Kind, MAX_MONEY};

/// Something wrong with a form version, at a field or section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The code of the field or section.
    pub at: String,
    pub text: Text,
}

/// Texts longer than this are no answers any more.
const MOST_CHARS: usize = 20_000;

/// Every flaw at once: codes twice or malformed, no label, limits that nothing can meet, conditions on fields that
/// are not asked, on themselves, or on each other.
#[must_use]
pub fn flaws(form: &FormDefinition) -> Vec<Flaw> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for section in &form.sections {
        let well_formed =
            !section.code.is_empty() && section.code.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let checks = [
            (!well_formed, "form-flaw-code"),
            (!seen.insert(section.code.as_str()), "form-flaw-twice"),
            (section.label.de.trim().is_empty(), "form-flaw-label"),
        ];
        found.extend(named(&section.code, &checks));
    }
    for field in form.sections.iter().flat_map(|section| &section.fields) {
        let checks = [
            (!is_code(&field.code), "form-flaw-code"),
            (!seen.insert(field.code.as_str()), "form-flaw-twice"),
            (field.label.de.trim().is_empty(), "form-flaw-label"),
            (!is_sane(&field.kind), "form-flaw-limits"),
        ];
        found.extend(named(&field.code, &checks));
    }
    for field in form.fields() {
        let asked: Vec<&str> = field.when.iter().flat_map(|when| when.fields()).collect();
        let checks = [
            (asked.contains(&field.code.as_str()), "form-flaw-self"),
            (depends_on_itself(form, field), "form-flaw-circle"),
        ];
        found.extend(named(&field.code, &checks));
        for other in asked {
            if form.field(other).is_none() {
                found.push(Flaw {
                    at: field.code.clone(),
                    text: Text::new("form-flaw-reference")
                        .with("code", &field.code)
                        .with("other", other),
                });
            }
        }
    }
    if form.fields().next().is_none() {
        found.push(Flaw {
            at: String::new(),
            text: Text::new("form-flaw-empty"),
        });
    }
    found
}

/// The flaws that are there, at this code.
fn named(at: &str, checks: &[(bool, &str)]) -> Vec<Flaw> {
    checks
        .iter()
        .filter(|(is_wrong, _)| *is_wrong)
        .map(|(_, key)| Flaw {
            at: at.to_owned(),
            text: Text::new(*key).with("code", at),
        })
        .collect()
}

/// `C3`, `C11a`, `C101`.
fn is_code(code: &str) -> bool {
    let mut chars = code.chars();
    let letter = chars.next().is_some_and(|c| c.is_ascii_uppercase());
    let rest: String = chars.collect();
    let digits = rest.trim_end_matches(|c: char| c.is_ascii_lowercase());
    letter
        && (1..=3).contains(&digits.len())
        && digits.chars().all(|c| c.is_ascii_digit())
        && rest.len() <= digits.len() + 1
}

fn is_sane(kind: &Kind) -> bool {
    let some_choices = |choices: &[super::Choice]| {
        let codes: HashSet<&str> = choices.iter().map(|choice| choice.code.as_str()).collect();
        !choices.is_empty()
            && codes.len() == choices.len()
            && choices
                .iter()
                .all(|choice| !choice.code.is_empty() && !choice.label.de.trim().is_empty())
    };
    match kind {
        Kind::Text { max, min } | Kind::LongText { max, min } => *max > 0 && min <= max && *max <= MOST_CHARS,
        Kind::Int { min, max } | Kind::Percent { min, max } | Kind::Tenths { min, max } => {
            min <= max && max.unsigned_abs().max(min.unsigned_abs()) <= MAX_MONEY.unsigned_abs()
        }
        Kind::Choice { choices } => some_choices(choices),
        Kind::Choices { choices, min } => some_choices(choices) && *min <= choices.len(),
        Kind::Bodies { min, max } => *max > 0 && min <= max && *max <= 100,
        Kind::List { columns, min, max } => {
            let codes: HashSet<&str> = columns.iter().map(|column| column.code.as_str()).collect();
            *max > 0
                && min <= max
                && *max <= 50
                && !columns.is_empty()
                && codes.len() == columns.len()
                && columns.iter().all(|column| {
                    !column.code.is_empty()
                        && column.code.chars().all(|c| c.is_ascii_lowercase())
                        && !matches!(
                            column.kind,
                            Kind::List { .. } | Kind::Choices { .. } | Kind::Bodies { .. }
                        )
                        && is_sane(&column.kind)
                })
        }
        _ => true,
    }
}

/// Whether following the conditions comes back to the field (over others; directly is its own flaw).
fn depends_on_itself(form: &FormDefinition, field: &Field) -> bool {
    let next = |field: &Field| -> Vec<String> {
        field
            .when
            .iter()
            .flat_map(|when| when.fields())
            .map(str::to_owned)
            .collect()
    };
    let mut waiting: Vec<String> = next(field)
        .into_iter()
        .filter(|code| code != &field.code)
        .collect();
    let mut seen = HashSet::new();
    while let Some(code) = waiting.pop() {
        if code == field.code {
            return true;
        }
        if let Some(other) = form.field(&code).filter(|_| seen.insert(code.clone())) {
            waiting.extend(next(other));
        }
    }
    false
}
