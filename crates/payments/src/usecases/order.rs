//! CERTIFIED_ARITHMETIC → ORDERED: a third person orders the payment; the money is bound for good.

use base::calendar::local_date;
use base::{Ctx, Problem};
use base_db::{Db, retrying};
use grants::Spending;

use super::{load, step, stop};
use crate::model::{Owner, PaymentId, PaymentRequest};
use crate::{access, queries, rules};

/// A payment order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    pub payment: PaymentId,
    pub version: Option<i64>,
}

/// Orders the payment to the account in force. RL or BfdH, who neither certified nor entered it (D04). Grant, tranche and
/// pot move together. Error: denied, refused (`four-eyes`, what [`rules::check_order`] refuses, `stopped`, `no-account`,
/// `account-blocked` until when, `over-award`, `over-tranche`, `over-budget` naming what is left), `Stale`.
pub async fn order(db: &Db, ctx: &Ctx, command: Order) -> Result<PaymentRequest, Problem> {
    retrying(|| once(db, ctx, command)).await
}

async fn once(db: &Db, ctx: &Ctx, command: Order) -> Result<PaymentRequest, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, _) = load(&unit, command.payment, command.version).await?;
    let state = rules::after(&before, "order")?;
    access::require_orderer(ctx, &before)?;
    rules::check_order(&before, &grant, local_date(ctx.now))?;
    stop::require_free(&unit, &grant).await?;
    let account = queries::account_in_force(unit.conn(), Owner::Grant(grant.id)).await?;
    let account = rules::check_account(account.as_ref(), ctx.now)?;
    let after = PaymentRequest {
        state,
        ordered_by: ctx.person_id(),
        ordered_at: Some(ctx.now),
        account_id: Some(account.id),
        version: before.version + 1,
        ..before.clone()
    };
    // the money first: an award that was cut meanwhile says what is left
    grants::spend(
        &unit,
        &grant,
        after.year,
        Spending::Order,
        after.amount,
        "payment",
        after.id.0,
    )
    .await?;
    step(&unit, &before, &after, "order").await?;
    unit.commit().await?;
    Ok(after)
}
