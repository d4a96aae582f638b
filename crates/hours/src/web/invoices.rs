//! The invoices of an engagement: the officer types what one claims; the page compares it with what was approved.

use axum::extract::Path;
use base::{Minutes, Problem, Role, Scope, Text};
use base_web::view::{Action, Block, Cell, Facts, Field, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use facilitation::{Engagement, EngagementId};

use crate::model::{Invoice, InvoiceState};
use crate::queries;
use crate::usecases::{self, Bill};

/// The engagement, if the person bills it. Error: not found.
async fn engagement(visit: &Visit, id: &str) -> Result<Engagement, Problem> {
    let id: EngagementId = id.parse().map_err(|_| Problem::not_found("engagement"))?;
    let found = facilitation::engagement(visit.app.db.reader(), &visit.ctx, id).await?;
    visit
        .ctx
        .require(&[Role::SB], Scope::Programme(found.programme_id))?;
    Ok(found)
}

pub async fn list(visit: Visit, Path(id): Path<String>) -> Reply {
    let one = engagement(&visit, &id).await?;
    visit.page(page(&visit, &one, &FormData::default(), None).await?)
}

pub async fn bill(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let one = engagement(&visit, &id).await?;
    let billed = async { usecases::bill(&visit.app.db, &visit.ctx, read(&one, &form)?).await };
    match billed.await {
        Ok(invoice) => {
            let done = match invoice.state {
                InvoiceState::Accepted => "hours-done-billed",
                InvoiceState::Returned => "hours-done-returned",
            };
            visit.done(&format!("/engagements/{}/invoices", one.id), done)
        }
        Err(problem) => {
            let page = page(&visit, &one, &form, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

fn read(one: &Engagement, form: &FormData) -> Result<Bill, Problem> {
    let mut read = form.read();
    let number = read.required_text("number", 60);
    let claimed = read.minutes("claimed");
    let (received_on, until_on) = (read.date("received_on"), read.date("until_on"));
    read.finish()?;
    let missing = |field: &'static str| move || Problem::field(field, Text::new("field-required"));
    Ok(Bill {
        engagement: one.id,
        number,
        received_on: received_on.ok_or_else(missing("received_on"))?,
        until_on: until_on.ok_or_else(missing("until_on"))?,
        claimed,
    })
}

async fn page(
    visit: &Visit,
    one: &Engagement,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let today = base::calendar::local_date(visit.ctx.now);
    let unbilled: Minutes = queries::unbilled_days(conn, one.id, today).await?.iter().sum();
    let invoices = queries::invoices(conn, one.id).await?;
    let mut table = Table::new(lang, visit.t("hours-invoices"))
        .column(visit.t("hours-invoice-number"))
        .column(visit.t("hours-invoice-received"))
        .column(visit.t("hours-invoice-until"))
        .number_column(visit.t("hours-invoice-claimed"))
        .number_column(visit.t("hours-state-APPROVED"))
        .number_column(visit.t("hours-invoice-gross"))
        .column(visit.t("hours-state"))
        .empty(visit.t("hours-invoices-none"));
    for invoice in &invoices {
        let (tone, gross) = match invoice.state {
            InvoiceState::Accepted => (Tone::Success, Cell::money(lang, invoice.gross_cents)),
            InvoiceState::Returned => (Tone::Warning, Cell::Empty),
        };
        table = table.row(vec![
            Cell::text(&invoice.number),
            Cell::date(lang, invoice.received_on),
            Cell::date(lang, invoice.until_on),
            Cell::hours(lang, invoice.claimed_minutes),
            Cell::hours(lang, invoice.approved_minutes),
            gross,
            Cell::badge(tone, visit.t(&format!("hours-invoice-{}", invoice.state))),
        ]);
    }
    let mut form = visit
        .form(format!("/engagements/{}/invoices", one.id))
        .heading(visit.t("hours-invoice-check"))
        .field(
            Field::text("number", visit.t("hours-invoice-number"))
                .required()
                .short()
                .max(60),
        )
        .field(
            Field::date("received_on", visit.t("hours-invoice-received"))
                .required()
                .value(today),
        )
        .field(
            Field::date("until_on", visit.t("hours-invoice-until"))
                .required()
                .hint(visit.t("hours-invoice-until-hint")),
        )
        .field(
            Field::number("claimed", visit.t("hours-invoice-claimed"), visit.t("hours-unit"))
                .required()
                .short(),
        )
        .submit(visit.t("hours-invoice-compare"))
        .fill(typed);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    let facts = Facts::new()
        .row(visit.t("hours-invoice-open"), Cell::hours(lang, unbilled))
        .row(
            visit.t("hours-invoice-rate"),
            Cell::money(lang, one.day_rate_cents),
        );
    let mut page = Page::new(visit.tw("hours-invoices-of", &[("body", &one.body_name)]))
        .crumb("/engagements", visit.t("facilitation-title"))
        .crumb(format!("/engagements/{}", one.id), &one.body_name)
        .kicker(one.number.clone())
        .block(facts);
    if let Some(returned) = invoices.first().filter(|one| one.state == InvoiceState::Returned) {
        page = page.block(difference(visit, returned));
    }
    Ok(page
        .block(form)
        .block(table)
        .block(Block::Actions(vec![Action::link(
            visit.t("hours-show"),
            format!("/hours?engagement={}", one.id),
        )])))
}

/// Why the last invoice goes back (F07).
fn difference(visit: &Visit, invoice: &Invoice) -> Notice {
    let over = invoice.claimed_minutes - invoice.approved_minutes;
    let key = if over.0 > 0 {
        "hours-invoice-too-much"
    } else {
        "hours-invoice-too-little"
    };
    let text = visit.tw(
        key,
        &[
            ("number", &invoice.number),
            ("claimed", &visit.hours(invoice.claimed_minutes)),
            ("approved", &visit.hours(invoice.approved_minutes)),
            ("difference", &visit.hours(Minutes(over.0.abs()))),
            ("net", &visit.money(invoice.net_cents)),
            ("gross", &visit.money(invoice.gross_cents)),
        ],
    );
    Notice::new(Tone::Warning, visit.t("hours-invoice-goes-back"), text)
}
