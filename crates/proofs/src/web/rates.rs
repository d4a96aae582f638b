//! `/base-rates`: the table of base rates in force and its versions.

use base::Problem;
use base_web::view::{Action, Block, Cell, Field, Page, Table};
use base_web::{FormData, Reply, Visit};

use super::verbs::typed;
use crate::access::RATE_KEEPERS;
use crate::model::{BaseRate, RateTable};
use crate::queries;
use crate::rules::interest::half_year_name;
use crate::usecases::{self, PublishRates};

pub async fn show(visit: Visit) -> Reply {
    let page = page(&visit, &FormData::default(), None).await?;
    visit.page(page)
}

async fn page(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Result<Page, Problem> {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let table = queries::rate_table(conn).await?;
    let version = table.version.to_string();
    let mut page = Page::new(visit.t("proofs-rates-title"))
        .crumb("/proofs", visit.t("proofs-title"))
        .lead(visit.tw("proofs-rates-lead", &[("version", &version)]));
    if visit.ctx.has_any_role(RATE_KEEPERS) {
        let mut form = visit
            .form("/base-rates")
            .field(Field::date("valid_from", visit.t("proofs-valid-from")).required())
            .field(
                Field::text("rate", visit.t("proofs-base-rate"))
                    .required()
                    .short(),
            )
            .field(
                Field::text("source", visit.t("proofs-source"))
                    .required()
                    .max(200),
            )
            .submit(visit.t("proofs-rate-publish"));
        if let Some(problem) = problem {
            form = form.fill(data).problem(problem);
        }
        page = page
            .action(Action::link(
                visit.t("imports-kind-base-rates"),
                "/imports/base-rates",
            ))
            .section("publish", visit.t("proofs-rate-publish"), vec![form.into()]);
    }
    let pending = queries::pending_rates(conn).await?;
    if let Some(latest) = pending.first() {
        page = page.section(
            "pending",
            visit.t("proofs-rates-pending"),
            waiting(visit, latest, &table, &pending),
        );
    }
    let rows = table.rates.iter().rev().map(|rate| {
        vec![
            Cell::text(half_year_name(rate.valid_from)),
            Cell::date(lang, rate.valid_from),
            Cell::rate(lang, rate.rate),
        ]
    });
    let rates = Table::new(lang, visit.t("proofs-rates-title"))
        .hidden_caption()
        .column(visit.t("proofs-half-year"))
        .column(visit.t("proofs-valid-from"))
        .number_column(visit.t("proofs-base-rate"))
        .rows(rows);
    let versions = queries::rate_tables(conn).await?;
    let rows = versions.iter().map(|one| {
        vec![
            Cell::integer(lang, one.version),
            Cell::instant(lang, one.created_at),
            Cell::maybe(one.confirmed_at.map(|at| Cell::instant(lang, at))),
            Cell::text(&one.source),
        ]
    });
    let versions = Table::new(lang, visit.t("proofs-versions"))
        .hidden_caption()
        .number_column(visit.t("proofs-version"))
        .column(visit.t("proofs-published-at"))
        .column(visit.t("proofs-confirmed-at"))
        .column(visit.t("proofs-source"))
        .rows(rows);
    Ok(page
        .section("rates", visit.t("proofs-rates-in-force"), vec![rates.into()])
        .section("versions", visit.t("proofs-versions"), vec![versions.into()]))
}

/// What the waiting version changes, and its confirmation for who published none of it.
fn waiting(visit: &Visit, latest: &RateTable, in_force: &RateTable, pending: &[RateTable]) -> Vec<Block> {
    let lang = visit.lang();
    let changed = latest.rates.iter().filter(|rate| !in_force.rates.contains(rate));
    let rows = changed.map(|rate| {
        vec![
            Cell::text(half_year_name(rate.valid_from)),
            Cell::date(lang, rate.valid_from),
            Cell::rate(lang, rate.rate),
        ]
    });
    let table = Table::new(lang, visit.t("proofs-rates-pending"))
        .hidden_caption()
        .column(visit.t("proofs-half-year"))
        .column(visit.t("proofs-valid-from"))
        .number_column(visit.t("proofs-base-rate"))
        .rows(rows);
    let mut blocks = vec![Block::Text(visit.t("proofs-rates-pending-hint")), table.into()];
    let is_other = pending
        .iter()
        .all(|table| table.created_by != visit.ctx.person_id());
    if is_other && visit.ctx.has_any_role(RATE_KEEPERS) {
        let confirm = Action::post(visit.t("proofs-rates-confirm"), "/base-rates/confirm");
        blocks.push(Block::Actions(vec![
            confirm.with("version", latest.version).primary(),
        ]));
    }
    blocks
}

pub async fn confirm(visit: Visit, data: FormData) -> Reply {
    let version = data.read().version();
    match usecases::confirm_rates(&visit.app.db, &visit.ctx, version).await {
        Ok(_) => visit.done("/base-rates", "proofs-done-rates-confirmed"),
        Err(problem) => {
            let page = page(&visit, &FormData::default(), Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub async fn publish(visit: Visit, data: FormData) -> Reply {
    let published = async {
        let mut read = data.read();
        let valid_from = read.date("valid_from");
        let rate = read.rate("rate");
        let source = read.required_text("source", 200);
        read.finish()?;
        let valid_from = typed(valid_from, "valid_from")?;
        let command = PublishRates {
            rates: vec![BaseRate { valid_from, rate }],
            source,
        };
        usecases::publish_rates(&visit.app.db, &visit.ctx, command).await
    };
    match published.await {
        Ok(_) => visit.done("/base-rates", "proofs-done-published"),
        Err(problem) => {
            let page = page(&visit, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}
