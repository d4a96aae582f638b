//! Practice reports in the JSON API.

use axum::extract::{Path, Query};
use base::{Problem, names};
use base_db::PageRequest;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::json::PageQuery;
use crate::model::{PracticeReport, PracticeReportId, PracticeReportState};
use crate::queries;
use crate::usecases::report::{self, ReportText};

#[derive(Serialize, ToSchema)]
pub struct PracticeJson {
    id: Uuid,
    organisation: String,
    title: String,
    situation: String,
    approach: String,
    result: String,
    experience: String,
    tips: String,
    /// A summary in easy language; may be empty.
    easy: String,
    state: PracticeReportState,
    published_at: Option<DateTime<Utc>>,
}

impl From<PracticeReport> for PracticeJson {
    fn from(report: PracticeReport) -> Self {
        Self {
            id: report.id.0,
            organisation: report.organisation,
            title: report.title,
            situation: report.situation,
            approach: report.approach,
            result: report.result,
            experience: report.experience,
            tips: report.tips,
            easy: report.easy,
            state: report.state,
            published_at: report.published_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct PracticeListJson {
    items: Vec<PracticeJson>,
    total: u64,
    page: u64,
}

pub async fn practice(visit: Visit, Query(query): Query<PageQuery>) -> Reply {
    let page = queries::published(visit.app.db.reader(), PageRequest::number(query.page))
        .await?
        .map(PracticeJson::from);
    api::ok(PracticeListJson {
        items: page.items,
        total: page.total,
        page: page.page,
    })
}

fn practice_id(text: &str) -> Result<PracticeReportId, Problem> {
    text.parse().map_err(|_| Problem::not_found("practice report"))
}

/// A report with what those who work on it need.
#[derive(Serialize, ToSchema)]
pub struct PracticeDetailJson {
    #[serde(flatten)]
    report: PracticeJson,
    application_id: Uuid,
    /// The municipality agrees to publication.
    consent: bool,
    /// What the moderation asks for, or why it was withdrawn.
    comment: Option<String>,
    version: i64,
}

impl From<PracticeReport> for PracticeDetailJson {
    fn from(row: PracticeReport) -> Self {
        Self {
            application_id: row.application_id,
            consent: row.consent,
            comment: row.comment.clone(),
            version: row.version,
            report: PracticeJson::from(row),
        }
    }
}

async fn seen(visit: &Visit, id: PracticeReportId) -> Result<PracticeDetailJson, Problem> {
    let report = queries::report(visit.app.db.reader(), &visit.ctx, id).await?;
    Ok(PracticeDetailJson::from(report))
}

/// What is withdrawn is not shown any more, as on the page; what is published is shown without the work on it.
pub async fn practice_report(visit: Visit, Path(report): Path<String>) -> Reply {
    let report = queries::report(visit.app.db.reader(), &visit.ctx, practice_id(&report)?).await?;
    match report.state {
        PracticeReportState::Withdrawn => Err(Problem::not_found("practice report").into()),
        PracticeReportState::Published => api::ok(PracticeJson::from(report)),
        _ => api::ok(PracticeDetailJson::from(report)),
    }
}

/// What a report says; parts may be empty until it is handed in.
#[derive(Deserialize, ToSchema)]
pub struct ReportTextJson {
    title: String,
    #[serde(default)]
    situation: String,
    #[serde(default)]
    approach: String,
    #[serde(default)]
    result: String,
    #[serde(default)]
    experience: String,
    #[serde(default)]
    tips: String,
    #[serde(default)]
    easy: String,
    #[serde(default)]
    consent: bool,
}

impl From<ReportTextJson> for ReportText {
    fn from(json: ReportTextJson) -> Self {
        Self {
            title: names::clean(&json.title),
            situation: names::clean_multiline(&json.situation),
            approach: names::clean_multiline(&json.approach),
            result: names::clean_multiline(&json.result),
            experience: names::clean_multiline(&json.experience),
            tips: names::clean_multiline(&json.tips),
            easy: names::clean_multiline(&json.easy),
            consent: json.consent,
        }
    }
}

#[derive(Deserialize, ToSchema)]
pub struct WriteReportJson {
    application_id: Uuid,
    #[serde(flatten)]
    text: ReportTextJson,
}

pub async fn write(visit: Visit, ApiJson(body): ApiJson<WriteReportJson>) -> Reply {
    let application = applications::ApplicationId(body.application_id);
    let id = report::write_report(&visit.app.db, &visit.ctx, application, body.text.into()).await?;
    api::created(seen(&visit, id).await?)
}

/// The text over the version that was seen.
#[derive(Deserialize, ToSchema)]
pub struct SaveReportJson {
    version: i64,
    #[serde(flatten)]
    text: ReportTextJson,
}

pub async fn save(visit: Visit, Path(report): Path<String>, ApiJson(body): ApiJson<SaveReportJson>) -> Reply {
    let id = practice_id(&report)?;
    report::save_report(&visit.app.db, &visit.ctx, id, body.version, body.text.into()).await?;
    api::ok(seen(&visit, id).await?)
}

pub async fn submit(visit: Visit, Path(report): Path<String>) -> Reply {
    let id = practice_id(&report)?;
    report::submit_report(&visit.app.db, &visit.ctx, id).await?;
    api::ok(seen(&visit, id).await?)
}

#[derive(Deserialize, ToSchema)]
pub struct RequestChangesJson {
    comment: String,
}

pub async fn request_changes(
    visit: Visit,
    Path(report): Path<String>,
    ApiJson(body): ApiJson<RequestChangesJson>,
) -> Reply {
    let id = practice_id(&report)?;
    report::request_changes(&visit.app.db, &visit.ctx, id, &body.comment).await?;
    api::ok(seen(&visit, id).await?)
}

pub async fn approve(visit: Visit, Path(report): Path<String>) -> Reply {
    let id = practice_id(&report)?;
    report::approve_report(&visit.app.db, &visit.ctx, id).await?;
    api::ok(seen(&visit, id).await?)
}

pub async fn publish_report(visit: Visit, Path(report): Path<String>) -> Reply {
    let id = practice_id(&report)?;
    report::publish_report(&visit.app.db, &visit.ctx, id).await?;
    api::ok(seen(&visit, id).await?)
}

#[derive(Deserialize, ToSchema)]
pub struct WithdrawReportJson {
    reason: String,
}

pub async fn withdraw(
    visit: Visit,
    Path(report): Path<String>,
    ApiJson(body): ApiJson<WithdrawReportJson>,
) -> Reply {
    let id = practice_id(&report)?;
    report::withdraw_report(&visit.app.db, &visit.ctx, id, &body.reason).await?;
    api::done()
}
