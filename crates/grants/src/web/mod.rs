//! Pages and JSON of grants, and what the feature adds to the server.

mod api;
mod case;
mod jobs;
mod json;
mod list;
mod prepare;
mod show;
mod tasks;
mod verbs;

use axum::http::Method;
use base::{Problem, Role};
use base_web::app::Feature;
use base_web::view::{Badge, Tone};
use base_web::{ApiDoc, May, Routes, Visit};
use calls::Call;
use futures::FutureExt as _;

use crate::access;
use crate::model::{Grant, GrantId, GrantState};

const OFFICE: May = May::Roles(access::OFFICE);
const READ: May = May::Roles(access::READERS);
const PREPARE: May = May::Roles(&[Role::SB]);
const SIGN: May = May::Roles(access::SIGNERS);
const ISSUE: May = May::Roles(&[Role::RL]);
const ANSWER: May = May::Roles(access::ANSWERERS);

/// What grants contribute to the server.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: pages().and(api_routes()),
        texts: vec![crate::TEXTS],
        tasks: Some(|app, ctx| tasks::of(app, ctx).boxed()),
        case_parts: Some(|app, ctx, application| case::parts(app, ctx, application).boxed()),
        jobs: jobs::handlers(),
        check: Some(|db| crate::check(db).boxed()),
        ..Feature::default()
    }
}

fn pages() -> Routes {
    Routes::new()
        .get("/calls/{call}/grants", OFFICE, list::index)
        .post("/calls/{call}/grants/prepare-all", PREPARE, list::prepare_all)
        .post(
            "/calls/{call}/grants/countersign-all",
            SIGN,
            list::countersign_all,
        )
        .post("/calls/{call}/grants/issue-all", ISSUE, list::issue_all)
        .get("/applications/{application}/grant", PREPARE, prepare::index)
        .post("/applications/{application}/grant", PREPARE, prepare::save)
        .get("/grants/{grant}", READ, show::index)
        .get("/grants/{grant}/notice", READ, verbs::notice)
        .get("/grants/{grant}/preview", OFFICE, verbs::preview)
        .post("/grants/{grant}/countersign", SIGN, verbs::countersign)
        .post("/grants/{grant}/issue", ISSUE, verbs::issue)
        .post("/grants/{grant}/accept", ANSWER, verbs::accept)
        .post("/grants/{grant}/decline", ANSWER, verbs::decline)
}

fn api_routes() -> Routes {
    let one = |summary| ApiDoc::new(summary).returns::<json::GrantJson>();
    let batch = |summary| ApiDoc::new(summary).returns::<json::GrantBatchJson>();
    let list = ApiDoc::new("List the grants of a call")
        .query("page", "integer")
        .query("per_page", "integer")
        .query("state", "string")
        .returns::<json::GrantListJson>();
    let (get, post) = (Method::GET, Method::POST);
    Routes::new()
        .api(get.clone(), "/api/v1/calls/{call}/grants", OFFICE, api::list, list)
        .api(
            post.clone(),
            "/api/v1/calls/{call}/grants/prepare-all",
            PREPARE,
            api::prepare_all,
            batch("Prepare the grants of all selected projects of a call"),
        )
        .api(
            post.clone(),
            "/api/v1/calls/{call}/grants/countersign-all",
            SIGN,
            api::countersign_all,
            batch("Countersign all prepared grants of a call"),
        )
        .api(
            post.clone(),
            "/api/v1/calls/{call}/grants/issue-all",
            ISSUE,
            api::issue_all,
            batch("Issue all countersigned grants of a call").body::<json::IssueGrantJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/applications/{application}/grant",
            PREPARE,
            api::prepare,
            one("Prepare the grant of a selected project; what is left out is taken from the selection and the application")
                .body::<json::PrepareGrantJson>(),
        )
        .api(get.clone(), "/api/v1/grants/{grant}", READ, api::show, one("Show a grant"))
        .api(get, "/api/v1/grants/{grant}/notice", READ, verbs::notice, ApiDoc::new("Download the notice (PDF)"))
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/countersign",
            SIGN,
            api::countersign,
            one("Countersign a grant; the second signature commits the money").body::<json::CountersignGrantJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/issue",
            ISSUE,
            api::issue,
            one("Issue the notice or agreement").body::<json::IssueGrantJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/accept",
            ANSWER,
            api::accept,
            one("Accept a grant").body::<json::AcceptGrantJson>(),
        )
        .api(
            post,
            "/api/v1/grants/{grant}/decline",
            ANSWER,
            api::decline,
            one("Decline a grant; its money is released").body::<json::DeclineGrantJson>(),
        )
}

/// The id of an address. Error: not found.
fn id(text: &str) -> Result<GrantId, Problem> {
    text.parse().map_err(|_| Problem::not_found("grant"))
}

/// The call of an address, by id or by code, as far as the visitor may see it.
async fn call(visit: &Visit, text: &str) -> Result<Call, Problem> {
    let db = visit.app.db.reader();
    match text.parse() {
        Ok(id) => calls::call_for(db, &visit.ctx, id).await,
        Err(_) => {
            let found = calls::find_by_code(db, text)
                .await?
                .ok_or(Problem::not_found("call"))?;
            calls::access::require_sight(&visit.ctx, &found)?;
            Ok(found)
        }
    }
}

fn badge(lang: base::Lang, grant: &Grant) -> Badge {
    let tone = match grant.state {
        GrantState::Prepared => Tone::Neutral,
        GrantState::Countersigned => Tone::Warning,
        GrantState::Issued
        | GrantState::Delivered
        | GrantState::InPayment
        | GrantState::ReportSubmitted
        | GrantState::InAudit => Tone::Info,
        GrantState::ReportDue | GrantState::Hearing => Tone::Warning,
        GrantState::Accepted | GrantState::Final | GrantState::Settled | GrantState::Closed => Tone::Success,
        GrantState::Declined
        | GrantState::Reissue
        | GrantState::Objected
        | GrantState::Overdue
        | GrantState::Reclaimed
        | GrantState::Revoked => Tone::Danger,
    };
    Badge::new(
        tone,
        base::texts::tr(lang, &format!("grants-state-{}", grant.state)),
    )
}

/// A refusal in words, every finding of it.
fn sentences(visit: &Visit, problem: &Problem) -> String {
    match problem {
        Problem::Invalid(fields) => fields
            .iter()
            .map(|field| visit.say(&field.text))
            .collect::<Vec<_>>()
            .join(" "),
        other => base_web::failure::sentence(visit.lang(), other),
    }
}
