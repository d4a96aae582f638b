//! An officer submits a draft for review: all mandatory parts must be there.

use base::{Ctx, Problem, Role};
use base_db::Db;
use sea_orm::sea_query::Expr;

use super::transition::{load, step};
use crate::model::CallId;
use crate::store::call::Column;
use crate::{Verb, mails, rules};

/// A draft to be reviewed.
#[derive(Debug, Clone, Copy)]
pub struct SubmitForReview {
    pub call: CallId,
    pub version: i64,
}

/// DRAFT → IN_REVIEW, M-C01 to RL. Error: `NotFound`, `Denied`, `Stale`, `Invalid`, `Refused`.
pub async fn submit_for_review(db: &Db, ctx: &Ctx, command: SubmitForReview) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let call = load(&unit, command.call, command.version, &[Role::SB]).await?;
    rules::after(call.state, Verb::SubmitForReview)?;
    rules::ready_for_review(&call.terms, ctx.now)?;
    crate::form::require_sound(unit.conn(), call.form_version).await?;
    step(&unit, &call, Verb::SubmitForReview, None, |update| {
        update
            .col_expr(Column::SubmittedBy, Expr::value(ctx.person_id().map(|id| id.0)))
            .col_expr(Column::SubmittedAt, Expr::value(ctx.now))
    })
    .await?;
    mails::to_review(&unit, &call).await?;
    unit.commit().await
}
