//! Workbooks of 11,000 rows × 20 columns: the list that is imported, and what bare libraries need for the same.

use std::path::Path;
use std::time::Instant;

use calamine::{Data, Reader as _, open_workbook_auto};
use rust_xlsxwriter::Workbook;
use sea_orm::TransactionTrait as _;

use crate::ids::{Kind, id};
use crate::rows::Rows;
use crate::seed::{self, LARGE};

/// Headings of an application list, filled up to 20 columns with some that mean nothing to it.
const HEADINGS: [&str; 20] = [
    "Lfd. Nr.",
    "AGS",
    "Kommune",
    "Art",
    "Landkreis",
    "Einwohner",
    "Ansprechpartner",
    "E-Mail",
    "Telefon",
    "Projekttitel",
    "Kurzbeschreibung",
    "Beantragte Summe",
    "Gesamtkosten",
    "Eigenanteil",
    "Eingang am",
    "Bemerkung",
    "Ablage",
    "Wiedervorlage",
    "Zeichen",
    "Farbe",
];

/// Writes the list; gives the seconds that the bare writer took.
pub fn write(path: &Path) -> anyhow::Result<f64> {
    let districts: Vec<(String, String)> = seed::districts().collect();
    let received = seed::ago(130).format("%d.%m.%Y").to_string();
    let started = Instant::now();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_string(0, column, heading)?;
    }
    for place in 0..LARGE.applications {
        let row = u32::try_from(place)? + 1;
        let (key, name, district) = seed::body(place);
        let texts = [
            (1, key),
            (2, name.clone()),
            (3, "Gemeinde".to_owned()),
            (4, format!("Land{}", districts[district].1.to_lowercase())),
            (6, "Stelle für Integration".to_owned()),
            (7, format!("integration{place}@kommune.example")),
            (8, "0711 0000-0".to_owned()),
            (9, format!("Begegnung in {name}")),
            (
                10,
                "Ein Konzept für das Zusammenleben wird mit allen Ortsteilen erarbeitet.".to_owned(),
            ),
            (14, received.clone()),
            (15, String::new()),
            (16, format!("Ordner {}", place % 40)),
            (17, "keine".to_owned()),
            (18, format!("Z {place}")),
            (19, "blau".to_owned()),
        ];
        sheet.write_number(row, 0, f64::from(row))?;
        sheet.write_number(row, 5, 1000.0 + place as f64)?;
        sheet.write_number(row, 11, 35_000.0)?;
        sheet.write_number(row, 12, 50_000.0)?;
        sheet.write_number(row, 13, 15_000.0)?;
        for (column, text) in texts {
            sheet.write_string(row, column, text)?;
        }
    }
    book.save(path)?;
    Ok(started.elapsed().as_secs_f64())
}

/// Reads the list with calamine and inserts one row per line: seconds.
pub async fn floor_import(path: &Path, url: &str) -> anyhow::Result<f64> {
    let db = seed::connect(url).await?;
    let started = Instant::now();
    let mut book = open_workbook_auto(path)?;
    let sheets = book.sheet_names();
    let range = book.worksheet_range(&sheets[0])?;
    let transaction = db.begin().await?;
    let columns = "id application_id subject_kind subject_id at actor_kind actor_name channel request_id action data content_hash";
    let mut rows = Rows::new(&transaction, "audit_entry", columns);
    for (place, row) in range.rows().skip(1).enumerate() {
        let text = row.iter().map(Data::to_string).collect::<Vec<_>>().join(" ");
        rows.push([
            id(Kind::Audit, 1_000_000 + place).into(),
            id(Kind::Application, place).into(),
            "floor".into(),
            place.to_string().into(),
            seed::now().into(),
            "system".into(),
            "floor".into(),
            "job".into(),
            id(Kind::Audit, 0).into(),
            "import".into(),
            text.into(),
            "".into(),
        ]);
    }
    rows.flush().await?;
    transaction.commit().await?;
    let seconds = started.elapsed().as_secs_f64();
    db.close().await?;
    Ok(seconds)
}
