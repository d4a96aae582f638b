//! `/grants/{grant}/clauses`: the ancillary clauses of a grant, to be chosen while it is prepared.

use axum::extract::Path;
use base::{Problem, Role, Scope};
use base_web::view::{Cell, Choice, Field, Page, Table};
use base_web::{ApiJson, FormData, Reply, Visit, api};
use calls::ClauseUse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::id;
use crate::model::{Grant, GrantId, GrantState};
use crate::usecases::{self, Choosable};
use crate::{access, queries};

async fn seen(visit: &Visit, grant: GrantId) -> Result<(Grant, Vec<Choosable>), Problem> {
    let db = visit.app.db.reader();
    let (grant, _) = queries::seen(db, &visit.ctx, grant).await?;
    if !access::is_office(&visit.ctx, &grant) {
        return Err(Problem::not_found("grant"));
    }
    let all = usecases::clauses_of(db, &visit.ctx, &grant).await?;
    Ok((grant, all))
}

pub(super) async fn index(visit: Visit, Path(grant): Path<String>) -> Reply {
    let (grant, all) = seen(&visit, id(&grant)?).await?;
    visit.page(page(&visit, &grant, &all, None))
}

fn page(visit: &Visit, grant: &Grant, all: &[Choosable], problem: Option<&Problem>) -> Page {
    let rows = all.iter().map(|one| {
        let state = match (one.clause.usage, one.is_in) {
            (ClauseUse::Always, _) => "grants-clause-always",
            (_, true) => "grants-clause-in",
            (_, false) => "grants-clause-out",
        };
        vec![
            Cell::text(&one.clause.title),
            Cell::text(visit.t(&format!("calls-clause-kind-{}", one.clause.kind))),
            Cell::text(&one.clause.text),
            Cell::integer(visit.lang(), one.clause.version),
            Cell::text(visit.t(state)),
        ]
    });
    let table = Table::new(visit.lang(), visit.t("grants-clauses"))
        .hidden_caption()
        .column(visit.t("calls-clause-title"))
        .column(visit.t("calls-clause-kind"))
        .column(visit.t("calls-clause-text"))
        .number_column(visit.t("calls-clause-version"))
        .column(visit.t("grants-clause-state"))
        .rows(rows)
        .empty(visit.t("calls-clauses-none"));
    let here = format!("/grants/{}", grant.id);
    let mut page = Page::new(visit.t("grants-clauses"))
        .kicker(&grant.number)
        .lead(visit.t("grants-clauses-lead"))
        .crumb(&here, &grant.number)
        .block(table);
    let optional: Vec<&Choosable> = all
        .iter()
        .filter(|one| one.clause.usage != ClauseUse::Always)
        .collect();
    let officer = visit.ctx.has(Role::SB, Scope::Programme(grant.programme_id));
    if officer && grant.state == GrantState::Prepared && !optional.is_empty() {
        let choices = optional
            .iter()
            .map(|one| Choice::new(&one.clause.code, &one.clause.title))
            .collect();
        let mut chosen = FormData::default();
        for one in optional.iter().filter(|one| one.is_in) {
            chosen = chosen.with("clause", &one.clause.code);
        }
        let form = visit
            .form(format!("{here}/clauses"))
            .hidden("version", grant.version)
            .field(
                Field::checkboxes("clause", visit.t("grants-clauses-choose"), choices)
                    .hint(visit.t("grants-clauses-hint")),
            )
            .submit(visit.t("grants-clauses-save"))
            .cancel(visit.t("form-cancel"), &here)
            .fill(&chosen);
        page = page.block(match problem {
            Some(problem) => form.problem(problem),
            None => form,
        });
    }
    page
}

pub(super) async fn save(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let (grant, all) = seen(&visit, id(&grant)?).await?;
    let codes: Vec<String> = data.all("clause").map(str::to_owned).collect();
    let version = Some(data.read().version());
    match usecases::choose_clauses(&visit.app.db, &visit.ctx, grant.id, version, &codes).await {
        Ok(_) => visit.done(&format!("/grants/{}", grant.id), "grants-done-clauses"),
        Err(problem) => visit.again(problem, |problem| page(&visit, &grant, &all, Some(problem))),
    }
}

/// A clause of a grant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GrantClauseJson {
    code: String,
    version: i64,
    kind: calls::ClauseKind,
    usage: ClauseUse,
    title: String,
    text: String,
    /// Whether it goes into the notice.
    is_in: bool,
}

/// The clauses that suit a grant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GrantClauseListJson {
    items: Vec<GrantClauseJson>,
}

/// The clauses a grant takes besides those that always are in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ChooseClausesJson {
    /// The version of the grant that was seen.
    version: i64,
    codes: Vec<String>,
}

fn list(all: Vec<Choosable>) -> Reply {
    let items = all.into_iter().map(|one| GrantClauseJson {
        code: one.clause.code,
        version: one.clause.version,
        kind: one.clause.kind,
        usage: one.clause.usage,
        title: one.clause.title,
        text: one.clause.text,
        is_in: one.is_in,
    });
    api::ok(GrantClauseListJson {
        items: items.collect(),
    })
}

pub(super) async fn list_json(visit: Visit, Path(grant): Path<String>) -> Reply {
    let (_, all) = seen(&visit, id(&grant)?).await?;
    list(all)
}

pub(super) async fn choose_json(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(sent): ApiJson<ChooseClausesJson>,
) -> Reply {
    let grant = id(&grant)?;
    usecases::choose_clauses(&visit.app.db, &visit.ctx, grant, Some(sent.version), &sent.codes).await?;
    let (_, all) = seen(&visit, grant).await?;
    list(all)
}
