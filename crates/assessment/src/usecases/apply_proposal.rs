//! Applies a proposal of the automatic assignment, all of it or nothing.

use std::collections::HashSet;

use applications::ApplicationId;
use base::{Ctx, PersonId, Problem, Text};
use base_db::{Db, Entry, Unit};
use calls::{Call, CallId};
use chrono::NaiveDate;

use super::place::{Ground, Verdict, available, can_be_assessed, require_unfrozen};
use super::propose::read;
use crate::model::ProposalId;
use crate::{access, store};

/// As [`super::assign`] for every pair of the newest proposal; gives their number. Roles: SB, GS. Error: stale when
/// another proposal took its place or it was applied; refused when a pair cannot be made any more.
pub async fn apply_assignment(db: &Db, ctx: &Ctx, call: CallId, id: ProposalId) -> Result<usize, Problem> {
    base_db::retrying(|| async {
        let unit = db.write(ctx).await?;
        let call = calls::call(unit.conn(), call).await?;
        access::require(ctx, access::OFFICERS, &call)?;
        let newest = store::proposal::newest(unit.conn(), call.id).await?;
        let row = newest.filter(|row| row.id == id).ok_or(Problem::Stale)?;
        store::proposal::apply(unit.conn(), id, ctx.person_id(), ctx.now).await?;
        let proposal = read(row)?;
        let pairs: Vec<(ApplicationId, PersonId)> = proposal
            .pairs
            .iter()
            .map(|(case, person, _)| (*case, *person))
            .collect();
        place_all(&unit, &call, &pairs, proposal.due_on).await?;
        let data = serde_json::json!({ "proposal": id, "pairs": pairs.len() });
        unit.audit(Entry::new("call", call.id, "apply_assignment").data(data))
            .await?;
        unit.commit().await?;
        Ok(pairs.len())
    })
    .await
}

/// Every pair must be new and free of conflicts. Error: refused, and nothing is written.
pub(crate) async fn place_all(
    unit: &Unit<'_>,
    call: &Call,
    pairs: &[(ApplicationId, PersonId)],
    due_on: Option<NaiveDate>,
) -> Result<(), Problem> {
    let (conn, ctx) = (unit.conn(), unit.ctx());
    require_unfrozen(conn, call).await?;
    let may: HashSet<PersonId> = available(conn, ctx, call)
        .await?
        .iter()
        .map(|one| one.id)
        .collect();
    let mut ids: Vec<ApplicationId> = pairs.iter().map(|pair| pair.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut persons: Vec<PersonId> = pairs.iter().map(|pair| pair.1).collect();
    persons.sort_unstable();
    persons.dedup();
    let cases = applications::applications(conn, ctx, &ids).await?;
    let ground = Ground::load(conn, ctx, cases, &persons).await?;
    for (application, person) in pairs {
        let case = ground.cases.get(application);
        let is_open = case.is_some_and(|case| case.call_id == call.id && can_be_assessed(case));
        if !is_open || !may.contains(person) || ground.verdict(*application, *person) != Verdict::New {
            return Err(Problem::refused(
                "assignment-outdated",
                Text::new("assignment-refused-outdated"),
            ));
        }
    }
    ground.write(unit, call, pairs, due_on).await
}
