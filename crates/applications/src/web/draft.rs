//! `/applications/new` and `/applications/{application}/edit`: writing an application.

use axum::extract::{Path, Query};
use base::{Problem, Role, Scope, Text};
use base_web::view::{Choice, Field, Form, Notice, Page, Tone};
use base_web::{FormData, Reply, Visit};
use calls::Call;
use municipalities::BodyId;
use serde::Deserialize;
use uuid::Uuid;

use super::form::{self, Typed};
use super::list::call_of;
use super::path;
use crate::access;
use crate::model::{Application, ApplicationId, ApplicationState};
use crate::queries;
use crate::usecases::{CreateDraft, UpdateDraft, create_draft, update_draft};

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct NewQuery {
    call: String,
}

pub(super) async fn new(visit: Visit, Query(query): Query<NewQuery>) -> Reply {
    if query.call.is_empty() {
        if !visit.ctx.has_role(Role::SB) {
            return visit.go("/my-applications"); // the open calls stand there
        }
        return visit.page(choose_call(&visit).await?);
    }
    let call = call_of(&visit, &visit.ctx, &query.call).await?;
    let data = FormData::default();
    visit.page(new_page(&visit, &call, &data, None).await?)
}

/// Without a call in the address: the calls that can be applied for.
async fn choose_call(visit: &Visit) -> Result<Page, Problem> {
    let codes = calls::codes(visit.app.db.reader(), &visit.ctx).await?;
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
        .block(base_web::view::Block::Links(links)))
}

async fn new_page(
    visit: &Visit,
    call: &Call,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let mine = own_bodies(visit).await?;
    let is_officer = visit.ctx.has(Role::SB, Scope::Programme(call.programme_id.0));
    let mut form = visit.form("/applications").hidden("call", &call.code);
    if is_officer || mine.is_empty() {
        form = form.field(
            Field::text("lead", visit.t("applications-lead"))
                .required()
                .hint(visit.t("applications-lead-hint")),
        );
    } else {
        let choices = mine.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
        form = form.field(Field::select("lead", visit.t("applications-lead"), choices).required());
    }
    form = form::fields(visit, form, call)
        .submit(visit.t("applications-save-draft"))
        .cancel(
            visit.t("form-cancel"),
            if is_officer {
                "/applications"
            } else {
                "/my-applications"
            },
        )
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Ok(Page::new(visit.t("applications-new"))
        .kicker(call.title(visit.lang()))
        .lead(visit.tw(
            "applications-until",
            &[("deadline", &call.deadline.text(visit.lang()))],
        ))
        .block(form))
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
        let lead = lead(&visit, data.get("lead")).await?;
        let Typed { fields, lead_share } = form::read(visit.app.db.reader(), &data).await?;
        create_draft(
            &visit.app.db,
            &visit.ctx,
            CreateDraft {
                call: call.id,
                lead,
                fields,
                lead_share,
            },
        )
        .await
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
    form::find_body(visit.app.db.reader(), typed)
        .await?
        .map_err(|text| Problem::field("lead", text))
}

pub(super) async fn edit(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    access::require_editor(&visit.ctx, &application)?;
    if application.state != ApplicationState::Draft {
        return visit.go(&path(&application));
    }
    let parties = queries::parties_of(visit.app.db.reader(), id).await?;
    let data = form::data(&application, &parties);
    visit.page(edit_page(&visit, &application, &data, None).await?)
}

async fn edit_page(
    visit: &Visit,
    application: &Application,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let call = calls::call(visit.app.db.reader(), application.call_id).await?;
    let here = path(application);
    let mut form: Form = visit
        .form(format!("{here}/edit"))
        .hidden("version", data.get("version"));
    form = form::fields(visit, form, &call)
        .submit(visit.t("applications-save-draft"))
        .button(visit.t("applications-save-and-review"), "then", "review")
        .cancel(visit.t("form-cancel"), &here)
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    let mut page = Page::new(visit.tw("applications-edit-title", &[("label", application.label())]))
        .kicker(application.lead_name.clone())
        .crumb(&here, application.label())
        .lead(visit.tw(
            "applications-until",
            &[("deadline", &call.deadline.text(visit.lang()))],
        ));
    if !call.deadline.is_met_by(visit.ctx.now) {
        page = page.block(Notice::new(
            Tone::Warning,
            visit.t("applications-deadline-over"),
            visit.t("applications-deadline-over-text"),
        ));
    }
    Ok(page.block(form))
}

pub(super) async fn save(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    access::require_editor(&visit.ctx, &application)?;
    let saved = async {
        let version = data.read().version();
        let Typed { fields, lead_share } = form::read(visit.app.db.reader(), &data).await?;
        update_draft(
            &visit.app.db,
            &visit.ctx,
            UpdateDraft {
                application: id,
                version,
                fields,
                lead_share,
            },
        )
        .await
    };
    match saved.await {
        Ok(application) if data.has("then") => visit.go(&format!("{}/submit", path(&application))),
        Ok(application) => visit.done(&format!("{}/edit", path(&application)), "applications-done-saved"),
        Err(problem) => {
            let page = edit_page(&visit, &application, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}
