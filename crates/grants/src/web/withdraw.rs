//! `/applications/{application}/withdraw`: the municipality takes its application back.

use applications::{Application, ApplicationId, ApplicationJson};
use axum::extract::Path;
use base::Problem;
use base_web::view::{Field, Notice, Page, Tone};
use base_web::{ApiJson, FormData, Reply, Visit, api};

use super::json::WithdrawJson;
use crate::usecases;

async fn case(visit: &Visit, id: ApplicationId) -> Result<Application, Problem> {
    applications::application(visit.app.db.reader(), &visit.ctx, id).await
}

fn path(id: ApplicationId) -> String {
    format!("/applications/{id}")
}

pub(super) async fn index(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = case(&visit, id).await?;
    applications::access::require_withdrawer(&visit.ctx, &application)?;
    visit.page(page(&visit, &application, &FormData::default(), None))
}

fn page(visit: &Visit, application: &Application, data: &FormData, problem: Option<&Problem>) -> Page {
    let here = path(application.id);
    let mut form = visit
        .form(format!("{here}/withdraw"))
        .field(Field::textarea("reason", visit.t("applications-withdraw-reason"), 3).max(2_000))
        .submit(visit.t("applications-withdraw-now"))
        .cancel(visit.t("form-cancel"), &here)
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("applications-withdraw"))
        .kicker(application.label())
        .crumb(&here, application.label())
        .block(Notice::new(
            Tone::Warning,
            visit.t("applications-withdraw-warning"),
            "",
        ))
        .block(form)
}

pub(super) async fn withdraw(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let application = case(&visit, id).await?;
    let mut read = data.read();
    let reason = read.long_text("reason", 2_000);
    let done = match read.finish() {
        Ok(()) => usecases::withdraw(&visit.app.db, &visit.ctx, id, &reason).await,
        Err(problem) => Err(problem),
    };
    match done {
        Ok(_) => visit.done(&path(id), "applications-done-withdrawn"),
        Err(problem) => visit.again(problem, |problem| {
            page(&visit, &application, &data, Some(problem))
        }),
    }
}

pub(super) async fn by_api(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(sent): ApiJson<WithdrawJson>,
) -> Reply {
    let after = usecases::withdraw(&visit.app.db, &visit.ctx, id, &sent.reason).await?;
    api::ok(ApplicationJson::from(after))
}
