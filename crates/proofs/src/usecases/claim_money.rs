//! What is written down of a claim: the municipality's statement, and the money that comes in.

use base::calendar::local_date;
use base::problem::Checks;
use base::{Cents, Ctx, Problem, Text, names};
use base_db::Db;
use chrono::NaiveDate;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{load_claim, note_claim, require_claim_state};
use crate::model::{Claim, ClaimId, ClaimState, Receipt};
use crate::{access, queries, store};

/// What the municipality said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordStatement {
    pub claim: ClaimId,
    pub version: Option<i64>,
    pub statement: String,
    pub received_on: NaiveDate,
}

/// KE and KZ say it themselves; SB records what came by letter. Error: denied, refused (`wrong-state`), `Invalid`.
pub async fn record_statement(db: &Db, ctx: &Ctx, command: RecordStatement) -> Result<Claim, Problem> {
    let unit = db.write(ctx).await?;
    let (before, proof, _, _) = load_claim(&unit, command.claim, command.version).await?;
    let is_own = ctx.has_any(
        &[base::Role::KE, base::Role::KZ],
        base::Scope::Body(proof.body_id.0),
    );
    if !is_own {
        access::require_officer(ctx, before.programme_id)?;
    }
    require_claim_state(&before, &[ClaimState::Hearing])?;
    let today = local_date(ctx.now);
    let received_on = if is_own { today } else { command.received_on };
    let statement = names::clean_multiline(&command.statement);
    let mut checks = Checks::new();
    checks.ensure(!statement.is_empty(), "statement", || Text::new("field-required"));
    let count = names::char_count(&statement);
    checks.ensure(count <= 6_000, "statement", || {
        Text::new("field-too-long")
            .with("max", 6_000)
            .with("count", count)
    });
    checks.ensure(received_on <= today, "received_on", || {
        Text::new("proofs-day-past")
    });
    let heard_on = local_date(before.heard_at);
    checks.ensure(received_on >= heard_on, "received_on", || {
        Text::new("proofs-before-hearing")
    });
    checks.finish()?;
    let sha256 = hex::encode(Sha256::digest(&statement));
    // what was said before stays: a later word stands behind it, with its day
    let statement = if before.statement.is_empty() {
        statement
    } else {
        format!(
            "{}\n\n{}: {statement}",
            before.statement,
            base::fmt::date_de(received_on)
        )
    };
    let after = Claim {
        statement,
        statement_on: Some(received_on),
        ..before.clone()
    };
    let after = store::update_claim(&unit, after).await?;
    let data = json!({ "received_on": received_on, "sha256": sha256 });
    note_claim(&unit, Some(before.state), &after, "statement", "", data).await?;
    unit.commit().await?;
    Ok(after)
}

/// Money on a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordReceipt {
    pub claim: ClaimId,
    pub amount: Cents,
    pub received_on: NaiveDate,
    /// Of the cash office.
    pub reference: String,
}

/// Records money that came in; several are possible. SB. Error: denied, refused (`wrong-state`, `missing-base-rate`),
/// `Invalid` beyond what is open by then.
pub async fn record_receipt(db: &Db, ctx: &Ctx, command: RecordReceipt) -> Result<Receipt, Problem> {
    let unit = db.write(ctx).await?;
    let (claim, _, grant, _) = load_claim(&unit, command.claim, None).await?;
    access::require_officer(ctx, claim.programme_id)?;
    require_claim_state(&claim, &[ClaimState::Issued])?;
    let receipts = queries::receipts_of(unit.conn(), claim.id).await?;
    let received: Cents = receipts.iter().map(|receipt| receipt.amount).sum();
    let row = Receipt {
        id: Uuid::now_v7(),
        claim_id: claim.id,
        amount: command.amount,
        received_on: command.received_on,
        reference: names::clean(&command.reference),
        recorded_by: ctx.person()?.id,
        recorded_at: ctx.now,
    };
    let mut with_it = receipts;
    with_it.push(row.clone());
    let (_, lines) = queries::compute(unit.conn(), &grant, &claim, &with_it, command.received_on).await?;
    let interest: Cents = lines.iter().map(|line| line.amount).sum();
    let open = claim.principal + interest - received;
    let heard_on = local_date(claim.heard_at);
    let mut checks = Checks::new();
    checks.ensure(command.amount.0 > 0 && command.amount <= open, "amount", || {
        Text::new("proofs-receipt-range").with("open", open.format_de())
    });
    let is_past = command.received_on <= local_date(ctx.now);
    checks.ensure(is_past, "received_on", || Text::new("proofs-day-past"));
    // what came in while the municipality was heard is booked here as well, and nowhere else
    checks.ensure(command.received_on >= heard_on, "received_on", || {
        Text::new("proofs-before-hearing")
    });
    checks.ensure(!row.reference.is_empty(), "reference", || {
        Text::new("field-required")
    });
    checks.finish()?;
    store::insert(&unit, row.clone()).await?;
    let data =
        json!({ "amount_cents": row.amount, "received_on": row.received_on, "reference": row.reference });
    note_claim(&unit, Some(claim.state), &claim, "receive", "", data).await?;
    unit.commit().await?;
    Ok(row)
}
