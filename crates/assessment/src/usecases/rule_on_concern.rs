//! Decides about a concern of bias (§ 21 LVwVfG): the assessor may score, or is excluded.

use applications::Access;
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry};

use super::{moved, reason};
use crate::model::{Declaration, Interest, Review, ReviewId, ReviewState, Ruling};
use crate::{access, mails, store};

/// A ruling with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub review: ReviewId,
    pub ruling: Ruling,
    pub reason: String,
}

/// CLEARED: ASSIGNED → IN_PROGRESS; EXCLUDED: barred and VOID (M-R05). Roles: GS, RL, never the person concerned. Error:
/// not found for whoever is barred from the case.
pub async fn rule_on_concern(db: &Db, ctx: &Ctx, command: Rule) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let review = store::review::get(unit.conn(), command.review).await?;
    let call = calls::call(unit.conn(), review.call_id).await?;
    access::require(ctx, access::RULERS, &call)?;
    let case = applications::application(unit.conn(), ctx, review.application_id).await?;
    ctx.require_other_person(&[Some(review.assessor_id)])?;
    let reason = reason(&command.reason)?;
    let declared = store::declaration::find(unit.conn(), review.application_id, review.assessor_id).await?;
    let Some(declared) =
        declared.filter(|declared| declared.kind == Interest::Concern && declared.ruling.is_none())
    else {
        return Err(Problem::refused(
            "no-concern",
            Text::new("reviews-refused-no-concern"),
        ));
    };
    let ruled = Declaration {
        ruling: Some(command.ruling),
        ruling_reason: Some(reason.clone()),
        ruled_by: ctx.person_id(),
        ruled_at: Some(ctx.now),
        ..declared
    };
    store::declaration::put(unit.conn(), ruled).await?;
    let entry = Entry::new("interest_declaration", review.id, "rule").case(review.application_id);
    unit.audit(entry.to(command.ruling).reason(&reason)).await?;
    let (person, application) = (review.assessor_id, review.application_id);
    match command.ruling {
        Ruling::Cleared => {
            applications::grant_access(&unit, person, application, Access::Assigned).await?;
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
        }
        Ruling::Excluded => {
            applications::grant_access(&unit, person, application, Access::Barred).await?;
            moved(
                &unit,
                &review,
                Review {
                    state: ReviewState::Void,
                    reason,
                    ..review.clone()
                },
                "void",
            )
            .await?;
            mails::voided(&unit, &review, &case).await?;
        }
    }
    unit.commit().await
}
