//! CLOSED → SETTLED_OK: what came to light after the case was closed is heard about and claimed as before.

use base::{Ctx, Problem, Role, Scope, Text};
use base_db::Db;
use serde_json::json;

use super::{load, require_state, step};
use crate::model::{Proof, ProofId, ProofState};

/// RL, not whoever closed it. Only where a statement was accepted: of a whole revocation nothing is left to reopen.
/// Error: denied, refused (`four-eyes`, `wrong-state`), `Invalid` without a reason.
pub async fn reopen(
    db: &Db,
    ctx: &Ctx,
    id: ProofId,
    version: Option<i64>,
    reason: &str,
) -> Result<Proof, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, _) = load(&unit, id, version).await?;
    ctx.require(&[Role::RL], Scope::Programme(before.programme_id))?;
    require_state(&before, &[ProofState::Closed])?;
    ctx.require_other_person(&[before.closed_by])?;
    if before.accepted.is_none() || grant.amount.is_zero() {
        let text = Text::new("proofs-nothing-to-reopen");
        return Err(Problem::refused("wrong-state", text));
    }
    if reason.trim().is_empty() {
        return Err(Problem::field("reason", Text::new("field-required")));
    }
    let data = json!({ "closed_at": before.closed_at });
    let (proof, _) = step(&unit, &before, &grant, "reopen", reason, data, |proof| {
        proof.closed_by = None;
        proof.closed_at = None;
    })
    .await?;
    unit.commit().await?;
    Ok(proof)
}
