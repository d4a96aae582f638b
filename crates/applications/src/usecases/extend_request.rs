//! What becomes of a document request whose date is too early or has passed: a later end (also after expiry, § 31
//! Abs. 7 LVwVfG), or going on without an answer, at the officer's discretion (handbook 3.4 no. 5 and 6).

use base::{Ctx, Deadline, Problem, Text, names};
use base_db::{Db, Entry, Unit};
use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::request_documents::plan;
use super::transition::{moved, require_state};
use super::{DOCUMENTS_EXPIRE, DOCUMENTS_REMIND, add_note_in};
use crate::model::{Application, ApplicationId, ApplicationState, DocumentRequest};
use crate::store::document_request::{Column, Entity};
use crate::{access, mails, queries};

/// A later end of the open request.
#[derive(Debug, Clone)]
pub struct ExtendRequest {
    pub application: ApplicationId,
    /// The new last day, 24:00.
    pub due_on: NaiveDate,
    /// Mandatory.
    pub reason: String,
}

/// The request's end moves; M-A06 goes out again with the new date.
/// Error: `Invalid` for a day that is not later or a missing reason; refused when nothing is open.
pub async fn extend_request(db: &Db, ctx: &Ctx, command: ExtendRequest) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, command.application).await?;
    access::require_officer(ctx, &before)?;
    require_state(
        &before,
        &[ApplicationState::DocumentsRequested, ApplicationState::InCheck],
    )?;
    let request = open(&unit, before.id).await?;
    let reason = names::clean_multiline(&command.reason);
    let today = base::calendar::local_date(ctx.now);
    let mut checks = base::problem::Checks::new();
    checks.ensure(!reason.is_empty(), "reason", || Text::new("field-required"));
    checks.ensure(command.due_on > today, "due_on", || {
        Text::new("applications-due-past")
    });
    checks.ensure(command.due_on > request.due_on, "due_on", || {
        Text::new("applications-extension-not-later")
    });
    checks.finish()?;
    let due = Deadline::end_of(command.due_on);
    let done = Entity::update_many()
        .col_expr(Column::DueOn, Expr::value(command.due_on))
        .col_expr(Column::DueAt, Expr::value(due.instant()))
        .col_expr(
            Column::ExpiredAt,
            Expr::value(None::<chrono::DateTime<chrono::Utc>>),
        )
        .filter(Column::Id.eq(request.id))
        .filter(Column::DueOn.eq(request.due_on))
        .filter(Column::AnsweredAt.is_null())
        .exec(unit.conn())
        .await?;
    if done.rows_affected != 1 {
        return Err(Problem::Stale);
    }
    let after = if before.state == ApplicationState::InCheck {
        let again = Application {
            state: ApplicationState::DocumentsRequested,
            ..before.clone()
        };
        moved(&unit, &before, again, "extend_request", Some(&reason)).await?
    } else {
        let entry = Entry::new("application", before.id, "extend_request")
            .case(before.id)
            .reason(&reason)
            .data(serde_json::json!({ "from": request.due_on, "to": command.due_on }));
        unit.audit(entry).await?;
        before
    };
    unit.unschedule(DOCUMENTS_REMIND, request.id).await?;
    unit.unschedule(DOCUMENTS_EXPIRE, request.id).await?;
    plan(&unit, request.id, due).await?;
    let extended = DocumentRequest {
        due_on: command.due_on,
        due_at: due.instant(),
        expired_at: None,
        ..request
    };
    mails::documents_requested(&unit, &after, &extended).await?;
    unit.commit().await?;
    Ok(after)
}

/// The officer goes on without the documents, and notes why. The other choice is a proposed rejection (R04).
/// Error: `Invalid` without a note; refused when no request is left unanswered.
pub async fn continue_unanswered(
    db: &Db,
    ctx: &Ctx,
    id: ApplicationId,
    note: &str,
) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let case = queries::application(unit.conn(), ctx, id).await?;
    access::require_officer(ctx, &case)?;
    require_state(&case, &[ApplicationState::InCheck])?;
    let request = open(&unit, id).await?;
    if !request.is_unanswered() {
        return Err(nothing());
    }
    let note = add_note_in(&unit, id, note).await?;
    let done = Entity::update_many()
        .col_expr(Column::ClosedAt, Expr::value(ctx.now))
        .col_expr(
            Column::ClosedBy,
            Expr::value(ctx.person_id().map(|person| person.0)),
        )
        .col_expr(Column::CloseNote, Expr::value(note.text.clone()))
        .filter(Column::Id.eq(request.id))
        .filter(Column::AnsweredAt.is_null())
        .filter(Column::ClosedAt.is_null())
        .exec(unit.conn())
        .await?;
    if done.rows_affected != 1 {
        return Err(Problem::Stale);
    }
    let entry = Entry::new("application", id, "continue_unanswered")
        .case(id)
        .reason(&note.text);
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(case)
}

async fn open(unit: &Unit<'_>, id: ApplicationId) -> Result<DocumentRequest, Problem> {
    queries::document_requests(unit.conn(), id)
        .await?
        .into_iter()
        .find(DocumentRequest::is_open)
        .ok_or_else(nothing)
}

fn nothing() -> Problem {
    Problem::refused("nothing-requested", Text::new("applications-nothing-requested"))
}
