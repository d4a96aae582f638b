//! The form as a workbook: out, filled in, and back as a draft.

use axum::http::StatusCode;
use base::{Cents, Lang, Role};
use base_db::Db;
use base_sheets::{Cell, Limits, Reader, Workbook};
use base_testing::TestApp;
use base_testing::db::databases;
use base_web::FormData;
use calls::form::{Answers, Facts, FormVersion, Kind, Parts, example, load, workbook};
use calls::{Call, FinancingType, FundingMode, Terms};

use super::world::{World, body, terms_around};
use crate::model::{OtherGrantStatus, PlanKind};
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
    let mut answers = example(&form.definition, Facts { cash: false });
    // declarations are made in the act of submitting
    answers.retain(|code, _| {
        form.definition
            .field(code)
            .is_some_and(|field| field.kind != Kind::MustBeTrue)
    });
    for lang in [Lang::De, Lang::En] {
        let bytes = workbook(lang, &call, &form, ("Mössingen", &answers), &Parts::new()).unwrap();
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
    let bytes = workbook(
        Lang::De,
        &call,
        &form,
        ("Mössingen", &Answers::new()),
        &Parts::new(),
    )
    .unwrap();
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
    let bytes = workbook(
        Lang::De,
        &call,
        &form,
        ("Mössingen", &Answers::new()),
        &Parts::new(),
    )
    .unwrap();
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
    let bytes = workbook(Lang::De, &call, &form, ("", &Answers::new()), &Parts::new()).unwrap();
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
        let filled = workbook(Lang::De, &call, &form, ("Leimen", &answers), &Parts::new()).unwrap();
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

/// A call that grants money, with its plan for two years.
async fn cash_call(db: &Db, world: &World) -> (Call, FormVersion) {
    let terms = Terms {
        form_version: 2,
        funding_mode: FundingMode::CashGrant,
        financing_type: FinancingType::Share,
        rate: base::Rate(8_000),
        ..terms_around(db.now())
    };
    let call = world.call(db, "IBZ-2026A", terms).await;
    (call, load(db.reader(), 2).await.unwrap())
}

/// 3.3 parts B and E in the workbook: partners with shares, costs and money per year, other grants, early start.
#[tokio::test]
async fn plan_and_partners_come_back_from_the_workbook() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, db.now() - chrono::TimeDelta::days(2)).await;
        let (call, form) = cash_call(db, &world).await;
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
        let blank = opened(&blank.bytes).await;
        let has = |code: &str| {
            blank.sheets[0]
                .rows
                .iter()
                .any(|row| row.cell(0) == &Cell::text(code))
        };
        assert!(
            has("STAFF_2026") && has("body_1") && has("share_9"),
            "{}",
            test.name
        );
        assert!(
            !has("E1") && !has("F1"),
            "totals are computed, declarations are made in the portal"
        );

        let early = (base::calendar::local_date(db.now()) + chrono::Days::new(9)).to_string();
        let there = [
            ("lead_share", "20.000,01"),
            ("body_1", "Ostrach"),
            ("task_1", "Führt die Werkstätten durch."),
            ("share_1", "18.400,00"),
            ("places", "Meßkirch"),
            ("STAFF_2026", "30.000,10"),
            ("EVENTS_2027", "18.000,00"),
            ("REQUESTED_2026", "24.000,00"),
            ("OWN_2026", "6.000,10"),
            ("REQUESTED_2027", "14.400,01"),
            ("THIRD_PARTY_2027", "3.599,99"),
            ("vat_deduct", "no"),
            ("provider_1", "Landkreis"),
            ("amount_1", "3.599,99"),
            ("status_1", "APPLIED"),
            ("early_start", "true"),
            ("early_start_on", early.as_str()),
            ("early_start_reason", "Der Raum ist nur jetzt frei."),
        ];
        let data = there
            .iter()
            .fold(FormData::default(), |data, (name, value)| data.with(name, value));
        let parts = crate::workbook::parts::parts(Lang::De, &call, &[2026, 2027], &data);
        let answers = example(&form.definition, Facts { cash: true });
        let bytes = workbook(Lang::De, &call, &form, ("Meßkirch", &answers), &parts).unwrap();
        let send = |bytes: Vec<u8>| {
            let (app, officer) = (&app, &world.officer);
            async move {
                app.post_file(
                    "/applications/workbooks",
                    &[("call", "IBZ-2026A")],
                    ("files", "Messkirch.xlsx", &bytes),
                    Some(officer),
                )
                .await
                .text()
            }
        };
        let page = send(bytes).await;
        assert!(page.contains("Alle Angaben wurden übernommen."), "{page}");
        let by = base_testing::ctx(&world.officer, db.now());
        let drafts = crate::queries::all(db.reader(), &by, &crate::Filter::default())
            .await
            .unwrap();
        let draft = &drafts[0];
        let plan = crate::plan::plan(db.reader(), draft.id).await.unwrap();
        assert_eq!(plan.amount(2026, PlanKind::Staff), Cents(3_000_010));
        assert_eq!(plan.total(PlanKind::Requested), Cents(3_840_001));
        assert_eq!(plan.other_grants[0].status, OtherGrantStatus::Applied);
        assert_eq!((plan.vat_deduct, plan.early_start), (Some(false), true));
        assert_eq!(draft.requested, Cents(3_840_001));
        let partners = crate::joint::partners(db.reader(), draft.id).await.unwrap();
        assert_eq!(partners[0].party.name, "Ostrach");
        assert_eq!(partners[0].party.share, Some(Cents(1_840_000)));

        // what does not fit is named by its cell, the rest is taken
        let wrong = data.with("body_3", "Atlantis").with("task_4", "Ohne Namen");
        let parts = crate::workbook::parts::parts(Lang::De, &call, &[2026, 2027], &wrong);
        let bytes = workbook(Lang::De, &call, &form, ("Meßkirch", &answers), &parts).unwrap();
        let mut book = opened(&bytes).await;
        let staff = put(&mut book, "STAFF_2026", Cell::Number(30_000.105));
        let status = put(&mut book, "status_1", Cell::text("vielleicht"));
        let mut filled = fill_in(&book, &form.definition, &call.code, 2).unwrap();
        let row = |code: &str| {
            let rows = &book.sheets[0].rows;
            rows.iter()
                .find(|row| row.cell(0) == &Cell::text(code))
                .unwrap()
                .number
        };
        let cells = |filled: &crate::workbook::Filled| -> Vec<String> {
            filled.problems.iter().map(|one| one.cell.clone()).collect()
        };
        assert_eq!(
            cells(&filled),
            [format!("Antrag!C{status}"), format!("Antrag!C{}", row("body_4"))]
        );
        let amount = base::FieldProblem::new("STAFF_2026", base::Text::new("field-money"));
        assert!(filled.leave_out(amount));
        let partner = base::FieldProblem::new("body_2", base::Text::new("applications-body-unknown"));
        assert!(filled.leave_out(partner));
        assert_eq!(
            cells(&filled)[2..],
            [format!("Antrag!C{staff}"), format!("Antrag!C{}", row("body_3"))]
        );
        let page = send(bytes).await;
        assert!(page.contains(&format!("Antrag!C{}", row("body_3"))), "{page}");
        let drafts = crate::queries::all(db.reader(), &by, &crate::Filter::default())
            .await
            .unwrap();
        let second = drafts.iter().find(|one| one.id != draft.id).unwrap();
        assert_eq!(second.requested, Cents(3_840_001));
        assert_eq!(
            crate::joint::partners(db.reader(), second.id)
                .await
                .unwrap()
                .len(),
            1
        );
    }
}
