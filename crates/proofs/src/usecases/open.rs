//! The row of a proof: made when the grant is final, moved while its award period is.

use base::calendar::{day_start, local_date};
use base::{Ctx, Problem, Text};
use base_db::{Db, Unit};
use chrono::Days;
use grants::{Grant, GrantId, GrantMode, GrantState};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::interim::{lacks_interims, plan_interims};
use super::{DUE_JOB, catch_up, note};
use crate::model::{Claim, ClaimState, Proof, ProofId, ProofState};
use crate::rules::due;
use crate::{access, queries, store};

/// Makes or moves the proof of a grant; safe to run twice. Support in kind needs none: the state pays the facilitators
/// itself (handbook 0.2, no. 1).
pub async fn open(db: &Db, ctx: &Ctx, grant: GrantId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let grant = grants::grant(unit.conn(), grant).await?;
    let is_running = matches!(grant.state, GrantState::Final | GrantState::InPayment);
    if grant.mode != GrantMode::CashGrant || !is_running {
        return Ok(());
    }
    match queries::of_grant(unit.conn(), grant.id).await? {
        None => {
            let proof = make(&unit, &grant).await?;
            plan_interims(&unit, &proof, &grant).await?;
        }
        Some(proof) if is_heard(unit.conn(), &proof).await? => {
            catch_up(&unit, proof, grant).await?;
        }
        Some(proof) if is_behind(unit.conn(), &proof, &grant).await? => {
            moved(&unit, &proof, &grant).await?;
        }
        Some(proof) if lacks_interims(unit.conn(), &proof, &grant, local_date(ctx.now)).await? => {
            plan_interims(&unit, &proof, &grant).await?;
        }
        Some(_) => return Ok(()),
    }
    unit.commit().await
}

/// Makes the proof of a grant that is not final yet, or gives the one it has: on it the municipality is heard before its
/// award is revoked (handbook 5.5: any from ISSUED). SB. Error: not found, denied, refused (`wrong-state`).
pub async fn open_early(db: &Db, ctx: &Ctx, grant: GrantId) -> Result<Proof, Problem> {
    let unit = db.write(ctx).await?;
    let (grant, _) = grants::seen(unit.conn(), ctx, grant).await?;
    access::require_officer(ctx, grant.programme_id)?;
    if let Some(proof) = queries::of_grant(unit.conn(), grant.id).await? {
        return Ok(proof);
    }
    if grant.mode != GrantMode::CashGrant || !grant.state.awaits_finality() {
        let text = Text::new(format!("grants-wrong-state-{}", grant.state));
        return Err(Problem::refused("wrong-state", text));
    }
    let proof = make(&unit, &grant).await?;
    unit.commit().await?;
    Ok(proof)
}

/// Whether a hearing began before the grant was final, and runs.
pub(super) async fn is_heard(conn: &impl ConnectionTrait, proof: &Proof) -> Result<bool, Problem> {
    if proof.state != ProofState::Planned {
        return Ok(false);
    }
    let claims = queries::claims_of(conn, proof.id).await?;
    let is_open = |claim: &Claim| matches!(claim.state, ClaimState::Hearing | ClaimState::Proposed);
    Ok(claims.iter().any(is_open))
}

/// Whether an amendment moved the award period or the amount that the form depends on, while nothing is due yet.
pub(super) async fn is_behind(
    conn: &impl ConnectionTrait,
    proof: &Proof,
    grant: &Grant,
) -> Result<bool, Problem> {
    if proof.state != ProofState::Planned {
        return Ok(false);
    }
    let terms = queries::terms(conn, grant).await?;
    let form = due::form(grant.amount, terms.vn_confirmation_up_to, false);
    Ok((proof.period_until_on, proof.form) != (grant.until_on, form))
}

async fn make(unit: &Unit<'_>, grant: &Grant) -> Result<Proof, Problem> {
    let terms = queries::terms(unit.conn(), grant).await?;
    let proof = Proof {
        id: ProofId::new(),
        grant_id: grant.id,
        application_id: grant.application_id,
        call_id: grant.call_id,
        programme_id: grant.programme_id,
        number: grant.number.clone(),
        title: grant.title.clone(),
        body_id: grant.body_id,
        body_name: grant.body_name.clone(),
        state: ProofState::Planned,
        form: due::form(grant.amount, terms.vn_confirmation_up_to, false),
        period_until_on: grant.until_on,
        due_on: due::due_on(grant.until_on, terms.vn_due_months),
        received_on: None,
        edition: 0,
        sample_run_id: None,
        vouchers_until_on: None,
        returned_reason: None,
        examined_by: None,
        examined_at: None,
        accepted: None,
        accepted_by: None,
        accepted_at: None,
        closed_by: None,
        closed_at: None,
        created_at: unit.now(),
        extension_wanted_on: None,
        version: 1,
    };
    store::insert(unit, proof.clone()).await?;
    let data = json!({ "due_on": proof.due_on, "form": proof.form });
    note(unit, &proof, &proof, "open", "", data).await?;
    plan(unit, &proof).await?;
    Ok(proof)
}

/// An amendment changed the award period or the amount: due date and form follow while nothing is due yet.
async fn moved(unit: &Unit<'_>, before: &Proof, grant: &Grant) -> Result<(), Problem> {
    let terms = queries::terms(unit.conn(), grant).await?;
    let after = Proof {
        period_until_on: grant.until_on,
        due_on: due::due_on(grant.until_on, terms.vn_due_months),
        form: due::form(grant.amount, terms.vn_confirmation_up_to, false),
        ..before.clone()
    };
    let after = store::update(unit, after).await?;
    let data = json!({ "before_on": before.due_on, "due_on": after.due_on, "form": after.form });
    note(unit, before, &after, "move", "", data).await?;
    plan_interims(unit, &after, grant).await?;
    unit.unschedule(DUE_JOB, after.id).await?;
    plan(unit, &after).await
}

async fn plan(unit: &Unit<'_>, proof: &Proof) -> Result<(), Problem> {
    unit.schedule(DUE_JOB, proof.id, day_start(proof.period_until_on + Days::new(1)))
        .await
}
