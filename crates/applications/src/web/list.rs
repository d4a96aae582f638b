//! `/applications`: the list of the office, filtered, sorted and paged. Four statements, whatever its length.

use axum::extract::Query;
use base::{Ctx, PersonId, Problem, Role, Text};
use base_db::PageRequest;
use base_web::view::{Action, Cell, Choice, Field, Form, Page, Table};
use base_web::{FormData, Reply, Visit};
use calls::CallId;
use chrono::{DateTime, NaiveDate, Utc};
use municipalities::BodyType;
use serde::Deserialize;

use super::{state_cell, state_label, title_of};
use crate::model::{Application, ApplicationState, BulkVerb, CaseRow, Filter, Responsible, Sort, SortBy};
use crate::{access, queries};

/// The query of the list, as typed: a value that means nothing filters nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    pub call: String,
    pub state: String,
    pub district: String,
    pub body_type: String,
    pub q: String,
    /// `me`, `none` or a person's id.
    pub officer: String,
    pub received_from: String,
    pub received_until: String,
    /// `true`: with an open follow-up that is due.
    pub follow_up: String,
    pub incomplete: String,
    pub late: String,
    pub joint: String,
    pub sort: String,
    pub page: String,
    pub per_page: String,
}

impl ListQuery {
    /// For machines: a filter that cannot be read is an error, not a filter that is left out. Pages are forgiving.
    pub(super) fn check(&self) -> Result<(), Problem> {
        let mut checks = base::problem::Checks::new();
        for (name, value) in [
            ("follow_up", &self.follow_up),
            ("incomplete", &self.incomplete),
            ("late", &self.late),
            ("joint", &self.joint),
        ] {
            checks.ensure(matches!(value.as_str(), "" | "true" | "false"), name, || {
                Text::new("field-choice")
            });
        }
        for (name, value) in [
            ("received_from", &self.received_from),
            ("received_until", &self.received_until),
        ] {
            checks.ensure(
                value.is_empty() || value.parse::<NaiveDate>().is_ok(),
                name,
                || Text::new("field-date").with("value", value),
            );
        }
        for (name, value) in [("page", &self.page), ("per_page", &self.per_page)] {
            checks.ensure(value.is_empty() || value.parse::<u64>().is_ok(), name, || {
                Text::new("field-integer").with("value", value)
            });
        }
        checks.finish()
    }

    pub(super) fn filter(&self, ctx: &Ctx, codes: &[(CallId, String)]) -> Filter {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        // an unknown code finds nothing rather than everything
        let call = given(&self.call).map(|code| {
            codes
                .iter()
                .find(|(_, known)| *known == code)
                .map_or(CallId(uuid::Uuid::nil()), |(id, _)| *id)
        });
        let is_set = |text: &str| text == "true";
        Filter {
            call,
            states: ApplicationState::from_code(&self.state).into_iter().collect(),
            district: given(&self.district),
            body_type: given(&self.body_type),
            text: self.q.clone(),
            officer: self.responsible(ctx),
            received_from: self.received_from.parse().ok(),
            received_until: self.received_until.parse().ok(),
            follow_up_by: is_set(&self.follow_up).then(|| base::calendar::local_date(ctx.now)),
            incomplete: is_set(&self.incomplete),
            late: is_set(&self.late),
            joint: is_set(&self.joint),
            sort: sort(&self.sort),
            ..Filter::default()
        }
    }

    fn responsible(&self, ctx: &Ctx) -> Option<Responsible> {
        match self.officer.as_str() {
            "" => None,
            "none" => Some(Responsible::Nobody),
            "me" => ctx.person_id().map(Responsible::Person),
            id => Some(Responsible::Person(PersonId(id.parse().unwrap_or_default()))),
        }
    }

    pub(super) fn page(&self) -> PageRequest {
        let usual = PageRequest::default();
        PageRequest {
            page: self.page.parse().unwrap_or(1).max(1),
            per_page: self.per_page.parse().unwrap_or(usual.per_page),
        }
    }

    /// What narrows the list, by the names of the form.
    fn pairs(&self) -> [(&'static str, &str); 12] {
        [
            ("q", &self.q),
            ("call", &self.call),
            ("state", &self.state),
            ("district", &self.district),
            ("body_type", &self.body_type),
            ("officer", &self.officer),
            ("received_from", &self.received_from),
            ("received_until", &self.received_until),
            ("follow_up", &self.follow_up),
            ("incomplete", &self.incomplete),
            ("late", &self.late),
            ("joint", &self.joint),
        ]
    }

    fn data(&self) -> FormData {
        self.pairs()
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .fold(FormData::default(), |data, (name, value)| data.with(name, value))
    }

    /// Path and filter, without sorting and page.
    pub(super) fn href(&self, path: &str) -> String {
        self.pairs()
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .fold(path.to_owned(), |href, (name, value)| {
                base_web::view_with_query(&href, name, value)
            })
    }

    /// Path, filter and sorting.
    pub(super) fn sorted_href(&self, path: &str) -> String {
        let href = self.href(path);
        if self.sort.is_empty() {
            href
        } else {
            base_web::view_with_query(&href, "sort", &self.sort)
        }
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

/// The id of the form below the table that the boxes in its rows belong to.
const BULK_FORM: &str = "bulk";

pub(super) async fn index(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let db = visit.app.db.reader();
    let codes = calls::codes(db, &visit.ctx).await?;
    let districts = municipalities::district_names(db).await?;
    let found = queries::rows(db, &visit.ctx, &query.filter(&visit.ctx, &codes), query.page()).await?;
    let is_office = visit.ctx.has_any_role(access::OFFICE);
    let is_officer = visit.ctx.has_role(Role::SB);
    let officers: Vec<_> = found.items.iter().filter_map(|case| case.officer_id).collect();
    let names = people::names(db, &officers).await?;
    let mut table = Table::new(visit.lang(), visit.t("applications-title")).hidden_caption();
    if is_officer {
        table = table.column(visit.t("applications-choose"));
    }
    table = table
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
        .filter(filter_form(&visit, &query, &codes, &districts, is_office))
        .sorted(query.href("/applications"), &query.sort)
        .paged(&found, &query.sorted_href("/applications"))
        .empty(visit.t("applications-list-empty"));
    if is_office {
        table = table.column(visit.t("applications-officer"));
    }
    for (label, path) in [
        ("Excel", "/applications/export.xlsx"),
        ("CSV", "/applications/export.csv"),
    ] {
        table = table.export(label, query.sorted_href(path));
    }
    for application in &found.items {
        let mut cells = cells(&visit, application);
        if is_officer {
            let tick = Cell::Tick {
                form: BULK_FORM,
                name: "id",
                value: application.id.to_string(),
                label: visit.tw("applications-choose-one", &[("label", application.label())]),
            };
            cells.insert(0, tick);
        }
        if is_office {
            let officer = application.officer_id.and_then(|person| names.get(&person));
            cells.push(Cell::maybe(officer.map(Cell::text)));
        }
        table = table.row(cells);
    }
    let mut page = Page::new(visit.t("applications-title"))
        .actions(actions(&visit, &query))
        .block(table);
    if is_officer && found.total > 0 {
        page = page.block(bulk_form(&visit, &query, found.total));
    }
    visit.page(page)
}

fn bulk_form(visit: &Visit, query: &ListQuery, total: u64) -> Form {
    let verbs = BulkVerb::ALL
        .iter()
        .map(|verb| Choice::new(verb, visit.t(&format!("applications-bulk-verb-{verb}"))))
        .collect();
    let which = vec![
        Choice::new("chosen", visit.t("applications-bulk-chosen")),
        Choice::new(
            "all",
            visit.tw("applications-bulk-all", &[("count", &total.to_string())]),
        ),
    ];
    visit
        .form("/applications/bulk")
        .id(BULK_FORM)
        .heading(visit.t("applications-bulk"))
        .hidden("list", query.sorted_href("/applications"))
        .field(Field::radio("which", visit.t("applications-bulk-which"), which).value("chosen"))
        .field(Field::select("verb", visit.t("applications-bulk-verb"), verbs).required())
        .submit(visit.t("applications-bulk-next"))
}

fn cells(visit: &Visit, case: &CaseRow) -> Vec<Cell> {
    vec![
        Cell::link(crate::mails::case_path(case.id), case.label()),
        Cell::text(&case.lead_name),
        Cell::text(case.district_name.as_deref().unwrap_or_default()),
        Cell::text(title_of(visit, &case.title)),
        Cell::money(visit.lang(), case.requested),
        Cell::text(received_at(visit, case.received_at, case.received_time_known)),
        state_cell(visit, case.state),
    ]
}

/// The time of receipt, or only its day where the time isn't known.
pub(super) fn received(visit: &Visit, application: &Application) -> String {
    received_at(visit, application.received_at, application.received_time_known)
}

fn received_at(visit: &Visit, at: Option<DateTime<Utc>>, is_time_known: bool) -> String {
    match at {
        None => String::new(),
        Some(at) if is_time_known => visit.datetime(at),
        Some(at) => visit.date(base::calendar::local_date(at)),
    }
}

fn filter_form(
    visit: &Visit,
    query: &ListQuery,
    codes: &[(CallId, String)],
    districts: &[(String, String)],
    is_office: bool,
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
    regions.extend(districts.iter().map(|(key, name)| Choice::new(key, name)));
    let mut kinds = any();
    kinds.extend(
        BodyType::ALL
            .iter()
            .map(|kind| Choice::new(kind, visit.t(&format!("bodies-type-{kind}")))),
    );
    let mut form = Form::get(visit.lang(), "/applications")
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
        .field(Field::date(
            "received_from",
            visit.t("applications-received-from"),
        ))
        .field(Field::date(
            "received_until",
            visit.t("applications-received-until"),
        ));
    if is_office {
        let mut officers = any();
        officers.push(Choice::new("me", visit.t("applications-officer-me")));
        officers.push(Choice::new("none", visit.t("applications-officer-none")));
        form = form
            .field(Field::select(
                "officer",
                visit.t("applications-officer"),
                officers,
            ))
            .field(Field::checkbox(
                "follow_up",
                visit.t("applications-filter-follow-up"),
            ))
            .field(Field::checkbox(
                "incomplete",
                visit.t("applications-filter-incomplete"),
            ))
            .field(Field::checkbox("late", visit.t("applications-filter-late")));
    }
    form.field(Field::checkbox("joint", visit.t("applications-filter-joint")))
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
        let extensions = base_web::view_with_query("/applications/extensions", "call", &query.call);
        actions.push(Action::link(visit.t("applications-extensions"), extensions));
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
