//! The main job by the JSON API, once from end to end, and figures that agree wherever they are shown.

use std::collections::BTreeMap;

use axum::http::Method;
use backoffice::demo::Cast;
use base::{Actor, Ctx, Person, calendar};
use base_testing::TestApp;
use chrono::Duration;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};

use crate::world::World;

/// The demo's office: everybody can be asked to do something through the API.
struct Office {
    world: World,
    app: TestApp,
    cast: Cast,
}

impl Office {
    async fn open() -> Self {
        let world = World::open().await;
        let app = TestApp::with_files(
            &world.house.app.db,
            &world.house.app.files,
            backoffice::house::features(),
        );
        let cast = Cast::load(&world.house).await.unwrap();
        Self { world, app, cast }
    }

    fn person(&self, key: &str) -> Person {
        match self.cast.at(key, self.world.house.app.db.now()).unwrap().actor {
            Actor::Person(person) => person,
            other => panic!("{other:?} is no person"),
        }
    }

    /// An answer of the API that must be a success; `null` when it has no body.
    async fn ask(&self, who: &str, method: Method, path: &str, body: Option<Value>) -> Value {
        let answer = self
            .app
            .api(
                method.clone(),
                &format!("/api/v1{path}"),
                body,
                Some(&self.person(who)),
            )
            .await;
        assert!(
            answer.status.is_success(),
            "{who} {method} {path}: {} {}",
            answer.status,
            answer.text()
        );
        if answer.bytes.is_empty() {
            Value::Null
        } else {
            answer.json()
        }
    }

    async fn get(&self, who: &str, path: &str) -> Value {
        self.ask(who, Method::GET, path, None).await
    }

    async fn post(&self, who: &str, path: &str, body: Value) -> Value {
        self.ask(who, Method::POST, path, Some(body)).await
    }

    /// The status of a request that may be refused.
    async fn status(&self, who: &str, path: &str, body: Value) -> u16 {
        let answer = self
            .app
            .api(
                Method::POST,
                &format!("/api/v1{path}"),
                Some(body),
                Some(&self.person(who)),
            )
            .await;
        answer.status.as_u16()
    }

    /// Fills in every required field of the call's form that has no answer yet, one by one as the page does.
    async fn answer_everything(&self, who: &str, application: &str, call: &str) {
        let form = self.get(who, &format!("/calls/{call}/form")).await;
        let form: calls::form::FormDefinition = serde_json::from_value(form["definition"].clone()).unwrap();
        let mut wanted = calls::form::example(&form, calls::form::Facts { cash: false });
        // declarations are made when it is handed in
        wanted.retain(|code, _| {
            form.field(code)
                .is_none_or(|field| field.kind != calls::form::Kind::MustBeTrue)
        });
        let there = self
            .get(who, &format!("/applications/{application}/answers"))
            .await;
        for answer in items(&there).iter().filter(|answer| answer["value"].is_null()) {
            let field = text(&answer["field"]);
            if let Some(value) = wanted.get(field) {
                let body = json!({ "value": value, "version": answer["version"] });
                let path = format!("/applications/{application}/answers/{field}");
                self.ask(who, Method::PUT, &path, Some(body)).await;
            }
        }
    }

    /// The call that takes applications now.
    async fn open_call(&self) -> Value {
        let calls = self.get("SB", "/calls").await;
        let mut open = items(&calls).into_iter().filter(|call| call["state"] == "OPEN");
        let call = open.next().expect("the demo has an open call");
        assert!(open.next().is_none(), "one call is open");
        call
    }

    async fn report(&self, who: &str, code: &str, call: &str) -> Value {
        self.get(who, &format!("/calls/{call}/reports/{code}")).await
    }
}

fn items(list: &Value) -> Vec<Value> {
    list["items"]
        .as_array()
        .unwrap_or_else(|| panic!("no list: {list}"))
        .clone()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// A key figure of a report.
fn figure(report: &Value, code: &str) -> i64 {
    let figures = report["figures"].as_array().unwrap();
    let found = figures
        .iter()
        .find(|figure| figure["code"] == code)
        .unwrap_or_else(|| panic!("no figure {code}: {report}"));
    found["value"].as_i64().unwrap()
}

/// The total below the column of this heading, in the report's first table.
fn total(report: &Value, heading: &str) -> i64 {
    let table = &report["tables"][0];
    let columns = table["columns"].as_array().unwrap();
    let at = columns
        .iter()
        .position(|column| column["title"] == heading)
        .unwrap_or_else(|| panic!("no {heading}: {columns:?}"));
    table["totals"][at].as_i64().unwrap()
}

/// An application of Meßkirch, ready to be handed in.
fn application(call: &Value) -> Value {
    json!({
        "call": call["code"],
        "lead": "08437078",
        "title": "Werkstatt der Nachbarschaften",
        "summary": "Die Stadt lädt Einwohnerinnen und Einwohner aus allen Ortsteilen zu Werkstätten ein, in denen sie \
                    gemeinsam festlegen, wie das Zusammenleben besser gelingt, und die Ergebnisse selbst umsetzen.",
        "contact_name": "Integrationsbeauftragte (Demo)",
        "contact_role": "Stabsstelle Integration",
        "contact_email": "integration@messkirch.example",
        "contact_phone": "030 23125-100",
        "project_from": call["terms"]["project_from"],
        "project_until": call["terms"]["project_until"],
        "support": "FACILITATION",
        "requested_cents": 3_500_000,
        "total_cost_cents": 3_500_000,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_goes_from_draft_to_complete_by_the_api() {
    let office = Office::open().await;
    let call = office.open_call().await;
    let draft = office.post("KE2", "/applications", application(&call)).await;
    assert_eq!(draft["state"], "DRAFT");
    let id = text(&draft["id"]);
    assert_eq!(
        office
            .status(
                "KE",
                &format!("/applications/{id}/submit"),
                json!({ "version": 1 })
            )
            .await,
        404,
        "not for other towns"
    );

    let open = office
        .get("KE2", &format!("/applications/{id}/open-points"))
        .await;
    assert!(!items(&open).is_empty(), "the open call asks the full form");
    office.answer_everything("KE2", id, text(&call["id"])).await;
    let open = office
        .get("KE2", &format!("/applications/{id}/open-points"))
        .await;
    assert_eq!(items(&open), Vec::<Value>::new());
    let draft = office.get("KE2", &format!("/applications/{id}")).await;
    let sent = json!({
        "version": draft["application"]["version"],
        "cover_sheet": true,
        "declarations": {
            "not_begun": true, "no_double_funding": true, "true_and_complete": true, "privacy_read": true,
            "exchange_willing": true,
        },
    });
    let receipt = office
        .post("KE2", &format!("/applications/{id}/submit"), sent.clone())
        .await;
    assert_eq!(receipt["state"], "SUBMITTED");
    assert!(
        text(&receipt["number"]).starts_with(text(&call["number_prefix"])),
        "{receipt}"
    );
    assert_eq!(
        office
            .post("KE2", &format!("/applications/{id}/submit"), sent)
            .await,
        receipt,
        "a double click is one submission"
    );

    let early = office
        .status("SB", &format!("/applications/{id}/start-check"), json!({}))
        .await;
    assert_eq!(early, 409, "nothing is checked before the deadline");
    let db = &office.world.house.app.db;
    db.advance_clock(&Ctx::system("test", db.now()), 31 * 86_400)
        .await
        .unwrap();

    assert_eq!(
        office
            .post("SB", &format!("/applications/{id}/start-check"), json!({}))
            .await["state"],
        "IN_CHECK"
    );
    assert_eq!(
        office
            .post("SB", &format!("/applications/{id}/complete"), json!({}))
            .await["state"],
        "COMPLETE"
    );
    let shown = office.get("SB", &format!("/applications/{id}")).await;
    assert_eq!(shown["fundable_cents"], 3_500_000);
    assert_eq!(
        shown["sha256"], receipt["sha256"],
        "what was handed in is what is shown"
    );
    let listed = office
        .get("SB", &format!("/applications?call={}", text(&call["code"])))
        .await;
    assert!(
        items(&listed)
            .iter()
            .any(|item| item["number"] == receipt["number"]),
        "the list knows it"
    );
    let mails = "SELECT COUNT(*) AS n FROM outbox_mail WHERE code = 'M-A02' AND recipient = 'integration@messkirch.example'";
    let row = office
        .world
        .house
        .app
        .db
        .reader()
        .query_one_raw(Statement::from_string(DbBackend::Sqlite, mails))
        .await;
    assert!(
        row.unwrap().unwrap().try_get::<i64>("", "n").unwrap() > 0,
        "the applicant has a confirmation"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_assessors_score_and_the_ranking_feeds_the_allocation_by_the_api() {
    let office = Office::open().await;
    let calls = office.get("SB", "/calls").await;
    let call = items(&calls)
        .into_iter()
        .find(|call| call["code"] == "IBZ-2026B")
        .unwrap();
    let id = text(&call["id"]);
    for assessor in ["AS", "AS2"] {
        let own = items(&office.get(assessor, "/reviews").await);
        let open: Vec<_> = own
            .iter()
            .filter(|review| review["call_id"] == call["id"] && review["state"] != "SUBMITTED")
            .collect();
        assert!(!open.is_empty(), "{assessor} has reviews to write");
        for review in open {
            let review = text(&review["id"]);
            office
                .post(
                    assessor,
                    &format!("/reviews/{review}/declaration"),
                    json!({ "interest": "NONE" }),
                )
                .await;
            let sheet = office.get(assessor, &format!("/reviews/{review}")).await;
            let criteria = sheet["weights"].as_object().unwrap().keys();
            let scores: BTreeMap<_, _> = criteria
                .map(|code| (code.clone(), json!({ "points": 4 })))
                .collect();
            let scores = json!({ "version": sheet["version"], "scores": scores });
            office
                .post(assessor, &format!("/reviews/{review}/submit"), scores)
                .await;
        }
    }
    office
        .post(
            "SB",
            &format!("/calls/{id}/start-selection"),
            json!({ "version": call["version"] }),
        )
        .await;
    let frozen = office
        .post("GS", &format!("/calls/{id}/ranking"), json!({}))
        .await;
    let ranking = office.get("SB", &format!("/calls/{id}/ranking")).await;
    assert_eq!(ranking["sha256"], frozen["sha256"]);
    let ranked = ranking["entries"].as_array().unwrap();
    assert!(
        !ranked.is_empty() && ranked.iter().all(|entry| entry["reviews"] == 2),
        "everything was read twice"
    );
    let hundredths: Vec<i64> = ranked
        .iter()
        .map(|entry| entry["score_hundredths"].as_i64().unwrap())
        .collect();
    assert!(
        hundredths.is_sorted_by(|one, next| one >= next),
        "best first: {hundredths:?}"
    );

    let saved = office
        .post(
            "GS",
            &format!("/calls/{id}/allocation"),
            json!({ "mode": "RANK_FULL_STOP" }),
        )
        .await;
    let lines = saved["lines"].as_array().unwrap();
    let sum: i64 = lines
        .iter()
        .map(|line| line["amount_cents"].as_i64().unwrap())
        .sum();
    assert_eq!(saved["total_cents"], sum);
    assert!(
        0 < sum && sum <= saved["budget_cents"].as_i64().unwrap(),
        "never more than the budget: {saved}"
    );
    assert!(
        lines
            .iter()
            .all(|line| line["amount_cents"].as_i64() <= line["fundable_cents"].as_i64()),
        "never above the cap"
    );
    assert_eq!(
        office
            .status(
                "GS",
                &format!("/calls/{id}/allocation/approve"),
                json!({ "version": saved["version"] })
            )
            .await,
        403
    );
    office
        .post(
            "BfdH",
            &format!("/calls/{id}/allocation/approve"),
            json!({ "version": saved["version"] }),
        )
        .await;
    assert!(office.get("SB", &format!("/calls/{id}/allocation")).await["approved_at"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn i03_grants_hours_and_reports_agree_to_the_cent_by_the_api() {
    let office = Office::open().await;
    let call = office.world.call.to_string();
    let decisions = items(&office.get("RL", &format!("/calls/{call}/decisions")).await);
    let selected: i64 = decisions
        .iter()
        .filter(|one| one["released_at"].is_string())
        .map(|one| one["amount_cents"].as_i64().unwrap())
        .sum();

    // The awards: two signatures, then issued, then one accepted.
    for signer in ["BfdH", "RL"] {
        let signed = office
            .post(
                signer,
                &format!("/calls/{call}/grants/countersign-all"),
                json!({}),
            )
            .await;
        assert_eq!(signed["refused"], 0, "{signer}: {signed}");
    }
    let issued = office
        .post(
            "RL",
            &format!("/calls/{call}/grants/issue-all"),
            json!({ "channel": "PORTAL" }),
        )
        .await;
    assert!(
        issued["done"].as_i64().unwrap() > 0 && issued["refused"] == 0,
        "{issued}"
    );
    let grant = text(&items(&issued).first().unwrap()["grant_id"]).to_owned();
    let shown = office.get("SB", &format!("/grants/{grant}")).await;
    let accept = json!({ "version": shown["version"], "remark": "Unterschriebene Vereinbarung liegt vor." });
    assert_eq!(
        office
            .post("SB", &format!("/grants/{grant}/accept"), accept)
            .await["state"],
        "ACCEPTED"
    );

    // X5 = R5 = R1 = the sum of the grants = what was selected.
    let grants = items(
        &office
            .get("RL", &format!("/calls/{call}/grants?per_page=100"))
            .await,
    );
    let sum: i64 = grants
        .iter()
        .filter(|one| one["issued_at"].is_string())
        .map(|one| one["amount_cents"].as_i64().unwrap())
        .sum();
    assert!(sum > 0 && sum == selected, "issued {sum}, selected {selected}");
    for code in ["X5", "R5", "R1"] {
        let report = office.report("RL", code, &call).await;
        assert_eq!(figure(&report, "awarded"), sum, "{code}");
        if code != "R1" {
            assert_eq!(total(&report, "Bewilligt"), sum, "the total of {code}");
        }
    }
    let tranches: i64 = grants
        .iter()
        .flat_map(|one| one["tranches"].as_array().unwrap())
        .map(|part| part["amount_cents"].as_i64().unwrap())
        .sum();
    assert_eq!(tranches, sum, "the years add up to the awards");
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_are_booked_handed_in_and_approved_by_the_api() {
    let office = Office::open().await;
    let call = office.world.call.to_string();
    let engagement = items(&office.get("PB", "/engagements").await)
        .into_iter()
        .find(|one| one["state"] == "RUNNING")
        .unwrap();
    let before = figure(&office.report("PK", "R9", &call).await, "approved");
    let worked_on = calendar::local_date(office.world.house.app.db.now()) - Duration::days(1);
    let booking = json!({
        "engagement_id": engagement["id"], "worked_on": worked_on, "from": "09:00", "until": "11:30",
        "break_minutes": 30, "activity": "ONLINE", "description": "Vorbereitung der Werkstatt",
    });
    let entry = office.post("PB", "/hours", booking.clone()).await;
    assert_eq!(
        (&entry["state"], &entry["minutes"]),
        (&json!("DRAFT"), &json!(120))
    );
    assert_eq!(
        office.status("PB", "/hours", booking).await,
        422,
        "the same time is booked once"
    );
    let id = text(&entry["id"]);
    assert_eq!(
        office.post("PB", &format!("/hours/{id}/submit"), json!({})).await["state"],
        "SUBMITTED"
    );
    assert_eq!(
        office
            .status("PB", &format!("/hours/{id}/approve"), json!({}))
            .await,
        403,
        "nobody approves their own hours"
    );
    assert_eq!(
        office
            .post("PK", &format!("/hours/{id}/approve"), json!({}))
            .await["state"],
        "APPROVED"
    );
    let after = office.report("PK", "R9", &call).await;
    assert_eq!(figure(&after, "approved"), before + 120);
    let after_engagement = office
        .get("PB", &format!("/engagements/{}", text(&engagement["id"])))
        .await;
    assert_eq!(
        after_engagement["approved_minutes"].as_i64().unwrap(),
        engagement["approved_minutes"].as_i64().unwrap() + 120
    );

    // The exchange: a meeting to register for, a report to read without signing in.
    let event = text(&items(&office.get("KE", "/events").await)[0]["id"]).to_owned();
    let registered = office
        .post(
            "KE",
            &format!("/events/{event}/register"),
            json!({ "organisation": "Stadt Leimen" }),
        )
        .await;
    assert_eq!(registered["state"], "REGISTERED");
    let practice = office.app.api(Method::GET, "/api/v1/practice", None, None).await;
    assert!(
        !items(&practice.json()).is_empty(),
        "a practice report is published"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn i04_counting_of_the_projects_of_2018() {
    let office = Office::open().await;
    let call = office.open_call().await;
    let (id, code) = (text(&call["id"]), text(&call["code"]));
    let by = office.person("SB");
    let file = (
        "file",
        "i04_pakt_projects.xlsx",
        &include_bytes!("../../fixtures/workbooks/i04_pakt_projects.xlsx")[..],
    );
    let checked = office
        .app
        .post_file("/imports/applications", &[("call", code)], file, Some(&by))
        .await;
    assert_eq!(checked.status, 303, "{}", checked.text());
    let applied = office
        .app
        .post_form(&format!("{}/apply", checked.location()), &[], Some(&by))
        .await;
    assert_eq!(applied.status, 303, "{}", applied.text());
    let report = office.report("SB", "R1", id).await;
    let counted = [
        "projects",
        "applicants",
        "districts",
        "associations",
        "joint",
        "maximum",
    ]
    .map(|code| figure(&report, code));
    assert_eq!(counted, [23, 24, 5, 2, 1, 92_000_000]);
}
