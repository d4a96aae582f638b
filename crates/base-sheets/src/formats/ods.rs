//! OpenDocument spreadsheets. Values come from calamine; merged ranges and hidden rows from our own look at content.xml.

use super::package::{Element, Package};
use super::sink::{SheetHead, Sink};
use super::{damaged, xls};
use crate::model::{Cell, Flags, Merge};
use crate::unreadable::Unreadable;
use calamine::{Ods, OdsError, Reader, SheetVisible};
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::HashMap;
use std::io::{Cursor, Write};

/// Repeated empty rows up to the end of the sheet carry flags too; more than this is not a person's work.
const MAX_REPEAT: u32 = 1_048_576;

pub(super) fn read<W: Write>(
    bytes: &[u8],
    package: &Package<'_>,
    flags: Flags,
    sink: &mut Sink<'_, W>,
) -> Result<(), Unreadable> {
    let mut layouts = if package.has_layout("content.xml") {
        layouts(package)?
    } else {
        HashMap::new()
    };
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|e| match e {
        OdsError::Password => Unreadable::Password,
        OdsError::CellLimitExceeded { max, .. } => Unreadable::TooManyCells { max: max as u64 },
        other => damaged(other),
    })?;
    sink.book(flags)?;
    for sheet in book.sheets_metadata().to_vec() {
        let mut head = layouts
            .remove(&sheet.name)
            .unwrap_or_else(|| SheetHead::named(&sheet.name));
        head.hidden = sheet.visible != SheetVisible::Visible;
        sink.sheet(head)?;
        let range = book.worksheet_range(&sheet.name).map_err(damaged)?;
        xls::send(&range, sink)?;
    }
    Ok(())
}

fn layouts(package: &Package<'_>) -> Result<HashMap<String, SheetHead>, Unreadable> {
    let found = package.xml("content.xml", |next| {
        let mut sheets = HashMap::new();
        let mut head: Option<SheetHead> = None;
        let (mut row, mut column, mut repeat) = (0u32, 0u32, 1u32);
        while let Some(e) = next()? {
            match (e.name.as_str(), e.opens, e.closes) {
                ("table", true, _) => {
                    head = e.get("name").map(SheetHead::named);
                    (row, column) = (0, 0);
                }
                ("table", false, true) => {
                    if let Some(done) = head.take() {
                        sheets.insert(done.name.clone(), done);
                    }
                }
                ("table-column", true, _) => {
                    let n = e.number("number-columns-repeated").unwrap_or(1).min(16_384);
                    if let Some(head) = head.as_mut().filter(|_| is_hidden(&e)) {
                        head.hidden_columns
                            .extend(column..column.saturating_add(n).min(1_024));
                    }
                    column = column.saturating_add(n);
                }
                ("table-row", true, closes) => {
                    repeat = e.number("number-rows-repeated").unwrap_or(1).min(MAX_REPEAT);
                    column = 0;
                    if let Some(head) = head.as_mut().filter(|_| is_hidden(&e) && repeat < 200_000) {
                        head.hidden_rows
                            .extend(row + 1..=row.saturating_add(repeat).min(MAX_REPEAT));
                    }
                    if closes {
                        row = row.saturating_add(repeat).min(MAX_REPEAT);
                    }
                }
                ("table-row", false, true) => row = row.saturating_add(repeat).min(MAX_REPEAT),
                ("table-cell" | "covered-table-cell", true, _) => {
                    let (down, right) = (
                        e.number("number-rows-spanned"),
                        e.number("number-columns-spanned"),
                    );
                    let (down, right) = (down.unwrap_or(1).max(1), right.unwrap_or(1).max(1));
                    if let Some(head) = head
                        .as_mut()
                        .filter(|h| down * right > 1 && h.merged.len() < 100_000)
                    {
                        head.merged.push(Merge {
                            top: row,
                            left: column,
                            bottom: row.saturating_add(down - 1),
                            right: column.saturating_add(right - 1),
                        });
                    }
                    column = column.saturating_add(e.number("number-columns-repeated").unwrap_or(1));
                }
                _ => {}
            }
        }
        Ok(sheets)
    })?;
    Ok(found.unwrap_or_default())
}

fn is_hidden(e: &Element) -> bool {
    matches!(e.get("visibility"), Some("collapse" | "filter"))
}

/// `2026-03-06` or `2026-03-06T23:59:00` as a serial of the 1900 system; anything else stays text.
pub(super) fn iso_date_time(text: &str) -> Cell {
    let at = text.parse::<NaiveDateTime>().ok().or_else(|| {
        let date: NaiveDate = text.get(..10)?.parse().ok()?;
        if text.len() == 10 {
            date.and_hms_opt(0, 0, 0)
        } else {
            None
        }
    });
    match at.and_then(crate::cells::date::to_serial) {
        Some(serial) => Cell::DateTime(serial),
        None => Cell::text(text),
    }
}

/// `PT7H45M00S` as days.
pub(super) fn iso_duration(text: &str) -> Cell {
    let parse = || -> Option<f64> {
        let negative = text.starts_with('-');
        let mut rest = text.trim_start_matches('-').strip_prefix("PT")?;
        let mut seconds = 0.0;
        for (unit, factor) in [('H', 3_600.0), ('M', 60.0), ('S', 1.0)] {
            if let Some((n, tail)) = rest.split_once(unit) {
                seconds += n.replace(',', ".").parse::<f64>().ok()? * factor;
                rest = tail;
            }
        }
        let days = seconds / 86_400.0;
        (rest.is_empty() && days.is_finite()).then_some(if negative { -days } else { days })
    };
    parse().map_or_else(|| Cell::text(text), Cell::Duration)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_values_become_serials() {
        assert_eq!(iso_date_time("2025-12-01"), Cell::DateTime(45_992.0));
        assert_eq!(iso_date_time("2025-12-01T12:00:00"), Cell::DateTime(45_992.5));
        assert_eq!(iso_date_time("bald"), Cell::text("bald"));
        assert_eq!(iso_duration("PT7H45M00S"), Cell::Duration(465.0 / 1440.0));
        assert_eq!(iso_duration("P1Y"), Cell::text("P1Y"));
    }
}
