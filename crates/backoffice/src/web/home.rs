//! The home page of each role, and the search box.

use axum::extract::Query;
use base::Role;
use base_web::app::Task;
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
                    Action::link(visit.t("home-public-events"), "/public/events"),
                    Action::link(visit.t("home-public-practice"), "/practice"),
                ])),
        );
    };
    let mut tasks = visit.app.tasks_of(&visit.ctx).await?;
    by_urgency(&mut tasks);
    let mut table = Table::new(visit.lang(), visit.t("home-tasks"))
        .column(visit.t("home-task"))
        .column(visit.t("home-due"))
        .empty(visit.t("home-nothing"));
    for task in tasks {
        let is_overdue = task.due_at.is_some_and(|due| due <= visit.ctx.now);
        let due = task.due_at.map(|due| Cell::text(visit.due(due)));
        let link = Cell::link(task.href, task.text);
        table = if is_overdue {
            // the colour of the row says nothing that the word does not say
            let overdue = Cell::badge(Tone::Danger, visit.t("home-overdue"));
            let due = Cell::Many(vec![overdue, Cell::maybe(due)]);
            table.marked_row(Tone::Danger, vec![link, due])
        } else {
            table.row(vec![link, Cell::maybe(due)])
        };
    }
    let shortcuts = SHORTCUTS
        .iter()
        .filter(|(_, _, roles)| visit.ctx.has_any_role(roles))
        .map(|(key, href, _)| Action::link(visit.t(key), *href));
    visit.page(
        Page::new(visit.tw("home-title", &[("name", &person.name)]))
            .actions(shortcuts)
            .block(table),
    )
}

/// What a role does most often, one click from the home page.
const SHORTCUTS: [(&str, &str, &[Role]); 4] = [
    ("home-shortcut-hours", "/hours/new", &[Role::PB]),
    ("home-shortcut-apply", "/public/calls", &[Role::KE]),
    ("home-shortcut-reports", "/reports", &[Role::RL, Role::RH]),
    ("home-shortcut-audit", "/audit", &[Role::RH]),
];

/// The earliest date first, then what has no date, in the order of a programme's life.
fn by_urgency(tasks: &mut [Task]) {
    tasks.sort_by_key(|task| (task.due_at.is_none(), task.due_at));
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;

    #[test]
    fn the_most_urgent_task_stands_first() {
        let task = |text: &str, due: Option<&str>| Task {
            text: text.to_owned(),
            href: "/".to_owned(),
            count: 1,
            due_at: due.map(|due| due.parse().unwrap()),
        };
        let mut tasks = [
            task("first of life", None),
            task("later", Some("2026-06-01T00:00:00Z")),
            task("overdue", Some("2026-01-01T00:00:00Z")),
            task("second of life", None),
        ];
        by_urgency(&mut tasks);
        let order = tasks.map(|task| task.text);
        assert_eq!(order, ["overdue", "later", "first of life", "second of life"]);
    }
}
