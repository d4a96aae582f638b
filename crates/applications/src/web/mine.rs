//! `/my-applications`: a municipality's own applications and the calls it can apply for.

use base::Role;
use base_db::PageRequest;
use base_web::view::{Action, Block, Cell, Page, Table};
use base_web::{Reply, Visit};

use super::list::received;
use super::{path, state_cell, title};
use crate::model::{Application, ApplicationState, Filter, Sort, SortBy};
use crate::queries;
use crate::usecases::is_open;

pub(super) async fn index(visit: Visit) -> Reply {
    let db = visit.app.db.reader();
    let filter = Filter {
        sort: Sort {
            by: SortBy::Received,
            descending: true,
        },
        ..Filter::default()
    };
    let found = queries::list(
        db,
        &visit.ctx,
        &filter,
        PageRequest {
            page: 1,
            per_page: base_db::page::MAX_PER_PAGE,
        },
    )
    .await?;
    let mut page = Page::new(visit.t("applications-nav-mine")).lead(visit.t("applications-mine-lead"));
    if visit.ctx.has_role(Role::KE) {
        let mut links = Vec::new();
        for call in calls::open_calls(db)
            .await?
            .into_iter()
            .filter(|call| is_open(&visit.ctx, call))
        {
            let text = visit.tw("applications-apply-for", &[("call", call.title(visit.lang()))]);
            let until = visit.tw(
                "applications-until",
                &[("deadline", &call.deadline.text(visit.lang()))],
            );
            links.push((
                base_web::view_with_query("/applications/new", "call", &call.code),
                text,
                until,
            ));
            links.extend(super::workbook::link(&visit, &call));
        }
        page = page.heading(visit.t("applications-open-calls"));
        page = if links.is_empty() {
            page.text(visit.t("applications-no-open-calls"))
        } else {
            page.block(Block::Links(links))
        };
    }
    let mut table = Table::new(visit.lang(), visit.t("applications-mine-table"))
        .column(visit.t("applications-number"))
        .column(visit.t("applications-project"))
        .column(visit.t("applications-lead"))
        .number_column(visit.t("applications-requested"))
        .column(visit.t("applications-received"))
        .column(visit.t("applications-state"))
        .column(visit.t("applications-next"))
        .empty(visit.t("applications-mine-empty"));
    let mut own = found.items;
    // what the municipality has to do stands first
    own.sort_by_key(|application| !waits(application.state));
    for application in &own {
        table = table.row(vec![
            Cell::link(path(application), application.label()),
            Cell::text(title(&visit, application)),
            Cell::text(&application.lead_name),
            Cell::money(visit.lang(), application.requested),
            Cell::text(received(&visit, application)),
            state_cell(&visit, application.state),
            next_step(&visit, application),
        ]);
    }
    visit.page(page.block(table))
}

/// Whether it is the municipality's turn.
fn waits(state: ApplicationState) -> bool {
    matches!(
        state,
        ApplicationState::Draft | ApplicationState::DocumentsRequested
    )
}

/// What this person can do next with it.
fn next_step(visit: &Visit, application: &Application) -> Cell {
    if !crate::access::is_applicant(&visit.ctx, application) {
        let as_partner = Cell::text(visit.t("applications-as-partner"));
        if application.state != ApplicationState::Draft {
            return as_partner;
        }
        let href = format!("{}/partners", path(application));
        return Cell::Many(vec![
            as_partner,
            Cell::link(href, visit.t("applications-partners-title")),
        ]);
    }
    let here = path(application);
    let link =
        |key: &str, verb: &str| Cell::Actions(vec![Action::link(visit.t(key), format!("{here}/{verb}"))]);
    let edits = crate::access::require_editor(&visit.ctx, application).is_ok();
    match application.state {
        ApplicationState::Draft if edits => link("applications-continue", "edit"),
        ApplicationState::Draft => link("applications-review", "submit"),
        ApplicationState::DocumentsRequested => link("applications-answer", "answer"),
        ApplicationState::Awarded => {
            Cell::link(format!("{here}?part=procedure"), visit.t("applications-to-award"))
        }
        _ => Cell::Empty,
    }
}
