//! DRAFT → SUBMITTED: the municipality asks for the money.

use base::calendar::local_date;
use base::{Ctx, Problem, Text};
use base_db::{Db, retrying};
use calls::ProgrammeId;
use chrono::Datelike;

use super::{load, step};
use crate::model::{Owner, PaymentId, PaymentRequest};
use crate::rules::{self, Bounds};
use crate::{access, mails, queries};

/// A signature of the municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submit {
    pub payment: PaymentId,
    pub version: Option<i64>,
}

/// Hands the request in. KZ; SB what came signed on paper. The grant's row is held, so that requests at the same moment
/// never exceed the award together. M-P01 tells the officers.
/// Error: denied, refused (`not-final` saying from when on: D03; `no-account`; `too-late`; `too-many`; `wrong-state`),
/// `Invalid` at `amount` with what is left (D01, D02), `Stale`.
pub async fn submit(db: &Db, ctx: &Ctx, command: Submit) -> Result<PaymentRequest, Problem> {
    retrying(|| once(db, ctx, command)).await
}

async fn once(db: &Db, ctx: &Ctx, command: Submit) -> Result<PaymentRequest, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, application) = load(&unit, command.payment, command.version).await?;
    access::require_submitter(ctx, &before)?;
    let state = rules::after(&before, "submit")?;
    rules::check_grant(&grant)?;

    let today = local_date(ctx.now);
    let year = i64::from(today.year());
    let parameters = calls::parameters(unit.conn(), ProgrammeId(grant.programme_id), today).await?;
    let last_day = rules::last_request_day(year, parameters.last_request_day)
        .ok_or_else(|| Problem::broken("the last request day is none"))?;
    let asked = PaymentRequest {
        year, // what was drafted last year is asked of this year's tranche
        ..before.clone()
    };
    let bounds = Bounds {
        purse: queries::purse(unit.conn(), &grant, year).await?,
        today,
        last_day,
        per_year: parameters.payments_per_year,
        use_within_months: parameters.use_within_months,
    };
    rules::check_instalment(&asked, &bounds)?;
    if queries::account_in_force(unit.conn(), Owner::Grant(grant.id))
        .await?
        .is_none()
    {
        return Err(Problem::refused("no-account", Text::new("payments-no-account")));
    }
    let after = PaymentRequest {
        state,
        submitted_by: ctx.person_id(),
        submitted_at: Some(ctx.now),
        version: before.version + 1,
        ..asked
    };
    step(&unit, &before, &after, "submit").await?;
    mails::submitted(&unit, &after, &application).await?;
    unit.commit().await?;
    Ok(after)
}
