//! SUBMITTED → CERTIFIED_FACTUAL → CERTIFIED_ARITHMETIC: two officers vouch for a request (VV § 70 LHO).

use base::{Ctx, Problem};
use base_db::Db;

use super::{load, step};
use crate::model::{PaymentId, PaymentRequest};
use crate::{access, mails, rules};

/// A certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certify {
    pub payment: PaymentId,
    pub version: Option<i64>,
}

/// "Sachlich richtig", by SB. Error: denied, refused (`wrong-state`), `Stale`.
pub async fn certify_factual(db: &Db, ctx: &Ctx, command: Certify) -> Result<PaymentRequest, Problem> {
    let unit = db.write(ctx).await?;
    let (before, ..) = load(&unit, command.payment, command.version).await?;
    access::require_factual(ctx, &before)?;
    let after = PaymentRequest {
        state: rules::after(&before, "certify_factual")?,
        factual_by: ctx.person_id(),
        factual_at: Some(ctx.now),
        version: before.version + 1,
        ..before.clone()
    };
    step(&unit, &before, &after, "certify_factual").await?;
    unit.commit().await?;
    Ok(after)
}

/// "Rechnerisch richtig", by another SB (D04). M-P03 asks the budget officers for the order.
/// Error: denied, refused (`four-eyes`, `wrong-state`), `Stale`.
pub async fn certify_arithmetic(db: &Db, ctx: &Ctx, command: Certify) -> Result<PaymentRequest, Problem> {
    let unit = db.write(ctx).await?;
    let (before, ..) = load(&unit, command.payment, command.version).await?;
    let state = rules::after(&before, "certify_arithmetic")?;
    access::require_arithmetic(ctx, &before)?;
    let after = PaymentRequest {
        state,
        arithmetic_by: ctx.person_id(),
        arithmetic_at: Some(ctx.now),
        version: before.version + 1,
        ..before.clone()
    };
    step(&unit, &before, &after, "certify_arithmetic").await?;
    mails::to_order(&unit, &after).await?;
    unit.commit().await?;
    Ok(after)
}
