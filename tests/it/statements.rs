//! How many SQL statements a page takes. Time is measured by the benchmark; this cannot be disturbed by a busy machine.
//!
//! Every statement of a request counts, the one that finds session, account and roles included.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use backoffice::demo::{Cast, PASSWORD};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tower::ServiceExt as _;
use tracing::span::{Attributes, Id};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};
use uuid::Uuid;

use crate::world::World;

/// Counts what reaches the database: the ORM opens a span for every statement.
#[derive(Clone, Default)]
struct Counter(Arc<Mutex<Vec<&'static str>>>);

impl<S: tracing::Subscriber> Layer<S> for Counter {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let span = attributes.metadata();
        let places = [
            "sea_orm::database::db_connection",
            "sea_orm::database::transaction",
        ];
        let kinds = [
            "execute_raw",
            "execute_unprepared",
            "query_one_raw",
            "query_all_raw",
            "stream_raw",
        ];
        if places.contains(&span.target()) && kinds.contains(&span.name()) {
            self.0.lock().unwrap().push(span.name());
        }
    }
}

/// Signed in by the form; gives the cookie.
async fn sign_in(router: &Router, email: &str) -> String {
    let form = [("email", email), ("password", PASSWORD)];
    let form = form.map(|(name, value)| format!("{name}={}", value.replace('@', "%40")));
    let request = Request::post("/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.join("&")))
        .unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// The statements of one page.
async fn statements(router: &Router, cookie: &str, path: &str) -> usize {
    let counter = Counter::default();
    let subscriber = tracing_subscriber::registry().with(counter.clone());
    let _guard = tracing::subscriber::set_default(subscriber);
    let request = Request::get(path)
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    counter.0.lock().unwrap().len()
}

async fn officer(world: &World) -> String {
    let cast = Cast::load(&world.house).await.unwrap();
    sign_in(&world.house.router, &cast.email("SB").unwrap()).await
}

#[tokio::test]
async fn a_list_of_applications_takes_four_statements() {
    let world = World::open().await;
    let cookie = officer(&world).await;
    for path in [
        "/applications",
        "/applications?call=IBZ-2026A&sort=-requested",
        "/applications?q=stadt&state=RESERVE",
    ] {
        let found = statements(&world.house.router, &cookie, path).await;
        assert!((2..=4).contains(&found), "{path}: {found} statements");
    }
}

/// The home page counts in the database: its statements do not grow with the applications.
#[tokio::test]
async fn a_home_page_counts_and_does_not_load() {
    let world = World::open().await;
    let cast = Cast::load(&world.house).await.unwrap();
    let mut over = Vec::new();
    for (role, most) in HOME {
        let cookie = sign_in(&world.house.router, &cast.email(role).unwrap()).await;
        let found = statements(&world.house.router, &cookie, "/").await;
        if !(2..=most).contains(&found) {
            over.push((role, found));
        }
    }
    assert!(over.is_empty(), "{over:?}");
}

/// The most statements of each role's home page, which is opened many times a day. The numbers only go down.
const HOME: [(&str, usize); 14] = [
    ("SB", 33),
    ("RL", 28),
    ("BfdH", 22),
    ("GS", 6),
    ("SV", 4),
    ("SM", 4),
    ("PK", 9),
    ("PB", 7),
    ("AS", 7),
    ("KE", 12),
    ("KZ", 19),
    ("RH", 7),
    ("AD", 2),
    ("DS", 2),
];

/// The parts of a case page with the most statements each may take. The overview is what people open all day: six, and
/// two more while documents are asked for. The other numbers only go down.
const CASE_PARTS: [(&str, usize); 4] = [
    ("", 8),
    // whether the case may be withdrawn, and what it may be asked for next: three
    ("?part=application", 16),
    // the essential reasons of a rejection take three; grant, letters, amendments, payments and proof one or two each
    ("?part=procedure", 23),
    ("?part=record", 30),
];

/// One application of each state.
async fn cases(world: &World) -> Vec<(Uuid, String)> {
    let query = "SELECT MIN(id) AS id, state FROM application WHERE received_at IS NOT NULL GROUP BY state";
    let rows = world
        .house
        .app
        .db
        .reader()
        .query_all_raw(Statement::from_string(DbBackend::Sqlite, query))
        .await
        .unwrap();
    rows.iter()
        .map(|row| (row.try_get("", "id").unwrap(), row.try_get("", "state").unwrap()))
        .collect()
}

#[tokio::test]
async fn a_case_page_takes_no_more_statements_than_it_did() {
    let world = World::open().await;
    let cookie = officer(&world).await;
    let cases = cases(&world).await;
    assert!(cases.len() > 5, "{cases:?}");
    let (mut over, mut most) = (Vec::new(), CASE_PARTS.map(|(part, _)| (part, 0)));
    for (id, state) in cases {
        for ((part, limit), most) in CASE_PARTS.into_iter().zip(&mut most) {
            let path = format!("/applications/{id}{part}");
            let found = statements(&world.house.router, &cookie, &path).await;
            let limit = if part.is_empty() && state != "DOCUMENTS_REQUESTED" {
                6
            } else {
                limit
            };
            most.1 = most.1.max(found);
            if !(2..=limit).contains(&found) {
                over.push((state.clone(), part, found));
            }
        }
    }
    assert!(over.is_empty(), "{over:?}; the most of each part: {most:?}");
}

/// The statements of one form or one call of the API by a person who has signed in.
async fn sent(router: &Router, cookie: &str, method: &str, path: &str, kind: &str, body: String) -> usize {
    let counter = Counter::default();
    let subscriber = tracing_subscriber::registry().with(counter.clone());
    let _guard = tracing::subscriber::set_default(subscriber);
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::COOKIE, cookie)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(body))
        .unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    let status = answer.status();
    assert!(
        status.is_success() || status == StatusCode::SEE_OTHER,
        "{path}: {status}"
    );
    counter.0.lock().unwrap().len()
}

#[tokio::test]
async fn a_score_is_handed_in_with_six_statements_and_a_field_saved_with_three() {
    let world = World::open().await;
    let router = &world.house.router;
    let cast = Cast::load(&world.house).await.unwrap();
    let cookie = sign_in(router, &cast.email("AS").unwrap()).await;
    let query = "SELECT r.id FROM review r JOIN standing s ON s.id = r.application_id JOIN account p ON p.id = r.assessor_id \
                 WHERE r.state = 'ASSIGNED' AND s.reviews = 0 AND p.email = ? ORDER BY r.id LIMIT 1";
    let query = Statement::from_sql_and_values(DbBackend::Sqlite, query, [cast.email("AS").unwrap().into()]);
    let conn = world.house.app.db.reader();
    let row = conn
        .query_one_raw(query)
        .await
        .unwrap()
        .expect("a review to begin");
    let review = format!("/reviews/{}", row.try_get::<Uuid>("", "id").unwrap());
    let form = "application/x-www-form-urlencoded";
    let declared = "interest=NONE&reason=".to_owned();
    sent(
        router,
        &cookie,
        "POST",
        &format!("{review}/declaration"),
        form,
        declared,
    )
    .await;
    let field = format!("/api/v1{review}/fields/points_K1");
    let typed = r#"{"typed":{"points_K1":["4"]},"version":0}"#.to_owned();
    let found = sent(router, &cookie, "PUT", &field, "application/json", typed).await;
    assert!(found <= 3, "a field: {found}");
    let points: String = (1..=7)
        .map(|place| format!("&points_K{place}=4&reason_K{place}=&v.points_K{place}=9"))
        .collect();
    let sheet = format!("version=1{points}&comment=&recommendation=&do=submit");
    let found = sent(router, &cookie, "POST", &review, form, sheet).await;
    assert!(found <= 6, "handed in: {found}");
}

#[tokio::test]
async fn a_ranking_takes_six_statements_at_most() {
    let world = World::open().await;
    let cookie = officer(&world).await;
    let query = "SELECT c.id, (SELECT COUNT(*) FROM ranking_version r WHERE r.call_id = c.id) AS frozen, (SELECT \
                 SUM(r.open_ties) FROM ranking_version r WHERE r.call_id = c.id) AS ties FROM call c \
                 WHERE EXISTS (SELECT 1 FROM standing s WHERE s.call_id = c.id)";
    let query = Statement::from_string(DbBackend::Sqlite, query);
    let mut kinds = std::collections::BTreeSet::new();
    for row in world.house.app.db.reader().query_all_raw(query).await.unwrap() {
        let (id, frozen): (Uuid, i64) = (row.try_get("", "id").unwrap(), row.try_get("", "frozen").unwrap());
        let found = statements(&world.house.router, &cookie, &format!("/calls/{id}/ranking")).await;
        let ties: Option<i64> = row.try_get("", "ties").unwrap();
        // open ties are one more
        let most = 5 + usize::from(frozen > 0) + usize::from(ties.unwrap_or(0) > 0);
        assert!(found <= most, "frozen {frozen}: {found}");
        kinds.insert(frozen > 0);
    }
    assert_eq!(kinds.len(), 2, "one call is frozen, another one is not");
}
