//! Pages of the register and their JSON twins.

mod edit;
mod export;
mod json;
mod list;
mod register;
mod show;

use axum::http::Method;
use base::{Problem, Role, texts};
use base_web::{ApiDoc, FormData, May, Routes, Visit};

use crate::{BodyId, BodyType, Filter};

const EDITORS: May = May::Roles(&[Role::SB, Role::RL, Role::AD]);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/register", May::Anyone, register::show)
        .post("/register", May::Anyone, register::ask)
        .get("/register/{link}", May::Anyone, register::open)
        .post("/register/{link}/confirm", May::Anyone, register::confirm)
        .post("/register/{link}/decline", May::Anyone, register::decline)
        .get("/bodies", May::SignedIn, list::list)
        .get("/bodies/export.csv", May::SignedIn, export::csv)
        .get("/bodies/export.xlsx", May::SignedIn, export::xlsx)
        .get("/bodies/new", EDITORS, edit::new)
        .post("/bodies", EDITORS, edit::add)
        .get("/bodies/{body}", May::SignedIn, show::show)
        .post("/bodies/{body}/aliases", EDITORS, edit::add_alias)
        .post(
            "/bodies/{body}/aliases/{alias}/remove",
            EDITORS,
            edit::remove_alias,
        )
        .get("/bodies/{body}/contact", EDITORS, edit::contact)
        .post("/bodies/{body}/contact", EDITORS, edit::save_contact)
        .get("/bodies/{body}/end", EDITORS, edit::ending)
        .post("/bodies/{body}/end", EDITORS, edit::end)
        .api(
            Method::GET,
            "/api/v1/bodies",
            May::SignedIn,
            json::list,
            ApiDoc::new("List public bodies")
                .query("q", "string")
                .query("type", "string")
                .query("district", "string")
                .query("region", "integer")
                .query("former", "string")
                .query("sort", "string")
                .query("page", "integer")
                .returns::<json::BodyListJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/bodies/{body}",
            May::SignedIn,
            json::show,
            ApiDoc::new("One public body with its names and relatives").returns::<json::BodyDetailJson>(),
        )
}

/// The id in the path. An id that is none names nothing.
fn id(text: &str) -> Result<BodyId, Problem> {
    text.parse().map_err(|_| Problem::not_found("body"))
}

/// The filter of a list's query: `q`, `type`, `district`, `region`, `former`, `sort`. What is none of the offered
/// values filters nothing.
fn filter(query: &FormData) -> Filter {
    let given = |name: &str| Some(base::names::clean(query.get(name))).filter(|value| !value.is_empty());
    let text = given("q").unwrap_or_default();
    Filter {
        body_type: given("type").and_then(|code| BodyType::from_code(&code)),
        district: given("district"),
        region: given("region").and_then(|region| region.parse().ok()),
        with_former: query.has("former"),
        sort: given("sort").unwrap_or_default(),
        ..crate::store::body::search_filter(&text)
    }
}

/// The page asked for, from 1.
fn page(query: &FormData) -> base_db::PageRequest {
    base_db::PageRequest::number(query.get("page").parse().unwrap_or(1))
}

/// The list's address with its filter, without page and sorting.
fn href(path: &str, query: &FormData, with_sort: bool) -> String {
    let kept = query.0.iter().filter(|(name, value)| {
        let is_filter = matches!(name.as_str(), "q" | "type" | "district" | "region" | "former");
        !value.is_empty() && (is_filter || with_sort && name == "sort")
    });
    kept.fold(path.to_owned(), |href, (name, value)| {
        base_web::view_with_query(&href, name, value)
    })
}

fn type_name(visit: &Visit, kind: BodyType) -> String {
    visit.t(&format!("bodies-type-{}", kind.code()))
}

fn region_name(lang: base::Lang, region: i64) -> String {
    texts::tr(lang, &format!("bodies-region-{region}"))
}
