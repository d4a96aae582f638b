//! The head of unit sends a call back; approvals given so far are void.

use base::{Ctx, Problem, Role};
use base_db::Db;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use uuid::Uuid;

use super::transition::{load, step};
use crate::model::CallId;
use crate::store::call::Column;
use crate::{Verb, mails, rules};

/// A call to be worked on again.
#[derive(Debug, Clone)]
pub struct SendBack {
    pub call: CallId,
    pub version: i64,
    pub reason: String,
}

/// IN_REVIEW → DRAFT, M-C02. Error: `NotFound`, `Denied`, `Stale`, `Invalid` (reason), `Refused`.
pub async fn send_back(db: &Db, ctx: &Ctx, command: SendBack) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let call = load(&unit, command.call, command.version, &[Role::RL]).await?;
    rules::after(call.state, Verb::SendBack)?;
    let reason = rules::reason(&command.reason)?;
    step(&unit, &call, Verb::SendBack, Some(&reason), |update| {
        let nobody = || Expr::value(None::<Uuid>);
        let never = || Expr::value(None::<DateTime<Utc>>);
        update
            .col_expr(Column::RlApprovedBy, nobody())
            .col_expr(Column::RlApprovedAt, never())
            .col_expr(Column::BfdhApprovedBy, nobody())
            .col_expr(Column::BfdhApprovedAt, never())
    })
    .await?;
    mails::sent_back(&unit, &call, &reason).await?;
    unit.commit().await
}
