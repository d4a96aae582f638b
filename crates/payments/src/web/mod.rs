//! Pages and JSON of payments, and what the feature adds to the server.

mod account;
mod account_api;
mod api;
mod case;
mod cash_lines;
mod corrections;
mod form;
mod json;
mod json_parts;
mod list;
mod returns;
mod routes;
mod runs;
mod show;
mod stops;
mod tasks;
mod verbs;

use base::{Lang, Problem, texts};
use base_sheets::Limits;
use base_web::app::{Feature, NavItem};
use base_web::imports::ImportKind;
use base_web::view::{Badge, Block, Notice, Tone};
use base_web::{FormData, Visit, failure};
use futures::FutureExt as _;

use crate::access;
use crate::model::{BankAccountState, PaymentState};

/// Rows of a payment list at most; a run has hundreds.
const IMPORT_ROWS: u32 = 20_000;

/// What payments contribute to the server.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: routes::pages().and(routes::api()),
        navigation: vec![NavItem {
            key: "payments-title",
            href: "/payments",
            roles: access::OFFICE,
        }],
        texts: vec![crate::TEXTS],
        tasks: Some(|app, ctx| tasks::of(app, ctx).boxed()),
        case_parts: Some(|app, ctx, application| case::parts(app, ctx, application).boxed()),
        evidence: Some(|app, ctx, application| crate::evidence::of_case(app, ctx, application).boxed()),
        jobs: crate::reminders::handlers(),
        imports: vec![ImportKind {
            kind: "payments",
            roles: access::IMPORTERS,
            needs_call: false,
            limits: Limits {
                rows: IMPORT_ROWS,
                ..Limits::default()
            },
            run: |app, ctx, input, apply| crate::import::run(app, ctx, input, apply).boxed(),
        }],
        check: Some(|db| crate::check(db).boxed()),
        ..Feature::default()
    }
}

/// The id of an address. Error: not found.
fn id<T: std::str::FromStr>(text: &str, what: &'static str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::not_found(what))
}

/// The version that a form was made from.
fn version(data: &FormData) -> Option<i64> {
    Some(data.read().version())
}

fn badge(lang: Lang, state: PaymentState) -> Badge {
    let tone = match state {
        PaymentState::Draft | PaymentState::Cancelled => Tone::Neutral,
        PaymentState::Submitted | PaymentState::Factual | PaymentState::Arithmetic => Tone::Info,
        PaymentState::Ordered => Tone::Warning,
        PaymentState::Paid => Tone::Success,
        PaymentState::Returned => Tone::Danger,
    };
    Badge::new(tone, texts::tr(lang, &format!("payments-state-{state}")))
}

fn account_badge(lang: Lang, state: BankAccountState) -> Badge {
    let tone = match state {
        BankAccountState::Entered => Tone::Warning,
        BankAccountState::Confirmed => Tone::Success,
        BankAccountState::Refused => Tone::Danger,
        BankAccountState::Replaced => Tone::Neutral,
    };
    Badge::new(tone, texts::tr(lang, &format!("payments-account-state-{state}")))
}

/// What was refused, every finding of it.
fn refusal(visit: &Visit, problem: &Problem) -> Block {
    let sentences = match problem {
        Problem::Invalid(fields) => {
            let each: Vec<String> = fields.iter().map(|field| visit.say(&field.text)).collect();
            each.join(" ")
        }
        other => failure::sentence(visit.lang(), other),
    };
    Notice::new(Tone::Danger, failure::title(visit.lang(), problem), sentences).into()
}
