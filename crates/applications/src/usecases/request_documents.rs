//! Asking for missing documents until a certain date (Nachforderung, handbook 3.4 no. 5).

use base::{Ctx, Deadline, Problem, Text, names};
use base_db::{Db, Unit};
use chrono::{Duration, NaiveDate};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use super::transition::{moved, require_state};
use super::{DOCUMENTS_EXPIRE, DOCUMENTS_REMIND};
use crate::model::{Application, ApplicationId, ApplicationState, CheckOutcome, DocumentRequest};
use crate::rules::{checklist, reopen};
use crate::store::document_request;
use crate::{access, answers, mails, queries};

/// Days before the end on which it is called to mind (M-A08).
const REMIND_DAYS: i64 = 3;

/// Asks for what is missing.
#[derive(Debug, Clone)]
pub struct RequestDocuments {
    pub application: ApplicationId,
    /// One item per line; may be empty when fields are named.
    pub items: String,
    /// Fields that may be corrected, see [`reopen::FIELDS`] and [`reopen::of_form`].
    pub fields: Vec<String>,
    /// The last day, 24:00.
    pub due_on: NaiveDate,
}

/// Error: `Invalid` without items and fields, with a field that can't be cured, or with a day that is not in the
/// future; refused when the check found something that can't be cured.
pub async fn request_documents(
    db: &Db,
    ctx: &Ctx,
    command: RequestDocuments,
) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, command.application).await?;
    access::require_officer(ctx, &before)?;
    require_state(&before, &[ApplicationState::InCheck])?;
    let items = names::clean_multiline(&command.items);
    let due = Deadline::end_of(command.due_on);
    let mut checks = base::problem::Checks::new();
    checks.ensure(!items.is_empty() || !command.fields.is_empty(), "items", || {
        Text::new("field-required")
    });
    checks.ensure(names::char_count(&items) <= 4_000, "items", || {
        Text::new("field-too-long")
            .with("max", 4_000)
            .with("count", names::char_count(&items))
    });
    checks.ensure(
        command.due_on > base::calendar::local_date(ctx.now),
        "due_on",
        || Text::new("applications-due-past"),
    );
    checks.finish()?;
    let has_plan = !crate::plan::plan(unit.conn(), before.id).await?.is_empty();
    let form = answers::form_of(unit.conn(), &before).await?.definition;
    reopen::verify(&command.fields, has_plan, &form)?;
    let recorded = queries::checklist(unit.conn(), before.id).await?;
    let points = queries::check_points(unit.conn(), &before).await?;
    if checklist::outcome(&points, &recorded) == Some(CheckOutcome::Ineligible) {
        return Err(Problem::refused(
            "not-curable",
            Text::new("applications-request-not-curable"),
        ));
    }
    let after = Application {
        state: ApplicationState::DocumentsRequested,
        ..before.clone()
    };
    let after = moved(&unit, &before, after, "request_documents", Some(&items)).await?;
    let request = DocumentRequest {
        id: Uuid::now_v7(),
        application_id: after.id,
        items,
        fields: command.fields.join("\n"),
        due_on: command.due_on,
        due_at: due.instant(),
        requested_by: ctx.person_id(),
        requested_at: ctx.now,
        answer: String::new(),
        answered_by: None,
        answered_at: None,
        expired_at: None,
        closed_at: None,
        closed_by: None,
        close_note: String::new(),
    };
    let row = request.clone().into_active_model().reset_all();
    document_request::Entity::insert(row)
        .exec_without_returning(unit.conn())
        .await?;
    plan(&unit, request.id, due).await?;
    mails::documents_requested(&unit, &after, &request).await?;
    unit.commit().await?;
    Ok(after)
}

/// Plans the reminder and the end of a request.
pub(super) async fn plan(unit: &Unit<'_>, request: Uuid, due: Deadline) -> Result<(), Problem> {
    let reminder = due.instant() - Duration::days(REMIND_DAYS);
    if reminder > unit.now() {
        unit.schedule(DOCUMENTS_REMIND, request, reminder).await?;
    }
    unit.schedule(DOCUMENTS_EXPIRE, request, due.instant()).await
}
