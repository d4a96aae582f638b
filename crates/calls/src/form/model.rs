//! What a form version says.

use base::Lang;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Condition;

/// Cents that one amount may be at most: one hundred billion euros. More is a slip of the pen.
pub const MAX_MONEY: i64 = 10_000_000_000_000;

/// A text in both languages. Where the English one is empty, the German one stands for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub de: String,
    #[serde(default)]
    pub en: String,
}

impl Words {
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.de,
        }
    }
}

/// A whole form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FormDefinition {
    pub title: Words,
    pub sections: Vec<Section>,
}

/// A part of the form, filled in on one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Lower-case letters; part of addresses.
    pub code: String,
    pub label: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Words>,
    /// A page with more than fields belongs to it: `partners` (part B) or `plan` (part E).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    pub fields: Vec<Field>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// As in the handbook: `C3`; parts of a question have a letter: `C11a`.
    pub code: String,
    pub label: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Words>,
    pub kind: Kind,
    /// Needed to submit, where the condition holds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Asked only where this holds or cannot be told yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Switched off for this version; the field keeps its place so that it can be switched on again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off: bool,
}

/// The type of an answer with its limits. Lengths count characters (Unicode scalar values after NFC and trimming).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    /// One line.
    Text {
        max: usize,
        #[serde(default, skip_serializing_if = "is_zero")]
        min: usize,
    },
    /// Several lines.
    LongText {
        max: usize,
        #[serde(default, skip_serializing_if = "is_zero")]
        min: usize,
    },
    /// Cents, 0 to [`MAX_MONEY`].
    Money,
    Int {
        min: i64,
        max: i64,
    },
    /// Basis points: 5 % is 500.
    Percent {
        min: i64,
        max: i64,
    },
    /// A number with one decimal, in tenths: 2,5 days are 25.
    Tenths {
        min: i64,
        max: i64,
    },
    Date,
    /// One of several.
    Choice {
        choices: Vec<Choice>,
    },
    /// Any of several.
    Choices {
        choices: Vec<Choice>,
        #[serde(default, skip_serializing_if = "is_zero")]
        min: usize,
    },
    /// Yes or no.
    Bool,
    /// A declaration: only yes allows to submit.
    MustBeTrue,
    Email,
    Tel,
    /// `https` only.
    Url,
    /// Five digits.
    Postcode,
    /// The number of a bank account, stored without blanks.
    Iban,
    /// Bodies of the register.
    Bodies {
        min: usize,
        max: usize,
    },
    /// Rows of the same columns.
    List {
        columns: Vec<Column>,
        min: usize,
        max: usize,
    },
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// One of the offered answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub code: String,
    pub label: Words,
}

/// A column of a list; never a list itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// `a`, `b` …
    pub code: String,
    pub label: Words,
    #[schema(no_recursion)]
    pub kind: Kind,
}

impl FormDefinition {
    /// All fields in the order of the form, those that are switched off left out.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(Section::active)
    }

    /// The field with this code, if the form asks it.
    #[must_use]
    pub fn field(&self, code: &str) -> Option<&Field> {
        self.fields().find(|field| field.code == code)
    }

    #[must_use]
    pub fn section(&self, code: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.code == code)
    }

    /// The section that asks this field.
    #[must_use]
    pub fn section_of(&self, field: &str) -> Option<&Section> {
        self.sections
            .iter()
            .find(|section| section.active().any(|one| one.code == field))
    }
}

impl Section {
    /// The fields that are asked.
    pub fn active(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !field.off)
    }
}

impl Kind {
    /// The most characters of a text; `None` for everything else.
    #[must_use]
    pub fn max_chars(&self) -> Option<usize> {
        match self {
            Kind::Text { max, .. } | Kind::LongText { max, .. } => Some(*max),
            Kind::Email => Some(254),
            Kind::Tel => Some(30),
            Kind::Url => Some(300),
            _ => None,
        }
    }

    /// The choices of a question that has some.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match self {
            Kind::Choice { choices } | Kind::Choices { choices, .. } => choices,
            _ => &[],
        }
    }
}
