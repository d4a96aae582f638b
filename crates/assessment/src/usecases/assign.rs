//! Gives applications to assessors, by hand: every named application to every named assessor.

use std::collections::HashSet;

use applications::ApplicationId;
use base::{Ctx, PersonId, Problem, Text};
use base_db::Db;
use calls::CallId;
use chrono::NaiveDate;

use super::place::{Ground, Verdict, available, can_be_assessed, require_unfrozen};
use crate::access;

/// Who scores what, until when; without a day the one of the invitation holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assign {
    pub call: CallId,
    pub applications: Vec<ApplicationId>,
    pub assessors: Vec<PersonId>,
    pub due_on: Option<NaiveDate>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Assigned {
    pub new: usize,
    /// Pairs that exist already.
    pub present: usize,
    /// Pairs left out because the assessor is excluded.
    pub excluded: usize,
    /// Pairs left out because the data suggest a conflict that nobody has set aside.
    pub hinted: usize,
}

/// – → ASSIGNED for each new pair, M-R01 once per assessor, COMPLETE → IN_ASSESSMENT for applications that now have
/// enough assessors without conflict. Roles: SB, GS. Error: refused for an application in another state or a person who
/// is no assessor of the call or has not accepted.
pub async fn assign(db: &Db, ctx: &Ctx, command: Assign) -> Result<Assigned, Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), command.call).await?;
    access::require(ctx, access::OFFICERS, &call)?;
    if command.applications.is_empty() {
        return Err(Problem::field(
            "applications",
            Text::new("reviews-choose-applications"),
        ));
    }
    if command.assessors.is_empty() {
        return Err(Problem::field("assessors", Text::new("reviews-choose-assessors")));
    }
    let may: HashSet<PersonId> = available(unit.conn(), ctx, &call)
        .await?
        .iter()
        .map(|one| one.id)
        .collect();
    if !command.assessors.iter().all(|id| may.contains(id)) {
        return Err(Problem::field("assessors", Text::new("reviews-not-an-assessor")));
    }
    let cases = applications::applications(unit.conn(), ctx, &command.applications).await?;
    for id in &command.applications {
        let case = cases
            .get(id)
            .filter(|case| case.call_id == call.id)
            .ok_or(Problem::not_found("application"))?;
        if !can_be_assessed(case) {
            let text = Text::new("reviews-refused-not-complete").with("number", case.label());
            return Err(Problem::refused("application-state", text));
        }
    }
    require_unfrozen(unit.conn(), &call).await?;
    let ground = Ground::load(unit.conn(), ctx, cases, &command.assessors).await?;
    let mut result = Assigned::default();
    let mut pairs = Vec::new();
    let mut seen = HashSet::new();
    for application in &command.applications {
        for assessor in &command.assessors {
            let pair = (*application, *assessor);
            if !seen.insert(pair) {
                continue;
            }
            match ground.verdict(*application, *assessor) {
                Verdict::Excluded => result.excluded += 1,
                Verdict::Present => result.present += 1,
                Verdict::Hinted => result.hinted += 1,
                Verdict::New => {
                    result.new += 1;
                    pairs.push(pair);
                }
            }
        }
    }
    ground.write(&unit, &call, &pairs, command.due_on).await?;
    unit.commit().await?;
    Ok(result)
}
