//! The addresses of payments.

use axum::http::Method;
use base_web::{ApiDoc, May, Routes};

use super::{
    account, account_api, api, cash_lines, corrections, form, json, json_parts, list, returns, runs, show,
    stops, verbs,
};
use crate::access;

const OFFICE: May = May::Roles(access::OFFICE);
const READ: May = May::Roles(access::READERS);
const DRAFT: May = May::Roles(access::DRAFTERS);
const SUBMIT: May = May::Roles(access::SUBMITTERS);
const CERTIFY: May = May::Roles(access::CERTIFIERS);
const ORDER: May = May::Roles(access::ORDERERS);
const SEND_BACK: May = May::Roles(access::SENDERS_BACK);
const CASHIER: May = May::Roles(access::CASHIERS);
const TREASURER: May = May::Roles(access::TREASURERS);
const KEEPER: May = May::Roles(access::ACCOUNT_KEEPERS);

pub(super) fn pages() -> Routes {
    Routes::new()
        .get("/payments", OFFICE, list::index)
        .get("/payments/{payment}", READ, show::index)
        .get("/payments/{payment}/edit", DRAFT, form::edit_page)
        .post("/payments/{payment}/edit", DRAFT, form::edit)
        .post("/payments/{payment}/submit", SUBMIT, verbs::submit)
        .post(
            "/payments/{payment}/certify-factual",
            CERTIFY,
            verbs::certify_factual,
        )
        .post(
            "/payments/{payment}/certify-arithmetic",
            CERTIFY,
            verbs::certify_arithmetic,
        )
        .post("/payments/{payment}/order", ORDER, verbs::order)
        .post("/payments/{payment}/redirect", ORDER, verbs::redirect)
        .post("/payments/{payment}/send-back", SEND_BACK, verbs::send_back)
        .post("/payments/{payment}/cancel", DRAFT, verbs::cancel)
        .post("/payments/{payment}/returns", CERTIFY, returns::record)
        .post(
            "/payment-returns/{payment_return}/confirm",
            CERTIFY,
            returns::confirm,
        )
        .post(
            "/payment-returns/{payment_return}/discard",
            CERTIFY,
            returns::discard,
        )
        .post("/payments/{payment}/corrections", ORDER, corrections::record)
        .post(
            "/payment-corrections/{correction}/confirm",
            ORDER,
            corrections::confirm,
        )
        .post(
            "/payment-corrections/{correction}/discard",
            ORDER,
            corrections::discard,
        )
        .post("/grants/{grant}/payment-stop", SEND_BACK, stops::set)
        .post("/grants/{grant}/payment-stop/lift", ORDER, stops::lift)
        .get("/cash-lines", SEND_BACK, cash_lines::index)
        .get("/cash-lines/{cash_line}", SEND_BACK, cash_lines::show)
        .post("/cash-lines/{cash_line}/match", ORDER, cash_lines::matched)
        .post("/cash-lines/{cash_line}/dismiss", ORDER, cash_lines::dismiss)
        .get("/grants/{grant}/payments/new", DRAFT, form::new_page)
        .post("/grants/{grant}/payments/new", DRAFT, form::new)
        .get("/grants/{grant}/bank", READ, account::of_grant)
        .post("/grants/{grant}/bank", DRAFT, account::enter_for_grant)
        .get("/programmes/{programme}/bank", OFFICE, account::of_programme)
        .post(
            "/programmes/{programme}/bank",
            TREASURER,
            account::enter_for_programme,
        )
        .post(
            "/bank-accounts/{bank_account}/confirm",
            SEND_BACK,
            account::confirm,
        )
        .post("/bank-accounts/{bank_account}/refuse", KEEPER, account::refuse)
        .get("/payment-runs", OFFICE, runs::index)
        .post("/payment-runs", CASHIER, runs::create)
        .get("/payment-runs/{payment_run}", OFFICE, runs::show)
        .get("/payment-runs/{payment_run}/list", CASHIER, runs::workbook)
        .get("/payment-runs/{payment_run}/sepa", CASHIER, runs::message)
}

pub(super) fn api() -> Routes {
    requests().and(accounts()).and(run_routes()).and(cash_desk())
}

/// What the cash desk said, and taking it back.
fn cash_desk() -> Routes {
    let post = Method::POST;
    let corrected = |summary| ApiDoc::new(summary).returns::<corrections::PaymentCorrectionJson>();
    let line = |summary| ApiDoc::new(summary).returns::<cash_lines::CashLineJson>();
    Routes::new()
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/payment-stop",
            SEND_BACK,
            stops::set_json,
            ApiDoc::new("Stop the payments of a grant")
                .body::<stops::StopPaymentsJson>()
                .creates::<stops::PaymentStopJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/payment-stop/lift",
            ORDER,
            stops::lift_json,
            ApiDoc::new("Lift the stop of the payments of a grant")
                .body::<stops::LiftStopJson>()
                .returns::<stops::PaymentStopJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/payments/{payment}/corrections",
            ORDER,
            corrections::record_json,
            ApiDoc::new("Record that a payment was confirmed wrongly")
                .body::<corrections::RecordCorrectionJson>()
                .creates::<corrections::PaymentCorrectionJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/payment-corrections/{correction}/confirm",
            ORDER,
            corrections::confirm_json,
            corrected("Take a wrong confirmation back").body::<corrections::DecideCorrectionJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/payment-corrections/{correction}/discard",
            ORDER,
            corrections::discard_json,
            corrected("Discard the record of a wrong confirmation")
                .body::<corrections::DecideCorrectionJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/cash-lines",
            SEND_BACK,
            cash_lines::list_json,
            ApiDoc::new("List what the cash desk said that belongs to no payment")
                .query("page", "integer")
                .query("state", "string")
                .returns::<cash_lines::CashLineListJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/cash-lines/{cash_line}/match",
            ORDER,
            cash_lines::match_json,
            line("Match a line of the cash desk with a payment").body::<cash_lines::MatchCashLineJson>(),
        )
        .api(
            post,
            "/api/v1/cash-lines/{cash_line}/dismiss",
            ORDER,
            cash_lines::dismiss_json,
            line("Dismiss a line of the cash desk").body::<cash_lines::DismissCashLineJson>(),
        )
}

fn requests() -> Routes {
    let one = |summary| ApiDoc::new(summary).returns::<json::PaymentJson>();
    let sign = |summary| one(summary).body::<json::SignPaymentJson>();
    let list = ApiDoc::new("List payment requests")
        .query("page", "integer")
        .query("per_page", "integer")
        .query("state", "string")
        .returns::<json::PaymentListJson>();
    let (get, post) = (Method::GET, Method::POST);
    Routes::new()
        .api(get.clone(), "/api/v1/payments", OFFICE, api::list, list)
        .api(
            get.clone(),
            "/api/v1/payments/{payment}",
            READ,
            api::show,
            one("Show a payment request"),
        )
        .api(
            get,
            "/api/v1/grants/{grant}/payments",
            READ,
            api::of_grant,
            ApiDoc::new("What of a grant is asked for, paid and still open")
                .returns::<json::GrantPaymentsJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/payments",
            DRAFT,
            api::draft,
            ApiDoc::new("Draft a payment request")
                .body::<json::PaymentDraftJson>()
                .creates::<json::PaymentJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/payments/{payment}",
            DRAFT,
            api::edit,
            one("Change a draft").body::<json::PaymentDraftJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/payments/{payment}/submit",
            SUBMIT,
            api::submit,
            sign("Submit a payment request"),
        )
        .api(
            post.clone(),
            "/api/v1/payments/{payment}/certify-factual",
            CERTIFY,
            api::certify_factual,
            sign("Certify a payment request as factually right"),
        )
        .api(
            post.clone(),
            "/api/v1/payments/{payment}/certify-arithmetic",
            CERTIFY,
            api::certify_arithmetic,
            sign("Certify a payment request as arithmetically right"),
        )
        .api(
            post.clone(),
            "/api/v1/payments/{payment}/order",
            ORDER,
            api::order,
            sign("Order a payment"),
        )
        .api(
            post.clone(),
            "/api/v1/payments/{payment}/redirect",
            ORDER,
            api::redirect,
            sign("Order a payment anew to the bank details in force"),
        )
        .api(
            post.clone(),
            "/api/v1/payments/{payment}/send-back",
            SEND_BACK,
            api::send_back,
            one("Send a payment request back with a reason").body::<json::PaymentReasonJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/payments/{payment}/cancel",
            DRAFT,
            api::cancel,
            one("Cancel a payment request").body::<json::PaymentReasonJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/payments/{payment}/returns",
            CERTIFY,
            api::record_return,
            ApiDoc::new("Record returned money")
                .body::<json_parts::RecordReturnJson>()
                .creates::<json_parts::PaymentReturnJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/payment-returns/{payment_return}/confirm",
            CERTIFY,
            api::confirm_return,
            ApiDoc::new("Confirm returned money")
                .body::<json::SignPaymentJson>()
                .returns::<json_parts::PaymentReturnJson>(),
        )
        .api(
            post,
            "/api/v1/payment-returns/{payment_return}/discard",
            CERTIFY,
            api::discard_return,
            ApiDoc::new("Discard a record of returned money")
                .body::<json::SignPaymentJson>()
                .returns::<json_parts::PaymentReturnJson>(),
        )
}

fn accounts() -> Routes {
    let all = |summary| ApiDoc::new(summary).returns::<json_parts::BankAccountListJson>();
    let enter = |summary| {
        ApiDoc::new(summary)
            .body::<json_parts::EnterAccountJson>()
            .creates::<json_parts::BankAccountJson>()
    };
    let decide = |summary| {
        ApiDoc::new(summary)
            .body::<json_parts::DecideAccountJson>()
            .returns::<json_parts::BankAccountJson>()
    };
    let (get, post) = (Method::GET, Method::POST);
    Routes::new()
        .api(
            get.clone(),
            "/api/v1/grants/{grant}/bank",
            READ,
            account_api::of_grant,
            all("Bank details of a grant"),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/bank",
            DRAFT,
            account_api::enter_for_grant,
            enter("Enter bank details of a grant"),
        )
        .api(
            get,
            "/api/v1/programmes/{programme}/bank",
            OFFICE,
            account_api::of_programme,
            all("Accounts from which a programme pays"),
        )
        .api(
            post.clone(),
            "/api/v1/programmes/{programme}/bank",
            TREASURER,
            account_api::enter_for_programme,
            enter("Enter the account from which a programme pays"),
        )
        .api(
            post.clone(),
            "/api/v1/bank-accounts/{bank_account}/confirm",
            SEND_BACK,
            account_api::confirm,
            decide("Confirm bank details after calling back"),
        )
        .api(
            post,
            "/api/v1/bank-accounts/{bank_account}/refuse",
            KEEPER,
            account_api::refuse,
            decide("Refuse bank details"),
        )
}

fn run_routes() -> Routes {
    let (get, post) = (Method::GET, Method::POST);
    Routes::new()
        .api(
            get.clone(),
            "/api/v1/payment-runs",
            OFFICE,
            runs::list_json,
            ApiDoc::new("List payment runs")
                .query("page", "integer")
                .returns::<json_parts::PaymentRunListJson>(),
        )
        .api(
            post,
            "/api/v1/payment-runs",
            CASHIER,
            runs::create_json,
            ApiDoc::new("Make the files of everything ordered in a programme")
                .body::<json_parts::CreateRunJson>()
                .creates::<json_parts::PaymentRunJson>(),
        )
        .api(
            get.clone(),
            "/api/v1/payment-runs/{payment_run}",
            OFFICE,
            runs::show_json,
            ApiDoc::new("Show a payment run").returns::<json_parts::PaymentRunJson>(),
        )
        .api(
            get.clone(),
            "/api/v1/payment-runs/{payment_run}/list",
            CASHIER,
            runs::workbook,
            ApiDoc::new("Download the list for the cash desk (XLSX)"),
        )
        .api(
            get,
            "/api/v1/payment-runs/{payment_run}/sepa",
            CASHIER,
            runs::message,
            ApiDoc::new("Download the SEPA message (pain.001.001.09)"),
        )
}
