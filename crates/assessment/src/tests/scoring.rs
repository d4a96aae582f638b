//! Saving field by field, sheets out and back in, and what hangs on one person.

use axum::http::{Method, StatusCode};
use base::Problem;
use base_sheets::{Limits, Reader};
use base_testing::TestApp;
use base_testing::db::{databases, sqlite};
use base_web::imports::{self, RowStatus};
use serde_json::json;

use super::*;
use crate::model::ReviewState;
use crate::tests::reviews::refusal;
use crate::{FieldSaved, FieldValue};

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

fn points(points: i64) -> FieldValue {
    FieldValue::Points("K1".to_owned(), Some(points))
}

#[tokio::test]
async fn a_field_is_saved_alone_and_another_window_is_not_written_over() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        let person = &world.assessors[0];
        let ctx = world.at(person);
        let id = review_of(db, &world, 0, person).await;
        assert_eq!(
            refusal(crate::save_field(db, &ctx, id, points(4), 0).await),
            "review-state",
            "{}: nothing before the declaration",
            test.name
        );
        declare_none(db, &world, id, person).await;
        let first = crate::save_field(db, &ctx, id, points(4), 0).await.unwrap();
        let FieldSaved::Saved(version) = first else {
            panic!("{first:?}")
        };
        // another field of the same window needs no newer version
        let words = FieldValue::Reason("K2".to_owned(), "Messbare Ziele".to_owned());
        crate::save_field(db, &ctx, id, words, 0).await.unwrap();
        // a second window that still shows nothing is told, and nothing is lost
        let theirs = "4".to_owned();
        assert_eq!(
            crate::save_field(db, &ctx, id, points(2), 0).await.unwrap(),
            FieldSaved::Conflict { version, theirs }
        );
        // the same value is no conflict, and with the version it may be replaced
        assert!(matches!(
            crate::save_field(db, &ctx, id, points(4), 0).await.unwrap(),
            FieldSaved::Saved(_)
        ));
        crate::save_field(db, &ctx, id, points(2), version + 5)
            .await
            .unwrap();
        let review = store::review::get(db.reader(), id).await.unwrap();
        let scores = review.scores().unwrap();
        assert_eq!(
            (scores["K1"].points, scores["K2"].reason.as_str()),
            (Some(2), "Messbare Ziele")
        );
        let wrong = FieldValue::Points("K9".to_owned(), Some(2));
        assert!(matches!(
            crate::save_field(db, &ctx, id, wrong, 0).await,
            Err(Problem::Invalid(_))
        ));
        // nobody else's
        assert!(matches!(
            crate::save_field(db, &world.at(&world.assessors[1]), id, points(5), 0).await,
            Err(Problem::NotFound { .. })
        ));
    }
}

#[tokio::test]
async fn the_page_saves_fields_and_its_buttons_go_over_them() {
    let test = sqlite().await;
    let app = app(&test.db);
    let world = World::new(&test.db, &[4_000_000, 4_000_000], base::Cents(15_000_000)).await;
    assign_all(&test.db, &world).await;
    let person = &world.assessors[0];
    let id = review_of(&test.db, &world, 0, person).await;
    declare_none(&test.db, &world, id, person).await;
    let page = app.get(&format!("/reviews/{id}"), Some(person)).await.text();
    let fields = format!("/api/v1/reviews/{id}/fields");
    assert!(page.contains(&format!("data-autosave=\"{fields}\"")) && page.contains("v.points_K1"));
    assert!(page.contains("0 von 2 bewertet"), "{page}");
    let put = async |name: &str, value: &str, version: i64| {
        let body = json!({ "typed": { name: [value] }, "version": version });
        app.api(Method::PUT, &format!("{fields}/{name}"), Some(body), Some(person))
            .await
    };
    let saved = put("points_K1", "4", 0).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    assert_eq!(
        put("points_K1", "9", 3).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        put("points_K1x", "4", 0).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(put("anything", "4", 0).await.status, StatusCode::NOT_FOUND);
    let conflict = put("points_K1", "1", 0).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    let conflict = conflict.json();
    assert_eq!(conflict["code"], "answer-changed");
    assert_eq!(conflict["theirs_typed"]["points_K1"][0], "4");

    // the form was made before: what it shows of K1 was saved by its own script
    let mut typed = vec![
        ("version".to_owned(), "1".to_owned()),
        ("do".to_owned(), "submit".to_owned()),
    ];
    for place in 1..=7 {
        typed.push((format!("points_K{place}"), "4".to_owned()));
        typed.push((format!("reason_K{place}"), String::new()));
        typed.push((format!("v.points_K{place}"), "0".to_owned()));
        typed.push((format!("v.reason_K{place}"), "0".to_owned()));
    }
    let as_pairs = |typed: &[(String, String)]| -> Vec<(String, String)> { typed.to_vec() };
    // another window gave other points: the person is told before anything counts
    let mut other = as_pairs(&typed);
    other[2].1 = "3".to_owned();
    let other: Vec<(&str, &str)> = other.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let path = format!("/reviews/{id}");
    let told = app.post_form(&path, &other, Some(person)).await;
    assert_eq!(told.status, StatusCode::CONFLICT, "{}", told.text());
    let pairs: Vec<(&str, &str)> = typed.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let handed_in = app.post_form(&path, &pairs, Some(person)).await;
    assert_eq!(handed_in.status, StatusCode::SEE_OTHER, "{}", handed_in.text());
    let review = store::review::get(test.db.reader(), id).await.unwrap();
    assert_eq!(
        (review.state, review.weighted),
        (ReviewState::Submitted, Some(400))
    );
    let second = review_of(&test.db, &world, 1, person).await;
    declare_none(&test.db, &world, second, person).await;
    let page = app.get(&format!("/reviews/{second}"), Some(person)).await.text();
    assert!(page.contains("1 von 2 bewertet"), "{page}");
}

#[tokio::test]
async fn a_reopened_sheet_shows_what_was_handed_in() {
    let test = sqlite().await;
    let app = app(&test.db);
    let world = g01(&test.db).await;
    let person = &world.assessors[0];
    let id = review_of(&test.db, &world, 2, person).await;
    crate::reopen(&test.db, &world.at(&world.secretary), id, "K1 bitte begründen")
        .await
        .unwrap();
    crate::save_field(&test.db, &world.at(person), id, points(1), 99)
        .await
        .unwrap();
    let page = app.get(&format!("/reviews/{id}"), Some(person)).await.text();
    assert!(
        page.contains("K1 bitte begründen") && page.contains("Ihre bisherige Fassung"),
        "{page}"
    );
    assert!(page.contains("84,00"), "{page}");
}

#[tokio::test]
async fn sheets_go_out_and_come_back_for_the_assessor_and_nobody_else() {
    let test = sqlite().await;
    let db = &test.db;
    let app = app(db);
    let world = World::new(db, &[4_000_000, 4_000_000], base::Cents(15_000_000)).await;
    assign_all(db, &world).await;
    let (person, other) = (&world.assessors[0], &world.assessors[1]);
    let id = review_of(db, &world, 0, person).await;
    declare_none(db, &world, id, person).await;
    let foreign = review_of(db, &world, 0, other).await;
    declare_none(db, &world, foreign, other).await;
    let book = app
        .get(&format!("/calls/{}/scores.xlsx", world.call.id), Some(person))
        .await;
    assert_eq!(book.status, StatusCode::OK);
    let reader = Reader::without_protection();
    let read = reader
        .read(&book.bytes, "boegen.xlsx", &Limits::default())
        .await
        .unwrap();
    // heading and one sheet: the second application is not declared, the other person's is not hers
    let text = format!("{:?}", read.sheets[0]);
    assert!(
        text.contains(world.cases[0].label()) && !text.contains(world.cases[1].label()),
        "{text}"
    );
    assert!(text.contains("Begründung K7") && !text.contains(&other.name));

    let kind = crate::import::kind();
    let head = "Antrags-Nr.;Gutachter/in;K1;K2;K3;K4;K5;K6;K7;Summe;Begründung;Empfehlung;Begründung K1;Begründung K2";
    let (number, hidden) = (world.cases[0].label(), world.cases[1].label());
    let list = format!(
        "{head}\n{number};{};5;1;4;4;4;4;4;71;Zeilengrund;fördern;Daten liegen vor;\n\
         {number};{};4;4;4;4;4;4;4;80;;;;\n{hidden};{};4;4;4;4;4;4;4;80;;;;\n{hidden};{};;;;;;;;;;;;\n",
        person.name, other.name, person.name, person.name
    );
    let (bytes, code) = (list.into_bytes(), Some(world.call.code.clone()));
    let by = world.at(person);
    let (run, report) = imports::check(&app.app, &by, &kind, "boegen.csv", bytes, code)
        .await
        .unwrap();
    assert_eq!(
        (report.accepted, report.count(RowStatus::Error)),
        (1, 2),
        "{report:#?}"
    );
    // a row of the download that was not got to is no mistake
    assert_eq!(report.count(RowStatus::Ignored), 1, "{report:#?}");
    imports::apply_by_id(&app.app, &by, run).await.unwrap();
    let review = store::review::get(db.reader(), id).await.unwrap();
    let scores = review.scores().unwrap();
    assert_eq!(
        (review.state, review.weighted),
        (ReviewState::Submitted, Some(355))
    );
    assert_eq!(scores["K1"].reason, "Daten liegen vor");
    assert_eq!(scores["K2"].reason, "Zeilengrund");
    let untouched = store::review::get(db.reader(), foreign).await.unwrap();
    assert_eq!(untouched.state, ReviewState::InProgress);
}

#[tokio::test]
async fn the_office_sees_what_hangs_on_one_person_and_the_frozen_ranking_says_median_and_spread() {
    let test = sqlite().await;
    let app = app(&test.db);
    let world = g01(&test.db).await;
    let (call, officer) = (world.call.id, Some(&world.officer));
    let path = format!("/calls/{call}/ranking/robustness");
    let page = app.get(&format!("{path}?places=1"), officer).await.text();
    assert!(
        page.contains("fällt unter die Linie") && page.contains("rückt über die Linie"),
        "{page}"
    );
    assert!(page.contains("2 Plätze an der Linie"), "{page}");
    let third = &world.assessors[2].name;
    assert!(page.contains(third.as_str()));
    let json = app
        .api(Method::GET, &format!("/api/v1{path}"), None, officer)
        .await
        .json();
    // 150.000 € reach for three times 40.000 €
    assert_eq!(json["places"], 3);
    assert_eq!(json["shifts"][0]["crosses"], false);
    let before = app.get(&format!("/calls/{call}/ranking"), officer).await.text();
    assert!(
        before.contains("84,00") && before.contains("18,00"),
        "median and spread of C: {before}"
    );
    crate::freeze_ranking(&test.db, &world.at(&world.officer), call, "")
        .await
        .unwrap();
    let json = app
        .api(
            Method::GET,
            &format!("/api/v1/calls/{call}/ranking"),
            None,
            officer,
        )
        .await
        .json();
    let last = &json["entries"][2];
    assert_eq!(
        (&last["median_hundredths"], &last["spread_hundredths"]),
        (&json!(8_400), &json!(1_800))
    );
    let page = app.get(&format!("/calls/{call}/ranking"), officer).await.text();
    assert!(page.contains("Median") && page.contains("84,00"));
    // an assessor sees neither
    assert_eq!(
        app.get(&path, Some(&world.assessors[0])).await.status,
        StatusCode::FORBIDDEN
    );
}

/// Handbook 4.3: an excluded person sees nothing of the case, in no page, list, count, workbook or field.
#[tokio::test]
async fn g06_an_excluded_assessor_finds_nothing_of_the_case_anywhere() {
    let test = sqlite().await;
    let db = &test.db;
    let app = app(db);
    let world = World::new(db, &[4_000_000, 4_000_000], base::Cents(15_000_000)).await;
    assign_all(db, &world).await;
    let person = &world.assessors[0];
    let (closed, open) = (&world.cases[0], &world.cases[1]);
    let id = review_of(db, &world, 0, person).await;
    let declared = review_of(db, &world, 1, person).await;
    declare_none(db, &world, declared, person).await;
    let command = Declare {
        review: id,
        interest: Interest::Excluded,
        reason: "Beschäftigt bei der Stadt".to_owned(),
    };
    crate::declare(db, &world.at(person), command).await.unwrap();
    let number = closed.number.clone().unwrap();
    let call = world.call.id;
    for path in [
        "/".to_owned(),
        "/reviews".to_owned(),
        "/reviews/interests".to_owned(),
        format!("/reviews/{declared}"),
        format!("/reviews/{id}"),
        format!("/reviews/{id}/record"),
        format!("/applications/{}", closed.id),
        format!("/calls/{call}"),
        format!("/calls/{call}/assessment"),
        format!("/calls/{call}/assessors"),
        format!("/calls/{call}/assignment"),
        format!("/calls/{call}/conflicts"),
        format!("/calls/{call}/ranking"),
        format!("/calls/{call}/ranking/robustness"),
        format!("/search?q={number}"),
        "/api/v1/reviews".to_owned(),
        "/api/v1/interests".to_owned(),
        "/api/v1/invitations".to_owned(),
        format!("/api/v1/reviews/{id}"),
        format!("/api/v1/applications/{}", closed.id),
        format!("/api/v1/calls/{call}/assignment"),
        format!("/api/v1/calls/{call}/ranking"),
    ] {
        let text = app.get(&path, Some(person)).await.text();
        let asked = format!("q={number}");
        let text = text.replace(&asked, "");
        let leaks =
            text.contains(&number) && !path.starts_with("/search") || text.contains(&closed.id.to_string());
        // the address of the page that was asked for may stand in its own links
        assert!(!leaks || path.contains(&closed.id.to_string()), "{path}: {text}");
    }
    // what is left is counted, and nothing else
    let list = app.get("/reviews", Some(person)).await.text();
    assert!(
        list.contains(open.number.as_deref().unwrap()) && list.contains("0 von 1 bewertet"),
        "{list}"
    );
    let body = json!({ "typed": { "points_K1": ["4"] }, "version": 0 });
    let path = format!("/api/v1/reviews/{id}/fields/points_K1");
    let field = app.api(Method::PUT, &path, Some(body), Some(person)).await;
    assert!(field.status.is_client_error());
    let book = app.get(&format!("/calls/{call}/scores.xlsx"), Some(person)).await;
    let read = Reader::without_protection()
        .read(&book.bytes, "boegen.xlsx", &Limits::default())
        .await
        .unwrap();
    assert!(!format!("{read:?}").contains(&number));
}
