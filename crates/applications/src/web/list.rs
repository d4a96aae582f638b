//! `/applications`: the list of the office, filtered, sorted and paged. Four statements, whatever its length.

use axum::extract::Query;
use base::{Ctx, Problem, Role};
use base_db::PageRequest;
use base_web::view::{Action, Cell, Choice, Field, Form, Page, Table};
use base_web::{FormData, Reply, Visit};
use calls::CallId;
use municipalities::BodyType;
use serde::Deserialize;

use super::{path, state_cell, state_label, title};
use crate::model::{Application, ApplicationState, Filter, Sort, SortBy};
use crate::queries;

/// The query of the list, as typed: a value that means nothing filters nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    pub call: String,
    pub state: String,
    pub district: String,
    pub body_type: String,
    pub q: String,
    pub sort: String,
    pub page: String,
    pub per_page: String,
}

impl ListQuery {
    pub(super) fn filter(&self, codes: &[(CallId, String)]) -> Filter {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        // an unknown code finds nothing rather than everything
        let call = given(&self.call).map(|code| {
            codes
                .iter()
                .find(|(_, known)| *known == code)
                .map_or(CallId(uuid::Uuid::nil()), |(id, _)| *id)
        });
        Filter {
            call,
            states: ApplicationState::from_code(&self.state).into_iter().collect(),
            district: given(&self.district),
            body_type: given(&self.body_type),
            text: self.q.clone(),
            sort: sort(&self.sort),
            ..Filter::default()
        }
    }

    pub(super) fn page(&self) -> PageRequest {
        let usual = PageRequest::default();
        PageRequest {
            page: self.page.parse().unwrap_or(1).max(1),
            per_page: self.per_page.parse().unwrap_or(usual.per_page),
        }
    }

    fn data(&self) -> FormData {
        FormData::default()
            .with("call", &self.call)
            .with("state", &self.state)
            .with("district", &self.district)
            .with("body_type", &self.body_type)
            .with("q", &self.q)
    }

    /// Path and filter, without sorting and page.
    fn href(&self) -> String {
        let query = [
            ("call", &self.call),
            ("state", &self.state),
            ("district", &self.district),
            ("body_type", &self.body_type),
            ("q", &self.q),
        ];
        query
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .fold("/applications".to_owned(), |href, (name, value)| {
                base_web::view_with_query(&href, name, value)
            })
    }
}

fn sort(text: &str) -> Sort {
    let (key, descending) = text.strip_prefix('-').map_or((text, false), |key| (key, true));
    let by = match key {
        "lead" => SortBy::Lead,
        "title" => SortBy::Title,
        "requested" => SortBy::Requested,
        "received" => SortBy::Received,
        "state" => SortBy::State,
        _ => SortBy::Number,
    };
    Sort { by, descending }
}

pub(super) async fn index(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let db = visit.app.db.reader();
    let codes = calls::codes(db, &visit.ctx).await?;
    let districts = municipalities::districts(db).await?;
    let found = queries::list(db, &visit.ctx, &query.filter(&codes), query.page()).await?;
    let href = query.href();
    let sorted = if query.sort.is_empty() {
        href.clone()
    } else {
        base_web::view_with_query(&href, "sort", &query.sort)
    };
    let mut table = Table::new(visit.lang(), visit.t("applications-title"))
        .hidden_caption()
        .column(visit.t("applications-number"))
        .sortable("number")
        .column(visit.t("applications-lead"))
        .sortable("lead")
        .column(visit.t("applications-district"))
        .column(visit.t("applications-project"))
        .sortable("title")
        .number_column(visit.t("applications-requested"))
        .sortable("requested")
        .column(visit.t("applications-received"))
        .sortable("received")
        .column(visit.t("applications-state"))
        .sortable("state")
        .filter(filter_form(&visit, &query, &codes, &districts))
        .sorted(&href, &query.sort)
        .paged(&found, &sorted)
        .empty(visit.t("applications-list-empty"));
    for application in &found.items {
        table = table.row(cells(&visit, application));
    }
    visit.page(
        Page::new(visit.t("applications-title"))
            .actions(actions(&visit, &query))
            .block(table),
    )
}

fn cells(visit: &Visit, application: &Application) -> Vec<Cell> {
    vec![
        Cell::link(path(application), application.label()),
        Cell::text(&application.lead_name),
        Cell::text(application.district_name.as_deref().unwrap_or_default()),
        Cell::text(title(visit, application)),
        Cell::money(visit.lang(), application.requested),
        Cell::text(received(visit, application)),
        state_cell(visit, application.state),
    ]
}

/// The time of receipt, or only its day where the time isn't known.
pub(super) fn received(visit: &Visit, application: &Application) -> String {
    match application.received_at {
        None => String::new(),
        Some(at) if application.received_time_known => visit.datetime(at),
        Some(at) => visit.date(base::calendar::local_date(at)),
    }
}

fn filter_form(
    visit: &Visit,
    query: &ListQuery,
    codes: &[(CallId, String)],
    districts: &[municipalities::Body],
) -> Form {
    let any = || vec![Choice::new("", visit.t("applications-any"))];
    let mut calls = any();
    calls.extend(codes.iter().map(|(_, code)| Choice::new(code, code)));
    let mut states = any();
    states.extend(
        ApplicationState::ALL
            .iter()
            .map(|state| Choice::new(state, state_label(visit, *state))),
    );
    let mut regions = any();
    regions.extend(
        districts
            .iter()
            .map(|district| Choice::new(&district.key, &district.official_name)),
    );
    let mut kinds = any();
    kinds.extend(
        BodyType::ALL
            .iter()
            .map(|kind| Choice::new(kind, visit.t(&format!("bodies-type-{kind}")))),
    );
    Form::get(visit.lang(), "/applications")
        .field(Field::input("search", "q", visit.t("applications-search")).max(100))
        .field(Field::select("call", visit.t("applications-call"), calls))
        .field(Field::select("state", visit.t("applications-state"), states))
        .field(Field::select(
            "district",
            visit.t("applications-district"),
            regions,
        ))
        .field(Field::select(
            "body_type",
            visit.t("applications-body-type"),
            kinds,
        ))
        .submit(visit.t("list-filter"))
        .cancel(visit.t("list-reset"), "/applications")
        .fill(&query.data())
}

fn actions(visit: &Visit, query: &ListQuery) -> Vec<Action> {
    if !visit.ctx.has_role(Role::SB) {
        return Vec::new();
    }
    let new = if query.call.is_empty() {
        "/applications/new".to_owned()
    } else {
        base_web::view_with_query("/applications/new", "call", &query.call)
    };
    let mut actions = vec![
        Action::link(visit.t("applications-new"), new),
        base_web::imports::import_action(visit, "applications", &query.call),
    ];
    if !query.call.is_empty() {
        let bulk = |key: &str, href: &str| {
            Action::post(visit.t(key), href)
                .with("call", &query.call)
                .confirm(visit.t(&format!("{key}-confirm")))
        };
        actions.push(bulk("applications-start-checks", "/applications/start-checks"));
        actions.push(bulk("applications-complete-all", "/applications/complete-all"));
    }
    actions
}

/// The call of a code among those the person may see. Error: `Invalid`.
pub(super) async fn call_of(visit: &Visit, ctx: &Ctx, code: &str) -> Result<calls::Call, Problem> {
    let unknown = || {
        Problem::field(
            "call",
            base::Text::new("applications-call-unknown").with("call", code),
        )
    };
    let call = calls::find_by_code(visit.app.db.reader(), code)
        .await?
        .ok_or_else(unknown)?;
    // a published call is no secret to those who may apply
    if call.is_public() || calls::access::require_sight(ctx, &call).is_ok() {
        Ok(call)
    } else {
        Err(unknown())
    }
}
