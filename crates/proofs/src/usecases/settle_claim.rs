//! The money is in: interest to the day, the award becomes what is left, RECLAIMED → SETTLED_OK (M-V09); where nothing was
//! handed in the grant goes on, and after interest for late use the examination.

use base::{Cents, Ctx, Problem, Text};
use base_db::{Db, Unit, retrying};
use grants::Grant;
use payments::{PaymentId, TakeBack};
use serde_json::json;

use super::{CLOCK_JOB, load_claim, note_claim, require_claim_state, resume, step};
use crate::model::{Claim, ClaimId, ClaimState, Ground, Proof, Receipt};
use crate::rules::recovery::{portions, slices};
use crate::{access, mails, money, queries, store};

/// Settles. SB, not whoever recorded the money. Error: denied, refused (`four-eyes`, `wrong-state`, `money-out` with what
/// is missing), `Stale`.
pub async fn settle_claim(db: &Db, ctx: &Ctx, id: ClaimId, version: Option<i64>) -> Result<Claim, Problem> {
    retrying(|| once(db, ctx, id, version)).await
}

async fn once(db: &Db, ctx: &Ctx, id: ClaimId, version: Option<i64>) -> Result<Claim, Problem> {
    let unit = db.write(ctx).await?;
    let (before, proof, grant, application) = load_claim(&unit, id, version).await?;
    access::require_officer(ctx, before.programme_id)?;
    require_claim_state(&before, &[ClaimState::Issued])?;
    let receipts = queries::receipts_of(unit.conn(), id).await?;
    let recorders: Vec<_> = receipts.iter().map(|receipt| Some(receipt.recorded_by)).collect();
    ctx.require_other_person(&recorders)?;
    let until = base::calendar::local_date(ctx.now);
    let (table, lines) = queries::compute(unit.conn(), &grant, &before, &receipts, until).await?;
    let interest: Cents = lines.iter().map(|line| line.amount).sum();
    let received: Cents = receipts.iter().map(|receipt| receipt.amount).sum();
    let missing = before.principal + interest - received;
    if missing.0 > 0 {
        let text = Text::new("proofs-money-out").with("missing", missing.format_de());
        return Err(Problem::refused("money-out", text));
    }
    let edition = queries::interest_of(unit.conn(), id)
        .await?
        .map_or(1, |edition| edition.edition + 1);
    store::file_interest(&unit, id, edition, table.id, &lines).await?;
    let after = Claim {
        state: ClaimState::Settled,
        settled_by: ctx.person_id(),
        settled_at: Some(ctx.now),
        ..before.clone()
    };
    let after = store::update_claim(&unit, after).await?;
    let data = json!({ "principal_cents": before.principal, "interest_cents": interest, "received_cents": received });
    note_claim(&unit, Some(before.state), &after, "settle", "", data.clone()).await?;
    let left = before.left(&grant, &proof);
    // nothing is left of a whole award: the grant stays REVOKED
    let grant = if before.is_whole {
        grant
    } else if before.ground == Ground::LateUse {
        step(&unit, &proof, &grant, "audit_on", "", data, |_| ()).await?.1
    } else if before.goes_on(&proof) {
        resume(&unit, &proof, &grant, "", data).await?.1
    } else {
        let accepted = grant.paid - before.principal;
        let set = |proof: &mut Proof| proof.accepted = Some(accepted);
        step(&unit, &proof, &grant, "settle", "", data, set).await?.1
    };
    if let Some(root) = after.knowledge_id {
        unit.unschedule(CLOCK_JOB, root).await?;
    }
    mails::settled(&unit, &after, &application).await?;
    let grant = take_back(&unit, &grant, &after, &receipts).await?;
    if left < grant.amount {
        grants::reduce(&unit, &grant, left, "settle", "").await?;
    }
    unit.commit().await?;
    Ok(after)
}

/// The principal goes back into the payments it came from, as it came in.
async fn take_back(
    unit: &Unit<'_>,
    grant: &Grant,
    claim: &Claim,
    receipts: &[Receipt],
) -> Result<Grant, Problem> {
    let payments = money::payments_of(unit.conn(), grant.id).await?;
    let portions = portions(&payments, claim.principal);
    let flows = queries::flows(receipts);
    let Some(last) = receipts.last() else {
        return Ok(grant.clone());
    };
    let mut grant = grant.clone();
    for (portion, slices) in portions.iter().zip(slices(&portions, &flows, claim.known_on)) {
        for slice in slices {
            let back = TakeBack {
                payment: PaymentId(portion.payment),
                amount: slice.principal,
                received_on: slice.until_on,
                note: format!("Erstattung {}", claim.number),
                recorded_by: last.recorded_by,
                recorded_at: last.recorded_at,
            };
            grant = payments::take_back(unit, &grant, back).await?;
        }
    }
    Ok(grant)
}
