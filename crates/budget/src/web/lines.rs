//! `/budget` and `/budget/{budget_line}`: what there is, what is bound, what is left.

use axum::extract::{Path, RawQuery};
use base::{Cents, PersonId, Problem};
use base_db::PageRequest;
use base_web::view::{Action, Cell, Page, Table};
use base_web::{FormData, Reply, Visit};

use super::{id, light, means};
use crate::access;
use crate::model::{LedgerRow, Pot};
use crate::queries::{self, LineWithPots};
use crate::rules::Light;

pub(super) async fn list(visit: Visit) -> Reply {
    let lines = queries::overview(visit.app.db.reader(), &visit.ctx).await?;
    let lang = visit.lang();
    let mut table = pot_columns(
        &visit,
        Table::new(lang, visit.t("budget-title"))
            .hidden_caption()
            .column(visit.t("budget-line")),
    )
    .empty(visit.t("budget-empty"));
    for line in &lines {
        let href = format!("/budget/{}", line.line.id);
        let name = |text: String| {
            Cell::Many(vec![
                Cell::link(&href, text),
                Cell::text(format!(" {}", line.line.purpose)),
            ])
        };
        if line.pots.is_empty() {
            let mut cells = vec![name(line.line.label())];
            cells.resize(8, Cell::Empty);
            table = table.row(cells);
        }
        for pot in &line.pots {
            let mut cells = vec![name(line.line.label())];
            cells.extend(pot_cells(&visit, pot));
            table = table.row(cells);
        }
    }
    let mut page = Page::new(visit.t("budget-title")).lead(visit.t("budget-lead"));
    if visit.ctx.has_any_role(access::WRITERS) {
        page = page.action(Action::link(visit.t("budget-add-line"), "/budget/new"));
    }
    if visit.ctx.has_any_role(access::IMPORTERS) {
        page = page.action(Action::link(visit.t("budget-import"), "/imports/budget"));
    }
    visit.page(page.block(table))
}

fn pot_columns(visit: &Visit, table: Table) -> Table {
    table
        .column(visit.t("budget-year"))
        .column(visit.t("budget-kind"))
        .number_column(visit.t("budget-means"))
        .number_column(visit.t("budget-reserved"))
        .number_column(visit.t("budget-committed"))
        .number_column(visit.t("budget-available"))
        .column(visit.t("budget-light"))
}

fn pot_cells(visit: &Visit, pot: &Pot) -> Vec<Cell> {
    let money = |cents: Cents| Cell::money(visit.lang(), cents);
    vec![
        Cell::text(pot.year),
        Cell::text(visit.t(&format!("budget-kind-{}", pot.kind.code()))),
        money(pot.means_cents),
        money(pot.reserved_cents),
        money(pot.committed_cents),
        money(pot.available()),
        light(visit, Light::of(pot.means_cents, pot.bound())),
    ]
}

pub(super) async fn show(visit: Visit, Path(line): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let line = queries::seen(visit.app.db.reader(), &visit.ctx, id(&line)?).await?;
    let page = line_page(&visit, &line, &query, &FormData::default(), None).await?;
    visit.page(page)
}

/// The page, also with means that were refused.
pub(super) async fn line_page(
    visit: &Visit,
    line: &LineWithPots,
    query: &FormData,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let lang = visit.lang();
    let request = PageRequest::number(query.get("page").parse().unwrap_or(1));
    let ledger = queries::ledger(visit.app.db.reader(), line, request).await?;
    let mut pots = Table::new(lang, visit.t("budget-pots")).hidden_caption();
    pots = pot_columns(visit, pots)
        .number_column(visit.t("budget-ordered"))
        .number_column(visit.t("budget-paid"))
        .empty(visit.t("budget-no-pots"));
    for pot in &line.pots {
        let mut cells = pot_cells(visit, pot);
        cells.push(Cell::money(lang, pot.ordered_cents));
        cells.push(Cell::money(lang, pot.paid_cents));
        pots = pots.row(cells);
    }
    let mut rows = Table::new(lang, visit.t("budget-ledger"))
        .hidden_caption()
        .column(visit.t("budget-at"))
        .column(visit.t("budget-year"))
        .column(visit.t("budget-kind"))
        .column(visit.t("budget-entry"))
        .number_column(visit.t("budget-amount"))
        .column(visit.t("budget-subject"))
        .column(visit.t("budget-person"))
        .empty(visit.t("budget-ledger-empty"))
        .paged(&ledger, &format!("/budget/{}", line.line.id));
    let actors: Vec<PersonId> = ledger.items.iter().filter_map(|row| row.actor_id).collect();
    let actors = people::names(visit.app.db.reader(), &actors).await?;
    for row in &ledger.items {
        let mut cells = ledger_cells(visit, line, row);
        cells.push(Cell::text(
            row.actor_id
                .and_then(|id| actors.get(&id))
                .cloned()
                .unwrap_or_default(),
        ));
        rows = rows.row(cells);
    }
    let mut page = Page::new(&line.line.purpose)
        .crumb("/budget", visit.t("budget-title"))
        .kicker(visit.tw(
            "budget-line-label",
            &[("chapter", &line.line.chapter), ("title", &line.line.title)],
        ))
        .block(pots);
    if access::may_change(&visit.ctx, line.line.programme_id).is_ok() {
        page = page.section(
            "means",
            visit.t("budget-set-means"),
            vec![means::form(visit, line, typed, problem).into()],
        );
    }
    Ok(page.section("ledger", visit.t("budget-ledger"), vec![rows.into()]))
}

fn ledger_cells(visit: &Visit, line: &LineWithPots, row: &LedgerRow) -> Vec<Cell> {
    let pot = line.pots.iter().find(|pot| pot.id == row.pot_id);
    let subject = match row.application_id {
        Some(application) => Cell::link(
            format!("/applications/{application}"),
            visit.t("budget-to-application"),
        ),
        None => Cell::text(row.reason.clone().unwrap_or_default()),
    };
    // a commit or release out of a reservation says so
    let from_reserved = row.delta.reserved < 0;
    let entry = if from_reserved {
        format!("budget-entry-{}-RESERVED", row.entry)
    } else {
        format!("budget-entry-{}", row.entry)
    };
    vec![
        Cell::instant(visit.lang(), row.at),
        Cell::maybe(pot.map(|pot| Cell::text(pot.year))),
        Cell::maybe(pot.map(|pot| Cell::text(visit.t(&format!("budget-kind-{}", pot.kind.code()))))),
        Cell::text(visit.t(&entry)),
        Cell::money(visit.lang(), row.amount_cents),
        subject,
    ]
}
