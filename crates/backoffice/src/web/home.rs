//! The home page of each role, and the search box.

use axum::extract::Query;
use base_web::view::{Action, Block, Cell, Page, Table, Tone};
use base_web::{Reply, Visit};
use serde::Deserialize;

/// Hits shown of one feature at most.
const MAX_HITS: usize = 50;

pub async fn home(visit: Visit) -> Reply {
    let Some(person) = visit.ctx.find_person() else {
        return visit.page(
            Page::new(visit.t("home-welcome"))
                .lead(visit.t("home-welcome-lead"))
                .block(Block::Actions(vec![
                    Action::link(visit.t("sign-in"), "/sign-in").primary(),
                    Action::link(visit.t("home-public-calls"), "/public/calls"),
                ])),
        );
    };
    let tasks = visit.app.tasks_of(&visit.ctx).await?;
    let mut table = Table::new(visit.lang(), visit.t("home-tasks"))
        .column(visit.t("home-task"))
        .column(visit.t("home-due"))
        .empty(visit.t("home-nothing"));
    for task in tasks {
        let overdue = task.due_at.is_some_and(|due| due < visit.ctx.now);
        let due = Cell::maybe(task.due_at.map(|due| Cell::text(visit.due(due))));
        let cells = vec![Cell::link(task.href, task.text), due];
        table = if overdue {
            table.marked_row(Tone::Warning, cells)
        } else {
            table.row(cells)
        };
    }
    visit.page(Page::new(visit.tw("home-title", &[("name", &person.name)])).block(table))
}

#[derive(Deserialize)]
pub struct SearchQuery {
    #[serde(default)]
    q: String,
}

pub async fn search(visit: Visit, Query(query): Query<SearchQuery>) -> Reply {
    let wanted = base::names::clean(&query.q);
    let mut links = Vec::new();
    if !wanted.is_empty() {
        for search in &visit.app.searches {
            let hits = search(&visit.app, &visit.ctx, &wanted).await?;
            links.extend(
                hits.into_iter()
                    .take(MAX_HITS)
                    .map(|hit| (hit.href, hit.title, hit.detail)),
            );
        }
    }
    let mut page = Page::new(visit.t("search-title"));
    page = if wanted.is_empty() {
        page.text(visit.t("search-empty"))
    } else {
        page.lead(visit.tw(
            "search-lead",
            &[("q", &wanted), ("count", &links.len().to_string())],
        ))
    };
    page = if links.is_empty() && !wanted.is_empty() {
        page.text(visit.t("search-nothing"))
    } else {
        page.block(Block::Links(links))
    };
    visit.page(page)
}
