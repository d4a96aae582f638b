//! Import of application lists: the scenarios and fixtures, row by row.

use axum::http::StatusCode;
use base::{Cents, Lang, Role};
use base_db::{Db, PageRequest};
use base_sheets::{Limits, Reader, Workbook};
use base_testing::TestApp;
use base_testing::db::databases;
use base_web::imports::{ImportInput, ImportReport, RowStatus};
use calls::{Call, Terms};
use serde_json::Value;

use super::world::{World, body, mails, terms, terms_around, utc};
use crate::import::{List, kind};
use crate::model::{ApplicationState as S, Filter, PartyRole, Source};
use crate::queries;

const START: &str = "2026-01-10T08:00:00Z";
const AFTER: &str = "2026-04-09T08:00:00Z";

/// A file of `fixtures/`.
fn fixture(path: &str) -> Vec<u8> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/");
    std::fs::read(format!("{root}{path}")).unwrap()
}

fn expected() -> Value {
    serde_json::from_slice(&fixture("expected.json")).unwrap()
}

async fn workbook(path: &str) -> Workbook {
    Reader::without_protection()
        .read(&fixture(path), path, &Limits::default())
        .await
        .unwrap()
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

/// A dry run as an officer.
async fn check(app: &TestApp, world: &World, file: &str, call: Option<&Call>) -> ImportReport {
    let input = ImportInput {
        workbook: workbook(file).await,
        file_name: file.to_owned(),
        call: call.map(|call| call.code.clone()),
    };
    (kind().run)(&app.app, &world.officer_at(utc(AFTER)), input, None)
        .await
        .unwrap()
}

/// The path of a run after uploading, by way of the page; then applied there.
async fn upload_and_apply(
    app: &TestApp,
    world: &World,
    file: &str,
    call: &str,
    notify: bool,
) -> (String, StatusCode) {
    let bytes = fixture(file);
    let name = file.rsplit('/').next().unwrap();
    let uploaded = app
        .post_file(
            "/imports/applications",
            &[("call", call)],
            ("file", name, &bytes),
            Some(&world.officer),
        )
        .await;
    assert_eq!(uploaded.status, StatusCode::SEE_OTHER, "{}", uploaded.text());
    let run = uploaded.location().to_owned();
    let fields: &[(&str, &str)] = if notify { &[("notify", "on")] } else { &[] };
    let applied = app
        .post_form(&format!("{run}/apply"), fields, Some(&world.officer))
        .await;
    (run, applied.status)
}

fn codes(report: &ImportReport, row: u64) -> Vec<&str> {
    let row = report.rows.iter().find(|line| line.row == row).unwrap();
    row.messages.iter().map(|message| message.code.as_str()).collect()
}

#[tokio::test]
async fn h01_application_list() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let open = Terms {
        deadline: base::Deadline::end_of(super::world::date("2026-04-30")),
        ..terms()
    };
    let call = world.call(db, "IBZ-2026A", open).await;
    let report = check(&app(db), &world, "workbooks/h01_antragsliste.xlsx", Some(&call)).await;
    let lines: Vec<(u64, RowStatus, Option<&str>, Option<Cents>)> = report
        .rows
        .iter()
        .map(|row| (row.row, row.status, row.key.as_deref(), row.amount_cents))
        .collect();
    assert_eq!(
        lines,
        [
            (4, RowStatus::Accepted, Some("08116078"), Some(Cents(4_000_000))),
            (5, RowStatus::Accepted, Some("08226041"), Some(Cents(3_850_000))),
            (6, RowStatus::Accepted, Some("08317065"), Some(Cents(2_500_000))),
            (7, RowStatus::Duplicate, Some("08226041"), Some(Cents(3_850_000))),
            (8, RowStatus::Error, Some("811678"), Some(Cents(1_000_000))),
            (9, RowStatus::Error, Some("08416025"), Some(Cents(3_150_050))),
            (10, RowStatus::Ignored, None, None),
        ]
    );
    assert_eq!(
        report.rows[0].received_on,
        Some(super::world::date("2026-03-31")),
        "serial 46112"
    );
    assert_eq!(
        (codes(&report, 4), codes(&report, 6)),
        (vec!["REPAIRED"], vec!["REPAIRED"])
    );
    assert_eq!(codes(&report, 7), ["DUBLETTE"]);
    assert_eq!(codes(&report, 8), ["AGS_LENGTH"]);
    assert_eq!(codes(&report, 9), ["DATE_IMPOSSIBLE"]);
    assert!(report.rows[5].messages[0].text.contains("31.04.2026"));
    assert_eq!(
        (report.accepted, report.accepted_amount_cents),
        (3, Cents(10_350_000))
    );
    assert_eq!(report.totals[0].stated_cents, Cents(17_350_050));
    assert_eq!(report.totals[0].computed_cents, Cents(18_350_050));
    assert!(
        report.rows[6].messages[0]
            .text
            .replace('\u{a0}', " ")
            .contains("10.000,00")
    );
    let counts = (
        report.accepted,
        report.remark_count(),
        report.count(RowStatus::Duplicate),
        report.count(RowStatus::Error),
    );
    assert_eq!(
        counts,
        (3, 3, 1, 2),
        "M-I01: 3 übernommen, 3 Hinweise, 1 Dublette, 2 Fehler"
    );
}

#[tokio::test]
async fn h01_without_a_call_says_the_same_of_every_row() {
    let test = base_testing::db::sqlite().await;
    let world = World::new(&test.db, utc(START)).await;
    let app = app(&test.db);
    let input = ImportInput {
        workbook: workbook("workbooks/h01_antragsliste.xlsx").await,
        file_name: "h01.xlsx".to_owned(),
        call: None,
    };
    let operator = base_testing::operator(utc(AFTER));
    let report = (kind().run)(&app.app, &operator, input, None).await.unwrap();
    assert_eq!(
        (
            report.accepted,
            report.count(RowStatus::Error),
            report.exit_code()
        ),
        (3, 2, 2)
    );
    drop(world);
}

#[tokio::test]
async fn h01_applied_and_h02_the_same_file_again() {
    for test in databases().await {
        let db = &test.db;
        let now = db.now();
        let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
        world.call(db, "IBZ-2026A", terms_around(now)).await;
        let app = app(db);
        let file = "workbooks/h01_antragsliste.xlsx";
        let (run, status) = upload_and_apply(&app, &world, file, "IBZ-2026A", false).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{}", test.name);
        let filter = Filter::default();
        let officer = world.officer_at(now);
        let imported = queries::list(db.reader(), &officer, &filter, PageRequest::default())
            .await
            .unwrap()
            .items;
        let rows: Vec<_> = imported
            .iter()
            .map(|one| {
                (
                    one.number.as_deref().unwrap(),
                    one.lead_key.as_str(),
                    one.requested,
                    one.state,
                    one.source,
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                (
                    "IBZ-2026A-0001",
                    "08116078",
                    Cents(4_000_000),
                    S::Submitted,
                    Source::Import
                ),
                (
                    "IBZ-2026A-0002",
                    "08226041",
                    Cents(3_850_000),
                    S::Submitted,
                    Source::Import
                ),
                (
                    "IBZ-2026A-0003",
                    "08317065",
                    Cents(2_500_000),
                    S::Submitted,
                    Source::Import
                ),
            ],
            "{}",
            test.name
        );
        for one in &imported {
            let entries = base_db::audit::of_case(db.reader(), one.id.0, 10).await.unwrap();
            assert_eq!(
                entries
                    .iter()
                    .map(|entry| entry.action.as_str())
                    .collect::<Vec<_>>(),
                ["import"]
            );
            assert!(mails(db, one.id).await.is_empty(), "no M-A02 unless ticked");
        }
        // the same run twice, then the same file again
        let again = app
            .post_form(&format!("{run}/apply"), &[], Some(&world.officer))
            .await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let (second, status) = upload_and_apply(&app, &world, file, "IBZ-2026A", false).await;
        assert_eq!(status, StatusCode::CONFLICT, "nothing to take over");
        let page = app.get(&second, Some(&world.officer)).await.text();
        assert!(page.contains("wurde bereits am"), "{page}");
        let total = queries::count(db.reader(), &officer, &filter).await.unwrap();
        assert_eq!(total, 3, "{}", test.name);
    }
}

#[tokio::test]
async fn i04_counting() {
    for test in databases().await {
        let db = &test.db;
        let now = db.now();
        let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
        let call = world.call(db, "IBZ-2026A", terms_around(now)).await;
        let app = app(db);
        let (_, status) = upload_and_apply(
            &app,
            &world,
            "workbooks/i04_pakt_projects.xlsx",
            "IBZ-2026A",
            false,
        )
        .await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let officer = world.officer_at(now);
        let cases = crate::of_call(db.reader(), &officer, call.id, &[]).await.unwrap();
        let ids: Vec<_> = cases.iter().map(|case| case.id).collect();
        let parties = crate::parties(db.reader(), &ids).await.unwrap();
        let applicants = parties
            .values()
            .flatten()
            .filter(|party| party.role != PartyRole::PlaceOfAction)
            .count();
        let joint = parties.values().filter(|of_case| of_case.len() > 1).count();
        let of_type = |wanted: &str| cases.iter().filter(|case| case.body_type == wanted).count();
        let value: Cents = cases.iter().map(|case| crate::fundable(case, &call)).sum();
        let expected = &expected()["i04_pakt_projects"];
        let counted = [
            cases.len(),
            applicants,
            of_type("LANDKREIS"),
            of_type("GVV"),
            joint,
        ];
        let wanted = ["projects", "applicants", "districts", "associations", "joint"]
            .map(|key| usize::try_from(expected[key].as_u64().unwrap()).unwrap());
        assert_eq!(counted, wanted, "{}", test.name);
        assert_eq!(counted, [23, 24, 5, 2, 1]);
        assert_eq!(value, Cents(92_000_000));
        let districts: std::collections::BTreeSet<&str> = cases
            .iter()
            .filter(|case| case.body_type == "LANDKREIS")
            .map(|case| case.lead_name.as_str())
            .collect();
        let named: Vec<&str> = districts.into_iter().collect();
        assert_eq!(
            named,
            [
                "Alb-Donau-Kreis",
                "Landkreis Lörrach",
                "Landkreis Tuttlingen",
                "Landkreis Tübingen",
                "Zollernalbkreis"
            ]
        );
    }
}

#[tokio::test]
async fn the_demo_list_is_taken_over_as_expected_row_by_row() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let app = app(db);
    let expected = &expected()["applications_2026"];
    let report = check(&app, &world, "demo/applications_2026.xlsx", Some(&call)).await;
    let number = |key: &str| expected[key].as_u64().unwrap();
    let errors: Vec<_> = report
        .rows
        .iter()
        .filter(|row| row.status == RowStatus::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(report.accepted, number("accepted"));
    assert_eq!(report.count(RowStatus::Duplicate) as u64, number("duplicates"));
    assert_eq!(
        report.accepted_amount_cents.0,
        expected["requested_cents"].as_i64().unwrap()
    );
    let with = |code: &str| {
        let has =
            |row: &&base_web::imports::ReportRow| row.messages.iter().any(|message| message.code == code);
        report.rows.iter().filter(has).count() as u64
    };
    assert_eq!(with("REPAIRED"), number("repaired_keys"));
    assert_eq!(with("AMOUNT_OVER_CAP"), number("over_cap_rows"));
    assert_eq!(with("LATE"), number("late_rows"));
    let surroundings = crate::import::Surroundings::load(db.reader(), Some(call.clone()))
        .await
        .unwrap();
    let ctx = world.officer_at(utc(AFTER));
    let list = List::open(ctx.lang, workbook("demo/applications_2026.xlsx").await).unwrap();
    let (_, rows) = list.check(&ctx, &surroundings);
    let fundable: i64 = rows.iter().map(|row| row.requested.0.min(4_000_000)).sum();
    assert_eq!(fundable, expected["fundable_cents"].as_i64().unwrap());
    let sum = |of: fn(&crate::import::Candidate) -> i64| rows.iter().map(of).sum::<i64>();
    assert_eq!(
        sum(|row| row.total_cost.0),
        expected["total_costs_cents"].as_i64().unwrap()
    );
    assert_eq!(
        sum(|row| row.own_share.0),
        expected["own_share_cents"].as_i64().unwrap()
    );
    for (row, wanted) in rows.iter().zip(expected["list"].as_array().unwrap()) {
        let partners: Vec<&str> = row.partners.iter().map(|body| body.key.as_str()).collect();
        let wanted_partners: Vec<&str> = wanted["partners"]
            .as_array()
            .unwrap()
            .iter()
            .map(|key| key.as_str().unwrap())
            .collect();
        assert_eq!(row.lead.key, wanted["key"].as_str().unwrap());
        assert_eq!(
            row.requested.0,
            wanted["requested_cents"].as_i64().unwrap(),
            "{}",
            row.lead.key
        );
        assert_eq!(row.is_late, wanted["late"].as_bool().unwrap(), "{}", row.lead.key);
        assert_eq!(
            base::calendar::local_date(row.received_at).to_string(),
            wanted["received"].as_str().unwrap()
        );
        assert_eq!(partners, wanted_partners, "{}", row.lead.key);
        assert_eq!(
            row.time_known,
            !wanted["received_at"].is_null(),
            "{}",
            row.lead.key
        );
    }
}

#[tokio::test]
async fn broken_lists_name_what_is_wrong_in_each_row() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let app = app(db);
    // file, row, status, code; every row of these files is listed
    type Lines = &'static [(u64, RowStatus, &'static [&'static str])];
    let cases: &[(&str, Lines)] = &[
        (
            "broken_amount_over_cap.xlsx",
            &[
                (3, RowStatus::Accepted, &[]),
                (4, RowStatus::Accepted, &["AMOUNT_OVER_CAP"]),
                (5, RowStatus::Accepted, &["AMOUNT_OVER_CAP"]),
            ],
        ),
        (
            "broken_amounts.xlsx",
            &[
                (3, RowStatus::Accepted, &[]),
                (4, RowStatus::Error, &["AMOUNT_DECIMALS"]),
                (5, RowStatus::Error, &["AMOUNT_APPROXIMATE"]),
                (6, RowStatus::Error, &["AMOUNT_UNIT"]),
                (7, RowStatus::Error, &["AMOUNT_NEGATIVE"]),
                (8, RowStatus::Error, &["AMOUNT_ENGLISH"]),
                (9, RowStatus::Error, &["CELL_REQUIRED"]),
            ],
        ),
        (
            "broken_dates.xlsx",
            &[
                (3, RowStatus::Accepted, &[]),
                (4, RowStatus::Accepted, &["DATE_DAY_FIRST"]),
                (5, RowStatus::Error, &["DATE_IMPOSSIBLE"]),
                (6, RowStatus::Error, &["DATE_IMPOSSIBLE"]),
                (7, RowStatus::Error, &["DATE_WEEK"]),
                (8, RowStatus::Error, &["DATE_SERIAL_SMALL"]),
            ],
        ),
        (
            "broken_unknown_key.xlsx",
            &[
                (3, RowStatus::Accepted, &[]),
                (4, RowStatus::Error, &["AGS_UNKNOWN"]),
                (5, RowStatus::Error, &["AGS_LENGTH"]),
            ],
        ),
        (
            "broken_two_in_one_cell.xlsx",
            &[
                (3, RowStatus::Error, &["SEVERAL_BODIES"]),
                (4, RowStatus::Accepted, &[]),
            ],
        ),
        (
            "broken_mojibake.csv",
            &[
                (2, RowStatus::Error, &["TEXT_MOJIBAKE", "TEXT_MOJIBAKE"]),
                (3, RowStatus::Error, &["TEXT_MOJIBAKE", "TEXT_MOJIBAKE"]),
                (
                    4,
                    RowStatus::Error,
                    &["TEXT_LOST_CHARACTER", "TEXT_LOST_CHARACTER"],
                ),
                (5, RowStatus::Accepted, &[]),
            ],
        ),
    ];
    for (file, rows) in cases {
        let report = check(&app, &world, &format!("workbooks/{file}"), Some(&call)).await;
        let found: Vec<(u64, RowStatus, Vec<&str>)> = report
            .rows
            .iter()
            .map(|row| (row.row, row.status, codes(&report, row.row)))
            .collect();
        let wanted: Vec<(u64, RowStatus, Vec<&str>)> = rows
            .iter()
            .map(|(row, status, codes)| (*row, *status, codes.to_vec()))
            .collect();
        assert_eq!(found, wanted, "{file}");
    }
    let split = check(&app, &world, "workbooks/broken_two_in_one_cell.xlsx", Some(&call)).await;
    assert!(
        split.rows[0].messages[0].text.contains("Meßkirch | Ostrach"),
        "{:?}",
        split.rows[0]
    );
    let missing = check(&app, &world, "workbooks/broken_missing_column.xlsx", Some(&call)).await;
    let unreadable = missing.unreadable.unwrap();
    assert_eq!(unreadable.code, "TABLE_MISSING_HEADINGS");
    assert!(unreadable.reason.contains("Beantragte Summe"));
}

#[tokio::test]
async fn h03_amount_parsing_comes_through_to_the_report() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let amounts = [
        ("40.000", Ok(4_000_000), None),
        ("1.234", Ok(123_400), Some("AMOUNT_THOUSANDS")),
        ("1,234", Err("AMOUNT_DECIMALS"), None),
        ("ca. 40.000", Err("AMOUNT_APPROXIMATE"), None),
        ("(500,00)", Err("AMOUNT_NEGATIVE"), None),
        ("40\u{a0}000,00", Ok(4_000_000), None),
    ];
    let mut csv = "AGS;Kommune;Projekttitel;Beantragte Summe;Eingang am\n".to_owned();
    for (number, (amount, _, _)) in amounts.iter().enumerate() {
        csv += &format!("08416025;Mössingen;Vorhaben {number};{amount};02.03.2026\n");
    }
    let workbook = Reader::without_protection()
        .read(csv.as_bytes(), "h03.csv", &Limits::default())
        .await
        .unwrap();
    let surroundings = crate::import::Surroundings::load(db.reader(), None)
        .await
        .unwrap();
    let (report, _) = List::open(Lang::De, workbook)
        .unwrap()
        .check(&world.officer_at(utc(AFTER)), &surroundings);
    for (row, (amount, read, warning)) in report.rows.iter().zip(amounts) {
        let codes: Vec<&str> = row.messages.iter().map(|message| message.code.as_str()).collect();
        match read {
            Ok(cents) => {
                assert_eq!(
                    (row.status, row.amount_cents),
                    (RowStatus::Accepted, Some(Cents(cents))),
                    "{amount}"
                );
                assert!(
                    warning.is_none_or(|code| codes.contains(&code)),
                    "{amount}: {codes:?}"
                );
            }
            Err(code) => assert!(
                row.status == RowStatus::Error && codes.contains(&code),
                "{amount}: {codes:?}"
            ),
        }
    }
}

#[tokio::test]
async fn partners_by_name_are_found_and_unknown_ones_are_errors() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let csv = "AGS;Kommune;Projekttitel;Beantragte Summe;Eingang am;Partner\n\
               08437078;Messkirch;Eins;40000;02.03.2026;Gemeinde Ostrach\n\
               08416025;Mössingen;Zwei;40000;02.03.2026;Ostrach; Nirgendwo\n\
               08226041;Leimen;Drei;40000;02.03.2026;08226041\n"
        .replace("Ostrach; Nirgendwo", "\"Ostrach; Nirgendwo\"");
    let workbook = Reader::without_protection()
        .read(csv.as_bytes(), "p.csv", &Limits::default())
        .await
        .unwrap();
    let surroundings = crate::import::Surroundings::load(db.reader(), None)
        .await
        .unwrap();
    let (report, rows) = List::open(Lang::De, workbook)
        .unwrap()
        .check(&world.officer_at(utc(AFTER)), &surroundings);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].partners[0].key, "08437086");
    assert_eq!(
        (codes(&report, 3), codes(&report, 4)),
        (vec!["AGS_UNKNOWN"], vec!["PARTNER_TWICE"])
    );
}

#[tokio::test]
async fn m_a02_goes_out_only_when_ticked_and_late_rows_stay_late() {
    for test in databases().await {
        let db = &test.db;
        let now = db.now();
        let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
        let past = Terms {
            deadline: base::Deadline::end_of(base::calendar::local_date(now) + chrono::Days::new(1)),
            ..terms_around(now)
        };
        world.call(db, "IBZ-2026A", past).await;
        let lead = body(db, "08416025").await;
        world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        world
            .municipal(db, "ke-late", &body(db, "08226041").await, &[Role::KE, Role::KZ])
            .await;
        let app = app(db);
        let day = |days: i64| {
            let date = base::calendar::local_date(now) + chrono::TimeDelta::days(days);
            base::fmt::date(Lang::De, date)
        };
        let csv = format!(
            "AGS;Kommune;Projekttitel;Beantragte Summe;Eingang am\n08416025;Mössingen;Eins;40000;{}\n08226041;Leimen;Zwei;40000;{}\n",
            day(1),
            day(2)
        );
        let file = ("file", "liste.csv", csv.as_bytes());
        let uploaded = app
            .post_file(
                "/imports/applications",
                &[("call", "IBZ-2026A")],
                file,
                Some(&world.officer),
            )
            .await;
        let applied = app
            .post_form(
                &format!("{}/apply", uploaded.location()),
                &[("notify", "on")],
                Some(&world.officer),
            )
            .await;
        assert_eq!(applied.status, StatusCode::SEE_OTHER, "{}", applied.text());
        let ctx = world.officer_at(now);
        let cases = queries::list(db.reader(), &ctx, &Filter::default(), PageRequest::default())
            .await
            .unwrap()
            .items;
        let states: Vec<(&str, S)> = cases
            .iter()
            .map(|case| (case.lead_key.as_str(), case.state))
            .collect();
        assert_eq!(
            states,
            [("08416025", S::Submitted), ("08226041", S::Late)],
            "{}",
            test.name
        );
        assert_eq!(mails(db, cases[0].id).await, ["M-A02"]);
        assert_eq!(
            mails(db, cases[1].id).await,
            ["M-A03"],
            "late ones are told that they are late"
        );
    }
}
