//! Pages and their JSON twins.

mod export;
mod json;
mod lines;
mod means;

use axum::http::Method;
use base::{Problem, Role};
use base_web::view::{Cell, Tone};
use base_web::{ApiDoc, May, Routes, Visit};

use crate::model::BudgetLineId;
use crate::rules::Light;

const READERS: May = May::Roles(&[Role::SB, Role::RL, Role::BfdH, Role::RH]);
const WRITERS: May = May::Roles(&[Role::BfdH, Role::RL]);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/budget", READERS, lines::list)
        .get("/budget/export.csv", READERS, export::csv)
        .get("/budget/export.xlsx", READERS, export::xlsx)
        .get("/budget/new", WRITERS, means::new)
        .post("/budget", WRITERS, means::create)
        .get("/budget/{budget_line}", READERS, lines::show)
        .post("/budget/{budget_line}/means", WRITERS, means::set)
        .api(
            Method::GET,
            "/api/v1/budget",
            READERS,
            json::list,
            ApiDoc::new("List budget lines with their means").returns::<json::BudgetListJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/budget/{budget_line}",
            READERS,
            json::show,
            ApiDoc::new("One budget line with its pots and ledger, also as of the end of a past day")
                .query("page", "integer")
                .query("as_of", "string")
                .query("pot", "string")
                .returns::<json::BudgetDetailJson>(),
        )
}

/// The id in the path. An id that is none names nothing.
fn id(text: &str) -> Result<BudgetLineId, Problem> {
    text.parse().map_err(|_| Problem::not_found("budget line"))
}

/// Colour and word, so that the colour is never alone.
fn light(visit: &Visit, light: Light) -> Cell {
    let tone = match light {
        Light::Green => Tone::Success,
        Light::Yellow => Tone::Warning,
        Light::Red => Tone::Danger,
    };
    Cell::badge(tone, visit.t(&format!("budget-light-{}", light.code())))
}
