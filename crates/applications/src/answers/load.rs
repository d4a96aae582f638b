//! Answers from their two places: columns of the application, and the table of all others.

use std::collections::BTreeMap;

use base::{PersonId, Problem};
use calls::form::{Answers, Facts, FormDefinition, FormVersion, is_empty};
use calls::{Call, FundingMode};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::Value;

use super::columns;
use crate::model::Application;
use crate::rules::reopen;
use crate::store::answer;

/// An answer as stored, with what a second writer needs to know.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    pub value: Value,
    /// 0 where nobody answered yet.
    pub version: i64,
    pub changed_by: Option<PersonId>,
    pub changed_at: Option<DateTime<Utc>>,
}

impl Stored {
    pub(crate) fn nothing() -> Self {
        Self {
            value: Value::Null,
            version: 0,
            changed_by: None,
            changed_at: None,
        }
    }
}

/// The form version that the application's call asks. Error: `Refused` if it is missing or damaged.
pub async fn form_of(db: &impl ConnectionTrait, application: &Application) -> Result<FormVersion, Problem> {
    let call = calls::call(db, application.call_id).await?;
    calls::form::load(db, call.form_version).await
}

/// The form, where one of these reopened fields is known by it alone.
pub(crate) async fn form_for<'a>(
    db: &impl ConnectionTrait,
    application: &Application,
    mut fields: impl Iterator<Item = &'a str>,
) -> Result<Option<FormDefinition>, Problem> {
    if fields.all(|field| reopen::kind(field).is_some()) {
        return Ok(None);
    }
    Ok(Some(form_of(db, application).await?.definition))
}

/// What conditions may ask about the call.
pub(crate) fn facts_of(call: &Call) -> Facts {
    Facts {
        cash: call.funding_mode == FundingMode::CashGrant,
    }
}

/// Every answer with its version, columns included.
pub(crate) async fn stored_of(
    db: &impl ConnectionTrait,
    application: &Application,
) -> Result<BTreeMap<String, Stored>, Problem> {
    let rows = answer::Entity::find()
        .filter(answer::Column::ApplicationId.eq(application.id))
        .all(db)
        .await?;
    let mut found: BTreeMap<String, Stored> = BTreeMap::new();
    for row in rows {
        let value = match &row.value {
            Some(json) => serde_json::from_str(json).map_err(Problem::broken)?,
            None => Value::Null,
        };
        let stored = Stored {
            value,
            version: row.version,
            changed_by: row.changed_by,
            changed_at: Some(row.changed_at),
        };
        found.insert(row.field_code, stored);
    }
    for code in columns::codes() {
        let value = columns::get(application, code).unwrap_or(Value::Null);
        found.entry(code.to_owned()).or_insert_with(Stored::nothing).value = value;
    }
    Ok(found)
}

/// Only the values, only those that say something.
pub(crate) fn answers_in(stored: &BTreeMap<String, Stored>) -> Answers {
    stored
        .iter()
        .filter(|(_, stored)| !is_empty(&stored.value))
        .map(|(code, stored)| (code.clone(), stored.value.clone()))
        .collect()
}

/// The answers of an application by field code; what was not answered is absent. The caller may read the case.
pub async fn answers_of(db: &impl ConnectionTrait, application: &Application) -> Result<Answers, Problem> {
    Ok(answers_in(&stored_of(db, application).await?))
}
