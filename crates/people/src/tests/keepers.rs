use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use base::{PersonId, Role, Scope};
use base_db::Db;
use base_testing::db::databases;
use uuid::Uuid;

use super::browser::{Browser, app};
use super::{open, operator};

const EMAIL: &str = "kommune@kommune.example";

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
