//! The interest of a claim.

use base::{Cents, Problem};
use chrono::NaiveDate;
use grants::Grant;
use sea_orm::ConnectionTrait;

use crate::model::{Claim, Ground, InterestLine, RateTable, Receipt};
use crate::money;
use crate::rules::interest::{BaseRates, Interest, interest};
use crate::rules::recovery::{Flow, Payment, done_on, portions, slices};

/// The interest of a claim, one line a payment: from the day of payment (of a reduction, from the day it took effect) to
/// the day the money came in, what is still out until `until`; of late use, to the day of use. Nothing while it is waived.
/// Error: refused, naming the half-years without a base rate.
pub(crate) async fn compute(
    conn: &impl ConnectionTrait,
    grant: &Grant,
    claim: &Claim,
    receipts: &[Receipt],
    until: NaiveDate,
) -> Result<(RateTable, Vec<InterestLine>), Problem> {
    let table = super::rate_table(conn).await?;
    let flows = flows(receipts);
    if claim.interest_waived {
        // waived for money in time (§ 49a Abs. 3 Satz 2 LVwVfG)
        let done_on = done_on(&flows, claim.principal, until);
        if claim.payable_until_on.is_none_or(|last| done_on <= last) {
            return Ok((table, Vec::new()));
        }
    }
    let terms = super::terms(conn, grant).await?;
    let method = super::day_count(&terms)?;
    let line = |payment_id, paid_on, principal, until_on, interest: Interest| InterestLine {
        payment_id,
        paid_on,
        principal,
        until_on,
        day_count: method,
        spread: terms.interest_spread,
        table_version: table.version,
        segments: interest.segments,
        amount: interest.amount,
    };
    let mut lines = Vec::new();
    if claim.ground == Ground::LateUse {
        let vouchers = super::vouchers(conn, claim.proof_id).await?;
        for late in super::late_uses(conn, grant, &terms, &vouchers).await? {
            let Payment { id, paid_on, .. } = late.payment;
            let principal = late.slices.iter().map(|slice| slice.principal).sum();
            let last = late.slices.iter().map(|slice| slice.until_on).max();
            lines.push(line(
                id,
                paid_on,
                principal,
                last.unwrap_or(paid_on),
                late.interest?,
            ));
        }
    } else {
        let rates: BaseRates = table
            .rates
            .iter()
            .map(|rate| (rate.valid_from, rate.rate))
            .collect();
        let payments = money::payments_of(conn, grant.id).await?;
        let portions = portions(&payments, claim.principal);
        for (portion, mut slices) in portions.iter().zip(slices(&portions, &flows, until)) {
            for slice in &mut slices {
                slice.from_on = Ord::max(slice.from_on, claim.ineffective_on.unwrap_or(slice.from_on));
            }
            let interest = interest(&slices, &rates, terms.interest_spread, method)?;
            let last = slices.iter().map(|slice| slice.until_on).max();
            let until_on = Ord::max(last.unwrap_or(until), portion.paid_on);
            lines.push(line(
                portion.payment,
                portion.paid_on,
                portion.principal,
                until_on,
                interest,
            ));
        }
    }
    // below the threshold interest is not asked for (handbook 2.8, small claims)
    let sum: Cents = lines.iter().map(|line| line.amount).sum();
    if sum < terms.interest_waiver_threshold {
        lines.clear();
    }
    Ok((table, lines))
}

/// What came in, as the rules see it.
pub(crate) fn flows(receipts: &[Receipt]) -> Vec<Flow> {
    let flow = |receipt: &Receipt| Flow {
        amount: receipt.amount,
        on: receipt.received_on,
    };
    receipts.iter().map(flow).collect()
}
