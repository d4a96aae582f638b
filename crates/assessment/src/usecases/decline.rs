//! An assessor gives a review back, for lack of time or knowledge.

use applications::Access;
use base::{Ctx, Problem};
use base_db::Db;

use super::{case, moved, reason};
use crate::model::{Review, ReviewId, ReviewState};
use crate::{mails, store};

/// ASSIGNED or IN_PROGRESS → DECLINED with a reason; M-R02 to the office. Error: refused by 5.3.
pub async fn decline(db: &Db, ctx: &Ctx, review: ReviewId, why: &str) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let review = store::review::own(unit.conn(), ctx, review).await?;
    let after = Review {
        state: ReviewState::Declined,
        reason: reason(why)?,
        ..review.clone()
    };
    moved(&unit, &review, after, "decline").await?;
    applications::revoke_access(&unit, review.assessor_id, review.application_id, Access::Assigned).await?;
    mails::declined(
        &unit,
        &review,
        &case(unit.conn(), ctx, review.application_id).await?,
    )
    .await?;
    unit.commit().await
}
