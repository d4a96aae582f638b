//! The office takes back what it gave an assessor: one application, or the whole call. Finished work stays.

use applications::Access;
use base::{Ctx, PersonId, Problem, Role, Scope, Text};
use base_db::{Db, Entry, Unit};
use calls::CallId;

use super::{moved, place, reason};
use crate::model::{CallAssessor, PoolState, Review, ReviewId, ReviewState};
use crate::{access, store};

/// ASSIGNED or IN_PROGRESS → DECLINED with a reason; the assessor no longer sees the case. Roles: SB, GS. Error: refused
/// by 5.3, and once the ranking is frozen.
pub async fn withdraw_assignment(db: &Db, ctx: &Ctx, review: ReviewId, why: &str) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let review = store::review::get(unit.conn(), review).await?;
    let call = calls::call(unit.conn(), review.call_id).await?;
    access::require(ctx, access::OFFICERS, &call)?;
    applications::application(unit.conn(), ctx, review.application_id).await?;
    place::require_unfrozen(unit.conn(), &call).await?;
    withdraw(&unit, &review, &reason(why)?).await?;
    unit.commit().await
}

async fn withdraw(unit: &Unit<'_>, review: &Review, why: &str) -> Result<(), Problem> {
    let after = Review {
        state: ReviewState::Declined,
        reason: why.to_owned(),
        ..review.clone()
    };
    moved(unit, review, after, "withdraw").await?;
    applications::revoke_access(unit, review.assessor_id, review.application_id, Access::Assigned).await
}

/// INVITED or ACCEPTED → DECLINED with a reason, which ends the role in the call; what is not handed in is withdrawn. Gives
/// how many applications are free again. Cases that whoever acts is barred from are left to somebody else, and are not
/// counted. Roles: SB, GS. Error: refused when a review is open for completion, because what was handed in before would
/// be lost, and once the ranking is frozen.
pub async fn release_assessor(
    db: &Db,
    ctx: &Ctx,
    call: CallId,
    person: PersonId,
    why: &str,
) -> Result<usize, Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), call).await?;
    access::require(ctx, access::OFFICERS, &call)?;
    ctx.require_other_person(&[Some(person)])?;
    place::require_unfrozen(unit.conn(), &call).await?;
    let why = reason(why)?;
    let pool = store::pool::of_call(unit.conn(), call.id).await?;
    let before = pool
        .into_iter()
        .find(|one| one.person_id == person && one.state != PoolState::Declined);
    let mut reviews = store::review::of_assessor(unit.conn(), person).await?;
    reviews.retain(|review| review.call_id == call.id);
    let ids: Vec<_> = reviews.iter().map(|review| review.application_id).collect();
    let seen = applications::case_rows(unit.conn(), ctx, &ids).await?;
    reviews.retain(|review| seen.contains_key(&review.application_id));
    if reviews.iter().any(|review| review.state == ReviewState::Reopened) {
        return Err(Problem::refused(
            "review-reopened",
            Text::new("pool-refused-reopened"),
        ));
    }
    let begun = |review: &&Review| matches!(review.state, ReviewState::Assigned | ReviewState::InProgress);
    let mut freed = 0;
    for review in reviews.iter().filter(begun) {
        withdraw(&unit, review, &why).await?;
        freed += 1;
    }
    if let Some(before) = before {
        let after = CallAssessor {
            state: PoolState::Declined,
            answered_at: Some(ctx.now),
            reason: why.clone(),
            ..before.clone()
        };
        store::pool::update(unit.conn(), &before, after).await?;
    }
    people::end_roles_in(&unit, person, Role::AS, Scope::Call(call.id.0)).await?;
    unit.audit(
        Entry::new("account", person, "release_assessor")
            .to(PoolState::Declined)
            .reason(&why)
            .data(serde_json::json!({ "call": call.code, "withdrawn": freed })),
    )
    .await?;
    unit.commit().await?;
    Ok(freed)
}
