//! The rows of the official workbook as they stand there: record kind, mark, and the key put together again.

use base_sheets::{Cell, Table, TableRow, Workbook};
use chrono::NaiveDate;

use super::super::official::TERRITORY;

/// One row of the territory as it stands there.
pub(super) struct Line<'a> {
    pub row: &'a TableRow,
    pub record: String,
    pub mark: String,
    /// Land + RB + Kreis, five digits; empty parts are missing.
    pub district: String,
    pub association: String,
    pub municipality: String,
    pub name: String,
}

/// `None` for a row without a record kind (footnotes). `Err`: the column and value that is no part of a key.
pub(super) fn line<'a>(table: &Table, row: &'a TableRow) -> Result<Option<Line<'a>>, (&'static str, String)> {
    let Some(record) = cell_text(cell(table, row, "record")) else {
        return Ok(None);
    };
    let mark = cell_text(cell(table, row, "mark")).unwrap_or_default();
    let digits = |column: &'static str, width: usize| {
        let written = cell_text(cell(table, row, column)).unwrap_or_default();
        part(cell(table, row, column), width).ok_or((column, written))
    };
    let depth = record.as_str();
    // a Region (30) is numbered below its Regierungsbezirk in one digit; it is no district
    let district = match depth {
        "40" | "50" | "60" => format!("{TERRITORY}{}{}", digits("region", 1)?, digits("district", 2)?),
        _ => String::new(),
    };
    let association = if matches!(depth, "50" | "60") {
        digits("association", 4)?
    } else {
        String::new()
    };
    let municipality = if depth == "60" {
        digits("municipality", 3)?
    } else {
        String::new()
    };
    let name = cell_text(cell(table, row, "name"))
        .map(|name| base::names::clean(&name))
        .unwrap_or_default();
    Ok(Some(Line {
        row,
        record,
        mark,
        district,
        association,
        municipality,
        name,
    }))
}

pub(super) fn cell<'a>(table: &Table, row: &'a TableRow, key: &str) -> &'a Cell {
    table
        .column(key)
        .and_then(|column| row.cells.get(column.index))
        .unwrap_or(&Cell::Empty)
}

/// The text of a cell; whole numbers without decimals.
pub(super) fn cell_text(cell: &Cell) -> Option<String> {
    let text = match cell {
        Cell::Text(text) => base::names::clean(text),
        other => other.display(false),
    };
    (!text.is_empty()).then_some(text)
}

/// A part of the key with the zeros it lost as a number.
pub(super) fn part(cell: &Cell, width: usize) -> Option<String> {
    let text = cell_text(cell)?;
    let fits = text.len() <= width && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| format!("{text:0>width$}"))
}

pub(super) fn whole(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Number(number) if number.fract() == 0.0 && (0.0..1e9).contains(number) => Some(*number as i64),
        Cell::Text(text) => base::names::clean(text).replace([' ', '.'], "").parse().ok(),
        _ => None,
    }
}

/// The day the sheet describes ("Gebietsstand am 31.03.2023") and the day of the population figures.
pub(super) fn days(workbook: &Workbook, table: &Table) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let population = table.column("population").map(|column| column.index);
    let (mut state, mut counted) = (None, None);
    let Some(sheet) = workbook.sheets.iter().find(|sheet| sheet.name == table.sheet) else {
        return (None, None);
    };
    for row in sheet
        .rows
        .iter()
        .take_while(|row| row.number <= table.header.1 + 3)
    {
        for (index, cell) in row.cells.iter().enumerate() {
            let Cell::Text(text) = cell else { continue };
            let Some(date) = date_in(text) else { continue };
            if text.contains("Gebietsstand") {
                state = state.or(Some(date));
            } else if Some(index) == population {
                counted = counted.or(Some(date));
            }
        }
    }
    (state, counted.or(state))
}

/// The first `31.12.2021` in a text.
fn date_in(text: &str) -> Option<NaiveDate> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.')
        .find_map(|word| NaiveDate::parse_from_str(word.trim_matches('.'), "%d.%m.%Y").ok())
}
