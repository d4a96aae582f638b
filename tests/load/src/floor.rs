//! The floor program: what a bare axum program costs on this machine in this minute. No product code.
//!
//! `/hello` is axum alone, `/table` a page of 50 rows without a database, `/list` the same page from the product's
//! tables: who asks, how many there are, the page of 50.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Html;
use axum::routing::get;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, FromQueryResult, Statement};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

#[derive(Debug, Clone, FromQueryResult)]
struct Row {
    id: Uuid,
    number: String,
    lead_name: String,
    district_name: String,
    title: String,
    requested_cents: i64,
    state: String,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = "<!doctype html><title>Floor</title><p>{{ total }}</p><table>{% for row in rows %}<tr><td>\
        <a href=\"/applications/{{ row.id }}\">{{ row.number }}</a></td><td>{{ row.lead_name }}</td><td>{{ row.district_name }}</td>\
        <td>{{ row.title }}</td><td>{{ row.requested_cents }}</td><td>{{ row.state }}</td></tr>{% endfor %}</table>"
)]
struct Page {
    total: i64,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Asked {
    call: Uuid,
}

/// Serves on `listen` until it is killed.
pub async fn serve(url: &str, listen: &str) -> anyhow::Result<()> {
    let db = crate::seed::connect(url).await?;
    let router = Router::new()
        .route("/hello", get(async || "hello"))
        .route("/table", get(table))
        .route("/list", get(list))
        .with_state(db);
    let listener = tokio::net::TcpListener::bind(listen).await?;
    Ok(axum::serve(listener, router).await?)
}

async fn table() -> Result<Html<String>, StatusCode> {
    let row = |place: usize| Row {
        id: Uuid::nil(),
        number: format!("T-{place:04}"),
        lead_name: "Musterort".to_owned(),
        district_name: "Kreis 01".to_owned(),
        title: "Miteinander in Musterort gestalten: Ankommen, Begegnen, Bleiben".to_owned(),
        requested_cents: 4_000_000,
        state: "ASSESSED".to_owned(),
    };
    let rows = (1..=50).map(row).collect();
    render(&Page { total: 50, rows })
}

fn render(page: &Page) -> Result<Html<String>, StatusCode> {
    page.render()
        .map(Html)
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

async fn list(
    State(db): State<DatabaseConnection>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Html<String>, StatusCode> {
    let session = headers
        .get("cookie")
        .and_then(|value| value.to_str().ok()?.strip_prefix("session="))
        .ok_or(StatusCode::UNAUTHORIZED)?;
    let page = page(&db, session, asked.call).await;
    render(&page.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?)
}

async fn page(db: &DatabaseConnection, session: &str, call: Uuid) -> Result<Page, sea_orm::DbErr> {
    let ask = |sql: &str, values: Vec<sea_orm::Value>| {
        Statement::from_sql_and_values(db.get_database_backend(), sql, values)
    };
    let hash = hex::encode(Sha256::digest(session));
    let person = "SELECT a.name FROM session s JOIN account a ON a.id = s.person_id WHERE s.token_hash = $1";
    db.query_one_raw(ask(person, vec![hash.into()]))
        .await?
        .ok_or_else(|| sea_orm::DbErr::Custom("nobody is signed in".to_owned()))?;
    let count = match db.get_database_backend() {
        DbBackend::Sqlite => "SELECT COUNT(*) AS total FROM application WHERE call_id = $1",
        _ => "SELECT COUNT(*)::bigint AS total FROM application WHERE call_id = $1",
    };
    let total = db
        .query_one_raw(ask(count, vec![call.into()]))
        .await?
        .map_or(Ok(0), |row| row.try_get("", "total"))?;
    let rows = "SELECT id, number, lead_name, district_name, title, requested_cents, state FROM application \
        WHERE call_id = $1 ORDER BY serial LIMIT 50";
    let rows = Row::find_by_statement(ask(rows, vec![call.into()]))
        .all(db)
        .await?;
    Ok(Page { total, rows })
}
