//! `/reviews`: what an assessor has to do.

use base_web::view::Block;
use base_web::view::{Action, Cell, Page, Table, Tile};
use base_web::{Reply, Visit};

use super::badge;
use crate::model::ReviewTask;
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
        .block(Block::Tiles(vec![
            tile(open, "reviews-open"),
            tile(done, "reviews-done"),
        ]));
    if let Some(next) = tasks.iter().find(|task| task.state.is_open()) {
        page =
            page.action(Action::link(visit.t("reviews-next"), format!("/reviews/{}", next.review)).primary());
    }
    let mut table = Table::new(visit.lang(), visit.t("reviews-title"))
        .hidden_caption()
        .column(visit.t("reviews-number"))
        .column(visit.t("reviews-applicant"))
        .column(visit.t("reviews-application"))
        .column(visit.t("reviews-state"))
        .column(visit.t("reviews-due"))
        .number_column(visit.t("reviews-own-total"))
        .empty(visit.t("reviews-empty"));
    for task in &tasks {
        table = table.row(row(&visit, task));
    }
    visit.page(page.block(table))
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
