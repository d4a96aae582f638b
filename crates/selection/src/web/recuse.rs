//! `/meetings/{meeting}/items/{application}/recuse`: a member declares to take no part in an application.

use applications::ApplicationId;
use axum::extract::Path;
use base::Problem;
use base_web::view::{Action, Cell, Facts, Field, Page};
use base_web::{FormData, Reply, Visit};

use super::{Again, again, is_shown, item, meeting_id};
use crate::model::MeetingId;
use crate::{queries, usecases};

/// The way to this page.
pub(super) fn link(visit: &Visit, meeting: MeetingId, application: ApplicationId) -> Action {
    let href = format!("/meetings/{meeting}/items/{application}/recuse");
    Action::link(visit.t("recuse-title"), href)
}

pub(super) async fn show(visit: Visit, Path((meeting, application)): Path<(String, String)>) -> Reply {
    let page = page(
        &visit,
        meeting_id(&meeting)?,
        item::application_id(&application)?,
        None,
    )
    .await?;
    visit.page(page)
}

async fn page(
    visit: &Visit,
    id: MeetingId,
    application: ApplicationId,
    refused: Option<&Again<'_>>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let record = queries::whole_record(db, &visit.ctx, id).await?;
    let case = applications::application(db, &visit.ctx, application).await?;
    if case.call_id != record.meeting.call_id || !usecases::may_recuse(&visit.ctx, &record) {
        return Err(Problem::not_found("meeting item"));
    }
    let form = visit
        .form(format!("/meetings/{id}/items/{application}/recuse"))
        .field(Field::note(visit.t("recuse-text")))
        .field(
            Field::textarea("reason", visit.t("meetings-excluded-reason"), 3)
                .required()
                .max(2_000),
        )
        .field(Field::checkbox("doubtful", visit.t("recuse-doubt")).hint(visit.t("recuse-doubt-hint")))
        .confirm(visit.t("recuse-confirm"))
        .submit(visit.t("recuse-title"))
        .cancel(visit.t("meetings-back"), format!("/meetings/{id}"));
    Ok(Page::new(visit.t("recuse-title"))
        .crumb("/committees", visit.t("selection-title"))
        .crumb(
            format!("/meetings/{id}"),
            visit.datetime(record.meeting.starts_at),
        )
        .block(
            Facts::new()
                .row(visit.t("minutes-number"), Cell::text(case.label()))
                .row(visit.t("minutes-lead"), Cell::text(&case.lead_name)),
        )
        .block(again(form, "recuse", refused)))
}

pub(super) async fn declare(
    visit: Visit,
    Path((meeting, application)): Path<(String, String)>,
    form: FormData,
) -> Reply {
    let (id, application) = (meeting_id(&meeting)?, item::application_id(&application)?);
    let (db, reason) = (&visit.app.db, form.get("reason"));
    let answer = if form.has("doubtful") {
        usecases::doubt(db, &visit.ctx, id, application, reason).await
    } else {
        usecases::recuse(db, &visit.ctx, id, application, reason).await
    };
    match answer {
        Ok(()) => visit.done(&format!("/meetings/{id}"), "recuse-done-declared"),
        Err(problem) if is_shown(&problem) => {
            let again = Again {
                verb: "recuse",
                data: &form,
                problem: &problem,
            };
            let page = page(&visit, id, application, Some(&again)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}
