//! The examination begins: REPORT_SUBMITTED → IN_AUDIT, with the first look at what speaks for repayment or interest.

use base::{Ctx, Problem};
use base_db::Db;
use serde_json::json;

use super::{load, require_state, step};
use crate::access;
use crate::model::{Proof, ProofId, ProofState};
use crate::queries;

/// Error: denied, refused (`wrong-state`).
pub async fn start_audit(db: &Db, ctx: &Ctx, id: ProofId, version: Option<i64>) -> Result<Proof, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, _) = load(&unit, id, version).await?;
    access::require_officer(ctx, before.programme_id)?;
    require_state(&before, &[ProofState::Submitted])?;
    let report = queries::report(unit.conn(), &before, &grant).await?;
    let vouchers = queries::vouchers(unit.conn(), id).await?;
    let signs = queries::signs(unit.conn(), &grant, &report, &vouchers).await?;
    let data = json!({
        "accepted_cents": signs.calculation.accepted, "paid_cents": signs.paid,
        "difference_cents": signs.difference, "late_payments": signs.late.len(),
    });
    let (proof, _) = step(&unit, &before, &grant, "audit", "", data, |_| ()).await?;
    unit.commit().await?;
    Ok(proof)
}
