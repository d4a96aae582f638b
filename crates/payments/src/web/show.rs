//! `/payments/{payment}`: what is asked for, who signed, what the person can do next, what happened.

use std::collections::HashMap;

use axum::extract::Path;
use base::{Ctx, Lang, PersonId, Problem, Text, fmt, texts};
use base_db::audit;
use base_web::view::{Action, Block, Cell, Facts, Field, Notice, Page, Step, Table, TimelineItem, Tone};
use base_web::{FormData, Reply, Visit};
use chrono::{DateTime, Utc};
use grants::Grant;
use sea_orm::ConnectionTrait;

use super::{badge, corrections, id, refusal, returns};
use crate::model::{BankAccountId, PaymentId, PaymentKind, PaymentRequest, PaymentState};
use crate::usecases::NOTE_MAX;
use crate::{access, queries, rules};

pub(super) async fn index(visit: Visit, Path(payment): Path<String>) -> Reply {
    let page = page(&visit, id(&payment, "payment")?, None).await?;
    visit.page(page)
}

/// The page; `failed` is what was typed and why it was refused.
pub(super) async fn page(
    visit: &Visit,
    id: PaymentId,
    failed: Option<(&FormData, &Problem)>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let (request, grant, application) = queries::seen(db, &visit.ctx, id).await?;
    let is_office = access::is_office(&visit.ctx, request.programme_id);
    let heading = visit.tw(
        &format!("payments-heading-{}", request.kind),
        &[("sequence", &request.sequence.to_string())],
    );
    let mut page = Page::new(heading)
        .kicker(&request.reference)
        .badge(badge(visit.lang(), request.state))
        .lead(format!("{} – {}", request.body_name, visit.money(request.amount)));
    page = if is_office {
        page.crumb("/payments", visit.t("payments-title"))
    } else {
        page.crumb("/my-applications", visit.t("applications-nav-mine"))
    };
    page = page.crumb(
        format!("/applications/{}?part=procedure", application.id),
        application.label(),
    );
    if let Some((_, problem)) = failed {
        page = page.block(refusal(visit, problem));
    }
    page = page.block(Block::Steps(steps(visit.lang(), &request)));
    let held = held(db, &request, &grant, visit.ctx.now).await?;
    let next = next(visit, &request, held.as_ref(), failed.map(|(data, _)| data));
    if !next.is_empty() {
        page = page.section("next", visit.t("payments-next"), next);
    }
    page = page.section(
        "facts",
        visit.t("payments-facts"),
        facts(visit, &request, &grant).await?,
    );
    if is_office {
        let signatures = signatures(visit, &request).await?;
        page = page.section(
            "signatures",
            visit.t("payments-signatures"),
            vec![signatures.into()],
        );
    }
    if request.state == PaymentState::Paid {
        let back = returns::blocks(visit, &request, failed).await?;
        if !back.is_empty() {
            page = page.section("returns", visit.t("payments-returns"), back);
        }
    }
    let corrections = corrections::blocks(visit, &request).await?;
    if !corrections.is_empty() {
        page = page.section("corrections", visit.t("payments-corrections"), corrections);
    }
    let history = history(visit, &request).await?;
    Ok(page.section(
        "history",
        visit.t("payments-history"),
        vec![Block::Timeline(history)],
    ))
}

fn steps(lang: Lang, request: &PaymentRequest) -> Vec<Step> {
    use PaymentState::{Arithmetic, Cancelled, Draft, Factual, Ordered, Paid, Returned, Submitted};
    let way: Vec<PaymentState> = match request.state {
        Returned => vec![Draft, Submitted, Returned],
        Cancelled => vec![Draft, Cancelled],
        _ => vec![Draft, Submitted, Factual, Arithmetic, Ordered, Paid],
    };
    let here = way.iter().position(|state| *state == request.state).unwrap_or(0);
    way.iter()
        .enumerate()
        .map(|(place, state)| Step {
            label: texts::tr(lang, &format!("payments-state-{state}")),
            done: place < here || place == here && place + 1 == way.len(),
            current: place == here,
        })
        .collect()
}

/// Why an order would not go into a run now; `None` when nothing stands against it or a run carries it.
async fn held(
    db: &impl ConnectionTrait,
    request: &PaymentRequest,
    grant: &Grant,
    now: DateTime<Utc>,
) -> Result<Option<(&'static str, Text)>, Problem> {
    if request.state != PaymentState::Ordered || request.run_id.is_some() {
        return Ok(None);
    }
    let ids: Vec<BankAccountId> = request.account_id.into_iter().collect();
    let accounts = queries::accounts_by_id(db, &ids).await?;
    let account = ids.first().and_then(|id| accounts.get(id));
    let stop = queries::stop_of(db, grant.id).await?;
    match rules::check_run(request, Some(grant), stop.as_ref(), account, now) {
        Ok(_) => Ok(None),
        Err(Problem::Refused { code, text }) => Ok(Some((code, text))),
        Err(problem) => Err(problem),
    }
}

/// What the person can do now, or whom it waits for.
fn next(
    visit: &Visit,
    request: &PaymentRequest,
    held: Option<&(&'static str, Text)>,
    typed: Option<&FormData>,
) -> Vec<Block> {
    let ctx = &visit.ctx;
    let moved_account = held.is_some_and(|(code, _)| *code == "account-changed");
    let mut actions = Vec::new();
    let mut waits = None;
    match request.state {
        PaymentState::Draft => {
            if access::require_submitter(ctx, request).is_ok() {
                let action = verb(visit, request, "submit").confirm(visit.t("payments-submit-confirm"));
                actions.push(action.primary());
            } else {
                waits = Some("payments-waits-submit");
            }
            if access::require_canceller(ctx, request).is_ok() {
                actions.push(Action::link(
                    visit.t("payments-edit"),
                    format!("/payments/{}/edit", request.id),
                ));
            }
        }
        PaymentState::Submitted if access::require_factual(ctx, request).is_ok() => {
            let action = verb(visit, request, "certify-factual");
            actions.push(
                action
                    .primary()
                    .confirm(visit.t("payments-certify-factual-confirm")),
            );
        }
        PaymentState::Factual if access::require_arithmetic(ctx, request).is_ok() => {
            let action = verb(visit, request, "certify-arithmetic");
            actions.push(
                action
                    .primary()
                    .confirm(visit.t("payments-certify-arithmetic-confirm")),
            );
        }
        PaymentState::Arithmetic if access::require_orderer(ctx, request).is_ok() => {
            let action = verb(visit, request, "order");
            actions.push(action.primary().confirm(visit.t("payments-order-confirm")));
        }
        PaymentState::Submitted => waits = Some("payments-waits-factual"),
        PaymentState::Factual => waits = Some("payments-waits-arithmetic"),
        PaymentState::Arithmetic => waits = Some("payments-waits-order"),
        PaymentState::Ordered if moved_account && access::require_orderer(ctx, request).is_ok() => {
            let action = verb(visit, request, "redirect");
            actions.push(action.primary().confirm(visit.t("payments-redirect-confirm")));
        }
        PaymentState::Ordered if moved_account => waits = Some("payments-waits-redirect"),
        PaymentState::Ordered if held.is_some() => waits = Some("payments-waits-held"),
        PaymentState::Ordered if request.run_id.is_none() => waits = Some("payments-waits-run"),
        PaymentState::Ordered => waits = Some("payments-waits-cash"),
        PaymentState::Returned if may_ask_again(ctx, request) => {
            let action = Action::link(
                visit.t("payments-again"),
                format!("/grants/{}/payments/new?from={}", request.grant_id, request.id),
            );
            actions.push(action.primary());
        }
        PaymentState::Paid | PaymentState::Returned | PaymentState::Cancelled => {}
    }
    let can_cancel =
        rules::after(request, "cancel").is_ok() && access::require_canceller(ctx, request).is_ok();
    if can_cancel {
        let action = verb(visit, request, "cancel").confirm(visit.t("payments-cancel-confirm"));
        actions.push(action.danger());
    }
    let mut blocks: Vec<Block> = waits.map(|key| Block::Text(visit.t(key))).into_iter().collect();
    if let Some((_, why)) = held.filter(|_| !moved_account) {
        let title = visit.t("payments-run-held-up-title");
        blocks.push(Notice::new(Tone::Warning, title, visit.say(why)).into());
    }
    if !actions.is_empty() {
        blocks.push(Block::Actions(actions));
    }
    blocks.extend(send_back_form(visit, request, typed));
    blocks
}

fn verb(visit: &Visit, request: &PaymentRequest, verb: &str) -> Action {
    Action::post(
        visit.t(&format!("payments-{verb}")),
        format!("/payments/{}/{verb}", request.id),
    )
    .with("version", request.version)
}

fn may_ask_again(ctx: &Ctx, request: &PaymentRequest) -> bool {
    request.kind == PaymentKind::Instalment && access::is_requester(ctx, request)
}

fn send_back_form(visit: &Visit, request: &PaymentRequest, typed: Option<&FormData>) -> Option<Block> {
    let possible = rules::after(request, "send_back").is_ok()
        && request.run_id.is_none()
        && access::require_sender_back(&visit.ctx, request).is_ok();
    if !possible {
        return None;
    }
    let mut form = visit
        .form(format!("/payments/{}/send-back", request.id))
        .hidden("version", request.version)
        .field(
            Field::textarea("reason", visit.t("payments-reason"), 3)
                .required()
                .max(NOTE_MAX)
                .hint(visit.t("payments-reason-hint")),
        )
        .submit(visit.t("payments-send-back"))
        .confirm(visit.t(&format!("payments-send-back-confirm-{}", request.kind)));
    if let Some(data) = typed {
        form = form.fill(data);
    }
    Some(Block::Details(visit.t("payments-send-back"), vec![form.into()]))
}

async fn facts(visit: &Visit, request: &PaymentRequest, grant: &Grant) -> Result<Vec<Block>, Problem> {
    let (lang, db) = (visit.lang(), visit.app.db.reader());
    let purse = queries::purse(db, grant, request.year).await?;
    let day = |day| Cell::date(lang, day);
    let mut facts = Facts::new()
        .row(
            visit.t("payments-grant"),
            Cell::link(format!("/grants/{}", grant.id), &grant.number),
        )
        .row(
            visit.t("payments-amount"),
            Cell::Text(visit.money(request.amount)),
        )
        .row(visit.t("payments-year"), request.year.to_string())
        .maybe(
            visit.t("payments-expenditure"),
            Some(request.expenditure.clone())
                .filter(|text| !text.is_empty())
                .map(Cell::Lines),
        );
    if request.kind == PaymentKind::Instalment {
        let key = if request.needed {
            "payments-needed-yes"
        } else {
            "payments-needed-no"
        };
        facts = facts.row(visit.t("payments-needed"), visit.t(key));
    }
    facts = facts
        .maybe(
            visit.t("payments-paper"),
            Some(request.paper_note.clone()).filter(|note| !note.is_empty()),
        )
        .row(visit.t("payments-award"), Cell::Text(visit.money(purse.award)))
        .row(
            visit.t("payments-retention"),
            Cell::Text(visit.money(purse.retention)),
        )
        .row(visit.t("payments-used"), Cell::Text(visit.money(purse.used)))
        .maybe(visit.t("payments-booked-on"), request.booked_on.map(day))
        .maybe(visit.t("payments-paid-on"), request.paid_on.map(day))
        .maybe(
            visit.t("payments-reason"),
            Some(request.reason.clone())
                .filter(|reason| !reason.is_empty())
                .map(Cell::Lines),
        );
    if let Some(paid_on) = request.paid_on {
        let programme = calls::ProgrammeId(grant.programme_id);
        let months = calls::parameters(db, programme, paid_on).await?.use_within_months;
        facts = facts.row(
            visit.t("payments-use-until"),
            Cell::date(lang, rules::use_until(paid_on, months)),
        );
    }
    if let Some(account) = request.account_id {
        let account = queries::account(db, account).await?;
        let number = if access::sees_number(&visit.ctx, &account, Some(grant)) {
            rules::grouped(&account.iban)
        } else {
            rules::masked(&account.iban)
        };
        facts = facts
            .row(visit.t("payments-account"), Cell::Mono(number))
            .row(visit.t("payments-account-holder"), account.holder);
    }
    if let Some(run) = request
        .run_id
        .filter(|_| access::is_office(&visit.ctx, request.programme_id))
    {
        facts = facts.row(
            visit.t("payments-run"),
            Cell::link(format!("/payment-runs/{run}"), visit.t("payments-run-open")),
        );
    }
    Ok(vec![facts.wide().into()])
}

async fn signatures(visit: &Visit, request: &PaymentRequest) -> Result<Table, Problem> {
    let persons = [
        request.submitted_by,
        request.factual_by,
        request.arithmetic_by,
        request.ordered_by,
    ];
    let persons: Vec<PersonId> = persons.into_iter().flatten().collect();
    let names: HashMap<PersonId, String> = people::names(visit.app.db.reader(), &persons).await?;
    let row = |key: &str, by: Option<PersonId>, at: Option<DateTime<Utc>>| {
        let name = by.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        let open = Cell::badge(Tone::Warning, visit.t("payments-open"));
        let when = at.map_or(open, |at| Cell::instant(visit.lang(), at));
        vec![Cell::Text(visit.t(key)), Cell::text(name), when]
    };
    Ok(Table::new(visit.lang(), visit.t("payments-signatures"))
        .hidden_caption()
        .column(visit.t("payments-step"))
        .column(visit.t("payments-person"))
        .column(visit.t("payments-when"))
        .rows([
            row("payments-by-submit", request.submitted_by, request.submitted_at),
            row("payments-by-factual", request.factual_by, request.factual_at),
            row(
                "payments-by-arithmetic",
                request.arithmetic_by,
                request.arithmetic_at,
            ),
            row("payments-by-order", request.ordered_by, request.ordered_at),
        ]))
}

/// What happened. The municipality reads its own names; officers are the office to it.
async fn history(visit: &Visit, request: &PaymentRequest) -> Result<Vec<TimelineItem>, Problem> {
    let entries = audit::of_subject(visit.app.db.reader(), "payment", &request.id.to_string(), 100).await?;
    let is_office = access::is_office(&visit.ctx, request.programme_id);
    let items = entries.into_iter().map(|entry| {
        let key = format!("applications-event-payment-{}", entry.action.replace('_', "-"));
        let who = match (is_office, entry.actor_kind.as_str()) {
            (false, _) => String::new(),
            (true, "system") => visit.t("applications-by-system"),
            (true, _) => entry.actor_name,
        };
        let detail: Vec<String> = [entry.reason.unwrap_or_default(), who]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        TimelineItem {
            when: fmt::datetime(visit.lang(), entry.at),
            title: visit.t(&key),
            detail: detail.join(" · "),
            tone: None,
        }
    });
    Ok(items.collect())
}
