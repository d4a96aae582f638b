//! Pages and their JSON twins.

mod api;
mod api_pool;
mod application;
mod assessment;
mod assignment;
mod case;
mod conflicts;
mod evidence;
mod fields;
mod interests;
mod invitation;
mod pool;
mod ranking;
mod record;
mod review;
mod reviews;
mod robustness;
mod workbook;

use axum::http::Method;
use base::{Problem, Role};
use base_sheets::write::Notes;
use base_web::view::{Badge, Cell, Form, Tone};
use base_web::{ApiDoc, FormData, May, Routes, Visit};
use calls::{Call, CallId};

use crate::access;
use crate::model::{ReviewId, ReviewState};

pub(crate) use case::{parts, tasks};
pub(crate) use evidence::evidence;

const ASSESSORS: May = May::Roles(&[Role::AS]);
/// Who declares what ties them to bodies once for all calls.
const DECLARERS: May = May::Roles(&[Role::AS, Role::SM, Role::SV]);
const READERS: May = May::Roles(access::READERS);
const OFFICERS: May = May::Roles(access::OFFICERS);
const SECRETARIES: May = May::Roles(access::SECRETARIES);
const RULERS: May = May::Roles(access::RULERS);
const SHEETS: May = May::Roles(&[Role::SB, Role::GS, Role::AS]);
const RANKING: May = May::Roles(access::RANKING_READERS);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/reviews", ASSESSORS, reviews::list)
        .get("/reviews/{review}", ASSESSORS, review::show)
        .post("/reviews/{review}", ASSESSORS, review::save)
        .post("/reviews/{review}/declaration", ASSESSORS, review::declare)
        .post("/reviews/{review}/decline", ASSESSORS, review::decline)
        .get(
            "/reviews/{review}/record",
            May::Roles(access::RECORD_READERS),
            record::show,
        )
        .post("/reviews/{review}/reopen", SECRETARIES, record::reopen)
        .post(
            "/reviews/{review}/void",
            May::Roles(access::VOIDERS),
            record::void,
        )
        .post("/reviews/{review}/withdraw", OFFICERS, record::withdraw)
        .post("/reviews/{review}/ruling", RULERS, record::rule)
        .get("/assessment", READERS, assessment::index)
        .get("/calls/{call}/assessment", READERS, assessment::show)
        .post("/calls/{call}/assessment", OFFICERS, assessment::assign)
        .post(
            "/applications/{application}/alarm",
            OFFICERS,
            assessment::clear_alarm,
        )
        .get("/calls/{call}/ranking", RANKING, ranking::show)
        .post("/calls/{call}/ranking", OFFICERS, ranking::freeze)
        .get("/calls/{call}/ranking/robustness", READERS, robustness::show)
        .get("/calls/{call}/scores.xlsx", SHEETS, workbook::download)
        .post("/calls/{call}/ranking/lots", OFFICERS, ranking::settle)
        .and(pool_routes())
        .and(api_routes())
        .and(api_pool::routes())
}

/// Who assesses, and what may stand against it.
fn pool_routes() -> Routes {
    Routes::new()
        .get("/calls/{call}/assessors", READERS, pool::show)
        .post("/calls/{call}/assessors", OFFICERS, pool::invite)
        .post("/calls/{call}/assessors/release", OFFICERS, pool::release)
        .get("/calls/{call}/conflicts", READERS, conflicts::show)
        .post("/calls/{call}/conflicts", OFFICERS, conflicts::dismiss)
        .get("/calls/{call}/assignment", READERS, assignment::show)
        .post("/calls/{call}/assignment", OFFICERS, assignment::propose)
        .post("/calls/{call}/assignment/apply", OFFICERS, assignment::apply)
        .get("/calls/{call}/assignment.xlsx", READERS, assignment::workbook)
        .get("/reviews/interests", DECLARERS, interests::list)
        .post("/reviews/interests", DECLARERS, interests::add)
        .post("/reviews/interests/{interest}/end", DECLARERS, interests::end)
        .get("/reviews/invitations/{invitation}", ASSESSORS, invitation::show)
        .post("/reviews/invitations/{invitation}", ASSESSORS, invitation::answer)
}

fn api_routes() -> Routes {
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/reviews",
            ASSESSORS,
            api::list,
            ApiDoc::new("List my reviews").returns::<api::ReviewListJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/reviews/{review}",
            ASSESSORS,
            api::show,
            ApiDoc::new("One of my reviews with its application, after the declaration")
                .returns::<api::ReviewJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/reviews/{review}/declaration",
            ASSESSORS,
            api::declare,
            ApiDoc::new("Declare an interest")
                .body::<api::DeclarationJson>()
                .returns::<api::ReviewStateJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/reviews/{review}/scores",
            ASSESSORS,
            api::save,
            ApiDoc::new("Save scores as a draft")
                .body::<api::ScoresJson>()
                .returns::<api::SavedJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/reviews/{review}/fields/{field}",
            ASSESSORS,
            fields::save,
            ApiDoc::new("Save one field of a score sheet")
                .body::<fields::SaveFieldJson>()
                .returns::<fields::FieldSavedJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/calls/{call}/ranking/robustness",
            READERS,
            robustness::json,
            ApiDoc::new("Which places hang on one person")
                .query("places", "integer")
                .returns::<robustness::RobustnessJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/reviews/{review}/submit",
            ASSESSORS,
            api::submit,
            ApiDoc::new("Hand a review in")
                .body::<api::ScoresJson>()
                .returns_nothing(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/assignments",
            OFFICERS,
            api::assign,
            ApiDoc::new("Assign applications to assessors")
                .body::<api::AssignJson>()
                .returns::<api::AssignedJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/calls/{call}/ranking",
            RANKING,
            api::ranking,
            ApiDoc::new("The newest frozen ranking")
                .query("page", "integer")
                .query("per_page", "integer")
                .returns::<api::RankingJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/ranking",
            OFFICERS,
            api::freeze,
            ApiDoc::new("Freeze the ranking")
                .body::<api::FreezeJson>()
                .creates::<api::RankingVersionJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/ranking/lots",
            OFFICERS,
            api::settle_ties,
            ApiDoc::new("Settle which of the applications with the same figures comes first")
                .body::<api::LotsJson>()
                .creates::<api::RankingVersionJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/reviews/{review}/decline",
            ASSESSORS,
            api::decline,
            ApiDoc::new("Give a review back")
                .body::<api::ReviewReasonJson>()
                .returns_nothing(),
        )
        .api(
            Method::POST,
            "/api/v1/reviews/{review}/reopen",
            SECRETARIES,
            api::reopen,
            ApiDoc::new("Reopen a review")
                .body::<api::ReviewReasonJson>()
                .returns_nothing(),
        )
        .api(
            Method::POST,
            "/api/v1/reviews/{review}/void",
            May::Roles(access::VOIDERS),
            api::void,
            ApiDoc::new("Take a review out for bias")
                .body::<api::ReviewReasonJson>()
                .returns_nothing(),
        )
        .api(
            Method::POST,
            "/api/v1/reviews/{review}/withdraw",
            OFFICERS,
            api::withdraw,
            ApiDoc::new("Take an assignment back that is not handed in")
                .body::<api::ReviewReasonJson>()
                .returns_nothing(),
        )
        .api(
            Method::POST,
            "/api/v1/reviews/{review}/ruling",
            RULERS,
            api::rule,
            ApiDoc::new("Rule on a concern of bias")
                .body::<api::RulingJson>()
                .returns_nothing(),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/alarm",
            OFFICERS,
            api::clear_alarm,
            ApiDoc::new("Note the talk about totals that lie far apart")
                .body::<api::ReviewReasonJson>()
                .returns_nothing(),
        )
}

/// A call of the path. An id that is none names nothing.
async fn call(visit: &Visit, text: &str) -> Result<Call, Problem> {
    let id: CallId = text.parse().map_err(|_| Problem::not_found("call"))?;
    calls::call(visit.app.db.reader(), id).await
}

/// Without criteria and years.
async fn call_head(visit: &Visit, text: &str) -> Result<Call, Problem> {
    let id: CallId = text.parse().map_err(|_| Problem::not_found("call"))?;
    calls::call_head(visit.app.db.reader(), id).await
}

fn review_id(text: &str) -> Result<ReviewId, Problem> {
    text.parse().map_err(|_| Problem::not_found("review"))
}

fn badge(visit: &Visit, state: ReviewState) -> Badge {
    let tone = match state {
        ReviewState::Assigned => Tone::Info,
        ReviewState::InProgress | ReviewState::Reopened => Tone::Warning,
        ReviewState::Submitted | ReviewState::Frozen => Tone::Success,
        ReviewState::Declined | ReviewState::Void => Tone::Neutral,
    };
    Badge::new(tone, visit.t(&format!("reviews-state-{state}")))
}

/// The media type of workbooks.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The sheet of remarks: when and by whom it was written (handbook 7.2).
fn notes(visit: &Visit) -> Notes {
    let person = visit.ctx.find_person();
    Notes {
        title: visit.t("reviews-sheet-notes"),
        lines: vec![
            (visit.t("reviews-sheet-at"), visit.datetime(visit.ctx.now)),
            (
                visit.t("reviews-sheet-by"),
                person.map(|person| person.name.clone()).unwrap_or_default(),
            ),
        ],
    }
}

/// `80,00` out of hundredths of a point.
fn points(visit: &Visit, hundredths: i64) -> Cell {
    Cell::Number(base::fmt::hundredths(visit.lang(), hundredths))
}

/// A form that was refused, shown again with what was typed.
struct Again<'a> {
    verb: &'static str,
    data: &'a FormData,
    problem: &'a Problem,
}

/// Fills the form of the refused verb.
fn again(form: Form, verb: &'static str, refused: Option<&Again<'_>>) -> Form {
    match refused {
        Some(refused) if refused.verb == verb => form.fill(refused.data).problem(refused.problem),
        _ => form,
    }
}
