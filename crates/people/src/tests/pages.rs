use axum::http::{StatusCode, header};
use base_testing::db::databases;

use super::browser::{Browser, app, encode};
use super::{PASSWORD, link, open};
use crate::NewAccount;

const EMAIL: &str = "kommune@kommune.example";

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
