//! The JSON API of this crate.

use axum::extract::{Path, Query};
use base::{Cents, Minutes, Problem, Rate, names};
use base_db::PageRequest;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::{Answer, Engagement, EngagementId, EngagementState, Facilitator, FacilitatorId, Member};
use crate::usecases::{self, NewFacilitator, Prepare, Start};
use crate::{queries, rules};

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

/// A facilitator in a team, and what they said to the proposal.
#[derive(Serialize, ToSchema)]
pub struct TeamMemberJson {
    facilitator_id: Uuid,
    answer: Answer,
}

impl From<Member> for TeamMemberJson {
    fn from(row: Member) -> Self {
        Self {
            facilitator_id: row.facilitator_id.0,
            answer: row.answer,
        }
    }
}

/// An engagement with its team and contract.
#[derive(Serialize, ToSchema)]
pub struct EngagementDetailJson {
    #[serde(flatten)]
    engagement: EngagementJson,
    grant_id: Uuid,
    contract_no: Option<String>,
    vat_basis_points: i64,
    value_cap_cents: i64,
    first_talk_on: Option<NaiveDate>,
    reason: Option<String>,
    team: Vec<TeamMemberJson>,
    version: i64,
}

async fn detail(visit: &Visit, id: EngagementId) -> Result<EngagementDetailJson, Problem> {
    let conn = visit.app.db.reader();
    let row = queries::engagement(conn, &visit.ctx, id).await?;
    let team = queries::members(conn, &[id]).await?;
    Ok(EngagementDetailJson {
        grant_id: row.grant_id.0,
        contract_no: row.contract_no.clone(),
        vat_basis_points: row.vat_rate.0,
        value_cap_cents: row.value_cap_cents.0,
        first_talk_on: row.first_talk_on,
        reason: row.reason.clone(),
        team: team.into_iter().map(TeamMemberJson::from).collect(),
        version: row.version,
        engagement: EngagementJson::from(row),
    })
}

pub async fn show(visit: Visit, Path(engagement): Path<String>) -> Reply {
    api::ok(detail(&visit, id(&engagement)?).await?)
}

#[derive(Deserialize, ToSchema)]
pub struct EngagementReasonJson {
    reason: String,
}

pub async fn accept(visit: Visit, Path(engagement): Path<String>) -> Reply {
    let id = id(&engagement)?;
    usecases::answer(&visit.app.db, &visit.ctx, id, true, "").await?;
    api::ok(detail(&visit, id).await?)
}

pub async fn decline(
    visit: Visit,
    Path(engagement): Path<String>,
    ApiJson(body): ApiJson<EngagementReasonJson>,
) -> Reply {
    let id = id(&engagement)?;
    usecases::answer(&visit.app.db, &visit.ctx, id, false, &body.reason).await?;
    api::ok(detail(&visit, id).await?)
}

/// What the contract says; the day rate is net.
#[derive(Deserialize, ToSchema)]
pub struct PrepareEngagementJson {
    contract_no: String,
    contingent_minutes: i64,
    day_rate_cents: i64,
    /// Whether VAT is added.
    #[serde(default)]
    with_vat: bool,
    from_on: NaiveDate,
    until_on: NaiveDate,
}

pub async fn prepare(
    visit: Visit,
    Path(engagement): Path<String>,
    ApiJson(body): ApiJson<PrepareEngagementJson>,
) -> Reply {
    let id = id(&engagement)?;
    let command = Prepare {
        engagement: id,
        contract_no: names::clean(&body.contract_no),
        contingent: Minutes(body.contingent_minutes),
        day_rate: Cents(body.day_rate_cents),
        vat: if body.with_vat { rules::VAT } else { Rate(0) },
        from_on: body.from_on,
        until_on: body.until_on,
    };
    usecases::prepare(&visit.app.db, &visit.ctx, command).await?;
    api::ok(detail(&visit, id).await?)
}

/// The day of the first talk.
#[derive(Deserialize, ToSchema)]
pub struct StartEngagementJson {
    first_talk_on: NaiveDate,
}

pub async fn start(
    visit: Visit,
    Path(engagement): Path<String>,
    ApiJson(body): ApiJson<StartEngagementJson>,
) -> Reply {
    let id = id(&engagement)?;
    let command = Start {
        engagement: id,
        first_talk_on: body.first_talk_on,
    };
    usecases::start(&visit.app.db, &visit.ctx, command).await?;
    api::ok(detail(&visit, id).await?)
}

pub async fn suspend(
    visit: Visit,
    Path(engagement): Path<String>,
    ApiJson(body): ApiJson<EngagementReasonJson>,
) -> Reply {
    let id = id(&engagement)?;
    usecases::suspend(&visit.app.db, &visit.ctx, id, &body.reason).await?;
    api::ok(detail(&visit, id).await?)
}

pub async fn resume(visit: Visit, Path(engagement): Path<String>) -> Reply {
    let id = id(&engagement)?;
    usecases::resume(&visit.app.db, &visit.ctx, id).await?;
    api::ok(detail(&visit, id).await?)
}

pub async fn complete(visit: Visit, Path(engagement): Path<String>) -> Reply {
    let id = id(&engagement)?;
    usecases::complete(&visit.app.db, &visit.ctx, id).await?;
    api::ok(detail(&visit, id).await?)
}

pub async fn terminate(
    visit: Visit,
    Path(engagement): Path<String>,
    ApiJson(body): ApiJson<EngagementReasonJson>,
) -> Reply {
    let id = id(&engagement)?;
    usecases::terminate(&visit.app.db, &visit.ctx, id, &body.reason).await?;
    api::ok(detail(&visit, id).await?)
}

/// A member of the pool; the day rate is net.
#[derive(Serialize, ToSchema)]
pub struct FacilitatorJson {
    id: Uuid,
    programme_id: Uuid,
    name: String,
    firm: String,
    email: String,
    phone: String,
    regions: String,
    focus: String,
    languages: String,
    day_rate_cents: i64,
    vat_liable: bool,
    available_from: Option<NaiveDate>,
    max_days_month: Option<i64>,
    /// Whether the person can sign in.
    has_account: bool,
    active: bool,
}

impl From<Facilitator> for FacilitatorJson {
    fn from(row: Facilitator) -> Self {
        Self {
            id: row.id.0,
            programme_id: row.programme_id,
            name: row.name,
            firm: row.firm,
            email: row.email,
            phone: row.phone,
            regions: row.regions,
            focus: row.focus,
            languages: row.languages,
            day_rate_cents: row.day_rate_cents.0,
            vat_liable: row.vat_liable,
            available_from: row.available_from,
            max_days_month: row.max_days_month,
            has_account: row.person_id.is_some(),
            active: row.active,
        }
    }
}

/// The pool, by name.
#[derive(Serialize, ToSchema)]
pub struct FacilitatorListJson {
    items: Vec<FacilitatorJson>,
    total: u64,
}

pub async fn pool(visit: Visit) -> Reply {
    let all = queries::facilitators(visit.app.db.reader(), &visit.ctx).await?;
    let items: Vec<FacilitatorJson> = all.into_iter().map(FacilitatorJson::from).collect();
    api::ok(FacilitatorListJson {
        total: items.len() as u64,
        items,
    })
}

pub async fn facilitator(visit: Visit, Path(facilitator): Path<String>) -> Reply {
    let id = facilitator
        .parse()
        .map_err(|_| Problem::not_found("facilitator"))?;
    let found = queries::facilitator(visit.app.db.reader(), &visit.ctx, id).await?;
    api::ok(FacilitatorJson::from(found))
}

#[derive(Deserialize, ToSchema)]
pub struct NewFacilitatorJson {
    programme_id: Uuid,
    name: String,
    #[serde(default)]
    firm: String,
    email: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    regions: String,
    #[serde(default)]
    focus: String,
    #[serde(default)]
    languages: String,
    day_rate_cents: i64,
    #[serde(default)]
    vat_liable: bool,
    available_from: Option<NaiveDate>,
    #[schema(minimum = 0, maximum = 31)]
    max_days_month: Option<i64>,
}

pub async fn add_facilitator(visit: Visit, ApiJson(body): ApiJson<NewFacilitatorJson>) -> Reply {
    let command = NewFacilitator {
        programme: body.programme_id,
        name: names::clean(&body.name),
        firm: names::clean(&body.firm),
        email: names::clean(&body.email),
        phone: names::clean(&body.phone),
        regions: names::clean(&body.regions),
        focus: names::clean(&body.focus),
        languages: names::clean(&body.languages),
        day_rate: Cents(body.day_rate_cents),
        vat_liable: body.vat_liable,
        available_from: body.available_from,
        max_days_month: body.max_days_month,
    };
    let id = usecases::add_facilitator(&visit.app.db, &visit.ctx, command).await?;
    let added = queries::facilitator(visit.app.db.reader(), &visit.ctx, id).await?;
    api::created(FacilitatorJson::from(added))
}

#[derive(Deserialize, ToSchema)]
pub struct ProposeTeamJson {
    /// One to three facilitators of the pool.
    team: Vec<Uuid>,
}

pub async fn propose(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<ProposeTeamJson>,
) -> Reply {
    let grant = grant.parse().map_err(|_| Problem::not_found("grant"))?;
    let team = body.team.into_iter().map(FacilitatorId).collect();
    let id = usecases::propose(&visit.app.db, &visit.ctx, usecases::Propose { grant, team }).await?;
    api::created(detail(&visit, id).await?)
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
