//! The audit trail of the visitor's programmes, newest first (handbook 13).

use axum::extract::Query;
use base_db::PageRequest;
use base_db::audit::{self, Seen};
use base_web::view::{Cell, Page, Table};
use base_web::{Reply, Visit};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    page: u64,
}

pub async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let seen = Seen {
        cases: applications::seen_cases(&visit.ctx),
        programmes: visit.ctx.scopes_of(super::AUDIT, "programme"),
    };
    let entries = audit::list(visit.app.db.reader(), &seen, PageRequest::number(query.page)).await?;
    let mut table = Table::new(visit.lang(), visit.t("audit-title"))
        .hidden_caption()
        .column(visit.t("audit-at"))
        .column(visit.t("audit-who"))
        .column(visit.t("audit-subject"))
        .column(visit.t("audit-action"))
        .column(visit.t("audit-states"))
        .column(visit.t("audit-reason"))
        .paged(&entries, "/audit");
    for entry in &entries.items {
        let states = match (&entry.from_state, &entry.to_state) {
            (Some(from), Some(to)) => format!("{from} → {to}"),
            (None, Some(to)) => to.clone(),
            _ => String::new(),
        };
        let who = if entry.actor_name.is_empty() {
            entry.actor_kind.clone()
        } else {
            entry.actor_name.clone()
        };
        table = table.row(vec![
            Cell::text(visit.datetime(entry.at)),
            Cell::text(who),
            Cell::text(format!("{} {}", entry.subject_kind, entry.subject_id)),
            Cell::text(&entry.action),
            Cell::text(states),
            Cell::text(entry.reason.clone().unwrap_or_default()),
        ]);
    }
    visit.page(
        Page::new(visit.t("audit-title"))
            .lead(visit.t("audit-lead"))
            .block(table),
    )
}
