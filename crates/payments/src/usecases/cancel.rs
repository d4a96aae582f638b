//! → CANCELLED: whoever asked does not want it any more.

use base::{Ctx, Problem};
use base_db::Db;

use super::{NOTE_MAX, load, step};
use crate::model::{PaymentId, PaymentRequest};
use crate::{access, rules};

/// A request that is given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancel {
    pub payment: PaymentId,
    pub version: Option<i64>,
    /// May be empty.
    pub reason: String,
}

/// Gives a request up before it is ordered. KZ; KE and SB their drafts. Error: denied, refused (`wrong-state`), `Stale`.
pub async fn cancel(db: &Db, ctx: &Ctx, command: Cancel) -> Result<PaymentRequest, Problem> {
    let unit = db.write(ctx).await?;
    let (before, ..) = load(&unit, command.payment, command.version).await?;
    access::require_canceller(ctx, &before)?;
    let reason = base::names::clean_multiline(&command.reason);
    let after = PaymentRequest {
        state: rules::after(&before, "cancel")?,
        reason: reason.chars().take(NOTE_MAX).collect(),
        closed_at: Some(ctx.now),
        version: before.version + 1,
        ..before.clone()
    };
    step(&unit, &before, &after, "cancel").await?;
    unit.commit().await?;
    Ok(after)
}
