//! Import of base rates (I12): what is new or different becomes a new version of the table, which waits for another person.

use base::{Ctx, Problem, Rate, Text};
use base_sheets::{Heading, Plan, Workbook};
use base_web::App;
use base_web::imports::{Apply, ImportInput, ImportReport, ReportRow, RowStatus, finish};
use sea_orm::ConnectionTrait;

use crate::model::{BaseRate, RateTable};
use crate::queries;
use crate::rules::interest::half_year;
use crate::usecases::{PublishRates, publish_in};

const HEADINGS: &[Heading<'static>] = &[
    Heading::required("from", &["gültig ab", "ab", "Datum", "gültig seit"]),
    Heading::required("rate", &["Satz in %", "Basiszinssatz", "Zinssatz", "Satz"]),
];

pub(crate) async fn run(
    app: &App,
    ctx: &Ctx,
    input: ImportInput,
    apply: Option<Apply>,
) -> Result<ImportReport, Problem> {
    let Some(apply) = apply else {
        let table = latest(app.db.reader()).await?;
        return Ok(judge(ctx, &input.workbook, &table).0);
    };
    let unit = app.db.write(ctx).await?;
    let table = latest(unit.conn()).await?;
    let (report, rates) = judge(ctx, &input.workbook, &table);
    if report.unreadable.is_some() {
        return Ok(report);
    }
    if !rates.is_empty() {
        let source = input.file_name.clone();
        publish_in(&unit, PublishRates { rates, source }).await?;
    }
    finish(&unit, &apply, &input.file_name, &report).await?;
    unit.commit().await?;
    Ok(report)
}

/// The table that the new version builds on: what waits for confirmation, or what is in force.
async fn latest(conn: &impl ConnectionTrait) -> Result<RateTable, Problem> {
    match queries::pending_rates(conn).await?.into_iter().next() {
        Some(pending) => Ok(pending),
        None => queries::rate_table(conn).await,
    }
}

/// The report and the rates that change the table. Pure.
fn judge(ctx: &Ctx, workbook: &Workbook, table: &RateTable) -> (ImportReport, Vec<BaseRate>) {
    let lang = ctx.lang;
    let plan = Plan {
        headings: HEADINGS,
        key: Some("from"),
        ..Plan::default()
    };
    let (sheet, mut report) = match ImportReport::open(lang, workbook, &plan) {
        Ok(open) => open,
        Err(report) => return (*report, Vec::new()),
    };
    let mut rates: Vec<BaseRate> = Vec::new();
    for row in &sheet.rows {
        let mut findings = Vec::new();
        let mut cells = sheet.read(row, &mut findings);
        let (from, rate) = (cells.date("from"), cells.percent("rate"));
        let mut line = ReportRow::of(lang, &sheet, row, &findings);
        line.received_on = from;
        if let (RowStatus::Accepted, Some(valid_from), Some(rate)) = (line.status, from, rate) {
            let known = table.rates.iter().find(|known| known.valid_from == valid_from);
            let is_twice = rates.iter().any(|other| other.valid_from == valid_from);
            if half_year(valid_from) != valid_from {
                let day = base::fmt::date(lang, valid_from);
                let text = Text::new("proofs-half-year-day").with("day", day);
                line.fail(lang, "HALF_YEAR_DAY", None, None, &text);
            } else if is_twice || known.is_some_and(|known| known.rate == Rate(rate)) {
                line.status = RowStatus::Duplicate;
                line.remark(
                    lang,
                    "RATE_KNOWN",
                    None,
                    None,
                    &Text::new("proofs-import-rate-known"),
                );
            } else {
                if known.is_some() {
                    let text = Text::new("proofs-import-rate-changed");
                    line.remark(lang, "RATE_CHANGED", None, None, &text);
                }
                rates.push(BaseRate {
                    valid_from,
                    rate: Rate(rate),
                });
            }
        }
        report.push(line);
    }
    (report.in_order(), rates)
}
