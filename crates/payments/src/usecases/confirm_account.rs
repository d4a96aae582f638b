//! ENTERED → CONFIRMED | REFUSED: a second person calls back and decides.

use base::{Ctx, Problem, Text};
use base_db::{Db, Unit};

use super::enter_account::entry;
use super::required_note;
use crate::model::{BankAccount, BankAccountId, BankAccountState, Owner};
use crate::{access, mails, queries, rules, store};

/// A decision on bank details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideAccount {
    pub account: BankAccountId,
    pub version: Option<i64>,
    /// Confirmed: who was called back under which known number. Refused: why.
    pub note: String,
}

/// Puts bank details in force, with a note of the call back; the former ones are replaced. Changed ones are blocked for
/// a day ([`rules::BLOCK`]), and M-U02 tells KE and KZ. Another person than who entered them: SB for a grant, BfdH or RL
/// for the cash desk. Error: `Invalid` without note, denied, refused (`four-eyes`, `wrong-state`), `Stale`.
pub async fn confirm_account(db: &Db, ctx: &Ctx, command: DecideAccount) -> Result<BankAccount, Problem> {
    let call_back = required_note("note", &command.note)?;
    let unit = db.write(ctx).await?;
    let (before, owner) = load(&unit, &command).await?;
    access::require_confirmer(ctx, &before)?;
    if let Some(former) = queries::account_in_force(unit.conn(), owner).await? {
        let replaced = BankAccount {
            state: BankAccountState::Replaced,
            version: former.version + 1,
            ..former.clone()
        };
        store::update_account(&unit, &former, &replaced).await?;
    }
    let after = BankAccount {
        state: BankAccountState::Confirmed,
        decided_by: ctx.person_id(),
        decided_at: Some(ctx.now),
        call_back,
        usable_from: Some(rules::usable_from(&before, ctx.now)),
        version: before.version + 1,
        ..before.clone()
    };
    store::update_account(&unit, &before, &after).await?;
    let facts = serde_json::json!({ "iban": rules::masked(&after.iban), "usable_from": after.usable_from });
    let line = entry(&after, "confirm")
        .states(before.state, after.state)
        .reason(&after.call_back)
        .data(facts);
    unit.audit(line).await?;
    if let (true, Some(grant)) = (after.is_change, after.grant_id) {
        let (grant, application) = grants::seen(unit.conn(), ctx, grant).await?;
        mails::account_changed(&unit, &after, &grant, &application).await?;
    }
    unit.commit().await?;
    Ok(after)
}

/// Refuses bank details with a reason; also who entered them may take them back so.
/// Error: `Invalid` without reason, denied, refused (`wrong-state`), `Stale`.
pub async fn refuse_account(db: &Db, ctx: &Ctx, command: DecideAccount) -> Result<BankAccount, Problem> {
    let reason = required_note("note", &command.note)?;
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, &command).await?;
    if ctx.person_id() != Some(before.entered_by) {
        access::require_decider(ctx, &before)?;
    }
    let after = BankAccount {
        state: BankAccountState::Refused,
        decided_by: ctx.person_id(),
        decided_at: Some(ctx.now),
        call_back: reason,
        version: before.version + 1,
        ..before.clone()
    };
    store::update_account(&unit, &before, &after).await?;
    let line = entry(&after, "refuse")
        .states(before.state, after.state)
        .reason(&after.call_back);
    unit.audit(line).await?;
    unit.commit().await?;
    Ok(after)
}

async fn load(unit: &Unit<'_>, command: &DecideAccount) -> Result<(BankAccount, Owner), Problem> {
    let (found, grant) = queries::account_seen(unit.conn(), unit.ctx(), command.account).await?;
    let (found, owner) = match grant {
        Some(grant) => {
            store::hold(unit, grant.id).await?;
            (
                queries::account(unit.conn(), found.id).await?,
                Owner::Grant(grant.id),
            )
        }
        None => {
            let owner = Owner::Programme(found.programme_id);
            (found, owner)
        }
    };
    if command.version.is_some_and(|version| version != found.version) {
        return Err(Problem::Stale);
    }
    if found.state != BankAccountState::Entered {
        let text = Text::new(format!("payments-account-wrong-{}", found.state));
        return Err(Problem::refused("wrong-state", text));
    }
    Ok((found, owner))
}
