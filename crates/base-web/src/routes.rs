//! The route table: one call registers a route in axum, in OpenAPI and in the list that the access test walks.

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::uri::PathAndQuery;
use axum::http::{Method, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use base::{Actor, Ctx, Problem, Role, Text};

use crate::api::ApiDoc;
use crate::{App, Failure};

/// Who may come to a route at all. The use case behind it still decides on the very object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    /// Everybody, without signing in.
    Anyone,
    /// Everybody signed in; the answer is scoped to the person.
    SignedIn,
    /// Holders of one of these roles, somewhere.
    Roles(&'static [Role]),
}

impl May {
    /// Error: `Unauthenticated` or `Denied`.
    pub fn check(self, ctx: &Ctx) -> Result<(), Problem> {
        match (self, &ctx.actor) {
            (May::Anyone, _) => Ok(()),
            (_, Actor::Anonymous) => Err(Problem::Unauthenticated),
            (May::SignedIn, _) => Ok(()),
            (May::Roles(roles), _) if ctx.has_any_role(roles) => Ok(()),
            (May::Roles(_), _) => Err(Problem::denied(Text::new("problem-denied"))),
        }
    }
}

/// One row of the route table.
#[derive(Debug, Clone)]
pub struct RouteEntry {
    pub method: Method,
    /// With placeholders named after the object: `/applications/{application}`. The access test puts ids there.
    pub path: &'static str,
    pub may: May,
    pub is_api: bool,
}

/// The routes of a feature.
#[derive(Default)]
pub struct Routes {
    pub(crate) router: Router<App>,
    pub(crate) entries: Vec<RouteEntry>,
    pub(crate) docs: Vec<(Method, &'static str, ApiDoc)>,
}

impl Routes {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, may: May, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, path, may, handler, None)
    }

    /// A form's target.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, may: May, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, path, may, handler, None)
    }

    /// A route of the JSON API, below `/api/v1`, with its description.
    #[must_use]
    pub fn api<H, T>(self, method: Method, path: &'static str, may: May, handler: H, doc: ApiDoc) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(method, path, may, handler, Some(doc))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that registers routes"
    )]
    fn add<H, T>(
        mut self,
        method: Method,
        path: &'static str,
        may: May,
        handler: H,
        doc: Option<ApiDoc>,
    ) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::GET);
        let numbers: Vec<&'static str> = doc.iter().flat_map(ApiDoc::numbers).collect();
        let route: MethodRouter<App> = on(filter, handler).layer(from_fn(move |request, next| {
            guard(may, numbers.clone(), request, next)
        }));
        self.router = self.router.route(path, route);
        self.entries.push(RouteEntry {
            method: method.clone(),
            path,
            may,
            is_api: doc.is_some(),
        });
        if let Some(mut doc) = doc {
            doc.public = may == May::Anyone;
            self.docs.push((method, path, doc));
        }
        self
    }

    /// These routes and those.
    #[must_use]
    pub fn and(mut self, other: Routes) -> Self {
        self.router = self.router.merge(other.router);
        self.entries.extend(other.entries);
        self.docs.extend(other.docs);
        self
    }
}

async fn guard(may: May, numbers: Vec<&'static str>, request: Request, next: Next) -> Response {
    let answer = match request.extensions().get::<Ctx>() {
        Some(ctx) => may
            .check(ctx)
            .and_then(|()| check_address(request.uri()))
            .and_then(|()| check_numbers(&numbers, request.uri().query())),
        None => Err(Problem::broken("a route was reached without a context")),
    };
    match answer {
        Ok(()) => next.run(request).await,
        Err(problem) => Failure(problem).into_response(),
    }
}

/// No database looks for a NUL: PostgreSQL would fail where SQLite finds nothing. Error: `NotFound`.
fn check_address(uri: &Uri) -> Result<(), Problem> {
    let address = uri.path_and_query().map_or("", PathAndQuery::as_str);
    match address.contains("%00") {
        true => Err(Problem::not_found("page")),
        false => Ok(()),
    }
}

/// What the description calls an integer is one. Error: `Invalid`.
fn check_numbers(numbers: &[&str], query: Option<&str>) -> Result<(), Problem> {
    let query: Vec<(String, String)> =
        serde_urlencoded::from_str(query.unwrap_or_default()).unwrap_or_default();
    let wrong = query
        .iter()
        .find(|(name, value)| numbers.contains(&name.as_str()) && value.parse::<u32>().is_err());
    match wrong {
        Some((name, value)) => Err(Problem::field(
            name,
            Text::new("field-integer").with("value", value),
        )),
        None => Ok(()),
    }
}
