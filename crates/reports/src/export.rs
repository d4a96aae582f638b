//! A report as a file, by the rules of handbook 7.2.

use base::Problem;
use base_sheets::write::{CsvWriter, Notes, Value, WorkbookWriter, WriteError};
use chrono::SecondsFormat;
use serde_json::json;

use crate::model::{Report, ReportTable, shown};
use crate::web::json::ReportJson;

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    /// The first table, as German spreadsheet programs read it.
    Csv,
    Json,
}

impl Format {
    /// The format of an ending.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The ending of the file's name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }
}

/// A file to save or to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportFile {
    pub name: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// Writes the report on a blocking thread: thousands of rows take a core for a moment.
pub(crate) async fn file(report: Report, format: Format) -> Result<ExportFile, Problem> {
    let name = format!("{}-{}.{}", report.code.code(), report.call_code, format.code());
    let work = move || match format {
        Format::Xlsx => workbook(&report).map_err(Problem::broken),
        Format::Csv => csv(&report).map_err(Problem::broken),
        Format::Json => serde_json::to_vec_pretty(&ReportJson::of(&report)).map_err(Problem::broken),
    };
    let bytes = tokio::task::spawn_blocking(work)
        .await
        .map_err(Problem::broken)??;
    Ok(ExportFile {
        name,
        media_type: format.media_type(),
        bytes,
    })
}

fn workbook(report: &Report) -> Result<Vec<u8>, WriteError> {
    let mut tables = report.tables.iter();
    let empty = ReportTable::new(report.title.clone(), Vec::new());
    let first = tables.next().unwrap_or(&empty);
    let mut book = WorkbookWriter::new(&first.title, first.columns.clone())?;
    for row in &first.rows {
        book.row(row)?;
    }
    for table in tables {
        book.next_sheet(&table.title, table.columns.clone())?;
        for row in &table.rows {
            book.row(row)?;
        }
    }
    book.finish(&notes(report))
}

fn csv(report: &Report) -> Result<Vec<u8>, WriteError> {
    let Some(table) = report.tables.first() else {
        return Ok(Vec::new());
    };
    let mut out = CsvWriter::new(Vec::new(), table.columns.clone())?;
    for row in &table.rows {
        out.row(row)?;
    }
    out.finish()
}

/// The sheet "Hinweise": date, reader, filter, key figures with their definitions, remarks.
fn notes(report: &Report) -> Notes {
    let t = |key: &str| base::texts::tr(report.lang, key);
    let mut lines = vec![
        (
            t("reports-note-report"),
            format!("{} {}", report.code.code(), report.title),
        ),
        (
            t("reports-note-as-of"),
            base::fmt::datetime(report.lang, report.as_of),
        ),
        (t("reports-note-reader"), report.reader.clone()),
        (
            t("reports-note-filter"),
            format!("{} – {}", report.call_code, report.call_title),
        ),
        (t("reports-note-scope"), t("reports-note-scope-text")),
    ];
    for figure in &report.figures {
        let definition = t(&format!("reports-def-{}", figure.code));
        let value = shown(report.lang, &figure.value);
        lines.push((
            t(&format!("reports-figure-{}", figure.code)),
            format!("{value} – {definition}"),
        ));
    }
    lines.extend(report.notes.iter().map(|note| (t("reports-note"), t(note))));
    Notes {
        title: t("reports-sheet-notes"),
        lines,
    }
}

/// A value in JSON: cents, minutes, basis points and numbers as integers, dates as ISO 8601, the rest as text.
pub(crate) fn json_value(value: &Value) -> serde_json::Value {
    match value {
        Value::Empty => serde_json::Value::Null,
        Value::Text(text) => json!(text),
        Value::Cents(n) | Value::Int(n) | Value::BasisPoints(n) | Value::Minutes(n) => json!(n),
        Value::Date(date) => json!(date.to_string()),
        Value::DateTime(at) => {
            let instant = base::calendar::instant_at(at.date(), at.time());
            // the hour that the clock change repeats has two instants: the wall-clock time then stands alone
            instant.map_or_else(
                |_| json!(at.format("%Y-%m-%dT%H:%M:%S").to_string()),
                |instant| json!(instant.to_rfc3339_opts(SecondsFormat::Secs, true)),
            )
        }
    }
}
