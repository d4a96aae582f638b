//! Hands a review in: it counts from now on, and the standing changes in the same transaction. One row is read and four
//! are written.

use base::{Ctx, Problem, Text};
use base_db::{Db, Unit};

use super::recount::keep;
use super::save_field::{Seen, version_over};
use super::save_scores::{SaveScores, scored};
use super::step;
use crate::model::{Review, ReviewId, ReviewState, Standing};
use crate::store::review_version;
use crate::{rules, store};

/// IN_PROGRESS or REOPENED → SUBMITTED with these scores; what is handed in is kept as a version. Enough valid reviews
/// make the application ASSESSED. Error: invalid (criterion not scored, reason missing), refused after the freeze, stale,
/// not found for whoever is barred from the case.
pub async fn submit(db: &Db, ctx: &Ctx, review: ReviewId, command: SaveScores) -> Result<(), Problem> {
    submit_over(db, ctx, review, command, &Seen::new()).await
}

/// The same for a page that saves its fields on its own, too.
pub(crate) async fn submit_over(
    db: &Db,
    ctx: &Ctx,
    review: ReviewId,
    command: SaveScores,
    seen: &Seen,
) -> Result<(), Problem> {
    base_db::retrying(|| async {
        let unit = db.write(ctx).await?;
        let (before, standing) = store::review::own_locked(unit.conn(), ctx, review).await?;
        let mut command = command.clone();
        command.version = version_over(&before, &command, seen)?;
        hand_in(&unit, &standing, &before, &command).await?;
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
    hand_in(unit, &standing, before, command).await
}

/// `standing` is locked by this unit; the review's own update is guarded by state and version, so that it counts once.
async fn hand_in(
    unit: &Unit<'_>,
    standing: &Standing,
    before: &Review,
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
    // neither IN_PROGRESS nor REOPENED is counted yet
    let mut sums = standing.sums()?;
    sums.add(weighted, &command.scores);
    let entry = step(before, after.state, "submit");
    store::review::update(unit.conn(), before, after).await?;
    review_version::insert(unit.conn(), version).await?;
    unit.audit(entry).await?;
    keep(unit, standing, &sums).await
}
