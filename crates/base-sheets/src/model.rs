//! A workbook as the rest of the program sees it: typed cells with sheet, row and column, nothing of the file format.

use serde::{Deserialize, Serialize};

/// Everything read from one file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Workbook {
    pub sheets: Vec<Sheet>,
    pub flags: Flags,
}

/// Facts about the file that an import report shows; none of them is executed, fetched or extracted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flags {
    /// What the content is: `xlsx`, `xlsb`, `xls`, `ods`, `csv`.
    pub format: String,
    /// Serial dates count from 1904 (handbook 7.3 no. 16).
    pub date1904: bool,
    pub macros: bool,
    pub external_links: bool,
    pub comments: bool,
    pub formulas: bool,
    /// The file name's ending says something else than its content.
    pub name_mismatch: bool,
}

/// One sheet; `rows` holds rows with content only, ascending by number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    /// Zero-based columns that are hidden.
    pub hidden_columns: Vec<u32>,
    pub rows: Vec<Row>,
    pub merged: Vec<Merge>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// 1-based, as the spreadsheet program shows it.
    pub number: u32,
    pub hidden: bool,
    /// From column A; the row ends at its last cell with content.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in a zero-based column; beyond the end it is empty.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// A value with its type as stored. Dates stay serial numbers, because the workbook's date system decides them.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Cell {
    #[default]
    Empty,
    Text(Box<str>),
    Number(f64),
    /// A number whose format shows per cent: 0.8 means 80 %.
    Percent(f64),
    /// Days since the workbook's epoch (see [`Flags::date1904`]); below 1 a time of day.
    DateTime(f64),
    /// Elapsed time in days (format `[h]:mm`).
    Duration(f64),
    Bool(bool),
    /// A formula's error value as shown: `#REF!`.
    Error(Box<str>),
}

impl Cell {
    pub fn text(s: &str) -> Self {
        if s.is_empty() {
            Self::Empty
        } else {
            Self::Text(s.into())
        }
    }

    /// Empty, or nothing but white space.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(s) => s
                .chars()
                .all(|c| c.is_whitespace() || crate::cells::is_invisible(c)),
            _ => false,
        }
    }

    /// The value as a report shows it (German decimal comma); dates in the given date system.
    pub fn display(&self, date1904: bool) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(s) | Self::Error(s) => s.to_string(),
            Self::Number(n) => n.to_string().replace('.', ","),
            Self::Percent(n) => format!("{} %", ((n * 1e8).round() / 1e6).to_string().replace('.', ",")),
            Self::Bool(true) => "WAHR".into(),
            Self::Bool(false) => "FALSCH".into(),
            Self::DateTime(days) if *days >= 1.0 || date1904 => {
                match crate::cells::date::from_serial(*days, date1904) {
                    Some(at) if at.time() == chrono::NaiveTime::MIN => at.format("%d.%m.%Y").to_string(),
                    Some(at) => at.format("%d.%m.%Y %H:%M:%S").to_string(),
                    None => days.to_string(),
                }
            }
            Self::DateTime(days) | Self::Duration(days) => {
                let minutes = (days * 1440.0).round() as i64;
                format!("{}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

/// A merged range, zero-based, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

/// `0` → `A`, `26` → `AA`.
pub fn column_letter(column: usize) -> String {
    let mut n = column + 1;
    let mut letters = Vec::new();
    while n > 0 {
        letters.push(b'A' + ((n - 1) % 26) as u8);
        n = (n - 1) / 26;
    }
    letters.iter().rev().map(|b| char::from(*b)).collect()
}
