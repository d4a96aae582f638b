//! Files in a bucket: against a small service that speaks as much S3 as we use and checks every signature. Against a
//! whole service: `tests/conformance/s3.py`.
#![allow(clippy::unwrap_used)] // tests may
#![allow(clippy::disallowed_methods)] // the service is no part of the product: its own routes and clock

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use base::Ctx;
use base_files::{Files, NewFile, Place, S3};
use base_testing::db::databases;
use chrono::{DateTime, Duration, Utc};
use sha2::{Digest as _, Sha256};

/// Bytes, and when they were written.
type Blob = (Bytes, DateTime<Utc>);

/// What the service holds, and how often it says that it is busy first.
#[derive(Clone, Default)]
struct Bucket {
    blobs: Arc<Mutex<BTreeMap<String, Blob>>>,
    busy: Arc<Mutex<usize>>,
}

impl Bucket {
    fn keys(&self) -> Vec<String> {
        self.blobs.lock().unwrap().keys().cloned().collect()
    }

    /// Whoever doesn't sign with the right key learns nothing; who does is told now and then to come back.
    fn refusal(&self, request: &Parts, body: &[u8]) -> Option<Response> {
        if let Err(why) = verify(request, body) {
            return Some((StatusCode::FORBIDDEN, why).into_response());
        }
        let mut busy = self.busy.lock().unwrap();
        if *busy > 0 {
            *busy -= 1;
            return Some(StatusCode::SERVICE_UNAVAILABLE.into_response());
        }
        None
    }
}

const KEY: &str = "portal";
const SECRET: &str = "geheim";

fn hmac(key: &[u8], message: &str) -> Vec<u8> {
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key); // no key here is longer than a block
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::new()
        .chain_update(pad(0x36))
        .chain_update(message)
        .finalize();
    Sha256::new()
        .chain_update(pad(0x5c))
        .chain_update(inner)
        .finalize()
        .to_vec()
}

/// Signature Version 4 as Amazon describes it: the request in canonical form, signed with a key of the day. Error: what
/// differs.
fn verify(request: &Parts, body: &[u8]) -> Result<(), &'static str> {
    let header = |name: &str| {
        request
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let signed = header("authorization");
    let part = |name: &str| {
        let from = signed.split_once(&format!("{name}="))?.1;
        Some(from.split([',', ' ']).next().unwrap_or_default())
    };
    let (Some(credential), Some(names), Some(signature)) =
        (part("Credential"), part("SignedHeaders"), part("Signature"))
    else {
        return Err("not signed");
    };
    let Some(scope) = credential.strip_prefix(&format!("{KEY}/")) else {
        return Err("an unknown key");
    };
    let content = header("x-amz-content-sha256");
    if content != "UNSIGNED-PAYLOAD" && content != hex::encode(Sha256::digest(body)) {
        return Err("the content is not what was signed");
    }
    let mut query: Vec<&str> = request.uri.query().unwrap_or_default().split('&').collect();
    query.sort_unstable();
    let headers: String = names
        .split(';')
        .map(|name| format!("{name}:{}\n", header(name).trim()))
        .collect();
    let canonical = format!(
        "{}\n{}\n{}\n{headers}\n{names}\n{content}",
        request.method,
        request.uri.path(),
        query.join("&"),
    );
    let hashed = hex::encode(Sha256::digest(canonical));
    let to_sign = format!("AWS4-HMAC-SHA256\n{}\n{scope}\n{hashed}", header("x-amz-date"));
    let key = scope
        .split('/')
        .fold(format!("AWS4{SECRET}").into_bytes(), |key, part| hmac(&key, part));
    if hex::encode(hmac(&key, &to_sign)) == signature {
        Ok(())
    } else {
        Err("the signature does not fit")
    }
}

/// Stands before every route: the signature is looked at, then the request goes on.
async fn guard(State(bucket): State<Bucket>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 64 << 20).await.unwrap();
    match bucket.refusal(&parts, &body) {
        Some(refusal) => refusal,
        None => next.run(Request::from_parts(parts, body.into())).await,
    }
}

fn found(blob: &Blob) -> Response {
    let changed = blob.1.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    (
        [
            (header::LAST_MODIFIED, changed),
            (header::ETAG, "\"1\"".to_owned()),
        ],
        blob.0.clone(),
    )
        .into_response()
}

async fn read(State(bucket): State<Bucket>, Path(key): Path<String>) -> Response {
    let blobs = bucket.blobs.lock().unwrap();
    blobs
        .get(&key)
        .map_or(StatusCode::NOT_FOUND.into_response(), found)
}

async fn write(
    State(bucket): State<Bucket>,
    Path(key): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut blobs = bucket.blobs.lock().unwrap();
    if headers.contains_key(header::IF_NONE_MATCH) && blobs.contains_key(&key) {
        return StatusCode::PRECONDITION_FAILED.into_response();
    }
    blobs.insert(key, (body, Utc::now()));
    [(header::ETAG, "\"1\"")].into_response()
}

async fn remove(State(bucket): State<Bucket>, Path(key): Path<String>) -> Response {
    bucket.blobs.lock().unwrap().remove(&key);
    StatusCode::NO_CONTENT.into_response()
}

async fn list(State(bucket): State<Bucket>, Query(asked): Query<BTreeMap<String, String>>) -> Response {
    let prefix = asked.get("prefix").cloned().unwrap_or_default();
    let mut xml = String::from("<ListBucketResult><IsTruncated>false</IsTruncated>");
    for (key, (bytes, changed)) in bucket.blobs.lock().unwrap().iter() {
        if key.starts_with(&prefix) {
            xml += &format!(
                "<Contents><Key>{key}</Key><LastModified>{}</LastModified><ETag>1</ETag><Size>{}</Size></Contents>",
                changed.to_rfc3339(),
                bytes.len()
            );
        }
    }
    xml += "</ListBucketResult>";
    xml.into_response()
}

/// The service, and the setting that leads to it.
async fn service() -> (Bucket, S3) {
    let bucket = Bucket::default();
    let router = Router::new()
        .route("/dateien", get(list))
        .route("/dateien/{*key}", get(read).put(write).delete(remove))
        .layer(middleware::from_fn_with_state(bucket.clone(), guard))
        .with_state(bucket.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let s3 = S3 {
        endpoint: format!("http://{}", listener.local_addr().unwrap()),
        access_key_id: KEY.into(),
        secret_access_key: SECRET.into(),
        ..S3::default()
    };
    tokio::spawn(async move { axum::serve(listener, router).await });
    (bucket, s3)
}

fn open(setting: &str, s3: &S3) -> Files {
    Place::parse(setting, s3).unwrap().open().unwrap()
}

fn attachment(bytes: &'static [u8]) -> NewFile {
    NewFile {
        name: "Beschluss.pdf".into(),
        media_type: "application/pdf".into(),
        purpose: "attachment",
        application_id: None,
        bytes: bytes.into(),
    }
}

#[tokio::test]
async fn a_file_goes_into_the_bucket_and_comes_back_until_it_is_swept() {
    for test in databases().await {
        let (bucket, s3) = service().await;
        for (setting, prefix) in [("s3://dateien", ""), ("s3://dateien/portal", "portal/")] {
            bucket.blobs.lock().unwrap().clear();
            let files = open(setting, &s3);
            let ctx = Ctx::system("test", test.db.now());
            let unit = test.db.write(&ctx).await.unwrap();
            let kept = files.put(&unit, attachment(b"%PDF-1.7 Beschluss")).await.unwrap();
            unit.commit().await.unwrap();
            let unit = test.db.write(&ctx).await.unwrap();
            files.put(&unit, attachment(b"undone")).await.unwrap();
            drop(unit); // the use case failed
            assert_eq!(&*files.read(&kept).await.unwrap(), b"%PDF-1.7 Beschluss");
            let key = format!("{prefix}{}/{}", &kept.sha256[..2], &kept.sha256[2..]);
            assert!(bucket.keys().contains(&key), "{:?}", bucket.keys());

            let tomorrow = test.db.machine_now() + Duration::hours(24);
            assert_eq!(files.sweep_before(&test.db, tomorrow).await.unwrap(), 1);
            assert_eq!(bucket.keys(), std::slice::from_ref(&key), "{}", test.name);

            // a later database has no findings, and one whose bytes were altered or lost has
            let altered = (Bytes::from_static(b"%PDF-1.7 beschluss"), Utc::now());
            bucket.blobs.lock().unwrap().insert(key.clone(), altered);
            assert!(files.read(&kept).await.is_err());
            bucket.blobs.lock().unwrap().remove(&key);
            assert!(files.read(&kept).await.is_err());
            let lost = files.findings(&test.db).await.unwrap();
            assert!(
                lost.iter().any(|finding| finding.contains(&kept.sha256)),
                "{lost:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_busy_service_is_asked_again_and_a_wrong_key_is_said() {
    let (bucket, s3) = service().await;
    let files = open("s3://dateien", &s3);
    *bucket.busy.lock().unwrap() = 2;
    files.stage(Bytes::from_static(b"zum dritten")).await.unwrap();
    assert_eq!(bucket.keys().len(), 1);

    let stranger = S3 {
        access_key_id: "fremd".into(),
        ..s3.clone()
    };
    let guess = S3 {
        secret_access_key: "geraten".into(),
        ..s3
    };
    for wrong in [stranger, guess] {
        let refused = open("s3://dateien", &wrong).stage(Bytes::from_static(b"x")).await;
        assert!(refused.is_err());
        assert_eq!(bucket.keys().len(), 1);
    }
}

#[tokio::test]
async fn instances_that_share_a_bucket_find_each_others_mark() {
    for test in databases().await {
        let (_, s3) = service().await;
        let ctx = Ctx::system("test", test.db.now());
        open("s3://dateien", &s3).mark(&test.db, &ctx).await.unwrap();
        let second = open("s3://dateien", &s3);
        second.mark(&test.db, &ctx).await.unwrap();
        assert!(second.mark_findings(&test.db).await.unwrap().is_empty());
        let elsewhere = open("s3://dateien/andere", &s3);
        assert_eq!(elsewhere.mark_findings(&test.db).await.unwrap().len(), 1);
        assert!(elsewhere.mark(&test.db, &ctx).await.is_err());
    }
}
