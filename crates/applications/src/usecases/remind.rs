//! Timed work of the system: reminders and the end of a document request. Each is guarded by the state it finds.

use base::{Ctx, Deadline, Problem};
use base_db::{Db, Unit};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::transition::moved;
use crate::model::{Application, ApplicationId, ApplicationState, DocumentRequest};
use crate::store::{application, document_request, save};
use crate::{mails, queries};

/// A draft that was not handed in yet (M-A01b); the subject is the application.
pub(crate) const DRAFT_REMIND: &str = "application-draft-remind";
/// Three days before a document request ends (M-A08); the subject is the request.
pub(crate) const DOCUMENTS_REMIND: &str = "application-documents-remind";
/// The end of a document request; the subject is the request.
pub(crate) const DOCUMENTS_EXPIRE: &str = "application-documents-expire";

/// Days before the deadline on which a draft that was not handed in is called to mind (M-A01b).
const REMIND_DAYS: [i64; 2] = [7, 2];

/// Plans the reminders of a draft for this deadline; those for an earlier one are dropped.
pub(crate) async fn plan_reminders(
    unit: &Unit<'_>,
    draft: ApplicationId,
    deadline: Deadline,
) -> Result<(), Problem> {
    unit.unschedule(DRAFT_REMIND, draft).await?;
    for days in REMIND_DAYS {
        let due = deadline.instant() - Duration::days(days);
        if due > unit.now() {
            unit.schedule(DRAFT_REMIND, draft, due).await?;
        }
    }
    Ok(())
}

/// M-A01b, if it is still a draft.
pub async fn remind_draft(db: &Db, id: ApplicationId, due_at: DateTime<Utc>) -> Result<(), Problem> {
    let ctx = Ctx::system(DRAFT_REMIND, due_at);
    let unit = db.write(&ctx).await?;
    let Some(draft) = application::Entity::find_by_id(id).one(unit.conn()).await? else {
        return Ok(());
    };
    if draft.state != ApplicationState::Draft {
        return Ok(());
    }
    let call = queries::call_of(unit.conn(), &draft).await?;
    mails::draft_reminder(&unit, &draft, &call, due_at).await?;
    unit.commit().await
}

/// M-A08, if it was not answered.
pub async fn remind_documents(db: &Db, request: Uuid, due_at: DateTime<Utc>) -> Result<(), Problem> {
    let ctx = Ctx::system(DOCUMENTS_REMIND, due_at);
    let unit = db.write(&ctx).await?;
    let Some(request) = unanswered(&unit, request).await? else {
        return Ok(());
    };
    let case = save::load(&unit, request.application_id).await?;
    if case.state != ApplicationState::DocumentsRequested {
        return Ok(());
    }
    mails::documents_reminder(&unit, &case, &request).await?;
    unit.commit().await
}

/// The date passed: back to the formal check, marked as unanswered (handbook 0.5).
pub async fn expire_request(db: &Db, request: Uuid, due_at: DateTime<Utc>) -> Result<(), Problem> {
    let ctx = Ctx::system(DOCUMENTS_EXPIRE, due_at);
    let unit = db.write(&ctx).await?;
    let Some(request) = unanswered(&unit, request).await? else {
        return Ok(());
    };
    // it was extended meanwhile
    if request.due_at > due_at {
        return Ok(());
    }
    let before = save::load(&unit, request.application_id).await?;
    if before.state != ApplicationState::DocumentsRequested {
        return Ok(());
    }
    document_request::Entity::update_many()
        .col_expr(document_request::Column::ExpiredAt, Expr::value(due_at))
        .filter(document_request::Column::Id.eq(request.id))
        .exec(unit.conn())
        .await?;
    let after = Application {
        state: ApplicationState::InCheck,
        ..before.clone()
    };
    moved(&unit, &before, after, "documents_unanswered", None).await?;
    unit.commit().await
}

async fn unanswered(unit: &Unit<'_>, id: Uuid) -> Result<Option<DocumentRequest>, Problem> {
    Ok(document_request::Entity::find_by_id(id)
        .filter(document_request::Column::AnsweredAt.is_null())
        .filter(document_request::Column::ExpiredAt.is_null())
        .one(unit.conn())
        .await?)
}
