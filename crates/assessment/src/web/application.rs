//! The application as its assessor reads it beside the criteria: facts, then the answers part by part.

use base::Problem;
use base_web::Visit;
use base_web::view::{Block, Cell, Facts, Notice, Section, Table, Tone};
use calls::form::Shown;

use crate::usecases::Sheet;

/// Facts and answers; the first part is open, the others are folded away.
pub(super) async fn content(visit: &Visit, sheet: &Sheet) -> Result<Section, Problem> {
    let case = &sheet.application;
    let parties = applications::parties_of(visit.app.db.reader(), case.id).await?;
    let bodies: Vec<String> = parties.into_iter().map(|party| party.name).collect();
    let facts = Facts::new()
        .row(visit.t("reviews-bodies"), Cell::Lines(bodies.join("\n")))
        .row(
            visit.t("reviews-requested"),
            Cell::money(visit.lang(), case.requested),
        )
        .row(
            visit.t("reviews-total-cost"),
            Cell::money(visit.lang(), case.total_cost),
        )
        .maybe(
            visit.t("reviews-from"),
            case.project_from.map(|date| Cell::date(visit.lang(), date)),
        )
        .maybe(
            visit.t("reviews-until"),
            case.project_until.map(|date| Cell::date(visit.lang(), date)),
        )
        .row(visit.t("reviews-summary"), Cell::Lines(case.summary.clone()))
        .row(
            visit.t("reviews-case"),
            Cell::link(format!("/applications/{}", case.id), case.label()),
        );
    let mut blocks = vec![facts.into()];
    blocks.extend(answers(visit, sheet).await?);
    Ok(Section {
        id: "application".to_owned(),
        heading: visit.t("reviews-application"),
        blocks,
    })
}

async fn answers(visit: &Visit, sheet: &Sheet) -> Result<Vec<Block>, Problem> {
    let db = visit.app.db.reader();
    match applications::answers_view(db, &sheet.application, visit.lang()).await {
        Ok(sections) => Ok(sections
            .iter()
            .filter(|section| !section.rows.is_empty())
            .map(|section| part(visit, section))
            .collect()),
        // a damaged form must not hide the facts
        Err(problem @ Problem::Refused { .. }) => Ok(vec![
            Notice::new(
                Tone::Danger,
                visit.t("reviews-answers"),
                base_web::failure::sentence(visit.lang(), &problem),
            )
            .into(),
        ]),
        Err(problem) => Err(problem),
    }
}

fn part(visit: &Visit, section: &applications::SectionView) -> Block {
    let mut facts = Facts::new();
    let mut tables: Vec<Block> = Vec::new();
    for row in &section.rows {
        match &row.value {
            Shown::Nothing => facts = facts.row(row.label.clone(), Cell::text(visit.t("form-nothing"))),
            Shown::Text(text) => facts = facts.row(row.label.clone(), Cell::Lines(text.clone())),
            Shown::Items(items) => facts = facts.row(row.label.clone(), Cell::Lines(items.join("\n"))),
            Shown::Table { columns, rows } => {
                let table = Table::new(visit.lang(), row.label.clone());
                let table = columns
                    .iter()
                    .fold(table, |table, column| table.column(column.clone()));
                let cells =
                    |cells: &Vec<String>| cells.iter().map(|cell| Cell::Lines(cell.clone())).collect();
                tables.push(table.rows(rows.iter().map(cells)).into());
            }
        }
    }
    let mut blocks = vec![facts.into()];
    blocks.extend(tables);
    Block::Details(section.heading.clone(), blocks)
}
