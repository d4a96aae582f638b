//! Pages and their JSON twins.

mod event_verbs;
mod events;
mod json;
mod practice;
mod practice_json;
mod public;

use axum::http::Method;
use base::{Ctx, Problem, Role};
use base_web::app::{App, CasePart, CaseRead, Task};
use base_web::view::{Action, Block};
use base_web::{ApiDoc, May, Routes};

use crate::access::{MAKERS, MODERATORS, PARTICIPANTS, READERS};
use crate::model::PracticeReportState;
use crate::queries;

const WRITERS: May = May::Roles(PARTICIPANTS);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/events", May::Roles(READERS), events::list)
        .get("/events/new", May::Roles(MAKERS), events::new)
        .post("/events", May::Roles(MAKERS), events::plan)
        .get("/events/{event}", May::Roles(READERS), events::show)
        .get(
            "/events/{event}/calendar.ics",
            May::Roles(READERS),
            events::calendar,
        )
        .post(
            "/events/{event}/publish",
            May::Roles(MAKERS),
            event_verbs::publish,
        )
        .post("/events/{event}/cancel", May::Roles(MAKERS), event_verbs::cancel)
        .post(
            "/events/{event}/attendance",
            May::Roles(MAKERS),
            event_verbs::attendance,
        )
        .post(
            "/events/{event}/minutes",
            May::Roles(MAKERS),
            event_verbs::minutes,
        )
        .post(
            "/events/{event}/register",
            May::Roles(PARTICIPANTS),
            event_verbs::register,
        )
        .post(
            "/events/{event}/unregister",
            May::Roles(PARTICIPANTS),
            event_verbs::unregister,
        )
        .get("/public/events", May::Anyone, public::list)
        .get("/public/events/{event}", May::Anyone, public::show)
        .get(
            "/public/events/{event}/calendar.ics",
            May::Anyone,
            public::calendar,
        )
        .post("/public/events/{event}/register", May::Anyone, public::register)
        .get("/public/registrations/{registration}", May::Anyone, public::own)
        .post(
            "/public/registrations/{registration}/confirm",
            May::Anyone,
            public::confirm,
        )
        .post(
            "/public/registrations/{registration}/cancel",
            May::Anyone,
            public::cancel,
        )
        .get("/practice", May::Anyone, practice::list)
        .get("/practice/new", WRITERS, practice::new)
        .post("/practice", WRITERS, practice::create)
        .get("/practice/{practice_report}", May::Anyone, practice::show)
        .get("/practice/{practice_report}/edit", WRITERS, practice::edit)
        .post("/practice/{practice_report}/edit", WRITERS, practice::save)
        .post("/practice/{practice_report}/submit", WRITERS, practice::submit)
        .post(
            "/practice/{practice_report}/request-changes",
            May::Roles(MODERATORS),
            practice::request_changes,
        )
        .post(
            "/practice/{practice_report}/approve",
            May::Roles(MODERATORS),
            practice::approve,
        )
        .post(
            "/practice/{practice_report}/publish",
            May::Roles(MODERATORS),
            practice::publish,
        )
        .post(
            "/practice/{practice_report}/withdraw",
            May::Roles(&[Role::PK, Role::KZ]),
            practice::withdraw,
        )
        .and(event_api())
        .and(practice_api())
}

fn event_api() -> Routes {
    let verb = |summary| ApiDoc::new(summary).returns::<json::EventDetailJson>();
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/events",
            May::Roles(READERS),
            json::events,
            ApiDoc::new("List events")
                .query("page", "integer")
                .returns::<json::EventListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/events",
            May::Roles(MAKERS),
            json::plan,
            ApiDoc::new("Plan an event")
                .body::<json::NewEventJson>()
                .creates::<json::EventDetailJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/events/{event}",
            May::Roles(READERS),
            json::event,
            verb("One event"),
        )
        .api(
            Method::POST,
            "/api/v1/events/{event}/publish",
            May::Roles(MAKERS),
            json::publish,
            verb("Publish an event"),
        )
        .api(
            Method::POST,
            "/api/v1/events/{event}/cancel",
            May::Roles(MAKERS),
            json::cancel,
            verb("Cancel an event").body::<json::CancelEventJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/events/{event}/registrations",
            May::Roles(MAKERS),
            json::registrations,
            ApiDoc::new("Who is registered for an event").returns::<json::RegistrationListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/events/{event}/attendance",
            May::Roles(MAKERS),
            json::attendance,
            verb("Record who came").body::<json::AttendanceJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/events/{event}/minutes",
            May::Roles(MAKERS),
            json::minutes,
            verb("File the minutes of an event").body::<json::EventMinutesJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/events/{event}/register",
            May::Roles(PARTICIPANTS),
            json::register,
            ApiDoc::new("Register for an event")
                .body::<json::RegisterJson>()
                .returns::<json::RegisteredJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/events/{event}/unregister",
            May::Roles(PARTICIPANTS),
            json::unregister,
            ApiDoc::new("Give the own place back").returns_nothing(),
        )
}

fn practice_api() -> Routes {
    use practice_json as json;
    let verb = |summary| ApiDoc::new(summary).returns::<json::PracticeDetailJson>();
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/practice",
            May::Anyone,
            json::practice,
            ApiDoc::new("List published practice reports")
                .query("page", "integer")
                .returns::<json::PracticeListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/practice",
            WRITERS,
            json::write,
            ApiDoc::new("Begin a practice report")
                .body::<json::WriteReportJson>()
                .creates::<json::PracticeDetailJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/practice/{practice_report}",
            May::Anyone,
            json::practice_report,
            ApiDoc::new("One practice report").returns::<json::PracticeJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/practice/{practice_report}",
            WRITERS,
            json::save,
            verb("Change a practice report").body::<json::SaveReportJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/practice/{practice_report}/submit",
            WRITERS,
            json::submit,
            verb("Hand a practice report in"),
        )
        .api(
            Method::POST,
            "/api/v1/practice/{practice_report}/request-changes",
            May::Roles(MODERATORS),
            json::request_changes,
            verb("Send a practice report back").body::<json::RequestChangesJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/practice/{practice_report}/approve",
            May::Roles(MODERATORS),
            json::approve,
            verb("Approve a practice report"),
        )
        .api(
            Method::POST,
            "/api/v1/practice/{practice_report}/publish",
            May::Roles(MODERATORS),
            json::publish_report,
            verb("Publish a practice report"),
        )
        .api(
            Method::POST,
            "/api/v1/practice/{practice_report}/withdraw",
            May::Roles(&[Role::PK, Role::KZ]),
            json::withdraw,
            ApiDoc::new("Take a published practice report back")
                .body::<json::WithdrawReportJson>()
                .returns_nothing(),
        )
}

/// Reports that wait for the person: to moderate, or sent back.
pub(crate) async fn tasks(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    if !ctx.has_any_role(&[Role::PK, Role::KE, Role::PB]) {
        return Ok(Vec::new());
    }
    let states: &[(PracticeReportState, &str)] = if ctx.has_role(Role::PK) {
        &[
            (PracticeReportState::Submitted, "practice-task-moderate"),
            (PracticeReportState::Approved, "practice-task-publish"),
        ]
    } else {
        &[(PracticeReportState::ChangesRequested, "practice-task-changes")]
    };
    let mut tasks = Vec::new();
    for (state, key) in states {
        let count = queries::count_reports(app.db.reader(), ctx, *state).await?;
        if count > 0 {
            tasks.push(Task {
                text: base::texts::tr_with(ctx.lang, key, &[("count", &count.to_string())]),
                href: format!("/practice?state={state}"),
                count,
                due_at: None,
            });
        }
    }
    Ok(tasks)
}

/// The practice reports of a case; the case was checked by the page that asks.
pub(crate) async fn case_parts(app: &App, ctx: &Ctx, case: CaseRead<'_>) -> Result<Vec<CasePart>, Problem> {
    let conn = app.db.reader();
    let case = applications::read_for_page(case)?;
    let reports = queries::reports_of_case(conn, case.id.0).await?;
    let may_write = crate::access::may_write(ctx, case).is_ok();
    if reports.is_empty() && !may_write {
        return Ok(Vec::new());
    }
    let tr = |key: &str| base::texts::tr(ctx.lang, key);
    let links = reports
        .iter()
        .map(|report| {
            let state = tr(&format!("practice-state-{}", report.state));
            (format!("/practice/{}", report.id), report.title.clone(), state)
        })
        .collect();
    let mut blocks = vec![Block::Links(links)];
    if may_write {
        blocks.push(Block::Actions(vec![Action::link(
            tr("practice-new"),
            format!("/practice/new?application={}", case.id),
        )]));
    }
    Ok(vec![CasePart {
        position: 80,
        heading: tr("practice-reports"),
        blocks,
    }])
}
