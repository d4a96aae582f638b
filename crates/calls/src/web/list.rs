//! `/calls`: all calls the person may see.

use axum::extract::RawQuery;
use base::{Cents, Problem};
use base_db::PageRequest;
use base_web::view::{Action, Cell, Choice, Field, Form, Page, Table};
use base_web::{FormData, Reply, Visit, view_with_query};

use super::{public, state_text, tone};
use crate::CallState;
use crate::queries::{self, Filter};

pub(super) async fn index(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let asked = FormData::parse(query.unwrap_or_default().as_bytes());
    let filter = filter(&asked);
    let page = PageRequest::number(asked.get("page").parse().unwrap_or(1));
    let found = queries::list(visit.app.db.reader(), &visit.ctx, &filter, page).await?;
    let lang = visit.lang();

    let mut filtered = "/calls".to_owned();
    if let Some(state) = filter.state {
        filtered = view_with_query(&filtered, "state", state.code());
    }
    let sorted = match filter.sort.as_str() {
        "" => filtered.clone(),
        sort => view_with_query(&filtered, "sort", sort),
    };
    let table = Table::new(lang, visit.t("calls-title"))
        .hidden_caption()
        .column(visit.t("calls-code"))
        .sortable("code")
        .column(visit.t("calls-call-title"))
        .sortable("title")
        .column(visit.t("calls-state"))
        .sortable("state")
        .column(visit.t("calls-opens"))
        .column(visit.t("calls-deadline"))
        .sortable("deadline")
        .number_column(visit.t("calls-budget"))
        .number_column(visit.t("calls-cap"))
        .rows(found.items.iter().map(|call| {
            vec![
                Cell::link(format!("/calls/{}", call.id), &call.code),
                Cell::text(call.title(lang)),
                Cell::badge(tone(call.state), state_text(&visit, call.state)),
                Cell::instant(lang, call.opens_at),
                Cell::text(call.deadline.text(lang)),
                Cell::money(lang, call.budget()),
                Cell::money(lang, call.cap),
            ]
        }))
        .footer(vec![
            Cell::text(visit.t("calls-sum-of-page")),
            public::blank(),
            public::blank(),
            public::blank(),
            public::blank(),
            Cell::money(lang, found.items.iter().map(|call| call.budget()).sum::<Cents>()),
            public::blank(),
        ])
        .empty(visit.t("calls-empty"))
        .filter(filter_form(&visit, &asked))
        .sorted(&filtered, &filter.sort)
        .paged(&found, &sorted);

    let mut page = Page::new(visit.t("calls-title")).lead(visit.t("calls-lead"));
    if may_draft(&visit).await? {
        page = page.action(Action::link(visit.t("calls-new"), "/calls/new").primary());
    }
    visit.page(
        page.action(Action::link(visit.t("calls-public-page"), "/public/calls"))
            .block(table),
    )
}

async fn may_draft(visit: &Visit) -> Result<bool, Problem> {
    Ok(!queries::programmes_of_officer(visit.app.db.reader(), &visit.ctx)
        .await?
        .is_empty())
}

/// Unknown values filter nothing: an old bookmark still shows a list.
pub(super) fn filter(asked: &FormData) -> Filter {
    Filter {
        state: CallState::from_code(asked.get("state")),
        programme: None,
        sort: asked.get("sort").to_owned(),
    }
}

fn filter_form(visit: &Visit, asked: &FormData) -> Form {
    let mut states = vec![Choice::new("", visit.t("calls-all-states"))];
    states.extend(
        CallState::ALL
            .iter()
            .map(|state| Choice::new(state, state_text(visit, *state))),
    );
    Form::get(visit.lang(), "/calls")
        .field(
            Field::select("state", visit.t("calls-state"), states)
                .medium()
                .autosubmit(),
        )
        .submit(visit.t("list-filter"))
        .fill(asked)
}
