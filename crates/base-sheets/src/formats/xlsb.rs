//! Excel's binary package. calamine tells neither hidden rows nor merged ranges of it, so the report says nothing of them.

use super::damaged;
use super::sink::{SheetHead, Sink};
use super::xlsx::typed;
use crate::model::Flags;
use crate::unreadable::Unreadable;
use calamine::{Reader, SheetType, SheetVisible, Xlsb, XlsbError};
use std::io::{Cursor, Write};

pub(super) fn read<W: Write>(
    bytes: &[u8],
    mut flags: Flags,
    sink: &mut Sink<'_, W>,
) -> Result<(), Unreadable> {
    // calamine 0.38 panics on some sound files (a sheet without relationship); that is our gap, not the sender's damage
    let opened = std::panic::catch_unwind(|| Xlsb::new(Cursor::new(bytes)));
    let mut book: Xlsb<_> = opened
        .map_err(|_| Unreadable::Unsupported { found: "XLSB".into() })?
        .map_err(refusal)?;
    flags.date1904 = book.has_1904_epoch();
    sink.book(flags)?;
    for sheet in book.sheets_metadata().to_vec() {
        if !matches!(sheet.typ, SheetType::WorkSheet) {
            continue;
        }
        let mut head = SheetHead::named(&sheet.name);
        head.hidden = sheet.visible != SheetVisible::Visible;
        sink.sheet(head)?;
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(refusal)?;
        while let Some(cell) = cells.next_cell().map_err(refusal)? {
            let (row, column) = cell.get_position();
            sink.cell(row, column, typed(cell.get_value(), false))?;
        }
    }
    Ok(())
}

fn refusal(error: XlsbError) -> Unreadable {
    match error {
        XlsbError::Password => Unreadable::Password,
        other => damaged(other),
    }
}
