//! Pages, downloads and the API over HTTP.

use axum::http::{Method, StatusCode};
use base::Cents;

use super::world::World;
use crate::ReportCode;

#[tokio::test]
async fn every_report_is_a_page_three_files_and_json() {
    let test = base_testing::db::sqlite().await;
    let world = World::new(&test.db).await;
    world.award(world.cases().await[0].id, Cents(4_000_000)).await;
    let (app, by) = (&world.app, Some(&world.officer));
    let index = app.get("/reports", by).await;
    assert_eq!(index.status, StatusCode::OK);
    for code in ReportCode::ALL {
        let href = format!("/reports/{}/{}", code.code(), world.call.id);
        assert!(index.text().contains(&href), "{code:?} is offered");
        let page = app.get(&href, by).await;
        assert_eq!(page.status, StatusCode::OK, "{code:?}: {}", page.text());
        assert!(
            !page.text().contains("reports-"),
            "every key has its words: {code:?}"
        );
        for (format, kind) in [
            ("xlsx", "spreadsheetml"),
            ("csv", "text/csv"),
            ("json", "application/json"),
        ] {
            let file = app.get(&format!("{href}/download?format={format}"), by).await;
            assert_eq!(file.status, StatusCode::OK, "{code:?} {format}");
            assert!(file.headers["content-type"].to_str().unwrap().contains(kind));
            assert!(
                !String::from_utf8_lossy(&file.bytes).contains("reports-"),
                "{code:?} {format}"
            );
        }
        let json = app
            .api(
                Method::GET,
                &format!("/api/v1/calls/{}/reports/{}", world.call.id, code.code()),
                None,
                by,
            )
            .await;
        assert_eq!(json.status, StatusCode::OK, "{code:?}");
        assert_eq!(json.json()["report"], code.code());
    }
    let awards = app
        .api(Method::GET, "/api/v1/calls/IBZ-2026A/reports/X5", None, by)
        .await
        .json();
    assert_eq!(awards["figures"][1]["value"], 4_000_000, "cents");
    assert_eq!(awards["tables"][0]["totals"][6], 4_000_000);
    let pdf = app
        .get(&format!("/reports/programme/{}/pdf", world.call.id), by)
        .await;
    assert_eq!(pdf.status, StatusCode::OK, "{}", pdf.text());
    assert!(pdf.bytes.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn what_is_not_there_or_not_for_the_person_is_said_so() {
    let test = base_testing::db::sqlite().await;
    let world = World::new(&test.db).await;
    let (app, call) = (&world.app, world.call.id);
    let status = async |path: String, who| app.get(&path, Some(who)).await.status;
    assert_eq!(
        status(format!("/reports/R77/{call}"), &world.officer).await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        status("/reports/R2/NIX-1".to_owned(), &world.officer).await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        status(format!("/reports/X5/{call}"), &world.secretary).await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        status(format!("/reports/X5/{call}/pdf"), &world.officer).await,
        StatusCode::NOT_FOUND
    );
    let offered = app.get("/reports", Some(&world.coordinator)).await.text();
    assert!(offered.contains("/reports/R9/") && !offered.contains("/reports/X5/"));
    assert_eq!(app.get("/reports", None).await.status, StatusCode::SEE_OTHER);
}
