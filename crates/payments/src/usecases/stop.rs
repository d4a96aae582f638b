//! A stop of payments: whoever of the office doubts that money may flow stops it at once; another person lifts the stop.

use base::{Ctx, Problem, Scope, Text};
use base_db::{Db, Entry, Unit};
use grants::{Grant, GrantId};

use crate::model::{PaymentStop, PaymentStopId};
use crate::{access, queries, store};

/// No money of this grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopPayments {
    pub grant: GrantId,
    /// What is in doubt.
    pub reason: String,
}

/// Stops every payment of a grant that no file for the cash desk carries yet: nothing is ordered, nothing goes into a run.
/// SB, RL or BfdH. Error: not found, denied, `Invalid` without a reason, `Stale` when it is stopped already.
pub async fn stop_payments(db: &Db, ctx: &Ctx, command: StopPayments) -> Result<PaymentStop, Problem> {
    let reason = super::required_note("reason", &command.reason)?;
    let unit = db.write(ctx).await?;
    let (grant, _) = grants::seen(unit.conn(), ctx, command.grant).await?;
    ctx.require(access::SENDERS_BACK, Scope::Programme(grant.programme_id))?;
    store::hold(&unit, grant.id).await?;
    let row = PaymentStop {
        id: PaymentStopId::new(),
        grant_id: grant.id,
        application_id: grant.application_id,
        programme_id: grant.programme_id,
        reason,
        set_by: ctx.person()?.id,
        set_at: ctx.now,
        lifted_by: None,
        lifted_at: None,
        lift_note: String::new(),
    };
    store::insert_stop(&unit, &row).await?;
    note(&unit, &row, "set", &row.reason).await?;
    unit.commit().await?;
    Ok(row)
}

/// The end of a stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiftStop {
    pub grant: GrantId,
    /// Why money may flow again.
    pub note: String,
}

/// Lifts the stop of a grant. RL or BfdH, another person than who set it.
/// Error: not found, denied, `Invalid` without a note, refused (`four-eyes`; `not-stopped`), `Stale`.
pub async fn lift_stop(db: &Db, ctx: &Ctx, command: LiftStop) -> Result<PaymentStop, Problem> {
    let lift_note = super::required_note("note", &command.note)?;
    let unit = db.write(ctx).await?;
    let (grant, _) = grants::seen(unit.conn(), ctx, command.grant).await?;
    ctx.require(access::ORDERERS, Scope::Programme(grant.programme_id))?;
    store::hold(&unit, grant.id).await?;
    let before = queries::stop_of(unit.conn(), grant.id)
        .await?
        .ok_or_else(|| Problem::refused("not-stopped", Text::new("payments-stop-none")))?;
    ctx.require_other_person(&[Some(before.set_by)])?;
    let after = PaymentStop {
        lifted_by: ctx.person_id(),
        lifted_at: Some(ctx.now),
        lift_note,
        ..before
    };
    store::lift_stop(&unit, &after).await?;
    note(&unit, &after, "lift", &after.lift_note).await?;
    unit.commit().await?;
    Ok(after)
}

/// Error: refused (`stopped`) while payments of the grant are stopped, with the reason.
pub(super) async fn require_free(unit: &Unit<'_>, grant: &Grant) -> Result<(), Problem> {
    match queries::stop_of(unit.conn(), grant.id).await? {
        None => Ok(()),
        Some(stop) => {
            let text = Text::new("payments-stopped").with("reason", stop.reason);
            Err(Problem::refused("stopped", text))
        }
    }
}

async fn note(unit: &Unit<'_>, row: &PaymentStop, action: &'static str, reason: &str) -> Result<(), Problem> {
    let entry = Entry::new("payment_stop", row.id, action)
        .case(row.application_id)
        .reason(reason);
    unit.audit(entry).await
}
