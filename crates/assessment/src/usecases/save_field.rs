//! Saves one field of a score sheet, as the page does while it is filled in. What somebody saved meanwhile in another
//! window is not written over.

use std::collections::BTreeMap;

use base::{Ctx, Problem};
use base_db::Db;

use super::save_scores::{SaveScores, scored};
use crate::model::{Review, ReviewId, Score, Scores};
use crate::store;

/// A field of the sheet with its value, by its name in the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    /// `points_K1`
    Points(String, Option<i64>),
    /// `reason_K1`
    Reason(String, String),
    /// `comment`
    Comment(String),
    /// `recommendation`
    Recommendation(String),
}

impl FieldValue {
    fn name(&self) -> String {
        match self {
            Self::Points(code, _) => format!("points_{code}"),
            Self::Reason(code, _) => format!("reason_{code}"),
            Self::Comment(_) => "comment".to_owned(),
            Self::Recommendation(_) => "recommendation".to_owned(),
        }
    }

    fn put(self, command: &mut SaveScores) {
        match self {
            Self::Points(code, points) => command.scores.entry(code).or_default().points = points,
            Self::Reason(code, reason) => command.scores.entry(code).or_default().reason = reason,
            Self::Comment(text) => command.comment = text,
            Self::Recommendation(text) => command.recommendation = text,
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldSaved {
    /// The field's new version.
    Saved(i64),
    /// Somebody was faster: the field's version and its value as a form would send it.
    Conflict { version: i64, theirs: String },
}

/// Keeps one field over the version that was seen of it (0: nobody wrote it). Error: invalid, refused in another state,
/// not found.
pub async fn save_field(
    db: &Db,
    ctx: &Ctx,
    review: ReviewId,
    value: FieldValue,
    seen: i64,
) -> Result<FieldSaved, Problem> {
    let unit = db.write(ctx).await?;
    let before = store::review::own_to_write(unit.conn(), ctx, review).await?;
    let name = value.name();
    let mut command = as_stored(&before)?;
    let theirs = typed(&command, &name);
    value.put(&mut command);
    let version = version_of(&before.field_versions()?, &name);
    if version > seen && typed(&command, &name) != theirs {
        return Ok(FieldSaved::Conflict { version, theirs });
    }
    let after = scored(&before, &command)?;
    store::review::update(unit.conn(), &before, after).await?;
    unit.commit().await?;
    Ok(FieldSaved::Saved(before.version + 1))
}

/// The versions of the fields that a page was made from, by their names; empty for whoever knows the review's only.
pub(crate) type Seen = BTreeMap<String, i64>;

/// The version to save a whole sheet over: the review's own, or for a page that saved fields on its own whatever is
/// stored, unless another window changed one of them to another value. Error: stale.
pub(super) fn version_over(before: &Review, command: &SaveScores, seen: &Seen) -> Result<i64, Problem> {
    if seen.is_empty() {
        return Ok(command.version);
    }
    let versions = before.field_versions()?;
    let stored = as_stored(before)?;
    let differs = |name: &String| typed(command, name) != typed(&stored, name);
    let overtaken = seen
        .iter()
        .any(|(name, seen)| version_of(&versions, name) > *seen && differs(name));
    if overtaken {
        return Err(Problem::Stale);
    }
    Ok(before.version)
}

/// The versions after a save: every field that changed got the review's next one.
pub(super) fn next_versions(before: &Review, command: &SaveScores) -> Result<String, Problem> {
    let stored = as_stored(before)?;
    let mut versions = before.field_versions()?;
    let codes = command.scores.keys().chain(stored.scores.keys());
    let names = codes.flat_map(|code| [format!("points_{code}"), format!("reason_{code}")]);
    for name in names.chain(["comment".to_owned(), "recommendation".to_owned()]) {
        if typed(command, &name) != typed(&stored, &name) {
            versions.insert(name, before.version + 1);
        }
    }
    serde_json::to_string(&versions).map_err(Problem::broken)
}

fn version_of(versions: &BTreeMap<String, i64>, name: &str) -> i64 {
    versions.get(name).copied().unwrap_or_default()
}

fn as_stored(review: &Review) -> Result<SaveScores, Problem> {
    Ok(SaveScores {
        scores: review.scores()?,
        comment: review.comment.clone(),
        recommendation: review.recommendation.clone(),
        version: review.version,
    })
}

/// A field as a form sends it.
fn typed(command: &SaveScores, name: &str) -> String {
    let of = |scores: &Scores, code: &str| -> Score { scores.get(code).cloned().unwrap_or_default() };
    if let Some(code) = name.strip_prefix("points_") {
        let points = of(&command.scores, code).points;
        points.map(|points| points.to_string()).unwrap_or_default()
    } else if let Some(code) = name.strip_prefix("reason_") {
        of(&command.scores, code).reason
    } else if name == "comment" {
        command.comment.clone()
    } else {
        command.recommendation.clone()
    }
}
