//! `/payments`: all requests of the person's programmes.

use axum::extract::RawQuery;
use base_db::PageRequest;
use base_web::view::{Action, Cell, Choice, Field, Form, Page, Table, table_query};
use base_web::{FormData, Reply, Visit};

use super::badge;
use crate::access;
use crate::model::{PaymentRequest, PaymentState};
use crate::queries;

pub(super) async fn index(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let state = PaymentState::from_code(query.get("state"));
    let asked = PageRequest::number(query.get("page").parse().unwrap_or(1));
    let found = queries::list(visit.app.db.reader(), &visit.ctx, state, asked).await?;
    let mut states = vec![Choice::new("", visit.t("payments-all-states"))];
    states.extend(
        PaymentState::ALL
            .iter()
            .map(|state| Choice::new(state, visit.t(&format!("payments-state-{state}")))),
    );
    let filter = Form::get(visit.lang(), "/payments")
        .field(
            Field::select("state", visit.t("payments-state"), states)
                .autosubmit()
                .value(query.get("state")),
        )
        .submit(visit.t("list-filter"))
        .cancel(visit.t("list-reset"), "/payments");
    let here = match state {
        Some(state) => table_query("/payments", "state", state.code()),
        None => "/payments".to_owned(),
    };
    let table = table(&visit, &found.items).filter(filter).paged(&found, &here);
    let mut page = Page::new(visit.t("payments-title"))
        .lead(visit.t("payments-lead"))
        .action(Action::link(visit.t("payments-runs"), "/payment-runs"));
    if visit.ctx.has_any_role(access::IMPORTERS) {
        page = page.action(Action::link(visit.t("payments-lines"), "/cash-lines"));
        page = page.action(Action::link(
            visit.t("imports-kind-payments"),
            "/imports/payments",
        ));
    }
    visit.page(page.block(table))
}

/// Requests of several grants.
pub(super) fn table(visit: &Visit, requests: &[PaymentRequest]) -> Table {
    let lang = visit.lang();
    let rows = requests.iter().map(|request| {
        vec![
            Cell::link(format!("/payments/{}", request.id), &request.reference),
            Cell::text(&request.body_name),
            Cell::text(request.year),
            Cell::money(lang, request.amount),
            Cell::Badge(badge(lang, request.state)),
            Cell::maybe(request.submitted_at.map(|at| Cell::instant(lang, at))),
            Cell::maybe(request.paid_on.map(|day| Cell::date(lang, day))),
        ]
    });
    Table::new(lang, visit.t("payments-title"))
        .hidden_caption()
        .column(visit.t("payments-reference"))
        .column(visit.t("payments-grantee"))
        .column(visit.t("payments-year"))
        .number_column(visit.t("payments-amount"))
        .column(visit.t("payments-state"))
        .column(visit.t("payments-submitted-at"))
        .column(visit.t("payments-paid-on"))
        .rows(rows)
        .empty(visit.t("payments-empty"))
}
