//! Excel 5/95 and 97–2003 (BIFF5, BIFF8 in an OLE container). An encrypted package of a newer Excel has the same container.

use super::sink::{SheetHead, Sink};
use super::xlsx::{date_time, number};
use super::{damaged, ods};
use crate::model::{Cell, Flags, Merge};
use crate::unreadable::Unreadable;
use calamine::{CellErrorType, Data, Range, Reader, SheetType, SheetVisible, Xls, XlsError};
use memchr::memmem;
use std::io::{Cursor, Write};

pub(super) fn read<W: Write>(
    bytes: &[u8],
    mut flags: Flags,
    sink: &mut Sink<'_, W>,
) -> Result<(), Unreadable> {
    let has = |name: &str| {
        let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &utf16).is_some()
    };
    if has("EncryptedPackage") {
        return Err(Unreadable::Password);
    }
    flags.macros = has("_VBA_PROJECT");
    if !has("Workbook") && !has("Book") {
        let found = if has("WordDocument") { "Word" } else { "OLE" };
        return Err(Unreadable::NotAWorkbook { found: found.into() });
    }
    if is_encrypted(bytes) {
        return Err(Unreadable::Password);
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|e| match e {
        XlsError::Password => Unreadable::Password,
        other => damaged(other),
    })?;
    flags.date1904 = book.has_1904_epoch();
    sink.book(flags)?;
    for sheet in book.sheets_metadata().to_vec() {
        if !matches!(sheet.typ, SheetType::WorkSheet) {
            continue;
        }
        let mut head = SheetHead::named(&sheet.name);
        head.hidden = sheet.visible != SheetVisible::Visible;
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        head.merged = merged
            .iter()
            .map(|d| Merge {
                top: d.start.0,
                left: d.start.1,
                bottom: d.end.0,
                right: d.end.1,
            })
            .collect();
        sink.sheet(head)?;
        let range = book.worksheet_range(&sheet.name).map_err(damaged)?;
        send(&range, sink)?;
    }
    Ok(())
}

/// Whether a FILEPASS record stands among the first records of the workbook stream. calamine reads on into XOR-obfuscated
/// records and calls the file damaged.
fn is_encrypted(bytes: &[u8]) -> bool {
    const BIFF5: &[u8] = &[9, 8, 8, 0, 0, 5, 5, 0];
    const BIFF8: &[u8] = &[9, 8, 16, 0, 0, 6, 5, 0];
    const FILEPASS: u16 = 0x2f;
    let Some(start) = memmem::find(bytes, BIFF8).or_else(|| memmem::find(bytes, BIFF5)) else {
        return false;
    };
    let mut rest = &bytes[start..];
    for _ in 0..8 {
        let [a, b, c, d, body @ ..] = rest else {
            return false;
        };
        if u16::from_le_bytes([*a, *b]) == FILEPASS {
            return true;
        }
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        rest = body.get(length..).unwrap_or_default();
    }
    false
}

/// All used cells of a dense range.
pub(super) fn send<W: Write>(range: &Range<Data>, sink: &mut Sink<'_, W>) -> Result<(), Unreadable> {
    let Some((top, left)) = range.start() else {
        return Ok(());
    };
    for (row, column, value) in range.used_cells() {
        sink.cell(
            top.saturating_add(row as u32),
            left.saturating_add(column as u32),
            typed(value),
        )?;
    }
    Ok(())
}

fn typed(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(s) => Cell::text(s),
        Data::Int(n) => Cell::Number(*n as f64),
        Data::Float(n) => number(*n, false),
        Data::Bool(b) => Cell::Bool(*b),
        Data::DateTime(at) => date_time(at),
        Data::DateTimeIso(s) => ods::iso_date_time(s),
        Data::DurationIso(s) => ods::iso_duration(s),
        Data::Error(e) => Cell::Error(error_text(e).into()),
        #[allow(unreachable_patterns)] // the enum may grow with calamine's next version
        _ => Cell::Empty,
    }
}

/// As Excel writes it; `#NV` is the German face of `#N/A` (7.3 no. 38).
pub(super) fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#NV",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#ZAHL!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#WERT!",
        CellErrorType::GettingData => "#DATEN",
    }
}
