//! The JSON API's side: bodies in, descriptions out (OpenAPI 3.1), all from the route table.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::Method;
use axum::response::{IntoResponse, Response};
use base::{Problem, Text};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::{PartialSchema, ToSchema};

use crate::failure::ProblemJson;
use crate::{Failure, Reply};

/// How JSON writes it.
const NUL: &[u8] = br"\u0000";

/// A JSON body. Anything wrong with it is a problem with a sentence, never a bare status.
#[derive(Debug)]
pub struct ApiJson<T>(pub T);

impl<S, T> FromRequest<S> for ApiJson<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| Failure(Problem::TooLarge(Text::new("problem-body-too-large"))))?;
        // PostgreSQL has no text with a NUL in it
        if bytes.windows(NUL.len()).any(|piece| piece == NUL) {
            return Err(Failure(Problem::field("", Text::new("problem-json-nul"))));
        }
        match serde_json::from_slice(&bytes) {
            Ok(value) => Ok(Self(value)),
            Err(error) => Err(Failure(Problem::field(
                "",
                Text::new("problem-json")
                    .with("line", error.line())
                    .with("column", error.column())
                    .with("error", &error),
            ))),
        }
    }
}

/// 200 with a JSON body.
pub fn ok<T: Serialize>(value: T) -> Reply {
    Ok(Json(value).into_response())
}

/// 201 with a JSON body.
pub fn created<T: Serialize>(value: T) -> Reply {
    Ok((axum::http::StatusCode::CREATED, Json(value)).into_response())
}

/// 204.
pub fn done() -> Reply {
    Ok(axum::http::StatusCode::NO_CONTENT.into_response())
}

/// One page of a list in JSON.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListJson<T> {
    pub items: Vec<T>,
    pub total: u64,
    pub page: u64,
    pub per_page: u64,
}

impl<T> From<base_db::Page<T>> for ListJson<T> {
    fn from(page: base_db::Page<T>) -> Self {
        Self {
            items: page.items,
            total: page.total,
            page: page.page,
            per_page: page.per_page,
        }
    }
}

/// What a route of the API takes and gives.
#[derive(Default)]
pub struct ApiDoc {
    summary: &'static str,
    query: Vec<(&'static str, &'static str)>,
    body: Option<Value>,
    returns: Option<Value>,
    status: u16,
    /// Needs no token.
    pub(crate) public: bool,
    schemas: Vec<(String, RefOr<Schema>)>,
}

impl ApiDoc {
    /// A short English sentence: "Publish a call".
    #[must_use]
    pub fn new(summary: &'static str) -> Self {
        Self {
            summary,
            status: 200,
            ..Self::default()
        }
    }

    /// A query parameter and its JSON type (`string`, `integer`, `boolean`).
    #[must_use]
    pub fn query(mut self, name: &'static str, kind: &'static str) -> Self {
        self.query.push((name, kind));
        self
    }

    /// The JSON body.
    #[must_use]
    pub fn body<T: ToSchema>(mut self) -> Self {
        self.body = Some(self.reference::<T>());
        self
    }

    /// The answer's body, with status 200.
    #[must_use]
    pub fn returns<T: ToSchema>(mut self) -> Self {
        self.returns = Some(self.reference::<T>());
        self
    }

    /// Status 201 with this body.
    #[must_use]
    pub fn creates<T: ToSchema>(mut self) -> Self {
        self.status = 201;
        self.returns::<T>()
    }

    /// Status 204, no body.
    #[must_use]
    pub fn returns_nothing(mut self) -> Self {
        self.status = 204;
        self
    }

    /// The query parameters that are whole numbers.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.query
            .iter()
            .filter(|(_, kind)| *kind == "integer")
            .map(|(name, _)| *name)
    }

    fn reference<T: ToSchema>(&mut self) -> Value {
        T::schemas(&mut self.schemas);
        let name = T::name().into_owned();
        self.schemas.push((name.clone(), <T as PartialSchema>::schema()));
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }
}

fn placeholders(path: &str) -> Vec<&str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .collect()
}

/// The OpenAPI 3.1 document of all routes of the API.
pub(crate) fn document(docs: &[(Method, &'static str, ApiDoc)]) -> Value {
    let mut schemas = Map::new();
    let mut add = |name: &str, schema: &RefOr<Schema>| {
        if let Ok(value) = serde_json::to_value(schema) {
            schemas.insert(name.to_owned(), value);
        }
    };
    let mut problem_schemas = Vec::new();
    ProblemJson::schemas(&mut problem_schemas);
    for (name, schema) in &problem_schemas {
        add(name, schema);
    }
    add(&ProblemJson::name(), &ProblemJson::schema());
    let mut paths = Map::new();
    for (method, path, doc) in docs {
        for (name, schema) in &doc.schemas {
            add(name, schema);
        }
        let item = paths.entry((*path).to_owned()).or_insert_with(|| json!({}));
        item[method.as_str().to_lowercase()] = operation(method, path, doc);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Förderportal",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Funding and programme management. Amounts are integer cents, hours integer minutes, \
                            instants UTC, dates civil dates. Errors follow RFC 9457.",
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
        "security": [{ "token": [] }],
    })
}

fn operation(method: &Method, path: &str, doc: &ApiDoc) -> Value {
    let mut parameters: Vec<Value> = placeholders(path)
        .into_iter()
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    parameters.extend(doc.query.iter().map(
        |(name, kind)| json!({ "name": name, "in": "query", "required": false, "schema": { "type": kind } }),
    ));
    let problem = json!({
        "description": "The request was not carried out; the body says why and what to do.",
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/ProblemJson" } } },
    });
    let mut responses = Map::new();
    let mut good = json!({ "description": "Done." });
    if let Some(schema) = &doc.returns {
        good["content"] = json!({ "application/json": { "schema": schema } });
    }
    responses.insert(doc.status.to_string(), good);
    let mut refusals = vec!["400", "401", "403", "404", "429", "500"];
    if *method != Method::GET {
        refusals.extend(["409", "413", "415"]);
    }
    refusals.push("422");
    for status in refusals {
        responses.insert(status.to_owned(), problem.clone());
    }
    let id = format!(
        "{}{}",
        method.as_str().to_lowercase(),
        path.replace(['/', '{', '}', '-'], "_")
    );
    let mut operation = json!({
        "operationId": id,
        "summary": doc.summary,
        "tags": [path.split('/').nth(3).unwrap_or("general")],
        "parameters": parameters,
        "responses": responses,
    });
    if doc.public {
        operation["security"] = json!([]);
    }
    if let Some(schema) = &doc.body {
        operation["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    operation
}

/// A JSON answer of an already built value.
#[must_use]
pub fn value(value: Value) -> Response {
    Json(value).into_response()
}
