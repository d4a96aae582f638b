//! Every page of the demo as every account sees it, with objects in each of their states.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::{Method, header};
use base::{Actor, Person};
use base_testing::TestApp;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::world::World;

/// Placeholder, table, and what makes its rows look different.
const OBJECTS: [(&str, &str, &str); 15] = [
    ("application", "application", "state"),
    ("call", "call", "state"),
    ("programme", "programme", "id"),
    ("grant", "grant", "state"),
    ("engagement", "engagement", "state"),
    ("facilitator", "facilitator", "programme_id"),
    ("budget_line", "budget_line", "id"),
    ("review", "review", "state"),
    ("committee", "committee", "id"),
    ("meeting", "meeting", "state"),
    ("event", "exchange_event", "state"),
    ("practice_report", "practice_report", "state"),
    ("import_run", "import_run", "kind"),
    ("hours_entry", "hours_entry", "state"),
    ("mail", "outbox_mail", "code"),
];

/// One object of each look, by placeholder.
async fn objects(world: &World) -> Vec<(&'static str, Vec<String>)> {
    let mut found = Vec::new();
    for (placeholder, table, look) in OBJECTS {
        let query = format!("SELECT MIN(id) AS id FROM \"{table}\" GROUP BY {look} ORDER BY {look} LIMIT 12");
        let rows = world
            .house
            .app
            .db
            .reader()
            .query_all_raw(Statement::from_string(DbBackend::Sqlite, query))
            .await;
        let rows = rows.unwrap_or_else(|error| panic!("{table}: {error}"));
        let ids: Vec<_> = rows
            .iter()
            .map(|row| row.try_get::<Uuid>("", "id").unwrap().to_string())
            .collect();
        assert!(!ids.is_empty(), "the demo has no {table}");
        found.push((placeholder, ids));
    }
    found.push(("body", vec![world.body.to_string()]));
    found.push((
        "section",
        calls::Group::ALL.iter().map(ToString::to_string).collect(),
    ));
    found.push(("edition", vec!["1".to_owned()]));
    found.push(("parameter", vec!["funding_cap_cents".to_owned()]));
    found.push((
        "import_kind",
        ["applications", "pool", "hours", "budget", "scores"]
            .map(str::to_owned)
            .to_vec(),
    ));
    found.push(("clause", vec!["ANBEST_K".to_owned()]));
    found.push((
        "report",
        ["R1", "R2", "R4", "R5", "R9", "X1", "X3", "X5", "X10"]
            .map(str::to_owned)
            .to_vec(),
    ));
    found
}

/// Every address of a route with the objects filled in; none when it needs something the demo has not.
fn addresses(path: &str, objects: &[(&'static str, Vec<String>)]) -> Vec<String> {
    let mut all = vec![path.to_owned()];
    for (placeholder, ids) in objects {
        let mark = format!("{{{placeholder}}}");
        if path.contains(&mark) {
            all = all
                .iter()
                .flat_map(|path| ids.iter().map(|id| path.replace(&mark, id)))
                .collect();
        }
    }
    all.retain(|path| !path.contains('{'));
    // a case has its parts under one address
    if path == "/applications/{application}" {
        let parts = ["application", "procedure", "record"];
        let parts = parts.map(|part| all.iter().map(move |path| format!("{path}?part={part}")));
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        all.extend(parts);
    }
    all
}

/// Whether a text is a key of a text file that nobody translated: `grants-state-ISSUED`.
fn is_raw_key(text: &str) -> bool {
    text.contains('-')
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.ends_with(|last: char| last.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && Uuid::parse_str(text).is_err()
}

/// Raw keys between tags, and in the attributes that are read out.
fn raw_keys(html: &str) -> BTreeSet<String> {
    let between = html
        .split('>')
        .filter_map(|part| part.split_once('<'))
        .map(|(text, _)| text.trim());
    let attributes = ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""];
    let read_out = attributes
        .iter()
        .flat_map(|attribute| html.split(attribute).skip(1))
        .filter_map(|part| part.split('"').next());
    between
        .chain(read_out)
        .filter(|text| is_raw_key(text))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_raw_key_is_found_where_people_would_read_it() {
    let page = "<p title=\"nav-home\">grants-state-ISSUED</p><a href=\"/hours-list\">Stunden-Liste</a><b>IBZ-2026A</b>";
    assert_eq!(
        raw_keys(page).into_iter().collect::<Vec<_>>(),
        ["grants-state-ISSUED", "nav-home"]
    );
}

/// What is wrong with the pages of one person, and how many pages there were.
async fn look(app: &TestApp, paths: &[String], who: &Person) -> (Vec<String>, usize) {
    let (mut wrong, mut pages) = (Vec::new(), 0);
    for path in paths {
        let answer = app.get(path, Some(who)).await;
        if answer.status.is_server_error() {
            wrong.push(format!("{} {path}: {}", who.name, answer.status));
        }
        let is_page = answer
            .headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        if is_page {
            pages += usize::from(answer.status.is_success());
            wrong.extend(
                raw_keys(&answer.text())
                    .into_iter()
                    .map(|key| format!("{} {path}: {key}", who.name)),
            );
        }
    }
    (wrong, pages)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_any_role_shows_a_raw_key() {
    let world = World::open().await;
    let app = Arc::new(TestApp::with_files(
        &world.house.app.db,
        &world.house.app.files,
        backoffice::house::features(),
    ));
    let objects = objects(&world).await;
    // Files and letters are no pages; they have their own tests.
    let is_file = |path: &str| {
        [
            "/pdf",
            ".pdf",
            "/download",
            "/notice",
            "/preview",
            ".ics",
            ".csv",
            ".xlsx",
            ".json",
        ]
        .iter()
        .any(|end| path.ends_with(end))
    };
    let routes = app
        .app
        .route_table
        .iter()
        .filter(|route| route.method == Method::GET && !route.is_api && !is_file(route.path));
    let paths: Arc<Vec<String>> =
        Arc::new(routes.flat_map(|route| addresses(route.path, &objects)).collect());
    let cast = backoffice::demo::Cast::load(&world.house).await.unwrap();
    let mut visits = JoinSet::new();
    for key in [
        "SB", "RL", "BfdH", "GS", "PK", "AS", "SV", "SM", "PB", "RH", "DS", "AD", "KE", "KZ", "KE2",
    ] {
        let Actor::Person(person) = cast.at(key, world.house.app.db.now()).unwrap().actor else {
            panic!("{key}")
        };
        let (app, paths) = (app.clone(), paths.clone());
        visits.spawn(async move { look(&app, &paths, &person).await });
    }
    let (mut wrong, mut pages) = (Vec::new(), 0);
    for (faults, seen) in visits.join_all().await {
        wrong.extend(faults);
        pages += seen;
    }
    wrong.sort();
    assert!(pages > 500, "only {pages} pages were shown");
    assert!(
        wrong.is_empty(),
        "{} findings on {pages} pages:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
