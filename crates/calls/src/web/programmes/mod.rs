//! `/programmes`: the legal frame of calls, its letterhead, and its dated parameters.

mod api;
mod clauses;
mod edit;
mod parameter;
mod show;

use axum::http::Method;
use base::{Problem, Role};
use base_web::{ApiDoc, May, Routes, Visit};

use crate::access::PROGRAMME_READERS;
use crate::json_programme::{ParameterJson, ProgrammeDetailJson, ProgrammeJson, ProgrammeListJson};
use crate::{Programme, queries};

const READ: May = May::Roles(PROGRAMME_READERS);
const LEAD: May = May::Roles(&[Role::RL]);
const SET_UP: May = May::Roles(&[Role::AD]);

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/programmes", READ, show::list)
        .get("/programmes/new", SET_UP, edit::new)
        .post("/programmes/new", SET_UP, edit::create)
        .get("/programmes/{programme}", READ, show::index)
        .get("/programmes/{programme}/edit", SET_UP, edit::index)
        .post("/programmes/{programme}/edit", SET_UP, edit::save)
        .get("/programmes/{programme}/clauses", READ, clauses::list)
        .get("/programmes/{programme}/clauses/new", LEAD, clauses::new)
        .post("/programmes/{programme}/clauses/new", LEAD, clauses::create)
        .get("/programmes/{programme}/clauses/{clause}", READ, clauses::show)
        .post("/programmes/{programme}/clauses/{clause}", LEAD, clauses::save)
        .get(
            "/programmes/{programme}/parameters/{parameter}",
            READ,
            parameter::index,
        )
        .post(
            "/programmes/{programme}/parameters/{parameter}",
            SET_UP,
            parameter::save,
        )
        .api(
            Method::GET,
            "/api/v1/programmes",
            READ,
            api::list,
            ApiDoc::new("List programmes").returns::<ProgrammeListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/programmes",
            SET_UP,
            api::create,
            ApiDoc::new("Set a programme up")
                .body::<api::NewProgrammeJson>()
                .creates::<ProgrammeJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/programmes/{programme}",
            READ,
            api::show,
            ApiDoc::new("A programme with its parameters on a day, today without one")
                .query("day", "string")
                .returns::<ProgrammeDetailJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/programmes/{programme}",
            SET_UP,
            api::change,
            ApiDoc::new("Change the letterhead and frame of a programme")
                .body::<api::ProgrammeChangeJson>()
                .returns::<ProgrammeJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/programmes/{programme}/clauses",
            READ,
            clauses::list_json,
            ApiDoc::new("The ancillary clauses of a programme's notices that are in use today")
                .returns::<clauses::ClauseListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/programmes/{programme}/clauses",
            LEAD,
            clauses::set_json,
            ApiDoc::new("Give a clause a new version from a day on, or begin a new clause")
                .body::<clauses::ClauseJson>()
                .creates::<clauses::ClauseJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/programmes/{programme}/parameters",
            SET_UP,
            api::set_parameter,
            ApiDoc::new("Give a parameter a value from a day on")
                .body::<api::NewParameterJson>()
                .creates::<ParameterJson>(),
        )
}

/// The programme of an address, by id or by code, as far as the visitor may see it.
async fn seen(visit: &Visit, text: &str) -> Result<Programme, Problem> {
    let db = visit.app.db.reader();
    let id = match text.parse() {
        Ok(id) => id,
        Err(_) => queries::find_programme_by_code(db, text)
            .await?
            .map(|programme| programme.id)
            .ok_or(Problem::NotFound { what: "programme" })?,
    };
    queries::programme_for(db, &visit.ctx, id).await
}
