//! The JSON twins of the pages of requests, on the same use cases.

use axum::extract::{Path, RawQuery};
use base::calendar::local_date;
use base::{Cents, Problem, Text};
use base_db::PageRequest;
use base_web::{ApiJson, FormData, Reply, Visit, api};
use chrono::Datelike;
use grants::GrantId;

use super::id;
use super::json::{
    GrantPaymentsJson, PaymentDraftJson, PaymentJson, PaymentListJson, PaymentReasonJson, SignPaymentJson,
};
use super::json_parts::{PaymentReturnJson, RecordReturnJson};
use crate::model::{PaymentId, PaymentState};
use crate::queries;
use crate::usecases::{
    self, Cancel, Certify, DecideReturn, Draft, Edit, Order, RecordReturn, Redirect, SendBack, Submit,
};

async fn answer(visit: &Visit, payment: PaymentId) -> Result<PaymentJson, Problem> {
    let db = visit.app.db.reader();
    let (request, ..) = queries::seen(db, &visit.ctx, payment).await?;
    let returns = queries::recorded_returns(db, payment).await?;
    Ok(PaymentJson {
        returns: returns.into_iter().map(PaymentReturnJson::from).collect(),
        ..PaymentJson::from(request)
    })
}

pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let number = |name: &str| query.get(name).parse::<u64>().ok();
    let asked = PageRequest {
        page: number("page").unwrap_or(1).max(1),
        per_page: number("per_page").unwrap_or(PageRequest::default().per_page),
    };
    let state = match query.get("state") {
        "" => None,
        code => Some(
            PaymentState::from_code(code)
                .ok_or_else(|| Problem::field("state", Text::new("field-choice").with("value", code)))?,
        ),
    };
    let page = queries::list(visit.app.db.reader(), &visit.ctx, state, asked).await?;
    api::ok(PaymentListJson::from(page))
}

pub(super) async fn show(visit: Visit, Path(payment): Path<String>) -> Reply {
    api::ok(answer(&visit, id(&payment, "payment")?).await?)
}

pub(super) async fn of_grant(visit: Visit, Path(grant): Path<String>) -> Reply {
    let db = visit.app.db.reader();
    let grant: GrantId = id(&grant, "grant")?;
    let (grant, _) = grants::seen(db, &visit.ctx, grant).await?;
    let year = i64::from(local_date(visit.ctx.now).year());
    let purse = queries::purse(db, &grant, year).await?;
    let requests = queries::requests_seen(db, &visit.ctx, grant.id).await?;
    let returned = queries::returns_of(db, grant.id).await?;
    api::ok(GrantPaymentsJson::new(grant.id, &purse, requests, returned))
}

pub(super) async fn draft(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<PaymentDraftJson>,
) -> Reply {
    let command = Draft {
        grant: id(&grant, "grant")?,
        amount: Cents(body.amount_cents),
        expenditure: body.expenditure,
        needed: body.needed,
        paper_note: body.paper_note,
    };
    let request = usecases::draft(&visit.app.db, &visit.ctx, command).await?;
    api::created(PaymentJson::from(request))
}

pub(super) async fn edit(
    visit: Visit,
    Path(payment): Path<String>,
    ApiJson(body): ApiJson<PaymentDraftJson>,
) -> Reply {
    let command = Edit {
        payment: id(&payment, "payment")?,
        version: body.version,
        amount: Cents(body.amount_cents),
        expenditure: body.expenditure,
        needed: body.needed,
        paper_note: body.paper_note,
    };
    let request = usecases::edit(&visit.app.db, &visit.ctx, command).await?;
    api::ok(PaymentJson::from(request))
}

pub(super) async fn submit(
    visit: Visit,
    Path(payment): Path<String>,
    ApiJson(body): ApiJson<SignPaymentJson>,
) -> Reply {
    let command = Submit {
        payment: id(&payment, "payment")?,
        version: Some(body.version),
    };
    usecases::submit(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, command.payment).await?)
}

pub(super) async fn certify_factual(
    visit: Visit,
    Path(payment): Path<String>,
    ApiJson(body): ApiJson<SignPaymentJson>,
) -> Reply {
    let command = Certify {
        payment: id(&payment, "payment")?,
        version: Some(body.version),
    };
    usecases::certify_factual(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, command.payment).await?)
}

pub(super) async fn certify_arithmetic(
    visit: Visit,
    Path(payment): Path<String>,
    ApiJson(body): ApiJson<SignPaymentJson>,
) -> Reply {
    let command = Certify {
        payment: id(&payment, "payment")?,
        version: Some(body.version),
    };
    usecases::certify_arithmetic(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, command.payment).await?)
}

pub(super) async fn order(
    visit: Visit,
    Path(payment): Path<String>,
    ApiJson(body): ApiJson<SignPaymentJson>,
) -> Reply {
    let command = Order {
        payment: id(&payment, "payment")?,
        version: Some(body.version),
    };
    usecases::order(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, command.payment).await?)
}

pub(super) async fn redirect(
    visit: Visit,
    Path(payment): Path<String>,
    ApiJson(body): ApiJson<SignPaymentJson>,
) -> Reply {
    let command = Redirect {
        payment: id(&payment, "payment")?,
        version: Some(body.version),
    };
    usecases::redirect(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, command.payment).await?)
}

pub(super) async fn send_back(
    visit: Visit,
    Path(payment): Path<String>,
    ApiJson(body): ApiJson<PaymentReasonJson>,
) -> Reply {
    let command = SendBack {
        payment: id(&payment, "payment")?,
        version: Some(body.version),
        reason: body.reason,
    };
    let request = usecases::send_back(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, request.id).await?)
}

pub(super) async fn cancel(
    visit: Visit,
    Path(payment): Path<String>,
    ApiJson(body): ApiJson<PaymentReasonJson>,
) -> Reply {
    let command = Cancel {
        payment: id(&payment, "payment")?,
        version: Some(body.version),
        reason: body.reason,
    };
    let request = usecases::cancel(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, request.id).await?)
}

pub(super) async fn record_return(
    visit: Visit,
    Path(payment): Path<String>,
    ApiJson(body): ApiJson<RecordReturnJson>,
) -> Reply {
    let command = RecordReturn {
        payment: id(&payment, "payment")?,
        amount: Cents(body.amount_cents),
        received_on: body.received_on,
        note: body.note,
    };
    let row = usecases::record_return(&visit.app.db, &visit.ctx, command).await?;
    api::created(PaymentReturnJson::from(row))
}

pub(super) async fn confirm_return(
    visit: Visit,
    Path(payment_return): Path<String>,
    ApiJson(body): ApiJson<SignPaymentJson>,
) -> Reply {
    let command = DecideReturn {
        id: id(&payment_return, "payment return")?,
        version: Some(body.version),
    };
    let row = usecases::confirm_return(&visit.app.db, &visit.ctx, command).await?;
    api::ok(PaymentReturnJson::from(row))
}

pub(super) async fn discard_return(
    visit: Visit,
    Path(payment_return): Path<String>,
    ApiJson(body): ApiJson<SignPaymentJson>,
) -> Reply {
    let command = DecideReturn {
        id: id(&payment_return, "payment return")?,
        version: Some(body.version),
    };
    let row = usecases::discard_return(&visit.app.db, &visit.ctx, command).await?;
    api::ok(PaymentReturnJson::from(row))
}
