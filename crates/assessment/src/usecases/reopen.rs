//! Gives a review back to be completed; what was handed in stays as a version.

use base::{Ctx, Problem, Text};
use base_db::Db;

use super::recount::recount;
use super::{moved, reason};
use crate::model::{Review, ReviewId, ReviewState};
use crate::{access, mails, store};

/// SUBMITTED → REOPENED before the freeze, with a reason; M-R03. Role: GS. Error: not found for whoever is barred from
/// the case.
pub async fn reopen(db: &Db, ctx: &Ctx, review: ReviewId, why: &str) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let before = store::review::get(unit.conn(), review).await?;
    let call = calls::call(unit.conn(), before.call_id).await?;
    access::require(ctx, access::SECRETARIES, &call)?;
    let case = applications::application(unit.conn(), ctx, before.application_id).await?;
    ctx.require_other_person(&[Some(before.assessor_id)])?;
    let standing = store::standing::lock(unit.conn(), before.application_id).await?;
    if standing.frozen {
        return Err(Problem::refused(
            "ranking-frozen",
            Text::new("reviews-refused-frozen"),
        ));
    }
    let after = Review {
        state: ReviewState::Reopened,
        reason: reason(why)?,
        ..before.clone()
    };
    moved(&unit, &before, after, "reopen").await?;
    recount(&unit, &standing).await?;
    mails::reopened(&unit, &before, &case).await?;
    unit.commit().await
}
