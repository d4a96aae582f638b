//! Excel 2007 and later: cells stream from calamine, so a declared dimension of 17 billion cells costs nothing.

use super::package::Package;
use super::sink::{SheetHead, Sink};
use super::{damaged, xls::error_text};
use crate::limits::Limits;
use crate::model::{Cell, Flags, Merge};
use crate::unreadable::Unreadable;
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::HashMap;
use std::io::{Cursor, Write};

/// A range list longer than this is an attack or a fault, not a form.
const MAX_MERGES: usize = 100_000;

pub(super) fn read<W: Write>(
    bytes: &[u8],
    package: &Package<'_>,
    mut flags: Flags,
    sink: &mut Sink<'_, W>,
) -> Result<(), Unreadable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
    flags.date1904 = book.has_1904_epoch();
    sink.book(flags)?;
    let paths = sheet_paths(package)?;
    for sheet in book.sheets_metadata().to_vec() {
        if !matches!(sheet.typ, SheetType::WorkSheet) {
            continue;
        }
        let mut head = SheetHead::named(&sheet.name);
        head.hidden = sheet.visible != SheetVisible::Visible;
        if let Some(path) = paths.get(&sheet.name).filter(|path| package.has_layout(path)) {
            layout(package, path, &mut head)?;
        }
        let mut cells = match book.worksheet_cells_reader(&sheet.name) {
            Ok(cells) => cells,
            // a chart or dialogue sheet that calls itself a worksheet
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(e) => return Err(refusal(e)),
        };
        sink.sheet(head)?;
        let percent: Vec<bool> = cells
            .styles()
            .iter()
            .map(|s| {
                s.number_format
                    .as_ref()
                    .is_some_and(|f| shows_percent(&f.format_code))
            })
            .collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(refusal)? {
            let (row, column) = cell.get_position();
            let is_percent = percent.get(style).copied().unwrap_or(false);
            sink.cell(row, column, typed(cell.get_value(), is_percent))?;
        }
    }
    Ok(())
}

/// One calamine value as our cell.
pub(super) fn typed(value: &DataRef<'_>, percent: bool) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(s) => Cell::text(s),
        DataRef::SharedString(s) => Cell::text(s),
        DataRef::Int(n) => number(*n as f64, percent),
        DataRef::Float(n) => number(*n, percent),
        DataRef::Bool(b) => Cell::Bool(*b),
        DataRef::DateTime(at) => date_time(at),
        DataRef::DateTimeIso(s) => super::ods::iso_date_time(s),
        DataRef::DurationIso(s) => super::ods::iso_duration(s),
        DataRef::Error(e) => Cell::Error(error_text(e).into()),
    }
}

pub(super) fn date_time(at: &ExcelDateTime) -> Cell {
    match (at.as_f64(), at.is_duration()) {
        (days, _) if !days.is_finite() => Cell::Error("#ZAHL!".into()),
        (days, true) => Cell::Duration(days),
        (days, false) => Cell::DateTime(days),
    }
}

pub(super) fn number(n: f64, percent: bool) -> Cell {
    match percent {
        _ if !n.is_finite() => Cell::Error("#ZAHL!".into()),
        true => Cell::Percent(n),
        false => Cell::Number(n),
    }
}

/// A `%` outside quotes in a number format.
fn shows_percent(code: &str) -> bool {
    let mut quoted = false;
    let mut escaped = false;
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => return false,
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

fn refusal(error: XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Password,
        other => damaged(other),
    }
}

/// Sheet name → part, by workbook.xml and its relationships.
fn sheet_paths(package: &Package<'_>) -> Result<HashMap<String, String>, Unreadable> {
    let targets = package
        .xml("xl/_rels/workbook.xml.rels", |next| {
            let mut targets = HashMap::new();
            while let Some(e) = next()? {
                if let ("Relationship", Some(id), Some(target)) =
                    (e.name.as_str(), e.get("Id"), e.get("Target"))
                {
                    let path = target
                        .strip_prefix('/')
                        .map_or_else(|| format!("xl/{target}"), str::to_owned);
                    targets.insert(id.to_owned(), path);
                }
            }
            Ok(targets)
        })?
        .unwrap_or_default();
    let paths = package.xml("xl/workbook.xml", |next| {
        let mut paths = HashMap::new();
        while let Some(e) = next()? {
            // `r:id`; `sheetId` is another attribute
            if let ("sheet", Some(name), Some(path)) = (
                e.name.as_str(),
                e.get("name"),
                e.get("id").and_then(|id| targets.get(id)),
            ) {
                paths.insert(name.to_owned(), path.clone());
            }
        }
        Ok(paths)
    })?;
    Ok(paths.unwrap_or_default())
}

/// Hidden rows and columns and merged ranges, which calamine does not tell in one pass.
fn layout(package: &Package<'_>, path: &str, head: &mut SheetHead) -> Result<(), Unreadable> {
    let columns = Limits::default().columns;
    package.xml(path, |next| {
        let mut row = 0;
        while let Some(e) = next()? {
            if !e.opens {
                continue;
            }
            match e.name.as_str() {
                "row" => {
                    row = e.number("r").unwrap_or(row + 1);
                    if e.is_true("hidden") {
                        head.hidden_rows.insert(row);
                    }
                }
                "col" if e.is_true("hidden") => {
                    let (from, to) = (e.number("min").unwrap_or(1), e.number("max").unwrap_or(0));
                    head.hidden_columns
                        .extend((from.max(1)..=to.min(columns)).map(|c| c - 1));
                }
                "mergeCell" => {
                    if let Some(merge) = e.get("ref").and_then(parse_range) {
                        head.merged.push(merge);
                    }
                    if head.merged.len() > MAX_MERGES {
                        return Err(damaged("too many merged ranges"));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    })?;
    Ok(())
}

/// `B2:D5` → zero-based corners.
fn parse_range(text: &str) -> Option<Merge> {
    let (from, to) = text.split_once(':')?;
    let ((top, left), (bottom, right)) = (parse_cell(from)?, parse_cell(to)?);
    (top <= bottom && left <= right).then_some(Merge {
        top,
        left,
        bottom,
        right,
    })
}

fn parse_cell(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let column = text[..digits]
        .bytes()
        .filter(|b| *b != b'$')
        .try_fold(0u32, |n, b| {
            let digit = b.to_ascii_uppercase().checked_sub(b'A').filter(|d| *d < 26)?;
            n.checked_mul(26)?
                .checked_add(u32::from(digit) + 1)
                .filter(|n| *n <= 16_384)
        })?;
    let row: u32 = text[digits..].trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_and_nonsense_is_not() {
        assert_eq!(
            parse_range("B2:AA5"),
            Some(Merge {
                top: 1,
                left: 1,
                bottom: 4,
                right: 26
            })
        );
        for nonsense in ["B2", "5:7", "B2:A1", "ZZZZ1:ZZZZ2", "A0:A1", ""] {
            assert_eq!(parse_range(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn a_percent_sign_counts_only_outside_quotes() {
        assert!(shows_percent("0.00%"));
        assert!(!shows_percent("0.00\"%\""));
        assert!(!shows_percent("0.00\\%"));
        assert!(!shows_percent("#,##0.00\\ \"€\""));
    }
}
