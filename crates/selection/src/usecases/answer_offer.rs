//! The applicant on the reserve list says whether it takes what is offered.

use applications::{Application, ApplicationId, Source};
use base::{Ctx, Problem, Role, Scope, Text, names};
use base_db::{Db, Entry};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::store::offer;
use crate::{queries, reserve};

/// Whether the person answers for the applicant: KZ of its lead; SB where it has no portal account.
#[must_use]
pub(crate) fn may_answer(ctx: &Ctx, case: &Application) -> bool {
    ctx.has(Role::KZ, Scope::Body(case.lead_body_id.0))
        || case.source != Source::Portal && ctx.has(Role::SB, Scope::Programme(case.programme_id))
}

/// Accepts or declines the open offer. Error: denied; refused without an open offer; invalid for a refusal without a
/// remark.
pub async fn answer_offer(
    db: &Db,
    ctx: &Ctx,
    application: ApplicationId,
    accept: bool,
    remark: &str,
) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let case = applications::application(unit.conn(), ctx, application).await?;
    if !may_answer(ctx, &case) {
        ctx.require(&[Role::KZ], Scope::Body(case.lead_body_id.0))?;
    }
    let decision = queries::decision(unit.conn(), case.id)
        .await?
        .ok_or(Problem::not_found("reserve place"))?;
    let asked = reserve::offer_to(unit.conn(), decision.id).await?;
    let Some(asked) = asked.filter(|asked| asked.is_open(ctx.now)) else {
        return Err(Problem::refused(
            "no-offer",
            Text::new("reserve-refused-no-offer"),
        ));
    };
    let remark = names::clean_multiline(remark);
    if names::char_count(&remark) > 2_000 {
        return Err(Problem::field(
            "remark",
            Text::new("field-too-long")
                .with("max", 2_000)
                .with("count", names::char_count(&remark)),
        ));
    }
    let done = offer::Entity::update_many()
        .col_expr(offer::Column::Accepted, Expr::value(accept))
        .col_expr(offer::Column::AnswerRemark, Expr::value(remark.clone()))
        .col_expr(offer::Column::AnsweredBy, Expr::value(ctx.person_id()))
        .col_expr(offer::Column::AnsweredAt, Expr::value(ctx.now))
        .filter(offer::Column::Id.eq(asked.id))
        .filter(offer::Column::Accepted.is_null())
        .exec(unit.conn())
        .await?;
    if done.rows_affected != 1 {
        return Err(Problem::Stale);
    }
    let action = if accept { "accept_offer" } else { "decline_offer" };
    let entry = Entry::new("decision", decision.id, action)
        .case(case.id)
        .reason(&remark);
    unit.audit(entry).await?;
    unit.commit().await
}
