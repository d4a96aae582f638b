//! Exports by the rules of handbook 7.2: what goes out comes back.

use base_sheets::write::{Column, Kind, Value};
use base_sheets::{Cell, Limits, Reader};
use base_testing::{ctx, db::databases};
use base_web::imports::{ImportInput, RowStatus};

use super::world::World;
use crate::model::{Report, ReportTable};
use crate::{Format, ReportCode, export};

async fn read(bytes: &[u8], name: &str) -> base_sheets::Workbook {
    Reader::without_protection()
        .read(bytes, name, &Limits::default())
        .await
        .unwrap()
}

#[tokio::test]
async fn the_list_of_applications_comes_back_as_duplicates_without_an_error() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let officer = ctx(&world.officer, world.now);
        for format in [Format::Xlsx, Format::Csv] {
            let file = export(&world.app.app, &officer, "X1", "IBZ-2026A", format)
                .await
                .unwrap();
            let input = ImportInput {
                workbook: read(&file.bytes, &file.name).await,
                file_name: file.name.clone(),
                call: Some(world.call.code.clone()),
            };
            let kind = applications::import::kind();
            let report = (kind.run)(&world.app.app, &officer, input, None).await.unwrap();
            let counts = (
                report.count(RowStatus::Duplicate),
                report.count(RowStatus::Error),
                report.accepted,
            );
            assert_eq!(counts, (23, 0, 0), "{} {format:?}", test.name);
            assert!(
                report
                    .totals
                    .iter()
                    .all(|total| total.stated_cents == total.computed_cents)
            );
            assert!(!report.totals.is_empty(), "the totals row is recognised as one");
        }
    }
}

#[tokio::test]
async fn h05_formula_injection_on_export() {
    let test = base_testing::db::sqlite().await;
    let world = World::new(&test.db).await;
    let title = "=HYPERLINK(\"http://x\")";
    world.rename(world.cases().await[0].id, title).await;
    let officer = ctx(&world.officer, world.now);
    let csv = export(&world.app.app, &officer, "r2", "IBZ-2026A", Format::Csv)
        .await
        .unwrap();
    assert!(
        String::from_utf8(csv.bytes).unwrap().contains("\"'=HYPERLINK("),
        "an apostrophe stands before it"
    );
    let book = export(&world.app.app, &officer, "R2", "IBZ-2026A", Format::Xlsx)
        .await
        .unwrap();
    let book = read(&book.bytes, &book.name).await;
    let cells: Vec<&Cell> = book.sheets[0].rows.iter().flat_map(|row| &row.cells).collect();
    assert!(cells.contains(&&Cell::Text(title.into())), "text, not a formula");
    assert_eq!(book.sheets.last().unwrap().name, "Hinweise");
}

#[tokio::test]
async fn eleven_thousand_rows_of_twenty_columns_are_written() {
    let mut columns = vec![Column::new("Antragsnummer", Kind::Text)];
    columns.extend((1..20).map(|n| Column::new(format!("Spalte {n}"), Kind::Money).summed()));
    let mut table = ReportTable::new("Anträge".to_owned(), columns);
    let row = |number: i64| {
        let first = Value::Text(format!("IBZ-2026A-{number:05}"));
        std::iter::once(first)
            .chain((1..20).map(|column| Value::Cents(number * 20 + column)))
            .collect()
    };
    table.rows = (0..11_000).map(row).collect();
    let report = Report {
        code: ReportCode::R2,
        lang: base::Lang::De,
        title: "Antragsübersicht".to_owned(),
        call_id: calls::CallId::new(),
        call_code: "IBZ-2026A".to_owned(),
        call_title: String::new(),
        as_of: "2026-03-07T08:00:00Z".parse().unwrap(),
        reader: String::new(),
        figures: Vec::new(),
        charts: Vec::new(),
        areas: Vec::new(),
        tables: vec![table],
        notes: Vec::new(),
    };
    let csv = export::file(report.clone(), Format::Csv).await.unwrap();
    assert_eq!(
        String::from_utf8(csv.bytes).unwrap().lines().count(),
        11_003,
        "heading, rows, an empty row, the sums"
    );
    let book = export::file(report, Format::Xlsx).await.unwrap();
    assert!(book.bytes.starts_with(b"PK"));
}
