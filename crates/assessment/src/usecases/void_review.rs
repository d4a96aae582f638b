//! Takes a review out because its assessor is biased: barred from the case, points kept in the log (G02).

use applications::Access;
use base::{Ctx, Problem};
use base_db::{Db, Entry, Unit};
use calls::Call;

use super::freeze_ranking::{Cause, freeze_in};
use super::recount::recount;
use super::{moved, reason};
use crate::model::{Declaration, Interest, Review, ReviewId, ReviewState, Ruling};
use crate::{access, mails, store};

/// Any state → VOID with a reason; M-R05. After the freeze a new version of the ranking is made with the same reason.
/// Role: GS or the chair of the committee that has the papers, never the assessor.
pub async fn void_review(db: &Db, ctx: &Ctx, review: ReviewId, why: &str) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let before = store::review::get(unit.conn(), review).await?;
    let call = calls::call(unit.conn(), before.call_id).await?;
    let case = applications::application(unit.conn(), ctx, before.application_id).await?;
    if !access::may_void(unit.conn(), ctx, &call).await? {
        access::require(ctx, access::SECRETARIES, &call)?;
    }
    access::require_own_committee(unit.conn(), ctx, &call, before.application_id).await?;
    ctx.require_other_person(&[Some(before.assessor_id)])?;
    let reason = reason(why)?;
    exclude(&unit, &before, &reason).await?;
    take_out(&unit, &call, &before, &reason).await?;
    mails::voided(&unit, &before, &case).await?;
    unit.commit().await
}

/// The review → VOID: its points leave the standing, and a frozen ranking that counted them gets a new version.
pub(super) async fn take_out(
    unit: &Unit<'_>,
    call: &Call,
    before: &Review,
    reason: &str,
) -> Result<(), Problem> {
    let standing = store::standing::lock(unit.conn(), before.application_id).await?;
    let after = Review {
        state: ReviewState::Void,
        reason: reason.to_owned(),
        ..before.clone()
    };
    moved(unit, before, after, "void").await?;
    recount(unit, &standing).await?;
    if standing.frozen && before.state.is_valid() {
        let cause = Cause {
            reason,
            application: Some(before.application_id),
            ..Cause::default()
        };
        freeze_in(unit, call, &cause).await?;
    }
    Ok(())
}

/// The finding stands beside the person's own declaration, and bars the person.
async fn exclude(unit: &Unit<'_>, review: &Review, reason: &str) -> Result<(), Problem> {
    let (person, application) = (review.assessor_id, review.application_id);
    let declared = store::declaration::find(unit.conn(), application, person).await?;
    let found = Declaration {
        id: declared
            .as_ref()
            .map_or_else(uuid::Uuid::now_v7, |declared| declared.id),
        application_id: application,
        person_id: person,
        kind: Interest::Concern,
        reason: declared
            .as_ref()
            .map(|declared| declared.reason.clone())
            .filter(|said| !said.is_empty())
            .unwrap_or_else(|| reason.to_owned()),
        declared_at: declared.map_or(unit.now(), |declared| declared.declared_at),
        ruling: Some(Ruling::Excluded),
        ruling_reason: Some(reason.to_owned()),
        ruled_by: unit.ctx().person_id(),
        ruled_at: Some(unit.now()),
    };
    store::declaration::put(unit.conn(), found).await?;
    let entry = Entry::new("interest_declaration", review.id, "exclude").case(application);
    unit.audit(entry.to(Ruling::Excluded).reason(reason)).await?;
    applications::grant_access(unit, person, application, Access::Barred).await
}
