//! Pages and their JSON twins.

mod engagement_verbs;
mod engagements;
mod evidence;
mod json;
mod pool;

pub(crate) use evidence::evidence;

use axum::http::Method;
use base::{Ctx, Problem, Role, texts};
use base_web::app::{App, CasePart, CaseRead, Task};
use base_web::view::{Block, Cell, Facts};
use base_web::{ApiDoc, May, Routes};

use crate::access::{POOL_READERS, READERS};
use crate::model::{Answer, EngagementState};
use crate::queries;

const PK: May = May::Roles(&[Role::PK]);
const SB: May = May::Roles(&[Role::SB]);
const PB: May = May::Roles(&[Role::PB]);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/facilitators", May::Roles(POOL_READERS), pool::list)
        .get("/facilitators/new", PK, pool::new)
        .post("/facilitators", PK, pool::add)
        .get(
            "/facilitators/{facilitator}",
            May::Roles(POOL_READERS),
            pool::show,
        )
        .get("/engagements", May::Roles(READERS), engagements::list)
        .get("/engagements/propose/{grant}", PK, engagements::propose_form)
        .post("/engagements/propose/{grant}", PK, engagements::propose)
        .get(
            "/engagements/{engagement}",
            May::Roles(READERS),
            engagements::show,
        )
        .post("/engagements/{engagement}/accept", PB, engagement_verbs::accept)
        .post("/engagements/{engagement}/decline", PB, engagement_verbs::decline)
        .post("/engagements/{engagement}/prepare", PK, engagement_verbs::prepare)
        .post("/engagements/{engagement}/assign", SB, engagement_verbs::assign)
        .post("/engagements/{engagement}/start", PB, engagement_verbs::start)
        .post("/engagements/{engagement}/suspend", PK, engagement_verbs::suspend)
        .post("/engagements/{engagement}/resume", PK, engagement_verbs::resume)
        .post("/engagements/{engagement}/replace", PK, engagement_verbs::replace)
        .post(
            "/engagements/{engagement}/complete",
            PK,
            engagement_verbs::complete,
        )
        .post(
            "/engagements/{engagement}/terminate",
            PK,
            engagement_verbs::terminate,
        )
        .and(api_routes())
}

fn api_routes() -> Routes {
    use json::EngagementDetailJson;
    let verb = |summary| ApiDoc::new(summary).returns::<EngagementDetailJson>();
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/engagements",
            May::Roles(READERS),
            json::list,
            ApiDoc::new("List engagements")
                .query("page", "integer")
                .returns::<json::EngagementListJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/engagements/{engagement}",
            May::Roles(READERS),
            json::show,
            ApiDoc::new("One engagement").returns::<json::EngagementDetailJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/grants/{grant}/propose-facilitators",
            PK,
            json::propose,
            ApiDoc::new("Propose a team")
                .body::<json::ProposeTeamJson>()
                .creates::<json::EngagementDetailJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/engagements/{engagement}/assign",
            SB,
            json::assign,
            ApiDoc::new("Assign the team").returns_nothing(),
        )
        .api(
            Method::POST,
            "/api/v1/engagements/{engagement}/accept",
            PB,
            json::accept,
            verb("Say yes to a proposal"),
        )
        .api(
            Method::POST,
            "/api/v1/engagements/{engagement}/decline",
            PB,
            json::decline,
            verb("Say no to a proposal").body::<json::EngagementReasonJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/engagements/{engagement}/prepare",
            PK,
            json::prepare,
            verb("Prepare the contract").body::<json::PrepareEngagementJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/engagements/{engagement}/start",
            PB,
            json::start,
            verb("Start with the first talk").body::<json::StartEngagementJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/engagements/{engagement}/suspend",
            PK,
            json::suspend,
            verb("Interrupt an engagement").body::<json::EngagementReasonJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/engagements/{engagement}/resume",
            PK,
            json::resume,
            verb("Resume an engagement"),
        )
        .api(
            Method::POST,
            "/api/v1/engagements/{engagement}/complete",
            PK,
            json::complete,
            verb("Complete an engagement"),
        )
        .api(
            Method::POST,
            "/api/v1/engagements/{engagement}/terminate",
            PK,
            json::terminate,
            verb("Break an engagement off").body::<json::EngagementReasonJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/facilitators",
            May::Roles(POOL_READERS),
            json::pool,
            ApiDoc::new("List the pool of facilitators").returns::<json::FacilitatorListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/facilitators",
            PK,
            json::add_facilitator,
            ApiDoc::new("Take somebody into the pool")
                .body::<json::NewFacilitatorJson>()
                .creates::<json::FacilitatorJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/facilitators/{facilitator}",
            May::Roles(POOL_READERS),
            json::facilitator,
            ApiDoc::new("One member of the pool").returns::<json::FacilitatorJson>(),
        )
}

/// What waits: proposals to answer, teams to propose, contracts to prepare and to sign.
pub(crate) async fn tasks(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let conn = app.db.reader();
    let mut tasks = Vec::new();
    let mut add = |count: u64, key: &str, href: &str| {
        if count > 0 {
            let text = texts::tr_with(ctx.lang, key, &[("count", &count.to_string())]);
            tasks.push(Task {
                text,
                href: href.to_owned(),
                count,
                due_at: None,
            });
        }
    };
    if let Some(person) = ctx.person_id().filter(|_| ctx.has_role(Role::PB)) {
        for (state, answer, key) in [
            (
                EngagementState::Proposed,
                Some(Answer::Open),
                "facilitation-task-answer",
            ),
            (EngagementState::Assigned, None, "facilitation-task-start"),
        ] {
            let count = queries::count_of_person(conn, person, state, answer).await?;
            add(count, key, &format!("/engagements?state={state}"));
        }
    }
    for programme in ctx.scopes_of(&[Role::PK], "programme") {
        add(
            queries::count_to_fill(conn, ctx, programme).await?,
            "facilitation-task-fill",
            "/engagements",
        );
    }
    for (role, state, key) in [
        (Role::PK, EngagementState::Confirmed, "facilitation-task-prepare"),
        (Role::SB, EngagementState::Prepared, "facilitation-task-assign"),
    ] {
        if ctx.has_role(role) {
            let count = queries::count(conn, ctx, state).await?;
            add(count, key, &format!("/engagements?state={state}"));
        }
    }
    Ok(tasks)
}

/// Who accompanies a case, with what is left of the contingent.
pub(crate) async fn case_parts(app: &App, ctx: &Ctx, case: CaseRead<'_>) -> Result<Vec<CasePart>, Problem> {
    let conn = app.db.reader();
    let case = applications::read_for_page(case)?;
    let Some(engagement) = queries::engagement_of(conn, case.id).await? else {
        return Ok(Vec::new());
    };
    let is_municipality = ctx.has_any(&[Role::KE, Role::KZ], base::Scope::Body(case.lead_body_id.0));
    // The municipality learns of its team when it is assigned, not while one is being asked.
    if is_municipality
        && matches!(
            engagement.state,
            EngagementState::Proposed | EngagementState::Confirmed | EngagementState::Prepared
        )
    {
        return Ok(Vec::new());
    }
    let tr = |key: &str| texts::tr(ctx.lang, key);
    let members = queries::members(conn, &[engagement.id]).await?;
    let ids: Vec<_> = members.iter().map(|one| one.facilitator_id).collect();
    let pool = queries::by_ids(conn, &ids).await?;
    let names: Vec<&str> = ids
        .iter()
        .filter_map(|id| pool.get(id))
        .map(|one| one.name.as_str())
        .collect();
    let mut facts = Facts::new()
        .row(tr("facilitation-team"), names.join(", "))
        .row(
            tr("facilitation-state"),
            Cell::Badge(engagements::badge(ctx.lang, engagement.state)),
        )
        .row(
            tr("facilitation-contingent"),
            Cell::hours(ctx.lang, engagement.contingent_minutes),
        )
        .row(
            tr("facilitation-used"),
            Cell::hours(ctx.lang, engagement.approved_minutes),
        )
        .row(tr("facilitation-rest"), Cell::hours(ctx.lang, engagement.rest()));
    if ctx.has_any_role(READERS) {
        facts = facts.row(
            tr("facilitation-one"),
            Cell::link(format!("/engagements/{}", engagement.id), tr("facilitation-open")),
        );
    }
    Ok(vec![CasePart {
        position: 60,
        heading: tr("facilitation-title"),
        blocks: vec![Block::Facts(facts)],
    }])
}
