//! The clauses of a programme's notices: what is in use today, every version of one, and the form for the next version.

use axum::extract::Path;
use base::{PersonId, Problem, Role, Scope, calendar};
use base_web::view::{Action, Cell, Choice, Field, Page, Table};
use base_web::{ApiJson, FormData, Reply, Visit, api};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::seen;
use crate::clauses::{Clause, ClauseKind, ClauseUse, Grantees};
use crate::usecases::{self, MAX_CODE, MAX_TEXT, MAX_TITLE, SetClause};
use crate::{FinancingType, Programme, ProgrammeId, queries};

fn may_set(visit: &Visit, programme: ProgrammeId) -> bool {
    visit.ctx.has(Role::RL, Scope::Programme(programme.0))
}

fn href(programme: &Programme, clause: &str) -> String {
    format!("/programmes/{}/clauses/{clause}", programme.code)
}

pub(super) async fn list(visit: Visit, Path(programme): Path<String>) -> Reply {
    let programme = seen(&visit, &programme).await?;
    let today = calendar::local_date(visit.ctx.now);
    let clauses = queries::clauses(visit.app.db.reader(), programme.id, today).await?;
    let table = columns(
        &visit,
        Table::new(visit.lang(), visit.t("calls-clauses")).hidden_caption(),
    )
    .rows(clauses.iter().map(|clause| {
        let mut cells = vec![Cell::link(href(&programme, &clause.code), &clause.title)];
        cells.extend(facts(&visit, clause));
        cells
    }))
    .empty(visit.t("calls-clauses-none"));
    let mut page = Page::new(visit.t("calls-clauses"))
        .kicker(&programme.code)
        .crumb("/programmes", visit.t("calls-programmes-title"))
        .crumb(format!("/programmes/{}", programme.code), &programme.code)
        .lead(visit.t("calls-clauses-lead"));
    if may_set(&visit, programme.id) {
        let new = format!("/programmes/{}/clauses/new", programme.code);
        page = page.action(Action::link(visit.t("calls-clause-new"), new));
    }
    visit.page(page.block(table))
}

fn columns(visit: &Visit, table: Table) -> Table {
    table
        .column(visit.t("calls-clause-title"))
        .column(visit.t("calls-clause-kind"))
        .column(visit.t("calls-clause-usage"))
        .column(visit.t("calls-clause-grantees"))
        .column(visit.t("calls-clause-financing"))
        .number_column(visit.t("calls-clause-version"))
        .column(visit.t("calls-clause-from"))
}

fn facts(visit: &Visit, clause: &Clause) -> Vec<Cell> {
    let financing = match clause.financing_type {
        Some(kind) => visit.t(&format!("calls-financing-type-{kind}")),
        None => visit.t("calls-clause-any"),
    };
    vec![
        Cell::text(visit.t(&format!("calls-clause-kind-{}", clause.kind))),
        Cell::text(visit.t(&format!("calls-clause-usage-{}", clause.usage))),
        Cell::text(visit.t(&format!("calls-clause-grantees-{}", clause.grantees))),
        Cell::text(financing),
        Cell::integer(visit.lang(), clause.version),
        Cell::text(from(visit, clause)),
    ]
}

fn from(visit: &Visit, clause: &Clause) -> String {
    match clause.set_at {
        Some(_) => visit.date(clause.valid_from),
        None => visit.t("calls-clause-of-the-house"),
    }
}

pub(super) async fn new(visit: Visit, Path(programme): Path<String>) -> Reply {
    let programme = seen(&visit, &programme).await?;
    visit.ctx.require(&[Role::RL], Scope::Programme(programme.id.0))?;
    visit.page(new_page(&visit, &programme, &FormData::default(), None))
}

fn new_page(visit: &Visit, programme: &Programme, data: &FormData, problem: Option<&Problem>) -> Page {
    let code = Field::text("code", visit.t("calls-clause-code"))
        .required()
        .max(MAX_CODE)
        .hint(visit.t("calls-clause-code-hint"));
    let form = visit
        .form(format!("/programmes/{}/clauses/new", programme.code))
        .field(code)
        .fields(fields(visit, None))
        .submit(visit.t("calls-clause-save"))
        .cancel(
            visit.t("form-cancel"),
            format!("/programmes/{}/clauses", programme.code),
        )
        .fill(data);
    let form = match problem {
        Some(problem) => form.problem(problem),
        None => form,
    };
    framed(visit, programme, visit.t("calls-clause-new")).block(form)
}

fn framed(visit: &Visit, programme: &Programme, title: String) -> Page {
    Page::new(title)
        .kicker(&programme.code)
        .crumb("/programmes", visit.t("calls-programmes-title"))
        .crumb(format!("/programmes/{}", programme.code), &programme.code)
        .crumb(
            format!("/programmes/{}/clauses", programme.code),
            visit.t("calls-clauses"),
        )
}

/// The fields of a version, with what the present one says.
fn fields(visit: &Visit, present: Option<&Clause>) -> Vec<Field> {
    let choices = |prefix: &str, codes: Vec<&'static str>| {
        codes
            .into_iter()
            .map(|code| Choice::new(code, visit.t(&format!("{prefix}-{code}"))))
            .collect::<Vec<_>>()
    };
    let kinds = choices(
        "calls-clause-kind",
        ClauseKind::ALL.iter().map(|kind| kind.code()).collect(),
    );
    let usages = choices(
        "calls-clause-usage",
        ClauseUse::ALL.iter().map(|usage| usage.code()).collect(),
    );
    let grantees = choices(
        "calls-clause-grantees",
        Grantees::ALL.iter().map(|grantees| grantees.code()).collect(),
    );
    let mut financing = vec![Choice::new("", visit.t("calls-clause-any"))];
    financing.extend(choices(
        "calls-financing-type",
        FinancingType::ALL.iter().map(|kind| kind.code()).collect(),
    ));
    let of = |value: fn(&Clause) -> &'static str| present.map(value).unwrap_or_default();
    let today = calendar::local_date(visit.ctx.now);
    let yes_no = ["true", "false"]
        .map(|code| Choice::new(code, visit.t(&format!("calls-yes-no-{code}"))))
        .to_vec();
    vec![
        Field::text("title", visit.t("calls-clause-title"))
            .required()
            .max(MAX_TITLE)
            .value(present.map(|clause| clause.title.as_str()).unwrap_or_default()),
        Field::select("kind", visit.t("calls-clause-kind"), kinds)
            .required()
            .hint(visit.t("calls-clause-kind-hint"))
            .value(of(|clause| clause.kind.code())),
        Field::textarea("text", visit.t("calls-clause-text"), 6)
            .required()
            .max(MAX_TEXT)
            .hint(visit.t("calls-clause-text-hint"))
            .value(present.map(|clause| clause.text.as_str()).unwrap_or_default()),
        Field::select("usage", visit.t("calls-clause-usage"), usages)
            .required()
            .value(of(|clause| clause.usage.code())),
        Field::select("grantees", visit.t("calls-clause-grantees"), grantees)
            .required()
            .value(of(|clause| clause.grantees.code())),
        Field::select("financing_type", visit.t("calls-clause-financing"), financing).value(of(|clause| {
            clause.financing_type.map(FinancingType::code).unwrap_or_default()
        })),
        Field::date("valid_from", visit.t("calls-clause-from"))
            .required()
            .hint(visit.t("calls-clause-from-hint"))
            .value(today),
        Field::select("in_use", visit.t("calls-clause-in-use"), yes_no)
            .required()
            .value("true"),
    ]
}

pub(super) async fn show(visit: Visit, Path((programme, clause)): Path<(String, String)>) -> Reply {
    let programme = seen(&visit, &programme).await?;
    let page = page(&visit, &programme, &clause, &FormData::default(), None).await?;
    visit.page(page)
}

async fn page(
    visit: &Visit,
    programme: &Programme,
    code: &str,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let versions = queries::clause_history(db, programme.id, code).await?;
    let latest = versions.first().ok_or(Problem::NotFound { what: "clause" })?;
    let setters: Vec<PersonId> = versions.iter().filter_map(|version| version.set_by).collect();
    let names = people::names(db, &setters).await?;
    let mut page = framed(visit, programme, latest.title.clone()).lead(visit.t("calls-clause-lead"));
    let mut table = columns(visit, Table::new(visit.lang(), visit.t("calls-clause-versions")))
        .column(visit.t("calls-clause-text"))
        .column(visit.t("calls-parameter-by"));
    for version in &versions {
        let mut cells = vec![Cell::text(&version.title)];
        cells.extend(facts(visit, version));
        cells.push(Cell::text(if version.in_use {
            version.text.clone()
        } else {
            visit.t("calls-clause-ended")
        }));
        let by = version.set_by.and_then(|id| names.get(&id).cloned());
        cells.push(Cell::text(by.unwrap_or_else(|| visit.t("calls-set-up"))));
        table = table.row(cells);
    }
    page = page.block(table);
    if may_set(visit, programme.id) {
        let form = visit
            .form(href(programme, code))
            .heading(visit.t("calls-clause-next"))
            .fields(fields(visit, Some(latest)))
            .submit(visit.t("calls-clause-save"))
            .fill(data);
        page = page.block(match problem {
            Some(problem) => form.problem(problem),
            None => form,
        });
    }
    Ok(page)
}

fn read(programme: ProgrammeId, code: &str, data: &FormData) -> Result<SetClause, Problem> {
    let mut read = data.read();
    let title = read.required_text("title", MAX_TITLE);
    let text = read.required_long_text("text", MAX_TEXT);
    let kind = read.choice::<ClauseKind>("kind");
    let usage = read.choice::<ClauseUse>("usage");
    let grantees = read.choice::<Grantees>("grantees");
    let valid_from = read.date("valid_from");
    read.finish()?;
    let missing = |field| Problem::field(field, base::Text::new("field-required"));
    Ok(SetClause {
        programme,
        code: code.to_owned(),
        kind: kind.ok_or_else(|| missing("kind"))?,
        usage: usage.ok_or_else(|| missing("usage"))?,
        grantees: grantees.ok_or_else(|| missing("grantees"))?,
        financing_type: FinancingType::from_code(data.get("financing_type")),
        title,
        text,
        valid_from: valid_from.ok_or_else(|| missing("valid_from"))?,
        in_use: data.get("in_use") != "false",
    })
}

pub(super) async fn create(visit: Visit, Path(programme): Path<String>, data: FormData) -> Reply {
    let programme = seen(&visit, &programme).await?;
    let set = async {
        let command = read(programme.id, data.get("code"), &data)?;
        let known = queries::clause_history(visit.app.db.reader(), programme.id, &command.code).await?;
        if !known.is_empty() {
            return Err(Problem::field(
                "code",
                base::Text::new("calls-wrong-clause-known"),
            ));
        }
        usecases::set_clause(&visit.app.db, &visit.ctx, command).await
    };
    match set.await {
        Ok(clause) => visit.done(&href(&programme, &clause.code), "calls-done-clause"),
        Err(problem) => visit.again(problem, |problem| {
            new_page(&visit, &programme, &data, Some(problem))
        }),
    }
}

pub(super) async fn save(
    visit: Visit,
    Path((programme, clause)): Path<(String, String)>,
    data: FormData,
) -> Reply {
    let programme = seen(&visit, &programme).await?;
    let set = async {
        let command = read(programme.id, &clause, &data)?;
        usecases::set_clause(&visit.app.db, &visit.ctx, command).await
    };
    match set.await {
        Ok(_) => visit.done(&href(&programme, &clause), "calls-done-clause"),
        Err(problem) => {
            let page = page(&visit, &programme, &clause, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

/// One version of a clause.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ClauseJson {
    /// Names the clause in all its versions; one that is not known begins a new clause.
    pub code: String,
    /// Counted by the server.
    #[serde(default)]
    pub version: i64,
    pub kind: ClauseKind,
    pub usage: ClauseUse,
    pub grantees: Grantees,
    /// Only for this type of financing; null for all.
    pub financing_type: Option<FinancingType>,
    pub title: String,
    pub text: String,
    /// Null for a text of the house.
    pub valid_from: Option<NaiveDate>,
    #[serde(default = "yes")]
    pub in_use: bool,
}

fn yes() -> bool {
    true
}

/// The clauses in use today.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClauseListJson {
    pub items: Vec<ClauseJson>,
}

impl From<Clause> for ClauseJson {
    fn from(clause: Clause) -> Self {
        Self {
            valid_from: clause.set_at.map(|_| clause.valid_from),
            code: clause.code,
            version: clause.version,
            kind: clause.kind,
            usage: clause.usage,
            grantees: clause.grantees,
            financing_type: clause.financing_type,
            title: clause.title,
            text: clause.text,
            in_use: clause.in_use,
        }
    }
}

pub(super) async fn list_json(visit: Visit, Path(programme): Path<String>) -> Reply {
    let programme = seen(&visit, &programme).await?;
    let today = calendar::local_date(visit.ctx.now);
    let clauses = queries::clauses(visit.app.db.reader(), programme.id, today).await?;
    api::ok(ClauseListJson {
        items: clauses.into_iter().map(ClauseJson::from).collect(),
    })
}

pub(super) async fn set_json(
    visit: Visit,
    Path(programme): Path<String>,
    ApiJson(sent): ApiJson<ClauseJson>,
) -> Reply {
    let programme = seen(&visit, &programme).await?;
    let command = SetClause {
        programme: programme.id,
        code: sent.code,
        kind: sent.kind,
        usage: sent.usage,
        grantees: sent.grantees,
        financing_type: sent.financing_type,
        title: sent.title,
        text: sent.text,
        valid_from: sent
            .valid_from
            .ok_or_else(|| Problem::field("valid_from", base::Text::new("field-required")))?,
        in_use: sent.in_use,
    };
    let set = usecases::set_clause(&visit.app.db, &visit.ctx, command).await?;
    api::created(ClauseJson::from(set))
}
