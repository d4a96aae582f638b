//! `/calls/{call}/grants`: all grants of a call with their sums, and the verbs for many at once.

use axum::extract::{Path, RawQuery};
use base::{Cents, Problem, Role, Scope};
use base_db::PageRequest;
use base_web::view::{Action, Block, Cell, Choice, Field, Form, Notice, Page, Table, Tile, Tone};
use base_web::{FormData, Reply, Visit};
use calls::Call;

use super::{badge, call, sentences};
use crate::access;
use crate::model::{Channel, Grant, GrantState};
use crate::queries::{self, Total};
use crate::usecases::{self, Outcome};

pub(super) async fn index(visit: Visit, Path(text): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let call = call(&visit, &text).await?;
    let page = page(&visit, &call, &query, None).await?;
    visit.page(page)
}

async fn page(
    visit: &Visit,
    call: &Call,
    query: &FormData,
    failed: Option<&Problem>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let state = GrantState::from_code(query.get("state"));
    let request = PageRequest::number(query.get("page").parse().unwrap_or(1));
    let grants = queries::list(db, &visit.ctx, call.id, state, request).await?;
    let totals = queries::totals(db, &visit.ctx, call.id).await?;
    let to_prepare = queries::to_prepare(db, &visit.ctx, call.id).await?.len();

    let base_href = match state {
        Some(state) => format!("/calls/{}/grants?state={state}", call.id),
        None => format!("/calls/{}/grants", call.id),
    };
    let mut states = vec![Choice::new("", visit.t("grants-all-states"))];
    states.extend(
        GrantState::ALL
            .iter()
            .map(|state| Choice::new(state, visit.t(&format!("grants-state-{state}")))),
    );
    let filter = Form::get(visit.lang(), format!("/calls/{}/grants", call.id))
        .field(
            Field::select("state", visit.t("grants-state"), states)
                .autosubmit()
                .value(query.get("state")),
        )
        .submit(visit.t("grants-filter"))
        .cancel(visit.t("list-reset"), format!("/calls/{}/grants", call.id));
    let letters = Action::link(visit.t("grants-letters"), format!("/calls/{}/letters", call.id));
    let mut page = frame(visit, call)
        .action(letters)
        .block(Block::Tiles(tiles(visit, &totals, to_prepare)));
    if let Some(problem) = failed {
        let title = base_web::failure::title(visit.lang(), problem);
        page = page.block(Notice::new(Tone::Danger, title, sentences(visit, problem)));
    }
    page = page.blocks(bulk(visit, call, &totals, to_prepare));
    let sum: Cents = totals
        .iter()
        .filter(|total| total.state != GrantState::Declined)
        .map(|total| total.amount)
        .sum();
    let table = table(visit, &grants.items)
        .filter(filter)
        .paged(&grants, &base_href)
        .footer(vec![
            Cell::Text(visit.t("grants-sum-all")),
            Cell::Empty,
            Cell::Empty,
            Cell::money(visit.lang(), sum),
            Cell::Empty,
            Cell::Empty,
        ]);
    Ok(page.block(table))
}

fn frame(visit: &Visit, call: &Call) -> Page {
    Page::new(visit.t("grants-title"))
        .kicker(&call.code)
        .lead(call.title(visit.lang()))
        .crumb("/calls", visit.t("calls-title"))
        .crumb(format!("/calls/{}", call.id), &call.code)
}

fn tiles(visit: &Visit, totals: &[Total], to_prepare: usize) -> Vec<Tile> {
    let mut tiles = vec![Tile {
        value: to_prepare.to_string(),
        label: visit.t("grants-tile-to-prepare"),
        note: String::new(),
        href: None,
        tone: (to_prepare > 0).then_some(Tone::Warning),
    }];
    tiles.extend(totals.iter().map(|total| Tile {
        value: total.count.to_string(),
        label: visit.t(&format!("grants-state-{}", total.state)),
        note: visit.money(total.amount),
        href: Some(format!("?state={}", total.state)),
        tone: None,
    }));
    tiles
}

/// The verbs for many at once, as far as the person's offices go and something waits.
fn bulk(visit: &Visit, call: &Call, totals: &[Total], to_prepare: usize) -> Vec<Block> {
    let scope = Scope::Programme(call.programme_id.0);
    let count = |state| {
        totals
            .iter()
            .find(|total| total.state == state)
            .map_or(0, |total| total.count)
    };
    let (prepared, countersigned) = (count(GrantState::Prepared), count(GrantState::Countersigned));
    let mut actions = Vec::new();
    if to_prepare > 0 && visit.ctx.has(Role::SB, scope) {
        let label = visit.tw("grants-prepare-all", &[("count", &to_prepare.to_string())]);
        actions.push(Action::post(label, format!("/calls/{}/grants/prepare-all", call.id)).primary());
    }
    if prepared > 0 && visit.ctx.has_any(access::SIGNERS, scope) {
        let label = visit.t("grants-countersign-all");
        let action = Action::post(label, format!("/calls/{}/grants/countersign-all", call.id));
        actions.push(action.primary().confirm(visit.t("grants-countersign-confirm")));
    }
    let mut blocks = Vec::new();
    if !actions.is_empty() {
        blocks.push(Block::Actions(actions));
    }
    if countersigned > 0 && visit.ctx.has(Role::RL, scope) {
        let channels = Channel::ALL
            .iter()
            .map(|channel| Choice::new(channel, visit.t(&format!("grants-channel-{channel}"))));
        let form = visit
            .form(format!("/calls/{}/grants/issue-all", call.id))
            .field(
                Field::radio("channel", visit.t("grants-channel"), channels.collect())
                    .required()
                    .value(Channel::Portal)
                    .hint(visit.t("grants-channel-fallback")),
            )
            .submit(visit.tw("grants-issue-all", &[("count", &countersigned.to_string())]))
            .confirm(visit.t("grants-issue-confirm"));
        blocks.push(form.into());
    }
    blocks
}

fn table(visit: &Visit, grants: &[Grant]) -> Table {
    let lang = visit.lang();
    let signed = |grant: &Grant| {
        let open = |by: Option<base::PersonId>| if by.is_some() { "✓" } else { "–" };
        format!(
            "BfdH\u{a0}{}\u{a0}·\u{a0}RL\u{a0}{}",
            open(grant.bfdh_signed_by),
            open(grant.rl_signed_by)
        )
    };
    let rows = grants.iter().map(|grant| {
        vec![
            Cell::link(format!("/grants/{}", grant.id), &grant.number),
            Cell::Text(grant.body_name.clone()),
            Cell::Text(grant.title.clone()),
            Cell::money(lang, grant.amount),
            Cell::Badge(badge(lang, grant)),
            Cell::Text(signed(grant)),
        ]
    });
    Table::new(lang, visit.t("grants-title"))
        .hidden_caption()
        .column(visit.t("grants-number"))
        .column(visit.t("grants-grantee"))
        .column(visit.t("grants-project"))
        .number_column(visit.t("grants-amount"))
        .column(visit.t("grants-state"))
        .column(visit.t("grants-signatures"))
        .rows(rows)
        .empty(visit.t("grants-empty"))
}

pub(super) async fn prepare_all(visit: Visit, Path(text): Path<String>) -> Reply {
    let call = call(&visit, &text).await?;
    let done = usecases::prepare_all(&visit.app.db, &visit.ctx, call.id).await;
    report(&visit, &call, "grants-report-prepared", done).await
}

pub(super) async fn countersign_all(visit: Visit, Path(text): Path<String>) -> Reply {
    let call = call(&visit, &text).await?;
    let done = usecases::countersign_all(&visit.app.db, &visit.ctx, call.id).await;
    report(&visit, &call, "grants-report-signed", done).await
}

pub(super) async fn issue_all(visit: Visit, Path(text): Path<String>, data: FormData) -> Reply {
    let call = call(&visit, &text).await?;
    let mut read = data.read();
    let channel = read.choice::<Channel>("channel");
    read.finish()?;
    let channel = channel.ok_or_else(|| Problem::broken("a checked choice is missing"))?;
    let done = usecases::issue_all(&visit.app.db, &visit.app.files, &visit.ctx, call.id, channel).await;
    report(&visit, &call, "grants-report-issued", done).await
}

/// What became of each record; a refusal of the whole shows on the list.
pub(super) async fn report(
    visit: &Visit,
    call: &Call,
    key: &str,
    done: Result<Vec<Outcome>, Problem>,
) -> Reply {
    let outcomes = match done {
        Ok(outcomes) => outcomes,
        Err(problem @ (Problem::Refused { .. } | Problem::Stale | Problem::Invalid(_))) => {
            let page = page(visit, call, &FormData::default(), Some(&problem)).await?;
            return visit.again(problem.clone(), |_| page);
        }
        Err(problem) => return Err(problem.into()),
    };
    let refused = outcomes.iter().filter(|outcome| outcome.result.is_err()).count();
    let args = [
        ("done", &*(outcomes.len() - refused).to_string()),
        ("refused", &*refused.to_string()),
    ];
    let tone = if refused == 0 {
        Tone::Success
    } else {
        Tone::Warning
    };
    let back = Action::link(visit.t("grants-back"), format!("/calls/{}/grants", call.id)).primary();
    visit.page(
        frame(visit, call)
            .crumb(format!("/calls/{}/grants", call.id), visit.t("grants-title"))
            .block(Notice::new(tone, visit.tw(key, &args), String::new()))
            .block(results(visit, &outcomes))
            .block(Block::Actions(vec![back])),
    )
}

fn results(visit: &Visit, outcomes: &[Outcome]) -> Table {
    let rows = outcomes.iter().map(|outcome| {
        let number = match outcome.grant_id {
            Some(id) => Cell::link(format!("/grants/{id}"), &outcome.number),
            None => Cell::link(
                format!("/applications/{}", outcome.application_id),
                &outcome.number,
            ),
        };
        let result = match &outcome.result {
            Ok(state) => Cell::badge(Tone::Success, visit.t(&format!("grants-state-{state}"))),
            Err(problem) => Cell::Many(vec![
                Cell::badge(Tone::Danger, visit.t("grants-refused")),
                Cell::Text(sentences(visit, problem)),
            ]),
        };
        vec![number, Cell::Text(outcome.body_name.clone()), result]
    });
    Table::new(visit.lang(), visit.t("grants-results"))
        .column(visit.t("grants-number"))
        .column(visit.t("grants-grantee"))
        .column(visit.t("grants-result"))
        .rows(rows)
        .empty(visit.t("grants-results-none"))
}
