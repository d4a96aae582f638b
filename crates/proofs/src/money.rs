//! Where proofs meet payments: what was paid, and the final instalment.

use base::Problem;
use grants::GrantId;
use sea_orm::ConnectionTrait;

use crate::rules::recovery::Payment;

/// The payments on a grant, less what came back of each, the earliest first.
pub(crate) async fn payments_of(
    conn: &impl ConnectionTrait,
    grant: GrantId,
) -> Result<Vec<Payment>, Problem> {
    let paid = payments::payments_of(conn, grant).await?;
    let mut left: Vec<Payment> = paid
        .into_iter()
        .map(|payment| Payment {
            id: payment.id.0,
            amount: payment.amount - payment.returned,
            paid_on: payment.paid_on,
        })
        .filter(|payment| payment.amount.0 > 0)
        .collect();
    left.sort_by_key(|payment| (payment.paid_on, payment.id));
    Ok(left)
}
