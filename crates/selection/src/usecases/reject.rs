//! Carries out the rejections of a call after the release.

use applications::{ApplicationId, ApplicationState};
use base::{Ctx, Problem, Role, Text};
use base_db::Db;
use calls::CallId;

use crate::model::Outcome;
use crate::{access, mails, queries};

/// REJECTED_PROPOSED → REJECTED for every released rejection of the call; M-A11. Gives how many. Role: RL, not the
/// preparer. Error: refused when there is none.
pub async fn reject(db: &Db, ctx: &Ctx, call: CallId) -> Result<usize, Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), call).await?;
    access::require(ctx, &[Role::RL], &call)?;
    let all = Ctx::system("selection", ctx.now);
    let cases =
        applications::of_call(unit.conn(), &all, call.id, &[ApplicationState::RejectedProposed]).await?;
    let released: Vec<_> = queries::decisions(unit.conn(), call.id)
        .await?
        .into_iter()
        .filter(|decision| decision.result == Outcome::Rejected && decision.released_at.is_some())
        .filter_map(|decision| {
            cases
                .iter()
                .find(|case| case.id == decision.application_id)
                .map(|case| (decision, case))
        })
        .collect();
    if released.is_empty() {
        return Err(Problem::refused(
            "nothing-to-reject",
            Text::new("decisions-refused-no-rejection"),
        ));
    }
    for (decision, _) in &released {
        ctx.require_other_person(&[decision.prepared_by])?;
    }
    let ids: Vec<ApplicationId> = released.iter().map(|(_, case)| case.id).collect();
    let (from, to) = (ApplicationState::RejectedProposed, ApplicationState::Rejected);
    applications::transition_many(&unit, &ids, from, to, "reject", None).await?;
    for (decision, case) in &released {
        mails::rejected(&unit, decision, case).await?;
    }
    unit.commit().await?;
    Ok(ids.len())
}
