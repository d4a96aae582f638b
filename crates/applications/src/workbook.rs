//! The form as a workbook, filled in and sent back: cells become what would have been typed on the page, and are read
//! by the same rules. Every problem names its cell.

use std::collections::HashMap;

use base::{FieldProblem, Problem, Text};
use base_sheets::cells::date::from_serial;
use base_sheets::{Cell, Workbook, column_letter};
use base_web::FormData;
use calls::form::{FormDefinition, Kind, LEAD_ROW, MARK, read};

use crate::plan;
use crate::usecases::Change;

/// Columns of the workbook: code and answer.
const CODE: usize = 0;
const ANSWER: usize = 2;

/// What a filled-in workbook says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Filled {
    /// The municipality as typed: name or key.
    pub lead: String,
    /// What can be saved. The workbook wins over nothing: `seen` is 0.
    pub changes: Vec<Change>,
    /// What cannot be read, each with its cell (`C17`).
    pub problems: Vec<CellProblem>,
    /// The cell of each answer, by the code of its field.
    cells: HashMap<String, String>,
}

impl Filled {
    /// Amounts that the plan of the draft decides are pointed out at their cells and not taken over.
    pub fn leave_totals_to_plan(&mut self, form: &FormDefinition) {
        let is_total = |change: &Change| plan::TOTALS.contains(&change.field.as_str());
        for change in self.changes.extract_if(.., |change| is_total(change)) {
            let label = form.field(&change.field).map(|field| field.label.de.clone());
            self.problems.push(CellProblem {
                cell: self.cells.get(&change.field).cloned().unwrap_or_default(),
                field: label.unwrap_or(change.field),
                text: Text::new(plan::FROM_PLAN),
            });
        }
    }
}

/// A problem in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellProblem {
    /// `Antrag!C17`
    pub cell: String,
    /// The words of the question.
    pub field: String,
    pub text: Text,
}

/// Reads a workbook that [`calls::form::workbook`] made. `call` is the code it must belong to, `version` the form's.
/// Error: `Refused` if it is another file, of another call or of an older form version.
pub(crate) fn fill_in(
    book: &Workbook,
    form: &FormDefinition,
    call: &str,
    version: i64,
) -> Result<Filled, Problem> {
    let wanted = format!("{MARK} {call} {version}");
    let marks = |cell: &Cell| matches!(cell, Cell::Text(text) if text.starts_with(MARK));
    let sheet = book
        .sheets
        .iter()
        .find(|sheet| sheet.rows.iter().take(5).any(|row| marks(row.cell(CODE))))
        .ok_or_else(|| Problem::refused("workbook-other", Text::new("applications-book-other")))?;
    let mark = sheet.rows.iter().take(5).find_map(|row| match row.cell(CODE) {
        Cell::Text(text) if text.starts_with(MARK) => Some(text.trim().to_owned()),
        _ => None,
    });
    let mark = mark.unwrap_or_default();
    if mark != wanted {
        let text = Text::new("applications-book-mark")
            .with("found", mark)
            .with("wanted", wanted);
        return Err(Problem::refused("workbook-other", text));
    }

    let mut data = FormData::default();
    let mut cells: HashMap<String, u32> = HashMap::new();
    let mut filled = Filled {
        lead: String::new(),
        changes: Vec::new(),
        problems: Vec::new(),
        cells: HashMap::new(),
    };
    let place = |row: u32| format!("{}!{}{row}", sheet.name, column_letter(ANSWER));
    for row in &sheet.rows {
        let Cell::Text(name) = row.cell(CODE) else {
            continue;
        };
        let (name, cell) = (name.trim(), row.cell(ANSWER));
        let field = form.field(name.split('.').next().unwrap_or_default());
        if name != LEAD_ROW && field.is_none() {
            continue;
        }
        cells.insert(name.to_owned(), row.number);
        let typed = match typed(cell, kind_at(form, name), book.flags.date1904) {
            Ok(typed) => typed,
            Err(text) => {
                filled.problems.push(CellProblem {
                    cell: place(row.number),
                    field: field.map_or(name, |field| &field.label.de).to_owned(),
                    text,
                });
                continue;
            }
        };
        match field {
            None => filled.lead = typed,
            Some(field) => match (&field.kind, name.split_once('.')) {
                // one row per choice: ticked or not
                (Kind::Choices { .. }, Some((code, choice))) if !typed.is_empty() => {
                    data = data.with(code, choice);
                }
                (Kind::MustBeTrue, None) if is_yes(&typed) => data = data.with(name, "true"),
                _ => data = data.with(name, typed),
            },
        }
    }
    for field in form.fields() {
        match read(field, &data) {
            Ok(value)
                if calls::form::is_empty(&value)
                    || value == serde_json::Value::Bool(false) && field.kind == Kind::MustBeTrue => {}
            Ok(value) => filled.changes.push(Change {
                field: field.code.clone(),
                value,
                seen: None,
            }),
            Err(problems) => {
                for FieldProblem { field: name, text } in problems {
                    let row = cells.get(&name).copied().unwrap_or_default();
                    filled.problems.push(CellProblem {
                        cell: place(row),
                        field: field.label.de.clone(),
                        text,
                    });
                }
            }
        }
    }
    filled.cells = cells.into_iter().map(|(code, row)| (code, place(row))).collect();
    Ok(filled)
}

/// The type of the answer in a row: that of the field, or of the column of a list.
fn kind_at<'a>(form: &'a FormDefinition, name: &str) -> Option<&'a Kind> {
    let mut parts = name.split('.');
    let field = form.field(parts.next()?)?;
    match (&field.kind, parts.nth(1)) {
        (Kind::List { columns, .. }, Some(code)) => columns
            .iter()
            .find(|column| column.code == code)
            .map(|column| &column.kind),
        (kind, _) => Some(kind),
    }
}

/// What a person would have typed for this cell. Error: cells that hold an error or no value for this type.
fn typed(cell: &Cell, kind: Option<&Kind>, date1904: bool) -> Result<String, Text> {
    let decimal = |number: f64| number.to_string().replace('.', ",");
    Ok(match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.to_string(),
        Cell::Bool(yes) => if *yes { "ja" } else { "nein" }.to_owned(),
        Cell::Number(number) if matches!(kind, Some(Kind::Date)) => date(*number, date1904)?,
        // a postcode that a spreadsheet program took for a number has lost its zero
        Cell::Number(number) if matches!(kind, Some(Kind::Postcode)) => format!("{number:05}"),
        Cell::Number(number) => decimal(*number),
        Cell::Percent(share) => decimal((share * 1_000_000.0).round() / 10_000.0),
        Cell::DateTime(days) => date(*days, date1904)?,
        Cell::Duration(_) => return Err(Text::new("applications-book-duration")),
        Cell::Error(error) => return Err(Text::new("applications-book-error").with("value", error)),
    })
}

fn date(days: f64, date1904: bool) -> Result<String, Text> {
    from_serial(days, date1904)
        .map(|at| at.format("%d.%m.%Y").to_string())
        .ok_or_else(|| Text::new("field-date").with("value", days))
}

fn is_yes(typed: &str) -> bool {
    matches!(
        typed.trim().to_lowercase().as_str(),
        "ja" | "j" | "x" | "1" | "yes" | "true" | "wahr"
    )
}
