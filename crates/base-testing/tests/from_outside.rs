//! What comes from outside and is not as it should be: said in the house's form, bounded, and never silently.

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{Method, Request, StatusCode, header};
use base::Problem;
use base_testing::{TestApp, db};
use base_web::api::{ApiDoc, ApiJson};
use base_web::app::Feature;
use base_web::identity::{Credential, Identity};
use base_web::routes::{May, Routes};
use base_web::upload::Upload;
use base_web::{FormData, Reply, Visit};
use chrono::{DateTime, Utc};
use futures::FutureExt as _;
use futures::future::BoxFuture;

async fn breaks() -> Reply {
    panic!("a bug")
}

async fn takes_form(_: Visit, form: FormData) -> Reply {
    base_web::api::ok(form.get("name").to_owned())
}

async fn takes_files(_: Visit, upload: Upload) -> Reply {
    base_web::api::ok(upload.files.len())
}

async fn takes_json(_: Visit, body: ApiJson<String>) -> Reply {
    base_web::api::ok(body.0)
}

async fn takes_name(_: Visit, Path(name): Path<String>) -> Reply {
    base_web::api::ok(name)
}

fn feature() -> Feature {
    let routes = Routes::new()
        .get("/breaks", May::Anyone, breaks)
        .get("/named/{name}", May::Anyone, takes_name)
        .post("/form", May::Anyone, takes_form)
        .post("/files", May::Anyone, takes_files)
        .api(
            Method::POST,
            "/api/v1/json",
            May::Anyone,
            takes_json,
            ApiDoc::new("Take"),
        );
    Feature {
        routes,
        ..Feature::default()
    }
}

async fn app() -> TestApp {
    TestApp::new(&db::sqlite().await.db, vec![feature()])
}

/// As when the database is away.
fn nobody_knows<'a>(
    _: &'a base_db::Db,
    _: Credential<'a>,
    _: DateTime<Utc>,
) -> BoxFuture<'a, Result<Option<Identity>, Problem>> {
    async { Err(Problem::broken("the database is away")) }.boxed()
}

#[tokio::test]
async fn what_fails_before_the_handler_is_said_like_anything_else() {
    let app = TestApp::identify_with(&db::sqlite().await.db, vec![feature()], nobody_knows);
    let ask = |path: &str| {
        let request = Request::get(path).header(header::COOKIE, "session=any");
        app.request(request.body(Body::empty()).unwrap())
    };
    let page = ask("/named/a").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(
        page.text().contains("<h1") && page.text().contains("Störung"),
        "{}",
        page.text()
    );
    assert!(page.headers.contains_key("x-request-id"));
    let json = ask("/api/v1/json").await;
    assert_eq!(json.json()["code"], "broken");
}

#[tokio::test]
async fn a_panic_is_a_page_with_the_headers_of_every_page() {
    let answer = app().await.get("/breaks", None).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.text().contains("Störung"), "{}", answer.text());
    assert!(!answer.text().contains("a bug"), "the message is the operator's");
    for name in ["x-request-id", "content-security-policy"] {
        assert!(answer.headers.contains_key(name), "{name}");
    }
}

#[tokio::test]
async fn what_is_too_large_is_said_to_be_too_large() {
    let app = app().await;
    let large = "x".repeat(7 * 1024 * 1024);
    let answer = app.post_form("/form", &[("name", &large)], None).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("6 MiB"), "{}", answer.text());

    let many = "a&".repeat(20_000);
    let kind = "application/x-www-form-urlencoded";
    let answer = app
        .send(Method::POST, "/form", kind, Body::from(many), None)
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "many fields");

    let file = vec![b'x'; 53 * 1024 * 1024];
    let answer = app.post_file("/files", &[], ("file", "a.pdf", &file), None).await;
    assert_eq!(
        answer.status,
        StatusCode::PAYLOAD_TOO_LARGE,
        "more than a form may hold"
    );
    assert!(answer.text().contains("50 MiB"), "{}", answer.text());
}

#[tokio::test]
async fn no_nul_reaches_a_database() {
    let app = app().await;
    let form = app.post_form("/form", &[("name", "a\0b")], None).await;
    assert_eq!(form.json(), "ab");
    assert_eq!(app.get("/named/a%00b", None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        app.get("/named/a?q=%00", None).await.status,
        StatusCode::NOT_FOUND
    );
    let json = app
        .api(Method::POST, "/api/v1/json", Some("a\0b".into()), None)
        .await;
    assert_eq!(json.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_breaks_off_in_the_middle_is_said_to_be_incomplete() {
    let app = app().await;
    for kind in [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=b",
    ] {
        let half = [
            Ok(Bytes::from_static(b"--b\r\n")),
            Err(std::io::Error::other("gone")),
        ];
        let body = Body::from_stream(futures::stream::iter(half));
        let answer = app.send(Method::POST, "/files", kind, body, None).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{kind}");
        assert!(answer.text().contains("nicht vollständig"), "{}", answer.text());
    }
}
