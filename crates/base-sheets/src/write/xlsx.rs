//! Workbooks over rust_xlsxwriter in constant memory: a row is on disk as soon as it is complete.

use super::{Column, Kind, Notes, Sums, Value, WriteError};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

/// Excel's own limit for the text of a cell; longer text is cut and says so.
const MAX_TEXT: usize = 32_767;
const CUT: &str = " … [gekürzt]";

/// Writes one or more tables into a workbook. Rows go in one by one; a sheet ends where the next begins.
///
/// ```no_run
/// # fn main() -> Result<(), base_sheets::write::WriteError> {
/// use base_sheets::write::{Column, Kind, Notes, Value, WorkbookWriter};
/// let mut book = WorkbookWriter::new("Anträge", vec![Column::new("AGS", Kind::Text), Column::new("Betrag", Kind::Money).summed()])?;
/// book.row(&["08111000".into(), Value::Cents(4_000_000)])?;
/// let bytes = book.finish(&Notes::default())?;
/// # Ok(()) }
/// ```
pub struct WorkbookWriter {
    book: Workbook,
    sheet: usize,
    columns: Vec<Column>,
    sums: Sums,
    /// Rows written below the headings.
    rows: u32,
    formats: Formats,
    total_label: String,
}

struct Formats {
    header: Format,
    long: Format,
    money: Format,
    date: Format,
    date_time: Format,
    int: Format,
    percent: Format,
    hours: Format,
    bold: Format,
    bold_money: Format,
    bold_int: Format,
    bold_hours: Format,
    label: Format,
}

impl Formats {
    fn new() -> Self {
        // number formats are stored in English notation; a German Excel shows 40.000,00 € and 06.03.2026
        let money = Format::new().set_num_format("#,##0.00\\ \"€\"");
        let int = Format::new().set_num_format("#,##0");
        let hours = Format::new().set_num_format("[h]:mm");
        Self {
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top),
            long: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            date: Format::new().set_num_format("dd.mm.yyyy"),
            date_time: Format::new().set_num_format("dd.mm.yyyy hh:mm:ss"),
            percent: Format::new().set_num_format("0.00%"),
            bold: Format::new().set_bold(),
            bold_money: money.clone().set_bold(),
            bold_int: int.clone().set_bold(),
            bold_hours: hours.clone().set_bold(),
            label: Format::new().set_bold().set_align(FormatAlign::Top),
            money,
            int,
            hours,
        }
    }
}

impl WorkbookWriter {
    /// A workbook with its first table. `sheet` follows Excel's rules for names (31 characters, none of `[]:*?/\`).
    pub fn new(sheet: &str, columns: Vec<Column>) -> Result<Self, WriteError> {
        let mut book = Workbook::new();
        // neither a person's name nor the writing library belongs into the file
        book.set_properties(&DocProperties::new());
        let mut writer = Self {
            book,
            sheet: 0,
            sums: Sums::of(&columns),
            columns,
            rows: 0,
            formats: Formats::new(),
            total_label: "Summe".into(),
        };
        writer.begin(sheet)?;
        Ok(writer)
    }

    /// Ends the current table and begins another one on its own sheet.
    pub fn next_sheet(&mut self, sheet: &str, columns: Vec<Column>) -> Result<(), WriteError> {
        self.end_table()?;
        self.sheet += 1;
        self.sums = Sums::of(&columns);
        self.columns = columns;
        self.rows = 0;
        self.begin(sheet)
    }

    fn begin(&mut self, name: &str) -> Result<(), WriteError> {
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_landscape();
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_print_fit_to_pages(1, 0);
        for (index, column) in self.columns.iter().enumerate() {
            sheet.set_column_width(index as u16, width(column))?;
            sheet.write_string_with_format(0, index as u16, cut(&column.title), &self.formats.header)?;
        }
        Ok(())
    }

    /// Writes one row; as many values as columns.
    pub fn row(&mut self, values: &[Value]) -> Result<(), WriteError> {
        if values.len() != self.columns.len() {
            return Err(WriteError::Width {
                row: self.rows + 1,
                given: values.len(),
                expected: self.columns.len(),
            });
        }
        self.sums.add(&self.columns, values)?;
        self.rows += 1;
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        for (index, (value, column)) in values.iter().zip(&self.columns).enumerate() {
            put(
                sheet,
                self.rows,
                index as u16,
                value,
                column.kind,
                &self.formats,
                false,
            )?;
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), WriteError> {
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        if let Some(last) = self.columns.len().checked_sub(1) {
            sheet.autofilter(0, 0, self.rows, last as u16)?;
        }
        if let Some(total) = self.sums.row(&self.columns, &self.total_label) {
            // one empty row between, so that sorting and filtering leave the total alone
            let row = self.rows + 2;
            for (index, (value, column)) in total.iter().zip(&self.columns).enumerate() {
                put(sheet, row, index as u16, value, column.kind, &self.formats, true)?;
            }
        }
        Ok(())
    }

    /// Ends the last table, adds the notes and returns the file's bytes.
    pub fn finish(self, notes: &Notes) -> Result<Vec<u8>, WriteError> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        self.complete(notes)?.save_to_writer(&mut bytes)?;
        Ok(bytes.into_inner())
    }

    /// The same into a file or another sink, without holding the bytes.
    pub fn finish_into(
        self,
        notes: &Notes,
        out: impl std::io::Write + std::io::Seek + Send,
    ) -> Result<(), WriteError> {
        Ok(self.complete(notes)?.save_to_writer(out)?)
    }

    fn complete(mut self, notes: &Notes) -> Result<Workbook, WriteError> {
        self.end_table()?;
        let title = if notes.title.is_empty() {
            "Hinweise"
        } else {
            &notes.title
        };
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(title)?;
        sheet.set_column_width(0, 28)?;
        sheet.set_column_width(1, 90)?;
        for (row, (label, text)) in (0..).zip(&notes.lines) {
            sheet.write_string_with_format(row, 0, cut(label), &self.formats.label)?;
            sheet.write_string_with_format(row, 1, cut(text), &self.formats.long)?;
        }
        Ok(self.book)
    }
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
    kind: Kind,
    formats: &Formats,
    total: bool,
) -> Result<(), WriteError> {
    match value {
        Value::Empty => {}
        // `write_string` never makes a formula of it (H05)
        Value::Text(text) if total => {
            sheet.write_string_with_format(row, column, cut(text), &formats.bold)?;
        }
        Value::Text(text) if kind == Kind::LongText => {
            sheet.write_string_with_format(row, column, cut(text), &formats.long)?;
        }
        Value::Text(text) => {
            sheet.write_string(row, column, cut(text))?;
        }
        // exact: a float holds every cent up to 9·10¹³ euro
        Value::Cents(cents) => {
            let format = if total {
                &formats.bold_money
            } else {
                &formats.money
            };
            sheet.write_number_with_format(row, column, *cents as f64 / 100.0, format)?;
        }
        Value::Date(date) => {
            sheet.write_datetime_with_format(row, column, date, &formats.date)?;
        }
        Value::DateTime(at) => {
            let at = ExcelDateTime::from_timestamp(at.and_utc().timestamp())?;
            sheet.write_datetime_with_format(row, column, &at, &formats.date_time)?;
        }
        Value::Int(n) => {
            let format = if total { &formats.bold_int } else { &formats.int };
            sheet.write_number_with_format(row, column, *n as f64, format)?;
        }
        Value::BasisPoints(points) => {
            sheet.write_number_with_format(row, column, *points as f64 / 10_000.0, &formats.percent)?;
        }
        Value::Minutes(minutes) => {
            let format = if total {
                &formats.bold_hours
            } else {
                &formats.hours
            };
            sheet.write_number_with_format(row, column, *minutes as f64 / 1_440.0, format)?;
        }
    }
    Ok(())
}

/// At most what Excel takes, visibly cut.
fn cut(text: &str) -> String {
    // Excel counts UTF-16 units
    if text.len() <= MAX_TEXT || text.encode_utf16().count() <= MAX_TEXT {
        return text.to_owned();
    }
    let mut left = MAX_TEXT - CUT.encode_utf16().count();
    let kept: String = text
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    kept + CUT
}

/// Characters.
fn width(column: &Column) -> f64 {
    let title = column.title.chars().count() as f64 + 3.0;
    let least: f64 = match column.kind {
        Kind::Text => 18.0,
        Kind::LongText => 60.0,
        Kind::Money => 16.0,
        Kind::Date => 12.0,
        Kind::DateTime => 20.0,
        Kind::Int | Kind::Percent | Kind::Hours => 10.0,
    };
    title.clamp(least, least.max(40.0))
}
