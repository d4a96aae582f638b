//! The formal check begins, after the deadline (5.2: after call CLOSED).

use base::{Ctx, Problem, Text};
use base_db::Db;
use calls::CallId;

use super::complete::{BulkResult, result};
use super::transition::{moved, require_state};
use crate::model::{Application, ApplicationId, ApplicationState};
use crate::{access, queries};

/// Error: refused before the deadline, because the municipality may still take it back.
pub async fn start_check(db: &Db, ctx: &Ctx, id: ApplicationId) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, id).await?;
    access::require_officer(ctx, &before)?;
    require_state(&before, &[ApplicationState::Submitted])?;
    // with a later end of its own the municipality may take it back until then
    let call = queries::call_of(unit.conn(), &before).await?;
    if call.deadline.is_met_by(ctx.now) {
        let text = Text::new("applications-check-too-early").with("deadline", call.deadline.text(ctx.lang));
        return Err(Problem::refused("deadline-ahead", text));
    }
    let after = Application {
        state: ApplicationState::InCheck,
        ..before.clone()
    };
    let after = moved(&unit, &before, after, "start_check", None).await?;
    unit.commit().await?;
    Ok(after)
}

/// The same for every submitted application of a call, with a result per record.
pub async fn start_all_checks(db: &Db, ctx: &Ctx, call: CallId) -> Result<Vec<BulkResult>, Problem> {
    let submitted = queries::of_call(db.reader(), ctx, call, &[ApplicationState::Submitted]).await?;
    let mut results = Vec::with_capacity(submitted.len());
    for application in submitted {
        results.push(result(&application, start_check(db, ctx, application.id).await)?);
    }
    Ok(results)
}
