//! A workbook to be filled in: one row per question, locked except for the answers, with choices to unfold and a
//! column that says what is missing. What it asks is up to the caller; no business noun lives here.

use std::collections::HashMap;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, Format, FormatAlign, Formula, Workbook,
};

use super::WriteError;

/// Rows above the first question: title, introduction, identification, headings.
const FIRST_ROW: u32 = 4;

/// A row of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormRow {
    /// What a program finds the row by; empty for a heading between questions.
    pub code: String,
    pub label: String,
    pub hint: String,
    pub required: bool,
    /// The most characters the check column accepts.
    pub max_chars: Option<usize>,
    /// The answers to choose from; empty for free input.
    pub choices: Vec<String>,
    /// What stands there already.
    pub value: String,
    /// Taller, for long texts.
    pub long: bool,
    pub cell: FormCell,
}

/// What the answer's cell holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum FormCell {
    /// Text, as in [`FormRow::value`].
    #[default]
    Text,
    /// An amount, in cents: a number with two decimals, not below 0.
    Amount(Option<i64>),
    /// Computed: the sum of the amounts in the rows of these codes, less that of the others. Not to be filled in.
    Sum { of: Vec<String>, less: Vec<String> },
}

/// The fixed words of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormWords {
    pub sheet: String,
    pub title: String,
    pub intro: String,
    /// Identifies the form for the program that reads it back; written into cell A3.
    pub mark: String,
    /// Code, question, answer, check, hint.
    pub headings: [String; 5],
    pub missing: String,
    pub too_long: String,
    pub fits: String,
    /// Name of the sheet that holds the choices.
    pub lists: String,
}

/// The workbook's bytes.
pub fn form_workbook(words: &FormWords, rows: &[FormRow]) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    // neither a person's name nor the writing library belongs into the file
    book.set_properties(&DocProperties::new());
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = wrap.clone().set_bold();
    let answer = wrap
        .clone()
        .set_unlocked()
        .set_num_format("@")
        .set_background_color(Color::RGB(0x00FF_F8DC));
    let amount = answer
        .clone()
        .set_num_format("#,##0.00")
        .set_align(FormatAlign::Right);
    let sum = bold
        .clone()
        .set_num_format("#,##0.00")
        .set_align(FormatAlign::Right);
    let mut lists: Vec<&[String]> = Vec::new();
    let numbers: HashMap<&str, u32> = (FIRST_ROW + 1..)
        .zip(rows)
        .filter(|(_, row)| !row.code.is_empty())
        .map(|(number, row)| (row.code.as_str(), number))
        .collect();

    let sheet = book.add_worksheet();
    sheet.set_name(&words.sheet)?;
    for (column, width) in [(0, 16), (1, 48), (2, 70), (3, 16), (4, 48)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 1, &words.title, &bold)?;
    sheet.write_string_with_format(1, 1, &words.intro, &wrap)?;
    sheet.set_row_height(1, 60)?;
    sheet.write_string(2, 0, &words.mark)?;
    for (column, heading) in (0..).zip(&words.headings) {
        sheet.write_string_with_format(FIRST_ROW - 1, column, heading, &bold)?;
    }
    sheet.set_freeze_panes(FIRST_ROW, 2)?;
    for (number, row) in (FIRST_ROW..).zip(rows) {
        sheet.write_string_with_format(number, 0, &row.code, &wrap)?;
        let label = if row.code.is_empty() { &bold } else { &wrap };
        sheet.write_string_with_format(number, 1, &row.label, label)?;
        sheet.write_string_with_format(number, 4, &row.hint, &wrap)?;
        if row.code.is_empty() {
            continue;
        }
        if row.long {
            sheet.set_row_height(number, 90)?;
        }
        match &row.cell {
            FormCell::Text => {
                sheet.write_string_with_format(number, 2, &row.value, &answer)?;
            }
            FormCell::Amount(None) => {
                sheet.write_blank(number, 2, &amount)?;
            }
            FormCell::Amount(Some(cents)) => {
                sheet.write_number_with_format(number, 2, *cents as f64 / 100.0, &amount)?;
            }
            FormCell::Sum { of, less } => {
                let formula = Formula::new(sum_formula(&numbers, of, less));
                sheet.write_formula_with_format(number, 2, formula, &sum)?;
                continue;
            }
        }
        if matches!(row.cell, FormCell::Amount(_)) {
            let positive = DataValidation::new()
                .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
                .ignore_blank(true);
            sheet.add_data_validation(number, 2, number, 2, &positive)?;
        }
        let check = check_formula(words, row, number + 1);
        sheet.write_formula_with_format(number, 3, Formula::new(check), &wrap)?;
        if !row.choices.is_empty() {
            let column = lists.iter().position(|list| *list == row.choices.as_slice());
            let column = column.unwrap_or_else(|| {
                lists.push(&row.choices);
                lists.len() - 1
            });
            let letter = crate::column_letter(column);
            let range = format!(
                "'{}'!${letter}$1:${letter}${}",
                words.lists.replace('\'', "''"),
                row.choices.len()
            );
            let choose = DataValidation::new()
                .allow_list_formula(Formula::new(range))
                .ignore_blank(true);
            sheet.add_data_validation(number, 2, number, 2, &choose)?;
        } else if let Some(max) = row.max_chars {
            let most = u32::try_from(max).unwrap_or(u32::MAX).min(32_767);
            let limit = DataValidation::new()
                .allow_text_length(DataValidationRule::LessThanOrEqualTo(most))
                .ignore_blank(true);
            sheet.add_data_validation(number, 2, number, 2, &limit)?;
        }
    }
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    // without a password: against slips, not against people
    sheet.protect();

    let sheet = book.add_worksheet();
    sheet.set_name(&words.lists)?;
    for (column, list) in (0..).zip(&lists) {
        for (row, choice) in (0..).zip(list.iter()) {
            sheet.write_string(row, column, choice)?;
        }
    }
    sheet.set_hidden(true);
    let mut bytes = std::io::Cursor::new(Vec::new());
    book.save_to_writer(&mut bytes)?;
    Ok(bytes.into_inner())
}

/// The cells of some rows added up, those of others taken off. Rounded: sums of decimals are not exact in a spreadsheet.
fn sum_formula(numbers: &HashMap<&str, u32>, of: &[String], less: &[String]) -> String {
    let cells = |codes: &[String]| {
        let cells: Vec<String> = codes
            .iter()
            .filter_map(|code| numbers.get(code.as_str()))
            .map(|number| format!("C{number}"))
            .collect();
        if cells.is_empty() {
            "0".to_owned()
        } else {
            format!("SUM({})", cells.join(","))
        }
    };
    format!("=ROUND({}-{},2)", cells(of), cells(less))
}

/// What the check column computes, in English notation as files store it.
fn check_formula(words: &FormWords, row: &FormRow, number: u32) -> String {
    let text = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let missing = if row.required {
        text(&words.missing)
    } else {
        text("")
    };
    let filled = match row.max_chars {
        Some(max) => format!(
            "IF(LEN(TRIM(C{number}))>{max},{},{})",
            text(&words.too_long),
            text(&words.fits)
        ),
        None => text(&words.fits),
    };
    format!("=IF(LEN(TRIM(C{number}))=0,{missing},{filled})")
}
