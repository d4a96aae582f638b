//! The page of hours: own months, what waits for approval, and the list of the offices.

use axum::extract::Query;
use base::{Minutes, PersonId, Problem, Role, fmt};
use base_db::PageRequest;
use base_web::view::{Action, Block, Cell, Choice, Field, Form, Page, Row, Table, Tile, Tone, table_query};
use base_web::{Reply, Visit};
use chrono::{Datelike, Months, NaiveDate};
use facilitation::{Engagement, EngagementState};
use serde::Deserialize;

use super::{approving, badge};
use crate::access;
use crate::model::{EntryState, Filter, HoursEntry};
use crate::queries;
use crate::rules;

#[derive(Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    month: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    engagement: String,
    #[serde(default)]
    page: u64,
}

/// The first day of `2026-07`.
pub(super) fn month(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok()
}

fn month_name(visit: &Visit, month: NaiveDate) -> String {
    format!("{} {}", fmt::month(visit.lang(), month), month.year())
}

pub async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let mut page = Page::new(visit.t("hours-title")).lead(visit.t("hours-lead"));
    if visit.ctx.has_role(Role::PB) {
        page = own(&visit, page, &query).await?;
    }
    if !access::approves(&visit.ctx).is_empty() {
        page = page.blocks(approving::waiting(&visit).await?);
    }
    if !access::programmes(&visit.ctx).is_empty() {
        page = page.block(all(&visit, &query).await?);
    }
    visit.page(page)
}

/// The facilitator's month with the form for new hours.
async fn own(visit: &Visit, mut page: Page, query: &ListQuery) -> Result<Page, Problem> {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let person = visit.ctx.person()?.id;
    let running = facilitation::engagements_of_person(conn, person, &[EngagementState::Running]).await?;
    let this_month = rules::month_of(base::calendar::local_date(visit.ctx.now));
    let month = month(&query.month).unwrap_or(this_month);
    let entries = queries::entries_of_person(conn, person, month).await?;

    if running.is_empty() {
        page = page.text(visit.t("hours-nothing-running"));
    } else {
        page = page
            .action(Action::link(visit.t("hours-new"), "/hours/new").primary())
            .action(Action::link(visit.t("imports-kind-hours"), "/imports/hours"))
            .block(contingents(visit, &running));
    }
    let rejected = Filter {
        person: Some(person),
        states: vec![EntryState::Rejected],
        ..Filter::default()
    };
    let rejected = queries::entries(conn, &visit.ctx, &rejected, PageRequest::default()).await?;
    if !rejected.items.is_empty() {
        page = page.block(to_correct(visit, &rejected.items));
    }
    page = page.blocks(drafts(visit, &running, person).await?);
    let title = visit.tw("hours-mine-in", &[("month", &month_name(visit, month))]);
    let mut table = own_table(visit, title, &entries).empty(visit.t("hours-mine-empty"));
    let counted = || entries.iter().filter(|one| one.state != EntryState::Rejected);
    let worked: Minutes = counted().map(|one| one.minutes).sum();
    let billable: Minutes = counted().map(|one| one.billable_minutes).sum();
    table = table.footer(vec![
        Cell::text(visit.t("hours-sum")),
        Cell::Empty,
        Cell::Empty,
        Cell::hours(lang, worked),
        Cell::hours(lang, billable),
        Cell::Empty,
    ]);
    let to = |month: NaiveDate| {
        Action::link(
            month_name(visit, month),
            format!("/hours?month={}", month.format("%Y-%m")),
        )
    };
    let mut actions = vec![to(month - Months::new(1))];
    if month < this_month {
        actions.push(to(month + Months::new(1)));
    }
    Ok(page.block(table).block(Block::Actions(actions)))
}

/// Own entries.
fn own_table(visit: &Visit, title: String, entries: &[HoursEntry]) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(lang, title)
        .column(visit.t("hours-day"))
        .column(visit.t("hours-municipality"))
        .column(visit.t("hours-activity"))
        .number_column(visit.t("hours-worked"))
        .number_column(visit.t("hours-billable"))
        .column(visit.t("hours-state"));
    for one in entries {
        let cells = vec![
            Cell::link(format!("/hours/{}", one.id), when(visit, one)),
            Cell::text(&one.body_name),
            Cell::text(visit.t(&format!("hours-activity-{}", one.activity))),
            Cell::hours(lang, one.minutes),
            Cell::hours(lang, one.billable_minutes),
            Cell::Badge(badge(lang, one.state)),
        ];
        let tone = (one.state == EntryState::Rejected).then_some(Tone::Warning);
        table = table.row(Row { cells, tone });
    }
    table
}

/// What is left of each contingent.
fn contingents(visit: &Visit, running: &[Engagement]) -> Block {
    let tiles = running.iter().map(|one| Tile {
        value: visit.hours(one.rest()),
        label: visit.tw("hours-rest-of", &[("body", &one.body_name)]),
        note: visit.tw(
            "hours-rest-note",
            &[
                ("used", &visit.hours(one.approved_minutes)),
                ("contingent", &visit.hours(one.contingent_minutes)),
            ],
        ),
        href: Some(format!("/hours/new?engagement={}", one.id)),
        tone: (one.rest().0 * 5 <= one.contingent_minutes.0).then_some(Tone::Warning),
    });
    Block::Tiles(tiles.collect())
}

/// Rejected entries of whichever month, each with the reason and the way to correct it.
fn to_correct(visit: &Visit, rejected: &[HoursEntry]) -> Table {
    let mut table = Table::new(visit.lang(), visit.t("hours-to-correct"))
        .column(visit.t("hours-day"))
        .column(visit.t("hours-municipality"))
        .column(visit.t("hours-reason"))
        .column(visit.t("hours-next"));
    for one in rejected {
        let edit = Action::link(visit.t("hours-correct"), format!("/hours/{}/edit", one.id)).primary();
        let cells = vec![
            Cell::link(format!("/hours/{}", one.id), when(visit, one)),
            Cell::text(&one.body_name),
            Cell::Lines(one.reason.clone().unwrap_or_default()),
            Cell::Actions(vec![edit]),
        ];
        table = table.marked_row(Tone::Warning, cells);
    }
    table
}

/// The drafts of whichever month, so that nobody hands in what is not in sight, and a button for each engagement.
async fn drafts(visit: &Visit, running: &[Engagement], person: PersonId) -> Result<Vec<Block>, Problem> {
    let (mut all, mut actions) = (Vec::new(), Vec::new());
    for engagement in running {
        let mut drafts = queries::of_engagement(visit.app.db.reader(), engagement.id).await?;
        drafts.retain(|one| one.person_id == person && one.state == EntryState::Draft);
        if !drafts.is_empty() {
            let args = [
                ("count", drafts.len().to_string()),
                ("body", engagement.body_name.clone()),
            ];
            let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let label = visit.tw("hours-submit-drafts", &args);
            actions.push(
                Action::post(label, "/hours/submit")
                    .with("engagement", engagement.id)
                    .primary(),
            );
            all.extend(drafts);
        }
    }
    Ok(if actions.is_empty() {
        Vec::new()
    } else {
        let table = own_table(visit, visit.t("hours-drafts"), &all);
        vec![table.into(), Block::Actions(actions)]
    })
}

/// `06.03.2026, 09:00–17:30`
pub(super) fn when(visit: &Visit, entry: &HoursEntry) -> String {
    let (from, until) = (
        entry.from_time().format("%H:%M"),
        entry.until_time().format("%H:%M"),
    );
    format!("{}, {from}–{until}", visit.date(entry.worked_on))
}

/// All entries of the programmes the person reads.
async fn all(visit: &Visit, query: &ListQuery) -> Result<Table, Problem> {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let filter = Filter {
        engagement: query.engagement.parse().ok(),
        states: EntryState::from_code(&query.state).into_iter().collect(),
        ..Filter::default()
    };
    let found = queries::entries(conn, &visit.ctx, &filter, PageRequest::number(query.page)).await?;
    let ids: Vec<PersonId> = found.items.iter().map(|one| one.person_id).collect();
    let names = people::names(conn, &ids).await?;
    let mut states = vec![Choice::new("", visit.t("hours-any-state"))];
    states.extend(
        EntryState::ALL
            .iter()
            .map(|state| Choice::new(state, visit.t(&format!("hours-state-{state}")))),
    );
    let form = Form::get(lang, "/hours")
        .hidden("engagement", &query.engagement)
        .field(
            Field::select("state", visit.t("hours-state"), states)
                .value(&query.state)
                .autosubmit(),
        )
        .submit(visit.t("list-filter"))
        .cancel(visit.t("list-reset"), "/hours");
    let here = table_query(
        &table_query("/hours", "state", &query.state),
        "engagement",
        &query.engagement,
    );
    let mut table = Table::new(lang, visit.t("hours-all"))
        .filter(form)
        .empty(visit.t("hours-all-empty"))
        .column(visit.t("hours-day"))
        .column(visit.t("hours-number"))
        .column(visit.t("hours-municipality"))
        .column(visit.t("hours-person"))
        .column(visit.t("hours-activity"))
        .number_column(visit.t("hours-worked"))
        .number_column(visit.t("hours-billable"))
        .column(visit.t("hours-state"))
        .paged(&found, &here);
    for one in &found.items {
        table = table.row(vec![
            Cell::link(format!("/hours/{}", one.id), when(visit, one)),
            Cell::text(&one.number),
            Cell::text(&one.body_name),
            Cell::text(names.get(&one.person_id).map_or("", String::as_str)),
            Cell::text(visit.t(&format!("hours-activity-{}", one.activity))),
            Cell::hours(lang, one.minutes),
            Cell::hours(lang, one.billable_minutes),
            Cell::Badge(badge(lang, one.state)),
        ]);
    }
    Ok(table)
}
