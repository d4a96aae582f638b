//! Money that came back on a claim: within the unit of the crate that claimed it.

use base::{Cents, PersonId, Problem};
use base_db::{Entry, Unit};
use chrono::{DateTime, NaiveDate, Utc};
use grants::{Grant, Spending};

use crate::model::{PaymentId, PaymentReturn, PaymentReturnId, ReturnState};
use crate::{queries, store};

/// What came back of a payment, as one officer recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeBack {
    pub payment: PaymentId,
    pub amount: Cents,
    /// Value date.
    pub received_on: NaiveDate,
    pub note: String,
    pub recorded_by: PersonId,
    pub recorded_at: DateTime<Utc>,
}

/// Puts it into the books at once: the acting person confirms what another one recorded. The caller asked for permission
/// and for the two persons; a CHECK holds them. Grant, tranche and pot move together.
/// Error: refused (`over-tranche`) for more than was paid, `Stale`.
pub async fn take_back(unit: &Unit<'_>, grant: &Grant, back: TakeBack) -> Result<Grant, Problem> {
    store::hold(unit, grant.id).await?;
    let payment = queries::payment(unit.conn(), back.payment).await?;
    let row = PaymentReturn {
        id: PaymentReturnId::new(),
        payment_id: payment.id,
        grant_id: payment.grant_id,
        application_id: payment.application_id,
        programme_id: payment.programme_id,
        year: payment.year,
        amount: back.amount,
        received_on: back.received_on,
        note: back.note,
        state: ReturnState::Confirmed,
        recorded_by: back.recorded_by,
        recorded_at: back.recorded_at,
        decided_by: unit.ctx().person_id(),
        decided_at: Some(unit.now()),
        version: 1,
    };
    store::insert_return(unit, &row).await?;
    let facts = serde_json::json!({
        "payment": row.payment_id, "amount_cents": row.amount, "received_on": row.received_on,
    });
    let entry = Entry::new("payment_return", row.id, "confirm")
        .case(row.application_id)
        .to(row.state)
        .reason(&row.note)
        .data(facts);
    unit.audit(entry).await?;
    let year = row.year;
    grants::spend(
        unit,
        grant,
        year,
        Spending::Return,
        row.amount,
        "payment",
        row.payment_id.0,
    )
    .await
}
