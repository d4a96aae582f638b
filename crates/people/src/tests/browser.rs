//! A browser for the tests of pages, with the real seam from cookie to person.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use base_db::Db;
use base_testing::{Answer, TestApp};
use base_web::{Feature, May, Routes};

use super::PASSWORD;

pub(crate) fn app(db: &Db) -> TestApp {
    super::words();
    let elsewhere = Feature {
        routes: Routes::new().post("/elsewhere", May::SignedIn, async |visit: base_web::Visit| {
            visit.go("/")
        }),
        ..Feature::default()
    };
    TestApp::identify_with(db, vec![crate::feature(), elsewhere], crate::identify)
}

/// A browser: keeps its cookies.
pub(crate) struct Browser<'a> {
    app: &'a TestApp,
    cookies: Vec<(String, String)>,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(app: &'a TestApp) -> Self {
        Self {
            app,
            cookies: Vec::new(),
        }
    }

    async fn send(&mut self, method: Method, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect::<Vec<_>>()
            .join("&");
        let cookies = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ");
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "test.example")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookies)
            .body(Body::from(body))
            .unwrap();
        let answer = self.app.request(request).await;
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie::Cookie::parse(set.to_str().unwrap().to_owned()).unwrap();
            self.cookies.retain(|(name, _)| name != cookie.name());
            if !cookie.value().is_empty() {
                self.cookies
                    .push((cookie.name().to_owned(), cookie.value().to_owned()));
            }
        }
        answer
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[]).await
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, path, fields).await
    }

    pub(crate) async fn sign_in(&mut self, email: &str) {
        let answer = self
            .post("/sign-in", &[("email", email), ("password", PASSWORD)])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
}

pub(crate) fn encode(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
