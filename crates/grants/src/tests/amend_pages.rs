//! The pages of an amendment and their JSON twins, over HTTP.

use axum::http::{Method, StatusCode};
use base_testing::db::databases;
use calls::FundingMode;
use serde_json::json;

use super::world::*;
use crate::{amendments_of, queries};

#[tokio::test]
async fn from_the_request_to_the_new_version_in_the_browser_and_by_the_api() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let mayor = world.municipal(db, &town).await;
        let grant = world.final_grant(&app, &mayor, &town).await;
        let path = format!("/grants/{}", grant.id);
        let page = app.get(&path, Some(&mayor)).await.text();
        assert!(page.contains("Änderung beantragen"), "{}", test.name);

        let form = format!("{path}/amendments/new");
        let shown = app.get(&form, Some(&mayor)).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
        let fields = |amount: &'static str, staff: &'static str| {
            [
                ("version", "0"),
                ("kinds", "AMOUNT_DOWN"),
                ("kinds", "PLAN_SHIFT"),
                ("amount", amount),
                ("plan.STAFF", staff),
                ("plan.FEES", "10.000,00"),
                ("reason", "Wir haben günstiger eingekauft."),
            ]
        };
        let file = ("file", "Kostenübersicht.pdf", &b"%PDF-1.7\n%%EOF\n"[..]);
        let wrong = app
            .post_file(&form, &fields("40.000,01", "45.000,01"), file, Some(&mayor))
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text());
        let text = wrong.text().replace('\u{a0}', " ");
        for said in [
            "Der neue Betrag muss unter 40.000,00 € liegen",
            "Die Positionen ergeben 55.000,01 €",
            "Wir haben günstiger eingekauft.",
        ] {
            assert!(text.contains(said), "{}: {said}: {text}", test.name);
        }
        let saved = app
            .post_file(&form, &fields("30.000,00", "45.000,00"), file, Some(&mayor))
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let amendment = amendments_of(db.reader(), grant.id).await.unwrap().remove(0);
        let here = format!("{path}/amendments/{}", amendment.id);
        let preview = app.get(&here, Some(&mayor)).await.text().replace('\u{a0}', " ");
        for said in [
            "30.000,00 €",
            "40.000,00 €",
            "ohne Zustimmung höchstens 0,00 €",
            "Einreichen",
        ] {
            assert!(preview.contains(said), "{}: {said}", test.name);
        }
        let attached = app.get(&format!("{here}/file"), Some(&world.officer)).await;
        assert!(attached.bytes.starts_with(b"%PDF-"), "{}", attached.text());
        let stranger = world.municipal(db, &body(db, "08111000").await).await;
        for address in [here.clone(), format!("{here}/file"), format!("{here}/edit")] {
            let answer = app.get(&address, Some(&stranger)).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        }

        let asked = app
            .post_form(&format!("{here}/request"), &[("version", "1")], Some(&mayor))
            .await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
        let at = base_testing::ctx(&world.officer, now());
        let tasks = app.app.tasks_of(&at).await.unwrap();
        assert!(
            tasks
                .iter()
                .any(|task| task.text == "Einen Änderungsantrag prüfen" && task.href == here),
            "{tasks:?}"
        );
        // given back for completion, changed by the API, and handed in again
        let back = app
            .post_form(
                &format!("{here}/return"),
                &[("version", "2"), ("reason", "Bitte neues Ende angeben.")],
                Some(&world.officer),
            )
            .await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
        let edit = app.get(&format!("{here}/edit"), Some(&mayor)).await.text();
        assert!(edit.contains("Wir haben günstiger eingekauft."));
        let api = format!("/api/v1{here}");
        let body = json!({ "version": 3, "reason": "Der Start verzögert sich.", "changes": [
            { "kind": "TIME", "until_on": "2028-06-30" }, { "kind": "AMOUNT_DOWN", "amount_cents": 3_000_000 },
        ] });
        let changed = app.api(Method::PUT, &api, Some(body), Some(&mayor)).await;
        assert_eq!(changed.status, StatusCode::OK, "{}", changed.text());
        assert_eq!(changed.json()["effect"]["after"]["until_on"], "2028-06-30");
        let verb = |verb: &str| format!("{api}/{verb}");
        let asked = app
            .api(
                Method::POST,
                &verb("request"),
                Some(json!({ "version": 4 })),
                Some(&mayor),
            )
            .await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
        let body = json!({ "version": 5, "remark": "In Ordnung." });
        let checked = app
            .api(Method::POST, &verb("check"), Some(body), Some(&world.officer))
            .await;
        assert_eq!(checked.json()["state"], "CHECKED", "{}", checked.text());
        for (person, sees) in [(&world.head, true), (&mayor, false)] {
            let page = app.get(&here, Some(person)).await.text();
            assert_eq!(
                page.contains("In Ordnung."),
                sees,
                "{}: for those who sign",
                test.name
            );
            let one = app.api(Method::GET, &api, None, Some(person)).await.json();
            assert_eq!(one["remark"] == "In Ordnung.", sees, "{}: {one}", test.name);
        }
        let draft = app.get(&format!("{here}/preview"), Some(&world.head)).await;
        assert!(draft.bytes.starts_with(b"%PDF-"), "{}", draft.text());
        for person in [&world.head, &world.budget] {
            let page = app.get(&here, Some(person)).await.text();
            assert!(page.contains("mitzeichnen"), "{}", test.name);
            let signed = app
                .post_form(&format!("{here}/countersign"), &[("version", "6")], Some(person))
                .await;
            assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
        }
        let body = json!({ "version": 7, "channel": "PORTAL" });
        let issued = app
            .api(Method::POST, &verb("issue"), Some(body), Some(&world.head))
            .await;
        assert_eq!(issued.json()["award"], 2, "{}", issued.text());
        let notice = app.get(&format!("{here}/notice"), Some(&mayor)).await;
        assert!(notice.bytes.starts_with(b"%PDF-"));
        let issued = amendments_of(db.reader(), grant.id).await.unwrap().remove(0);
        let trace = queries::downloads_of(db.reader(), grant.id).await.unwrap();
        let fetched: Vec<_> = trace
            .iter()
            .filter(|one| Some(one.notice_id) == issued.notice_id)
            .map(|one| one.person_id)
            .collect();
        assert_eq!(
            fetched,
            [Some(mayor.id)],
            "{}: the office leaves no trace of delivery",
            test.name
        );
        let office = app.get(&format!("{here}/notice"), Some(&world.head)).await;
        assert!(office.bytes.starts_with(b"%PDF-"));
        assert_eq!(
            queries::downloads_of(db.reader(), grant.id).await.unwrap().len(),
            trace.len()
        );
        let by = base_testing::ctx(&world.head, now());
        let evidence = app.app.evidence_of(&by, grant.application_id.0).await.unwrap();
        let file = evidence
            .iter()
            .find(|file| file.path == "40-bewilligung/bewilligung.json")
            .unwrap();
        let told: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
        let amended = &told["amendments"][0];
        assert_eq!(amended["changes"][0]["kind"], "TIME", "{}: {told}", test.name);
        assert!(amended["bfdh_signed_by"].is_string() && amended["notice_id"].is_string());
        assert!(told["shares"].is_array() && told["informations"].is_array());
        let page = app.get(&path, Some(&mayor)).await.text();
        assert!(page.contains("Fassungen der Bewilligung") && page.contains("Erster Bescheid"));
        let list = app
            .api(
                Method::GET,
                &format!("/api/v1{path}/amendments"),
                None,
                Some(&mayor),
            )
            .await
            .json();
        assert_eq!(list["items"][0]["state"], "ISSUED");
        assert_clean(db).await;
    }
}
