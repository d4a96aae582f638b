//! The budget list as workbook or CSV (I6, export rules of handbook 7.2): what goes out comes in again without a change.

use std::collections::BTreeSet;

use base::Problem;
use base_sheets::write::{Column, CsvWriter, Kind, Notes, Value, WorkbookWriter};
use base_web::{Reply, Visit};

use crate::model::PotKind;
use crate::queries::{self, LineWithPots};
use crate::usecases::import::{STANDS, heading, stands};

pub(super) async fn csv(visit: Visit) -> Reply {
    let list = List::read(&visit).await?;
    let mut out = CsvWriter::new(Vec::new(), list.columns()).map_err(Problem::broken)?;
    for line in &list.lines {
        out.row(&list.values(line)).map_err(Problem::broken)?;
    }
    let bytes = out.finish().map_err(Problem::broken)?;
    visit.download(
        &format!("{}.csv", visit.t("budget-file")),
        "text/csv; charset=utf-8",
        bytes,
    )
}

pub(super) async fn xlsx(visit: Visit) -> Reply {
    let list = List::read(&visit).await?;
    let mut out = WorkbookWriter::new(&visit.t("budget-file"), list.columns()).map_err(Problem::broken)?;
    for line in &list.lines {
        out.row(&list.values(line)).map_err(Problem::broken)?;
    }
    let person = visit
        .ctx
        .find_person()
        .map(|person| person.name.clone())
        .unwrap_or_default();
    let notes = Notes {
        title: visit.t("budget-notes"),
        lines: vec![
            (visit.t("budget-notes-at"), visit.datetime(visit.ctx.now)),
            (visit.t("budget-notes-by"), person),
            (
                visit.t("budget-notes-import"),
                visit.t("budget-notes-import-text"),
            ),
            (visit.t("budget-notes-stand"), visit.t("budget-notes-stand-text")),
        ],
    };
    let bytes = out.finish(&notes).map_err(Problem::broken)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    visit.download(&format!("{}.xlsx", visit.t("budget-file")), kind, bytes)
}

/// The lines of the person's programmes, and the years and kinds of means that at least one of them has.
struct List {
    lines: Vec<LineWithPots>,
    means: Vec<(i64, PotKind)>,
}

impl List {
    async fn read(visit: &Visit) -> Result<Self, Problem> {
        let lines = queries::overview(visit.app.db.reader(), &visit.ctx).await?;
        let pots = lines.iter().flat_map(|line| &line.pots);
        let means: BTreeSet<(i64, PotKind)> = pots.map(|pot| (pot.year, pot.kind)).collect();
        Ok(Self {
            lines,
            means: means.into_iter().collect(),
        })
    }

    /// Headings as the import knows them, in German whatever the reader's language.
    fn columns(&self) -> Vec<Column> {
        let mut columns = ["Kapitel", "Titel", "Zweckbestimmung"]
            .map(|name| Column::new(name, Kind::Text))
            .to_vec();
        let means = self.means.iter();
        columns.extend(means.map(|(year, kind)| Column::new(heading(*year, *kind), Kind::Money).summed()));
        columns.extend(STANDS.map(|(_, name)| Column::new(name, Kind::Money).summed()));
        columns
    }

    fn values(&self, line: &LineWithPots) -> Vec<Value> {
        let of = |(year, kind): &(i64, PotKind)| {
            let pot = line
                .pots
                .iter()
                .find(|pot| pot.year == *year && pot.kind == *kind);
            pot.map_or(Value::Empty, |pot| Value::Cents(pot.means_cents.0))
        };
        let mut values: Vec<Value> = vec![
            line.line.chapter.as_str().into(),
            line.line.title.as_str().into(),
            line.line.purpose.as_str().into(),
        ];
        values.extend(self.means.iter().map(of));
        values.extend(stands(&line.pots).map(|amount| Value::Cents(amount.0)));
        values
    }
}
