//! A body's own people: its signatory invites colleagues, sees them and takes their roles back (issue of accounts by
//! the ministry is only for the first one, handbook 0.5).

use base::{Ctx, PersonId, Problem, Role, Scope, Text, calendar};
use base_db::{Db, Entry, Unit};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{Account, AccountState, Assign, HeldRole, NewAccount, store};

/// The roles within a body.
pub(crate) const ROLES: [Role; 2] = [Role::KE, Role::KZ];

/// Somebody who acts for a body, active or still invited.
#[derive(Debug, Clone)]
pub struct Colleague {
    pub account: Account,
    /// KE, KZ or both, in this body.
    pub roles: Vec<Role>,
}

/// The people of a body, by name. Error: not found unless the person acts for it.
pub async fn colleagues(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    body: Uuid,
) -> Result<Vec<Colleague>, Problem> {
    let scope = Scope::Body(body);
    if !ctx.has_any(&ROLES, scope) {
        return Err(Problem::not_found("body"));
    }
    of_body(conn, scope, ctx).await
}

async fn of_body(conn: &impl ConnectionTrait, scope: Scope, ctx: &Ctx) -> Result<Vec<Colleague>, Problem> {
    let today = calendar::local_date(ctx.now);
    let persons = store::roles::persons(conn, &ROLES, scope, today).await?;
    let mut accounts = store::accounts::many(conn, &persons).await?;
    accounts.sort_by(|left, right| left.name.cmp(&right.name).then(left.id.cmp(&right.id)));
    let held = store::roles::valid_of(conn, &persons, today).await?;
    Ok(accounts
        .into_iter()
        .map(|account| Colleague {
            roles: ROLES
                .into_iter()
                .filter(|role| {
                    held.iter()
                        .any(|one| one.person == account.id && one.role == *role && one.scope == scope)
                })
                .collect(),
            account,
        })
        .collect())
}

/// Gives a colleague roles in the body from today on; who has no account yet is invited (M-U01).
/// Error: denied without KZ of the body; `Invalid` without a role, or when the account is locked.
pub async fn invite_colleague(
    db: &Db,
    ctx: &Ctx,
    body: Uuid,
    new: NewAccount,
    roles: &[Role],
) -> Result<PersonId, Problem> {
    let scope = Scope::Body(body);
    ctx.require(&[Role::KZ], scope)?;
    let roles: Vec<Role> = ROLES.into_iter().filter(|role| roles.contains(role)).collect();
    if roles.is_empty() {
        return Err(Problem::field("roles", Text::new("field-choice")));
    }
    let unit = db.write(ctx).await?;
    let person = join_body_in(&unit, body, new, &roles).await?;
    unit.commit().await?;
    Ok(person)
}

/// Gives somebody roles in a body from today on, within a use case that has decided that they may be given; who has no
/// account yet is invited (M-U01). Error: `Invalid` on `email` when the account is locked or an officer's.
pub async fn join_body_in(
    unit: &Unit<'_>,
    body: Uuid,
    new: NewAccount,
    roles: &[Role],
) -> Result<PersonId, Problem> {
    let today = calendar::local_date(unit.now());
    let known = crate::find_by_email(unit.conn(), new.email.trim()).await?;
    let person = match known {
        Some(account) if account.state == AccountState::Locked => {
            return Err(Problem::field("email", Text::new("colleagues-locked")));
        }
        Some(account) => {
            // an officer must not become the applicant's own by an invitation from outside
            let held = store::roles::valid_of(unit.conn(), &[account.id], today).await?;
            if held.iter().any(|one| !ROLES.contains(&one.role)) {
                return Err(Problem::field("email", Text::new("colleagues-other-roles")));
            }
            account.id
        }
        None => super::create_account::create_account_in(unit, new).await?,
    };
    for role in roles {
        super::assign::assign_in(unit, Assign::from(person, *role, Scope::Body(body), today)).await?;
    }
    Ok(person)
}

/// Takes all roles in the body from somebody. Error: denied without KZ of the body; not found when there is no such
/// colleague; refused for oneself, so that a body never loses its last signatory.
pub async fn remove_colleague(db: &Db, ctx: &Ctx, body: Uuid, person: PersonId) -> Result<(), Problem> {
    let scope = Scope::Body(body);
    ctx.require(&[Role::KZ], scope)?;
    if ctx.person_id() == Some(person) {
        return Err(Problem::refused(
            "own-account",
            Text::new("colleagues-not-oneself"),
        ));
    }
    let unit = db.write(ctx).await?;
    let held: Vec<HeldRole> = store::roles::of_person(unit.conn(), person)
        .await?
        .into_iter()
        .filter(|role| role.scope == scope && ROLES.contains(&role.role) && role.ended_at.is_none())
        .collect();
    if held.is_empty() {
        return Err(Problem::not_found("colleague"));
    }
    for role in held {
        store::roles::end(unit.conn(), role.id, unit.now()).await?;
        let entry = Entry::new("account", person, "end_role").data(serde_json::json!({
            "id": role.id, "role": role.role.code(), "scope": "body", "scope_id": body,
        }));
        unit.audit(entry).await?;
    }
    unit.commit().await
}
