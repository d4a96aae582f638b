//! Import of a budget list (I6): Kapitel, Titel, Zweckbestimmung, Ansatz {Jahr}, VE {Jahr}; and, to compare them with the
//! ledger that alone moves them, Soll, Ist, gebunden and Rest.
//!
//! Money-relevant, so two persons: whoever checked the file does not apply it (handbook 7, 12 no. 8).

use std::collections::HashSet;

use base::{Cents, Ctx, Lang, PersonId, Problem, Scope, Text};
use base_db::audit;
use base_sheets::{Heading, Plan, Sign, Table, Workbook};
use base_web::App;
use base_web::imports::{Apply, ImportInput, ImportReport, ReportMessage, ReportRow, RowStatus, finish};
use chrono::Datelike;
use uuid::Uuid;

use super::{NewLine, SetMeans, create_line_in, set_means_in};
use crate::model::{BudgetLineId, Pot, PotKind};
use crate::queries::LineWithPots;
use crate::rules::MAX_CENTS;
use crate::{access, store};

/// A row to be written: its line, and the means by year and kind.
#[derive(Debug, Clone)]
struct Planned {
    line: Option<BudgetLineId>,
    new: NewLine,
    means: Vec<(i64, PotKind, Cents)>,
    /// What the list says of the whole line.
    says: Vec<(&'static str, Cents)>,
}

/// The columns of a line as a whole: key and heading.
pub(crate) const STANDS: [(&str, &str); 4] = [
    ("planned", "Soll"),
    ("spent", "Ist"),
    ("bound", "gebunden"),
    ("left", "Rest"),
];

/// The cash of a line over all years: Soll = Ist + gebunden + Rest, to the cent. A commitment authority is no cash; what
/// is promised on it becomes cash in its year.
pub(crate) fn stands(pots: &[Pot]) -> [Cents; 4] {
    let cash = || pots.iter().filter(|pot| pot.kind == PotKind::Cash);
    let planned: Cents = cash().map(|pot| pot.means_cents).sum();
    let spent: Cents = cash().map(|pot| pot.paid_cents).sum();
    let bound: Cents = cash().map(Pot::bound).sum();
    [planned, spent, bound - spent, planned - bound]
}

pub(crate) async fn run(
    app: &App,
    ctx: &Ctx,
    input: ImportInput,
    apply: Option<Apply>,
) -> Result<ImportReport, Problem> {
    let programmes = ctx.scopes_of(access::IMPORTERS, "programme");
    let known = known(app, &programmes).await?;
    let (report, rows) = read(ctx, &input.workbook, &known, &programmes);
    let Some(apply) = apply.filter(|_| report.unreadable.is_none()) else {
        return Ok(report);
    };
    for programme in rows
        .iter()
        .map(|row| row.new.programme_id)
        .collect::<HashSet<_>>()
    {
        ctx.require(access::WRITERS, Scope::Programme(programme))?;
    }
    let checked = audit::of_subject(app.db.reader(), "import_run", &apply.run.to_string(), 100).await?;
    let checkers: Vec<Option<PersonId>> = checked
        .iter()
        .filter(|entry| entry.action == "check")
        .map(|entry| entry.actor_id.map(PersonId))
        .collect();
    ctx.require_other_person(&checkers)?;
    base_db::retrying(|| async {
        let unit = app.db.write(ctx).await?;
        for row in &rows {
            let line = match row.line {
                Some(line) => line,
                None => create_line_in(&unit, row.new.clone()).await?,
            };
            for (year, kind, means) in &row.means {
                let reason = input.file_name.clone();
                let command = SetMeans {
                    line,
                    year: *year,
                    kind: *kind,
                    means: *means,
                    reason,
                };
                set_means_in(&unit, &command).await?;
            }
        }
        finish(&unit, &apply, &input.file_name, &report).await?;
        unit.commit().await
    })
    .await?;
    Ok(report)
}

async fn known(app: &App, programmes: &[Uuid]) -> Result<Vec<LineWithPots>, Problem> {
    let lines = store::of_programmes(app.db.reader(), programmes).await?;
    let ids: Vec<BudgetLineId> = lines.iter().map(|line| line.id).collect();
    let pots = store::of_lines(app.db.reader(), &ids).await?;
    let with_pots = |line: crate::BudgetLine| LineWithPots {
        pots: pots
            .iter()
            .filter(|pot| pot.line_id == line.id)
            .cloned()
            .collect(),
        line,
    };
    Ok(lines.into_iter().map(with_pots).collect())
}

/// The heading of the means of a year, as the export writes it and the import knows it.
pub(crate) fn heading(year: i64, kind: PotKind) -> String {
    match kind {
        PotKind::Cash => format!("Ansatz {year}"),
        PotKind::Commitment => format!("VE {year}"),
    }
}

/// The years a list may name, around the present one.
fn years(ctx: &Ctx) -> std::ops::RangeInclusive<i64> {
    let year = i64::from(base::calendar::local_date(ctx.now).year());
    year - 5..=year + 15
}

/// The report and what would be written. Pure.
fn read(
    ctx: &Ctx,
    workbook: &Workbook,
    known: &[LineWithPots],
    programmes: &[Uuid],
) -> (ImportReport, Vec<Planned>) {
    let lang = ctx.lang;
    let columns: Vec<(String, i64, PotKind, [String; 2])> = years(ctx)
        .flat_map(|year| {
            let (cash, commitment) = (PotKind::Cash, PotKind::Commitment);
            let soll = format!("Soll {year}");
            let spelt_out = format!("Verpflichtungsermächtigung {year}");
            [
                (format!("cash-{year}"), year, cash, [heading(year, cash), soll]),
                (
                    format!("ve-{year}"),
                    year,
                    commitment,
                    [heading(year, commitment), spelt_out],
                ),
            ]
        })
        .collect();
    let names: Vec<[&str; 2]> = columns
        .iter()
        .map(|(_, _, _, names)| [names[0].as_str(), names[1].as_str()])
        .collect();
    let mut headings = vec![
        Heading::required("chapter", &["Kapitel", "Kap."]),
        Heading::required("title", &["Titel", "Tit."]),
        Heading::optional("purpose", &["Zweckbestimmung", "Zweck", "Bezeichnung"]),
    ];
    headings.extend(
        columns
            .iter()
            .zip(&names)
            .map(|((key, ..), names)| Heading::optional(key, names)),
    );
    headings.extend([
        Heading::optional("planned", &["Soll"]),
        Heading::optional("spent", &["Ist"]),
        Heading::optional("bound", &["gebunden"]),
        Heading::optional("left", &["Rest"]),
    ]);
    let mut sums: Vec<&str> = columns.iter().map(|(key, ..)| key.as_str()).collect();
    sums.extend(STANDS.map(|(key, _)| key));
    let plan = Plan {
        headings: &headings,
        key: Some("chapter"),
        sums: &sums,
        ..Plan::default()
    };
    let (table, mut report) = match ImportReport::open(lang, workbook, &plan) {
        Ok(open) => open,
        Err(report) => return (*report, Vec::new()),
    };
    if programmes.is_empty() {
        let text = Text::new("budget-import-no-programme");
        report
            .notes
            .push(ReportMessage::new(lang, "PROGRAMME_OPEN", None, None, &text));
    }
    let mut planned = Vec::new();
    let mut seen = HashSet::new();
    for row in &table.rows {
        let mut findings = Vec::new();
        let mut cells = table.read(row, &mut findings);
        let (chapter, title) = (cells.text("chapter"), cells.text("title"));
        let purpose = cells.text("purpose").unwrap_or_default();
        let mut means = Vec::new();
        for (key, year, kind, _) in &columns {
            if let Some(cents) = cells.amount(key, Sign::NotNegative) {
                means.push((*year, *kind, Cents(cents)));
            }
        }
        let says = STANDS
            .into_iter()
            .filter_map(|(key, _)| Some((key, Cents(cells.amount(key, Sign::Any)?))))
            .collect();
        let mut line = ReportRow::of(lang, &table, row, &findings);
        line.name = Some(purpose.clone()).filter(|purpose| !purpose.is_empty());
        let cash = means
            .iter()
            .filter(|(_, kind, _)| *kind == PotKind::Cash)
            .map(|(_, _, cents)| *cents);
        line.amount_cents = Cents::checked_sum(cash);
        if let (Some(chapter), Some(title)) = (chapter, title) {
            line.key = Some(format!("{chapter} / {title}"));
            if !seen.insert((chapter.clone(), title.clone())) {
                line.status = RowStatus::Duplicate;
                line.remark(
                    lang,
                    "LINE_TWICE",
                    None,
                    None,
                    &Text::new("budget-import-line-twice"),
                );
            } else {
                let new = NewLine {
                    programme_id: Uuid::nil(),
                    chapter,
                    title,
                    purpose,
                };
                let row = Planned {
                    line: None,
                    new,
                    means,
                    says,
                };
                if let Some(row) = judge(lang, &table, &mut line, row, known, programmes) {
                    report.programmes.push(row.new.programme_id);
                    planned.push(row);
                }
            }
        }
        report.push(line);
    }
    (report.in_order(), planned)
}

/// Finds the line, and what keeps its means from being set. `None` when the row is not written.
fn judge(
    lang: Lang,
    table: &Table,
    report: &mut ReportRow,
    mut row: Planned,
    known: &[LineWithPots],
    programmes: &[Uuid],
) -> Option<Planned> {
    let hits: Vec<&LineWithPots> = known
        .iter()
        .filter(|known| known.line.chapter == row.new.chapter && known.line.title == row.new.title)
        .collect();
    match (hits.as_slice(), programmes) {
        ([], []) => {}
        ([hit], _) => {
            row.line = Some(hit.line.id);
            row.new.programme_id = hit.line.programme_id;
        }
        ([], [programme]) => {
            row.new.programme_id = *programme;
            if row.new.purpose.is_empty() {
                let text = Text::new("budget-import-purpose");
                report.fail(lang, "PURPOSE_MISSING", None, None, &text);
            }
        }
        _ => {
            let text = Text::new("budget-import-programme-unclear");
            report.fail(lang, "PROGRAMME_UNCLEAR", None, None, &text);
        }
    }
    if let [hit] = hits.as_slice() {
        compare(lang, table, report, &row, hit);
    }
    let mut changes = hits.len() != 1;
    for (year, kind, means) in &row.means {
        let pot = hits
            .first()
            .and_then(|hit| hit.pots.iter().find(|pot| pot.year == *year && pot.kind == *kind));
        let key = if *kind == PotKind::Cash {
            format!("cash-{year}")
        } else {
            format!("ve-{year}")
        };
        let heading = table.column(&key).map(|column| column.heading.clone());
        let written = means.format_de();
        if means.0 > MAX_CENTS {
            let text = Text::new("budget-means-range");
            report.fail(lang, "MEANS_RANGE", heading.as_deref(), Some(&written), &text);
        } else if let Some(pot) = pot.filter(|pot| pot.bound() > *means) {
            let text = Text::new("budget-below-bound").with("bound", pot.bound().format_de());
            report.fail(lang, "BELOW_BOUND", heading.as_deref(), Some(&written), &text);
        }
        changes |= pot.map_or(!means.is_zero(), |pot| pot.means_cents != *means);
    }
    if report.status == RowStatus::Accepted && !changes {
        report.status = RowStatus::Duplicate;
        report.remark(
            lang,
            "UNCHANGED",
            None,
            None,
            &Text::new("budget-import-unchanged"),
        );
    }
    (report.status == RowStatus::Accepted).then_some(row)
}

/// What the list says of a known line beside its means: a difference is named and changes nothing.
fn compare(lang: Lang, table: &Table, report: &mut ReportRow, row: &Planned, known: &LineWithPots) {
    let purpose = &row.new.purpose;
    if !purpose.is_empty() && *purpose != known.line.purpose {
        let heading = table.column("purpose").map(|column| column.heading.clone());
        let text = Text::new("budget-import-purpose-differs").with("purpose", &known.line.purpose);
        report.remark(lang, "PURPOSE_DIFFERS", heading.as_deref(), Some(purpose), &text);
    }
    // the means that the list brings stand in the books once it is applied
    let mut pots = known.pots.clone();
    for (year, kind, means) in &row.means {
        if let Some(pot) = pots.iter_mut().find(|pot| pot.year == *year && pot.kind == *kind) {
            pot.means_cents = *means;
        }
    }
    let stand = stands(&pots);
    for (key, said) in &row.says {
        let books = STANDS.iter().zip(stand).find(|((name, _), _)| name == key);
        let Some((_, books)) = books.filter(|(_, books)| books != said) else {
            continue;
        };
        let heading = table.column(key).map(|column| column.heading.clone());
        let text = Text::new("budget-import-stand-differs").with("books", books.format_de());
        report.remark(
            lang,
            "STAND_DIFFERS",
            heading.as_deref(),
            Some(&said.format_de()),
            &text,
        );
    }
}
