//! `/public/calls`: what everybody may read without signing in. Only calls that were published.

use axum::extract::{Path, RawQuery};
use base::{Lang, Problem, Rate};
use base_db::PageRequest;
use base_web::view::{Block, Cell, Facts, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::{find, state_text, tone};
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

pub(super) async fn show(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = find(&visit, &call).await?;
    if !call.is_public() {
        return Err(Problem::not_found("call").into());
    }
    let programme = queries::programme(visit.app.db.reader(), call.programme_id).await?;
    let lang = visit.lang();
    let mut page = Page::new(call.title(lang))
        .kicker(programme.name(lang))
        .badge(base_web::view::Badge::new(
            tone(call.state),
            state_text(&visit, call.state),
        ))
        .crumb("/public/calls", visit.t("calls-public-title"))
        .block(status(&visit, &call))
        .block(key_facts(&visit, &call));
    for (id, heading, text) in [
        ("purpose", "calls-purpose", call.purpose(lang)),
        ("eligible", "calls-eligible", call.eligible(lang)),
        ("how", "calls-how", call.how(lang)),
    ] {
        page = page.section(id, visit.t(heading), paragraphs(text));
    }
    page = page.section(
        "criteria",
        visit.t("calls-criteria"),
        vec![criteria(&visit, &call).into()],
    );
    if lang == Lang::De && !call.easy_de.is_empty() {
        page = page.section("easy", visit.t("calls-easy"), paragraphs(&call.easy_de));
    }
    let contact = contact(&visit, &programme.authority);
    visit.page(page.section("contact", visit.t("calls-contact"), vec![contact.into()]))
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
    Notice::new(
        tone,
        state_text(visit, call.state),
        visit.tw(&format!("calls-public-{}", call.state), &args),
    )
}

fn key_facts(visit: &Visit, call: &Call) -> Facts {
    let lang = visit.lang();
    let period = call.project_from.zip(call.project_until);
    let share = (call.funding_mode == FundingMode::CashGrant && call.rate < Rate::WHOLE)
        .then(|| visit.rate(call.rate));
    Facts::new()
        .row(visit.t("calls-deadline"), call.deadline.text(lang))
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
