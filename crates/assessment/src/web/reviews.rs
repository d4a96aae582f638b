//! `/reviews`: what an assessor has to do.

use std::collections::BTreeSet;

use base::Problem;
use base_web::view::{Action, Block, Cell, Page, Table, Tile};
use base_web::{Reply, Visit};
use calls::CallId;

use super::badge;
use crate::model::{PoolState, ReviewState, ReviewTask};
use crate::queries;

pub(super) async fn list(visit: Visit) -> Reply {
    let tasks = queries::reviews_of_person(visit.app.db.reader(), &visit.ctx).await?;
    let open = tasks.iter().filter(|task| task.state.is_open()).count();
    let done = tasks.iter().filter(|task| task.state.is_valid()).count();
    let tile = |value: usize, key: &str| Tile {
        value: value.to_string(),
        label: visit.t(key),
        note: String::new(),
        href: None,
        tone: None,
    };
    let mut page = Page::new(visit.t("reviews-title"))
        .lead(visit.t("reviews-lead"))
        .action(Action::link(visit.t("interests-title"), "/reviews/interests"))
        .blocks(invitations(&visit).await?)
        .block(Block::Tiles(vec![
            tile(open, "reviews-open"),
            tile(done, "reviews-done"),
        ]));
    if let Some(next) = tasks.iter().find(|task| task.can_be_worked_on()) {
        page =
            page.action(Action::link(visit.t("reviews-next"), format!("/reviews/{}", next.review)).primary());
    }
    let over = |task: &&ReviewTask| task.state == ReviewState::Frozen;
    let (earlier, mut now): (Vec<&ReviewTask>, Vec<&ReviewTask>) = tasks.iter().partition(over);
    now.sort_by_key(|task| !task.state.is_open()); // stable: the next due first
    page = page.block(table(&visit, visit.t("reviews-title"), &now).hidden_caption());
    if !earlier.is_empty() {
        let title = visit.tw("reviews-earlier", &[("count", &earlier.len().to_string())]);
        let rounds = table(&visit, title.clone(), &earlier).hidden_caption();
        page = page.block(Block::Details(title, vec![rounds.into()]));
    }
    let links = sheets(&visit, &tasks).await?;
    if !links.is_empty() {
        page = page.section("sheets", visit.t("reviews-sheets"), vec![Block::Links(links)]);
    }
    visit.page(page)
}

/// For each call with open sheets: the workbook out, and back in.
async fn sheets(visit: &Visit, tasks: &[ReviewTask]) -> Result<Vec<(String, String, String)>, Problem> {
    let begun = |task: &&ReviewTask| matches!(task.state, ReviewState::InProgress | ReviewState::Reopened);
    let calls: BTreeSet<CallId> = tasks.iter().filter(begun).map(|task| task.call_id).collect();
    let mut links = Vec::new();
    for id in calls {
        let call = calls::call_head(visit.app.db.reader(), id).await?;
        let (done, all) = queries::own_progress(tasks, id);
        let (done, all) = (done.to_string(), all.to_string());
        links.push((
            format!("/calls/{id}/scores.xlsx"),
            visit.tw("reviews-sheet-name", &[("code", &call.code)]),
            visit.tw("reviews-progress", &[("done", &done), ("all", &all)]),
        ));
        links.push((
            format!("/imports/scores?call={}", call.code),
            visit.tw("reviews-sheet-import", &[("code", &call.code)]),
            String::new(),
        ));
    }
    Ok(links)
}

/// Invitations that wait for an answer.
async fn invitations(visit: &Visit) -> Result<Vec<Block>, Problem> {
    let db = visit.app.db.reader();
    let mut links = Vec::new();
    for invitation in crate::pool::invitations_of_person(db, &visit.ctx).await? {
        if invitation.state == PoolState::Invited {
            let call = calls::call_head(db, invitation.call_id).await?;
            let until = invitation
                .answer_by
                .map(|date| visit.date(date))
                .unwrap_or_default();
            links.push((
                format!("/reviews/invitations/{}", invitation.id),
                visit.tw("pool-invitation-to", &[("title", call.title(visit.lang()))]),
                until,
            ));
        }
    }
    Ok(if links.is_empty() {
        Vec::new()
    } else {
        vec![Block::Heading(visit.t("pool-invitations")), Block::Links(links)]
    })
}

fn table(visit: &Visit, caption: String, tasks: &[&ReviewTask]) -> Table {
    Table::new(visit.lang(), caption)
        .column(visit.t("reviews-number"))
        .column(visit.t("reviews-applicant"))
        .column(visit.t("reviews-application"))
        .column(visit.t("reviews-state"))
        .column(visit.t("reviews-due"))
        .number_column(visit.t("reviews-own-total"))
        .empty(visit.t("reviews-empty"))
        .rows(tasks.iter().map(|task| row(visit, task)))
}

fn row(visit: &Visit, task: &ReviewTask) -> Vec<Cell> {
    vec![
        Cell::link(format!("/reviews/{}", task.review), &task.number),
        Cell::text(&task.lead_name),
        if task.title.is_empty() {
            Cell::text(visit.t("reviews-title-hidden"))
        } else {
            Cell::text(&task.title)
        },
        Cell::Badge(badge(visit, task.state)),
        Cell::maybe(task.due_on.map(|date| Cell::date(visit.lang(), date))),
        Cell::maybe(task.total_hundredths.map(|total| super::points(visit, total))),
    ]
}
