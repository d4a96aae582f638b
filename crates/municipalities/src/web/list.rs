//! `/bodies`: search and filter.

use axum::extract::RawQuery;
use base_web::view::{Action, Cell, Choice, Field, Form, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::{filter, href, page, region_name, type_name};
use crate::{Body, BodyType, access, queries};

pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let filter = filter(&query);
    let conn = visit.app.db.reader();
    let found = queries::list(conn, &filter, page(&query)).await?;
    let districts = queries::districts(conn).await?;
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("bodies-title"))
        .hidden_caption()
        .filter(filter_form(&visit, &query, &districts))
        .column(visit.t("bodies-name"))
        .sortable("name")
        .column(visit.t("bodies-type"))
        .column(visit.t("bodies-key"))
        .sortable("key")
        .column(visit.t("bodies-district"))
        .number_column(visit.t("bodies-population"))
        .sortable("population")
        .empty(visit.t("bodies-empty"))
        .sorted(href("/bodies", &query, false), filter.sort.clone())
        .paged(&found, &href("/bodies", &query, true));
    for (label, path) in [("Excel", "/bodies/export.xlsx"), ("CSV", "/bodies/export.csv")] {
        table = table.export(label, href(path, &query, true));
    }
    for body in &found.items {
        let name = Cell::link(format!("/bodies/{}", body.id), &body.official_name);
        let name = match body.valid_until {
            Some(_) => Cell::Many(vec![name, Cell::badge(Tone::Neutral, visit.t("bodies-former"))]),
            None => name,
        };
        table = table.row(vec![
            name,
            Cell::text(kind(&visit, body)),
            Cell::Mono(body.key.clone()),
            Cell::text(body.district_name.clone().unwrap_or_default()),
            Cell::maybe(body.population.map(|count| Cell::integer(lang, count))),
        ]);
    }
    let mut shown = Page::new(visit.t("bodies-title")).lead(visit.t("bodies-lead"));
    if access::is_editor(&visit.ctx) {
        shown = shown
            .action(Action::link(visit.t("bodies-add"), "/bodies/new"))
            .action(Action::link(visit.t("bodies-import"), "/imports/municipalities"));
    }
    visit.page(shown.block(table))
}

/// The designation if it says more than the kind.
pub(super) fn kind(visit: &Visit, body: &Body) -> String {
    if body.designation.is_empty() {
        type_name(visit, body.body_type)
    } else {
        body.designation.clone()
    }
}

fn filter_form(visit: &Visit, query: &FormData, districts: &[Body]) -> Form {
    let lang = visit.lang();
    let any = || Choice::new("", visit.t("bodies-any"));
    let kinds = BodyType::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), type_name(visit, *kind)));
    let regions = (1..=4).map(|region| Choice::new(region, region_name(lang, region)));
    let of_districts = districts.iter().filter_map(|district| {
        let key = district.district_key.as_deref()?;
        Some(Choice::new(key, &district.official_name))
    });
    Form::get(lang, "/bodies")
        .field(Field::input("search", "q", visit.t("bodies-search")).medium())
        .field(Field::select(
            "type",
            visit.t("bodies-type"),
            std::iter::once(any()).chain(kinds).collect(),
        ))
        .field(Field::select(
            "district",
            visit.t("bodies-district"),
            std::iter::once(any()).chain(of_districts).collect(),
        ))
        .field(Field::select(
            "region",
            visit.t("bodies-region"),
            std::iter::once(any()).chain(regions).collect(),
        ))
        .field(Field::checkbox("former", visit.t("bodies-with-former")))
        .submit(visit.t("bodies-filter"))
        .fill(query)
}
