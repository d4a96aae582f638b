//! Saves what an assessor has scored so far. Two statements: one to read, one guarded to write.

use base::{Ctx, Problem, Text, names};
use base_db::Db;

use super::save_field::{Seen, version_over};
use crate::model::{Review, ReviewId, ReviewState, Scores};
use crate::{rules, store};

/// Scores by criterion code; criteria left out lose what was saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaveScores {
    pub scores: Scores,
    pub comment: String,
    pub recommendation: String,
    /// The version the form was made from.
    pub version: i64,
}

/// Keeps a draft; gives the new version. Error: invalid points, refused in another state, stale, not found.
pub async fn save_scores(db: &Db, ctx: &Ctx, review: ReviewId, command: SaveScores) -> Result<i64, Problem> {
    save_over(db, ctx, review, command, &Seen::new()).await
}

/// The same for a page that saves its fields on its own, too.
pub(crate) async fn save_over(
    db: &Db,
    ctx: &Ctx,
    review: ReviewId,
    mut command: SaveScores,
    seen: &Seen,
) -> Result<i64, Problem> {
    let unit = db.write(ctx).await?;
    let before = store::review::own_to_write(unit.conn(), ctx, review).await?;
    command.version = version_over(&before, &command, seen)?;
    let after = scored(&before, &command)?;
    store::review::update(unit.conn(), &before, after).await?;
    unit.commit().await?;
    Ok(before.version + 1)
}

/// The review with these scores. An IN_PROGRESS review was declared, see 5.3.
pub(super) fn scored(before: &Review, command: &SaveScores) -> Result<Review, Problem> {
    if !matches!(before.state, ReviewState::InProgress | ReviewState::Reopened) {
        return Err(Problem::refused(
            "review-state",
            Text::new(format!("reviews-refused-{}", before.state)),
        ));
    }
    if before.version != command.version {
        return Err(Problem::Stale);
    }
    rules::check_draft(&command.scores, &before.weights()?)?;
    let text = |field: &'static str, value: &str, max: usize| {
        let value = names::clean_multiline(value);
        let count = names::char_count(&value);
        if count > max {
            return Err(Problem::field(
                field,
                Text::new("field-too-long").with("max", max).with("count", count),
            ));
        }
        Ok(value)
    };
    Ok(Review {
        field_versions: super::save_field::next_versions(before, command)?,
        scores: serde_json::to_string(&command.scores).map_err(Problem::broken)?,
        comment: text("comment", &command.comment, 4_000)?,
        recommendation: text("recommendation", &command.recommendation, 200)?,
        ..before.clone()
    })
}
