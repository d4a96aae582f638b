//! → RETURNED: not to be paid as it is. The municipality is told why and makes a new request; of a final instalment the
//! office's request is made anew.

use applications::Application;
use base::{Ctx, Problem, Text};
use base_db::{Db, Unit, retrying};
use grants::{Grant, Spending};

use super::release_retention::again;
use super::{load, required_note, step};
use crate::model::{PaymentId, PaymentKind, PaymentRequest, PaymentState};
use crate::{access, mails, rules};

/// Why it goes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendBack {
    pub payment: PaymentId,
    pub version: Option<i64>,
    pub reason: String,
}

/// Sends a request back (M-P02). SB before the order, RL or BfdH after it, as long as no file for the cash desk carries
/// it. Error: `Invalid` without reason, denied, refused (`wrong-state`, `in-run`), `Stale`.
pub async fn send_back(db: &Db, ctx: &Ctx, command: SendBack) -> Result<PaymentRequest, Problem> {
    let reason = required_note("reason", &command.reason)?;
    retrying(|| async {
        let unit = db.write(ctx).await?;
        let (before, grant, application) = load(&unit, command.payment, command.version).await?;
        access::require_sender_back(ctx, &before)?;
        if before.run_id.is_some() {
            return Err(Problem::refused("in-run", Text::new("payments-in-run")));
        }
        let after = return_in(&unit, &before, &grant, &application, &reason).await?;
        unit.commit().await?;
        Ok(after)
    })
    .await
}

/// The same within the caller's unit, also by the cash desk's word. An order is given back in grant, tranche and pot.
pub(crate) async fn return_in(
    unit: &Unit<'_>,
    before: &PaymentRequest,
    grant: &Grant,
    application: &Application,
    reason: &str,
) -> Result<PaymentRequest, Problem> {
    let after = PaymentRequest {
        state: rules::after(before, "send_back")?,
        reason: reason.to_owned(),
        closed_at: Some(unit.now()),
        version: before.version + 1,
        ..before.clone()
    };
    step(unit, before, &after, "send_back").await?;
    if before.state == PaymentState::Ordered {
        grants::spend(
            unit,
            grant,
            after.year,
            Spending::Cancel,
            after.amount,
            "payment",
            after.id.0,
        )
        .await?;
    }
    match after.kind {
        PaymentKind::Instalment => mails::sent_back(unit, &after, application).await?,
        PaymentKind::Final => {
            again(unit, grant, &after, after.amount).await?;
        }
    }
    Ok(after)
}
