//! Sends (again) the invitation to choose a password, M-U01.

use base::{Ctx, PersonId, Problem, Text};
use base_db::{Db, Entry, Unit};
use chrono::Duration;

use crate::store::links::{self, Purpose};
use crate::{Account, AccountState, access, mails, rules, secret};

/// Invites once more; the earlier link stops working. By AD and the operator. Error: `Refused` unless INVITED.
pub async fn invite(db: &Db, ctx: &Ctx, person: PersonId) -> Result<(), Problem> {
    access::require_keeper(ctx)?;
    let unit = db.write(ctx).await?;
    let account = crate::account(unit.conn(), person).await?;
    if account.state != AccountState::Invited {
        return Err(Problem::refused("not-invited", Text::new("accounts-not-invited")));
    }
    send(&unit, &account).await?;
    unit.commit().await
}

pub(crate) async fn send(unit: &Unit<'_>, account: &Account) -> Result<(), Problem> {
    let token = secret::random();
    let until = unit.now() + Duration::hours(rules::INVITATION_HOURS);
    let hash = secret::hash(&token);
    let link = links::insert(
        unit.conn(),
        account.id,
        Purpose::Invitation,
        hash,
        unit.now(),
        until,
    )
    .await?;
    mails::invitation(unit, account, link, &token, until).await?;
    unit.audit(Entry::new("account", account.id, "invite")).await
}
