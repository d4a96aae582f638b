//! Reads any workbook from outside safely into typed cells with row and column, and writes workbooks.
//!
//! * [`Reader::read`] parses in a limited child process: a file can neither crash nor stall nor fill the server.
//! * [`Workbook::table`] finds the headings a caller knows and sorts rows into data, totals and the rest.
//! * [`Table::read`] turns the cells of a row into money, dates, hours, percentages, yes or no, text – or into findings
//!   with sheet, row, column and value. Nothing is guessed: what is doubtful is a warning, what is unclear an error.
//! * [`write`] makes workbooks and CSV files that come back without loss.
//!
//! The rules are those of the handbook, chapter 7 (7.1–7.3) and 0.5. No business noun lives here.

pub mod cells;
pub mod child;
mod detect;
pub mod finding;
mod formats;
mod grid;
pub mod headings;
mod limits;
mod model;
mod reader;
mod row;
mod rows;
mod table;
mod totals;
mod unreadable;
mod wire;
pub mod write;

pub use cells::amount::Sign;
pub use cells::date::Moment;
pub use finding::{Finding, Flaw, Severity};
pub use headings::Heading;
pub use limits::Limits;
pub use model::{Cell, Flags, Merge, Row, Sheet, Workbook, column_letter};
pub use reader::Reader;
pub use row::RowReader;
pub use table::{Column, NoTable, Plan, Skipped, Table, TableRow, Total};
pub use unreadable::Unreadable;

/// The German and the English words of this crate (Fluent).
pub const TEXTS: (&str, &str) = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
