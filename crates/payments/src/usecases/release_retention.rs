//! The final instalment: what was retained is asked for by the office once the statement of use is accepted.

use base::{Cents, Problem, Text};
use base_db::{Entry, Unit};
use grants::Grant;

use super::draft::new;
use crate::model::{PaymentKind, PaymentRequest, PaymentState};
use crate::rules;
use crate::store;

/// Makes the requests of the final instalment within the caller's unit, submitted at once: from then on they take the
/// same three steps as every other. One for each year whose tranche bears a part, the latest first. The caller asked
/// for permission and decided the amount (acceptance of the statement of use).
/// Error: refused when the amount is more than what is neither asked for nor paid.
pub async fn release_retention(
    unit: &Unit<'_>,
    grant: &Grant,
    amount: Cents,
) -> Result<Vec<PaymentRequest>, Problem> {
    if amount <= Cents::ZERO {
        return Err(Problem::field("amount", Text::new("payments-amount-positive")));
    }
    store::hold(unit, grant.id).await?;
    let tranches = grants::tranches_of(unit.conn(), grant.id).await?;
    let mut years: Vec<i64> = tranches.iter().map(|part| part.year).collect();
    years.sort_unstable();
    years.dedup();
    let mut left = Vec::new();
    let mut in_all = Cents::ZERO;
    for year in years {
        let purse = crate::queries::purse(unit.conn(), grant, year).await?;
        in_all = Ord::max(purse.payable - purse.used, Cents::ZERO);
        left.push((year, purse.left_of_year()));
    }
    let parts = rules::over_years(amount, &left).filter(|_| amount <= in_all);
    let Some(parts) = parts else {
        let text = Text::new("payments-over-rest").with("left", in_all.format_de());
        return Err(Problem::refused("over-award", text));
    };
    let mut requests = Vec::with_capacity(parts.len());
    for (year, part) in parts {
        let row = PaymentRequest {
            kind: PaymentKind::Final,
            state: PaymentState::Submitted,
            submitted_by: unit.ctx().person_id(),
            submitted_at: Some(unit.now()),
            ..new(unit, grant, part, year).await?
        };
        requests.push(ask(unit, row).await?);
    }
    Ok(requests)
}

/// Asks once more for what did not reach the municipality of a final instalment: nobody else could, and the grant is not
/// closed before it is paid. Author and submission stay those of the acceptance. The caller holds the grant.
pub(super) async fn again(
    unit: &Unit<'_>,
    grant: &Grant,
    former: &PaymentRequest,
    amount: Cents,
) -> Result<PaymentRequest, Problem> {
    let row = PaymentRequest {
        kind: PaymentKind::Final,
        state: PaymentState::Submitted,
        drafted_by: former.drafted_by,
        drafted_at: former.drafted_at,
        submitted_by: former.submitted_by,
        submitted_at: former.submitted_at,
        ..new(unit, grant, amount, former.year).await?
    };
    ask(unit, row).await
}

async fn ask(unit: &Unit<'_>, row: PaymentRequest) -> Result<PaymentRequest, Problem> {
    store::insert_request(unit, &row).await?;
    let facts =
        serde_json::json!({ "reference": row.reference, "amount_cents": row.amount, "year": row.year });
    let entry = Entry::new("payment", row.id, "release_retention")
        .case(row.application_id)
        .to(row.state)
        .data(facts);
    unit.audit(entry).await?;
    Ok(row)
}
