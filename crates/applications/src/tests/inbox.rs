//! The officer's inbox: filters, export, bulk verbs with a result per record, responsibility, follow-ups.

use axum::http::{Method, StatusCode};
use base::{Person, PersonId, Problem, Role};
use base_db::Db;
use base_testing::db::databases;
use base_testing::{TestApp, ctx};
use serde_json::{Value, json};

use super::world::{World, body, date, row, submitted, terms, terms_around, utc};
use crate::follow_ups::{self, Which};
use crate::model::{ApplicationId, ApplicationState as S, Filter, ReasonCode, Responsible};
use crate::queries;
use crate::usecases::{
    BulkAction, SetFollowUp, assign_officer, bulk, finish_follow_up, postpone_follow_up, set_follow_up,
    start_check,
};

const START: &str = "2026-01-10T08:00:00Z";
const DAY: &str = "2026-02-10T08:00:00Z";
const AFTER: &str = "2026-03-09T08:00:00Z";

/// Two applications in time and one late, of three bodies.
async fn three(db: &Db, world: &World) -> Vec<ApplicationId> {
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let mut ids = Vec::new();
    for (number, (key, at)) in [
        ("08416025", DAY),
        ("08226041", "2026-03-06T22:30:00Z"),
        ("08317065", "2026-03-07T08:00:00Z"),
    ]
    .into_iter()
    .enumerate()
    {
        let lead = body(db, key).await;
        let editor = world
            .municipal(db, &format!("ke{number}"), &lead, &[Role::KE, Role::KZ])
            .await;
        ids.push(submitted(db, &editor, utc(at), call.id, &lead).await.application);
    }
    ids
}

async fn found(db: &Db, person: &Person, filter: Filter) -> Vec<ApplicationId> {
    queries::all(db.reader(), &ctx(person, utc(AFTER)), &filter)
        .await
        .unwrap()
        .into_iter()
        .map(|case| case.id)
        .collect()
}

#[tokio::test]
async fn the_inbox_is_filtered_by_day_of_receipt_lateness_person_and_follow_up() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let ids = three(db, &world).await;
        let officer = world.officer_at(utc(AFTER));
        let on_the_last_day = Filter {
            received_from: Some(date("2026-03-06")),
            received_until: Some(date("2026-03-06")),
            ..Filter::default()
        };
        // 22:30 UTC is 23:30 in Berlin: still the 6th
        assert_eq!(
            found(db, &world.officer, on_the_last_day).await,
            [ids[1]],
            "{}",
            test.name
        );
        let late = Filter {
            late: true,
            ..Filter::default()
        };
        assert_eq!(found(db, &world.officer, late.clone()).await, [ids[2]]);

        assign_officer(db, &officer, ids[0], Some(world.officer.id))
            .await
            .unwrap();
        let mine = Filter {
            officer: Some(Responsible::Person(world.officer.id)),
            ..Filter::default()
        };
        assert_eq!(found(db, &world.officer, mine).await, [ids[0]]);
        let nobodys = Filter {
            officer: Some(Responsible::Nobody),
            ..Filter::default()
        };
        assert_eq!(found(db, &world.officer, nobodys).await, [ids[1], ids[2]]);

        let again = SetFollowUp {
            application: ids[1],
            due_on: date("2026-03-10"),
            note: "Rückruf".to_owned(),
            person: None,
        };
        set_follow_up(db, &officer, again).await.unwrap();
        let due = |day: &str| Filter {
            follow_up_by: Some(date(day)),
            ..Filter::default()
        };
        assert!(found(db, &world.officer, due("2026-03-09")).await.is_empty());
        assert_eq!(found(db, &world.officer, due("2026-03-10")).await, [ids[1]]);
        // an applicant learns nothing by asking for the office's own marks
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke9", &lead, &[Role::KE, Role::KZ]).await;
        assert_eq!(found(db, &editor, due("2026-03-09")).await, [ids[0]]);
    }
}

#[tokio::test]
async fn a_case_belongs_to_an_officer_of_its_programme_and_to_nobody_else() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let ids = three(db, &world).await;
        let head = ctx(&world.head, utc(AFTER));
        for wrong in [world.budget.id, PersonId(uuid::Uuid::now_v7())] {
            let refused = assign_officer(db, &head, ids[0], Some(wrong)).await;
            assert!(matches!(refused, Err(Problem::Invalid(_))), "{}", test.name);
        }
        let case = assign_officer(db, &head, ids[0], Some(world.officer.id))
            .await
            .unwrap();
        assert_eq!(case.officer_id, Some(world.officer.id));
        let again = assign_officer(db, &head, ids[0], Some(world.officer.id))
            .await
            .unwrap();
        assert_eq!(again.version, case.version, "twice is once");
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke9", &lead, &[Role::KE, Role::KZ]).await;
        let denied = assign_officer(db, &ctx(&editor, utc(AFTER)), ids[0], None).await;
        assert!(matches!(denied, Err(Problem::Denied(_))));
    }
}

#[tokio::test]
async fn a_bulk_verb_refuses_single_records_and_goes_on() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let ids = three(db, &world).await;
        let officer = world.officer_at(utc(AFTER));
        let unseen = ApplicationId(uuid::Uuid::now_v7());
        let asked = [ids[2], ids[0], unseen, ids[1], ids[0]];
        let results = bulk(db, &officer, &asked, &BulkAction::StartCheck).await.unwrap();
        let done: Vec<bool> = results.iter().map(|result| result.problem.is_none()).collect();
        assert_eq!(
            done,
            [false, true, false, true],
            "late and unseen ones stay: {}",
            test.name
        );
        assert_eq!(row(db, ids[2]).await.state, S::Late, "four eyes is not bypassed");

        let nothing = BulkAction::ProposeRejection {
            reason_code: ReasonCode::OutOfScope,
            reason: "  ".to_owned(),
        };
        assert!(matches!(
            bulk(db, &officer, &ids, &nothing).await,
            Err(Problem::Invalid(_))
        ));
        assert_eq!(row(db, ids[0]).await.state, S::InCheck, "and nothing was done");
        let reject = BulkAction::ProposeRejection {
            reason_code: ReasonCode::OutOfScope,
            reason: "Kein Beteiligungsprojekt.".to_owned(),
        };
        let results = bulk(db, &officer, &ids, &reject).await.unwrap();
        assert!(results.iter().all(|result| result.problem.is_none()));
        assert_eq!(row(db, ids[0]).await.state, S::Ineligible);
        let again = bulk(db, &officer, &ids[..1], &reject).await.unwrap();
        assert!(matches!(
            again[0].problem,
            Some(Problem::Refused {
                code: "proposal-waits",
                ..
            })
        ));
        let follow = BulkAction::FollowUp {
            due_on: date("2026-03-20"),
            note: "Nachhaken".to_owned(),
        };
        bulk(db, &officer, &ids, &follow).await.unwrap();
        let mine = Which {
            person: Some(world.officer.id),
            ..Which::default()
        };
        assert_eq!(
            follow_ups::list(db.reader(), &officer, mine).await.unwrap().len(),
            3
        );
    }
}

#[tokio::test]
async fn a_follow_up_is_set_put_off_and_done_with_its_entries() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let id = three(db, &world).await[0];
        let officer = world.officer_at(utc(AFTER));
        let set = |due: &str, person| SetFollowUp {
            application: id,
            due_on: date(due),
            note: "Beschluss abwarten".to_owned(),
            person,
        };
        let past = set_follow_up(db, &officer, set("2026-03-08", None)).await;
        assert!(matches!(past, Err(Problem::Invalid(_))), "{}", test.name);
        let stranger = set_follow_up(
            db,
            &officer,
            set("2026-03-09", Some(PersonId(uuid::Uuid::now_v7()))),
        )
        .await;
        assert!(matches!(stranger, Err(Problem::Invalid(_))));
        let one = set_follow_up(db, &officer, set("2026-03-09", Some(world.head.id)))
            .await
            .unwrap();
        let due = |person: &Person| Which {
            person: Some(person.id),
            done: false,
            due_by: Some(date("2026-03-09")),
        };
        assert!(
            follow_ups::list(db.reader(), &officer, due(&world.officer))
                .await
                .unwrap()
                .is_empty()
        );
        let head = ctx(&world.head, utc(AFTER));
        assert_eq!(
            follow_ups::list(db.reader(), &head, due(&world.head))
                .await
                .unwrap()
                .len(),
            1
        );
        postpone_follow_up(db, &head, one.id, date("2026-03-16"))
            .await
            .unwrap();
        assert!(
            follow_ups::list(db.reader(), &head, due(&world.head))
                .await
                .unwrap()
                .is_empty()
        );
        // a colleague stands in
        for _ in 0..2 {
            let done = finish_follow_up(db, &officer, one.id).await.unwrap();
            assert_eq!(done.done_by, Some(world.officer.id));
        }
        let too_late = postpone_follow_up(db, &officer, one.id, date("2026-04-01")).await;
        assert!(matches!(too_late, Err(Problem::Refused { .. })));
        let actions: Vec<String> = base_db::audit::of_case(db.reader(), id.0, 100)
            .await
            .unwrap()
            .into_iter()
            .filter(|entry| entry.subject_kind == "follow_up")
            .map(|entry| entry.action)
            .collect();
        assert_eq!(actions.len(), 3, "set, postpone, finish once: {actions:?}");
        // nobody outside the office, and nobody who is barred
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke9", &lead, &[Role::KE, Role::KZ]).await;
        let denied = set_follow_up(db, &ctx(&editor, utc(AFTER)), set("2026-04-01", None)).await;
        assert!(matches!(denied, Err(Problem::Denied(_))));
    }
}

fn app(db: &Db) -> TestApp {
    TestApp::new(
        db,
        vec![
            people::feature(),
            municipalities::feature(),
            budget::feature(),
            calls::feature(),
            crate::feature(),
        ],
    )
}

#[tokio::test]
async fn an_officer_works_on_the_list_over_http() {
    for test in databases().await {
        let db = &test.db;
        let now = db.now();
        let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
        let call = world.call(db, "IBZ-2026A", terms_around(now)).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let id = submitted(db, &editor, now, call.id, &lead).await.application;
        let app = app(db);
        let officer = Some(&world.officer);
        let list = app
            .get(
                "/applications?call=IBZ-2026A&state=SUBMITTED&sort=-received",
                officer,
            )
            .await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(
            list.text()
                .contains("/applications/export.xlsx?call=IBZ-2026A&#38;state=SUBMITTED&#38;sort=-received"),
            "the filter stays in the address: {}",
            list.text()
        );
        let list = app.get("/applications?call=IBZ-2026A", officer).await;
        assert!(list.text().contains("form=\"bulk\""), "{}", list.text());
        let ke = app.get("/applications", Some(&editor)).await;
        assert!(!ke.text().contains("form=\"bulk\""));

        let next = [
            ("which", "all"),
            ("verb", "FOLLOW_UP"),
            ("list", "/applications?call=IBZ-2026A"),
        ];
        let step = app.post_form("/applications/bulk", &next, officer).await;
        assert_eq!(step.status, StatusCode::OK, "{}", step.text());
        assert!(step.text().contains(&id.to_string()), "{}", step.text());
        let id_text = id.to_string();
        let empty = [("verb", "FOLLOW_UP"), ("id", id_text.as_str()), ("due_on", "")];
        let again = app.post_form("/applications/bulk/apply", &empty, officer).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let today = base::calendar::local_date(db.now()).to_string();
        let filled = [
            ("verb", "FOLLOW_UP"),
            ("id", id_text.as_str()),
            ("due_on", today.as_str()),
            ("note", "Rückruf der Kämmerei"),
        ];
        let done = app.post_form("/applications/bulk/apply", &filled, officer).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text());
        assert!(done.text().contains("erledigt"));
        let mine = app.get("/follow-ups", officer).await;
        assert!(mine.text().contains("Rückruf der Kämmerei"), "{}", mine.text());
        let record = format!("/applications/{id}?part=record");
        let case = app.get(&record, officer).await;
        assert!(case.text().contains("Rückruf der Kämmerei"));
        let ke = app.get(&record, Some(&editor)).await;
        assert!(!ke.text().contains("Rückruf"), "follow-ups are the office's own");
        let home: Vec<String> = app
            .app
            .tasks_of(&ctx(&world.officer, db.now()))
            .await
            .unwrap()
            .into_iter()
            .map(|task| task.text)
            .collect();
        assert!(
            home.iter().any(|text| text.starts_with("Wiedervorlage")),
            "{home:?}"
        );

        let csv = app
            .get("/applications/export.csv?officer=none&call=IBZ-2026A", officer)
            .await;
        assert!(csv.text().contains("Mössinger Runde"), "{}", csv.text());
        let none = app.get("/applications/export.csv?officer=me", officer).await;
        assert!(!none.text().contains("Mössinger Runde"));
        let book = app.get("/applications/export.xlsx", officer).await;
        assert_eq!(&book.bytes[..2], b"PK");
    }
}

#[tokio::test]
async fn the_api_does_the_same() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let now = db.now();
    let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
    let call = world.call(db, "IBZ-2026A", terms_around(now)).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let id = submitted(db, &editor, now, call.id, &lead).await.application;
    let app = app(db);
    let officer = Some(&world.officer);
    let assign = json!({ "officer_id": world.officer.id });
    let path = format!("/api/v1/applications/{id}/assign");
    let answer = app.api(Method::POST, &path, Some(assign.clone()), officer).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let list = app.get("/api/v1/applications?officer=me", officer).await;
    let list: Value = serde_json::from_str(&list.text()).unwrap();
    assert_eq!(list["total"], 1);
    let check = json!({ "verb": "START_CHECK", "ids": [id] });
    let answer = app
        .api(Method::POST, "/api/v1/applications/bulk", Some(check), officer)
        .await;
    let answer: Value = serde_json::from_str(&answer.text()).unwrap();
    assert_eq!(answer["results"][0]["code"], "deadline-ahead", "{answer}");
    let due_on = base::calendar::local_date(db.now());
    let new = json!({ "due_on": due_on, "note": "x" });
    let path = format!("/api/v1/applications/{id}/follow-ups");
    let answer = app.api(Method::POST, &path, Some(new.clone()), officer).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    let one: Value = serde_json::from_str(&answer.text()).unwrap();
    let one = one["id"].as_str().unwrap();
    let later = json!({ "due_on": due_on + chrono::Days::new(1) });
    let path = format!("/api/v1/follow-ups/{one}/postpone");
    assert_eq!(
        app.api(Method::POST, &path, Some(later.clone()), officer)
            .await
            .status,
        StatusCode::OK
    );
    let path = format!("/api/v1/follow-ups/{one}/done");
    assert_eq!(
        app.api(Method::POST, &path, Some(json!({})), officer)
            .await
            .status,
        StatusCode::OK
    );
    let list = app.get("/api/v1/follow-ups?show=done", officer).await;
    assert!(list.text().contains(one));
    let _ = start_check(db, &world.officer_at(now), id).await.unwrap_err();
}
