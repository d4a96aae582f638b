//! The form of a request: new, or a draft that is changed.

use axum::extract::{Path, RawQuery};
use base::calendar::local_date;
use base::{Cents, Problem};
use base_web::view::{Block, Facts, Field, Form, Page};
use base_web::{FormData, Reply, Visit};
use calls::ProgrammeId;
use chrono::Datelike;
use grants::{Grant, GrantId};

use super::{id, refusal, version};
use crate::model::{PaymentId, PaymentRequest, PaymentState};
use crate::usecases::{self, Draft, Edit, NOTE_MAX};
use crate::{access, queries, rules};

/// What was typed.
struct Typed {
    amount: Cents,
    expenditure: String,
    needed: bool,
    paper_note: String,
}

fn read(data: &FormData) -> Result<Typed, Problem> {
    let mut read = data.read();
    let amount = read.money("amount");
    let expenditure = read.required_long_text("expenditure", NOTE_MAX);
    let needed = read.ticked("needed");
    let paper_note = read.long_text("paper_note", NOTE_MAX);
    read.finish()?;
    Ok(Typed {
        amount,
        expenditure,
        needed,
        paper_note,
    })
}

pub(super) async fn new_page(visit: Visit, Path(grant): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let grant: GrantId = id(&grant, "grant")?;
    let begin = match query.get("from").parse::<PaymentId>() {
        Ok(from) => {
            let (former, ..) = queries::seen(visit.app.db.reader(), &visit.ctx, from).await?;
            FormData::default()
                .with("amount", former.amount.plain_de())
                .with("expenditure", former.expenditure)
        }
        Err(_) => FormData::default(),
    };
    let page = page(&visit, grant, None, &begin, None).await?;
    visit.page(page)
}

pub(super) async fn new(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant: GrantId = id(&grant, "grant")?;
    let made = async {
        let typed = read(&data)?;
        let command = Draft {
            grant,
            amount: typed.amount,
            expenditure: typed.expenditure,
            needed: typed.needed,
            paper_note: typed.paper_note,
        };
        usecases::draft(&visit.app.db, &visit.ctx, command).await
    };
    match made.await {
        Ok(request) => visit.done(&format!("/payments/{}", request.id), "payments-done-drafted"),
        Err(problem) => {
            let page = page(&visit, grant, None, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

/// The draft of an address. Error: not found, also when it is none any more.
async fn draft_of(visit: &Visit, payment: &str) -> Result<PaymentRequest, Problem> {
    let (request, ..) = queries::seen(visit.app.db.reader(), &visit.ctx, id(payment, "payment")?).await?;
    if request.state == PaymentState::Draft {
        Ok(request)
    } else {
        Err(Problem::not_found("payment"))
    }
}

pub(super) async fn edit_page(visit: Visit, Path(payment): Path<String>) -> Reply {
    let request = draft_of(&visit, &payment).await?;
    let mut stored = FormData::default()
        .with("amount", request.amount.plain_de())
        .with("expenditure", &request.expenditure)
        .with("paper_note", &request.paper_note);
    if request.needed {
        stored = stored.with("needed", "true");
    }
    let page = page(&visit, request.grant_id, Some(&request), &stored, None).await?;
    visit.page(page)
}

pub(super) async fn edit(visit: Visit, Path(payment): Path<String>, data: FormData) -> Reply {
    let request = draft_of(&visit, &payment).await?;
    let changed = async {
        let typed = read(&data)?;
        let command = Edit {
            payment: request.id,
            version: version(&data),
            amount: typed.amount,
            expenditure: typed.expenditure,
            needed: typed.needed,
            paper_note: typed.paper_note,
        };
        usecases::edit(&visit.app.db, &visit.ctx, command).await
    };
    match changed.await {
        Ok(request) => visit.done(&format!("/payments/{}", request.id), "payments-done-edited"),
        Err(problem) => {
            let page = page(&visit, request.grant_id, Some(&request), &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

async fn page(
    visit: &Visit,
    grant: GrantId,
    draft: Option<&PaymentRequest>,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let (grant, application) = grants::seen(db, &visit.ctx, grant).await?;
    access::require_drafter(&visit.ctx, &grant)?;
    let title = if draft.is_some() {
        "payments-edit"
    } else {
        "payments-new"
    };
    let mut page = Page::new(visit.t(title))
        .kicker(&grant.number)
        .lead(format!("{} – {}", grant.body_name, grant.title))
        .crumb(
            format!("/applications/{}?part=procedure", application.id),
            application.label(),
        );
    if let Err(problem) = rules::check_grant(&grant) {
        return Ok(page.block(refusal(visit, &problem)));
    }
    let today = local_date(visit.ctx.now);
    let year = i64::from(today.year());
    let parameters = calls::parameters(db, ProgrammeId(grant.programme_id), today).await?;
    let purse = queries::purse(db, &grant, year).await?;
    let mut facts = Facts::new()
        .row(visit.t("payments-award"), visit.money(purse.award))
        .row(visit.t("payments-retention"), visit.money(purse.retention))
        .row(visit.t("payments-used"), visit.money(purse.used))
        .row(
            visit.tw("payments-open-of-year", &[("year", &year.to_string())]),
            visit.money(purse.open()),
        );
    if let Some(day) = rules::last_request_day(year, parameters.last_request_day) {
        facts = facts.row(visit.t("payments-last-day"), visit.date(day));
    }
    page = page.block(facts);
    let mut form = form(visit, &grant, draft, parameters.use_within_months).fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Ok(page.block(Block::from(form)))
}

fn form(visit: &Visit, grant: &Grant, draft: Option<&PaymentRequest>, months: i64) -> Form {
    let (action, back) = match draft {
        Some(draft) => (
            format!("/payments/{}/edit", draft.id),
            format!("/payments/{}", draft.id),
        ),
        None => (
            format!("/grants/{}/payments/new", grant.id),
            format!("/applications/{}?part=procedure", grant.application_id),
        ),
    };
    let months = months.to_string();
    let mut form = visit
        .form(action)
        .hidden("version", draft.map_or(0, |draft| draft.version))
        .field(Field::money("amount", visit.t("payments-amount")).required())
        .field(
            Field::textarea("expenditure", visit.t("payments-expenditure"), 4)
                .required()
                .max(NOTE_MAX)
                .hint(visit.t("payments-expenditure-hint")),
        )
        .field(Field::checkbox(
            "needed",
            visit.tw("payments-needed-declare", &[("months", &months)]),
        ));
    if !access::is_grantee(&visit.ctx, grant) {
        form = form.field(
            Field::textarea("paper_note", visit.t("payments-paper"), 2)
                .required()
                .max(NOTE_MAX)
                .hint(visit.t("payments-paper-hint")),
        );
    }
    form.submit(visit.t("payments-save"))
        .cancel(visit.t("form-cancel"), back)
}
