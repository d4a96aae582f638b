//! Taking a handed-in application back to work on it, before the deadline. The number stays (5.2).

use base::{Ctx, Problem, Role, Scope, Text};
use base_db::Db;

use super::declare;
use super::transition::{moved, require_state};
use crate::model::{Application, ApplicationId, ApplicationState, Source};
use crate::{mails, queries};

/// Error: refused after the deadline.
pub async fn recall(db: &Db, ctx: &Ctx, id: ApplicationId) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, id).await?;
    ctx.require(&[Role::KE], Scope::Body(before.lead_body_id.0))?;
    require_state(&before, &[ApplicationState::Submitted])?;
    let call = queries::call_of(unit.conn(), &before).await?;
    if before.source != Source::Portal || !call.deadline.is_met_by(ctx.now) {
        let text = Text::new("applications-recall-too-late").with("deadline", call.deadline.text(ctx.lang));
        return Err(Problem::refused("deadline-passed", text));
    }
    let mut after = Application {
        state: ApplicationState::Draft,
        received_at: None,
        ..before.clone()
    };
    // whoever hands it in again declares again
    let form = calls::form::load(unit.conn(), call.form_version).await?;
    declare::take_back(&unit, &mut after, &form.definition).await?;
    let after = moved(&unit, &before, after, "recall", None).await?;
    mails::recalled(&unit, &after, &call).await?;
    unit.commit().await?;
    Ok(after)
}
