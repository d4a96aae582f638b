//! Exports by handbook 7.2: what is written comes back without loss, and no text becomes a formula (H05).
#![allow(clippy::unwrap_used)] // tests may

use base_sheets::write::{Column, CsvWriter, Kind, Notes, Value, WorkbookWriter};
use base_sheets::{Cell, Heading, Limits, Plan, Reader, Sign, Table, Workbook};
use chrono::{NaiveDate, NaiveDateTime};
use std::io::Read;

const HEADINGS: &[Heading<'static>] = &[
    Heading::required("key", &["AGS"]),
    Heading::optional("title", &["Projekttitel"]),
    Heading::optional("amount", &["Beantragte Summe"]),
    Heading::optional("on", &["Eingang am"]),
    Heading::optional("at", &["Geändert am"]),
    Heading::optional("people", &["Einwohner"]),
    Heading::optional("share", &["Eigenanteil"]),
    Heading::optional("hours", &["Stunden"]),
];

fn columns() -> Vec<Column> {
    vec![
        Column::new("AGS", Kind::Text),
        Column::new("Projekttitel", Kind::LongText),
        Column::new("Beantragte Summe", Kind::Money).summed(),
        Column::new("Eingang am", Kind::Date),
        Column::new("Geändert am", Kind::DateTime),
        Column::new("Einwohner", Kind::Int).summed(),
        Column::new("Eigenanteil", Kind::Percent),
        Column::new("Stunden", Kind::Hours).summed(),
    ]
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 6).unwrap()
}

fn moment() -> NaiveDateTime {
    day().and_hms_opt(23, 59, 58).unwrap()
}

const TITLES: &[&str] = &[
    "=HYPERLINK(\"http://x\")",
    "+49 711 123",
    "-1 Grad; \"kühl\"",
    "@SUM(1+1)",
    "'=schon geschützt",
    "'in Anführung'",
    "erste Zeile\nzweite Zeile",
    "Größe; Maß – „gut“",
];

fn rows() -> Vec<Vec<Value>> {
    let row = |(n, title): (usize, &&str)| {
        vec![
            Value::from("08111000"),
            Value::from(*title),
            Value::Cents([4_000_000, -1, 0, 123_456_789_012][n % 4]),
            day().into(),
            Value::DateTime(moment()),
            Value::Int(612_663),
            Value::BasisPoints([2_000, 1_234][n % 2]),
            Value::Minutes([465, 6_000, 1][n % 3]),
        ]
    };
    let mut rows: Vec<_> = TITLES.iter().enumerate().map(row).collect();
    rows.push(vec![
        Value::from("08"),
        Value::Empty,
        Value::Empty,
        None::<NaiveDate>.into(),
        Value::Empty,
        Value::Empty,
        Value::Empty,
        Value::Empty,
    ]);
    rows
}

fn notes() -> Notes {
    Notes {
        title: "Hinweise".into(),
        lines: vec![
            ("Stand".into(), "06.03.2026".into()),
            ("Erstellt von".into(), "=1+1".into()),
        ],
    }
}

fn xlsx() -> Vec<u8> {
    let mut book = WorkbookWriter::new("Anträge", columns()).unwrap();
    for row in rows() {
        book.row(&row).unwrap();
    }
    book.finish(&notes()).unwrap()
}

async fn read(bytes: &[u8], name: &str) -> Workbook {
    Reader::without_protection()
        .read(bytes, name, &Limits::default())
        .await
        .unwrap()
}

/// Every value of the table equals what was written.
fn compare(table: &Table) {
    let mut findings = Vec::new();
    let expected = rows();
    assert_eq!(table.rows.len(), expected.len());
    for (row, written) in table.rows.iter().zip(&expected) {
        let mut r = table.read(row, &mut findings);
        let back = vec![
            r.text("key").into(),
            r.long_text("title").into(),
            r.amount("amount", Sign::Any).map_or(Value::Empty, Value::Cents),
            r.date("on").into(),
            r.moment("at").map_or(Value::Empty, |m| {
                Value::DateTime(m.date.and_time(m.time.unwrap()))
            }),
            r.number("people", 0..=i64::MAX).map_or(Value::Empty, Value::Int),
            r.percent("share").map_or(Value::Empty, Value::BasisPoints),
            r.hours("hours").map_or(Value::Empty, Value::Minutes),
        ];
        assert_eq!(&back, written, "row {}", row.number);
    }
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(table.totals.len(), 1);
    assert!(table.findings.is_empty(), "{:?}", table.findings);
}

#[tokio::test]
async fn an_exported_workbook_comes_back_without_loss() {
    let book = read(&xlsx(), "export.xlsx").await;
    let plan = Plan {
        headings: HEADINGS,
        key: Some("key"),
        sums: &["amount"],
        ..Plan::default()
    };
    let table = book.table(&plan).unwrap();
    assert_eq!(table.sheet, "Anträge");
    compare(&table);
    assert_eq!(table.totals[0].label, "Summe");
    let last = table.rows.last().unwrap().number;
    assert_eq!(table.totals[0].row, last + 2, "an empty row before the totals");
    assert_eq!(book.sheets[1].name, "Hinweise");
    assert!(book.sheets.iter().all(|sheet| sheet.merged.is_empty()));
}

#[tokio::test]
async fn an_exported_csv_comes_back_without_loss() {
    let mut csv = CsvWriter::new(Vec::new(), columns()).unwrap();
    for row in rows() {
        csv.row(&row).unwrap();
    }
    let bytes = csv.finish().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with('\u{feff}'));
    assert!(text.contains(";40000,00;06.03.2026;"), "{text}");
    assert!(text.contains("\"'=HYPERLINK(\"\"http://x\"\")\""), "{text}");
    let plan = Plan {
        headings: HEADINGS,
        key: Some("key"),
        sums: &["amount"],
        ..Plan::default()
    };
    compare(&read(&bytes, "export.csv").await.table(&plan).unwrap());
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn h05_formula_injection_on_export() {
    let bytes = xlsx();
    assert!(
        !part(&bytes, "xl/worksheets/sheet1.xml").contains("<f"),
        "no formula in the sheet"
    );
    assert!(
        !part(&bytes, "xl/worksheets/sheet2.xml").contains("<f"),
        "no formula in the notes"
    );
    let book = read(&bytes, "export.xlsx").await;
    assert_eq!(
        book.sheets[0].rows[1].cell(1),
        &Cell::text("=HYPERLINK(\"http://x\")")
    );
    assert!(!book.flags.formulas);
}

#[test]
fn the_sheet_has_real_formats_a_frozen_header_and_a_filter() {
    let bytes = xlsx();
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("#,##0.00\\ &quot;€&quot;"), "{styles}");
    assert!(styles.contains("dd.mm.yyyy"), "{styles}");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(
        sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:H10\""),
        "{sheet}"
    );
    assert!(!sheet.contains("mergeCell"));
}

#[test]
fn a_row_of_the_wrong_width_and_an_overflow_are_errors() {
    let mut book = WorkbookWriter::new("X", vec![Column::new("B", Kind::Money).summed()]).unwrap();
    assert!(book.row(&[]).is_err());
    book.row(&[Value::Cents(i64::MAX)]).unwrap();
    assert!(book.row(&[Value::Cents(1)]).is_err());
}

#[tokio::test]
async fn text_beyond_excels_limit_is_cut_visibly() {
    let mut book = WorkbookWriter::new("X", vec![Column::new("Text", Kind::LongText)]).unwrap();
    book.row(&["ä".repeat(40_000).into()]).unwrap();
    let book = read(&book.finish(&Notes::default()).unwrap(), "x.xlsx").await;
    assert!(
        book.sheets[0].rows[1]
            .cell(0)
            .display(false)
            .ends_with("[gekürzt]")
    );
}

#[test]
fn every_code_has_its_sentence_in_both_languages() {
    let keys = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|l| l.starts_with("sheets-"));
        lines
            .filter_map(|l| l.split_once(" = ").map(|(key, _)| key.to_owned()))
            .collect()
    };
    let (de, en) = (keys(base_sheets::TEXTS.0), keys(base_sheets::TEXTS.1));
    assert_eq!(de, en);
    let codes = base_sheets::finding::CODES
        .iter()
        .chain(base_sheets::Unreadable::CODES);
    for code in codes.chain(base_sheets::NoTable::CODES) {
        let key = base_sheets::finding::message_key(code);
        assert!(de.contains(&key), "{key}");
    }
}
