//! The JSON twins of the pages, on the same use cases.

use std::collections::BTreeMap;

use applications::ApplicationId;
use axum::extract::{Path, Query};
use base::{PersonId, Problem};
use base_db::PageRequest;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::review_id;
use crate::model::{Interest, Review, ReviewState, ReviewTask, Ruling, Score, TieBreak};
use crate::queries;
use crate::usecases::{self, Assign, Declare, Rule, SaveScores};

/// One of the person's own reviews.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewTaskJson {
    pub id: Uuid,
    pub call_id: Uuid,
    pub application_id: Uuid,
    pub number: String,
    pub applicant: String,
    /// Empty before the declaration.
    pub title: String,
    pub state: ReviewState,
    pub due_on: Option<NaiveDate>,
    pub declared: Option<Interest>,
    /// The own total in hundredths of a point.
    pub total_hundredths: Option<i64>,
}

impl From<ReviewTask> for ReviewTaskJson {
    fn from(task: ReviewTask) -> Self {
        Self {
            id: task.review.0,
            call_id: task.call_id.0,
            application_id: task.application_id.0,
            number: task.number,
            applicant: task.lead_name,
            title: task.title,
            state: task.state,
            due_on: task.due_on,
            declared: task.declared,
            total_hundredths: task.total_hundredths,
        }
    }
}

/// All of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewListJson {
    pub items: Vec<ReviewTaskJson>,
    pub total: u64,
}

/// Points 0 to 5 of one criterion; a reason is needed for 0, 1 and 5.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ScoreJson {
    #[schema(minimum = 0, maximum = 5)]
    pub points: Option<i64>,
    #[serde(default)]
    pub reason: String,
}

/// A review with its application.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewJson {
    pub id: Uuid,
    pub application_id: Uuid,
    pub number: String,
    pub applicant: String,
    pub title: String,
    pub summary: String,
    pub requested_cents: i64,
    pub total_cost_cents: i64,
    pub state: ReviewState,
    /// By criterion code.
    pub scores: BTreeMap<String, ScoreJson>,
    /// Weights in per cent by criterion code.
    pub weights: BTreeMap<String, i64>,
    pub comment: String,
    pub recommendation: String,
    pub total_hundredths: Option<i64>,
    pub version: i64,
}

/// A declaration; `reason` for CONCERN and EXCLUDED.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DeclarationJson {
    pub interest: Interest,
    #[serde(default)]
    pub reason: String,
}

/// The state that follows.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewStateJson {
    pub state: ReviewState,
}

/// Scores by criterion code, over the version that was seen.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ScoresJson {
    pub version: i64,
    pub scores: BTreeMap<String, ScoreJson>,
    #[serde(default)]
    pub comment: String,
    #[serde(default)]
    pub recommendation: String,
}

impl From<ScoresJson> for SaveScores {
    fn from(json: ScoresJson) -> Self {
        let score = |score: ScoreJson| Score {
            points: score.points,
            reason: score.reason,
        };
        Self {
            scores: json
                .scores
                .into_iter()
                .map(|(code, one)| (code, score(one)))
                .collect(),
            comment: json.comment,
            recommendation: json.recommendation,
            version: json.version,
        }
    }
}

/// The version after saving.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedJson {
    pub version: i64,
}

/// Every application to every assessor.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AssignJson {
    pub applications: Vec<Uuid>,
    pub assessors: Vec<Uuid>,
    pub due_on: Option<NaiveDate>,
}

/// Pairs made, present already, and left out because of an exclusion.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignedJson {
    pub assigned: u64,
    pub present: u64,
    pub excluded: u64,
}

/// One place. The score is exactly `numerator / denominator` points of 100.
#[derive(Debug, Serialize, ToSchema)]
pub struct RankedEntryJson {
    pub rank: i64,
    pub tied: bool,
    /// The place among those with the same figures, once it was decided or drawn.
    pub lot: Option<i64>,
    pub settled_by: Option<TieBreak>,
    pub application_id: Uuid,
    pub number: String,
    pub applicant: String,
    pub title: String,
    pub reviews: i64,
    pub numerator: i64,
    pub denominator: i64,
    pub score_hundredths: i64,
    pub median_hundredths: Option<i64>,
    /// Highest less lowest total.
    pub spread_hundredths: Option<i64>,
    pub below_threshold: bool,
}

/// A frozen ranking, one page of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RankingJson {
    pub version: i64,
    pub reason: String,
    pub sha256: String,
    pub frozen_at: DateTime<Utc>,
    /// Entries in all, as far as the person may see them.
    pub total: u64,
    pub page: u64,
    pub per_page: u64,
    pub entries: Vec<RankedEntryJson>,
}

/// A reason from the second version on.
#[derive(Debug, Deserialize, ToSchema)]
pub struct FreezeJson {
    #[serde(default)]
    pub reason: String,
}

/// The version just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct RankingVersionJson {
    pub version: i64,
    pub sha256: String,
}

pub(super) async fn list(visit: Visit) -> Reply {
    let tasks = queries::reviews_of_person(visit.app.db.reader(), &visit.ctx).await?;
    let items: Vec<ReviewTaskJson> = tasks.into_iter().map(ReviewTaskJson::from).collect();
    api::ok(ReviewListJson {
        total: items.len() as u64,
        items,
    })
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    let sheet = usecases::open_review(&visit.app.db, &visit.ctx, review_id(&id)?).await?;
    let (scores, weights) = (sheet.review.scores()?, sheet.review.weights()?);
    let total_hundredths = sheet.review.total_hundredths();
    let Review {
        id,
        state,
        comment,
        recommendation,
        version,
        ..
    } = sheet.review;
    let case = sheet.application;
    let json = |score: Score| ScoreJson {
        points: score.points,
        reason: score.reason,
    };
    api::ok(ReviewJson {
        id: id.0,
        application_id: case.id.0,
        number: case.label().to_owned(),
        applicant: case.lead_name,
        title: case.title,
        summary: case.summary,
        requested_cents: case.requested.0,
        total_cost_cents: case.total_cost.0,
        state,
        scores: scores
            .into_iter()
            .map(|(code, score)| (code, json(score)))
            .collect(),
        weights,
        comment,
        recommendation,
        total_hundredths,
        version,
    })
}

pub(super) async fn declare(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<DeclarationJson>,
) -> Reply {
    let command = Declare {
        review: review_id(&id)?,
        interest: body.interest,
        reason: body.reason,
    };
    let state = usecases::declare(&visit.app.db, &visit.ctx, command).await?;
    api::ok(ReviewStateJson { state })
}

pub(super) async fn save(visit: Visit, Path(id): Path<String>, ApiJson(body): ApiJson<ScoresJson>) -> Reply {
    let version = usecases::save_scores(&visit.app.db, &visit.ctx, review_id(&id)?, body.into()).await?;
    api::ok(SavedJson { version })
}

pub(super) async fn submit(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<ScoresJson>,
) -> Reply {
    usecases::submit(&visit.app.db, &visit.ctx, review_id(&id)?, body.into()).await?;
    api::done()
}

pub(super) async fn assign(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<AssignJson>,
) -> Reply {
    let call = super::call(&visit, &call).await?;
    let command = Assign {
        call: call.id,
        applications: body.applications.into_iter().map(ApplicationId).collect(),
        assessors: body.assessors.into_iter().map(PersonId).collect(),
        due_on: body.due_on,
    };
    let done = usecases::assign(&visit.app.db, &visit.ctx, command).await?;
    api::ok(AssignedJson {
        assigned: done.new as u64,
        present: done.present as u64,
        excluded: done.excluded as u64,
    })
}

pub(super) async fn ranking(
    visit: Visit,
    Path(call): Path<String>,
    Query(request): Query<PageRequest>,
) -> Reply {
    let call = super::call(&visit, &call).await?;
    let page = queries::ranking_page(visit.app.db.reader(), &visit.ctx, &call, request)
        .await?
        .ok_or(Problem::not_found("ranking"))?;
    let head = page.head().ok_or(Problem::not_found("ranking"))?;
    let lies = queries::distributions(visit.app.db.reader(), &page.entries.items).await?;
    api::ok(RankingJson {
        version: head.version,
        reason: head.reason.clone(),
        sha256: head.hash.clone(),
        frozen_at: head.frozen_at,
        total: page.entries.total,
        page: page.entries.page,
        per_page: page.entries.per_page,
        entries: page
            .entries
            .items
            .iter()
            .map(|(entry, case)| (entry, case, lies.get(&case.id)))
            .map(|(entry, case, lies)| RankedEntryJson {
                rank: entry.rank,
                tied: entry.tied,
                lot: entry.lot,
                settled_by: entry.settled,
                application_id: case.id.0,
                number: case.label().to_owned(),
                applicant: case.lead_name.clone(),
                title: case.title.clone(),
                reviews: entry.reviews,
                numerator: entry.numerator,
                denominator: entry.denominator,
                score_hundredths: entry.score_hundredths,
                median_hundredths: lies.map(|one| one.median),
                spread_hundredths: lies.map(|one| one.spread()),
                below_threshold: entry.below_threshold,
            })
            .collect(),
    })
}

pub(super) async fn freeze(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<FreezeJson>,
) -> Reply {
    let call = super::call(&visit, &call).await?;
    let frozen = usecases::freeze_ranking(&visit.app.db, &visit.ctx, call.id, &body.reason).await?;
    api::created(RankingVersionJson {
        version: frozen.version,
        sha256: frozen.hash,
    })
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ReviewReasonJson {
    pub reason: String,
}

/// A ruling on a concern of bias, with its reason.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RulingJson {
    pub ruling: Ruling,
    pub reason: String,
}

fn lot() -> TieBreak {
    TieBreak::Lot
}

/// Applications with the same figures in their order: as the steering group decided for the balance of the selection, or
/// as lots were drawn.
#[derive(Debug, Deserialize, ToSchema)]
pub struct LotsJson {
    pub order: Vec<Uuid>,
    #[serde(default = "lot")]
    pub by: TieBreak,
    pub reason: String,
}

pub(super) async fn decline(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<ReviewReasonJson>,
) -> Reply {
    usecases::decline(&visit.app.db, &visit.ctx, review_id(&id)?, &body.reason).await?;
    api::done()
}

pub(super) async fn reopen(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<ReviewReasonJson>,
) -> Reply {
    usecases::reopen(&visit.app.db, &visit.ctx, review_id(&id)?, &body.reason).await?;
    api::done()
}

pub(super) async fn withdraw(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<ReviewReasonJson>,
) -> Reply {
    usecases::withdraw_assignment(&visit.app.db, &visit.ctx, review_id(&id)?, &body.reason).await?;
    api::done()
}

pub(super) async fn void(
    visit: Visit,
    Path(id): Path<String>,
    ApiJson(body): ApiJson<ReviewReasonJson>,
) -> Reply {
    usecases::void_review(&visit.app.db, &visit.ctx, review_id(&id)?, &body.reason).await?;
    api::done()
}

pub(super) async fn rule(visit: Visit, Path(id): Path<String>, ApiJson(body): ApiJson<RulingJson>) -> Reply {
    let command = Rule {
        review: review_id(&id)?,
        ruling: body.ruling,
        reason: body.reason,
    };
    usecases::rule_on_concern(&visit.app.db, &visit.ctx, command).await?;
    api::done()
}

pub(super) async fn clear_alarm(
    visit: Visit,
    Path(application): Path<String>,
    ApiJson(body): ApiJson<ReviewReasonJson>,
) -> Reply {
    let id = application
        .parse()
        .map_err(|_| Problem::not_found("application"))?;
    usecases::clear_alarm(&visit.app.db, &visit.ctx, id, &body.reason).await?;
    api::done()
}

pub(super) async fn settle_ties(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<LotsJson>,
) -> Reply {
    let call = super::call(&visit, &call).await?;
    let order: Vec<ApplicationId> = body.order.into_iter().map(ApplicationId).collect();
    let (db, ctx) = (&visit.app.db, &visit.ctx);
    let frozen = usecases::settle_ties(db, ctx, call.id, (&order, body.by), &body.reason).await?;
    api::created(RankingVersionJson {
        version: frozen.version,
        sha256: frozen.hash,
    })
}
