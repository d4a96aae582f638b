//! The layers around every route: identity, problems, security headers, limits, figures.

use std::any::Any;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::request::Parts as RequestParts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use base::{Access, Actor, Channel, Ctx, Lang, Problem, Text};
use chrono::{DateTime, Utc};
use cookie::Cookie;
use futures::TryStreamExt as _;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;
use uuid::Uuid;

use crate::app::{App, Feature, Inner};
use crate::failure::{self, Unrendered};
use crate::identity::{Credential, Identity, session_cookie_name};
use crate::view::{Action, Block, Field, Notice, Page, Tone};
use crate::{FormData, Visit, api, assets, health, routes::Routes, upload};

/// Bytes of an ordinary form or JSON body at most.
const MAX_BODY_BYTES: usize = 6 * 1024 * 1024;
/// Who sends nothing for so long in the middle of a body has gone.
const SILENCE: Duration = Duration::from_secs(30);

/// The parts of a server before its features are added.
pub struct Parts {
    pub db: base_db::Db,
    pub files: base_files::Files,
    pub sheets: base_sheets::Reader,
    pub settings: crate::Settings,
    pub identify: crate::identity::Identify,
    pub metrics: metrics_exporter_prometheus::PrometheusHandle,
}

/// Adds the features up to an [`App`] and its router.
pub fn build(parts: Parts, features: Vec<Feature>) -> (App, Router) {
    let mut routes = crate::imports::routes();
    let mut inner = Inner {
        db: parts.db,
        files: parts.files,
        sheets: parts.sheets,
        settings: parts.settings,
        identify: parts.identify,
        metrics: parts.metrics,
        navigation: Vec::new(),
        nav_groups: Vec::new(),
        route_table: Vec::new(),
        openapi: serde_json::Value::Null,
        tasks: Vec::new(),
        case_parts: Vec::new(),
        case_figures: Vec::new(),
        evidence: Vec::new(),
        closed_cases: Vec::new(),
        searches: Vec::new(),
        jobs: Vec::new(),
        imports: Vec::new(),
        checks: Vec::new(),
        traffic: crate::app::Traffic::default(),
    };
    for feature in features {
        routes = routes.and(feature.routes);
        inner.navigation.extend(feature.navigation);
        inner.nav_groups.extend(feature.nav_groups);
        inner.tasks.extend(feature.tasks);
        inner.case_parts.extend(feature.case_parts);
        inner.case_figures.extend(feature.case_figures);
        inner.evidence.extend(feature.evidence);
        inner.closed_cases.extend(feature.closed_cases);
        inner.searches.extend(feature.search);
        inner.jobs.extend(feature.jobs);
        inner.imports.extend(feature.imports);
        inner.checks.extend(feature.check);
    }
    inner.openapi = api::document(&routes.docs);
    inner.route_table = routes.entries.clone();
    let app = App::new(inner);
    (app.clone(), layered(app, routes))
}

#[expect(
    clippy::disallowed_methods,
    reason = "routes outside the session: no person, no object, no permission"
)]
fn layered(app: App, routes: Routes) -> Router {
    let inside = routes
        .router
        .fallback(async || failure::Failure(Problem::not_found("page")))
        .layer(axum::extract::DefaultBodyLimit::max(upload::MAX_FORM_BYTES))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(app.clone(), problems))
        .layer(from_fn_with_state(app.clone(), identity))
        .layer(CsrfLayer::new())
        .layer(RequestBodyTimeoutLayer::new(SILENCE));
    let outside = Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .route(
            "/api/v1/openapi.json",
            get(async |State(app): State<App>| api::value(app.openapi.clone())),
        )
        .merge(assets::router());
    outside
        .merge(inside)
        .layer(CatchPanicLayer::new()) // of the layers above: counted and with headers like any other answer
        .layer(from_fn(headers))
        .layer(from_fn_with_state(app.clone(), figures))
        .with_state(app)
}

/// A handler's panic is a problem like others: the page says so, the log has its message.
fn panicked(panic: Box<dyn Any + Send>) -> Response {
    failure::Failure(Problem::panicked(&*panic)).into_response()
}

/// Builds the [`Ctx`]: who, in which language, when. Small bodies are read first, so that `now` is the time of
/// receipt; uploads give theirs with [`upload::Upload`].
async fn identity(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let received = received(&mut parts, body).await;
    let now = app.db.now(); // before anything else that may wait
    let known = match received {
        Ok(body) => identified(&app, &parts.headers, now)
            .await
            .map(|identity| (body, identity)),
        Err(problem) => Err(problem),
    };
    let mut ctx = Ctx {
        actor: Actor::Anonymous,
        now,
        lang: cookie(&parts.headers, "lang")
            .and_then(|tag| Lang::from_tag(&tag))
            .unwrap_or_default(),
        channel: if is_api(&parts.uri) {
            Channel::Api
        } else {
            Channel::Web
        },
        access: Access::ReadWrite,
        request_id: Uuid::now_v7(),
    };
    let request_id = ctx.request_id;
    let mut response = match known {
        Ok((body, identity)) => {
            if let Some(identity) = identity {
                if let Some(session) = identity.session {
                    parts.extensions.insert(SessionId(session));
                }
                ctx.access = identity.access;
                ctx.actor = Actor::Person(identity.person);
            }
            parts.extensions.insert(ctx);
            next.run(Request::from_parts(parts, body)).await
        }
        Err(problem) => {
            parts.extensions.insert(ctx);
            let route = route_of(&parts.extensions);
            refusal(&Visit::of(app, &parts), &parts.method, &route, &problem, None)
        }
    };
    if let Ok(value) = HeaderValue::from_str(&request_id.to_string()) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}

fn is_api(uri: &Uri) -> bool {
    uri.path().starts_with("/api/")
}

/// The body with its last byte, unless it is a file's. Error: `TooLarge`; refused when it breaks off.
async fn received(parts: &mut RequestParts, body: Body) -> Result<Body, Problem> {
    let content_type = parts
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if parts.method == Method::GET || content_type.starts_with("multipart/") {
        return Ok(body);
    }
    let is_form = content_type.starts_with("application/x-www-form-urlencoded");
    let mut pieces = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(piece) = pieces.try_next().await.map_err(|_| upload::broken_off())? {
        if bytes.len() + piece.len() > MAX_BODY_BYTES {
            return Err(Problem::TooLarge(Text::new("problem-body-too-large")));
        }
        bytes.extend_from_slice(&piece);
    }
    let bytes = Bytes::from(bytes);
    if is_form {
        parts.extensions.insert(Typed(bytes.clone()));
    }
    Ok(Body::from(bytes))
}

/// Who sends this, by token or session; `None` for nobody.
async fn identified(app: &App, headers: &HeaderMap, now: DateTime<Utc>) -> Result<Option<Identity>, Problem> {
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let session = cookie(headers, session_cookie_name(&app.settings.public_url));
    let credential = match (token, &session) {
        (Some(token), _) => Credential::Token(token),
        (None, Some(session)) => Credential::Session(session),
        (None, None) => return Ok(None),
    };
    (app.identify)(&app.db, credential, now).await
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| Cookie::split_parse(value).filter_map(Result::ok))
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// What was typed into a form, kept to be offered again after signing in.
#[derive(Clone)]
struct Typed(Bytes);

/// The id of the present session, for signing out.
#[derive(Debug, Clone, Copy)]
pub struct SessionId(pub Uuid);

/// Renders the problem a handler gave: JSON for the API, a page for people.
async fn problems(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let wants_json = is_api(&parts.uri);
    let visit = Visit::of(app, &parts);
    let typed = parts.extensions.get::<Typed>().cloned();
    let method = parts.method.clone();
    let route = route_of(&parts.extensions);
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(Unrendered(problem)) = response.extensions().get::<Unrendered>().cloned() else {
        return match response.status() {
            StatusCode::METHOD_NOT_ALLOWED => {
                let problem = Problem::not_found("page");
                let mut answer = if wants_json {
                    failure::json(visit.lang(), &problem)
                } else {
                    page(&visit, &problem, StatusCode::METHOD_NOT_ALLOWED)
                };
                *answer.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
                if let Some(allowed) = response.headers().get(header::ALLOW) {
                    answer.headers_mut().insert(header::ALLOW, allowed.clone());
                }
                answer
            }
            // axum's own rejections (path, query) are bare text: they get the house's form.
            status if status.is_client_error() && is_bare(&response) => {
                let problem = match status {
                    StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge(Text::new("problem-body-too-large")),
                    _ => Problem::not_found("page"),
                };
                if wants_json {
                    failure::json(visit.lang(), &problem)
                } else {
                    page(&visit, &problem, status)
                }
            }
            _ => response,
        };
    };
    refusal(&visit, &method, &route, &problem, typed)
}

/// What comes in place of what was asked for: JSON for the API, a page for people.
fn refusal(visit: &Visit, method: &Method, route: &str, problem: &Problem, typed: Option<Typed>) -> Response {
    if let Problem::Broken { operator, .. } = problem {
        tracing::error!(request_id = %visit.ctx.request_id, %route, operator, "request {} failed", visit.ctx.request_id);
    }
    if visit.ctx.channel == Channel::Api {
        return failure::json(visit.lang(), problem);
    }
    let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match problem {
        Problem::Unauthenticated if method == Method::GET => {
            let target = serde_urlencoded::to_string([("next", &visit.here)]).unwrap_or_default();
            visit.go(&format!("/sign-in?{target}")).into_response()
        }
        Problem::Unauthenticated => session_over(visit, typed),
        _ => page(visit, problem, status),
    }
}

fn is_bare(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/plain")))
}

fn page(visit: &Visit, problem: &Problem, status: StatusCode) -> Response {
    let lang = visit.lang();
    let mut page = Page::new(failure::title(lang, problem)).narrow();
    page = page.text(failure::sentence(lang, problem));
    if let Problem::Invalid(fields) = problem {
        page = page.blocks(fields.iter().map(|field| Block::Text(visit.say(&field.text))));
    }
    if matches!(problem, Problem::Broken { .. }) {
        page = page.text(visit.tw("problem-request-id", &[("id", &visit.ctx.request_id.to_string())]));
    }
    page = page.block(Block::Actions(vec![Action::link(visit.t("back-home"), "/")]));
    match visit.render(&page) {
        Ok(html) => (status, Html(html)).into_response(),
        Err(problem) => {
            tracing::error!(%problem, "the error page itself failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The session ran out while somebody typed: sign in here, and what was typed comes along.
fn session_over(visit: &Visit, typed: Option<Typed>) -> Response {
    let typed = typed
        .map(|Typed(bytes)| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default();
    let form = visit
        .form("/sign-in")
        .hidden("resume_path", &visit.here)
        .hidden("resume_body", &typed)
        .field(
            Field::input("email", "email", visit.t("sign-in-email"))
                .required()
                .autocomplete("username"),
        )
        .field(
            Field::input("password", "password", visit.t("sign-in-password"))
                .required()
                .autocomplete("current-password"),
        )
        .submit(visit.t("sign-in"));
    let page = Page::new(visit.t("session-over-title"))
        .narrow()
        .block(Notice::new(
            Tone::Warning,
            visit.t("session-over"),
            visit.t("session-over-kept"),
        ))
        .block(form);
    match visit.page_with(StatusCode::UNAUTHORIZED, page) {
        Ok(response) => response,
        Err(failure) => failure.into_response(),
    }
}

/// After signing in: the form that was typed before, ready to be sent again.
pub fn resume(visit: &Visit, path: &str, body: &str) -> crate::Reply {
    let data = FormData::parse(body.as_bytes());
    let mut form = visit.form(path).submit(visit.t("resume-send"));
    for (name, value) in &data.0 {
        form = form.hidden(name, value);
    }
    visit.page(
        Page::new(visit.t("resume-title"))
            .narrow()
            .text(visit.t("resume"))
            .block(form),
    )
}

async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (
            "content-security-policy",
            "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; \
             base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        (
            "permissions-policy",
            "camera=(), microphone=(), geolocation=(), payment=()",
        ),
        ("strict-transport-security", "max-age=31536000"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("private, no-store"));
    response
}

/// The pattern of the route. Figures and logs name it, never the raw path, which may hold a link's secret.
fn route_of(extensions: &axum::http::Extensions) -> String {
    extensions
        .get::<MatchedPath>()
        .map_or_else(|| "unknown".to_owned(), |path| path.as_str().to_owned())
}

/// The target of the request log, for filters (`RUST_LOG=request=warn`).
pub const REQUEST_LOG: &str = "request";

/// Counts, times and logs requests. One line a request, with the id that the answer and the audit trail carry.
async fn figures(State(app): State<App>, request: Request, next: Next) -> Response {
    let _visitor = app.traffic.enter();
    let started = Instant::now();
    let route = route_of(request.extensions());
    let method = method_name(request.method());
    let response = next.run(request).await;
    let request_id = response.headers().get("x-request-id");
    if let Some(request_id) = request_id.and_then(|id| id.to_str().ok()) {
        let status = response.status().as_u16();
        let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(target: REQUEST_LOG, request_id, method, route, status, milliseconds, "request");
    }
    let labels = [
        ("method", method.to_owned()),
        ("route", route),
        ("status", response.status().as_u16().to_string()),
    ];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels).record(started.elapsed().as_secs_f64());
    response
}

/// Only methods we know: each series of figures is kept for good, and a stranger may send any word as method.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;

    #[test]
    fn a_strangers_method_makes_no_series_of_figures() {
        assert_eq!(method_name(&Method::PATCH), "PATCH");
        for word in [&b"A1"[..], b"A2", b"PROPFIND", b"get"] {
            assert_eq!(method_name(&Method::from_bytes(word).unwrap()), "other");
        }
    }
}
