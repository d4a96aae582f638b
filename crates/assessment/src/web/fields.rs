//! `PUT /api/v1/reviews/{review}/fields/{field}`: one field of a score sheet, for the page's autosave and other programs.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use base::Problem;
use base_web::{ApiJson, FormData, Reply, Visit, api};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::review_id;
use crate::usecases::{self, FieldSaved, FieldValue};

/// The inputs of a page as they were typed, by name, over the version that was seen of the field.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveFieldJson {
    pub typed: BTreeMap<String, Vec<String>>,
    /// 0 where nobody wrote it yet.
    pub version: i64,
}

/// A saved field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldSavedJson {
    pub field: String,
    pub version: i64,
    pub saved_at: DateTime<Utc>,
    /// The server's time of day, as the page says it: `14:02`.
    pub time: String,
}

/// Another window changed the field meanwhile: its value, and the version with which yours may replace it.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldConflictJson {
    /// `answer-changed`
    pub code: &'static str,
    pub status: u16,
    pub title: String,
    pub detail: String,
    pub field: String,
    pub version: i64,
    pub theirs_text: String,
    /// The inputs of a page that show the value.
    pub theirs_typed: BTreeMap<String, Vec<String>>,
}

pub(super) async fn save(
    visit: Visit,
    Path((id, field)): Path<(String, String)>,
    ApiJson(sent): ApiJson<SaveFieldJson>,
) -> Reply {
    let value = read(&field, &sent.typed)?;
    let (db, ctx) = (&visit.app.db, &visit.ctx);
    match usecases::save_field(db, ctx, review_id(&id)?, value, sent.version).await? {
        FieldSaved::Saved(version) => {
            let local = base::calendar::local_datetime(ctx.now);
            api::ok(FieldSavedJson {
                field,
                version,
                saved_at: ctx.now,
                time: local.format("%H:%M").to_string(),
            })
        }
        FieldSaved::Conflict { version, theirs } => {
            let body = FieldConflictJson {
                code: "answer-changed",
                status: 409,
                title: visit.t("reviews-field-changed"),
                detail: visit.t("reviews-field-changed-text"),
                theirs_typed: BTreeMap::from([(field.clone(), vec![theirs.clone()])]),
                theirs_text: theirs,
                field,
                version,
            };
            Ok((StatusCode::CONFLICT, Json(body)).into_response())
        }
    }
}

/// Error: not found for a field that no sheet has, invalid for a value it cannot take.
fn read(field: &str, typed: &BTreeMap<String, Vec<String>>) -> Result<FieldValue, Problem> {
    let pairs = typed
        .iter()
        .flat_map(|(name, values)| values.iter().map(|value| (name.clone(), value.clone())));
    let form = FormData(pairs.collect());
    let mut reader = form.read();
    let value = if let Some(code) = field.strip_prefix("points_") {
        FieldValue::Points(
            code.to_owned(),
            reader.optional_integer(field, crate::rules::POINTS),
        )
    } else if let Some(code) = field.strip_prefix("reason_") {
        FieldValue::Reason(code.to_owned(), reader.long_text(field, 2_000))
    } else if field == "comment" {
        FieldValue::Comment(reader.long_text(field, 4_000))
    } else if field == "recommendation" {
        FieldValue::Recommendation(reader.text(field, 200))
    } else {
        return Err(Problem::not_found("field"));
    };
    reader.finish().map(|()| value)
}
