//! The JSON API of this crate.

use axum::extract::{Path, Query};
use base::Problem;
use base_db::PageRequest;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::{Engagement, EngagementId, EngagementState, FacilitatorId};
use crate::queries;
use crate::usecases;

#[derive(Deserialize)]
pub struct PageQuery {
    #[serde(default)]
    page: u64,
}

#[derive(Serialize, ToSchema)]
pub struct EngagementJson {
    id: Uuid,
    application_id: Uuid,
    number: String,
    municipality: String,
    state: EngagementState,
    contingent_minutes: i64,
    approved_minutes: i64,
    day_rate_cents: i64,
    value_cents: i64,
    from_on: Option<NaiveDate>,
    until_on: Option<NaiveDate>,
}

impl From<Engagement> for EngagementJson {
    fn from(row: Engagement) -> Self {
        Self {
            value_cents: row.value().0,
            id: row.id.0,
            application_id: row.application_id.0,
            number: row.number,
            municipality: row.body_name,
            state: row.state,
            contingent_minutes: row.contingent_minutes.0,
            approved_minutes: row.approved_minutes.0,
            day_rate_cents: row.day_rate_cents.0,
            from_on: row.from_on,
            until_on: row.until_on,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct EngagementListJson {
    items: Vec<EngagementJson>,
    total: u64,
    page: u64,
}

fn id(text: &str) -> Result<EngagementId, Problem> {
    text.parse().map_err(|_| Problem::not_found("engagement"))
}

pub async fn list(visit: Visit, Query(query): Query<PageQuery>) -> Reply {
    let page = queries::engagements(
        visit.app.db.reader(),
        &visit.ctx,
        &[],
        PageRequest::number(query.page),
    )
    .await?;
    let page = page.map(EngagementJson::from);
    api::ok(EngagementListJson {
        items: page.items,
        total: page.total,
        page: page.page,
    })
}

pub async fn show(visit: Visit, Path(engagement): Path<String>) -> Reply {
    let engagement = queries::engagement(visit.app.db.reader(), &visit.ctx, id(&engagement)?).await?;
    api::ok(EngagementJson::from(engagement))
}

#[derive(Deserialize, ToSchema)]
pub struct ProposeJson {
    /// One to three facilitators of the pool.
    team: Vec<Uuid>,
}

pub async fn propose(visit: Visit, Path(grant): Path<String>, ApiJson(body): ApiJson<ProposeJson>) -> Reply {
    let grant = grant.parse().map_err(|_| Problem::not_found("grant"))?;
    let team = body.team.into_iter().map(FacilitatorId).collect();
    let id = usecases::propose(&visit.app.db, &visit.ctx, usecases::Propose { grant, team }).await?;
    api::created(EngagementJson::from(
        queries::engagement(visit.app.db.reader(), &visit.ctx, id).await?,
    ))
}

pub async fn assign(visit: Visit, Path(engagement): Path<String>) -> Reply {
    usecases::assign(
        &visit.app.db,
        &visit.ctx,
        usecases::Assign {
            engagement: id(&engagement)?,
        },
    )
    .await?;
    api::done()
}
