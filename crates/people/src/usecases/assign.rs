//! Gives a role in a scope, and ends it.

use base::{Ctx, PersonId, Problem, Role, Scope, Text};
use base_db::{Db, Entry, Unit};
use serde_json::json;
use uuid::Uuid;

use crate::{Assign, HeldRole, access, rules, store};

/// By AD and the operator; KE also by SB, KZ by the operator only. Error: `Denied`, `Refused` for oneself, `Invalid`.
pub async fn assign(db: &Db, ctx: &Ctx, assign: Assign) -> Result<(), Problem> {
    access::require_giver(ctx, &[(assign.role, assign.scope)])?;
    access::require_other(ctx, assign.person)?;
    let unit = db.write(ctx).await?;
    assign_in(&unit, assign).await?;
    unit.commit().await
}

/// The same within a use case of another feature, which has decided that its person may. What somebody holds already
/// for the same days is not given twice.
pub async fn assign_in(unit: &Unit<'_>, assign: Assign) -> Result<(), Problem> {
    if !rules::fits(assign.role, assign.scope) {
        return Err(Problem::field(
            "scope",
            Text::new("accounts-scope-misfit").with("role", assign.role.code()),
        ));
    }
    let from_on = assign.from_on;
    if assign.until_on.is_some_and(|until| until < from_on) {
        return Err(Problem::field(
            "until_on",
            Text::new("accounts-until-before-from"),
        ));
    }
    crate::account(unit.conn(), assign.person).await?;
    let covers = |held: &HeldRole| {
        let until_covered = held
            .until_on
            .is_none_or(|end| assign.until_on.is_some_and(|until| until <= end));
        held.role == assign.role
            && held.scope == assign.scope
            && held.ended_at.is_none()
            && held.from_on <= from_on
            && until_covered
    };
    if store::roles::of_person(unit.conn(), assign.person)
        .await?
        .iter()
        .any(covers)
    {
        return Ok(());
    }
    let role = HeldRole {
        id: Uuid::now_v7(),
        person: assign.person,
        role: assign.role,
        scope: assign.scope,
        from_on,
        until_on: assign.until_on,
        ended_at: None,
    };
    store::roles::insert(unit.conn(), &role, unit.now(), unit.ctx().person_id()).await?;
    unit.audit(Entry::new("account", role.person, "assign").data(data(&role)))
        .await
}

/// Ends a role now. By AD and the operator.
pub async fn end_role(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(), Problem> {
    access::require_keeper(ctx)?;
    let unit = db.write(ctx).await?;
    let role = store::roles::find(unit.conn(), id)
        .await?
        .ok_or(Problem::not_found("role"))?;
    access::require_other(ctx, role.person)?;
    end_role_in(&unit, &role).await?;
    unit.commit().await
}

/// The same within a use case of another feature, which has decided that its person may.
pub async fn end_role_in(unit: &Unit<'_>, role: &HeldRole) -> Result<(), Problem> {
    store::roles::end(unit.conn(), role.id, unit.now()).await?;
    unit.audit(Entry::new("account", role.person, "end_role").data(data(role)))
        .await
}

/// As [`end_role_in`], for what the person holds of this role in exactly this scope.
pub async fn end_roles_in(
    unit: &Unit<'_>,
    person: PersonId,
    role: Role,
    scope: Scope,
) -> Result<(), Problem> {
    for held in store::roles::of_person(unit.conn(), person).await? {
        if held.role == role && held.scope == scope && held.ended_at.is_none() {
            end_role_in(unit, &held).await?;
        }
    }
    Ok(())
}

fn data(role: &HeldRole) -> serde_json::Value {
    let (kind, id) = role.scope.parts();
    json!({
        "id": role.id, "role": role.role.code(), "scope": kind, "scope_id": id,
        "from_on": role.from_on, "until_on": role.until_on,
    })
}
