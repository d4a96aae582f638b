//! Programmes and their parameters in JSON.

use base::{Problem, Text, names};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::RemedyKind;
use crate::model::{Authority, Programme};
use crate::parameters::{DatedValue, Value};

/// The letterhead and the frame of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProgrammeDataJson {
    pub name_de: String,
    #[serde(default)]
    pub name_en: String,
    /// The issuing authority, as it stands on letters.
    pub authority: String,
    #[serde(default)]
    pub department: String,
    #[serde(default)]
    pub street: String,
    #[serde(default)]
    pub postcode: String,
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub web: String,
    /// `ACTION` (Klage), `OBJECTION` (Widerspruch)
    pub remedy_kind: String,
    /// The court, or the office that takes an objection.
    #[serde(default)]
    pub court: String,
    pub valid_until: Option<NaiveDate>,
}

impl ProgrammeDataJson {
    /// The lines of the letterhead, cleaned.
    #[must_use]
    pub fn letterhead(&self) -> Authority {
        Authority {
            authority: names::clean(&self.authority),
            department: names::clean(&self.department),
            street: names::clean(&self.street),
            postcode: names::clean(&self.postcode),
            place: names::clean(&self.place),
            phone: names::clean(&self.phone),
            email: names::clean(&self.email),
            web: names::clean(&self.web),
        }
    }

    /// Error: `Invalid` for an unknown code.
    pub fn remedy(&self) -> Result<RemedyKind, Problem> {
        RemedyKind::from_code(&self.remedy_kind)
            .ok_or_else(|| Problem::field("remedy_kind", Text::new("field-choice")))
    }
}

/// A programme.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProgrammeJson {
    pub id: Uuid,
    pub code: String,
    pub valid_from: NaiveDate,
    #[serde(flatten)]
    pub data: ProgrammeDataJson,
    /// To be sent back with every change.
    pub version: i64,
}

impl From<&Programme> for ProgrammeJson {
    fn from(programme: &Programme) -> Self {
        let lines = programme.authority.clone();
        Self {
            id: programme.id.0,
            code: programme.code.clone(),
            valid_from: programme.valid_from,
            data: ProgrammeDataJson {
                name_de: programme.name_de.clone(),
                name_en: programme.name_en.clone(),
                authority: lines.authority,
                department: lines.department,
                street: lines.street,
                postcode: lines.postcode,
                place: lines.place,
                phone: lines.phone,
                email: lines.email,
                web: lines.web,
                remedy_kind: programme.remedy_kind.code().to_owned(),
                court: programme.court.clone(),
                valid_until: programme.valid_until,
            },
            version: programme.version,
        }
    }
}

/// All programmes the person may see.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgrammeListJson {
    pub items: Vec<ProgrammeJson>,
}

/// A parameter on a day, and where its value comes from.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParameterJson {
    pub name: String,
    /// As stored: cents, basis points, codes. None where there is neither a value nor a default.
    pub value: Option<String>,
    /// None for the default.
    pub valid_from: Option<NaiveDate>,
    pub source: String,
    pub set_at: Option<DateTime<Utc>>,
}

impl From<&Value> for ParameterJson {
    fn from(value: &Value) -> Self {
        let stored = value.stored.as_ref();
        Self {
            name: value.definition.name.to_owned(),
            value: value.value.clone(),
            valid_from: stored.map(|row: &DatedValue| row.valid_from),
            source: stored.map(|row| row.source.clone()).unwrap_or_default(),
            set_at: stored.and_then(|row| row.set_at),
        }
    }
}

/// A programme with its parameters of a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgrammeDetailJson {
    pub programme: ProgrammeJson,
    pub day: NaiveDate,
    pub parameters: Vec<ParameterJson>,
}
