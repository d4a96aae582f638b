//! Declares an interest in one application, before anything of it is shown (handbook 4.3).

use applications::Access;
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};

use super::void_review::take_out;
use super::{case, moved, reason};
use crate::model::{Declaration, Interest, Review, ReviewId, ReviewState};
use crate::{mails, store};

/// A concern and an exclusion need a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declare {
    pub review: ReviewId,
    pub interest: Interest,
    pub reason: String,
}

/// `None` opens the case to the assessor (ASSIGNED → IN_PROGRESS); a concern waits for a ruling; an exclusion bars the
/// person from the case and ends the review (→ DECLINED, M-R02). What was handed in before becomes VOID: its points are
/// taken out and stay in the log (handbook 4.3). Gives the review's new state. Error: refused when it was declared
/// already; only an exclusion may follow later.
pub async fn declare(db: &Db, ctx: &Ctx, command: Declare) -> Result<ReviewState, Problem> {
    let unit = db.write(ctx).await?;
    let review = store::review::own(unit.conn(), ctx, command.review).await?;
    let reason = match command.interest {
        Interest::None => String::new(),
        Interest::Concern | Interest::Excluded => reason(&command.reason)?,
    };
    let before = store::declaration::find(unit.conn(), review.application_id, review.assessor_id).await?;
    let may_declare = match command.interest {
        Interest::Excluded => before.as_ref().is_none_or(|declared| !declared.excludes()),
        Interest::None | Interest::Concern => before.is_none(),
    };
    if !may_declare {
        return Err(Problem::refused(
            "already-declared",
            Text::new("reviews-refused-declared"),
        ));
    }
    let kind = command.interest;
    let declaration = Declaration {
        id: before.map_or_else(uuid::Uuid::now_v7, |declared| declared.id),
        application_id: review.application_id,
        person_id: review.assessor_id,
        kind,
        reason: reason.clone(),
        declared_at: ctx.now,
        ruling: None,
        ruling_reason: None,
        ruled_by: None,
        ruled_at: None,
    };
    store::declaration::put(unit.conn(), declaration).await?;
    unit.audit(
        Entry::new("interest_declaration", review.id, "declare")
            .case(review.application_id)
            .to(kind)
            .reason(&reason),
    )
    .await?;
    let state = match kind {
        Interest::None => {
            applications::grant_access(&unit, review.assessor_id, review.application_id, Access::Assigned)
                .await?;
            moved(
                &unit,
                &review,
                Review {
                    state: ReviewState::InProgress,
                    ..review.clone()
                },
                "begin",
            )
            .await?;
            ReviewState::InProgress
        }
        Interest::Concern => review.state,
        Interest::Excluded => {
            applications::grant_access(&unit, review.assessor_id, review.application_id, Access::Barred)
                .await?;
            let to = end(&unit, &review, &reason).await?;
            let case = case(unit.conn(), ctx, review.application_id).await?;
            mails::declined(&unit, &review, &case).await?;
            to
        }
    };
    unit.commit().await?;
    Ok(state)
}

/// DECLINED while nothing was handed in, else VOID.
async fn end(unit: &Unit<'_>, review: &Review, reason: &str) -> Result<ReviewState, Problem> {
    if matches!(review.state, ReviewState::Assigned | ReviewState::InProgress) {
        let after = Review {
            state: ReviewState::Declined,
            reason: reason.to_owned(),
            ..review.clone()
        };
        moved(unit, review, after, "decline").await?;
        return Ok(ReviewState::Declined);
    }
    let call = calls::call(unit.conn(), review.call_id).await?;
    take_out(unit, &call, review, reason).await?;
    Ok(ReviewState::Void)
}
