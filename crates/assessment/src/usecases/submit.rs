//! Hands a review in: it counts from now on, and the standing changes in the same transaction.

use base::{Ctx, Problem, Text};
use base_db::{Db, Unit};

use super::recount::count;
use super::save_scores::{SaveScores, scored};
use super::step;
use crate::model::{Review, ReviewId, ReviewState, Standing};
use crate::store::review_version;
use crate::{access, rules, store};

/// IN_PROGRESS or REOPENED → SUBMITTED with these scores; what is handed in is kept as a version. Enough valid reviews
/// make the application ASSESSED. Error: invalid (criterion not scored, reason missing), refused after the freeze, stale.
pub async fn submit(db: &Db, ctx: &Ctx, review: ReviewId, command: SaveScores) -> Result<(), Problem> {
    base_db::retrying(|| async {
        let unit = db.write(ctx).await?;
        let standing = store::standing::lock_of_review(unit.conn(), review).await?;
        let reviews = store::review::of_application(unit.conn(), standing.id).await?;
        let before = reviews.iter().find(|known| known.id == review);
        let before = before.ok_or(Problem::not_found("review"))?;
        access::require_own(ctx, before)?;
        hand_in(&unit, &standing, before, &reviews, &command).await?;
        unit.commit().await
    })
    .await
}

/// The same within a unit, for imports: the caller has checked whose review it is.
pub(crate) async fn submit_for(
    unit: &Unit<'_>,
    before: &Review,
    command: &SaveScores,
) -> Result<(), Problem> {
    let standing = store::standing::lock(unit.conn(), before.application_id).await?;
    let reviews = store::review::of_application(unit.conn(), standing.id).await?;
    hand_in(unit, &standing, before, &reviews, command).await
}

/// `standing` is locked by this unit, so that two assessors of one application count one after the other; `reviews` are
/// all of the application, read since.
async fn hand_in(
    unit: &Unit<'_>,
    standing: &Standing,
    before: &Review,
    reviews: &[Review],
    command: &SaveScores,
) -> Result<(), Problem> {
    if standing.frozen {
        return Err(Problem::refused(
            "ranking-frozen",
            Text::new("reviews-refused-frozen"),
        ));
    }
    let scored = scored(before, command)?;
    let weighted = rules::weigh(&command.scores, &before.weights()?)?;
    rules::require_follows(before.state, ReviewState::Submitted)?;
    let after = Review {
        state: ReviewState::Submitted,
        weighted: Some(weighted),
        edition: before.edition + 1,
        submitted_at: Some(unit.now()),
        ..scored
    };
    let version = review_version::Model {
        id: uuid::Uuid::now_v7(),
        review_id: after.id,
        edition: after.edition,
        scores: after.scores.clone(),
        weighted,
        comment: after.comment.clone(),
        recommendation: after.recommendation.clone(),
        submitted_at: unit.now(),
    };
    let others = reviews.iter().filter(|review| review.id != after.id);
    let counted: Vec<Review> = others.chain([&after]).cloned().collect();
    let entry = step(before, after.state, "submit");
    // guarded by state and version: what was counted is what is stored
    store::review::update(unit.conn(), before, after).await?;
    review_version::insert(unit.conn(), version).await?;
    unit.audit(entry).await?;
    count(unit, standing, &counted).await
}
