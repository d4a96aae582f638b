//! `/budget` and `/budget/{budget_line}`: what there is, what is bound, what is left.

use axum::extract::{Path, RawQuery};
use base::{Cents, PersonId, Problem};
use base_db::PageRequest;
use base_web::view::{Action, Cell, Choice, Field, Form, Notice, Page, Table, Tone, table_query};
use base_web::{FormData, Reply, Visit};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use super::{id, light, means};
use crate::access;
use crate::model::{LedgerRow, Pot, PotId};
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
    for (label, path) in [("Excel", "/budget/export.xlsx"), ("CSV", "/budget/export.csv")] {
        table = table.export(label, path);
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

/// What of a line a reader wants to see: its stand when a day ended, one of its pots.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Chosen {
    pub as_of: Option<NaiveDate>,
    pub pot: Option<PotId>,
}

impl Chosen {
    /// Error: invalid for a day that is none; not found for a pot of another line.
    pub fn read(query: &FormData, line: &LineWithPots) -> Result<Self, Problem> {
        let mut read = query.read();
        let as_of = read.optional_date("as_of");
        read.finish()?;
        let pot = match query.get("pot") {
            "" => None,
            pot => {
                let known = line.pots.iter().find(|known| known.id.to_string() == pot);
                Some(known.ok_or(Problem::not_found("budget pot"))?.id)
            }
        };
        Ok(Self { as_of, pot })
    }

    /// The line with its pots as they stood then.
    pub async fn then(self, db: &impl ConnectionTrait, line: LineWithPots) -> Result<LineWithPots, Problem> {
        let pots = match self.as_of {
            Some(day) => queries::stand(db, line.pots, day).await?,
            None => line.pots,
        };
        Ok(LineWithPots { pots, ..line })
    }

    /// The pots whose ledger is shown.
    pub fn pots(self, line: &LineWithPots) -> Vec<PotId> {
        let all = line.pots.iter().map(|pot| pot.id);
        all.filter(|id| self.pot.is_none_or(|pot| pot == *id)).collect()
    }

    fn href(self, line: &LineWithPots) -> String {
        let mut href = format!("/budget/{}", line.line.id);
        if let Some(day) = self.as_of {
            href = table_query(&href, "as_of", &day.to_string());
        }
        if let Some(pot) = self.pot {
            href = table_query(&href, "pot", &pot.to_string());
        }
        href
    }
}

/// The filter of a line's page. It keeps what was typed.
fn filter(visit: &Visit, line: &LineWithPots, query: &FormData, problem: Option<&Problem>) -> Form {
    let name = |pot: &Pot| {
        let kind = visit.t(&format!("budget-kind-{}", pot.kind.code()));
        Choice::new(pot.id, format!("{} – {kind}", pot.year))
    };
    let mut pots = vec![Choice::new("", visit.t("budget-all-pots"))];
    pots.extend(line.pots.iter().map(name));
    let here = format!("/budget/{}", line.line.id);
    let form = Form::get(visit.lang(), &here)
        .field(Field::date("as_of", visit.t("budget-as-of")).hint(visit.t("budget-as-of-hint")))
        .field(Field::select("pot", visit.t("budget-ledger-of"), pots))
        .submit(visit.t("list-filter"))
        .cancel(visit.t("list-reset"), here)
        .fill(query);
    match problem {
        Some(problem) => form.problem(problem),
        None => form,
    }
}

/// Whether the ledger holds entries of a case that is closed to the person.
pub(super) async fn is_closed(visit: &Visit, line: &LineWithPots) -> Result<bool, Problem> {
    let closed = visit.app.closed_cases_of(&visit.ctx).await?;
    let ids: Vec<uuid::Uuid> = closed.into_iter().map(|case| case.id).collect();
    queries::has_entries_of(visit.app.db.reader(), line, &ids).await
}

/// The page, also with means that were refused.
pub(super) async fn line_page(
    visit: &Visit,
    line: &LineWithPots,
    query: &FormData,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let (lang, db) = (visit.lang(), visit.app.db.reader());
    let (chosen, wrong) = match Chosen::read(query, line) {
        Ok(chosen) => (chosen, None),
        Err(problem @ Problem::Invalid(_)) => (Chosen::default(), Some(problem)),
        Err(problem) => return Err(problem),
    };
    let is_closed = is_closed(visit, line).await?;
    let chosen = if is_closed { Chosen::default() } else { chosen };
    let line = &chosen.then(db, line.clone()).await?;
    let request = PageRequest::number(query.get("page").parse().unwrap_or(1));
    let ledger = queries::ledger(db, &chosen.pots(line), chosen.as_of, request).await?;
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
        .paged(&ledger, &chosen.href(line));
    let actors: Vec<PersonId> = ledger.items.iter().filter_map(|row| row.actor_id).collect();
    let actors = people::names(db, &actors).await?;
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
        ));
    if !is_closed {
        page = page.block(filter(visit, line, query, wrong.as_ref()));
    }
    if let Some(day) = chosen.as_of {
        page = page.heading(visit.tw("budget-stood", &[("date", &visit.date(day))]));
    }
    page = page.block(pots);
    if access::may_change(&visit.ctx, line.line.programme_id).is_ok() {
        page = page.section(
            "means",
            visit.t("budget-set-means"),
            vec![means::form(visit, line, typed, problem).into()],
        );
    }
    let ledger = if is_closed {
        Notice::new(Tone::Info, visit.t("budget-ledger-closed"), "").into()
    } else {
        rows.into()
    };
    Ok(page.section("ledger", visit.t("budget-ledger"), vec![ledger]))
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
