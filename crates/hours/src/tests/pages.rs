//! Pages, API and import.

use axum::http::{Method, StatusCode};
use base::{Person, Role, Scope};
use base_sheets::{Limits, Reader};
use base_testing::db::databases;
use base_testing::{TestApp, ctx, person};
use base_web::imports::{Apply, ImportInput, RowStatus};
use serde_json::json;
use uuid::Uuid;

use super::world::*;
use crate::model::{EntryState, Filter};
use crate::queries;

fn app(db: &base_db::Db) -> TestApp {
    let features = vec![
        people::feature(),
        municipalities::feature(),
        applications::feature(),
        grants::feature(),
        facilitation::feature(),
        crate::feature(),
    ];
    TestApp::new(db, features)
}

async fn seen(app: &TestApp, path: &str, person: &Person) -> String {
    let answer = app.get(path, Some(person)).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.text()
}

#[tokio::test]
async fn a_facilitator_books_and_the_coordination_approves_on_pages() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let app = app(db);
        let engagement = world.engagement.to_string();
        // the pages show the real clock's month, so the entry is looked up by its id
        let fields = [
            ("engagement", engagement.as_str()),
            ("worked_on", "2026-07-02"),
            ("from", "09:00"),
            ("until", "17:30"),
            ("break_minutes", "45"),
            ("activity", "VOR_ORT"),
            ("place", "Rathaus"),
            ("description", "Auftaktgespräch geführt"),
        ];
        let mut wrong = fields;
        wrong[3] = ("until", "17:20");
        let refused = app.post_form("/hours", &wrong, Some(&world.pb)).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.text()
        );
        assert!(
            refused.text().contains("Auftaktgespräch geführt"),
            "what was typed is kept"
        );
        let booked = app.post_form("/hours", &fields, Some(&world.pb)).await;
        assert_eq!(
            booked.location(),
            "/hours?month=2026-07&done=hours-done-booked",
            "{}",
            booked.text()
        );

        let month = seen(&app, "/hours?month=2026-07", &world.pb).await;
        assert!(
            month.contains("02.07.2026, 09:00–17:30") && month.contains("7,75"),
            "{month}"
        );
        let entry = queries::of_engagement(db.reader(), world.engagement)
            .await
            .unwrap()
            .remove(0);
        let page = format!("/hours/{}", entry.id);
        assert!(seen(&app, &page, &world.pb).await.contains("Rathaus"));
        assert!(
            seen(&app, &format!("{page}/edit"), &world.pb)
                .await
                .contains("value=\"17:30\"")
        );
        let edited = app
            .post_form(&format!("{page}/edit"), &fields[1..], Some(&world.pb))
            .await;
        assert_eq!(edited.status, StatusCode::SEE_OTHER, "{}", edited.text());
        let submitted = app
            .post_form("/hours/submit", &[("engagement", &engagement)], Some(&world.pb))
            .await;
        assert_eq!(submitted.status, StatusCode::SEE_OTHER, "{}", submitted.text());

        assert!(
            seen(&app, "/hours", &world.pk)
                .await
                .contains("Auftaktgespräch geführt")
        );
        let results = app
            .post_form("/hours/approve", &[("all", "true")], Some(&world.pk))
            .await;
        assert_eq!(results.status, StatusCode::OK);
        assert!(
            results.text().contains("1 von 1 freigegeben."),
            "{}",
            results.text()
        );
        let again = app
            .post_form(
                "/hours/approve",
                &[("entry", &entry.id.to_string())],
                Some(&world.pk),
            )
            .await;
        assert!(again.text().contains("nicht freigegeben"), "{}", again.text());
        let late = app
            .post_form(
                &format!("{page}/reject"),
                &[("reason", "zu spät")],
                Some(&world.pk),
            )
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text());
        assert!(seen(&app, &page, &world.pk).await.contains("Freigegeben"));
        assert!(
            seen(&app, "/hours?state=APPROVED", &world.pk)
                .await
                .contains("IBZ-2026A-0001")
        );
    }
}

#[tokio::test]
async fn strangers_see_no_entries_and_municipalities_no_page() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let app = app(db);
        let entry = world.submitted(db, "2026-07-02", "09:00", "10:00").await;
        let page = format!("/hours/{}", entry.id);
        let other_office = person(
            "Koordination nebenan",
            &[(Role::PK, Scope::Programme(Uuid::now_v7()))],
        );
        assert_eq!(
            app.get(&page, Some(&other_office)).await.status,
            StatusCode::NOT_FOUND
        );
        let approve = app
            .post_form(&format!("{page}/approve"), &[], Some(&other_office))
            .await;
        assert_eq!(approve.status, StatusCode::NOT_FOUND);
        let town = person("Kommune", &[(Role::KE, Scope::Body(Uuid::now_v7()))]);
        assert_eq!(app.get("/hours", Some(&town)).await.status, StatusCode::FORBIDDEN);
        let auditor = person("Rechnungshof", &[(Role::RH, Scope::Programme(world.programme))]);
        assert!(
            seen(&app, &page, &auditor)
                .await
                .contains("Treffen der Spurgruppe")
        );
        assert_eq!(
            app.post_form(&format!("{page}/approve"), &[], Some(&auditor))
                .await
                .status,
            StatusCode::FORBIDDEN
        );
    }
}

#[tokio::test]
async fn the_api_books_submits_approves_and_rejects() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let app = app(db);
        let book = |until: &str, day: &str| {
            json!({
                "engagement_id": world.engagement.0, "worked_on": day, "from": "09:00", "until": until,
                "activity": "REISEZEIT", "description": "Anreise zur Spurgruppe",
            })
        };
        let wrong = app
            .api(
                Method::POST,
                "/api/v1/hours",
                Some(book("9 Uhr", "2026-07-02")),
                Some(&world.pb),
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text());
        for (day, verb, state) in [
            ("2026-07-02", "approve", "APPROVED"),
            ("2026-07-03", "reject", "REJECTED"),
        ] {
            let booked = app
                .api(
                    Method::POST,
                    "/api/v1/hours",
                    Some(book("11:30", day)),
                    Some(&world.pb),
                )
                .await;
            assert_eq!(booked.status, StatusCode::CREATED, "{}", booked.text());
            assert_eq!(booked.json()["billable_minutes"], 75);
            let path = format!("/api/v1/hours/{}", booked.json()["id"].as_str().unwrap());
            let submitted = app
                .api(Method::POST, &format!("{path}/submit"), None, Some(&world.pb))
                .await;
            assert_eq!(submitted.json()["state"], "SUBMITTED", "{}", submitted.text());
            let body = (verb == "reject").then(|| json!({ "reason": "Bitte Ort nennen" }));
            let decided = app
                .api(Method::POST, &format!("{path}/{verb}"), body, Some(&world.pk))
                .await;
            assert_eq!(decided.json()["state"], state, "{}", decided.text());
        }
        let list = app
            .api(
                Method::GET,
                "/api/v1/hours?state=APPROVED&month=2026-07",
                None,
                Some(&world.pk),
            )
            .await;
        assert_eq!(
            (
                list.json()["total"].clone(),
                list.json()["items"][0]["until"].clone()
            ),
            (json!(1), json!("11:30"))
        );
        let none = app
            .api(
                Method::GET,
                "/api/v1/hours?state=VIELLEICHT",
                None,
                Some(&world.pk),
            )
            .await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn tasks_say_what_waits() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let app = app(db);
        world.book(db, "2026-07-01", "09:00", "10:00").await;
        for date in ["2026-07-02", "2026-07-03"] {
            world.submitted(db, date, "09:00", "10:00").await;
        }
        let texts = async |person| {
            let tasks = crate::web::tasks(&app.app, &ctx(person, now())).await.unwrap();
            tasks.into_iter().map(|task| task.text).collect::<Vec<_>>()
        };
        assert_eq!(
            texts(&world.pb).await,
            ["Einen Entwurf einer Stundenbuchung einreichen"],
            "{}",
            test.name
        );
        assert_eq!(
            texts(&world.pk).await,
            ["2 Stundenbuchungen freigeben"],
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn the_coordination_is_told_once_a_week() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let app = app(db);
        for date in ["2026-07-02", "2026-07-03"] {
            world.submitted(db, date, "09:00", "10:00").await;
        }
        let programme = world.programme.to_string();
        let jobs = base_db::jobs::planned(db.reader(), crate::usecases::DIGEST, &programme)
            .await
            .unwrap();
        assert_eq!(jobs.len(), 1, "{}: one plan for the week", test.name);
        assert_eq!(jobs[0].due_at.to_rfc3339(), "2026-09-21T05:00:00+00:00");
        crate::usecases::remind_coordination(&app.app, &jobs[0])
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn the_example_list_becomes_drafts_and_comes_in_once() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let app = app(db);
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/workbooks/hours.xlsx");
        let bytes = std::fs::read(path).unwrap();
        let workbook = Reader::without_protection()
            .read(&bytes, "hours.xlsx", &Limits::default())
            .await
            .unwrap();
        let input = ImportInput {
            workbook,
            file_name: "hours.xlsx".to_owned(),
            call: None,
        };
        let pb = ctx(&world.pb, now());
        let kind = &crate::feature().imports[0];

        let checked = (kind.run)(&app.app, &pb, input.clone(), None).await.unwrap();
        assert_eq!(
            (checked.accepted, checked.count(RowStatus::Error)),
            (11, 0),
            "{}: {checked:#?}",
            test.name
        );
        assert_eq!(
            checked
                .notes
                .iter()
                .filter(|note| note.code == "EXPENSES_NOT_KEPT")
                .count(),
            1
        );

        let uploaded = app
            .post_file(
                "/imports/hours",
                &[],
                ("file", "hours.xlsx", &bytes),
                Some(&world.pb),
            )
            .await;
        let run: Uuid = uploaded
            .location()
            .rsplit('/')
            .next()
            .unwrap()
            .split('?')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        let applied = (kind.run)(&app.app, &pb, input.clone(), Some(Apply::checked(run, false)))
            .await
            .unwrap();
        assert_eq!(applied.accepted, 11, "{}", test.name);
        let entries = queries::of_engagement(db.reader(), world.engagement)
            .await
            .unwrap();
        assert!(entries.iter().all(|entry| entry.state == EntryState::Draft));
        let worked: i64 = entries.iter().map(|entry| entry.minutes.0).sum();
        let billable: i64 = entries.iter().map(|entry| entry.billable_minutes.0).sum();
        assert_eq!(
            (worked, billable),
            (2_595, 2_445),
            "{}: as expected.json says",
            test.name
        );

        let again = (kind.run)(&app.app, &pb, input.clone(), None).await.unwrap();
        assert_eq!(
            (again.accepted, again.count(RowStatus::Duplicate)),
            (0, 11),
            "{}",
            test.name
        );

        // somebody without a running engagement there: every row is an error
        let stranger = account(db, person("Andere Begleitung", &[(Role::PB, Scope::Own)])).await;
        let foreign = (kind.run)(&app.app, &ctx(&stranger, now()), input, None)
            .await
            .unwrap();
        assert_eq!(foreign.count(RowStatus::Error), 11, "{}", test.name);
        let filter = Filter {
            person: Some(stranger.id),
            ..Filter::default()
        };
        let stranger = ctx(&stranger, now());
        let page = queries::entries(db.reader(), &stranger, &filter, base_db::PageRequest::default())
            .await
            .unwrap();
        assert_eq!(page.total, 0);
    }
}

#[tokio::test]
async fn overlaps_and_contradictions_of_a_list_are_named_row_by_row() {
    let list = "Datum;von;bis;Pause;Std.;Kommune;Tätigkeit;Beschreibung\n\
                01.07.2026;09:00;12:00;;3,00;Mössingen;Vor Ort;Treffen der Spurgruppe\n\
                01.07.2026;11:00;13:00;;2,00;Mössingen;Online;Absprache mit dem Amt\n\
                02.07.2026;09:00;12:00;;4,00;Mössingen;Vor Ort;Treffen der Spurgruppe\n\
                03.07.2026;09:00;12:00;;3,00;Stuttgart;Vor Ort;Treffen der Spurgruppe\n\
                04.07.2026;09:00;12:00;;3,00;Mössingen;Kaffee;Treffen der Spurgruppe\n\
                24.12.2026;09:00;12:00;;3,00;Mössingen;Vor Ort;Treffen der Spurgruppe\n";
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test, 14_400, 0).await);
        let app = app(db);
        let reader = Reader::without_protection();
        let workbook = reader
            .read(list.as_bytes(), "stunden.csv", &Limits::default())
            .await
            .unwrap();
        let input = ImportInput {
            workbook,
            file_name: "stunden.csv".to_owned(),
            call: None,
        };
        let report = (crate::feature().imports[0].run)(&app.app, &ctx(&world.pb, now()), input, None)
            .await
            .unwrap();
        let found: Vec<String> = report
            .rows
            .iter()
            .map(|row| match row.status {
                RowStatus::Error => row
                    .messages
                    .last()
                    .map(|message| message.code.clone())
                    .unwrap_or_default(),
                other => format!("{other:?}"),
            })
            .collect();
        let expected = [
            "Accepted",
            "HOURS_OVERLAP",
            "HOURS_DIFFER",
            "ENGAGEMENT_UNKNOWN",
            "ACTIVITY_UNKNOWN",
            "HOURS_FUTURE",
        ];
        assert_eq!(found, expected, "{}: {report:#?}", test.name);
    }
}
