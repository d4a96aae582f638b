//! The self-check before registering: own municipality from the register and few questions, and a clear answer with its
//! reasons. Nothing is stored; the answers stand in the address.

use axum::extract::{Path, RawQuery};
use base::{Problem, calendar};
use base_web::view::{Block, Cell, Choice, Field, Form, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit, api};
use municipalities::Body;
use serde::Serialize;
use utoipa::ToSchema;

use super::public::published;
use crate::eligibility::{Applying, Known, Verdict, judge};
use crate::{Call, FundingMode, Outcome};

/// Bodies shown to choose from at most.
const MOST: u64 = 12;

/// One condition and whether it is met.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckReasonJson {
    pub condition: String,
    /// `ELIGIBLE`, `NOT_ELIGIBLE`, `UNDETERMINED`
    pub outcome: String,
    pub text: String,
}

/// The answer of the self-check.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckJson {
    /// `ELIGIBLE`, `NOT_ELIGIBLE`, `UNDETERMINED` as long as data are missing.
    pub outcome: String,
    pub reasons: Vec<CheckReasonJson>,
    pub fundable_cents: Option<i64>,
}

pub(super) async fn show(visit: Visit, Path(call): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let call = published(&visit, &call).await?;
    let asked = FormData::parse(query.unwrap_or_default().as_bytes());
    let href = format!("/public/calls/{}", call.code);
    let page = page(&visit, &call, &asked, &href).await?;
    visit.page(page)
}

pub(super) async fn json(visit: Visit, Path(call): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let call = published(&visit, &call).await?;
    let asked = FormData::parse(query.unwrap_or_default().as_bytes());
    let (found, _) = bodies(&visit, &asked).await?;
    let verdict = judge(&call.terms, &known(&visit, &asked, found.as_ref())?, visit.lang());
    api::ok(CheckJson {
        outcome: verdict.outcome.to_string(),
        reasons: verdict
            .reasons
            .iter()
            .map(|reason| CheckReasonJson {
                condition: reason.condition.to_owned(),
                outcome: reason.outcome.to_string(),
                text: visit.say(&reason.text),
            })
            .collect(),
        fundable_cents: verdict.fundable.map(|cents| cents.0),
    })
}

/// The body that is meant, and others it may be.
async fn bodies(visit: &Visit, asked: &FormData) -> Result<(Option<Body>, Vec<Body>), Problem> {
    let db = visit.app.db.reader();
    let chosen = asked.get("body").trim();
    if !chosen.is_empty() {
        return Ok((municipalities::find_by_key(db, chosen).await?, Vec::new()));
    }
    let typed = base::names::clean(asked.get("name"));
    if typed.is_empty() {
        return Ok((None, Vec::new()));
    }
    let mut found = municipalities::search(db, &typed, MOST).await?;
    let same = |body: &Body| body.name.eq_ignore_ascii_case(&typed) || body.key == typed;
    let exact: Vec<usize> = (0..found.len()).filter(|index| same(&found[*index])).collect();
    match (exact.as_slice(), found.len()) {
        ([only], _) => Ok((Some(found.swap_remove(*only)), Vec::new())),
        (_, 1) => Ok((found.pop(), Vec::new())),
        _ => Ok((None, found)),
    }
}

/// The answers. Error: `Invalid` for a date or an amount that is none.
fn known(visit: &Visit, asked: &FormData, body: Option<&Body>) -> Result<Known, Problem> {
    let mut read = asked.read();
    let said = |field: &str| match asked.get(field) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let today = calendar::local_date(visit.ctx.now);
    let known = Known {
        body: body.map(|body| Applying::of(body, today)),
        has_begun: said("begun"),
        is_funded_elsewhere: said("elsewhere"),
        rest_is_secured: said("rest"),
        starts_on: read.optional_date("starts_on"),
        ends_on: read.optional_date("ends_on"),
        requested: read.optional_money("requested"),
        total_cost: read.optional_money("total_cost"),
    };
    read.finish()?;
    Ok(known)
}

/// The questions and, once something was said, the answer.
pub(super) async fn page(visit: &Visit, call: &Call, asked: &FormData, href: &str) -> Result<Page, Problem> {
    let (found, others) = bodies(visit, asked).await?;
    let mut page = Page::new(visit.t("calls-check-title"))
        .kicker(&call.code)
        .lead(visit.t("calls-check-lead"))
        .crumb(href, call.title(visit.lang()));
    let mut problem = None;
    if !asked.0.is_empty() {
        match known(visit, asked, found.as_ref()) {
            Ok(known) => page = page.blocks(answer(visit, call, &judge(&call.terms, &known, visit.lang()))),
            Err(wrong) => problem = Some(wrong),
        }
        let typed = !asked.get("name").trim().is_empty() && asked.get("body").is_empty();
        if typed && found.is_none() && others.is_empty() {
            page = page.block(Notice::new(
                Tone::Warning,
                visit.t("calls-check-no-body"),
                visit.t("calls-check-no-body-hint"),
            ));
        }
    }
    let mut form = questions(visit, call, href, found.as_ref(), &others).fill(asked);
    if let Some(wrong) = &problem {
        form = form.problem(wrong);
    }
    Ok(page.block(form))
}

fn questions(visit: &Visit, call: &Call, href: &str, found: Option<&Body>, others: &[Body]) -> Form {
    let answers = || {
        vec![
            Choice::new("", visit.t("calls-check-unknown")),
            Choice::new("yes", visit.t("calls-yes-no-true")),
            Choice::new("no", visit.t("calls-yes-no-false")),
        ]
    };
    let question =
        |name: &str| Field::select(name, visit.t(&format!("calls-check-{name}")), answers()).medium();
    let mut form = Form::get(visit.lang(), format!("{href}/check"));
    match (found, others) {
        (Some(body), _) => {
            form = form.hidden("body", &body.key).field(Field::note(
                visit.tw("calls-check-for", &[("name", &body.label())]),
            ));
        }
        (None, []) => {
            form = form.field(
                Field::text("name", visit.t("calls-check-name"))
                    .medium()
                    .hint(visit.t("calls-check-name-hint")),
            );
        }
        (None, others) => {
            let choices = others
                .iter()
                .map(|body| Choice::new(&body.key, body.label()))
                .collect();
            form = form.field(Field::select("body", visit.t("calls-check-name"), choices).medium());
        }
    }
    form = form.field(question("begun")).field(question("elsewhere"));
    if call.project_from.is_some() && call.project_until.is_some() {
        form = form
            .field(Field::date("starts_on", visit.t("calls-example-starts")))
            .field(Field::date("ends_on", visit.t("calls-example-ends")));
    }
    if call.funding_mode == FundingMode::CashGrant && call.rate < base::Rate::WHOLE {
        form = form
            .field(question("rest"))
            .field(Field::money("total_cost", visit.t("calls-example-cost")));
    }
    form.field(Field::money("requested", visit.t("calls-example-requested")))
        .submit(visit.t("calls-check-submit"))
        .cancel(visit.t("calls-check-again"), format!("{href}/check"))
}

fn answer(visit: &Visit, call: &Call, verdict: &Verdict) -> Vec<Block> {
    let tone = |outcome: Outcome| match outcome {
        Outcome::Eligible => Tone::Success,
        Outcome::NotEligible => Tone::Danger,
        Outcome::Undetermined => Tone::Warning,
    };
    let outcome = verdict.outcome;
    let amount = verdict
        .fundable
        .map(|cents| visit.money(cents))
        .unwrap_or_default();
    let sentence = match (outcome, verdict.fundable) {
        (Outcome::Eligible, Some(_)) => visit.tw("calls-check-amount", &[("amount", &amount)]),
        _ => visit.t(&format!("calls-check-{outcome}-hint")),
    };
    let reasons = Table::new(
        visit.lang(),
        visit.tw("calls-check-reasons", &[("code", &call.code)]),
    )
    .column(visit.t("calls-check-condition"))
    .column(visit.t("calls-check-reason"))
    .rows(verdict.reasons.iter().map(|reason| {
        vec![
            Cell::badge(
                tone(reason.outcome),
                visit.t(&format!("calls-check-state-{}", reason.outcome)),
            ),
            Cell::Text(visit.say(&reason.text)),
        ]
    }));
    vec![
        Notice::new(
            tone(outcome),
            visit.t(&format!("calls-check-{outcome}")),
            sentence,
        )
        .into(),
        reasons.into(),
        Block::Text(visit.t("calls-check-no-promise")),
    ]
}
