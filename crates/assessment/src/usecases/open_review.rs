//! Shows an application to its assessor, only after the declaration (G06).

use applications::Application;
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry};
use calls::Call;

use super::case;
use crate::model::{Review, ReviewId};
use crate::store::{self, review_version};

/// Everything the scoring page shows.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub review: Review,
    pub application: Application,
    pub call: Call,
}

impl Sheet {
    /// The same with what was handed in as this version, whatever was written since.
    pub(crate) fn as_handed_in(&self, version: review_version::Model) -> Self {
        let review = Review {
            scores: version.scores,
            weighted: Some(version.weighted),
            comment: version.comment,
            recommendation: version.recommendation,
            submitted_at: Some(version.submitted_at),
            ..self.review.clone()
        };
        Self {
            review,
            ..self.clone()
        }
    }
}

/// Error: refused with `declaration-missing` before the declaration and while a concern waits for its ruling; the
/// attempt is audited and nothing of the application is read. Not found for an excluded person.
pub async fn open_review(db: &Db, ctx: &Ctx, id: ReviewId) -> Result<Sheet, Problem> {
    let review = store::review::own(db.reader(), ctx, id).await?;
    let declared = store::declaration::find(db.reader(), review.application_id, review.assessor_id).await?;
    if declared.as_ref().is_some_and(crate::Declaration::excludes) {
        return Err(Problem::not_found("review"));
    }
    if !declared.is_some_and(|declared| declared.allows()) {
        if ctx.access == base::Access::ReadWrite {
            let unit = db.write(ctx).await?;
            unit.audit(Entry::new("review", review.id, "open_refused").case(review.application_id))
                .await?;
            unit.commit().await?;
        }
        return Err(Problem::refused(
            "declaration-missing",
            Text::new("reviews-refused-undeclared"),
        ));
    }
    let application = case(db.reader(), ctx, review.application_id).await?;
    let call = calls::call(db.reader(), review.call_id).await?;
    Ok(Sheet {
        review,
        application,
        call,
    })
}
