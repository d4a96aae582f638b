//! A member of the team says yes or no.

use base::{Ctx, Problem, Text};
use base_db::{Db, Entry};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;

use super::{load, step, words};
use crate::mails;
use crate::model::{Answer, EngagementId, EngagementState};
use crate::store::member;

/// Answers a proposal for oneself: CONFIRMED when all said yes (M-F02), DECLINED with the first no (M-F03).
/// Error: not found for others than the team; `Invalid` for a no without a reason.
pub async fn answer(db: &Db, ctx: &Ctx, id: EngagementId, yes: bool, reason: &str) -> Result<(), Problem> {
    let reason = if yes { None } else { Some(words(reason)?) };
    let me = ctx.person()?.id;
    let unit = db.write(ctx).await?;
    let (engagement, mut members) = load(&unit, id).await?;
    let own = members
        .iter_mut()
        .find(|member| member.person_id == Some(me.0))
        .ok_or(Problem::not_found("engagement"))?;
    if engagement.state != EngagementState::Proposed || own.answer != Answer::Open {
        return Err(Problem::refused(
            "wrong-state",
            Text::new("facilitation-wrong-state"),
        ));
    }
    own.answer = if yes { Answer::Yes } else { Answer::No };
    member::Entity::update_many()
        .col_expr(member::Column::Answer, Expr::value(own.answer))
        .filter(member::Column::Id.eq(own.id))
        .exec(unit.conn())
        .await?;
    if reason.is_some() {
        let after = step(&unit, &engagement, EngagementState::Declined, "decline", |row| {
            row.reason = reason;
        })
        .await?;
        mails::answered(&unit, &after, false).await?;
    } else if members.iter().all(|member| member.answer == Answer::Yes) {
        let after = step(&unit, &engagement, EngagementState::Confirmed, "confirm", |_| ()).await?;
        mails::answered(&unit, &after, true).await?;
    } else {
        unit.audit(Entry::new("engagement", id, "agree").case(engagement.application_id))
            .await?;
    }
    unit.commit().await
}
