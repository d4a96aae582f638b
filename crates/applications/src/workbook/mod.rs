//! The form as a workbook, filled in and sent back: cells become what would have been typed on the page, and are read
//! by the same rules. Every problem names its cell.

pub(crate) mod parts;

use std::collections::HashMap;

use base::{FieldProblem, Problem, Text};
use base_sheets::cells::date::from_serial;
use base_sheets::{Cell, Workbook, column_letter};
use base_web::FormData;
use calls::form::{FormDefinition, Kind, LEAD_ROW, MARK, read};

use crate::plan;
use crate::usecases::{Change, DECLARED_LATER, MAX_PARTNERS};

/// Columns of the workbook: code, question and answer.
const CODE: usize = 0;
const QUESTION: usize = 1;
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
    /// Partners and plan as their pages would send them.
    pub parts: FormData,
    /// The cell of each answer, by the code of its field or the name of its input.
    cells: HashMap<String, String>,
    /// The question beside each cell, by the same names.
    labels: HashMap<String, String>,
}

impl Filled {
    /// Points a problem of an input out at its cell and leaves the input out. False: there is no such cell.
    pub fn leave_out(&mut self, problem: FieldProblem) -> bool {
        let gone = parts::left_out(&problem.field);
        let count = self.parts.0.len();
        self.parts.0.retain(|(name, _)| !gone.contains(name));
        let cell = self.cells.get(&problem.field).cloned();
        self.problems.push(CellProblem {
            field: self.labels.get(&problem.field).cloned().unwrap_or(problem.field),
            cell: cell.unwrap_or_default(),
            text: problem.text,
        });
        self.parts.0.len() < count
    }

    /// Costs and money of a year differ: said at the cell that computes it.
    pub fn differs(&mut self, year: i64, text: Text) {
        let row = parts::difference_row(year);
        self.problems.push(CellProblem {
            cell: self.cells.get(&row).cloned().unwrap_or_default(),
            field: self.labels.get(&row).cloned().unwrap_or_default(),
            text,
        });
    }

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
        parts: FormData::default(),
        cells: HashMap::new(),
        labels: HashMap::new(),
    };
    let place = |row: u32| format!("{}!{}{row}", sheet.name, column_letter(ANSWER));
    for row in &sheet.rows {
        let Cell::Text(name) = row.cell(CODE) else {
            continue;
        };
        let (name, cell) = (name.trim(), row.cell(ANSWER));
        let field = form.field(name.split('.').next().unwrap_or_default());
        cells.insert(name.to_owned(), row.number);
        let asked = match row.cell(QUESTION) {
            Cell::Text(text) => text.trim(),
            _ => name,
        };
        let kind = match field {
            Some(_) => kind_at(form, name),
            None if parts::is_amount(name) => Some(&Kind::Money),
            None if name == "early_start_on" => Some(&Kind::Date),
            None => None,
        };
        let mut wrong = |text: Text| {
            filled.problems.push(CellProblem {
                cell: place(row.number),
                field: field.map_or(asked, |field| &field.label.de).to_owned(),
                text,
            });
        };
        let typed = match typed(cell, kind, book.flags.date1904) {
            Ok(typed) => typed,
            Err(text) => {
                wrong(text);
                continue;
            }
        };
        match field {
            None if name == LEAD_ROW => filled.lead = typed,
            None => {
                filled.labels.insert(name.to_owned(), asked.to_owned());
                match parts::value(name, &typed) {
                    Ok(Some(value)) => filled.parts = filled.parts.with(name, value),
                    Ok(None) => {}
                    Err(text) => wrong(text),
                }
            }
            Some(field) => match (&field.kind, name.split_once('.')) {
                // one row per choice: ticked or not
                (Kind::Choices { .. }, Some((code, choice))) if !typed.is_empty() => {
                    data = data.with(code, choice);
                }
                // workbooks of earlier days had rows for declarations
                (Kind::MustBeTrue, _) if typed.trim().is_empty() => {}
                (Kind::MustBeTrue, _) => filled.problems.push(CellProblem {
                    cell: place(row.number),
                    field: field.label.de.clone(),
                    text: Text::new(DECLARED_LATER),
                }),
                _ => data = data.with(name, typed),
            },
        }
    }
    for field in form.fields() {
        match read(field, &data) {
            Ok(value) if calls::form::is_empty(&value) || field.kind == Kind::MustBeTrue => {}
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
    filled.parts = parts::close_gaps(filled.parts, &mut filled.cells);
    for number in 1..=MAX_PARTNERS {
        let name = format!("body_{number}");
        let says_more = parts::PARTNER
            .iter()
            .any(|part| filled.parts.has(&format!("{part}_{number}")));
        if says_more && !filled.parts.has(&name) {
            filled.leave_out(FieldProblem::new(name, Text::new("field-required")));
        }
    }
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
        // what a spreadsheet computed is a cent off by less than nothing; more decimals are a problem of their own
        Cell::Number(number) if matches!(kind, Some(Kind::Money)) && is_cents(*number) => {
            format!("{number:.2}").replace('.', ",")
        }
        Cell::Number(number) => decimal(*number),
        Cell::Percent(share) => decimal((share * 1_000_000.0).round() / 10_000.0),
        Cell::DateTime(days) => date(*days, date1904)?,
        Cell::Duration(_) => return Err(Text::new("applications-book-duration")),
        Cell::Error(error) => return Err(Text::new("applications-book-error").with("value", error)),
    })
}

fn is_cents(number: f64) -> bool {
    (number * 100.0 - (number * 100.0).round()).abs() < 1e-4
}

fn date(days: f64, date1904: bool) -> Result<String, Text> {
    from_serial(days, date1904)
        .map(|at| at.format("%d.%m.%Y").to_string())
        .ok_or_else(|| Text::new("field-date").with("value", days))
}
