//! Money that came back: one officer records it, another one confirms it.

use base::calendar::local_date;
use base::problem::Checks;
use base::{Cents, Ctx, Problem, Text};
use base_db::{Db, Entry, Unit, retrying};
use chrono::NaiveDate;
use grants::{Grant, GrantState, Spending};

use super::NOTE_MAX;
use super::release_retention::again;
use crate::model::{PaymentId, PaymentKind, PaymentReturn, PaymentReturnId, ReturnState};
use crate::{access, queries, rules, store};

/// What came back of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordReturn {
    pub payment: PaymentId,
    pub amount: Cents,
    /// Value date.
    pub received_on: NaiveDate,
    /// Why, and where it is booked.
    pub note: String,
}

/// A decision of the second officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecideReturn {
    pub id: PaymentReturnId,
    pub version: Option<i64>,
}

/// Records returned money. SB. Nothing moves before a second officer confirmed it.
/// Error: denied, `Invalid` (more than was paid, a day before the payment or in the future), refused if it was not paid or
/// is claimed (`claim-runs`).
pub async fn record_return(db: &Db, ctx: &Ctx, command: RecordReturn) -> Result<PaymentReturn, Problem> {
    let unit = db.write(ctx).await?;
    let (request, grant, _) = queries::seen(unit.conn(), ctx, command.payment).await?;
    access::require_bookkeeper(ctx, grant.programme_id)?;
    store::hold(&unit, grant.id).await?;
    rules::check_return(&grant)?;
    let Some(paid_on) = request.paid_on else {
        return Err(Problem::refused("not-paid", Text::new("payments-not-paid")));
    };
    let known = queries::recorded_returns(unit.conn(), request.id).await?;
    let back = known
        .iter()
        .filter(|known| known.state != ReturnState::Discarded)
        .map(|known| known.amount)
        .sum();
    let left = rules::returnable(&request, back);
    let note = base::names::clean_multiline(&command.note);
    let mut checks = Checks::new();
    checks.ensure(command.amount > Cents::ZERO, "amount", || {
        Text::new("payments-amount-positive")
    });
    checks.ensure(command.amount <= left, "amount", || {
        Text::new("payments-over-paid").with("left", left.format_de())
    });
    let days = paid_on..=local_date(ctx.now);
    checks.ensure(days.contains(&command.received_on), "received_on", || {
        Text::new("payments-return-day").with("day", base::fmt::date_de(paid_on))
    });
    checks.ensure(!note.is_empty(), "note", || Text::new("field-required"));
    let count = base::names::char_count(&note);
    checks.ensure(count <= NOTE_MAX, "note", || {
        Text::new("field-too-long")
            .with("max", NOTE_MAX)
            .with("count", count)
    });
    checks.finish()?;
    let row = PaymentReturn {
        id: PaymentReturnId::new(),
        payment_id: request.id,
        grant_id: request.grant_id,
        application_id: request.application_id,
        programme_id: request.programme_id,
        year: request.year,
        amount: command.amount,
        received_on: command.received_on,
        note,
        state: ReturnState::Recorded,
        recorded_by: ctx.person()?.id,
        recorded_at: ctx.now,
        decided_by: None,
        decided_at: None,
        version: 1,
    };
    store::insert_return(&unit, &row).await?;
    unit.audit(entry(&row, "record").to(row.state)).await?;
    unit.commit().await?;
    Ok(row)
}

/// Confirms it; grant, tranche and pot move together. What came back of a final instalment is asked for once more as long
/// as the grant owes it. Another SB. Error: denied, refused (`four-eyes`, `wrong-state`),
/// `Stale`.
pub async fn confirm_return(db: &Db, ctx: &Ctx, command: DecideReturn) -> Result<PaymentReturn, Problem> {
    retrying(|| async {
        let unit = db.write(ctx).await?;
        let (before, grant) = load(&unit, command).await?;
        ctx.require_other_person(&[Some(before.recorded_by)])?;
        rules::check_return(&grant)?;
        let after = decide(&unit, &before, ReturnState::Confirmed, "confirm").await?;
        grants::spend(
            &unit,
            &grant,
            after.year,
            Spending::Return,
            after.amount,
            "payment",
            after.payment_id.0,
        )
        .await?;
        let payment = queries::payment(unit.conn(), after.payment_id).await?;
        if payment.kind == PaymentKind::Final && grant.state == GrantState::Settled {
            again(&unit, &grant, &payment, after.amount).await?;
        }
        unit.commit().await?;
        Ok(after)
    })
    .await
}

/// Throws a wrong record away. SB, also who recorded it. Error: denied, refused (`wrong-state`), `Stale`.
pub async fn discard_return(db: &Db, ctx: &Ctx, command: DecideReturn) -> Result<PaymentReturn, Problem> {
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, command).await?;
    let after = decide(&unit, &before, ReturnState::Discarded, "discard").await?;
    unit.commit().await?;
    Ok(after)
}

async fn load(unit: &Unit<'_>, command: DecideReturn) -> Result<(PaymentReturn, Grant), Problem> {
    let found = queries::payment_return(unit.conn(), command.id).await?;
    grants::seen(unit.conn(), unit.ctx(), found.grant_id).await?;
    access::require_bookkeeper(unit.ctx(), found.programme_id)?;
    store::hold(unit, found.grant_id).await?;
    let found = queries::payment_return(unit.conn(), command.id).await?;
    let (grant, _) = grants::seen(unit.conn(), unit.ctx(), found.grant_id).await?;
    if command.version.is_some_and(|version| version != found.version) {
        return Err(Problem::Stale);
    }
    if found.state != ReturnState::Recorded {
        let text = Text::new(format!("payments-return-state-{}", found.state));
        return Err(Problem::refused("wrong-state", text));
    }
    Ok((found, grant))
}

async fn decide(
    unit: &Unit<'_>,
    before: &PaymentReturn,
    state: ReturnState,
    action: &'static str,
) -> Result<PaymentReturn, Problem> {
    let after = PaymentReturn {
        state,
        decided_by: unit.ctx().person_id(),
        decided_at: Some(unit.now()),
        version: before.version + 1,
        ..before.clone()
    };
    store::update_return(unit, before, &after).await?;
    let line = entry(&after, action).states(before.state, after.state);
    unit.audit(line).await?;
    Ok(after)
}

fn entry(row: &PaymentReturn, action: &'static str) -> Entry {
    let facts = serde_json::json!({
        "payment": row.payment_id, "amount_cents": row.amount, "received_on": row.received_on,
    });
    Entry::new("payment_return", row.id, action)
        .case(row.application_id)
        .reason(&row.note)
        .data(facts)
}
