//! Locks an account (all sessions end, deputies too) and unlocks it.

use base::{Ctx, PersonId, Problem};
use base_db::{Db, Entry};

use crate::{AccountState, access, store};

/// By AD and the operator, not oneself; with a reason for the audit trail.
pub async fn lock(db: &Db, ctx: &Ctx, person: PersonId, reason: &str) -> Result<(), Problem> {
    access::require_keeper(ctx)?;
    access::require_other(ctx, person)?;
    let unit = db.write(ctx).await?;
    let account = crate::account(unit.conn(), person).await?;
    if account.state == AccountState::Locked {
        return Err(Problem::Stale);
    }
    store::accounts::set_state(unit.conn(), person, account.state, AccountState::Locked).await?;
    let entry =
        Entry::new("account", person, "lock").states(account.state.code(), AccountState::Locked.code());
    unit.audit(entry.reason(reason)).await?;
    unit.commit().await
}

/// By AD and the operator. An account that never had a password is INVITED again, otherwise ACTIVE.
pub async fn unlock(db: &Db, ctx: &Ctx, person: PersonId) -> Result<(), Problem> {
    access::require_keeper(ctx)?;
    let unit = db.write(ctx).await?;
    let row = store::accounts::find(unit.conn(), person)
        .await?
        .ok_or(Problem::not_found("account"))?;
    let to = if row.password_hash.is_some() {
        AccountState::Active
    } else {
        AccountState::Invited
    };
    store::accounts::set_state(unit.conn(), person, AccountState::Locked, to).await?;
    unit.audit(Entry::new("account", person, "unlock").states(AccountState::Locked.code(), to.code()))
        .await?;
    unit.commit().await
}
