//! Which payments a repayment concerns, how money that comes in is counted, and what was used too late.

use base::Cents;
use base::calendar::add_months;
use chrono::NaiveDate;
use uuid::Uuid;

use super::interest::Slice;

/// A payment on the grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payment {
    pub id: Uuid,
    pub amount: Cents,
    pub paid_on: NaiveDate,
}

/// What of one payment is to be repaid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    pub payment: Uuid,
    pub paid_on: NaiveDate,
    pub principal: Cents,
}

/// Money that came in, or was used, on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    pub amount: Cents,
    pub on: NaiveDate,
}

/// A repayment over the payments: the latest first, because what was paid last was not needed; in the order they were
/// paid. Less than `principal` when less was paid.
#[must_use]
pub fn portions(payments: &[Payment], principal: Cents) -> Vec<Portion> {
    let mut latest_first = payments.to_vec();
    latest_first.sort_by_key(|payment| (payment.paid_on, payment.id));
    let mut left = principal;
    let mut portions: Vec<Portion> = latest_first
        .iter()
        .rev()
        .map_while(|payment| {
            let part = Ord::min(left, payment.amount);
            left -= part;
            (part.0 > 0).then_some(Portion {
                payment: payment.id,
                paid_on: payment.paid_on,
                principal: part,
            })
        })
        .collect();
    portions.reverse();
    portions
}

/// How long each portion was in the municipality's hands. What came in is counted on the oldest portion first; what is
/// still out runs `until`.
#[must_use]
pub fn slices(portions: &[Portion], receipts: &[Flow], until: NaiveDate) -> Vec<Vec<Slice>> {
    let mut receipts = receipts.to_vec();
    receipts.sort_by_key(|receipt| receipt.on);
    let mut incoming = receipts.into_iter().peekable();
    portions
        .iter()
        .map(|portion| {
            let mut out = portion.principal;
            let mut slices = Vec::new();
            while out.0 > 0 {
                let Some(receipt) = incoming.peek_mut() else {
                    slices.push(slice(portion, out, until));
                    break;
                };
                let part = Ord::min(out, receipt.amount);
                slices.push(slice(portion, part, receipt.on));
                out -= part;
                receipt.amount -= part;
                if receipt.amount.0 <= 0 {
                    incoming.next();
                }
            }
            slices
        })
        .collect()
}

/// The day on which what came in reached the principal; `until` when it is not all there yet.
#[must_use]
pub fn done_on(receipts: &[Flow], principal: Cents, until: NaiveDate) -> NaiveDate {
    let mut receipts = receipts.to_vec();
    receipts.sort_by_key(|receipt| receipt.on);
    let mut sum = Cents::ZERO;
    let reached = receipts.iter().find(|receipt| {
        sum += receipt.amount;
        sum >= principal
    });
    reached.map_or(until, |receipt| receipt.on)
}

fn slice(portion: &Portion, principal: Cents, until_on: NaiveDate) -> Slice {
    Slice {
        principal,
        from_on: portion.paid_on,
        until_on,
    }
}

/// When what was paid has been used, by payment: money spent is met by the oldest payment first. Money spent before a
/// payment uses it on the day it is paid.
#[must_use]
pub fn uses(payments: &[Payment], spending: &[Flow]) -> Vec<(Payment, Vec<Flow>)> {
    let mut payments = payments.to_vec();
    payments.sort_by_key(|payment| (payment.paid_on, payment.id));
    let mut spending = spending.to_vec();
    spending.sort_by_key(|flow| flow.on);
    let mut spent = spending.into_iter().peekable();
    payments
        .into_iter()
        .map(|payment| {
            let mut left = payment.amount;
            let mut uses = Vec::new();
            while left.0 > 0 {
                let Some(flow) = spent.peek_mut() else { break };
                let part = Ord::min(left, flow.amount);
                if part.0 > 0 {
                    let on = Ord::max(flow.on, payment.paid_on);
                    uses.push(Flow { amount: part, on });
                }
                left -= part;
                flow.amount -= part;
                if flow.amount.0 <= 0 {
                    spent.next();
                }
            }
            (payment, uses)
        })
        .collect()
}

/// What was used later than `months` after it was paid: it costs interest from the day of payment to the day of use
/// (§ 49a Abs. 4 LVwVfG, D05). What was used in time costs none.
#[must_use]
pub fn late(payment: &Payment, uses: &[Flow], months: i64) -> Vec<Slice> {
    let last_day = use_until(payment.paid_on, months);
    uses.iter()
        .filter(|flow| flow.on > last_day)
        .map(|flow| Slice {
            principal: flow.amount,
            from_on: payment.paid_on,
            until_on: flow.on,
        })
        .collect()
}

/// The last day on which a payment is used in time.
#[must_use]
pub fn use_until(paid_on: NaiveDate, months: i64) -> NaiveDate {
    add_months(paid_on, i32::try_from(months).unwrap_or(0))
}
