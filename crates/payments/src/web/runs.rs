//! Payment runs: what waits, the files that were made, and the account they are paid from.

use axum::extract::{Path, RawQuery};
use base::calendar::{local_date, next_working_day};
use base::{Cents, Problem};
use base_db::PageRequest;
use base_web::view::{Action, Block, Cell, Facts, Field, Notice, Page, Table, Tone};
use base_web::{ApiJson, FormData, Reply, Visit, api};
use calls::ProgrammeId;
use uuid::Uuid;

use super::json_parts::{CreateRunJson, PaymentRunJson, PaymentRunListJson};
use super::{id, list, refusal};
use crate::model::{Owner, PaymentRun, PaymentRunId};
use crate::usecases::{self, CreateRun, HeldBack, payable};
use crate::{access, queries, rules};

pub(super) async fn index(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let page = page(&visit, &query, None).await?;
    visit.page(page)
}

async fn page(
    visit: &Visit,
    query: &FormData,
    failed: Option<(&FormData, &Problem)>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let mut page = Page::new(visit.t("payments-runs"))
        .lead(visit.t("payments-runs-lead"))
        .crumb("/payments", visit.t("payments-title"));
    if let Some((_, problem)) = failed {
        page = page.block(refusal(visit, problem));
    }
    for programme in visit.ctx.scopes_of(access::OFFICE, "programme") {
        let name = calls::programme(db, ProgrammeId(programme)).await?;
        let heading = name.name(visit.lang()).to_owned();
        let blocks = of_programme(visit, programme, failed.map(|(data, _)| data)).await?;
        page = page.section(
            &format!("programme-{}", name.code.to_lowercase()),
            heading,
            blocks,
        );
    }
    let asked = PageRequest::number(query.get("page").parse().unwrap_or(1));
    let runs = queries::runs(db, &visit.ctx, asked).await?;
    let lang = visit.lang();
    let rows = runs.items.iter().map(|run| {
        vec![
            Cell::link(format!("/payment-runs/{}", run.id), name(visit, run)),
            Cell::instant(lang, run.created_at),
            Cell::date(lang, run.execution_on),
            Cell::integer(lang, run.payments),
            Cell::money(lang, run.total),
        ]
    });
    let table = Table::new(lang, visit.t("payments-runs-made"))
        .column(visit.t("payments-run"))
        .column(visit.t("payments-run-created"))
        .column(visit.t("payments-execution"))
        .number_column(visit.t("payments-run-count"))
        .number_column(visit.t("payments-amount"))
        .rows(rows)
        .empty(visit.t("payments-runs-empty"))
        .paged(&runs, "/payment-runs");
    Ok(page.block(table))
}

fn name(visit: &Visit, run: &PaymentRun) -> String {
    visit.tw("payments-run-number", &[("number", &run.number.to_string())])
}

/// What waits in a programme, and the form that makes a run of it.
async fn of_programme(
    visit: &Visit,
    programme: Uuid,
    typed: Option<&FormData>,
) -> Result<Vec<Block>, Problem> {
    let db = visit.app.db.reader();
    let (lines, held_back) = payable(db, &visit.ctx, programme).await?;
    let sum: Cents = lines.iter().map(|line| line.request.amount).sum();
    let account = queries::account_in_force(db, Owner::Programme(programme)).await?;
    let paid_from = account.as_ref().map_or_else(
        || visit.t("payments-cash-account-missing"),
        |account| format!("{}, {}", account.holder, rules::masked(&account.iban)),
    );
    let facts = Facts::new()
        .row(
            visit.t("payments-cash-account"),
            Cell::link(format!("/programmes/{programme}/bank"), paid_from),
        )
        .row(visit.t("payments-run-waiting"), lines.len().to_string())
        .row(visit.t("payments-amount"), visit.money(sum));
    let mut blocks: Vec<Block> = vec![facts.into()];
    if !held_back.is_empty() {
        let text = visit.t("payments-run-held-up");
        blocks.push(Notice::new(Tone::Warning, visit.t("payments-run-held-up-title"), text).into());
        blocks.push(held_table(visit, &held_back).into());
    }
    if lines.is_empty() || access::require_cashier(&visit.ctx, programme).is_err() || account.is_none() {
        return Ok(blocks);
    }
    let day = next_working_day(local_date(visit.ctx.now));
    let mut form = visit
        .form("/payment-runs")
        .hidden("programme", programme)
        .field(
            Field::date("execution_on", visit.t("payments-execution"))
                .required()
                .value(day),
        )
        .submit(visit.t("payments-run-create"))
        .confirm(visit.t("payments-run-confirm"));
    if let Some(data) = typed.filter(|data| data.get("programme") == programme.to_string()) {
        form = form.fill(data);
    }
    blocks.push(form.into());
    Ok(blocks)
}

fn held_table(visit: &Visit, held_back: &[HeldBack]) -> Table {
    let lang = visit.lang();
    let rows = held_back.iter().map(|held| {
        let request = &held.request;
        vec![
            Cell::link(format!("/payments/{}", request.id), &request.reference),
            Cell::text(&request.body_name),
            Cell::money(lang, request.amount),
            Cell::Text(visit.say(&held.why)),
        ]
    });
    Table::new(lang, visit.t("payments-run-held-up-title"))
        .hidden_caption()
        .column(visit.t("payments-reference"))
        .column(visit.t("payments-grantee"))
        .number_column(visit.t("payments-amount"))
        .column(visit.t("payments-run-held-why"))
        .rows(rows)
}

pub(super) async fn create(visit: Visit, data: FormData) -> Reply {
    let created = async {
        let mut read = data.read();
        let execution_on = read.date("execution_on");
        read.finish()?;
        let command = CreateRun {
            programme: id(data.get("programme"), "programme")?,
            execution_on: execution_on.ok_or_else(|| Problem::broken("a checked day is missing"))?,
        };
        usecases::create_run(&visit.app.db, &visit.app.files, &visit.ctx, command).await
    };
    match created.await {
        Ok(run) => visit.done(&format!("/payment-runs/{}", run.id), "payments-done-run"),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let page = page(&visit, &FormData::default(), Some((&data, &problem))).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn run_of(visit: &Visit, text: &str) -> Result<PaymentRun, Problem> {
    let run: PaymentRunId = id(text, "payment run")?;
    queries::run_seen(visit.app.db.reader(), &visit.ctx, run).await
}

pub(super) async fn show(visit: Visit, Path(payment_run): Path<String>) -> Reply {
    let db = visit.app.db.reader();
    let run = run_of(&visit, &payment_run).await?;
    let requests = queries::of_run(db, run.id).await?;
    let account = queries::account(db, run.account_id).await?;
    let makers: Vec<base::PersonId> = run.created_by.into_iter().collect();
    let names = people::names(db, &makers).await?;
    let by = run
        .created_by
        .and_then(|id| names.get(&id).cloned())
        .unwrap_or_default();
    let lang = visit.lang();
    let facts = Facts::new()
        .row(
            visit.t("payments-run-created"),
            Cell::instant(lang, run.created_at),
        )
        .row(visit.t("payments-person"), by)
        .row(visit.t("payments-execution"), Cell::date(lang, run.execution_on))
        .row(visit.t("payments-run-count"), run.payments.to_string())
        .row(visit.t("payments-amount"), visit.money(run.total))
        .row(
            visit.t("payments-cash-account"),
            format!("{}, {}", account.holder, rules::masked(&account.iban)),
        )
        .row(visit.t("payments-message-id"), Cell::Mono(run.message_id.clone()))
        .row(
            visit.t("payments-list-sha256"),
            Cell::Mono(run.list_sha256.clone()),
        )
        .row(
            visit.t("payments-sepa-sha256"),
            Cell::Mono(run.sepa_sha256.clone()),
        );
    let mut page = Page::new(name(&visit, &run))
        .crumb("/payments", visit.t("payments-title"))
        .crumb("/payment-runs", visit.t("payments-runs"));
    if access::require_cashier(&visit.ctx, run.programme_id).is_ok() {
        page = page
            .action(
                Action::link(
                    visit.t("payments-list-download"),
                    format!("/payment-runs/{}/list", run.id),
                )
                .primary(),
            )
            .action(Action::link(
                visit.t("payments-sepa-download"),
                format!("/payment-runs/{}/sepa", run.id),
            ));
    }
    visit.page(page.block(facts.wide()).block(list::table(&visit, &requests)))
}

pub(super) async fn workbook(visit: Visit, Path(payment_run): Path<String>) -> Reply {
    let run = run_of(&visit, &payment_run).await?;
    file(&visit, &run, run.list_file_id).await
}

pub(super) async fn message(visit: Visit, Path(payment_run): Path<String>) -> Reply {
    let run = run_of(&visit, &payment_run).await?;
    file(&visit, &run, run.sepa_file_id).await
}

async fn file(visit: &Visit, run: &PaymentRun, file: Uuid) -> Reply {
    access::require_cashier(&visit.ctx, run.programme_id)?;
    let file = base_files::file(visit.app.db.reader(), file).await?;
    let bytes = visit.app.files.read(&file).await?;
    visit.download(&file.name, &file.media_type, bytes.to_vec())
}

pub(super) async fn list_json(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let asked = PageRequest::number(query.get("page").parse().unwrap_or(1));
    let runs = queries::runs(visit.app.db.reader(), &visit.ctx, asked).await?;
    api::ok(PaymentRunListJson::from(runs))
}

pub(super) async fn show_json(visit: Visit, Path(payment_run): Path<String>) -> Reply {
    let run = run_of(&visit, &payment_run).await?;
    api::ok(PaymentRunJson::from(run))
}

pub(super) async fn create_json(visit: Visit, ApiJson(body): ApiJson<CreateRunJson>) -> Reply {
    let command = CreateRun {
        programme: body.programme_id,
        execution_on: body.execution_on,
    };
    let run = usecases::create_run(&visit.app.db, &visit.app.files, &visit.ctx, command).await?;
    api::created(PaymentRunJson::from(run))
}
