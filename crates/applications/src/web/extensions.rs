//! `/applications/extensions`: a later deadline for one applicant of a call, proposed and decided.

use axum::extract::{Path, Query};
use base::{Deadline, Problem, Role, Scope, Text};
use base_web::api::{created, ok};
use base_web::view::{Action, Cell, Field, Form, Notice, Page, Table, Tone};
use base_web::{ApiJson, FormData, Reply, Visit};
use calls::{Call, DeadlineKind};
use serde::Deserialize;
use uuid::Uuid;

use super::desk_json::{DecideExtensionJson, ExtensionJson, ExtensionListJson, NewExtensionJson};
use super::list::call_of;
use crate::model::DeadlineExtension;
use crate::queries;
use crate::queries::find_body;
use crate::usecases::{self, ProposeExtension};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Which {
    call: String,
}

async fn call_for_office(visit: &Visit, code: &str) -> Result<Call, Problem> {
    let call = call_of(visit, &visit.ctx, code).await?;
    let scope = Scope::Programme(call.programme_id.0);
    if visit.ctx.has_any(&[Role::SB, Role::RL], scope) {
        Ok(call)
    } else {
        Err(Problem::not_found("call"))
    }
}

pub(super) async fn index(visit: Visit, Query(which): Query<Which>) -> Reply {
    let call = call_for_office(&visit, &which.call).await?;
    let page = list_page(&visit, &call, &FormData::default(), None).await?;
    visit.page(page)
}

async fn list_page(
    visit: &Visit,
    call: &Call,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let found = queries::extensions(db, call.id).await?;
    let bodies: Vec<_> = found.iter().map(|one| one.body_id).collect();
    let names = municipalities::names(db, &bodies).await?;
    let decides = visit.ctx.has(Role::RL, Scope::Programme(call.programme_id.0));
    let mut table = Table::new(visit.lang(), visit.t("applications-extensions"))
        .hidden_caption()
        .column(visit.t("applications-body"))
        .column(visit.t("applications-extension-until"))
        .column(visit.t("applications-extension-reason"))
        .column(visit.t("applications-extension-by"))
        .column(visit.t("applications-state"))
        .empty(visit.t("applications-extension-none"));
    for one in &found {
        table = table.row(vec![
            Cell::text(names.get(&one.body_id).map_or("", String::as_str)),
            Cell::text(Deadline::end_of(one.due_on).text(visit.lang())),
            Cell::Lines(one.reason.clone()),
            Cell::text(&one.proposed_by_name),
            state_cell(visit, one, decides),
        ]);
    }
    let list = base_web::view_with_query("/applications", "call", &call.code);
    let mut page = Page::new(visit.t("applications-extensions"))
        .kicker(&call.code)
        .crumb(list, visit.t("applications-title"))
        .lead(visit.tw(
            "applications-extensions-lead",
            &[("deadline", &call.deadline.text(visit.lang()))],
        ));
    if call.deadline_kind != DeadlineKind::Soft {
        page = page.block(Notice::new(
            Tone::Info,
            visit.t("applications-extension-cut-off"),
            visit.t("applications-extension-for-all"),
        ));
    }
    page = page.block(table);
    let proposes = visit.ctx.has(Role::SB, Scope::Programme(call.programme_id.0));
    if proposes && call.deadline_kind == DeadlineKind::Soft {
        page = page.block(new_form(visit, call, data, problem));
    }
    Ok(page)
}

fn state_cell(visit: &Visit, one: &DeadlineExtension, decides: bool) -> Cell {
    match one.outcome.as_deref() {
        Some("CONFIRMED") => Cell::badge(Tone::Success, visit.t("applications-extension-confirmed")),
        Some(_) => Cell::Many(vec![
            Cell::badge(Tone::Neutral, visit.t("applications-extension-declined")),
            Cell::text(&one.remark),
        ]),
        None if decides && one.proposed_by != visit.ctx.person_id() => Cell::Actions(vec![Action::link(
            visit.t("applications-decide"),
            format!("/applications/extensions/{}", one.id),
        )]),
        None => Cell::badge(Tone::Warning, visit.t("applications-extension-open")),
    }
}

fn new_form(visit: &Visit, call: &Call, data: &FormData, problem: Option<&Problem>) -> Form {
    let form = visit
        .form("/applications/extensions")
        .heading(visit.t("applications-extension-new"))
        .hidden("call", &call.code)
        .field(
            Field::text("body", visit.t("applications-lead"))
                .required()
                .hint(visit.t("applications-lead-hint")),
        )
        .field(Field::date("due_on", visit.t("applications-extension-until")).required())
        .field(
            Field::textarea("reason", visit.t("applications-extension-reason"), 3)
                .required()
                .max(2_000),
        )
        .submit(visit.t("applications-propose-send"))
        .fill(data);
    match problem {
        Some(problem) => form.problem(problem),
        None => form,
    }
}

pub(super) async fn propose(visit: Visit, data: FormData) -> Reply {
    let call = call_for_office(&visit, data.get("call")).await?;
    let proposed = async {
        let mut read = data.read();
        let body = read.required_text("body", 200);
        let due_on = read.date("due_on");
        let reason = read.required_long_text("reason", 2_000);
        read.finish()?;
        let body = find_body(visit.app.db.reader(), &body)
            .await?
            .map_err(|text| Problem::field("body", text))?;
        let command = ProposeExtension {
            call: call.id,
            body,
            due_on: due_on.ok_or_else(|| Problem::field("due_on", Text::new("field-required")))?,
            reason,
        };
        usecases::propose_extension(&visit.app.db, &visit.ctx, command).await
    };
    let here = base_web::view_with_query("/applications/extensions", "call", &call.code);
    match proposed.await {
        Ok(_) => visit.done(&here, "applications-done-proposed"),
        Err(problem) => {
            let page = list_page(&visit, &call, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

async fn one(visit: &Visit, id: Uuid) -> Result<(DeadlineExtension, Call), Problem> {
    let db = visit.app.db.reader();
    let one = queries::extension(db, id).await?;
    let call = calls::call(db, one.call_id).await?;
    let scope = Scope::Programme(call.programme_id.0);
    if !visit.ctx.has_any(&[Role::SB, Role::RL], scope) {
        return Err(Problem::not_found("extension"));
    }
    Ok((one, call))
}

pub(super) async fn show(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    let (extension, call) = one(&visit, id).await?;
    let page = decide_page(&visit, &extension, &call, &FormData::default(), None).await?;
    visit.page(page)
}

async fn decide_page(
    visit: &Visit,
    extension: &DeadlineExtension,
    call: &Call,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let body = municipalities::body(visit.app.db.reader(), extension.body_id).await?;
    let here = base_web::view_with_query("/applications/extensions", "call", &call.code);
    let mut form = visit
        .form(format!("/applications/extensions/{}", extension.id))
        .field(
            Field::textarea("remark", visit.t("applications-decide-remark"), 3)
                .max(2_000)
                .hint(visit.t("applications-decide-remark-hint")),
        )
        .button(visit.t("applications-decline"), "decision", "decline")
        .button(visit.t("applications-extension-confirm"), "decision", "confirm")
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    let facts = base_web::view::Facts::new()
        .row(visit.t("applications-body"), body.official_name)
        .row(
            visit.t("applications-extension-until"),
            Deadline::end_of(extension.due_on).text(visit.lang()),
        )
        .row(
            visit.t("applications-extension-reason"),
            Cell::Lines(extension.reason.clone()),
        )
        .row(
            visit.t("applications-extension-by"),
            extension.proposed_by_name.clone(),
        );
    let mut page = Page::new(visit.t("applications-extension-decide"))
        .kicker(&call.code)
        .crumb(here, visit.t("applications-extensions"))
        .block(facts);
    if extension.decided_at.is_none() {
        page = page.block(form);
    }
    Ok(page)
}

pub(super) async fn decide(visit: Visit, Path(id): Path<Uuid>, data: FormData) -> Reply {
    let (extension, call) = one(&visit, id).await?;
    let confirm = data.get("decision") == "confirm";
    let decided =
        usecases::decide_extension(&visit.app.db, &visit.ctx, id, confirm, data.get("remark")).await;
    match decided {
        Ok(_) => {
            let here = base_web::view_with_query("/applications/extensions", "call", &call.code);
            visit.done(&here, "applications-done-decided")
        }
        Err(problem) => {
            let page = decide_page(&visit, &extension, &call, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub(super) async fn api_list(visit: Visit, Query(which): Query<Which>) -> Reply {
    let call = call_for_office(&visit, &which.call).await?;
    let found = queries::extensions(visit.app.db.reader(), call.id).await?;
    ok(ExtensionListJson {
        items: found.into_iter().map(ExtensionJson::from).collect(),
    })
}

pub(super) async fn api_propose(visit: Visit, ApiJson(new): ApiJson<NewExtensionJson>) -> Reply {
    let call = call_for_office(&visit, &new.call).await?;
    let body = find_body(visit.app.db.reader(), &new.body)
        .await?
        .map_err(|text| Problem::field("body", text))?;
    let command = ProposeExtension {
        call: call.id,
        body,
        due_on: new.due_on,
        reason: new.reason,
    };
    created(ExtensionJson::from(
        usecases::propose_extension(&visit.app.db, &visit.ctx, command).await?,
    ))
}

pub(super) async fn api_decide(
    visit: Visit,
    Path(id): Path<Uuid>,
    ApiJson(sent): ApiJson<DecideExtensionJson>,
) -> Reply {
    let decided =
        usecases::decide_extension(&visit.app.db, &visit.ctx, id, sent.confirm, &sent.remark).await?;
    ok(ExtensionJson::from(decided))
}
