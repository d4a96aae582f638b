//! The filtered register as workbook or CSV (export rules of handbook 7.2).

use axum::extract::RawQuery;
use base::Problem;
use base_sheets::write::{Column, CsvWriter, Kind, Notes, Value, WorkbookWriter};
use base_web::{FormData, Reply, Visit};

use super::{filter, region_name, type_name};
use crate::{Body, store};

/// Rows of one export at most: several times the whole register.
const MAX_ROWS: u64 = 20_000;

pub(super) async fn csv(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let bodies = rows(&visit, query).await?;
    let mut out = CsvWriter::new(Vec::new(), columns(&visit)).map_err(Problem::broken)?;
    for body in &bodies {
        out.row(&values(&visit, body)).map_err(Problem::broken)?;
    }
    let bytes = out.finish().map_err(Problem::broken)?;
    visit.download(
        &format!("{}.csv", visit.t("bodies-file")),
        "text/csv; charset=utf-8",
        bytes,
    )
}

pub(super) async fn xlsx(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let bodies = rows(&visit, query).await?;
    let mut out = WorkbookWriter::new(&visit.t("bodies-file"), columns(&visit)).map_err(Problem::broken)?;
    for body in &bodies {
        out.row(&values(&visit, body)).map_err(Problem::broken)?;
    }
    let person = visit
        .ctx
        .find_person()
        .map(|person| person.name.clone())
        .unwrap_or_default();
    let notes = Notes {
        title: visit.t("bodies-notes"),
        lines: vec![
            (visit.t("bodies-notes-at"), visit.datetime(visit.ctx.now)),
            (visit.t("bodies-notes-by"), person),
            (visit.t("bodies-notes-source"), visit.t("bodies-source")),
        ],
    };
    let bytes = out.finish(&notes).map_err(Problem::broken)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    visit.download(&format!("{}.xlsx", visit.t("bodies-file")), kind, bytes)
}

async fn rows(visit: &Visit, query: Option<String>) -> Result<Vec<Body>, Problem> {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    store::body::list(visit.app.db.reader(), &filter(&query), MAX_ROWS).await
}

fn columns(visit: &Visit) -> Vec<Column> {
    let text = |key: &str| Column::new(visit.t(key), Kind::Text);
    vec![
        text("bodies-key"),
        text("bodies-ars"),
        text("bodies-name"),
        text("bodies-official-name"),
        text("bodies-type"),
        text("bodies-district"),
        text("bodies-region"),
        Column::new(visit.t("bodies-population"), Kind::Int),
        Column::new(visit.t("bodies-population-on"), Kind::Date),
        text("bodies-street"),
        text("bodies-postcode"),
        text("bodies-place"),
        text("bodies-email"),
        text("bodies-phone"),
    ]
}

fn values(visit: &Visit, body: &Body) -> Vec<Value> {
    vec![
        body.key.clone().into(),
        body.ars.clone().into(),
        body.name.clone().into(),
        body.official_name.clone().into(),
        type_name(visit, body.body_type).into(),
        body.district_name.clone().into(),
        body.region.map(|region| region_name(visit.lang(), region)).into(),
        body.population.map_or(Value::Empty, Value::Int),
        body.population_on.into(),
        body.street.clone().into(),
        body.postcode.clone().into(),
        body.place.clone().into(),
        body.email.clone().into(),
        body.phone.clone().into(),
    ]
}
