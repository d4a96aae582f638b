//! Back to the draft for completion, refused, or withdrawn.

use base::{Ctx, Problem};
use base_db::Db;
use serde_json::json;

use super::{load, require_state, step};
use crate::access;
use crate::model::{Amendment, AmendmentId, AmendmentState};

/// The end of a request, or its way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    pub amendment: AmendmentId,
    pub version: i64,
    /// Why; needed where the office decides.
    pub reason: String,
}

/// REQUESTED → DRAFT: the officer asks for completion. SB. Error: `Invalid`, denied, refused, `Stale`.
pub async fn return_amendment(db: &Db, ctx: &Ctx, command: Close) -> Result<Amendment, Problem> {
    let reason = super::super::required("reason", &command.reason)?;
    let unit = db.write(ctx).await?;
    let (before, grant, _) = load(&unit, command.amendment, Some(command.version)).await?;
    access::require_officer(ctx, &grant)?;
    require_state(&before, &[AmendmentState::Requested])?;
    let after = Amendment {
        state: AmendmentState::Draft,
        remark: reason.clone(),
        version: before.version + 1,
        ..before.clone()
    };
    step(&unit, &before, &after, "return", &reason, json!({})).await?;
    unit.commit().await?;
    Ok(after)
}

/// REQUESTED, CHECKED, COUNTERSIGNED → REFUSED. RL, for it is a decision against the grantee.
/// Error: `Invalid`, denied, refused, `Stale`.
pub async fn refuse_amendment(db: &Db, ctx: &Ctx, command: Close) -> Result<Amendment, Problem> {
    use AmendmentState::{Checked, Countersigned, Refused, Requested};
    let reason = super::super::required("reason", &command.reason)?;
    let unit = db.write(ctx).await?;
    let (before, grant, _) = load(&unit, command.amendment, Some(command.version)).await?;
    access::require_head(ctx, &grant)?;
    require_state(&before, &[Requested, Checked, Countersigned])?;
    ctx.require_other_person(&[before.drafted_by, before.requested_by, before.checked_by])?;
    let after = Amendment {
        state: Refused,
        remark: reason.clone(),
        version: before.version + 1,
        ..before.clone()
    };
    step(&unit, &before, &after, "refuse", &reason, json!({})).await?;
    unit.commit().await?;
    Ok(after)
}

/// DRAFT, REQUESTED → WITHDRAWN. KE or KZ, or SB for them. Error: denied, refused, `Stale`.
pub async fn withdraw_amendment(db: &Db, ctx: &Ctx, command: Close) -> Result<Amendment, Problem> {
    let reason = base::names::clean_multiline(&command.reason);
    let unit = db.write(ctx).await?;
    let (before, grant, _) = load(&unit, command.amendment, Some(command.version)).await?;
    access::require_requester(ctx, &grant)?;
    require_state(&before, &[AmendmentState::Draft, AmendmentState::Requested])?;
    let after = Amendment {
        state: AmendmentState::Withdrawn,
        version: before.version + 1,
        ..before.clone()
    };
    step(&unit, &before, &after, "withdraw", &reason, json!({})).await?;
    unit.commit().await?;
    Ok(after)
}
