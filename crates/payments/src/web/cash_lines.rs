//! `/cash-lines`: what the cash desk said that belongs to no payment, and how it is settled.

use axum::extract::{Path, RawQuery};
use base::Problem;
use base_db::PageRequest;
use base_web::view::{Badge, Block, Cell, Choice, Facts, Field, Page, Table, Tone};
use base_web::{ApiJson, FormData, Reply, Visit, api};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{id, refusal, version};
use crate::model::{CashLine, CashLineId, CashLineState, PaymentId};
use crate::usecases::{self, DismissLine, MatchLine, NOTE_MAX};
use crate::{access, queries, rules};

fn badge(visit: &Visit, state: CashLineState) -> Badge {
    let tone = match state {
        CashLineState::Open => Tone::Warning,
        CashLineState::Matched => Tone::Success,
        CashLineState::Dismissed => Tone::Neutral,
    };
    Badge::new(tone, visit.t(&format!("payments-line-state-{state}")))
}

pub(super) async fn index(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let asked = PageRequest::number(query.get("page").parse().unwrap_or(1));
    let lines = queries::cash_lines(visit.app.db.reader(), &visit.ctx, None, asked).await?;
    let lang = visit.lang();
    let rows = lines.items.iter().map(|line| {
        let name = match line.reference.is_empty() {
            true => visit.t("payments-line-without-reference"),
            false => line.reference.clone(),
        };
        vec![
            Cell::link(format!("/cash-lines/{}", line.id), name),
            Cell::maybe(line.value_on.map(|day| Cell::date(lang, day))),
            Cell::text(&line.payee),
            Cell::money(lang, line.amount),
            Cell::text(&line.file_name),
            Cell::Badge(badge(&visit, line.state)),
        ]
    });
    let table = Table::new(lang, visit.t("payments-lines"))
        .hidden_caption()
        .column(visit.t("payments-line-reference"))
        .column(visit.t("payments-paid-on"))
        .column(visit.t("payments-line-payee"))
        .number_column(visit.t("payments-amount"))
        .column(visit.t("payments-line-file"))
        .column(visit.t("payments-state"))
        .rows(rows)
        .empty(visit.t("payments-lines-empty"))
        .paged(&lines, "/cash-lines");
    let page = Page::new(visit.t("payments-lines"))
        .lead(visit.t("payments-lines-lead"))
        .crumb("/payments", visit.t("payments-title"));
    visit.page(page.block(table))
}

pub(super) async fn show(visit: Visit, Path(cash_line): Path<String>) -> Reply {
    let page = page(&visit, id(&cash_line, "cash line")?, None).await?;
    visit.page(page)
}

async fn page(
    visit: &Visit,
    line: CashLineId,
    failed: Option<(&FormData, &Problem)>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let lang = visit.lang();
    let line = queries::cash_line_seen(db, &visit.ctx, line).await?;
    let mut page = Page::new(visit.t("payments-line"))
        .kicker(&line.reference)
        .badge(badge(visit, line.state))
        .lead(format!("{} – {}", line.payee, visit.money(line.amount)))
        .crumb("/payments", visit.t("payments-title"))
        .crumb("/cash-lines", visit.t("payments-lines"));
    if let Some((_, problem)) = failed {
        page = page.block(refusal(visit, problem));
    }
    let next = next(visit, &line, failed.map(|(data, _)| data)).await?;
    if !next.is_empty() {
        page = page.section("next", visit.t("payments-next"), next);
    }
    let day = |day: Option<NaiveDate>| Cell::maybe(day.map(|day| Cell::date(lang, day)));
    let mut facts = Facts::new()
        .row(
            visit.t("payments-line-file"),
            format!(
                "{}, {}",
                line.file_name,
                visit.tw("payments-line-row", &[("row", &line.row.to_string())])
            ),
        )
        .row(
            visit.t("payments-line-finding"),
            visit.t(&format!("payments-finding-{}", line.finding)),
        )
        .row(visit.t("payments-booked-on"), day(line.booked_on))
        .row(visit.t("payments-paid-on"), day(line.value_on))
        .row(visit.t("payments-line-reference"), Cell::text(&line.reference))
        .row(visit.t("payments-line-payee"), Cell::text(&line.payee))
        .row(
            visit.t("payments-line-iban"),
            Cell::text(rules::masked(&line.iban)),
        )
        .row(visit.t("payments-line-purpose"), Cell::text(&line.purpose))
        .row(visit.t("payments-line-status"), Cell::text(&line.status));
    if let Some(payment) = line.payment_id {
        let payment = queries::payment(db, payment).await?;
        let link = Cell::link(format!("/payments/{}", payment.id), &payment.reference);
        facts = facts.row(visit.t("payments-reference"), link);
    }
    if !line.note.is_empty() {
        facts = facts.row(visit.t("payments-note"), Cell::Lines(line.note.clone()));
    }
    Ok(page.section("facts", visit.t("payments-facts"), vec![facts.wide().into()]))
}

async fn next(visit: &Visit, line: &CashLine, typed: Option<&FormData>) -> Result<Vec<Block>, Problem> {
    let programme = base::Scope::Programme(line.programme_id);
    if line.state != CashLineState::Open {
        return Ok(Vec::new());
    }
    let may = visit.ctx.has_any(access::ORDERERS, programme)
        && visit.ctx.require_other_person(&[line.recorded_by]).is_ok();
    if !may {
        return Ok(vec![Block::Text(visit.t("payments-line-waits"))]);
    }
    let note = || {
        Field::textarea("note", visit.t("payments-note"), 2)
            .required()
            .max(NOTE_MAX)
    };
    let mut blocks = Vec::new();
    let awaited = queries::awaited(visit.app.db.reader(), &visit.ctx, line).await?;
    if awaited.is_empty() {
        blocks.push(Block::Text(visit.t("payments-line-none-awaited")));
    } else {
        let choices = awaited.iter().map(|request| {
            let name = format!("{} – {}", request.reference, request.body_name);
            Choice::new(request.id, name)
        });
        let mut form = visit
            .form(format!("/cash-lines/{}/match", line.id))
            .hidden("version", line.version)
            .field(Field::radio("payment", visit.t("payments-reference"), choices.collect()).required())
            .field(note().hint(visit.t("payments-line-match-hint")))
            .submit(visit.t("payments-line-match"))
            .confirm(visit.t("payments-line-match-confirm"));
        if let Some(data) = typed.filter(|data| data.has("payment")) {
            form = form.fill(data);
        }
        blocks.push(form.into());
    }
    let dismiss = visit
        .form(format!("/cash-lines/{}/dismiss", line.id))
        .hidden("version", line.version)
        .field(note())
        .submit(visit.t("payments-line-dismiss"));
    blocks.push(Block::Details(
        visit.t("payments-line-dismiss"),
        vec![dismiss.into()],
    ));
    Ok(blocks)
}

async fn answer(
    visit: &Visit,
    line: CashLineId,
    data: &FormData,
    done: Result<CashLine, Problem>,
    word: &str,
) -> Reply {
    match done {
        Ok(_) => visit.done("/cash-lines", word),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let page = page(visit, line, Some((data, &problem))).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn matched(visit: Visit, Path(cash_line): Path<String>, data: FormData) -> Reply {
    let line: CashLineId = id(&cash_line, "cash line")?;
    let done = async {
        let payment: PaymentId = data
            .get("payment")
            .parse()
            .map_err(|_| Problem::field("payment", base::Text::new("field-required")))?;
        let command = MatchLine {
            line,
            version: version(&data),
            payment,
            note: data.get("note").to_owned(),
        };
        usecases::match_line(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await;
    answer(&visit, line, &data, done, "payments-done-line-matched").await
}

pub(super) async fn dismiss(visit: Visit, Path(cash_line): Path<String>, data: FormData) -> Reply {
    let line: CashLineId = id(&cash_line, "cash line")?;
    let command = DismissLine {
        line,
        version: version(&data),
        note: data.get("note").to_owned(),
    };
    let done = usecases::dismiss_line(&visit.app.db, &visit.ctx, command).await;
    answer(&visit, line, &data, done, "payments-done-line-dismissed").await
}

/// What the cash desk said that belongs to no payment.
#[derive(Debug, Serialize, ToSchema)]
pub struct CashLineJson {
    id: Uuid,
    programme_id: Uuid,
    file_name: String,
    row: i64,
    value_on: Option<NaiveDate>,
    reference: String,
    payee: String,
    amount_cents: i64,
    /// The code of the finding.
    finding: String,
    state: CashLineState,
    payment_id: Option<Uuid>,
    note: String,
    version: i64,
}

impl From<CashLine> for CashLineJson {
    fn from(line: CashLine) -> Self {
        Self {
            id: line.id.0,
            programme_id: line.programme_id,
            file_name: line.file_name,
            row: line.row,
            value_on: line.value_on,
            reference: line.reference,
            payee: line.payee,
            amount_cents: line.amount.0,
            finding: line.finding,
            state: line.state,
            payment_id: line.payment_id.map(|payment| payment.0),
            note: line.note,
            version: line.version,
        }
    }
}

/// One page of lines.
#[derive(Debug, Serialize, ToSchema)]
pub struct CashLineListJson {
    items: Vec<CashLineJson>,
    total: u64,
    page: u64,
    per_page: u64,
}

/// The payment that a line confirms.
#[derive(Debug, Deserialize, ToSchema)]
pub struct MatchCashLineJson {
    version: i64,
    payment_id: Uuid,
    note: String,
}

/// Why a line has nothing to do with the programme's payments.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DismissCashLineJson {
    version: i64,
    note: String,
}

pub(super) async fn list_json(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let asked = PageRequest::number(query.get("page").parse().unwrap_or(1));
    let state = CashLineState::from_code(query.get("state"));
    let lines = queries::cash_lines(visit.app.db.reader(), &visit.ctx, state, asked).await?;
    let lines = lines.map(CashLineJson::from);
    api::ok(CashLineListJson {
        items: lines.items,
        total: lines.total,
        page: lines.page,
        per_page: lines.per_page,
    })
}

pub(super) async fn match_json(
    visit: Visit,
    Path(cash_line): Path<String>,
    ApiJson(body): ApiJson<MatchCashLineJson>,
) -> Reply {
    let command = MatchLine {
        line: id(&cash_line, "cash line")?,
        version: Some(body.version),
        payment: PaymentId(body.payment_id),
        note: body.note,
    };
    let line = usecases::match_line(&visit.app.db, &visit.ctx, command).await?;
    api::ok(CashLineJson::from(line))
}

pub(super) async fn dismiss_json(
    visit: Visit,
    Path(cash_line): Path<String>,
    ApiJson(body): ApiJson<DismissCashLineJson>,
) -> Reply {
    let command = DismissLine {
        line: id(&cash_line, "cash line")?,
        version: Some(body.version),
        note: body.note,
    };
    let line = usecases::dismiss_line(&visit.app.db, &visit.ctx, command).await?;
    api::ok(CashLineJson::from(line))
}
