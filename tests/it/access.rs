//! Who may: every route is asked as every role, in the own programme and in a foreign one, and as nobody. The verdicts
//! come from `access_matrix.csv` (handbook 13); `access_routes.csv` says which route is which verb of which object, and
//! a route that is missing there fails the test.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use axum::body::Body;
use axum::http::Method;
use base::{Person, Role, Scope};
use base_testing::{TestApp, person};
use base_web::May;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use uuid::Uuid;

use crate::world::World;

fn data(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = fs::read_to_string(&path).unwrap();
    text.lines()
        .skip(1)
        .map(|line| line.split(';').map(str::to_owned).collect())
        .collect()
}

/// `object;verb` → role → `allow`, `own` or `deny`.
fn matrix() -> BTreeMap<(String, String), BTreeMap<Role, String>> {
    data("access_matrix.csv")
        .into_iter()
        .map(|row| {
            let verdicts = Role::ALL.iter().zip(&row[2..]);
            (
                (row[0].clone(), row[1].clone()),
                verdicts.map(|(role, verdict)| (*role, verdict.clone())).collect(),
            )
        })
        .collect()
}

/// Ids of one object of each kind in the demo.
async fn objects(world: &World) -> BTreeMap<&'static str, String> {
    let conn = world.house.app.db.reader();
    let mut found = BTreeMap::new();
    for (placeholder, table) in [
        ("application", "application"),
        ("call", "call"),
        ("grant", "grant"),
        ("engagement", "engagement"),
        ("facilitator", "facilitator"),
        ("budget_line", "budget_line"),
        ("review", "review"),
        ("committee", "committee"),
        ("meeting", "meeting"),
        ("event", "exchange_event"),
        ("practice_report", "practice_report"),
        ("import_run", "import_run"),
        ("hours_entry", "hours_entry"),
        ("mail", "outbox_mail"),
        ("body", "body"),
        ("programme", "programme"),
    ] {
        // Mails about no case (invitations, calls) belong to no programme.
        let only = if table == "outbox_mail" {
            "WHERE application_id IS NOT NULL"
        } else {
            ""
        };
        let query = Statement::from_string(
            DbBackend::Sqlite,
            format!("SELECT id FROM \"{table}\" {only} ORDER BY id LIMIT 1"),
        );
        let row = conn
            .query_one_raw(query)
            .await
            .unwrap_or_else(|error| panic!("{table}: {error}"));
        let row = row.unwrap_or_else(|| panic!("the demo has no {table}"));
        found.insert(placeholder, row.try_get::<Uuid>("", "id").unwrap().to_string());
    }
    found
}

/// A path with its placeholders filled: known objects by their id, others by an id that names nothing.
fn filled(path: &str, objects: &BTreeMap<&'static str, String>) -> String {
    path.split('/')
        .map(
            |part| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                Some("import_kind") => "applications".to_owned(),
                Some("report") => "R2".to_owned(),
                Some("parameter") => "funding_cap_cents".to_owned(),
                Some("lang") => "de".to_owned(),
                Some(name) => objects
                    .get(name)
                    .cloned()
                    .unwrap_or_else(|| Uuid::nil().to_string()),
                None => part.to_owned(),
            },
        )
        .collect::<Vec<_>>()
        .join("/")
}

/// Where a role holds in the demo, or in a foreign programme, body, committee and call.
fn scope(role: Role, world: &World, own: bool) -> Scope {
    let id = |known: Uuid| if own { known } else { Uuid::now_v7() };
    match role {
        Role::KE | Role::KZ => Scope::Body(id(world.body)),
        Role::AS => Scope::Call(id(world.call)),
        Role::SM | Role::SV => Scope::Committee(id(world.committee)),
        Role::PB => Scope::Own,
        Role::AD => Scope::System,
        _ => Scope::Programme(id(world.programme)),
    }
}

async fn ask(app: &TestApp, method: &Method, path: &str, who: Option<&Person>) -> u16 {
    let is_api = path.starts_with("/api/");
    let (kind, body) = match (method == Method::GET, is_api) {
        (true, _) => ("", ""),
        // Forms with files are another kind of body.
        (false, _) if path.ends_with("/answer") || path.ends_with("/attachments") || path == "/verify" => {
            ("multipart/form-data; boundary=end", "--end--\r\n")
        }
        (false, false)
            if path.contains("/amendments/") && (path.ends_with("/new") || path.ends_with("/edit")) =>
        {
            ("multipart/form-data; boundary=end", "--end--\r\n")
        }
        (false, true) => ("application/json", "{}"),
        (false, false) => ("application/x-www-form-urlencoded", ""),
    };
    app.send(method.clone(), path, kind, Body::from(body), who)
        .await
        .status
        .as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_keeps_to_the_matrix_for_every_role() {
    let world = World::open().await;
    let app = TestApp::with_files(
        &world.house.app.db,
        &world.house.app.files,
        backoffice::house::features(),
    );
    let objects = objects(&world).await;
    let matrix = matrix();
    let verbs: BTreeMap<(String, String), (String, String)> = data("access_routes.csv")
        .into_iter()
        .map(|row| ((row[0].clone(), row[1].clone()), (row[2].clone(), row[3].clone())))
        .collect();

    let known: BTreeSet<(String, String)> = app
        .app
        .route_table
        .iter()
        .map(|route| (route.method.to_string(), route.path.to_owned()))
        .collect();
    let listed: BTreeSet<(String, String)> = verbs.keys().cloned().collect();
    let forgotten: Vec<_> = known
        .difference(&listed)
        .map(|(method, path)| format!("{method};{path}"))
        .collect();
    let gone: Vec<_> = listed
        .difference(&known)
        .map(|(method, path)| format!("{method};{path}"))
        .collect();
    assert!(
        forgotten.is_empty(),
        "routes without a verdict in access_routes.csv:\n{}",
        forgotten.join("\n")
    );
    assert!(
        gone.is_empty(),
        "routes in access_routes.csv that are gone:\n{}",
        gone.join("\n")
    );

    let mut wrong = Vec::new();
    for route in &app.app.route_table {
        let key = (route.method.to_string(), route.path.to_owned());
        let (object, verb) = &verbs[&key];
        let path = filled(route.path, &objects);
        let nobody = ask(&app, &route.method, &path, None).await;
        if nobody >= 500 {
            wrong.push(format!("nobody {} {path}: {nobody}", route.method));
        }
        if object == "anyone" {
            continue;
        }
        // Pages send nobody to the sign-in (303) or offer it (401); nothing else.
        let refused = if route.method == Method::GET && !route.is_api {
            nobody == 303
        } else {
            nobody == 401
        };
        if !refused {
            wrong.push(format!("nobody {} {path}: {nobody}", route.method));
        }
        if object == "signed-in" {
            continue;
        }
        let verdicts = matrix
            .get(&(object.clone(), verb.clone()))
            .unwrap_or_else(|| panic!("no row {object};{verb}"));
        for role in Role::ALL {
            let verdict = verdicts[&role].as_str();
            let own = person(role.code(), &[(role, scope(role, &world, true))]);
            let status = ask(&app, &route.method, &path, Some(&own)).await;
            let is_refused = matches!(status, 401 | 403 | 404);
            if status >= 500 || (verdict == "deny" && !is_refused) || (verdict == "allow" && status == 403) {
                wrong.push(format!(
                    "{} {} {path}: {status}, the matrix says {verdict}",
                    role.code(),
                    route.method
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} answers differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reaches_the_objects_of_a_foreign_programme_or_body() {
    let world = World::open().await;
    let app = TestApp::with_files(
        &world.house.app.db,
        &world.house.app.files,
        backoffice::house::features(),
    );
    let objects = objects(&world).await;
    let guarded = [
        "application",
        "grant",
        "engagement",
        "facilitator",
        "budget_line",
        "review",
        "committee",
        "meeting",
        "hours_entry",
        "call",
        "mail",
        "import_run",
        "programme",
    ];
    let mut leaks = Vec::new();
    let mut asked = 0;
    for route in &app.app.route_table {
        let has_guarded = guarded
            .iter()
            .any(|name| route.path.contains(&format!("{{{name}}}")));
        if !has_guarded || route.may == May::Anyone {
            continue;
        }
        let path = filled(route.path, &objects);
        for role in Role::ALL.into_iter().filter(|role| *role != Role::AD) {
            let stranger = person(role.code(), &[(role, scope(role, &world, false))]);
            let status = ask(&app, &route.method, &path, Some(&stranger)).await;
            asked += 1;
            // A published call and its form are public; the steering group reads it inside as well.
            let is_public = matches!(role, Role::SM | Role::SV)
                && route.method == Method::GET
                && path
                    .strip_suffix("/form")
                    .unwrap_or(&path)
                    .ends_with(&objects["call"]);
            // 422 may name a missing field before the object was looked up, but it says nothing of the object.
            if !matches!(status, 403 | 404 | 422) && !is_public {
                leaks.push(format!(
                    "foreign {} {} {path}: {status}",
                    role.code(),
                    route.method
                ));
            }
        }
    }
    assert!(asked > 500, "only {asked} questions: the route table looks empty");
    assert!(leaks.is_empty(), "{}:\n{}", leaks.len(), leaks.join("\n"));
}
