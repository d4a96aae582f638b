//! Nothing to claim after all: HEARING → IN_AUDIT, or back to SETTLED_OK; where nothing was handed in, the grant goes on
//! where it was.

use base::{Ctx, Problem, Text};
use base_db::Db;
use serde_json::json;

use super::{CLOCK_JOB, load_claim, note_claim, require_claim_state, resume, step};
use crate::model::{Claim, ClaimId, ClaimState};
use crate::{access, store};

/// Error: denied, refused (`wrong-state`), `Invalid` without a reason.
pub async fn drop_hearing(
    db: &Db,
    ctx: &Ctx,
    id: ClaimId,
    version: Option<i64>,
    reason: &str,
) -> Result<Claim, Problem> {
    let unit = db.write(ctx).await?;
    let (before, proof, grant, _) = load_claim(&unit, id, version).await?;
    access::require_officer(ctx, before.programme_id)?;
    require_claim_state(&before, &[ClaimState::Hearing, ClaimState::Proposed])?;
    if reason.trim().is_empty() {
        return Err(Problem::field("reason", Text::new("field-required")));
    }
    let after = Claim {
        state: ClaimState::Dropped,
        ..before.clone()
    };
    let after = store::update_claim(&unit, after).await?;
    note_claim(&unit, Some(before.state), &after, "drop", reason, json!({})).await?;
    if proof.accepted.is_some() {
        // what was accepted stays accepted
        step(&unit, &proof, &grant, "uphold", reason, json!({}), |_| ()).await?;
    } else if proof.received_on.is_some() {
        step(&unit, &proof, &grant, "hear_end", reason, json!({}), |_| ()).await?;
    } else {
        resume(&unit, &proof, &grant, reason, json!({})).await?;
    }
    if let Some(root) = after.knowledge_id {
        unit.unschedule(CLOCK_JOB, root).await?;
    }
    unit.commit().await?;
    Ok(after)
}
