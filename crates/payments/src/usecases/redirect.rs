//! ORDERED → ORDERED: the bank details changed since the order, so it is given anew, to those in force.

use base::calendar::local_date;
use base::{Ctx, Problem, Text};
use base_db::Db;

use super::{load, step, stop};
use crate::model::{Owner, PaymentId, PaymentRequest};
use crate::{access, queries, rules};

/// A payment order that follows the bank details.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Redirect {
    pub payment: PaymentId,
    pub version: Option<i64>,
}

/// Orders the same money to the account in force, so that no year is lost over it. RL or BfdH as for the order (D04), as
/// long as no file for the cash desk carries it. Error: denied, refused (`four-eyes`, `in-run`, what
/// [`rules::check_order`] refuses, `no-account`, `account-blocked` until when, `unchanged`), `Stale`.
pub async fn redirect(db: &Db, ctx: &Ctx, command: Redirect) -> Result<PaymentRequest, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, _) = load(&unit, command.payment, command.version).await?;
    let state = rules::after(&before, "redirect")?;
    access::require_orderer(ctx, &before)?;
    if before.run_id.is_some() {
        return Err(Problem::refused("in-run", Text::new("payments-in-run")));
    }
    rules::check_order(&before, &grant, local_date(ctx.now))?;
    stop::require_free(&unit, &grant).await?;
    let account = queries::account_in_force(unit.conn(), Owner::Grant(grant.id)).await?;
    let account = rules::check_account(account.as_ref(), ctx.now)?;
    if before.account_id == Some(account.id) {
        return Err(Problem::refused(
            "unchanged",
            Text::new("payments-account-unchanged"),
        ));
    }
    let after = PaymentRequest {
        state,
        ordered_by: ctx.person_id(),
        ordered_at: Some(ctx.now),
        account_id: Some(account.id),
        version: before.version + 1,
        ..before.clone()
    };
    step(&unit, &before, &after, "redirect").await?;
    unit.commit().await?;
    Ok(after)
}
