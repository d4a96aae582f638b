//! How a [`Problem`] leaves the house: a German page with what to do, or `application/problem+json` (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::{FieldProblem, Lang, Problem, Role, Text, texts};
use serde::Serialize;
use utoipa::ToSchema;

/// The answer of a handler.
pub type Reply = Result<Response, Failure>;

/// A problem on its way out. The outer layer renders it, because it knows language, navigation and format.
#[derive(Debug)]
pub struct Failure(pub Problem);

impl<E: Into<Problem>> From<E> for Failure {
    fn from(problem: E) -> Self {
        Self(problem.into())
    }
}

/// The problem inside a bare response, for the outer layer.
#[derive(Debug, Clone)]
pub(crate) struct Unrendered(pub Problem);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(Unrendered(self.0));
        response
    }
}

/// The heading for a problem.
#[must_use]
pub fn title(lang: Lang, problem: &Problem) -> String {
    texts::tr(
        lang,
        match problem {
            Problem::Unauthenticated => "problem-unauthenticated-title",
            Problem::Denied(_) => "problem-denied-title",
            Problem::NotFound { .. } => "problem-not-found-title",
            Problem::Refused { .. } => "problem-refused-title",
            Problem::Invalid(_) => "problem-invalid-title",
            Problem::Stale => "problem-stale-title",
            Problem::Throttled { .. } => "problem-throttled-title",
            Problem::TooLarge(_) => "problem-too-large-title",
            Problem::Broken { .. } => "problem-broken-title",
        },
    )
}

/// The sentence for people: what happened and what to do. Never the operator's text.
#[must_use]
pub fn sentence(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::Denied(text) => texts::say(lang, &with_role_names(lang, text)),
        Problem::Refused { text, .. } | Problem::TooLarge(text) => texts::say(lang, text),
        Problem::Unauthenticated => texts::tr(lang, "problem-unauthenticated"),
        Problem::NotFound { .. } => texts::tr(lang, "problem-not-found"),
        Problem::Invalid(fields) if fields.len() == 1 => texts::say(lang, &fields[0].text),
        Problem::Invalid(fields) => {
            texts::tr_with(lang, "problem-invalid", &[("count", &fields.len().to_string())])
        }
        Problem::Stale => texts::tr(lang, "problem-stale"),
        Problem::Throttled { seconds } => texts::tr_with(
            lang,
            "problem-throttled",
            &[("minutes", &seconds.div_ceil(60).to_string())],
        ),
        Problem::Broken { .. } => texts::tr(lang, "problem-broken"),
    }
}

/// The argument `roles` of a denial holds codes (`SB, RL`); people know the roles by their names.
fn with_role_names(lang: Lang, text: &Text) -> Text {
    let name = |code: &str| match Role::from_code(code) {
        Some(role) => texts::tr(lang, &format!("role-{}", role.code())),
        None => code.to_owned(),
    };
    let mut text = text.clone();
    for (_, codes) in text.args.iter_mut().filter(|(arg, _)| *arg == "roles") {
        let names: Vec<String> = codes.split(", ").map(name).collect();
        *codes = names.join(&format!(" {} ", texts::tr(lang, "roles-or")));
    }
    text
}

/// RFC 9457. `errors` names each wrong field by JSON pointer.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemJson {
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    pub detail: String,
    /// Stable for machines: `over-budget`, `four-eyes`, …
    pub code: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldJson>,
}

/// One wrong field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldJson {
    pub pointer: String,
    pub code: String,
    pub detail: String,
}

pub(crate) fn json(lang: Lang, problem: &Problem) -> Response {
    let code = match problem {
        Problem::Unauthenticated => "unauthenticated",
        Problem::Denied(_) => "denied",
        Problem::NotFound { .. } => "not-found",
        Problem::Refused { code, .. } => code,
        Problem::Invalid(_) => "invalid",
        Problem::Stale => "stale",
        Problem::Throttled { .. } => "throttled",
        Problem::TooLarge(_) => "too-large",
        Problem::Broken { .. } => "broken",
    };
    let errors = match problem {
        Problem::Invalid(fields) => fields.iter().map(|field| field_json(lang, field)).collect(),
        _ => Vec::new(),
    };
    let body = ProblemJson {
        kind: "about:blank".to_owned(),
        title: title(lang, problem),
        status: problem.status(),
        detail: sentence(lang, problem),
        code: code.to_owned(),
        errors,
    };
    let status = StatusCode::from_u16(body.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response
}

fn field_json(lang: Lang, field: &FieldProblem) -> FieldJson {
    FieldJson {
        pointer: format!("/{}", field.field.replace('.', "/")),
        code: field.text.key.clone(),
        detail: texts::say(lang, &field.text),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;

    #[test]
    fn a_denial_names_the_roles_in_words() {
        texts::install(&[crate::TEXTS]).unwrap();
        let denied = |roles: &str| Problem::denied(Text::new("problem-denied-role").with("roles", roles));
        assert_eq!(
            sentence(Lang::De, &denied("SB")),
            "Dafür brauchen Sie die Rolle Sachbearbeitung."
        );
        assert_eq!(
            sentence(Lang::De, &denied("RL, BfdH")),
            "Dafür brauchen Sie die Rolle Referatsleitung oder Beauftragte/r für den Haushalt."
        );
        assert_eq!(
            sentence(Lang::En, &denied("SB, RL")),
            "You need the role Case officer or Head of unit for this."
        );
    }
}
