//! A whole server in the test's process: requests go straight into the router, as a person who needs no password.

use std::io::{Read as _, Write as _};
use std::path::PathBuf;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use base::{Access, Assignment, Person, PersonId, Problem, Role, Scope};
use base_db::Db;
use base_files::Files;
use base_sheets::Reader;
use base_web::Settings;
use base_web::app::{App, Feature};
use base_web::identity::{Credential, Identity};
use base_web::server::{self, Parts};
use chrono::{DateTime, Utc};
use futures::FutureExt;
use futures::future::BoxFuture;
use serde_json::Value;
use tower::ServiceExt;
use uuid::Uuid;

/// A person with roles, for tests: `person("Sachbearbeitung", &[(Role::SB, Scope::Programme(id))])`.
#[must_use]
pub fn person(name: &str, roles: &[(Role, Scope)]) -> Person {
    let id = PersonId::new();
    Person {
        id,
        name: format!("{name} (Test)"),
        email: format!("{}@test.example", id.0.simple()),
        assignments: roles
            .iter()
            .map(|(role, scope)| Assignment {
                role: *role,
                scope: *scope,
                deputy_of: None,
            })
            .collect(),
    }
}

/// All parts of an archive, one after the other.
fn unzipped(bytes: &[u8]) -> std::io::Result<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes))?;
    let mut text = String::new();
    for number in 0..archive.len() {
        let mut part = Vec::new();
        archive.by_index(number)?.read_to_end(&mut part)?;
        text.push_str(&String::from_utf8_lossy(&part));
    }
    Ok(text)
}

/// The words of a PDF in reading order, single spaces between them.
fn words_of_pdf(bytes: &[u8]) -> std::io::Result<String> {
    let mut file = tempfile::NamedTempFile::new()?;
    file.write_all(bytes)?;
    let out = std::process::Command::new("pdftotext")
        .args(["-enc", "UTF-8"])
        .arg(file.path())
        .arg("-")
        .output()?;
    let text = String::from_utf8_lossy(&out.stdout).replace("\u{ad}\n", "");
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A context in which this person acts now, as a use case test needs it.
#[must_use]
pub fn ctx(person: &Person, now: DateTime<Utc>) -> base::Ctx {
    base::Ctx {
        actor: base::Actor::Person(person.clone()),
        channel: base::Channel::Web,
        ..base::Ctx::system("test", now)
    }
}

/// The operator at the command line, who creates accounts and master data.
#[must_use]
pub fn operator(now: DateTime<Utc>) -> base::Ctx {
    base::Ctx {
        actor: base::Actor::Operator("test".to_owned()),
        channel: base::Channel::Cli,
        ..base::Ctx::system("test", now)
    }
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body with what is packed into it: the parts of a workbook or an archive, the words of a PDF. A PDF stays
    /// unread, with a message, where poppler-utils is not installed.
    ///
    /// # Panics
    /// When a workbook or an archive cannot be unpacked.
    #[must_use]
    pub fn unpacked(&self) -> String {
        if self.bytes.starts_with(b"PK\x03\x04") {
            unzipped(&self.bytes).unwrap_or_else(|error| panic!("no archive: {error}"))
        } else if self.bytes.starts_with(b"%PDF-") {
            words_of_pdf(&self.bytes).unwrap_or_else(|error| {
                eprintln!("skipped: pdftotext (poppler-utils) can't be run: {error}");
                String::new()
            })
        } else {
            self.text()
        }
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.text()))
    }

    /// Where a redirect goes, empty if it is none.
    #[must_use]
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

/// A server over one database, with the given features, without worker.
pub struct TestApp {
    pub app: App,
    pub router: Router,
    _data: tempfile::TempDir,
}

impl TestApp {
    /// Builds the server. Persons are whoever the request says they are; `identify_with` takes the real seam instead.
    ///
    /// # Panics
    /// When the texts are broken.
    #[must_use]
    pub fn new(db: &Db, features: Vec<Feature>) -> Self {
        Self::identify_with(db, features, trusting)
    }

    /// The same with a real `Identify`, for testing sign-in itself; persons are then sent as cookies by hand.
    ///
    /// # Panics
    /// When the texts are broken.
    #[must_use]
    pub fn identify_with(db: &Db, features: Vec<Feature>, identify: base_web::identity::Identify) -> Self {
        Self::build(db, Files::memory(), features, identify)
    }

    /// The same as `new` over files that are there already, as a demo's letters.
    ///
    /// # Panics
    /// When the texts are broken.
    #[must_use]
    pub fn with_files(db: &Db, files: &Files, features: Vec<Feature>) -> Self {
        Self::build(db, files.clone(), features, trusting)
    }

    fn build(db: &Db, files: Files, features: Vec<Feature>, identify: base_web::identity::Identify) -> Self {
        let mut texts = vec![
            base_web::TEXTS,
            base_mail::TEXTS,
            base_files::TEXTS,
            base_sheets::TEXTS,
        ];
        texts.extend(features.iter().flat_map(|feature| feature.texts.iter().copied()));
        base::texts::install(&texts).expect("the text files are sound");
        let data = tempfile::tempdir().expect("a folder");
        let parts = Parts {
            db: db.clone(),
            files,
            sheets: sheet_reader(),
            settings: Settings {
                public_url: "http://test.example".to_owned(),
                authority: "Ministerium (Test)".to_owned(),
                demo: false,
                trusted_proxies: Vec::new(),
                data_dir: data.path().to_owned(),
            },
            identify,
            metrics: metrics_exporter_prometheus::PrometheusBuilder::new()
                .build_recorder()
                .handle(),
        };
        let (app, router) = server::build(parts, features);
        Self {
            app,
            router,
            _data: data,
        }
    }

    /// GET as a person, or as nobody.
    pub async fn get(&self, path: &str, person: Option<&Person>) -> Answer {
        self.send(Method::GET, path, "", Body::empty(), person).await
    }

    /// A form, as a browser on our own pages sends it.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)], person: Option<&Person>) -> Answer {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        self.send(
            Method::POST,
            path,
            "application/x-www-form-urlencoded",
            Body::from(body),
            person,
        )
        .await
    }

    /// A file with further fields.
    pub async fn post_file(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        file: (&str, &str, &[u8]),
        person: Option<&Person>,
    ) -> Answer {
        const BOUNDARY: &str = "test-boundary-7d1f";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .bytes(),
            );
        }
        let (field, name, bytes) = file;
        body.extend(
            format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n").bytes(),
        );
        body.extend(bytes);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Method::POST, path, &kind, Body::from(body), person)
            .await
    }

    /// A call of the JSON API.
    pub async fn api(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        person: Option<&Person>,
    ) -> Answer {
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.send(method, path, "application/json", body, person).await
    }

    /// Any request.
    ///
    /// # Panics
    /// When the request itself cannot be built.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        kind: &str,
        body: Body,
        person: Option<&Person>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "test.example")
            .header("sec-fetch-site", "same-origin");
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if let Some(person) = person {
            request = request.header(header::COOKIE, session(person));
        }
        self.request(request.body(body).expect("a request")).await
    }

    /// A request as it is, headers included.
    ///
    /// # Panics
    /// When the body breaks off.
    pub async fn request(&self, request: Request<Body>) -> Answer {
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router always answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 64 * 1024 * 1024)
            .await
            .expect("a whole body")
            .to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }
}

/// The cookie header of a person, for requests that need further headers.
#[must_use]
pub fn session(person: &Person) -> String {
    format!("session={}", cookie(person))
}

/// The test cookie says who it is: id, name and assignments, separated by what no value contains.
fn cookie(person: &Person) -> String {
    let mut parts = vec![
        person.id.to_string(),
        hex::encode(&person.name),
        hex::encode(&person.email),
    ];
    for held in &person.assignments {
        let (kind, id) = held.scope.parts();
        parts.push(format!(
            "{}.{kind}.{}",
            held.role.code(),
            id.map(|id| id.to_string()).unwrap_or_default()
        ));
    }
    parts.join("~")
}

fn from_cookie(cookie: &str) -> Option<Person> {
    let mut parts = cookie.split('~');
    let text = |part: &str| String::from_utf8(hex::decode(part).ok()?).ok();
    let id = parts.next()?.parse().ok()?;
    let name = text(parts.next()?)?;
    let email = text(parts.next()?)?;
    let assignments = parts
        .map(|part| {
            let mut fields = part.split('.');
            let role = Role::from_code(fields.next()?)?;
            let kind = fields.next()?;
            let id = fields.next().and_then(|id| id.parse::<Uuid>().ok());
            Some(Assignment {
                role,
                scope: Scope::from_parts(kind, id)?,
                deputy_of: None,
            })
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Person {
        id,
        name,
        email,
        assignments,
    })
}

fn trusting<'a>(
    _: &'a Db,
    credential: Credential<'a>,
    _: DateTime<Utc>,
) -> BoxFuture<'a, Result<Option<Identity>, Problem>> {
    let (Credential::Session(value) | Credential::Token(value)) = credential;
    let identity = from_cookie(value).map(|person| Identity {
        person,
        access: Access::ReadWrite,
        session: None,
    });
    async move { Ok(identity) }.boxed()
}

/// The reader's child program of the same build: beside the test program, or one folder up.
fn sheet_reader() -> Reader {
    let own = std::env::current_exe().unwrap_or_default();
    let names = ["sheet-reader", "backoffice"];
    let candidates = own
        .ancestors()
        .skip(1)
        .take(2)
        .flat_map(|folder| names.map(|name| folder.join(name)));
    let program = candidates
        .into_iter()
        .find(|path| path.is_file())
        .unwrap_or_else(|| PathBuf::from("sheet-reader"));
    Reader::new(program)
}
