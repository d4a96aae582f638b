//! A report in JSON: from the API and as an export.

use axum::extract::Path;
use base::Problem;
use base_sheets::write::Kind;
use base_web::{Reply, Visit, api};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::export::json_value;
use crate::model::{Report, ReportTable};
use crate::{ReportCode, access};

/// A report on one call.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ReportJson {
    /// `R2`.
    pub report: String,
    pub title: String,
    pub call_id: Uuid,
    pub call_code: String,
    /// The instant of the figures.
    pub as_of: DateTime<Utc>,
    pub figures: Vec<ReportFigureJson>,
    pub tables: Vec<ReportTableJson>,
    pub notes: Vec<String>,
}

/// A key figure with its definition.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ReportFigureJson {
    pub code: String,
    pub label: String,
    pub definition: String,
    pub value: serde_json::Value,
}

/// A table of a report. Each row has one value per column; money is cents, hours minutes, per cent basis points.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ReportTableJson {
    pub title: String,
    pub columns: Vec<ReportColumnJson>,
    pub rows: Vec<Vec<serde_json::Value>>,
    /// One per column; null where nothing is added up.
    pub totals: Vec<serde_json::Value>,
}

/// A column of a report.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ReportColumnJson {
    pub title: String,
    /// `text`, `money` (cents), `date`, `instant`, `integer`, `percent` (basis points), `hours` (minutes).
    pub kind: String,
    /// Whether there is a total.
    pub sum: bool,
}

impl ReportJson {
    pub(crate) fn of(report: &Report) -> Self {
        let t = |key: String| base::texts::tr(report.lang, &key);
        let figures = report.figures.iter().map(|figure| ReportFigureJson {
            code: figure.code.to_owned(),
            label: t(format!("reports-figure-{}", figure.code)),
            definition: t(format!("reports-def-{}", figure.code)),
            value: json_value(&figure.value),
        });
        Self {
            report: report.code.code().to_owned(),
            title: report.title.clone(),
            call_id: report.call_id.0,
            call_code: report.call_code.clone(),
            as_of: report.as_of,
            figures: figures.collect(),
            tables: report.tables.iter().map(table).collect(),
            notes: report.notes.iter().map(|note| t((*note).to_owned())).collect(),
        }
    }
}

fn table(table: &ReportTable) -> ReportTableJson {
    let columns = table.columns.iter().map(|column| ReportColumnJson {
        title: column.title.clone(),
        kind: kind(column.kind).to_owned(),
        sum: column.sum,
    });
    ReportTableJson {
        title: table.title.clone(),
        columns: columns.collect(),
        rows: table
            .rows
            .iter()
            .map(|row| row.iter().map(json_value).collect())
            .collect(),
        totals: table
            .totals()
            .iter()
            .map(|sum| sum.as_ref().map_or(serde_json::Value::Null, json_value))
            .collect(),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::LongText => "text",
        Kind::Money => "money",
        Kind::Date => "date",
        Kind::DateTime => "instant",
        Kind::Int => "integer",
        Kind::Percent => "percent",
        Kind::Hours => "hours",
    }
}

pub(super) async fn show(visit: Visit, Path((call, code)): Path<(String, String)>) -> Reply {
    let code = ReportCode::from_code(&code).ok_or(Problem::not_found("report"))?;
    let call = access::call(&visit.app.db, &visit.ctx, &call).await?;
    let report = crate::report(&visit.app, &visit.ctx, code, &call).await?;
    api::ok(ReportJson::of(&report))
}
