//! `/applications/new`: choosing a call, and beginning an application or a test of one.

use super::list::call_of;
use super::{own_list, path};
use crate::model::DraftFields;
use crate::queries;
use crate::usecases::{CreateDraft, create_draft};
use axum::extract::Query;
use base::{Problem, Role, Scope, Text};
use base_web::view::{Block, Cell, Choice, Field, Form, Page, Table};
use base_web::{FormData, Reply, Visit};
use calls::Call;
use municipalities::BodyId;
use serde::Deserialize;
use uuid::Uuid;

/// Which call, by its code; empty to choose one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct NewQuery {
    call: String,
}

pub(super) async fn new(visit: Visit, Query(query): Query<NewQuery>) -> Reply {
    if query.call.is_empty() {
        if !visit.ctx.has_role(Role::SB) {
            // the open calls stand there, and for RL the try-outs
            let calls = if visit.ctx.has_role(Role::RL) {
                "/calls"
            } else {
                "/my-applications"
            };
            return visit.go(calls);
        }
        return visit.page(choose_call(&visit).await?);
    }
    let call = call_of(&visit, &visit.ctx, &query.call).await?;
    let data = FormData::default();
    visit.page(new_page(&visit, &call, &data, None).await?)
}

/// Without a call in the address: the calls that can be applied for.
async fn choose_call(visit: &Visit) -> Result<Page, Problem> {
    let codes = calls::codes_taking_applications(visit.app.db.reader(), &visit.ctx).await?;
    let links = codes
        .into_iter()
        .map(|(_, code)| {
            (
                base_web::view_with_query("/applications/new", "call", &code),
                code,
                String::new(),
            )
        })
        .collect();
    Ok(Page::new(visit.t("applications-new"))
        .lead(visit.t("applications-choose-call"))
        .block(Block::Links(links)))
}

async fn new_page(
    visit: &Visit,
    call: &Call,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let mine = own_bodies(visit).await?;
    let is_officer = visit.ctx.has(Role::SB, Scope::Programme(call.programme_id.0));
    let is_office = is_officer || call.is_preview();
    let mut form = visit.form("/applications").hidden("call", &call.code);
    if is_office || mine.is_empty() {
        form = form.field(
            Field::text("lead", visit.t("applications-lead"))
                .required()
                .hint(visit.t("applications-lead-hint")),
        );
    } else {
        let choices = mine.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
        form = form.field(Field::select("lead", visit.t("applications-lead"), choices).required());
    }
    form = form
        .field(
            Field::text("title", visit.t("applications-project"))
                .count(120)
                .hint(visit.t("applications-project-later")),
        )
        .submit(visit.t(if call.is_preview() {
            "applications-trial-begin"
        } else {
            "applications-begin"
        }))
        .cancel(
            visit.t("form-cancel"),
            if call.is_preview() {
                format!("/calls/{}", call.id)
            } else {
                own_list(visit).to_owned()
            },
        )
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    if call.is_preview() {
        return trial_page(visit, call, form).await;
    }
    Ok(Page::new(visit.t("applications-new"))
        .kicker(call.title(visit.lang()))
        .lead(visit.tw(
            "applications-until",
            &[("deadline", &call.deadline.text(visit.lang()))],
        ))
        .text(visit.tw("applications-requested-hint", &[("cap", &visit.money(call.cap))]))
        .block(form)
        .blocks(super::workbook::link(visit, call).map(|link| Block::Links(vec![link]))))
}

/// A try-out: its test applications, and the form to begin another one.
async fn trial_page(visit: &Visit, call: &Call, form: Form) -> Result<Page, Problem> {
    let mut table = Table::new(visit.lang(), visit.t("applications-trials"))
        .column(visit.t("applications-number"))
        .column(visit.t("applications-lead"))
        .column(visit.t("applications-project"))
        .column(visit.t("applications-state"))
        .empty(visit.t("applications-trials-none"));
    for trial in queries::trials(visit.app.db.reader(), &visit.ctx, call.id).await? {
        table = table.row(vec![
            Cell::link(path(&trial), trial.label()),
            Cell::text(&trial.lead_name),
            Cell::text(super::title(visit, &trial)),
            super::state_cell(visit, trial.state),
        ]);
    }
    Ok(Page::new(visit.t("applications-trial-new"))
        .kicker(call.title(visit.lang()))
        .crumb(format!("/calls/{}", call.id), visit.t("applications-trial-call"))
        .lead(visit.t("applications-trial-lead"))
        .block(form)
        .block(table))
}

/// The bodies the person edits for, by name.
async fn own_bodies(visit: &Visit) -> Result<Vec<(BodyId, String)>, Problem> {
    let ids: Vec<BodyId> = visit
        .ctx
        .scopes_of(&[Role::KE], "body")
        .into_iter()
        .map(BodyId)
        .collect();
    let mut bodies: Vec<_> = municipalities::names(visit.app.db.reader(), &ids)
        .await?
        .into_iter()
        .collect();
    bodies.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(bodies)
}

pub(super) async fn create(visit: Visit, data: FormData) -> Reply {
    let call = call_of(&visit, &visit.ctx, data.get("call")).await?;
    let created = async {
        let mut read = data.read();
        let title = read.text("title", 120);
        read.finish()?;
        let command = CreateDraft {
            call: call.id,
            lead: lead(&visit, data.get("lead")).await?,
            fields: DraftFields {
                title,
                ..DraftFields::default()
            },
            lead_share: None,
        };
        create_draft(&visit.app.db, &visit.ctx, command).await
    };
    match created.await {
        Ok(application) => visit.done(
            &format!("{}/edit", path(&application)),
            "applications-done-created",
        ),
        Err(problem) => {
            let page = new_page(&visit, &call, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

/// A body chosen by id, or typed as key or name.
async fn lead(visit: &Visit, typed: &str) -> Result<BodyId, Problem> {
    if typed.trim().is_empty() {
        return Err(Problem::field("lead", Text::new("field-required")));
    }
    if let Ok(id) = typed.parse::<Uuid>() {
        return Ok(BodyId(id));
    }
    queries::find_body(visit.app.db.reader(), typed)
        .await?
        .map_err(|text| Problem::field("lead", text))
}
