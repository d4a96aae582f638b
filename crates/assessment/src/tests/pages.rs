use axum::http::StatusCode;
use base_testing::TestApp;
use base_testing::db::sqlite;

use super::*;

fn app(db: &Db) -> TestApp {
    TestApp::new(
        db,
        vec![
            people::feature(),
            calls::feature(),
            applications::feature(),
            crate::feature(),
        ],
    )
}

#[tokio::test]
async fn the_declaration_comes_first_then_the_form_keeps_what_was_typed() {
    let test = sqlite().await;
    let app = app(&test.db);
    let world = World::new(&test.db, &[4_000_000, 3_000_000], base::Cents(15_000_000)).await;
    assign_all(&test.db, &world).await;
    let person = &world.assessors[0];
    let id = review_of(&test.db, &world, 0, person).await;
    let path = format!("/reviews/{id}");
    let page = app.get(&path, Some(person)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("Erklärung abgeben") && !page.text().contains("Gemeinsam vor Ort"));
    let declared = app
        .post_form(
            &format!("{path}/declaration"),
            &[("interest", "NONE")],
            Some(person),
        )
        .await;
    assert_eq!(declared.status, StatusCode::SEE_OTHER, "{}", declared.text());
    let page = app.get(&path, Some(person)).await;
    assert!(page.text().contains("Gemeinsam vor Ort") && page.text().contains("points_K1"));
    let version = store::review::get(test.db.reader(), id)
        .await
        .unwrap()
        .version
        .to_string();
    let fields = [
        ("version", version.as_str()),
        ("points_K1", "5"),
        ("reason_K1", ""),
        ("comment", "Ein Satz"),
        ("do", "submit"),
    ];
    let refused = app.post_form(&path, &fields, Some(person)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("Ein Satz")
            && refused.text().contains("Bitte begründen Sie 5 Punkte für K1.")
    );
    let saved = app
        .post_form(
            &path,
            &[("version", &version), ("points_K1", "4"), ("do", "next")],
            Some(person),
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let other = review_of(&test.db, &world, 1, person).await;
    assert!(
        saved.location().starts_with(&format!("/reviews/{other}")),
        "{}",
        saved.location()
    );
}

#[tokio::test]
async fn the_office_assigns_reads_and_freezes() {
    let test = sqlite().await;
    let app = app(&test.db);
    let world = g01(&test.db).await;
    let call = world.call.id;
    let officer = &world.officer;
    for path in [
        "/assessment".to_owned(),
        format!("/calls/{call}/assessment"),
        format!("/calls/{call}/ranking"),
    ] {
        let page = app.get(&path, Some(officer)).await;
        assert_eq!(page.status, StatusCode::OK, "{path} {}", page.text());
    }
    let page = app
        .get(&format!("/calls/{call}/ranking"), Some(officer))
        .await
        .text();
    assert!(page.contains("79,33") && page.contains("Vorläufiger Stand"));
    let frozen = app
        .post_form(&format!("/calls/{call}/ranking"), &[], Some(officer))
        .await;
    assert_eq!(frozen.status, StatusCode::SEE_OTHER, "{}", frozen.text());
    let page = app
        .get(&format!("/calls/{call}/ranking"), Some(officer))
        .await
        .text();
    assert!(page.contains("SHA-256"));
    let review = review_of(&test.db, &world, 2, &world.assessors[0]).await;
    let record = app.get(&format!("/reviews/{review}/record"), Some(officer)).await;
    assert!(record.text().contains("84,00"), "{}", record.text());
    // assessors see neither the matrix nor the ranking
    for path in [
        format!("/calls/{call}/assessment"),
        format!("/calls/{call}/ranking"),
        format!("/reviews/{review}/record"),
    ] {
        assert_eq!(
            app.get(&path, Some(&world.assessors[0])).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    let json = app
        .api(
            axum::http::Method::GET,
            &format!("/api/v1/calls/{call}/ranking"),
            None,
            Some(officer),
        )
        .await
        .json();
    assert_eq!(json["entries"][2]["numerator"], 1_190);
    let case = app
        .get(
            &format!("/applications/{}?part=procedure", world.cases[0].id),
            Some(officer),
        )
        .await;
    assert!(case.text().contains("80,00"), "{}", case.text());
}
