//! REQUESTED → CHECKED → COUNTERSIGNED: the officer examines, budget officer and head of unit sign in any order.

use base::{Ctx, PersonId, Problem, Role, Text};
use base_db::Db;
use serde_json::json;

use super::{effect_of, load, require_state, step};
use crate::model::{Amendment, AmendmentId, AmendmentState};
use crate::{access, queries, rules};

/// The officer's examination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckAmendment {
    pub amendment: AmendmentId,
    pub version: i64,
    /// The result, for those who sign.
    pub remark: String,
}

/// REQUESTED → CHECKED. SB. Error: `Invalid` without remark or when it no longer fits the award, denied, refused, `Stale`.
pub async fn check_amendment(db: &Db, ctx: &Ctx, command: CheckAmendment) -> Result<Amendment, Problem> {
    let remark = super::super::required("remark", &command.remark)?;
    let unit = db.write(ctx).await?;
    let (before, grant, _) = load(&unit, command.amendment, Some(command.version)).await?;
    access::require_officer(ctx, &grant)?;
    require_state(&before, &[AmendmentState::Requested])?;
    rules::require_amendable(&grant)?;
    let changes = queries::changes_of(unit.conn(), before.id).await?;
    effect_of(unit.conn(), &grant, &changes).await?;
    let after = Amendment {
        state: AmendmentState::Checked,
        checked_by: ctx.person_id(),
        checked_at: Some(ctx.now),
        remark: remark.clone(),
        version: before.version + 1,
        ..before.clone()
    };
    step(
        &unit,
        &before,
        &after,
        "check",
        &remark,
        json!({ "award": grant.award }),
    )
    .await?;
    unit.commit().await?;
    Ok(after)
}

/// One signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignAmendment {
    pub amendment: AmendmentId,
    pub version: i64,
    /// As which office, for a person who holds both.
    pub role: Option<Role>,
}

/// CHECKED → COUNTERSIGNED with the later of both signatures. BfdH and RL, each another person than who asked for it,
/// who examined it and who signed first (G4). Error: denied, refused, `Stale`.
pub async fn countersign_amendment(db: &Db, ctx: &Ctx, command: SignAmendment) -> Result<Amendment, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, _) = load(&unit, command.amendment, Some(command.version)).await?;
    let role = signs_as(&before, &access::offices(ctx, &grant), command.role)?;
    require_state(&before, &[AmendmentState::Checked])?;
    ctx.require_other_person(&hands(&before))?;
    let mut after = before.clone();
    let (by, at) = match role {
        Role::RL => (&mut after.rl_signed_by, &mut after.rl_signed_at),
        _ => (&mut after.bfdh_signed_by, &mut after.bfdh_signed_at),
    };
    *by = ctx.person_id();
    *at = Some(ctx.now);
    if after.rl_signed_by.is_some() && after.bfdh_signed_by.is_some() {
        after.state = AmendmentState::Countersigned;
        after.version += 1;
    }
    step(
        &unit,
        &before,
        &after,
        "countersign",
        "",
        json!({ "role": role.code() }),
    )
    .await?;
    unit.commit().await?;
    Ok(after)
}

/// Everybody who had a hand in it so far.
pub(crate) fn hands(amendment: &Amendment) -> [Option<PersonId>; 5] {
    [
        amendment.drafted_by,
        amendment.requested_by,
        amendment.checked_by,
        amendment.rl_signed_by,
        amendment.bfdh_signed_by,
    ]
}

/// As which office a person signs: the one asked for, else a missing one that is held.
/// Error: denied, refused when that signature is there already.
pub(crate) fn signs_as(amendment: &Amendment, holds: &[Role], wanted: Option<Role>) -> Result<Role, Problem> {
    let missing = |role: &Role| match role {
        Role::RL => amendment.rl_signed_by.is_none(),
        _ => amendment.bfdh_signed_by.is_none(),
    };
    let offices: Vec<Role> = holds
        .iter()
        .copied()
        .filter(|role| wanted.is_none_or(|wanted| wanted == *role))
        .collect();
    match offices.iter().find(|role| missing(role)) {
        Some(role) => Ok(*role),
        None if offices.is_empty() => Err(Problem::denied(
            Text::new("problem-denied-role").with("roles", "BfdH, RL"),
        )),
        None => Err(Problem::refused(
            "signed-already",
            Text::new("grants-signed-already"),
        )),
    }
}
