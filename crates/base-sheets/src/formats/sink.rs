//! Collects cells into rows, counts against the limits while they come, and hands rows on at once: memory stays flat.

use crate::limits::Limits;
use crate::model::{Cell, Flags, Merge, Row, column_letter};
use crate::unreadable::Unreadable;
use crate::wire::{FrameWriter, Message};
use std::collections::HashSet;
use std::io::Write;

pub(crate) struct SheetHead {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) hidden_columns: Vec<u32>,
    /// 1-based
    pub(crate) hidden_rows: HashSet<u32>,
    pub(crate) merged: Vec<Merge>,
}

impl SheetHead {
    pub(crate) fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            hidden: false,
            hidden_columns: Vec::new(),
            hidden_rows: HashSet::new(),
            merged: Vec::new(),
        }
    }
}

pub(crate) struct Sink<'a, W: Write> {
    out: FrameWriter<W>,
    limits: &'a Limits,
    hidden_rows: HashSet<u32>,
    row: Row,
    sheets: usize,
    rows: u32,
    cells: u64,
    pictures: bool,
}

impl<'a, W: Write> Sink<'a, W> {
    pub(crate) fn new(out: W, limits: &'a Limits) -> Self {
        Self {
            out: FrameWriter::new(out),
            limits,
            hidden_rows: HashSet::new(),
            row: Row::default(),
            sheets: 0,
            rows: 0,
            cells: 0,
            pictures: false,
        }
    }

    pub(crate) fn book(&mut self, flags: Flags) -> Result<(), Unreadable> {
        self.send(&Message::Book(flags))
    }

    pub(crate) fn sheet(&mut self, head: SheetHead) -> Result<(), Unreadable> {
        self.end_row()?;
        self.sheets += 1;
        if self.sheets > self.limits.sheets {
            return Err(Unreadable::TooManySheets {
                max: self.limits.sheets,
            });
        }
        self.hidden_rows = head.hidden_rows;
        let SheetHead {
            name,
            hidden,
            hidden_columns,
            merged,
            ..
        } = head;
        self.send(&Message::Sheet {
            name,
            hidden,
            hidden_columns,
            merged,
        })
    }

    /// One cell; `row` and `column` zero-based, in any order (rows that come back are joined by the parent).
    pub(crate) fn cell(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), Unreadable> {
        if cell == Cell::Empty {
            return Ok(());
        }
        if column >= self.limits.columns {
            return Err(Unreadable::TooManyColumns {
                column: column_letter(column as usize),
                max: self.limits.columns,
            });
        }
        let number = row.saturating_add(1);
        if let Cell::Text(s) = &cell
            && s.len() > self.limits.text_chars
            && s.chars().count() > self.limits.text_chars
        {
            return Err(Unreadable::TextTooLong {
                row: number,
                max: self.limits.text_chars,
            });
        }
        if self.row.number != number {
            self.end_row()?;
            self.row.number = number;
            self.rows += 1;
            if self.rows > self.limits.rows {
                return Err(Unreadable::TooManyRows {
                    max: self.limits.rows,
                });
            }
        }
        let column = column as usize;
        if column >= self.row.cells.len() {
            self.cells += (column + 1 - self.row.cells.len()) as u64;
            if self.cells > self.limits.cells {
                return Err(Unreadable::TooManyCells {
                    max: self.limits.cells,
                });
            }
            self.row.cells.resize(column + 1, Cell::Empty);
        }
        self.row.cells[column] = cell;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Unreadable> {
        if self.row.number > 0 {
            self.row.hidden = self.hidden_rows.contains(&self.row.number);
            self.out.row(&self.row).map_err(lost)?;
            self.row.cells.clear();
            self.row.number = 0;
        }
        Ok(())
    }

    /// The workbook holds pictures: it is not empty, though none of them is read.
    pub(crate) fn pictures(&mut self) {
        self.pictures = true;
    }

    /// Whether there was nothing at all; such a workbook is refused by the caller.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows == 0 && !self.pictures
    }

    pub(crate) fn end(&mut self, peak_kib: u64) -> Result<(), Unreadable> {
        self.end_row()?;
        self.send(&Message::End { peak_kib })
    }

    pub(crate) fn refuse(&mut self, reason: Unreadable) -> Result<(), Unreadable> {
        self.send(&Message::Refused(reason))
    }

    fn send(&mut self, message: &Message) -> Result<(), Unreadable> {
        self.out.message(message).map_err(lost)
    }
}

fn lost(error: std::io::Error) -> Unreadable {
    Unreadable::Unavailable {
        detail: error.to_string(),
    }
}
