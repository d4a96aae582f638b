//! Writing workbooks and CSV by the export rules of handbook 7.2: real numbers and dates, keys as text, a totals row
//! behind an empty row, a sheet "Hinweise". What is written here, [`crate::Reader`] reads without loss.

mod csv;
mod form;
mod xlsx;

pub use self::csv::CsvWriter;
pub use self::form::{FormCell, FormRow, FormWords, form_workbook};
pub use self::xlsx::WorkbookWriter;

use chrono::{NaiveDate, NaiveDateTime};

/// A text beginning like this would be run as a formula by a spreadsheet program (OWASP: CSV injection).
pub const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// One column of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    pub kind: Kind,
    /// The totals row adds this column up (money, whole numbers, hours).
    pub sum: bool,
}

impl Column {
    pub fn new(title: impl Into<String>, kind: Kind) -> Self {
        Self {
            title: title.into(),
            kind,
            sum: false,
        }
    }

    /// With a sum in the totals row.
    pub fn summed(mut self) -> Self {
        self.sum = true;
        self
    }
}

/// How a column shows its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Also keys: a municipality key is text, its zero stays.
    Text,
    /// Text over several lines.
    LongText,
    Money,
    Date,
    DateTime,
    Int,
    Percent,
    Hours,
}

/// A value of an export. A value that does not fit its column's kind is still written as what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Empty,
    Text(String),
    Cents(i64),
    Date(NaiveDate),
    /// Wall-clock time in the office's zone.
    DateTime(NaiveDateTime),
    Int(i64),
    BasisPoints(i64),
    Minutes(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.to_owned())
        }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// What the sheet "Hinweise" says: pairs of label and text (date, user, filter), then the legend.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// Name of the sheet, `Hinweise` in German.
    pub title: String,
    pub lines: Vec<(String, String)>,
}

#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("{given} values for {expected} columns in row {row}")]
    Width { row: u32, given: usize, expected: usize },
    #[error("sum overflow in column {column}")]
    Sum { column: String },
    #[error(transparent)]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    #[error(transparent)]
    Csv(#[from] ::csv::Error),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Running sums of the columns that ask for one.
#[derive(Debug)]
struct Sums(Vec<Option<i64>>);

impl Sums {
    fn of(columns: &[Column]) -> Self {
        Self(columns.iter().map(|column| column.sum.then_some(0)).collect())
    }

    fn add(&mut self, columns: &[Column], values: &[Value]) -> Result<(), WriteError> {
        for ((sum, value), column) in self.0.iter_mut().zip(values).zip(columns) {
            if let (Some(total), Value::Cents(n) | Value::Int(n) | Value::Minutes(n)) = (sum.as_mut(), value)
            {
                *total = total.checked_add(*n).ok_or_else(|| WriteError::Sum {
                    column: column.title.clone(),
                })?;
            }
        }
        Ok(())
    }

    /// The totals row, marked in its first column; `None` when nothing is added up.
    fn row(&self, columns: &[Column], label: &str) -> Option<Vec<Value>> {
        if self.0.iter().all(Option::is_none) {
            return None;
        }
        let mut values: Vec<Value> = self
            .0
            .iter()
            .zip(columns)
            .map(|(sum, column)| match (sum, column.kind) {
                (None, _) => Value::Empty,
                (Some(n), Kind::Money) => Value::Cents(*n),
                (Some(n), Kind::Hours) => Value::Minutes(*n),
                (Some(n), _) => Value::Int(*n),
            })
            .collect();
        // a summed first column keeps its sum; the mark then stands in the first column without one
        let mark = values.iter().position(|value| *value == Value::Empty)?;
        values[mark] = Value::Text(label.to_owned());
        Some(values)
    }
}
