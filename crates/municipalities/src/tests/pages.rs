//! The register over HTTP.

use axum::http::StatusCode;
use base_testing::app::TestApp;

use super::*;

#[tokio::test]
async fn everybody_signed_in_looks_up_and_officers_edit() {
    for test in databases().await {
        load(&test.db).await;
        let app = TestApp::new(&test.db, vec![feature()]);
        let reader = person("Prozessbegleitung", &[(Role::PB, Scope::Own)]);
        let officer = person("Sachbearbeitung", &[(Role::SB, Scope::Programme(Uuid::now_v7()))]);
        assert_ne!(
            app.get("/bodies", None).await.status,
            StatusCode::OK,
            "{}",
            test.name
        );

        let list = app
            .get("/bodies?q=t%C3%BCbingen&type=LANDKREIS", Some(&reader))
            .await
            .text();
        assert!(
            list.contains("Landkreis Tübingen") && !list.contains("Universitätsstadt Tübingen"),
            "{}: {list}",
            test.name
        );
        assert!(
            !list.contains("/bodies/new"),
            "{}: no button without permission",
            test.name
        );
        let json = app.get("/api/v1/bodies?q=8416041", Some(&reader)).await.json();
        assert_eq!(
            (&json["total"], &json["items"][0]["key"]),
            (&1.into(), &"08416041".into()),
            "{}: {json}",
            test.name
        );
        let id = json["items"][0]["id"].as_str().unwrap().to_owned();
        let json = app
            .get(&format!("/api/v1/bodies/{id}"), Some(&reader))
            .await
            .json();
        assert_eq!(json["district"]["key"], "08416", "{}: {json}", test.name);

        let page = app.get(&format!("/bodies/{id}"), Some(&reader)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", test.name);
        assert!(
            page.text().contains("08416041") && !page.text().contains("/aliases"),
            "{}",
            test.name
        );
        let denied = app
            .post_form(
                &format!("/bodies/{id}/aliases"),
                &[("alias", "TÜ")],
                Some(&reader),
            )
            .await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN, "{}", test.name);
        for path in [
            "/bodies/none",
            "/bodies/0190a0a0-0000-7000-8000-000000000000",
            "/api/v1/bodies/none",
        ] {
            assert_eq!(
                app.get(path, Some(&reader)).await.status,
                StatusCode::NOT_FOUND,
                "{}: {path}",
                test.name
            );
        }

        let added = app
            .post_form(
                &format!("/bodies/{id}/aliases"),
                &[("alias", "TÜ")],
                Some(&officer),
            )
            .await;
        assert_eq!(
            added.status,
            StatusCode::SEE_OTHER,
            "{}: {}",
            test.name,
            added.text()
        );
        let page = app.get(&format!("/bodies/{id}"), Some(&officer)).await.text();
        assert!(
            page.contains("weitere Schreibweise") && page.contains("TÜ"),
            "{}: {page}",
            test.name
        );
        let refused = app
            .post_form(
                &format!("/bodies/{id}/aliases"),
                &[("alias", "Horb")],
                Some(&officer),
            )
            .await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", test.name);
        assert!(
            refused.text().contains("gehört schon zu"),
            "{}: {}",
            test.name,
            refused.text()
        );

        for form in ["new", &format!("{id}/contact"), &format!("{id}/end")] {
            let page = app.get(&format!("/bodies/{form}"), Some(&officer)).await;
            assert_eq!(
                page.status,
                StatusCode::OK,
                "{}: {form}: {}",
                test.name,
                page.text()
            );
        }
        let fields = [
            ("version", "99"),
            ("street", "Am Markt 1"),
            ("email", "post@tuebingen.example"),
        ];
        let stale = app
            .post_form(&format!("/bodies/{id}/contact"), &fields, Some(&officer))
            .await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", test.name);
        assert!(
            stale.text().contains("Am Markt 1"),
            "{}: what was typed stays",
            test.name
        );
    }
}

#[tokio::test]
async fn the_export_holds_the_filtered_rows_with_keys_as_text() {
    for test in databases().await {
        load(&test.db).await;
        let app = TestApp::new(&test.db, vec![feature()]);
        let reader = person("Rechnungshof", &[(Role::RH, Scope::Programme(Uuid::now_v7()))]);
        let csv = app.get("/bodies/export.csv?district=08416", Some(&reader)).await;
        assert_eq!(csv.status, StatusCode::OK, "{}", test.name);
        let text = csv.text();
        assert!(
            text.contains("08416041;") && !text.contains("08437078"),
            "{}: {text}",
            test.name
        );
        let xlsx = app.get("/bodies/export.xlsx?district=08416", Some(&reader)).await;
        let limits = base_sheets::Limits::default();
        let book = app
            .app
            .sheets
            .read(&xlsx.bytes, "export.xlsx", &limits)
            .await
            .unwrap();
        let first = &book.sheets[0];
        let keys: Vec<String> = first.rows.iter().map(|row| row.cell(0).display(false)).collect();
        assert!(keys.contains(&"08416041".to_owned()), "{}: {keys:?}", test.name);
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let (mut de, mut en) = (base::texts::keys(TEXTS.0), base::texts::keys(TEXTS.1));
    de.sort();
    en.sort();
    assert_eq!(de, en);
    for kind in BodyType::ALL {
        assert!(de.contains(&format!("bodies-type-{}", kind.code())), "{kind}");
    }
    for kind in NameKind::ALL {
        assert!(de.contains(&format!("bodies-name-{}", kind.code())), "{kind:?}");
    }
}
