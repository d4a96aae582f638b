//! Document requests and their answers; downloading a case's files.

use axum::extract::Path;
use base::{Ctx, Problem};
use base_files::StoredFile;
use base_web::view::{Cell, Choice, Facts, Field, Form, Page};
use base_web::{FormData, Reply, Upload, Visit};
use uuid::Uuid;

use super::path;
use super::requests::{reopened_fields, typed_fields};
use crate::model::{Application, ApplicationId, ApplicationState, CheckResult};
use crate::queries;
use crate::rules::reopen;
use crate::usecases::{self, AnswerDocuments, AnswerFile, RequestDocuments};
use crate::{access, answers};

pub(super) async fn request_form(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    access::require_officer(&visit.ctx, &application)?;
    if application.state != ApplicationState::InCheck {
        return visit.go(&path(&application));
    }
    visit.page(request_page(&visit, &application, &FormData::default(), None).await?)
}

/// The request, with what the check found to be missing. The checklist itself is saved by then.
async fn request_page(
    visit: &Visit,
    application: &Application,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let here = path(application);
    let recorded = queries::checklist(db, application.id).await?;
    let points = queries::check_points(db, application).await?;
    let others = queries::next_to_check(db, &visit.ctx, application).await?;
    let missing: Vec<&str> = recorded
        .iter()
        .filter(|one| one.result == CheckResult::Curable)
        .map(|one| one.remark.as_str())
        .collect();
    let days = super::requests::completion_days(visit, calls::ProgrammeId(application.programme_id)).await?;
    let due_on = base::calendar::local_date(visit.ctx.now) + chrono::Duration::days(days);
    let has_plan = !crate::plan::plan(db, application.id).await?.is_empty();
    let asked = answers::form_of(db, application).await?.definition;
    let mut names: Vec<&str> = reopen::offered(has_plan).collect();
    names.extend(reopen::of_form(&asked).map(|field| field.code.as_str()));
    let fields = names
        .into_iter()
        .map(|name| Choice::new(name, reopen::label(visit.lang(), Some(&asked), name)))
        .collect();
    let mut form = visit
        .form(format!("{here}/request-documents"))
        .field(
            Field::textarea("items", visit.t("applications-request-items"), 4)
                .max(4_000)
                .value(missing.join("\n"))
                .hint(visit.t("applications-request-items-hint")),
        )
        .field(
            Field::checkboxes("fields", visit.t("applications-request-fields"), fields)
                .hint(visit.t("applications-request-fields-hint")),
        )
        .field(
            Field::date("due_on", visit.t("applications-request-until"))
                .required()
                .value(due_on)
                .hint(format!(
                    "{} {}",
                    visit.tw("applications-request-days", &[("days", &days.to_string())]),
                    visit.t("applications-request-until-hint")
                )),
        )
        .submit(visit.t("applications-request-send"));
    if !others.is_empty() {
        form = form.button(visit.t("applications-request-send-and-next"), "then", "next");
    }
    form = form
        .cancel(visit.t("applications-request-back"), format!("{here}/check"))
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    let page = Page::new(visit.t("applications-request-documents")).kicker(format!(
        "{} · {}",
        application.label(),
        application.lead_name
    ));
    let page = super::in_case(visit, page, application)
        .crumb(format!("{here}/check"), visit.t("applications-check"))
        .lead(super::title(visit, application))
        .blocks(super::check::outcome_block(
            visit,
            application,
            &points,
            &recorded,
        ));
    Ok(page.block(form))
}

pub(super) async fn request(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    let sent = async {
        let mut read = data.read();
        let items = read.long_text("items", 4_000);
        let due_on = read.date("due_on");
        read.finish()?;
        let due_on = due_on.ok_or_else(|| Problem::field("due_on", base::Text::new("field-required")))?;
        let command = RequestDocuments {
            application: id,
            items,
            fields: data.all("fields").map(str::to_owned).collect(),
            due_on,
        };
        usecases::request_documents(&visit.app.db, &visit.ctx, command).await
    };
    match sent.await {
        Ok(application) if data.get("then") == "next" => {
            super::check::next(&visit, &application, "applications-done-requested-before").await
        }
        Ok(application) => visit.done(&path(&application), "applications-done-requested"),
        Err(problem) => {
            access::require_officer(&visit.ctx, &application)?;
            let page = request_page(&visit, &application, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub(super) async fn answer_form(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    visit.page(answer_page(&visit, &application, &FormData::default(), None).await?)
}

async fn answer_page(
    visit: &Visit,
    application: &Application,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let is_party =
        access::is_applicant(&visit.ctx, application) || access::is_office(&visit.ctx, application);
    let requests = queries::document_requests(visit.app.db.reader(), application.id).await?;
    let open = requests.into_iter().find(|request| request.is_open());
    let Some(request) = open.filter(|_| is_party) else {
        return Err(Problem::not_found("document request"));
    };
    let here = path(application);
    let mut form = Form::upload(visit.lang(), format!("{here}/answer"))
        .fields(reopened_fields(visit, application, &request).await?)
        .field(Field::textarea("answer", visit.t("applications-answer-text"), 5).max(4_000))
        .field(
            Field::new(
                base_web::view::FieldKind::File {
                    accept: ".pdf,.docx,.xlsx,.jpg,.jpeg,.png",
                    multiple: true,
                },
                "files",
                visit.t("applications-answer-files"),
            )
            .hint(visit.t("applications-answer-files-hint")),
        )
        .submit(visit.t("applications-answer-send"))
        .cancel(visit.t("form-cancel"), &here)
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    let page = Page::new(visit.t("applications-answer")).kicker(application.label());
    Ok(super::in_case(visit, page, application)
        .block(
            Facts::new()
                .row(visit.t("applications-request-items"), Cell::Lines(request.items))
                .row(
                    visit.t("applications-request-until"),
                    base::Deadline::end_of(request.due_on).text(visit.lang()),
                ),
        )
        .block(form))
}

pub(super) async fn answer(visit: Visit, Path(id): Path<ApplicationId>, upload: Upload) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    let files = upload.files.iter().map(|file| AnswerFile {
        name: file.name.clone(),
        bytes: file.bytes.clone(),
    });
    let command = AnswerDocuments {
        application: id,
        text: upload.form.get("answer").to_owned(),
        files: files.collect(),
        fields: typed_fields(visit.app.db.reader(), id, &upload.form).await?,
    };
    // what counts is when the last byte had arrived
    let ctx = Ctx {
        now: upload.received_at,
        ..visit.ctx.clone()
    };
    match usecases::answer_documents(&visit.app.db, &visit.app.files, &ctx, command).await {
        Ok(application) => visit.done(&path(&application), "applications-done-answered"),
        Err(problem) => {
            let page = answer_page(&visit, &application, &upload.form, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

/// What the applicant handed in may be read by everybody who sees the case; anything else by the office and, unless
/// it is internal, by the applicant.
pub(super) fn may_read_file(ctx: &Ctx, application: &Application, file: &StoredFile) -> bool {
    let handed_in = matches!(file.purpose.as_str(), "attachment" | "document-answer");
    handed_in
        || access::is_office(ctx, application)
        || access::is_applicant(ctx, application) && !file.purpose.starts_with("internal")
}

pub(super) async fn download(visit: Visit, Path((id, file)): Path<(ApplicationId, Uuid)>) -> Reply {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    let file = base_files::find(db, file)
        .await?
        .filter(|file| file.application_id == Some(application.id.0))
        .filter(|file| may_read_file(&visit.ctx, &application, file))
        .ok_or(Problem::not_found("file"))?;
    let bytes = visit.app.files.read(&file).await?;
    visit.download(&file.name, &file.media_type, bytes.to_vec())
}
