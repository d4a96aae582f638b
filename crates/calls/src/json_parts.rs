//! The lists of a call in JSON: as the API takes them, as they are stored, and as an edition keeps them.

use base::problem::Checks;
use base::{Cents, Problem, Text, names};
use chrono::NaiveDate;
use municipalities::BodyType;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::examples::Example;
use crate::json::{MAX_TEXT, MAX_TITLE, chosen};
use crate::model::DocumentItem;
use crate::wording::MailText;
use crate::{FileKind, Outcome};

/// A document that applicants attach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DocumentItemJson {
    pub code: String,
    pub label_de: String,
    #[serde(default)]
    pub label_en: String,
    pub required: bool,
    /// `PDF`, `DOCX`, `XLSX`, `JPG`, `PNG`
    pub kinds: Vec<String>,
}

/// A mail in the call's own words; empty texts leave the house's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MailTextJson {
    /// `M-A01`, `M-A02`, `M-A03`, `M-C05`, `M-C07`, `M-C08`
    pub code: String,
    #[serde(default)]
    pub subject_de: String,
    #[serde(default)]
    pub body_de: String,
    #[serde(default)]
    pub subject_en: String,
    #[serde(default)]
    pub body_en: String,
}

/// A worked example: an application and what the rules should say of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExampleJson {
    pub label: String,
    pub body_type: String,
    /// The official key or its first digits.
    pub key: String,
    #[serde(default)]
    pub has_begun: bool,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub requested_cents: i64,
    pub total_cost_cents: Option<i64>,
    /// `ELIGIBLE`, `NOT_ELIGIBLE`, `UNDETERMINED`
    pub expected: String,
    pub expected_amount_cents: Option<i64>,
}

/// A stored list. Error: `Broken`, naming where it stands.
pub(crate) fn parse<T: DeserializeOwned>(place: &str, text: &str) -> Result<Vec<T>, Problem> {
    serde_json::from_str(text).map_err(|error| Problem::broken(format!("{place}: {error}")))
}

/// A list to be stored.
pub(crate) fn stored<T: Serialize>(items: &[T]) -> String {
    serde_json::to_string(items).unwrap_or_else(|_| "[]".to_owned()) // plain fields only: nothing here can fail
}

fn limit(checks: &mut Checks, field: &str, text: &str, max: usize) {
    let count = names::char_count(text);
    checks.ensure(count <= max, field, || {
        Text::new("field-too-long").with("max", max).with("count", count)
    });
}

impl DocumentItemJson {
    pub(crate) fn item(&self, checks: &mut Checks) -> Option<DocumentItem> {
        limit(checks, "documents", &self.label_de, MAX_TITLE);
        limit(checks, "documents", &self.label_en, MAX_TITLE);
        limit(checks, "documents", &self.code, 8);
        let kinds = self
            .kinds
            .iter()
            .map(|kind| chosen(checks, "documents", FileKind::from_code(kind)))
            .collect::<Option<Vec<_>>>()?;
        Some(DocumentItem {
            code: names::clean(&self.code),
            label_de: names::clean(&self.label_de),
            label_en: names::clean(&self.label_en),
            is_required: self.required,
            kinds,
        })
    }
}

impl From<&DocumentItem> for DocumentItemJson {
    fn from(item: &DocumentItem) -> Self {
        Self {
            code: item.code.clone(),
            label_de: item.label_de.clone(),
            label_en: item.label_en.clone(),
            required: item.is_required,
            kinds: item.kinds.iter().map(|kind| kind.code().to_owned()).collect(),
        }
    }
}

impl MailTextJson {
    pub(crate) fn text(&self, checks: &mut Checks) -> MailText {
        for (part, text, max) in [
            ("subject_de", &self.subject_de, MAX_TITLE),
            ("body_de", &self.body_de, MAX_TEXT),
            ("subject_en", &self.subject_en, MAX_TITLE),
            ("body_en", &self.body_en, MAX_TEXT),
        ] {
            limit(checks, &format!("mail_texts.{}.{part}", self.code), text, max);
        }
        MailText {
            code: names::clean(&self.code),
            subject_de: names::clean(&self.subject_de),
            body_de: names::clean_multiline(&self.body_de),
            subject_en: names::clean(&self.subject_en),
            body_en: names::clean_multiline(&self.body_en),
        }
    }
}

impl From<&MailText> for MailTextJson {
    fn from(text: &MailText) -> Self {
        Self {
            code: text.code.clone(),
            subject_de: text.subject_de.clone(),
            body_de: text.body_de.clone(),
            subject_en: text.subject_en.clone(),
            body_en: text.body_en.clone(),
        }
    }
}

impl ExampleJson {
    pub(crate) fn example(&self, checks: &mut Checks) -> Option<Example> {
        limit(checks, "examples", &self.label, MAX_TITLE);
        limit(checks, "examples", &self.key, 12);
        let body_type = chosen(checks, "examples", BodyType::from_code(&self.body_type))?;
        let expected = chosen(checks, "examples", Outcome::from_code(&self.expected))?;
        Some(Example {
            label: names::clean(&self.label),
            body_type,
            key: names::clean(&self.key),
            has_begun: self.has_begun,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            requested: Cents(self.requested_cents),
            total_cost: self.total_cost_cents.map(Cents),
            expected,
            expected_amount: self.expected_amount_cents.map(Cents),
        })
    }
}

impl From<&Example> for ExampleJson {
    fn from(example: &Example) -> Self {
        Self {
            label: example.label.clone(),
            body_type: example.body_type.code().to_owned(),
            key: example.key.clone(),
            has_begun: example.has_begun,
            starts_on: example.starts_on,
            ends_on: example.ends_on,
            requested_cents: example.requested.0,
            total_cost_cents: example.total_cost.map(|cents| cents.0),
            expected: example.expected.code().to_owned(),
            expected_amount_cents: example.expected_amount.map(|cents| cents.0),
        }
    }
}
