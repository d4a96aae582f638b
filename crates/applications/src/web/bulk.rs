//! Bulk actions of the list: choose, fill in once, then the rules of a single one and a result per record.

use std::collections::BTreeSet;

use axum::extract::Query;
use axum::http::Uri;
use base::{PersonId, Problem, Text};
use base_web::api::ok;
use base_web::view::{Cell, Choice, Facts, Field, Page, Table, Tone};
use base_web::{ApiJson, FormData, Reply, Visit};
use calls::ProgrammeId;

use super::desk_json::{BulkJson, BulkResultListJson};
use super::list::{ListQuery, call_of};
use super::requests;
use super::verbs::rejection_codes;
use crate::mails::case_path;
use crate::model::{Application, ApplicationId, ApplicationState, BulkVerb, ReasonCode};
use crate::queries;
use crate::usecases::{self, BulkAction, BulkResult, MAX_BULK};

pub(super) async fn start_checks(visit: Visit, data: FormData) -> Reply {
    let call = call_of(&visit, &visit.ctx, data.get("call")).await?;
    let results = usecases::start_all_checks(&visit.app.db, &visit.ctx, call.id).await?;
    let list = base_web::view_with_query("/applications", "call", &call.code);
    visit.page(result_page(&visit, "applications-start-checks", &list, &results))
}

pub(super) async fn complete_all(visit: Visit, data: FormData) -> Reply {
    let call = call_of(&visit, &visit.ctx, data.get("call")).await?;
    let in_check = queries::of_call(
        visit.app.db.reader(),
        &visit.ctx,
        call.id,
        &[ApplicationState::InCheck],
    )
    .await?;
    let ids: Vec<_> = in_check.iter().map(|application| application.id).collect();
    let results = usecases::complete_all(&visit.app.db, &visit.ctx, &ids).await?;
    let list = base_web::view_with_query("/applications", "call", &call.code);
    visit.page(result_page(&visit, "applications-complete-all", &list, &results))
}

/// The list the officer came from; anything else than the list is ignored.
fn list_of(data: &FormData) -> String {
    let list = data.get("list");
    if list == "/applications" || list.starts_with("/applications?") {
        list.to_owned()
    } else {
        "/applications".to_owned()
    }
}

/// The second step: what is chosen, and the fields this verb needs.
pub(super) async fn prepare(visit: Visit, data: FormData) -> Reply {
    let verb = data.get("verb").parse::<BulkVerb>();
    let verb = verb.map_err(|()| Problem::field("verb", Text::new("field-choice")))?;
    let cases = chosen(&visit, &data).await?;
    let page = prepare_page(&visit, verb, &cases, &data, None).await?;
    visit.page(page)
}

/// The ticked cases, or all of the list as it was filtered.
async fn chosen(visit: &Visit, data: &FormData) -> Result<Vec<Application>, Problem> {
    let db = visit.app.db.reader();
    let too_many = || {
        Problem::refused(
            "too-many",
            Text::new("applications-bulk-too-many").with("max", MAX_BULK),
        )
    };
    let limit = MAX_BULK as u64 + 1;
    let cases = if data.get("which") == "all" {
        let uri: Uri = list_of(data).parse().map_err(Problem::broken)?;
        let Query(query) = Query::<ListQuery>::try_from_uri(&uri).unwrap_or_default();
        let codes = calls::codes(db, &visit.ctx).await?;
        queries::first(db, &visit.ctx, &query.filter(&visit.ctx, &codes), limit).await?
    } else {
        let ids: Vec<ApplicationId> = data
            .all("id")
            .take(MAX_BULK + 1)
            .filter_map(|id| id.parse().ok())
            .collect();
        let mut cases: Vec<Application> = queries::applications(db, &visit.ctx, &ids)
            .await?
            .into_values()
            .collect();
        cases.sort_by(|a, b| a.label().cmp(b.label()));
        cases
    };
    if cases.len() > MAX_BULK {
        return Err(too_many());
    }
    Ok(cases)
}

async fn prepare_page(
    visit: &Visit,
    verb: BulkVerb,
    cases: &[Application],
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let list = list_of(data);
    let mut page = Page::new(visit.t(&format!("applications-bulk-verb-{verb}")))
        .crumb(&list, visit.t("applications-title"))
        .lead(visit.tw("applications-bulk-count", &[("count", &cases.len().to_string())]));
    if cases.is_empty() {
        return Ok(page.text(visit.t("applications-bulk-none-chosen")));
    }
    let mut form = visit
        .form("/applications/bulk/apply")
        .hidden("verb", verb)
        .hidden("list", &list)
        .fields(fields(visit, verb, cases).await?)
        .submit(visit.t("applications-bulk-apply"))
        .cancel(visit.t("form-cancel"), &list);
    for case in cases {
        form = form.hidden("id", case.id);
    }
    form = form.fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    let mut table = Table::new(visit.lang(), visit.t("applications-bulk-cases"))
        .column(visit.t("applications-number"))
        .column(visit.t("applications-lead"))
        .column(visit.t("applications-state"));
    for case in cases {
        table = table.row(vec![
            Cell::link(case_path(case.id), case.label()),
            Cell::text(&case.lead_name),
            super::state_cell(visit, case.state),
        ]);
    }
    page = page.block(form).block(table);
    Ok(page)
}

/// The shortest period that the programmes of these cases give.
async fn completion_days(visit: &Visit, cases: &[Application]) -> Result<i64, Problem> {
    let programmes: BTreeSet<_> = cases.iter().map(|case| case.programme_id).collect();
    let mut days = Vec::new();
    for programme in programmes {
        days.push(requests::completion_days(visit, ProgrammeId(programme)).await?);
    }
    Ok(days.into_iter().min().unwrap_or_default())
}

async fn fields(visit: &Visit, verb: BulkVerb, cases: &[Application]) -> Result<Vec<Field>, Problem> {
    let today = base::calendar::local_date(visit.ctx.now);
    let in_days = |days: i64| (today + chrono::Days::new(days.unsigned_abs())).to_string();
    Ok(match verb {
        BulkVerb::StartCheck => vec![],
        BulkVerb::Complete => vec![Field::note(visit.t("applications-complete-all-confirm"))],
        BulkVerb::Assign => vec![officer_field(visit, cases).await?],
        BulkVerb::FollowUp => vec![
            Field::date("due_on", visit.t("applications-follow-up-on"))
                .required()
                .value(in_days(super::follow_ups::USUAL_DAYS)),
            Field::textarea("note", visit.t("applications-follow-up-note"), 3)
                .required()
                .max(1_000),
        ],
        BulkVerb::RequestDocuments => vec![
            Field::textarea("items", visit.t("applications-request-items"), 4)
                .required()
                .max(4_000)
                .hint(visit.t("applications-request-items-hint")),
            Field::date("due_on", visit.t("applications-request-until"))
                .required()
                .value(in_days(completion_days(visit, cases).await?))
                .hint(visit.t("applications-request-until-hint")),
        ],
        BulkVerb::ProposeRejection => vec![
            Field::select(
                "reason_code",
                visit.t("applications-reason-code"),
                rejection_codes(visit),
            )
            .required(),
            Field::textarea("reason", visit.t("applications-reason"), 5)
                .required()
                .max(4_000)
                .hint(visit.t("applications-reason-hint")),
        ],
    })
}

/// Officers of the first case's programme; a case of another one refuses whoever isn't of its own.
pub(super) async fn officer_field(visit: &Visit, cases: &[Application]) -> Result<Field, Problem> {
    let mut officers = vec![Choice::new("", visit.t("applications-officer-none"))];
    if let Some(case) = cases.first() {
        let holders = usecases::officers(visit.app.db.reader(), case, visit.ctx.now).await?;
        officers.extend(
            holders
                .iter()
                .map(|account| Choice::new(account.id, &account.name)),
        );
    }
    Ok(Field::select(
        "officer",
        visit.t("applications-officer"),
        officers,
    ))
}

pub(super) async fn apply(visit: Visit, data: FormData) -> Reply {
    let verb = data.get("verb").parse::<BulkVerb>();
    let verb = verb.map_err(|()| Problem::field("verb", Text::new("field-choice")))?;
    let cases = chosen(&visit, &data).await?;
    let ids: Vec<_> = cases.iter().map(|case| case.id).collect();
    let done = match action(verb, &data) {
        Ok(action) => usecases::bulk(&visit.app.db, &visit.ctx, &ids, &action).await,
        Err(problem) => Err(problem),
    };
    match done {
        Ok(results) => visit.page(result_page(
            &visit,
            &format!("applications-bulk-verb-{verb}"),
            &list_of(&data),
            &results,
        )),
        Err(problem) => {
            let page = prepare_page(&visit, verb, &cases, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

/// The command of the form.
fn action(verb: BulkVerb, data: &FormData) -> Result<BulkAction, Problem> {
    let mut read = data.read();
    let action = match verb {
        BulkVerb::StartCheck => Some(BulkAction::StartCheck),
        BulkVerb::Complete => Some(BulkAction::Complete),
        BulkVerb::Assign => Some(BulkAction::Assign {
            officer: read.optional::<PersonId>("officer", "field-choice"),
        }),
        BulkVerb::FollowUp => {
            let note = read.required_long_text("note", 1_000);
            read.date("due_on")
                .map(|due_on| BulkAction::FollowUp { due_on, note })
        }
        BulkVerb::RequestDocuments => {
            let items = read.required_long_text("items", 4_000);
            read.date("due_on")
                .map(|due_on| BulkAction::RequestDocuments { items, due_on })
        }
        BulkVerb::ProposeRejection => {
            let reason = read.required_long_text("reason", 4_000);
            read.choice::<ReasonCode>("reason_code")
                .map(|reason_code| BulkAction::ProposeRejection { reason_code, reason })
        }
    };
    read.finish()?;
    action.ok_or_else(|| Problem::field("due_on", Text::new("field-required")))
}

fn result_page(visit: &Visit, key: &str, list: &str, results: &[BulkResult]) -> Page {
    let done = results.iter().filter(|result| result.problem.is_none()).count();
    let number = |count: usize| Cell::integer(visit.lang(), i64::try_from(count).unwrap_or(i64::MAX));
    let mut table = Table::new(visit.lang(), visit.t("applications-bulk-results"))
        .column(visit.t("applications-number"))
        .column(visit.t("applications-bulk-result"))
        .column(visit.t("applications-bulk-why"))
        .empty(visit.t("applications-bulk-none"));
    for result in results {
        let (tone, word) = match result.problem {
            None => (Tone::Success, "applications-bulk-done"),
            Some(_) => (Tone::Warning, "applications-bulk-left"),
        };
        let why = result
            .problem
            .as_ref()
            .map(|problem| base_web::failure::sentence(visit.lang(), problem));
        table = table.row(vec![
            Cell::link(case_path(result.application), &result.label),
            Cell::badge(tone, visit.t(word)),
            Cell::text(why.unwrap_or_default()),
        ]);
    }
    Page::new(visit.t(key))
        .crumb(list, visit.t("applications-title"))
        .block(
            Facts::new()
                .row(visit.t("applications-bulk-done"), number(done))
                .row(visit.t("applications-bulk-left"), number(results.len() - done)),
        )
        .block(table)
}

/// The JSON twin of the whole.
pub(super) async fn api(visit: Visit, ApiJson(sent): ApiJson<BulkJson>) -> Reply {
    if sent.ids.len() > MAX_BULK {
        return Err(Problem::field(
            "ids",
            Text::new("applications-bulk-too-many").with("max", MAX_BULK),
        )
        .into());
    }
    let ids: Vec<ApplicationId> = sent.ids.iter().copied().map(ApplicationId).collect();
    let action = sent.action()?;
    let results = usecases::bulk(&visit.app.db, &visit.ctx, &ids, &action).await?;
    ok(BulkResultListJson::new(visit.lang(), results))
}
