//! PREPARED → COUNTERSIGNED: budget officer and head of unit sign, in any order. The later signature commits the money.

use applications::ApplicationState;
use base::{Ctx, Problem, Role, Text};
use base_db::{Db, retrying};
use calls::CallId;
use serde_json::json;

use super::{Outcome, charge, load, step};
use crate::model::{Grant, GrantId, GrantState};
use crate::{access, queries, rules};

/// One signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Countersign {
    pub grant: GrantId,
    /// The version that was seen; none in a batch.
    pub version: Option<i64>,
    /// As which office, for a person who holds both.
    pub role: Option<Role>,
}

/// Signs. Both signatures are by other persons than the preparer and each other. With the second one every tranche is
/// committed in its pot in the same unit, first from what the selection reserved.
/// Error: denied, refused (`four-eyes`, `signed-already`, `wrong-state`, `over-budget` naming what is left: B08), `Stale`.
pub async fn countersign(db: &Db, ctx: &Ctx, command: Countersign) -> Result<GrantState, Problem> {
    retrying(|| once(db, ctx, command)).await
}

async fn once(db: &Db, ctx: &Ctx, command: Countersign) -> Result<GrantState, Problem> {
    let unit = db.write(ctx).await?;
    let (before, application) = load(&unit, command.grant, command.version).await?;
    let complete = rules::after(&before, "countersign")?;
    let role = rules::signs_as(&before, &access::offices(ctx, &before), command.role)?;
    ctx.require_other_person(&rules::hands(&before))?;
    if application.state != ApplicationState::Selected {
        return Err(Problem::refused("not-selected", Text::new("grants-not-selected")));
    }

    let mut after = signed(&before, role, ctx);
    let is_complete = after.rl_signed_by.is_some() && after.bfdh_signed_by.is_some();
    if is_complete {
        after.state = complete;
        after.version += 1;
    }
    let data = json!({ "role": role.code(), "amount_cents": after.amount, "version": before.version });
    step(&unit, &before, &after, "countersign", "", data).await?;
    if is_complete {
        let tranches = queries::tranches_of(unit.conn(), after.id).await?;
        let pots = queries::pots(unit.conn(), after.budget_line_id).await?;
        let reserved = queries::reserved(unit.conn(), &pots, after.application_id).await?;
        charge(&unit, &after, rules::commitments(&tranches, &reserved)).await?;
    }
    unit.commit().await?;
    Ok(after.state)
}

fn signed(before: &Grant, role: Role, ctx: &Ctx) -> Grant {
    let mut after = before.clone();
    let (by, at) = match role {
        Role::RL => (&mut after.rl_signed_by, &mut after.rl_signed_at),
        _ => (&mut after.bfdh_signed_by, &mut after.bfdh_signed_at),
    };
    *by = ctx.person_id();
    *at = Some(ctx.now);
    after
}

/// Signs all prepared grants of a call that wait for this person, each in its own unit with its own result.
pub async fn countersign_all(db: &Db, ctx: &Ctx, call: CallId) -> Result<Vec<Outcome>, Problem> {
    let call = calls::call_for(db.reader(), ctx, call).await?;
    ctx.require(access::SIGNERS, base::Scope::Programme(call.programme_id.0))?;
    let mut outcomes = Vec::new();
    for grant in queries::of_call(db.reader(), ctx, call.id, &[GrantState::Prepared]).await? {
        if [grant.rl_signed_by, grant.bfdh_signed_by].contains(&ctx.person_id()) {
            continue; // signed by this person already, nothing is waiting
        }
        let command = Countersign {
            grant: grant.id,
            version: Some(grant.version),
            role: None,
        };
        match countersign(db, ctx, command).await {
            Err(problem @ Problem::Broken { .. }) => return Err(problem),
            result => outcomes.push(Outcome::of(&grant, result)),
        }
    }
    Ok(outcomes)
}
