//! The same tables as CSV for German spreadsheet programs: `;`, decimal comma, UTF-8 with byte order mark.

use super::{Column, FORMULA_STARTS, Sums, Value, WriteError};
use std::io::Write;

/// Writes one table row by row.
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
    columns: Vec<Column>,
    sums: Sums,
    rows: u32,
}

impl<W: Write> CsvWriter<W> {
    pub fn new(mut out: W, columns: Vec<Column>) -> Result<Self, WriteError> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut out = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(out);
        out.write_record(columns.iter().map(|column| guarded(&column.title)))?;
        Ok(Self {
            out,
            sums: Sums::of(&columns),
            columns,
            rows: 0,
        })
    }

    /// Writes one row; as many values as columns.
    pub fn row(&mut self, values: &[Value]) -> Result<(), WriteError> {
        if values.len() != self.columns.len() {
            return Err(WriteError::Width {
                row: self.rows + 1,
                given: values.len(),
                expected: self.columns.len(),
            });
        }
        self.sums.add(&self.columns, values)?;
        self.rows += 1;
        self.out.write_record(values.iter().map(shown))?;
        Ok(())
    }

    /// Writes the totals row (behind an empty one) and returns the sink.
    pub fn finish(mut self) -> Result<W, WriteError> {
        if let Some(total) = self.sums.row(&self.columns, "Summe") {
            self.out.write_record(self.columns.iter().map(|_| ""))?;
            self.out.write_record(total.iter().map(shown))?;
        }
        self.out
            .into_inner()
            .map_err(|error| WriteError::Io(error.into_error()))
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => guarded(text),
        Value::Cents(cents) => format!(
            "{}{},{:02}",
            sign(*cents),
            cents.unsigned_abs() / 100,
            cents.unsigned_abs() % 100
        ),
        Value::Date(date) => date.format("%d.%m.%Y").to_string(),
        Value::DateTime(at) => at.format("%d.%m.%Y %H:%M:%S").to_string(),
        Value::Int(n) => n.to_string(),
        Value::BasisPoints(n) => format!(
            "{}{},{:02} %",
            sign(*n),
            n.unsigned_abs() / 100,
            n.unsigned_abs() % 100
        ),
        Value::Minutes(n) => crate::cells::hours::format(*n),
    }
}

fn sign(n: i64) -> &'static str {
    if n < 0 { "-" } else { "" }
}

/// An apostrophe before what a spreadsheet program would run as a formula. Text that already begins with apostrophes
/// before such a character gets one more, so that reading can take back exactly one.
fn guarded(text: &str) -> String {
    if text.trim_start_matches('\'').starts_with(FORMULA_STARTS) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
