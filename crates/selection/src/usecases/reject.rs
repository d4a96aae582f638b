//! Carries out the rejections of a call after the release.

use std::collections::HashMap;

use applications::{Application, ApplicationId, ApplicationState};
use base::{Ctx, Problem, Role, Text};
use base_db::Db;
use calls::CallId;

use crate::model::{Decision, Outcome};
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
    let cases: HashMap<ApplicationId, Application> = cases.into_iter().map(|case| (case.id, case)).collect();
    let decisions = queries::decisions(unit.conn(), call.id).await?;
    let released: Vec<(&Decision, &Application)> = decisions
        .iter()
        .filter(|decision| decision.result == Outcome::Rejected && decision.released_at.is_some())
        .filter_map(|decision| Some((decision, cases.get(&decision.application_id)?)))
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
    mails::rejected(&unit, &released).await?;
    unit.commit().await?;
    Ok(ids.len())
}
