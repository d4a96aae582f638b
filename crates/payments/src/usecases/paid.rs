//! ORDERED → PAID: the cash desk confirms. Called by the import only.

use applications::Application;
use base::Problem;
use base::calendar::day_start;
use base_db::Unit;
use calls::ProgrammeId;
use chrono::{Days, NaiveDate};
use grants::{Grant, Spending};

use super::step;
use crate::model::PaymentRequest;
use crate::reminders::USE_JOB;
use crate::{mails, rules};

/// Notes the payment with its value date; grant, tranche and pot move together, and the grant's first payment makes it
/// IN_PAYMENT. M-P04 says until when the money is to be used, the job of M-P06 asks when that day is over.
pub(crate) async fn pay_in(
    unit: &Unit<'_>,
    before: &PaymentRequest,
    grant: &Grant,
    application: &Application,
    booked_on: Option<NaiveDate>,
    paid_on: NaiveDate,
) -> Result<PaymentRequest, Problem> {
    let after = PaymentRequest {
        state: rules::after(before, "pay")?,
        booked_on,
        paid_on: Some(paid_on),
        closed_at: Some(unit.now()),
        version: before.version + 1,
        ..before.clone()
    };
    step(unit, before, &after, "pay").await?;
    let parameters = calls::parameters(unit.conn(), ProgrammeId(grant.programme_id), paid_on).await?;
    let use_until = rules::use_until(paid_on, parameters.use_within_months);
    mails::paid(unit, &after, application, use_until).await?;
    unit.schedule(USE_JOB, after.id, day_start(use_until + Days::new(1)))
        .await?;
    let grant = grants::spend(
        unit,
        grant,
        after.year,
        Spending::Pay,
        after.amount,
        "payment",
        after.id.0,
    )
    .await?;
    let facts = serde_json::json!({ "payment": after.id, "amount_cents": after.amount, "paid_on": paid_on });
    grants::advance(unit, &grant, "pay", "", facts).await?;
    Ok(after)
}
