//! One verb of the office per file.

mod answer_invitation;
mod apply_proposal;
mod assign;
mod clear_alarm;
mod declare;
mod declare_interests;
mod decline;
mod dismiss_conflict;
mod freeze_ranking;
mod invite_assessor;
mod open_review;
pub(crate) mod place;
mod propose;
mod recount;
mod remind;
mod reopen;
mod rule_on_concern;
mod save_field;
mod save_scores;
mod submit;
mod void_review;
mod withdraw;

pub use answer_invitation::{Answer, answer_invitation};
pub use apply_proposal::apply_assignment;
pub use assign::{Assign, Assigned, assign};
pub use clear_alarm::clear_alarm;
pub use declare::{Declare, declare};
pub use declare_interests::{NewInterest, declare_interest, end_interest};
pub use decline::decline;
pub use dismiss_conflict::{Dismiss, dismiss_conflict};
pub use freeze_ranking::{freeze_ranking, settle_ties};
pub use invite_assessor::{Invite, invite_assessor};
pub use open_review::{Sheet, open_review};
pub use propose::{Propose, propose_assignment};
pub use reopen::reopen;
pub use rule_on_concern::{Rule, rule_on_concern};
pub use save_field::{FieldSaved, FieldValue, save_field};
pub use save_scores::{SaveScores, save_scores};
pub use submit::submit;
pub use void_review::void_review;
pub use withdraw::{release_assessor, withdraw_assignment};

pub(crate) use apply_proposal::place_all;
pub(crate) use propose::{loads, read as read_proposal};
pub(crate) use recount::counted;
pub(crate) use remind::remind;
pub(crate) use save_field::Seen;
pub(crate) use save_scores::save_over;
pub(crate) use submit::{submit_for, submit_over};

use applications::{Application, ApplicationId};
use base::{Ctx, Problem, Text};
use base_db::Unit;
use sea_orm::ConnectionTrait;

/// The application for a use case that has checked the person itself: the assessor's declaration, not the role, decides.
pub(crate) async fn case(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: ApplicationId,
) -> Result<Application, Problem> {
    applications::application(db, &Ctx::system("assessment", ctx.now), id).await
}

/// A reason in words. Error: a field problem when it is empty or longer than 2.000 characters.
pub(crate) fn reason(text: &str) -> Result<String, Problem> {
    let text = base::names::clean_multiline(text);
    match text.chars().count() {
        0 => Err(Problem::field("reason", Text::new("field-required"))),
        count if count > 2_000 => Err(Problem::field(
            "reason",
            Text::new("field-too-long")
                .with("max", 2_000)
                .with("count", count),
        )),
        _ => Ok(text),
    }
}

/// The audit entry of a review's step.
pub(crate) fn step(review: &crate::Review, to: crate::ReviewState, action: &'static str) -> base_db::Entry {
    base_db::Entry::new("review", review.id, action)
        .case(review.application_id)
        .states(review.state, to)
}

/// Writes a review's step with its audit entry. Error: refused by 5.3, stale.
pub(crate) async fn moved(
    unit: &Unit<'_>,
    before: &crate::Review,
    after: crate::Review,
    action: &'static str,
) -> Result<(), Problem> {
    crate::rules::require_follows(before.state, after.state)?;
    let entry = step(before, after.state, action).reason(&after.reason);
    crate::store::review::update(unit.conn(), before, after).await?;
    unit.audit(entry).await
}
