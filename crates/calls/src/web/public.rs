//! `/public/calls`: what everybody may read without signing in. Only calls that were published.

use axum::extract::{Path, RawQuery};
use axum::http::Method;
use base::{Lang, Problem, Rate, Role};
use base_db::PageRequest;
use base_web::view::{Action, Block, Cell, Facts, Notice, Page, Table, TimelineItem, Tone};
use base_web::{FormData, Reply, Visit, api};

use super::{find, state_text, tone};
use crate::json::{CallJson, CallListJson};
use crate::{Authority, Call, CallState, FundingMode, queries};

pub(super) async fn index(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let asked = FormData::parse(query.unwrap_or_default().as_bytes());
    let page = PageRequest::number(asked.get("page").parse().unwrap_or(1));
    let found = queries::list_public(visit.app.db.reader(), page).await?;
    let lang = visit.lang();
    let table = Table::new(lang, visit.t("calls-public-title"))
        .hidden_caption()
        .column(visit.t("calls-call-title"))
        .column(visit.t("calls-state"))
        .column(visit.t("calls-deadline"))
        .number_column(visit.t("calls-cap"))
        .rows(found.items.iter().map(|call| {
            vec![
                Cell::link(format!("/public/calls/{}", call.code), call.title(lang)),
                Cell::badge(tone(call.state), state_text(&visit, call.state)),
                Cell::text(call.deadline.text(lang)),
                Cell::money(lang, call.cap),
            ]
        }))
        .empty(visit.t("calls-public-empty"))
        .paged(&found, "/public/calls");
    visit.page(
        Page::new(visit.t("calls-public-title"))
            .lead(visit.t("calls-public-lead"))
            .block(table),
    )
}

pub(super) async fn json_list(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let asked = FormData::parse(query.unwrap_or_default().as_bytes());
    let page = PageRequest::number(asked.get("page").parse().unwrap_or(1));
    let found = queries::list_public(visit.app.db.reader(), page).await?;
    api::ok(CallListJson {
        items: found.items.iter().map(public_json).collect(),
        total: found.total,
        page: found.page,
        per_page: found.per_page,
    })
}

pub(super) async fn json(visit: Visit, Path(call): Path<String>) -> Reply {
    api::ok(public_json(&published(&visit, &call).await?))
}

/// Without what is for the office alone: grace, mails, examples.
fn public_json(call: &Call) -> CallJson {
    let mut json = CallJson::from(call);
    json.terms.grace_minutes = 0;
    json.terms.mail_texts.clear();
    json.terms.examples.clear();
    json
}

/// A call that everybody may read, by id or code. Error: `NotFound`.
pub(super) async fn published(visit: &Visit, text: &str) -> Result<Call, Problem> {
    let call = find(visit, text).await?;
    if call.is_public() {
        Ok(call)
    } else {
        Err(Problem::not_found("call"))
    }
}

pub(super) async fn show(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = published(&visit, &call).await?;
    let href = format!("/public/calls/{}", call.code);
    let check = Action::link(visit.t("calls-check-title"), format!("{href}/check"));
    let actions = match apply(&visit, &call) {
        Some(apply) => vec![apply, check],
        None => vec![check.primary()],
    };
    let mut page = Page::new(call.title(visit.lang()))
        .crumb("/public/calls", visit.t("calls-public-title"))
        .actions(actions)
        .action(Action::link(
            visit.t("calls-calendar"),
            format!("{href}/calendar.ics"),
        ))
        .action(Action::link(
            visit.t("form-book-download"),
            format!("/public/calls/{}/form.xlsx", call.id),
        ));
    if !call.easy_de.is_empty() {
        page = page.action(Action::link(visit.t("calls-easy"), format!("{href}/easy")));
    }
    let page = content(&visit, &call, page).await?;
    visit.page(page)
}

/// The way to an application while the call takes some: for those who may begin one, and for everybody not signed in.
fn apply(visit: &Visit, call: &Call) -> Option<Action> {
    const BEGIN: &str = "/applications/new";
    if call.state != CallState::Open || !call.deadline.is_met_by(visit.ctx.now) {
        return None;
    }
    let mut routes = visit.app.route_table.iter();
    let begin = routes.find(|route| route.path == BEGIN && route.method == Method::GET)?;
    let key = match begin.may.check(&visit.ctx) {
        // others come there for try-outs only
        Ok(()) if visit.ctx.has_any_role(&[Role::KE, Role::SB]) => "calls-apply",
        Err(Problem::Unauthenticated) => "calls-apply-sign-in",
        _ => return None,
    };
    let href = base_web::view_with_query(BEGIN, "call", &call.code);
    Some(Action::link(visit.t(key), href).primary())
}

/// `/public/calls/{call}/easy`: the call in easy German, on a page of its own.
pub(super) async fn easy(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = published(&visit, &call).await?;
    if call.easy_de.is_empty() {
        return Err(Problem::not_found("easy text").into());
    }
    let href = format!("/public/calls/{}", call.code);
    visit.page(
        Page::new(visit.t("calls-easy"))
            .kicker(call.title(Lang::De))
            .crumb("/public/calls", visit.t("calls-public-title"))
            .crumb(&href, call.title(visit.lang()))
            .blocks(paragraphs(&call.easy_de))
            .block(Block::Text(easy_status(&visit, &call)))
            .block(Block::Links(vec![(
                href,
                visit.t("calls-easy-back"),
                String::new(),
            )])),
    )
}

/// What can be done now, in easy words: with the clock time where the deadline has one.
fn easy_status(visit: &Visit, call: &Call) -> String {
    let end = base::fmt::date_long_de(call.deadline.date());
    match call.state {
        CallState::Cancelled => visit.t("calls-easy-cancelled"),
        _ if !call.deadline.is_met_by(visit.ctx.now) => visit.t("calls-easy-over"),
        _ => {
            let until = match call.deadline.time() {
                Some(at) => {
                    let at = at.format("%H:%M").to_string();
                    visit.tw("calls-easy-until-time", &[("day", &end), ("time", &at)])
                }
                None => visit.tw("calls-easy-until-day", &[("day", &end)]),
            };
            if call.opens_at <= visit.ctx.now {
                return until;
            }
            let opens = base::fmt::date_long_de(base::calendar::local_date(call.opens_at));
            let from = visit.tw("calls-easy-from", &[("day", &opens)]);
            format!("{from} {until}")
        }
    }
}

/// What the public page of a call says, below the head of `page`.
pub(super) async fn content(visit: &Visit, call: &Call, page: Page) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let programme = queries::programme(db, call.programme_id).await?;
    let lang = visit.lang();
    let mut page = page
        .kicker(programme.name(lang))
        .badge(base_web::view::Badge::new(
            tone(call.state),
            state_text(visit, call.state),
        ))
        .block(status(visit, call))
        .block(key_facts(visit, call));
    for (id, heading, text) in [
        ("purpose", "calls-purpose", call.purpose(lang)),
        ("eligible", "calls-eligible", call.eligible(lang)),
        ("how", "calls-how", call.how(lang)),
    ] {
        page = page.section(id, visit.t(heading), paragraphs(text));
    }
    if !call.documents.is_empty() {
        page = page.section(
            "documents",
            visit.t("calls-documents"),
            vec![documents(visit, call).into()],
        );
    }
    page = page.section(
        "criteria",
        visit.t("calls-criteria"),
        vec![criteria(visit, call).into()],
    );
    let editions = queries::editions(db, call.id).await?;
    if editions.len() > 1 {
        let items = editions
            .iter()
            .filter(|edition| !edition.reason.is_empty())
            .map(|edition| TimelineItem {
                when: visit.datetime(edition.made_at),
                title: visit.tw(
                    "calls-version-title",
                    &[("edition", &edition.edition.to_string())],
                ),
                detail: edition.reason.clone(),
                tone: None,
            })
            .collect();
        page = page.section(
            "corrections",
            visit.t("calls-corrections"),
            vec![Block::Timeline(items)],
        );
    }
    let contact = contact(visit, &programme.authority);
    Ok(page.section("contact", visit.t("calls-contact"), vec![contact.into()]))
}

/// What applicants attach.
pub(super) fn documents(visit: &Visit, call: &Call) -> Table {
    let lang = visit.lang();
    Table::new(lang, visit.t("calls-documents"))
        .hidden_caption()
        .column(visit.t("calls-criterion-code"))
        .column(visit.t("calls-document"))
        .column(visit.t("calls-document-required"))
        .column(visit.t("calls-document-kinds"))
        .rows(call.documents.iter().map(|item| {
            let kinds: Vec<&str> = item.kinds.iter().map(|kind| kind.code()).collect();
            vec![
                Cell::text(&item.code),
                Cell::text(item.label(lang)),
                Cell::Text(visit.t(&format!("calls-yes-no-{}", item.is_required))),
                Cell::Text(kinds.join(", ")),
            ]
        }))
}

/// How long applications can still be made, by the server's time: `noch 12 Tage und 3 Stunden`.
fn remaining(visit: &Visit, call: &Call) -> Option<String> {
    if call.state != CallState::Open {
        return None;
    }
    let left = call.deadline.instant() - visit.ctx.now;
    let (days, hours, minutes) = (left.num_days(), left.num_hours() % 24, left.num_minutes() % 60);
    let said =
        |unit: &str, count: i64| visit.tw(&format!("calls-left-{unit}"), &[("count", &count.to_string())]);
    let (first, second) = match (days, hours, minutes) {
        _ if left <= chrono::TimeDelta::zero() => return None,
        (0, 0, minutes) => (said("minutes", minutes), None),
        (0, hours, minutes) => (said("hours", hours), Some(said("minutes", minutes))),
        (days, hours, _) => (said("days", days), Some(said("hours", hours))),
    };
    let left = match second {
        Some(second) => visit.tw("calls-left-two", &[("first", &first), ("second", &second)]),
        None => first,
    };
    let now = visit.datetime(visit.ctx.now);
    Some(visit.tw("calls-left", &[("left", &left), ("now", &now)]))
}

/// The issuing authority, as far as it is entered.
fn contact(visit: &Visit, office: &Authority) -> Facts {
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
    let place = format!("{} {}", office.postcode, office.place);
    let address: Vec<String> = [given(&office.street), given(&place)]
        .into_iter()
        .flatten()
        .collect();
    let mail = given(&office.email).map(|email| Cell::link(format!("mailto:{email}"), email));
    Facts::new()
        .row(visit.t("calls-authority"), office.authority.as_str())
        .maybe(visit.t("calls-department"), given(&office.department))
        .maybe(visit.t("calls-address"), given(&address.join(", ")))
        .maybe(visit.t("calls-phone"), given(&office.phone))
        .maybe(visit.t("calls-email"), mail)
}

/// What can be done now, in one sentence.
fn status(visit: &Visit, call: &Call) -> Notice {
    let lang = visit.lang();
    let opens = base::fmt::datetime(lang, call.opens_at);
    let deadline = call.deadline.text(lang);
    let args = [("opens", opens.as_str()), ("deadline", deadline.as_str())];
    let tone = match call.state {
        CallState::Open => Tone::Success,
        CallState::Cancelled => Tone::Danger,
        _ => Tone::Info,
    };
    // the badge beside the heading has said the state itself
    Notice::new(tone, visit.tw(&format!("calls-public-{}", call.state), &args), "")
}

fn key_facts(visit: &Visit, call: &Call) -> Facts {
    let lang = visit.lang();
    let period = call.project_from.zip(call.project_until);
    let share = (call.funding_mode == FundingMode::CashGrant && call.rate < Rate::WHOLE)
        .then(|| visit.rate(call.rate));
    Facts::new()
        .row(visit.t("calls-deadline"), call.deadline.text(lang))
        .maybe(visit.t("calls-left-title"), remaining(visit, call))
        .row(
            visit.t("calls-deadline-kind"),
            visit.t(&format!("calls-deadline-kind-{}", call.deadline_kind)),
        )
        .row(
            visit.t("calls-funding-mode"),
            visit.t(&format!("calls-funding-mode-{}", call.funding_mode)),
        )
        .row(visit.t("calls-cap"), visit.money(call.cap))
        .maybe(visit.t("calls-rate"), share)
        .row(visit.t("calls-minimum"), visit.money(call.minimum))
        .row(visit.t("calls-budget"), visit.money(call.budget()))
        .row(visit.t("calls-body-types"), body_types(visit, call))
        .maybe(
            visit.t("calls-period"),
            period.map(|(from, until)| format!("{} – {}", visit.date(from), visit.date(until))),
        )
}

pub(super) fn body_types(visit: &Visit, call: &Call) -> String {
    let names: Vec<String> = call
        .body_types
        .iter()
        .map(|kind| visit.t(&format!("calls-body-type-{}", kind.code())))
        .collect();
    names.join(", ")
}

/// The criteria with their weights.
pub(super) fn criteria(visit: &Visit, call: &Call) -> Table {
    let lang = visit.lang();
    Table::new(lang, visit.t("calls-criteria"))
        .hidden_caption()
        .column(visit.t("calls-criterion-code"))
        .column(visit.t("calls-criterion"))
        .column(visit.t("calls-anchor"))
        .number_column(visit.t("calls-weight"))
        .rows(call.criteria.iter().map(|criterion| {
            vec![
                Cell::text(&criterion.code),
                Cell::text(criterion.label(lang)),
                Cell::text(criterion.anchor(lang)),
                Cell::rate(lang, Rate(criterion.weight * 100)),
            ]
        }))
        .footer(vec![
            Cell::text(visit.t("calls-sum")),
            blank(),
            blank(),
            Cell::rate(lang, Rate(call.weights() * 100)),
        ])
}

/// Paragraphs stand between blank lines; single line breaks stay.
pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    text.split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
        .map(|paragraph| Block::Text(paragraph.trim().to_owned()))
        .collect()
}

/// A cell of a footer that has nothing to say.
pub(super) fn blank() -> Cell {
    Cell::Text(String::new())
}
