//! The audit trail of the visitor's programmes, newest first, filtered and as a file (handbook 13).

mod export;
mod words;

use std::collections::{BTreeSet, HashMap};

use applications::{ApplicationId, CaseRow};
use axum::extract::Query;
use base::{Deadline, PersonId, Problem, Text, calendar};
use base_db::PageRequest;
use base_db::audit::{self, AuditEntry, Filter, Seen};
use base_web::view::{Cell, Choice, Field, Form, Page, Table, table_query};
use base_web::{FormData, Reply, Visit};
use serde::Deserialize;
use uuid::Uuid;

pub use export::csv;
use words::Words;
pub use words::{KINDS, action, kind};

/// The query of the list, as typed. What cannot be read is said at its field and filters nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    from: String,
    until: String,
    who: String,
    case: String,
    kind: String,
    page: String,
}

impl ListQuery {
    fn pairs(&self) -> [(&'static str, &str); 5] {
        [
            ("from", &self.from),
            ("until", &self.until),
            ("who", &self.who),
            ("case", &self.case),
            ("kind", &self.kind),
        ]
    }

    fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.pairs().into_iter().filter(|(_, value)| !value.is_empty())
    }

    /// `path` with the filter.
    fn href(&self, path: &str) -> String {
        self.given().fold(path.to_owned(), |href, (name, value)| {
            table_query(&href, name, value)
        })
    }

    fn data(&self) -> FormData {
        self.given()
            .fold(FormData::default(), |data, (name, value)| data.with(name, value))
    }

    /// The filter. Error: `Invalid`, naming each field that cannot be read.
    async fn filter(&self, visit: &Visit) -> Result<Filter, Problem> {
        let data = self.data();
        let mut read = data.read();
        let (from, until) = (read.optional_date("from"), read.optional_date("until"));
        let number = self.case.trim().to_uppercase();
        let case = if number.is_empty() {
            None
        } else {
            applications::find_by_number(visit.app.db.reader(), &visit.ctx, &number).await?
        };
        if case.is_none() && !number.is_empty() {
            read.fail("case", Text::new("audit-case-unknown").with("value", &number));
        }
        if !self.kind.is_empty() && !KINDS.contains(&self.kind.as_str()) {
            read.fail("kind", Text::new("field-choice"));
        }
        read.finish()?;
        Ok(Filter {
            from: from.map(calendar::day_start),
            until: until.map(|day| Deadline::end_of(day).instant()),
            who: self.who.clone(),
            case: case.map(|case| case.id.0),
            kind: self.kind.clone(),
        })
    }
}

fn seen(visit: &Visit) -> Seen {
    Seen {
        cases: applications::seen_cases(&visit.ctx),
        programmes: visit.ctx.scopes_of(super::AUDIT, "programme"),
    }
}

/// Names read at once.
const CHUNK: usize = 500;

/// Entries with what their ids stand for.
struct Named {
    cases: HashMap<ApplicationId, CaseRow>,
    people: HashMap<PersonId, String>,
    calls: HashMap<Uuid, String>,
}

impl Named {
    async fn of(visit: &Visit, entries: &[AuditEntry]) -> Result<Self, Problem> {
        let db = visit.app.db.reader();
        let cases: BTreeSet<_> = entries.iter().filter_map(|entry| entry.application_id).collect();
        let people: BTreeSet<_> = entries.iter().flat_map(words::ids).collect();
        let cases: Vec<_> = cases.into_iter().map(ApplicationId).collect();
        let people: Vec<_> = people.into_iter().map(PersonId).collect();
        let calls = calls::codes(db, &visit.ctx).await?;
        let mut named = Self {
            cases: HashMap::new(),
            people: HashMap::new(),
            calls: calls.into_iter().map(|(id, code)| (id.0, code)).collect(),
        };
        for ids in cases.chunks(CHUNK) {
            named
                .cases
                .extend(applications::queries::case_rows(db, &visit.ctx, ids).await?);
        }
        for ids in people.chunks(CHUNK) {
            named.people.extend(people::names(db, ids).await?);
        }
        Ok(named)
    }

    /// The number of the entry's case.
    fn case(&self, entry: &AuditEntry) -> Option<&CaseRow> {
        self.cases.get(&ApplicationId(entry.application_id?))
    }

    /// The name of what the entry is about, where it has one beside its case.
    fn subject(&self, entry: &AuditEntry) -> Option<&str> {
        let id = Uuid::parse_str(&entry.subject_id).ok()?;
        let name = match entry.subject_kind.as_str() {
            "call" => self.calls.get(&id),
            _ => self.people.get(&PersonId(id)),
        };
        name.map(String::as_str)
    }
}

pub async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    match query.filter(&visit).await {
        Ok(filter) => visit.page(page(&visit, &query, &filter).await?),
        Err(problem) => visit.again(problem, |problem| {
            frame(&visit).block(filter_form(&visit, &query).problem(problem))
        }),
    }
}

fn frame(visit: &Visit) -> Page {
    Page::new(visit.t("audit-title")).lead(visit.t("audit-lead"))
}

async fn page(visit: &Visit, query: &ListQuery, filter: &Filter) -> Result<Page, Problem> {
    let number = PageRequest::number(query.page.parse().unwrap_or_default());
    let entries = audit::list(visit.app.db.reader(), &seen(visit), filter, number).await?;
    let named = Named::of(visit, &entries.items).await?;
    let words = Words::new(visit, &named);
    let mut table = Table::new(visit.lang(), visit.t("audit-title"))
        .hidden_caption()
        .column(visit.t("audit-at"))
        .column(visit.t("audit-who"))
        .column(visit.t("audit-subject"))
        .column(visit.t("audit-action"))
        .column(visit.t("audit-changed"))
        .filter(filter_form(visit, query))
        .export("CSV", query.href("/audit/export.csv"))
        .empty(visit.t("audit-empty"))
        .paged(&entries, &query.href("/audit"));
    for entry in &entries.items {
        let subject = words.subject(entry);
        let subject = match named.case(entry) {
            Some(case) => Cell::Many(vec![
                Cell::link(format!("/applications/{}", case.id), case.label()),
                Cell::text(subject),
            ]),
            None => Cell::text(subject),
        };
        table = table.row(vec![
            Cell::text(visit.datetime(entry.at)),
            Cell::text(words.who(entry)),
            subject,
            Cell::text(words.action(entry)),
            changes(&words.changes(entry)),
        ]);
    }
    Ok(frame(visit).block(table))
}

fn changes(lines: &[String]) -> Cell {
    match lines {
        [] => Cell::Empty,
        lines => Cell::Lines(lines.join("\n")),
    }
}

fn filter_form(visit: &Visit, query: &ListQuery) -> Form {
    let mut kinds: Vec<_> = KINDS
        .iter()
        .map(|kind| (words::kind(visit.lang(), kind), *kind))
        .collect();
    kinds.sort_by_key(|(name, _)| base::names::search_text(name));
    let mut choices = vec![Choice::new("", visit.t("audit-any-kind"))];
    choices.extend(kinds.into_iter().map(|(name, kind)| Choice::new(kind, name)));
    Form::get(visit.lang(), "/audit")
        .field(Field::date("from", visit.t("audit-from")))
        .field(Field::date("until", visit.t("audit-until")))
        .field(Field::input("search", "who", visit.t("audit-who")).max(100))
        .field(Field::text("case", visit.t("audit-case")).short())
        .field(Field::select("kind", visit.t("audit-subject"), choices))
        .submit(visit.t("list-filter"))
        .cancel(visit.t("list-reset"), "/audit")
        .fill(&query.data())
}
