//! PAID → ORDERED: a confirmation was matched with the wrong payment. One person says so, another one takes it back; the
//! right confirmation is awaited then.

use base::{Ctx, Problem, Scope, Text};
use base_db::{Db, Entry, Unit, retrying};
use grants::{Grant, GrantState, Spending};

use super::{load, step};
use crate::model::{Correction, CorrectionId, PaymentId, PaymentRequest, PaymentState, ReturnState};
use crate::reminders::USE_JOB;
use crate::{access, queries, rules, store};

/// A wrong match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordCorrection {
    pub payment: PaymentId,
    pub version: Option<i64>,
    /// What was wrong, and how one knows.
    pub reason: String,
}

/// Records that a payment was confirmed wrongly. RL or BfdH. Nothing moves before another one confirms it.
/// Error: denied, `Invalid` without a reason, refused (`wrong-state`; `returned` when money of it came back;
/// `claim-runs`), `Stale`.
pub async fn record_correction(db: &Db, ctx: &Ctx, command: RecordCorrection) -> Result<Correction, Problem> {
    let reason = super::required_note("reason", &command.reason)?;
    let unit = db.write(ctx).await?;
    let (request, grant, _) = load(&unit, command.payment, command.version).await?;
    ctx.require(access::ORDERERS, Scope::Programme(request.programme_id))?;
    check(&unit, &request, &grant).await?;
    let Some(paid_on) = request.paid_on else {
        return Err(Problem::refused("not-paid", Text::new("payments-not-paid")));
    };
    let row = Correction {
        id: CorrectionId::new(),
        payment_id: request.id,
        grant_id: request.grant_id,
        application_id: request.application_id,
        programme_id: request.programme_id,
        paid_version: request.version,
        amount: request.amount,
        paid_on,
        reason,
        state: ReturnState::Recorded,
        recorded_by: ctx.person()?.id,
        recorded_at: ctx.now,
        decided_by: None,
        decided_at: None,
        version: 1,
    };
    store::insert_correction(&unit, &row).await?;
    unit.audit(entry(&row, "record").to(row.state)).await?;
    unit.commit().await?;
    Ok(row)
}

/// What is claimed back or has come back was paid.
async fn check(unit: &Unit<'_>, request: &PaymentRequest, grant: &Grant) -> Result<(), Problem> {
    rules::after(request, "unpay")?;
    rules::check_return(grant)?;
    let back = queries::recorded_returns(unit.conn(), request.id).await?;
    if back.iter().any(|row| row.state != ReturnState::Discarded) {
        return Err(Problem::refused(
            "returned",
            Text::new("payments-correction-returned"),
        ));
    }
    Ok(())
}

/// A decision on a wrong match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecideCorrection {
    pub correction: CorrectionId,
    pub version: Option<i64>,
}

/// Takes the confirmation back: the payment is ORDERED again, in the same run; grant, tranche, pot and ledger follow. RL or
/// BfdH, another person than who recorded it. Error: denied, refused (`four-eyes`, as [`record_correction`]), `Stale`.
pub async fn confirm_correction(
    db: &Db,
    ctx: &Ctx,
    command: DecideCorrection,
) -> Result<Correction, Problem> {
    retrying(|| async {
        let unit = db.write(ctx).await?;
        let before = open(&unit, command).await?;
        ctx.require_other_person(&[Some(before.recorded_by)])?;
        let (request, grant, _) = load(&unit, before.payment_id, Some(before.paid_version)).await?;
        check(&unit, &request, &grant).await?;
        let after = decide(&unit, &before, ReturnState::Confirmed, "confirm").await?;
        let ordered = PaymentRequest {
            state: rules::after(&request, "unpay")?,
            booked_on: None,
            paid_on: None,
            closed_at: None,
            version: request.version + 1,
            ..request.clone()
        };
        step(&unit, &request, &ordered, "unpay").await?;
        unit.unschedule(USE_JOB, ordered.id).await?;
        let grant = grants::spend(
            &unit,
            &grant,
            ordered.year,
            Spending::Unpay,
            ordered.amount,
            "payment",
            ordered.id.0,
        )
        .await?;
        if grant.state == GrantState::InPayment && grant.paid.is_zero() {
            let facts = serde_json::json!({ "payment": ordered.id });
            grants::advance(&unit, &grant, "unpay", &after.reason, facts).await?;
        }
        unit.commit().await?;
        Ok(after)
    })
    .await
}

/// Throws a wrong record away. RL or BfdH, also who recorded it. Error: denied, refused (`wrong-state`), `Stale`.
pub async fn discard_correction(
    db: &Db,
    ctx: &Ctx,
    command: DecideCorrection,
) -> Result<Correction, Problem> {
    let unit = db.write(ctx).await?;
    let before = open(&unit, command).await?;
    let after = decide(&unit, &before, ReturnState::Discarded, "discard").await?;
    unit.commit().await?;
    Ok(after)
}

async fn open(unit: &Unit<'_>, command: DecideCorrection) -> Result<Correction, Problem> {
    let row = queries::correction_seen(unit.conn(), unit.ctx(), command.correction).await?;
    unit.ctx()
        .require(access::ORDERERS, Scope::Programme(row.programme_id))?;
    store::hold(unit, row.grant_id).await?;
    let row = queries::correction_seen(unit.conn(), unit.ctx(), command.correction).await?;
    if command.version.is_some_and(|version| version != row.version) {
        return Err(Problem::Stale);
    }
    if row.state != ReturnState::Recorded {
        let text = Text::new(format!("payments-return-state-{}", row.state));
        return Err(Problem::refused("wrong-state", text));
    }
    Ok(row)
}

async fn decide(
    unit: &Unit<'_>,
    before: &Correction,
    state: ReturnState,
    action: &'static str,
) -> Result<Correction, Problem> {
    let after = Correction {
        state,
        decided_by: unit.ctx().person_id(),
        decided_at: Some(unit.now()),
        version: before.version + 1,
        ..before.clone()
    };
    store::update_correction(unit, before, &after).await?;
    let line = entry(&after, action).states(before.state, after.state);
    unit.audit(line).await?;
    Ok(after)
}

fn entry(row: &Correction, action: &'static str) -> Entry {
    let facts = serde_json::json!({
        "payment": row.payment_id, "amount_cents": row.amount, "paid_on": row.paid_on,
    });
    Entry::new("payment_correction", row.id, action)
        .case(row.application_id)
        .reason(&row.reason)
        .data(facts)
}

/// Whether a payment can be taken back at all, for its page.
pub(crate) fn is_correctable(request: &PaymentRequest) -> bool {
    request.state == PaymentState::Paid
}
