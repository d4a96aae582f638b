//! `/grants/{grant}`: the facts, the years, who signed, the notice, and what the person can do next.

use std::collections::HashMap;

use applications::Application;
use axum::extract::Path;
use base::{Ctx, Lang, PersonId, Problem, Role, Scope, fmt, texts};
use base_web::view::{
    Action, Block, Cell, Facts, Field, Form, Notice as Message, Page, Step, Table, Tile, Tone,
};
use base_web::{FormData, Reply, Visit};
use calls::FinancingType;
use chrono::{DateTime, Utc};

use super::{amend, badge, consent, delivery, id, inform, sentences, served, timeline};
use crate::model::{Grant, GrantId, GrantMode, GrantState, Notice, Share, Tranche};
use crate::{access, queries, rules, usecases};

pub(super) async fn index(visit: Visit, Path(grant): Path<String>) -> Reply {
    let page = page(&visit, id(&grant)?, None).await?;
    visit.page(page)
}

/// The page; `failed` is what was typed and why it was refused.
pub(super) async fn page(
    visit: &Visit,
    id: GrantId,
    failed: Option<(&FormData, &Problem)>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let (grant, application) = queries::seen(db, &visit.ctx, id).await?;
    let tranches = queries::tranches_of(db, id).await?;
    let notice = queries::notice_of(db, id).await?;
    let persons = [
        grant.prepared_by,
        grant.rl_signed_by,
        grant.bfdh_signed_by,
        grant.issued_by,
        grant.answered_by,
    ];
    let persons: Vec<PersonId> = persons.into_iter().flatten().collect();
    let names = people::names(db, &persons).await?;
    let office = access::is_office(&visit.ctx, &grant);

    let heading = visit.t(&format!("grants-heading-{}", grant.mode));
    let mut page = Page::new(heading)
        .kicker(&grant.number)
        .badge(badge(visit.lang(), &grant))
        .lead(format!("{} – {}", grant.body_name, grant.title));
    page = if office {
        page.crumb("/calls", visit.t("calls-title")).crumb(
            format!("/calls/{}/grants", grant.call_id),
            visit.t("grants-title"),
        )
    } else {
        page.crumb("/my-applications", visit.t("applications-nav-mine"))
    };
    page = page.crumb(format!("/applications/{}", application.id), application.label());
    if let Some((_, problem)) = failed {
        page = page.blocks(refusal(visit, problem));
    }
    if office && grant.mode == GrantMode::CashGrant {
        let clauses = format!("/grants/{}/clauses", grant.id);
        page = page.action(Action::link(visit.t("grants-clauses"), clauses));
    }
    if let Some(months) = proof_months(visit, &grant).await? {
        page = page.block(summary(visit, &grant, months));
    }
    page = page.block(Block::Steps(steps(visit.lang(), &grant)));
    if office && matches!(grant.state, GrantState::Prepared | GrantState::Countersigned) {
        let missing = usecases::missing(db, &visit.ctx, (grant.clone(), application.clone())).await?;
        if !missing.is_empty() {
            let text = visit.tw("grants-draft-lacks", &[("parts", &missing)]);
            page = page.block(Message::new(
                Tone::Warning,
                visit.t("grants-draft-lacks-title"),
                text,
            ));
        }
    }
    let consents = match grant.state {
        GrantState::Countersigned | GrantState::Reissue => {
            queries::consent_of(db, grant.body_id).await?.is_some()
        }
        _ => false,
    };
    let next = next(visit, &grant, &application, consents);
    if !next.is_empty() {
        page = page.section("next", visit.t("grants-next"), next);
    }
    let expected = queries::delivered_on(db, &grant).await?;
    if let Some(dates) = timeline::of(&visit.ctx, &grant, expected) {
        page = page.section("dates", visit.t("grants-dates"), vec![dates]);
    }
    page = page
        .section(
            "facts",
            visit.t("grants-facts"),
            vec![facts(visit, &grant).wide().into()],
        )
        .section(
            "years",
            visit.t("grants-years"),
            vec![years(visit, &grant, &tranches).into()],
        );
    let shares = queries::shares_of(db, &grant).await?;
    if !shares.is_empty() {
        let table = shares_table(visit, &grant, &shares);
        page = page.section("shares", visit.t("grants-shares"), vec![table.into()]);
    }
    let amendments = amend::section(visit, &grant).await?;
    if !amendments.is_empty() {
        page = page.section("amendments", visit.t("grants-amend-list"), amendments);
    }
    if grant.mode == GrantMode::CashGrant && grant.state.is_issued() {
        let acts = served::section(visit, &grant, &application).await?;
        if !acts.is_empty() {
            page = page.section("acts", visit.t("grants-acts"), acts);
        }
    }
    let told = inform::section(visit, &grant).await?;
    if !told.is_empty() {
        page = page.section("information", visit.t("grants-inform-list"), told);
    }
    if let Some(notice) = &notice {
        page = page.section("notice", visit.t("grants-notice"), file(visit, &grant, notice));
    }
    page = page.section(
        "content",
        visit.t("grants-group-content"),
        vec![content(visit, &grant).into()],
    );
    if office {
        page = page.section(
            "signatures",
            visit.t("grants-signatures"),
            vec![signatures(visit, &grant, &names).into()],
        );
    }
    Ok(page)
}

/// The months for the proof of use, where the grant is one with money and out; else there is nothing to sum up.
async fn proof_months(visit: &Visit, grant: &Grant) -> Result<Option<u32>, Problem> {
    if grant.mode == GrantMode::InKind || !grant.state.is_issued() {
        return Ok(None);
    }
    let programme = calls::ProgrammeId(grant.programme_id);
    let day = grant.sent_on.unwrap_or(grant.from_on);
    let parameters = calls::parameters(visit.app.db.reader(), programme, day).await?;
    Ok(Some(u32::try_from(parameters.vn_due_months).unwrap_or_default()))
}

/// How the case stands, at a glance: the award, what is paid and ordered of it, what is left, and the next date.
fn summary(visit: &Visit, grant: &Grant, proof_months: u32) -> Block {
    let tile = |value: String, key: &str, note: String| Tile {
        value,
        label: visit.t(key),
        note,
        href: None,
        tone: None,
    };
    let ordered = match grant.ordered.is_zero() {
        true => String::new(),
        false => visit.tw("grants-sum-ordered", &[("amount", &visit.money(grant.ordered))]),
    };
    let version = match grant.award {
        1 => String::new(),
        award => visit.tw("grants-sum-version", &[("number", &award.to_string())]),
    };
    let left = grant.amount - grant.ordered - grant.paid;
    let mut tiles = vec![
        tile(visit.money(grant.amount), "grants-sum-award", version),
        tile(visit.money(grant.paid), "grants-sum-paid", ordered),
        tile(visit.money(left), "grants-sum-left", String::new()),
    ];
    let today = base::calendar::local_date(visit.ctx.now);
    if let Some((day, key)) = rules::next_date(grant, Some(proof_months), today) {
        let note = match day < today {
            true => visit.t("grants-next-over"),
            false => String::new(),
        };
        tiles.push(tile(visit.date(day), key, note));
    }
    Block::Tiles(tiles)
}

/// The sentences of a refusal.
fn refusal(visit: &Visit, problem: &Problem) -> Vec<Block> {
    let title = base_web::failure::title(visit.lang(), problem);
    vec![Message::new(Tone::Danger, title, sentences(visit, problem)).into()]
}

/// The way to finality (cash) or agreement (in kind); what comes later has pages of its own.
fn steps(lang: Lang, grant: &Grant) -> Vec<Step> {
    use GrantState::{
        Accepted, Countersigned, Declined, Delivered, Final, Issued, Objected, Prepared, Reissue,
    };
    let way: &[GrantState] = match (grant.mode, grant.state) {
        (GrantMode::CashGrant, Declined) => &[Prepared, Countersigned, Issued, Delivered, Declined],
        (GrantMode::CashGrant, _) => &[Prepared, Countersigned, Issued, Delivered, Accepted, Final],
        (GrantMode::InKind, Declined) => &[Prepared, Countersigned, Issued, Declined],
        (GrantMode::InKind, _) => &[Prepared, Countersigned, Issued, Accepted],
    };
    let stands_at = match grant.state {
        Reissue => Issued,
        Objected if grant.answered_at.is_some() => Accepted,
        Objected => Delivered,
        state => state,
    };
    let last = way.len() - 1;
    let here = way.iter().position(|state| *state == stands_at).unwrap_or(last);
    way.iter()
        .enumerate()
        .map(|(place, state)| Step {
            label: texts::tr(lang, &format!("grants-state-{state}")),
            done: place < here || place == here && place == last,
            current: place == here,
        })
        .collect()
}

/// What the person can do now, or whom it waits for.
fn next(visit: &Visit, grant: &Grant, application: &Application, consents: bool) -> Vec<Block> {
    let ctx = &visit.ctx;
    let mut blocks = Vec::new();
    match grant.state {
        GrantState::Prepared => {
            blocks.push(Block::Text(visit.t("grants-waits-signatures")));
            blocks.push(Block::Actions(prepared_actions(visit, grant)));
        }
        GrantState::Countersigned if access::require_issuer(ctx, grant).is_ok() => {
            blocks.push(issue_form(visit, grant, consents).into());
            if grant.mode == GrantMode::CashGrant {
                let link = Action::link(visit.t("grants-consent"), consent::path(grant.body_id));
                blocks.push(Block::Actions(vec![link]));
            }
        }
        GrantState::Countersigned => blocks.push(Block::Text(visit.t("grants-waits-issue"))),
        _ => {
            if grant.state == GrantState::Issued && grant.mode == GrantMode::CashGrant {
                blocks.push(Block::Text(visit.t("grants-waits-delivery")));
            }
            blocks.extend(answer_forms(ctx, grant, application));
            blocks.extend(delivery::forms(ctx, grant, consents));
            let is_early = grant.mode == GrantMode::CashGrant && grant.state.awaits_finality();
            if is_early && access::require_officer(ctx, grant).is_ok() {
                let hear = Action::post(visit.t("grants-hear"), format!("/grants/{}/hearing", grant.id));
                blocks.push(Block::Actions(vec![hear]));
            }
        }
    }
    if grant.state == GrantState::Countersigned && access::require_head(ctx, grant).is_ok() {
        blocks.push(send_back_form(visit, grant));
    }
    blocks
}

fn prepared_actions(visit: &Visit, grant: &Grant) -> Vec<Action> {
    let ctx = &visit.ctx;
    let mut actions = Vec::new();
    let may_sign = !rules::hands(grant).contains(&ctx.person_id());
    if may_sign && let Ok(role) = rules::signs_as(grant, &access::offices(ctx, grant), None) {
        let label = visit.t(&format!("grants-countersign-{}", role.code()));
        let action = Action::post(label, format!("/grants/{}/countersign", grant.id))
            .with("version", grant.version)
            .with("role", role.code())
            .confirm(visit.t("grants-countersign-confirm"));
        actions.push(action.primary());
    }
    if ctx.has(Role::SB, Scope::Programme(grant.programme_id)) {
        let href = format!("/applications/{}/grant", grant.application_id);
        actions.push(Action::link(visit.t("grants-change"), href));
    }
    actions.push(Action::link(
        visit.t("grants-preview"),
        format!("/grants/{}/preview", grant.id),
    ));
    actions
}

fn issue_form(visit: &Visit, grant: &Grant, consents: bool) -> Form {
    // an agreement is no act: it needs no consent to be read in the portal
    let consents = consents || grant.mode == GrantMode::InKind;
    visit
        .form(format!("/grants/{}/issue", grant.id))
        .hidden("version", grant.version)
        .field(served::channels(visit.lang(), consents))
        .submit(visit.t("grants-issue"))
        .cancel(visit.t("grants-preview"), format!("/grants/{}/preview", grant.id))
        .confirm(visit.t("grants-issue-confirm"))
}

fn send_back_form(visit: &Visit, grant: &Grant) -> Block {
    let form = visit
        .form(format!("/grants/{}/send-back", grant.id))
        .hidden("version", grant.version)
        .field(
            Field::textarea("reason", visit.t("grants-send-back-reason"), 3)
                .required()
                .max(1_000),
        )
        .submit(visit.t("grants-send-back"))
        .confirm(visit.t("grants-send-back-confirm"));
    Block::Details(visit.t("grants-send-back"), vec![form.into()])
}

/// Accepting and declining, for those who answer for the municipality; empty when nothing is to be answered.
pub(super) fn answer_forms(ctx: &Ctx, grant: &Grant, application: &Application) -> Vec<Block> {
    let t = |key: &str| texts::tr(ctx.lang, key);
    let open = rules::after(grant, "accept").is_ok();
    if !open || !access::may_answer(ctx, grant, application) {
        return Vec::new();
    }
    let mut accept = Form::post(ctx.lang, format!("/grants/{}/accept", grant.id))
        .hidden("version", grant.version)
        .submit(t(&format!("grants-accept-{}", grant.mode)))
        .confirm(t("grants-accept-confirm"));
    let mut lead = t(&format!("grants-accept-lead-{}", grant.mode));
    if !access::is_grantee(ctx, grant) {
        lead = t("grants-accept-lead-officer");
        accept = accept.field(
            Field::textarea("remark", t("grants-remark"), 2)
                .required()
                .max(1_000)
                .hint(t("grants-remark-hint")),
        );
    }
    let decline = Form::post(ctx.lang, format!("/grants/{}/decline", grant.id))
        .hidden("version", grant.version)
        .field(
            Field::textarea("reason", t("grants-decline-reason"), 3)
                .required()
                .max(1_000),
        )
        .submit(t("grants-decline"))
        .confirm(t("grants-decline-confirm"));
    vec![
        Block::Text(lead),
        accept.into(),
        Block::Details(t("grants-decline-open"), vec![decline.into()]),
    ]
}

fn facts(visit: &Visit, grant: &Grant) -> Facts {
    let lang = visit.lang();
    let t = |key: &str| visit.t(key);
    let cash = grant.mode == GrantMode::CashGrant;
    let money = |amount| Cell::Text(fmt::money(lang, amount));
    let mut facts = Facts::new()
        .row(t("grants-grantee"), grant.body_name.clone())
        .row(t("grants-mode"), t(&format!("grants-mode-{}", grant.mode)))
        .row(t("grants-amount"), money(grant.amount))
        .row(t("grants-cap"), money(grant.cap))
        .row(
            t("grants-period"),
            format!("{} – {}", visit.date(grant.from_on), visit.date(grant.until_on)),
        );
    if cash {
        let share = rules::effective_share(grant.amount, grant.eligible);
        let financing = t(&format!("calls-financing-type-{}", grant.financing_type));
        facts = facts
            .row(t("grants-eligible"), money(grant.eligible))
            .row(t("grants-financing"), financing);
        if grant.financing_type == FinancingType::Share.code() {
            facts = facts.row(t("grants-share"), fmt::rate(lang, share));
        }
    }
    let day = |day| Cell::date(lang, day);
    facts
        .maybe(
            t("grants-channel"),
            grant
                .channel
                .map(|channel| t(&format!("grants-channel-{channel}"))),
        )
        .maybe(t("grants-sent-on"), grant.sent_on.map(day))
        .maybe(
            t("grants-fetched-at"),
            grant.downloaded_at.map(|at| Cell::instant(lang, at)),
        )
        .maybe(t("grants-delivered-on"), grant.delivered_on.map(day))
        .maybe(t("grants-accept-until"), grant.accept_until_on.map(day))
        .maybe(
            t("grants-answered-at"),
            grant.answered_at.map(|at| Cell::instant(lang, at)),
        )
        .maybe(
            t("grants-remark"),
            Some(grant.answer_remark.clone()).filter(|remark| !remark.is_empty()),
        )
}

fn years(visit: &Visit, grant: &Grant, tranches: &[Tranche]) -> Table {
    let lang = visit.lang();
    let rows = tranches.iter().map(|part| {
        vec![
            Cell::Text(part.year.to_string()),
            Cell::Text(visit.t(&format!("budget-kind-{}", part.kind))),
            Cell::money(lang, part.amount),
        ]
    });
    Table::new(lang, visit.t("grants-years"))
        .hidden_caption()
        .column(visit.t("grants-year"))
        .column(visit.t("grants-means"))
        .number_column(visit.t("grants-amount"))
        .rows(rows)
        .footer(vec![
            Cell::Text(visit.t("grants-sum")),
            Cell::Empty,
            Cell::money(lang, grant.amount),
        ])
}

fn shares_table(visit: &Visit, grant: &Grant, shares: &[Share]) -> Table {
    let lang = visit.lang();
    let basis = grant
        .share_basis
        .map(|basis| visit.t(&format!("grants-share-basis-{basis}")));
    let rows = shares.iter().map(|share| {
        let population = share.population.map(|people| Cell::integer(lang, people));
        vec![
            Cell::Text(share.name.clone()),
            Cell::maybe(population),
            Cell::money(lang, share.amount),
        ]
    });
    Table::new(lang, basis.unwrap_or_default())
        .column(visit.t("grants-body"))
        .number_column(visit.t("grants-population"))
        .number_column(visit.t("grants-amount"))
        .rows(rows)
        .footer(vec![
            Cell::Text(visit.t("grants-sum")),
            Cell::Empty,
            Cell::money(lang, grant.amount),
        ])
}

fn content(visit: &Visit, grant: &Grant) -> Facts {
    let lines = |text: &str| Cell::Lines(text.to_owned());
    let result = visit.t(&format!("grants-double-{}", grant.double_funding));
    let mut facts = Facts::new()
        .row(visit.t("grants-purpose"), lines(&grant.purpose))
        .row(visit.t("grants-objectives"), lines(&grant.objectives));
    if !grant.conditions.is_empty() {
        facts = facts.row(visit.t("grants-conditions"), lines(&grant.conditions));
    }
    if access::is_office(&visit.ctx, grant) {
        facts = facts.row(visit.t("grants-double-funding"), result).row(
            visit.t("grants-double-reason"),
            lines(&grant.double_funding_reason),
        );
    }
    facts
}

fn file(visit: &Visit, grant: &Grant, notice: &Notice) -> Vec<Block> {
    let mut facts = Facts::new()
        .row(
            visit.t("grants-notice-kind"),
            visit.t(&format!("grants-notice-{}", notice.kind)),
        )
        .row(
            visit.t("grants-notice-date"),
            Cell::instant(visit.lang(), notice.created_at),
        )
        .row(visit.t("grants-notice-pages"), notice.pages.to_string());
    if access::is_office(&visit.ctx, grant) {
        facts = facts.row(
            visit.t("grants-notice-sha256"),
            Cell::Mono(notice.file_sha256.clone()),
        );
    }
    let download = Action::link(
        visit.t("grants-notice-download"),
        format!("/grants/{}/notice", grant.id),
    )
    .primary();
    vec![facts.into(), Block::Actions(vec![download])]
}

fn signatures(visit: &Visit, grant: &Grant, names: &HashMap<PersonId, String>) -> Table {
    let lang = visit.lang();
    let row = |key: &str, by: Option<PersonId>, at: Option<DateTime<Utc>>| {
        let name = by.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        let open = Cell::badge(Tone::Warning, visit.t("grants-open"));
        let when = at.map_or(open, |at| Cell::instant(lang, at));
        vec![Cell::Text(visit.t(key)), Cell::text(name), when]
    };
    Table::new(lang, visit.t("grants-signatures"))
        .hidden_caption()
        .column(visit.t("grants-step"))
        .column(visit.t("grants-person"))
        .column(visit.t("grants-when"))
        .rows([
            row("grants-by-SB", grant.prepared_by, Some(grant.prepared_at)),
            row("grants-by-BfdH", grant.bfdh_signed_by, grant.bfdh_signed_at),
            row("grants-by-RL", grant.rl_signed_by, grant.rl_signed_at),
            row("grants-by-issue", grant.issued_by, grant.issued_at),
        ])
}
