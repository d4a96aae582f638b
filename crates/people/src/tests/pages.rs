use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use base::{PersonId, Role, Scope};
use base_db::Db;
use base_testing::db::databases;
use base_testing::{Answer, TestApp};
use base_web::{Feature, May, Routes};
use uuid::Uuid;

use super::{PASSWORD, link, open, operator};
use crate::NewAccount;

const EMAIL: &str = "kommune@kommune.example";

fn app(db: &Db) -> TestApp {
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
struct Browser<'a> {
    app: &'a TestApp,
    cookies: Vec<(String, String)>,
}

impl<'a> Browser<'a> {
    fn new(app: &'a TestApp) -> Self {
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

    async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[]).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, path, fields).await
    }

    async fn sign_in(&mut self, email: &str) {
        let answer = self
            .post("/sign-in", &[("email", email), ("password", PASSWORD)])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
}

fn encode(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn signing_in_leads_where_the_person_wanted_to_go_but_never_to_another_site() {
    for test in databases().await {
        open(&test.db, EMAIL, &[]).await;
        let app = app(&test.db);
        let mut browser = Browser::new(&app);
        let sent = browser.get("/account?tab=x").await;
        assert_eq!(
            sent.location(),
            "/sign-in?next=%2Faccount%3Ftab%3Dx",
            "{}",
            test.name
        );
        let page = browser.get(sent.location()).await.text();
        assert!(page.contains(r#"name="next" value="/account?tab=x""#), "{page}");
        for (next, goes_to) in [
            ("/account?tab=x", "/account?tab=x"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example", "/"),
            ("", "/"),
        ] {
            let mut browser = Browser::new(&app);
            let answer = browser
                .post(
                    "/sign-in",
                    &[("email", EMAIL), ("password", PASSWORD), ("next", next)],
                )
                .await;
            assert_eq!(
                (answer.status, answer.location()),
                (StatusCode::SEE_OTHER, goes_to),
                "{} {next}",
                test.name
            );
            let again = browser.get(&format!("/sign-in?next={}", encode(next))).await;
            assert_eq!(again.location(), goes_to, "{}: signed in already", test.name);
            let language = browser.get(&format!("/language/en?to={}", encode(next))).await;
            assert_eq!(language.location(), goes_to, "{}", test.name);
        }
    }
}

#[tokio::test]
async fn what_was_typed_before_the_session_ran_out_comes_along() {
    for test in databases().await {
        open(&test.db, EMAIL, &[]).await;
        let app = app(&test.db);
        let mut browser = Browser::new(&app);
        let over = browser
            .post("/elsewhere", &[("title", "Größe & \"Ziele\"")])
            .await;
        assert_eq!(over.status, StatusCode::UNAUTHORIZED, "{}", test.name);
        assert!(over.text().contains("Ihre Eingaben bleiben erhalten"));
        let body = "title=Gr%C3%B6%C3%9Fe+%26+%22Ziele%22";
        let carried = [
            ("password", "falsch geraten"),
            ("email", EMAIL),
            ("resume_path", "/elsewhere"),
            ("resume_body", body),
        ];
        let wrong = browser.post("/sign-in", &carried).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", test.name);
        assert!(
            wrong.text().contains("resume_body") && wrong.text().contains(EMAIL),
            "a wrong password loses nothing"
        );
        let carried = [
            ("password", PASSWORD),
            ("email", EMAIL),
            ("resume_path", "/elsewhere"),
            ("resume_body", body),
        ];
        let resumed = browser.post("/sign-in", &carried).await;
        assert_eq!(resumed.status, StatusCode::OK, "{}", test.name);
        let page = resumed.text();
        assert!(
            page.contains(r#"action="/elsewhere""#) && page.contains("Größe &#38; &#34;Ziele&#34;"),
            "{page}"
        );
        let sent = browser.post("/elsewhere", &[("title", "Größe")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}: signed in", test.name);
        let carried = [
            ("password", PASSWORD),
            ("email", EMAIL),
            ("resume_path", "//evil.example"),
            ("resume_body", body),
        ];
        let foreign = Browser::new(&app).post("/sign-in", &carried).await.text();
        assert!(
            foreign.contains(r#"action="/""#) && !foreign.contains("evil.example"),
            "{foreign}"
        );
    }
}

#[tokio::test]
async fn too_many_attempts_are_answered_with_429_and_a_time() {
    for test in databases().await {
        open(&test.db, EMAIL, &[]).await;
        let app = app(&test.db);
        let mut browser = Browser::new(&app);
        for _ in 0..6 {
            let answer = browser
                .post("/sign-in", &[("email", EMAIL), ("password", "falsch geraten")])
                .await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", test.name);
        }
        let answer = browser
            .post("/sign-in", &[("email", EMAIL), ("password", PASSWORD)])
            .await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{}", test.name);
        assert!(answer.headers.contains_key(header::RETRY_AFTER));
        assert!(
            answer.text().contains("Bitte versuchen Sie es ab "),
            "{}",
            answer.text()
        );
    }
}

#[tokio::test]
async fn an_invited_person_chooses_a_password_and_arrives() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        crate::create_account(
            db,
            &base_testing::operator(db.now()),
            NewAccount::new(EMAIL, "Person (Test)"),
        )
        .await
        .unwrap();
        let path = format!("/invitation/{}", link(db, "/invitation/").await);
        let mut browser = Browser::new(&app);
        assert!(
            browser.get(&path).await.text().contains("Willkommen"),
            "{}",
            test.name
        );
        let differs = browser
            .post(
                &path,
                &[("password", PASSWORD), ("password_again", "etwas anderes")],
            )
            .await;
        assert_eq!(differs.status, StatusCode::UNPROCESSABLE_ENTITY);
        let chosen = browser
            .post(&path, &[("password", PASSWORD), ("password_again", PASSWORD)])
            .await;
        assert_eq!(
            chosen.location(),
            "/sign-in?done=accounts-done-password",
            "{}",
            test.name
        );
        assert!(
            browser
                .get(chosen.location())
                .await
                .text()
                .contains("Das Passwort ist gespeichert")
        );
        assert_eq!(browser.get(&path).await.status, StatusCode::GONE, "{}", test.name);
        browser.sign_in(EMAIL).await;
        let account = browser.get("/account").await;
        assert_eq!(account.status, StatusCode::OK, "{}", account.text());
        let out = browser.post("/sign-out", &[]).await;
        assert_eq!(out.location(), "/sign-in?done=accounts-done-signed-out");
        assert_eq!(
            browser.get("/account").await.status,
            StatusCode::SEE_OTHER,
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn the_language_is_the_accounts_until_the_person_chooses() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        open(db, EMAIL, &[]).await;
        let mut browser = Browser::new(&app);
        browser.sign_in(EMAIL).await;
        let saved = browser
            .post("/account/profile", &[("name", "Person (Test)"), ("lang", "en")])
            .await;
        assert_eq!(
            saved.location(),
            "/account?done=accounts-done-saved",
            "{}",
            test.name
        );
        assert!(browser.get("/account").await.text().contains("API tokens"));
        let mut other = Browser::new(&app);
        other.sign_in(EMAIL).await;
        assert!(
            other.get("/account").await.text().contains("API tokens"),
            "{}",
            test.name
        );
        other.get("/language/de?to=/account").await;
        assert!(
            other.get("/account").await.text().contains("API-Schlüssel"),
            "{}",
            test.name
        );
        assert_eq!(other.get("/language/fr").await.status, StatusCode::NOT_FOUND);
    }
}

/// A demo database, so that roles need no second factor.
async fn demo(db: &Db) {
    let ctx = operator();
    let unit = db.write(&ctx).await.unwrap();
    base_db::settings::mark_demo(&unit).await.unwrap();
    unit.commit().await.unwrap();
}

#[tokio::test]
async fn ad_keeps_accounts_ds_reads_them_and_others_know_nothing_of_them() {
    for test in databases().await {
        let db = &test.db;
        demo(db).await;
        let app = app(db);
        let programme = Scope::Programme(Uuid::now_v7());
        open(db, "ad@amt.example", &[(Role::AD, Scope::System)]).await;
        open(db, "ds@amt.example", &[(Role::DS, programme)]).await;
        let person = open(db, EMAIL, &[(Role::KE, Scope::Body(Uuid::now_v7()))]).await;
        let path = format!("/accounts/{person}");
        let mut statuses = Vec::new();
        for email in ["ad@amt.example", "ds@amt.example", EMAIL] {
            let mut browser = Browser::new(&app);
            browser.sign_in(email).await;
            let mut row = Vec::new();
            for page in [
                "/accounts",
                path.as_str(),
                "/accounts/new",
                "/account",
                "/account/second-factor",
                "/account/tokens/new",
            ] {
                row.push(browser.get(page).await.status.as_u16());
            }
            row.push(
                browser
                    .post(&format!("{path}/lock"), &[("reason", "")])
                    .await
                    .status
                    .as_u16(),
            );
            statuses.push(row);
        }
        assert_eq!(statuses[0], [200, 200, 200, 200, 200, 200, 422], "{}", test.name);
        assert_eq!(statuses[1], [200, 200, 403, 200, 200, 200, 403], "{}", test.name);
        assert_eq!(statuses[2], [403, 403, 403, 200, 200, 200, 403], "{}", test.name);
        let mut ad = Browser::new(&app);
        ad.sign_in("ad@amt.example").await;
        let missing = ad.get(&format!("/accounts/{}", PersonId::new())).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{}", test.name);
        let form = [
            ("email", "sb@amt.example"),
            ("name", "Sachbearbeitung (Test)"),
            ("lang", "de"),
            ("role", "SB"),
        ];
        let without = ad.post("/accounts", &form).await;
        assert_eq!(
            without.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}: a role of a programme needs one",
            test.name
        );
        let scope = Uuid::now_v7().to_string();
        let created = ad
            .post("/accounts", &[&form[..], &[("scope", &scope)]].concat())
            .await;
        assert!(
            created.location().ends_with("?done=accounts-done-created"),
            "{}",
            created.text()
        );
        assert!(
            ad.get(created.location())
                .await
                .text()
                .contains("Sachbearbeitung"),
            "{}",
            test.name
        );
        let unknown = ad
            .post(
                &format!("{path}/roles"),
                &[("role", "KE"), ("scope", "Nirgendwo"), ("from_on", "2026-03-06")],
            )
            .await;
        assert!(
            unknown.text().contains("„Nirgendwo“ wurde nicht gefunden"),
            "{}",
            unknown.text()
        );
        let assigned = ad
            .post(
                &format!("{path}/roles"),
                &[("role", "KE"), ("scope", &scope), ("from_on", "06.03.2026")],
            )
            .await;
        assert_eq!(assigned.status, StatusCode::SEE_OTHER, "{}", assigned.text());
        let locked = ad
            .post(&format!("{path}/lock"), &[("reason", "ausgeschieden")])
            .await;
        assert_eq!(locked.status, StatusCode::SEE_OTHER, "{}", locked.text());
    }
}

#[tokio::test]
async fn the_api_takes_tokens_and_says_what_a_token_may_not() {
    for test in databases().await {
        let db = &test.db;
        demo(db).await;
        let app = app(db);
        open(db, EMAIL, &[(Role::AD, Scope::System)]).await;
        let token = async |write| {
            crate::create_token_for(db, &operator(), EMAIL, "Test", 30, write)
                .await
                .unwrap()
        };
        let (reading, writing) = (token(false).await, token(true).await);
        let call = async |token: &str, method: Method, path: &str, body: &str| {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header(header::HOST, "test.example")
                .header(header::AUTHORIZATION, format!("Bearer {token}"))
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body.to_owned()))
                .unwrap();
            app.request(request).await
        };
        let me = call(&reading, Method::GET, "/api/v1/me", "").await.json();
        assert_eq!(
            (&me["email"], &me["roles"][0]["role"]),
            (&EMAIL.into(), &"AD".into()),
            "{} {me}",
            test.name
        );
        let new = r#"{"email":"neu@amt.example","name":"Neu (Test)"}"#;
        let refused = call(&reading, Method::POST, "/api/v1/accounts", new).await;
        assert_eq!(
            (refused.status, &refused.json()["detail"]),
            (
                StatusCode::FORBIDDEN,
                &"Dieser API-Schlüssel darf nur lesen.".into()
            )
        );
        let created = call(&writing, Method::POST, "/api/v1/accounts", new).await;
        assert_eq!(
            (created.status, &created.json()["state"]),
            (StatusCode::CREATED, &"INVITED".into()),
            "{}",
            test.name
        );
        let twice = call(&writing, Method::POST, "/api/v1/accounts", new).await;
        assert_eq!(
            (twice.status, &twice.json()["errors"][0]["pointer"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &"/email".into())
        );
        let list = call(&reading, Method::GET, "/api/v1/accounts?q=neu&state=INVITED", "")
            .await
            .json();
        assert_eq!(list["total"], 1, "{} {list}", test.name);
        assert_eq!(
            call(&reading, Method::GET, "/api/v1/accounts?state=x", "")
                .await
                .status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let body = r#"{"name":"weiterer","access":"READ","days":7}"#;
        let third = call(&writing, Method::POST, "/api/v1/tokens", body).await;
        assert_eq!(third.status, StatusCode::CREATED, "{}", third.text());
        let secret = third.json()["secret"].as_str().unwrap().to_owned();
        let id = third.json()["token"]["id"].as_str().unwrap().to_owned();
        assert_eq!(
            call(&secret, Method::GET, "/api/v1/tokens", "").await.json()["items"]
                .as_array()
                .unwrap()
                .len(),
            3
        );
        let revoked = call(&writing, Method::DELETE, &format!("/api/v1/tokens/{id}"), "").await;
        assert_eq!(revoked.status, StatusCode::NO_CONTENT, "{}", test.name);
        assert_eq!(
            call(&secret, Method::GET, "/api/v1/me", "").await.status,
            StatusCode::UNAUTHORIZED,
            "{}",
            test.name
        );
    }
}
