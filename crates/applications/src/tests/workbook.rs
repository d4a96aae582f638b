//! The form as a workbook: out, filled in, and back as a draft.

use axum::http::StatusCode;
use base::{Lang, Role};
use base_db::Db;
use base_sheets::{Cell, Limits, Reader, Workbook};
use base_testing::TestApp;
use base_testing::db::databases;
use calls::form::{Answers, Facts, FormVersion, example, load, workbook};
use calls::{Call, Terms};

use super::world::{World, body, terms_around};
use crate::workbook::fill_in;

async fn call(db: &Db, world: &World) -> (Call, FormVersion) {
    let terms = Terms {
        form_version: 2,
        ..terms_around(db.now())
    };
    let call = world.call(db, "IBZ-2026A", terms).await;
    (call, load(db.reader(), 2).await.unwrap())
}

async fn opened(bytes: &[u8]) -> Workbook {
    Reader::without_protection()
        .read(bytes, "Antrag.xlsx", &Limits::default())
        .await
        .unwrap()
}

/// The row number of a code.
fn put(book: &mut Workbook, code: &str, cell: Cell) -> u32 {
    let rows = &mut book.sheets[0].rows;
    let row = rows
        .iter_mut()
        .find(|row| row.cell(0) == &Cell::text(code))
        .unwrap();
    if row.cells.len() < 3 {
        row.cells.resize(3, Cell::Empty);
    }
    row.cells[2] = cell;
    row.number
}

#[tokio::test]
async fn what_goes_out_comes_back() {
    let database = base_testing::db::sqlite().await;
    let db = &database.db;
    let world = World::new(db, db.now() - chrono::TimeDelta::days(2)).await;
    let (call, form) = call(db, &world).await;
    let answers = example(&form.definition, Facts { cash: false });
    for lang in [Lang::De, Lang::En] {
        let bytes = workbook(lang, &call, &form, "Mössingen", &answers).unwrap();
        let book = opened(&bytes).await;
        assert!(book.sheets[1].hidden, "the choices are hidden");
        let filled = fill_in(&book, &form.definition, &call.code, 2).unwrap();
        assert_eq!(filled.lead, "Mössingen");
        assert!(filled.problems.is_empty(), "{:?}", filled.problems);
        let back: Answers = filled
            .changes
            .into_iter()
            .map(|change| (change.field, change.value))
            .collect();
        assert_eq!(back, answers);
    }
}

#[tokio::test]
async fn every_problem_names_its_cell() {
    let database = base_testing::db::sqlite().await;
    let db = &database.db;
    let world = World::new(db, db.now() - chrono::TimeDelta::days(2)).await;
    let (call, form) = call(db, &world).await;
    let bytes = workbook(Lang::De, &call, &form, "Mössingen", &Answers::new()).unwrap();
    let mut book = opened(&bytes).await;
    let wrong = [
        put(&mut book, "A9", Cell::text("kein-at")),
        put(&mut book, "C12.1.a", Cell::text("demnächst")),
        put(&mut book, "D1", Cell::text("Geld")),
        put(&mut book, "E2a", Cell::Error("#REF!".into())),
    ];
    put(&mut book, "A4a", Cell::Number(20_500.0));
    put(&mut book, "A5", Cell::Percent(0.125));
    put(&mut book, "C11a", Cell::DateTime(46_266.0));
    put(&mut book, "D2", Cell::Number(2.5));
    put(&mut book, "C9.FORUM", Cell::text("x"));
    let filled = fill_in(&book, &form.definition, &call.code, 2).unwrap();
    let mut cells: Vec<&str> = filled.problems.iter().map(|one| one.cell.as_str()).collect();
    let mut wanted: Vec<String> = wrong.iter().map(|row| format!("Antrag!C{row}")).collect();
    cells.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(cells, wanted);
    let value = |code: &str| {
        filled
            .changes
            .iter()
            .find(|change| change.field == code)
            .map(|change| change.value.to_string())
    };
    assert_eq!(value("A4a").as_deref(), Some("20500"));
    assert_eq!(value("A5").as_deref(), Some("1250"));
    assert_eq!(value("C11a").as_deref(), Some("\"2026-09-01\""));
    assert_eq!(value("D2").as_deref(), Some("25"));
    assert_eq!(value("C9").as_deref(), Some("[\"FORUM\"]"));
}

#[tokio::test]
async fn amounts_of_a_workbook_are_pointed_to_the_plan_where_it_decides() {
    let database = base_testing::db::sqlite().await;
    let db = &database.db;
    let world = World::new(db, db.now() - chrono::TimeDelta::days(2)).await;
    let (call, form) = call(db, &world).await;
    let bytes = workbook(Lang::De, &call, &form, "Mössingen", &Answers::new()).unwrap();
    let mut book = opened(&bytes).await;
    let row = put(&mut book, "E2a", Cell::Number(38_400.0));
    put(&mut book, "C1", Cell::text("Runder Tisch"));
    let mut filled = fill_in(&book, &form.definition, &call.code, 2).unwrap();
    let fields = |filled: &crate::workbook::Filled| -> Vec<String> {
        filled.changes.iter().map(|change| change.field.clone()).collect()
    };
    assert_eq!(fields(&filled), ["C1", "E2a"]);
    filled.leave_totals_to_plan(&form.definition);
    assert_eq!(fields(&filled), ["C1"]);
    let [problem] = filled.problems.as_slice() else {
        panic!("{:?}", filled.problems)
    };
    assert_eq!(problem.cell, format!("Antrag!C{row}"));
    assert_eq!(problem.field, "Beantragter Betrag");
    assert_eq!(problem.text.key, "applications-amount-from-plan");
}

#[tokio::test]
async fn a_workbook_of_another_call_or_version_is_refused() {
    let database = base_testing::db::sqlite().await;
    let db = &database.db;
    let world = World::new(db, db.now() - chrono::TimeDelta::days(2)).await;
    let (call, form) = call(db, &world).await;
    let bytes = workbook(Lang::De, &call, &form, "", &Answers::new()).unwrap();
    let book = opened(&bytes).await;
    assert!(fill_in(&book, &form.definition, "IBZ-2026B", 2).is_err());
    assert!(fill_in(&book, &form.definition, &call.code, 3).is_err());
    assert!(fill_in(&Workbook::default(), &form.definition, &call.code, 2).is_err());
}

#[tokio::test]
async fn several_files_become_drafts_and_a_bad_one_keeps_none_of_them_back() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, db.now() - chrono::TimeDelta::days(2)).await;
        let (call, form) = call(db, &world).await;
        let app = TestApp::new(
            db,
            vec![
                people::feature(),
                municipalities::feature(),
                budget::feature(),
                calls::feature(),
                crate::feature(),
            ],
        );
        let blank = app
            .get(&format!("/public/calls/{}/form.xlsx", call.id), None)
            .await;
        assert_eq!(blank.status, StatusCode::OK);
        let answers = example(&form.definition, Facts { cash: false });
        let filled = workbook(Lang::De, &call, &form, "Leimen", &answers).unwrap();
        let page = app
            .post_file(
                "/applications/workbooks",
                &[("call", "IBZ-2026A")],
                ("files", "Leimen.xlsx", &filled),
                Some(&world.officer),
            )
            .await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert!(
            page.text().contains("Alle Angaben wurden übernommen."),
            "{}",
            page.text()
        );
        let by = base_testing::ctx(&world.officer, db.now());
        let drafts = crate::queries::all(db.reader(), &by, &crate::Filter::default())
            .await
            .unwrap();
        assert_eq!(drafts.len(), 1);
        assert_eq!(drafts[0].lead_name, "Leimen");
        let said = crate::answers::answers_of(db.reader(), &drafts[0]).await.unwrap();
        assert_eq!(said["C3"], answers["C3"]);

        let exe = app
            .post_file(
                "/applications/workbooks",
                &[("call", "IBZ-2026A")],
                ("files", "Antrag.xlsx", b"MZ\x90\x00\x03"),
                Some(&world.officer),
            )
            .await;
        assert!(
            exe.text().contains("Aus dieser Datei ist kein Entwurf geworden"),
            "{}",
            exe.text()
        );
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE]).await;
        let foreign = app
            .post_file(
                "/applications/workbooks",
                &[("call", "IBZ-2026A")],
                ("files", "Leimen.xlsx", &filled),
                Some(&editor),
            )
            .await;
        assert!(
            foreign.text().contains("kein Entwurf geworden"),
            "nobody begins an application for another town"
        );
    }
}
