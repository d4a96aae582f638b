//! The one model of a report: key figures, tables, notes. Rendered as page, workbook, CSV, JSON and PDF.

use base::{Cents, Lang, Minutes, Rate, fmt};
use base_sheets::write::{Column, Kind, Value};
use chrono::{DateTime, Utc};

/// The reports of handbook 8 and the lists of handbook 7.2 that exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportCode {
    /// Programmbericht of one call.
    R1,
    /// Antragsübersicht je Ausschreibung.
    R2,
    /// Haushaltsüberwachung.
    R4,
    /// Mittelabfluss.
    R5,
    /// Prozessbegleitung.
    R9,
    /// Antragsübersicht as a list that can be imported again.
    X1,
    /// Rangliste.
    X3,
    /// Bewilligungsliste.
    X5,
    /// Stundenübersicht.
    X10,
}

impl ReportCode {
    /// All, in the order of a programme's life.
    pub const ALL: [ReportCode; 9] = [
        Self::R1,
        Self::R2,
        Self::X1,
        Self::X3,
        Self::X5,
        Self::R4,
        Self::R5,
        Self::R9,
        Self::X10,
    ];

    /// As in addresses, on the command line and in text keys: `R2`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::R1 => "R1",
            Self::R2 => "R2",
            Self::R4 => "R4",
            Self::R5 => "R5",
            Self::R9 => "R9",
            Self::X1 => "X1",
            Self::X3 => "X3",
            Self::X5 => "X5",
            Self::X10 => "X10",
        }
    }

    /// The report of a code, in any case: `x1`; `programme` is the programme report.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        if code == "programme" {
            return Some(Self::R1);
        }
        Self::ALL
            .into_iter()
            .find(|report| report.code().eq_ignore_ascii_case(code))
    }
}

/// One figure. Its label is the text `reports-figure-{code}`, its definition `reports-def-{code}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFigure {
    pub code: &'static str,
    pub value: Value,
}

/// A table: typed columns and rows; columns marked `sum` are added up below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportTable {
    /// Also the sheet's name, at most 31 characters.
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Value>>,
    /// Where a row leads to on the page, one per row; empty when rows lead nowhere.
    pub links: Vec<String>,
}

/// A horizontal bar chart: label and size; its values are shown as text as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    pub title: String,
    pub bars: Vec<(String, Value)>,
}

/// Amounts over time, stacked; a table of the report holds the values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    pub title: String,
    /// The points in time as people read them.
    pub points: Vec<String>,
    /// From the bottom up: label, and one size per point.
    pub layers: Vec<(String, Vec<i64>)>,
}

/// A report on one call as one person may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub code: ReportCode,
    pub lang: Lang,
    pub title: String,
    pub call_id: calls::CallId,
    pub call_code: String,
    pub call_title: String,
    pub as_of: DateTime<Utc>,
    pub reader: String,
    pub figures: Vec<KeyFigure>,
    pub charts: Vec<Chart>,
    pub areas: Vec<Area>,
    /// At least one; a CSV file holds the first.
    pub tables: Vec<ReportTable>,
    /// What else has to be said: keys of texts.
    pub notes: Vec<&'static str>,
}

impl ReportTable {
    #[must_use]
    pub fn new(title: String, columns: Vec<Column>) -> Self {
        Self {
            title,
            columns,
            rows: Vec::new(),
            links: Vec::new(),
        }
    }

    /// The sums of the columns that ask for one; `None` in every other column. Amounts of the database stay far below the
    /// limit; beyond it the largest number stands.
    #[must_use]
    pub fn totals(&self) -> Vec<Option<Value>> {
        let sum = |index: usize| {
            self.rows
                .iter()
                .filter_map(|row| number(row.get(index)?))
                .fold(0_i64, i64::saturating_add)
        };
        let total = |(index, column): (usize, &Column)| {
            column.sum.then(|| match column.kind {
                Kind::Money => Value::Cents(sum(index)),
                Kind::Hours => Value::Minutes(sum(index)),
                _ => Value::Int(sum(index)),
            })
        };
        self.columns.iter().enumerate().map(total).collect()
    }

    /// The total of the column with this title.
    #[must_use]
    pub fn total(&self, title: &str) -> Option<Value> {
        let index = self.columns.iter().position(|column| column.title == title)?;
        self.totals().swap_remove(index)
    }
}

impl Report {
    /// The value of a key figure.
    #[must_use]
    pub fn figure(&self, code: &str) -> Option<&Value> {
        self.figures
            .iter()
            .find(|figure| figure.code == code)
            .map(|figure| &figure.value)
    }
}

/// What can be added up and compared in length.
pub(crate) fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Cents(n) | Value::Int(n) | Value::Minutes(n) => Some(*n),
        _ => None,
    }
}

/// A value as people read it; empty for nothing.
#[must_use]
pub(crate) fn shown(lang: Lang, value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.clone(),
        Value::Cents(cents) => fmt::money(lang, Cents(*cents)),
        Value::Date(date) => fmt::date(lang, *date),
        Value::DateTime(at) => format!("{}, {}", fmt::date(lang, at.date()), fmt::time(lang, at.time())),
        Value::Int(n) => fmt::integer(lang, *n),
        Value::BasisPoints(points) => fmt::rate(lang, Rate(*points)),
        Value::Minutes(minutes) => fmt::hours(lang, Minutes(*minutes)),
    }
}
