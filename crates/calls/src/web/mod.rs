//! Pages and JSON of calls, and what the feature adds to the server.

mod api;
mod calendar;
mod check;
mod edit;
mod facts;
mod jobs;
mod list;
mod preview;
mod programmes;
mod public;
mod scopes;
mod search;
mod show;
mod sources;
mod tasks;
mod values;
mod verbs;
mod versions;

use axum::http::Method;
use base::{Problem, Role};
use base_web::app::{Feature, NavItem};
use base_web::view::Tone;
use base_web::{ApiDoc, May, Routes, Visit};

use crate::access::{OFFICERS, PROGRAMME_READERS, READERS};
use crate::json::{CallJson, CallListJson};
use crate::{Call, CallState, access, queries};

pub use scopes::scope_sources;

/// What calls contribute to the server.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: pages()
            .and(api_routes())
            .and(programmes::routes())
            .and(crate::form::routes()),
        navigation: vec![
            NavItem {
                key: "calls-title",
                href: "/calls",
                roles: READERS,
            },
            NavItem {
                key: "calls-programmes-title",
                href: "/programmes",
                roles: PROGRAMME_READERS,
            },
        ],
        texts: vec![crate::TEXTS],
        tasks: Some(|app, ctx| Box::pin(tasks::of(app, ctx))),
        search: Some(|app, ctx, text| Box::pin(search::hits(app, ctx, text))),
        jobs: jobs::handlers(),
        check: Some(|db| Box::pin(crate::check::check(db))),
        ..Feature::default()
    }
}

const READ: May = May::Roles(READERS);
const DRAFT: May = May::Roles(OFFICERS);
/// The offices of a programme and the administration.
const OFFICE: May = May::Roles(PROGRAMME_READERS);
const PREPARE: May = May::Roles(&[Role::SB, Role::RL]);
const HEAD: May = May::Roles(&[Role::RL]);
const APPROVE: May = May::Roles(&[Role::RL, Role::BfdH]);

fn pages() -> Routes {
    Routes::new()
        .get("/calls", READ, list::index)
        .get("/calls/new", DRAFT, edit::new)
        .post("/calls/new", DRAFT, edit::create)
        .get("/calls/{call}", READ, show::index)
        .get("/calls/{call}/edit", DRAFT, edit::start)
        .get("/calls/{call}/edit/{section}", DRAFT, edit::index)
        .post("/calls/{call}/edit/{section}", DRAFT, edit::save)
        .get("/calls/{call}/copy", DRAFT, edit::copy_form)
        .post("/calls/{call}/copy", DRAFT, edit::copy)
        .get("/calls/{call}/preview", OFFICE, preview::show)
        .get("/calls/{call}/preview/check", OFFICE, preview::check)
        .post("/calls/{call}/try-out", PREPARE, preview::try_out)
        .get("/calls/{call}/versions", OFFICE, versions::list)
        .get("/calls/{call}/versions/{edition}", OFFICE, versions::show)
        .post("/calls/{call}/submit-for-review", DRAFT, verbs::submit_for_review)
        .post("/calls/{call}/send-back", HEAD, verbs::send_back)
        .post("/calls/{call}/approve", APPROVE, verbs::approve)
        .post("/calls/{call}/extend", HEAD, verbs::extend)
        .post("/calls/{call}/start-selection", DRAFT, verbs::start_selection)
        .post("/calls/{call}/complete", HEAD, verbs::complete)
        .post("/calls/{call}/cancel", HEAD, verbs::cancel)
        .get("/public/calls", May::Anyone, public::index)
        .get("/public/calls/{call}", May::Anyone, public::show)
        .get("/public/calls/{call}/easy", May::Anyone, public::easy)
        .get("/public/calls/{call}/check", May::Anyone, check::show)
        .get("/public/calls/{call}/calendar.ics", May::Anyone, calendar::file)
}

fn api_routes() -> Routes {
    let verb = |summary| ApiDoc::new(summary).returns::<CallJson>();
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/calls",
            READ,
            api::list,
            ApiDoc::new("List calls")
                .query("page", "integer")
                .query("per_page", "integer")
                .query("state", "string")
                .query("sort", "string")
                .returns::<CallListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls",
            DRAFT,
            api::create,
            ApiDoc::new("Draft a call")
                .body::<api::NewCallJson>()
                .creates::<CallJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/calls/{call}",
            READ,
            api::show,
            verb("Show a call"),
        )
        .api(
            Method::PUT,
            "/api/v1/calls/{call}",
            DRAFT,
            api::change,
            verb("Change a draft, or correct the texts of a published call").body::<api::CallChangeJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/submit-for-review",
            DRAFT,
            api::submit_for_review,
            verb("Submit a call for review").body::<api::CallVersionJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/send-back",
            HEAD,
            api::send_back,
            verb("Send a call back to its officer").body::<api::CallReasonJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/approve",
            APPROVE,
            api::approve,
            verb("Approve a call; the second approval publishes it").body::<api::CallApprovalJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/extend",
            HEAD,
            api::extend,
            verb("Move the deadline to a later moment").body::<api::CallExtensionJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/start-selection",
            DRAFT,
            api::start_selection,
            verb("Start the selection").body::<api::CallVersionJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/complete",
            HEAD,
            api::complete,
            verb("Complete a decided call").body::<api::CallVersionJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/cancel",
            HEAD,
            api::cancel,
            verb("Cancel a call").body::<api::CallReasonJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/copy",
            DRAFT,
            api::copy,
            ApiDoc::new("Draft a call after an earlier one")
                .body::<api::CallCopyJson>()
                .creates::<CallJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/try-out",
            PREPARE,
            preview::api_try_out,
            verb("Try a draft out: makes its preview call or brings it up to date")
                .body::<api::CallVersionJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/calls/{call}/versions",
            OFFICE,
            versions::json,
            ApiDoc::new("The published editions of a call").returns::<versions::CallEditionListJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/public/calls",
            May::Anyone,
            public::json_list,
            ApiDoc::new("List published calls")
                .query("page", "integer")
                .returns::<CallListJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/public/calls/{call}",
            May::Anyone,
            public::json,
            verb("Show a published call"),
        )
        .api(
            Method::GET,
            "/api/v1/public/calls/{call}/check",
            May::Anyone,
            check::json,
            ApiDoc::new("Whether a body may apply, from few answers")
                .query("body", "string")
                .query("begun", "string")
                .query("elsewhere", "string")
                .query("rest", "string")
                .query("starts_on", "string")
                .query("ends_on", "string")
                .query("requested", "string")
                .query("total_cost", "string")
                .returns::<check::CheckJson>(),
        )
}

/// The call of an address, by id or by code, as far as the visitor may see it.
async fn seen(visit: &Visit, text: &str) -> Result<Call, Problem> {
    let call = find(visit, text).await?;
    access::require_sight(&visit.ctx, &call)?;
    Ok(call)
}

async fn find(visit: &Visit, text: &str) -> Result<Call, Problem> {
    let db = visit.app.db.reader();
    match text.parse() {
        Ok(id) => queries::call(db, id).await,
        Err(_) => queries::find_by_code(db, text)
            .await?
            .ok_or(Problem::NotFound { what: "call" }),
    }
}

fn tone(state: CallState) -> Tone {
    match state {
        CallState::Draft | CallState::Preview => Tone::Neutral,
        CallState::InReview | CallState::Closed => Tone::Warning,
        CallState::Published | CallState::InSelection => Tone::Info,
        CallState::Open | CallState::Decided | CallState::Completed => Tone::Success,
        CallState::Cancelled => Tone::Danger,
    }
}

fn state_text(visit: &Visit, state: CallState) -> String {
    visit.t(&format!("calls-state-{state}"))
}

/// The terms as an officer would type them into the form.
#[cfg(test)]
pub(crate) fn typed(terms: &crate::Terms) -> base_web::FormData {
    values::filled(terms)
}
