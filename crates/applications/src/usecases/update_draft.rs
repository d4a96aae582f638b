//! Saving a draft: the whole form, by the version it was made from.

use base::{Cents, Ctx, Problem};
use base_db::{Db, Entry};

use super::draft;
use super::transition::require_state;
use crate::model::{Application, ApplicationId, ApplicationState, DraftFields};
use crate::store::save;
use crate::{access, plan, queries};

/// Replaces the fields and parties of a draft.
#[derive(Debug, Clone)]
pub struct UpdateDraft {
    pub application: ApplicationId,
    /// The version the person saw.
    pub version: i64,
    pub fields: DraftFields,
    /// The lead's own part of the amount, where shares are agreed.
    pub lead_share: Option<Cents>,
}

/// Error: `Stale` when somebody else saved meanwhile; refused when it is no draft any more; `Invalid` also for amounts
/// that the plan decides.
pub async fn update_draft(db: &Db, ctx: &Ctx, command: UpdateDraft) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let before = queries::application(unit.conn(), ctx, command.application).await?;
    access::require_editor(ctx, &before)?;
    require_state(&before, &[ApplicationState::Draft])?;
    if before.version != command.version {
        return Err(Problem::Stale);
    }
    draft::check(&command.fields, before.lead_body_id)?;
    let mut after = before.clone();
    draft::put(&mut after, &command.fields);
    let call = calls::call_head(unit.conn(), before.call_id).await?;
    if plan::decides(unit.conn(), &before, call.funding_mode).await? {
        plan::require_totals_of(&before, &after)?;
    }
    let after = save::update(&unit, &before, after).await?;
    super::save_answers::columns_changed(&unit, &before, &after).await?;
    let lead = municipalities::body(unit.conn(), after.lead_body_id).await?;
    draft::write_parties(
        &unit,
        after.id,
        &lead,
        command.lead_share,
        &command.fields.parties,
    )
    .await?;
    let entry = Entry::new("application", after.id, "update_draft")
        .case(after.id)
        .data(serde_json::json!({ "version": after.version }));
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(after)
}
