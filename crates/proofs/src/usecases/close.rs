//! SETTLED_OK, REVOKED → CLOSED: paid is what was accepted, nothing is ordered any more (M-V11).

use base::calendar::local_date;
use base::{Ctx, Problem, Role, Scope, Text};
use base_db::Db;
use serde_json::json;

use super::{load, require_state, step};
use crate::mails;
use crate::model::{Proof, ProofId, ProofState};
use crate::queries;
use crate::rules::due;

/// RL, not whoever examined it. Error: denied, refused (`four-eyes`, `wrong-state`, `money-open`).
pub async fn close(db: &Db, ctx: &Ctx, id: ProofId, version: Option<i64>) -> Result<Proof, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, application) = load(&unit, id, version).await?;
    ctx.require(&[Role::RL], Scope::Programme(before.programme_id))?;
    ctx.require_other_person(&[before.examined_by])?;
    require_state(&before, &[ProofState::Settled, ProofState::Revoked])?;
    let open = grant.amount - grant.paid;
    if !open.is_zero() || !grant.ordered.is_zero() {
        let text = Text::new("proofs-money-open").with("open", open.format_de());
        return Err(Problem::refused("money-open", text));
    }
    let claims = queries::claims_of(unit.conn(), id).await?;
    if claims.iter().any(|claim| claim.state.is_living()) {
        return Err(Problem::refused("claim-open", Text::new("proofs-claim-open")));
    }
    let terms = queries::terms(unit.conn(), &grant).await?;
    let data = json!({ "amount_cents": grant.amount, "paid_cents": grant.paid });
    let (proof, _) = step(&unit, &before, &grant, "close", "", data, |proof| {
        proof.closed_by = ctx.person_id();
        proof.closed_at = Some(ctx.now);
    })
    .await?;
    let since_on = proof.received_on.unwrap_or(local_date(ctx.now));
    let until_on = due::vouchers_until(since_on, terms.retention_years_vouchers);
    mails::closed(&unit, &proof, &application, until_on).await?;
    unit.commit().await?;
    Ok(proof)
}
