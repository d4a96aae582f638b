//! Passwords: set by the operator, chosen by a link from a mail, changed by the person.

use base::problem::Checks;
use base::{Ctx, PersonId, Problem, Text};
use base_db::{Db, Entry, Unit};
use chrono::Duration;
use uuid::Uuid;

use crate::store::accounts::AccountRow;
use crate::store::links::{self, Purpose};
use crate::store::{accounts, sessions, throttle};
use crate::{Account, AccountState, mails, rules, secret};

/// Requests for a link that are free before the pause begins.
const FREE_RESETS: i64 = 3;

/// By the operator only. Error: `Invalid` on `password`.
pub async fn set_password(db: &Db, ctx: &Ctx, person: PersonId, password: &str) -> Result<(), Problem> {
    if !ctx.is_operator() {
        return Err(Problem::denied(Text::new("problem-denied")));
    }
    let unit = db.write(ctx).await?;
    set_password_in(&unit, person, password).await?;
    unit.commit().await
}

/// The same within a unit, for the demo and the operator. An invited account becomes active.
pub async fn set_password_in(unit: &Unit<'_>, person: PersonId, password: &str) -> Result<(), Problem> {
    let row = accounts::find(unit.conn(), person)
        .await?
        .ok_or(Problem::not_found("account"))?;
    check("password", password, &row.email)?;
    let hash = secret::hash_password(password).await?;
    store(unit, &row, &hash, "set_password").await
}

fn check(field: &str, password: &str, email: &str) -> Result<(), Problem> {
    let mut checks = Checks::new();
    rules::check_password(&mut checks, field, password, email);
    checks.finish()
}

async fn store(unit: &Unit<'_>, row: &AccountRow, hash: &str, action: &'static str) -> Result<(), Problem> {
    accounts::set_password(unit.conn(), row.id, hash).await?;
    for purpose in [Purpose::Invitation, Purpose::Reset] {
        links::use_all(unit.conn(), row.id, purpose, unit.now()).await?;
    }
    throttle::clear(unit.conn(), &super::sign_in::account_key(&row.email)).await?;
    unit.audit(Entry::new("account", row.id, action).states(row.state.code(), AccountState::Active.code()))
        .await
}

/// Whose link this is, for the page that asks for the password. `None`: used, run out, or no link at all.
pub(crate) async fn find_by_link(
    db: &Db,
    ctx: &Ctx,
    token: &str,
    purpose: Purpose,
) -> Result<Option<Account>, Problem> {
    let Some(person) = links::find_open(db.reader(), &secret::hash(token), purpose, ctx.now).await? else {
        return Ok(None);
    };
    let account = crate::find_account(db.reader(), person).await?;
    Ok(account.filter(|account| account.state != AccountState::Locked))
}

/// Chooses a password by the link of an invitation or a reset mail. The link works once; all sessions end.
/// Error: `Invalid` on `password`; `Refused` with code `link-expired`.
pub async fn choose_password(
    db: &Db,
    ctx: &Ctx,
    token: &str,
    is_invitation: bool,
    password: &str,
) -> Result<PersonId, Problem> {
    let purpose = if is_invitation {
        Purpose::Invitation
    } else {
        Purpose::Reset
    };
    let expired = || Problem::refused("link-expired", Text::new("accounts-link-expired"));
    let account = find_by_link(db, ctx, token, purpose).await?.ok_or_else(expired)?;
    check("password", password, &account.email)?;
    let hash = secret::hash_password(password).await?;
    let unit = db.write(ctx).await?;
    if !links::take(unit.conn(), &secret::hash(token), purpose, ctx.now).await? {
        return Err(expired());
    }
    let row = accounts::find(unit.conn(), account.id)
        .await?
        .ok_or_else(expired)?;
    store(
        &unit,
        &row,
        &hash,
        if is_invitation {
            "accept_invitation"
        } else {
            "reset_password"
        },
    )
    .await?;
    unit.commit().await?;
    Ok(account.id)
}

/// Sends a way to a new password (M-U03; an invited person gets M-U01 again). The answer is the same whether there is
/// such an account or not. Error: `Throttled`.
pub async fn forgot_password(db: &Db, ctx: &Ctx, email: &str) -> Result<(), Problem> {
    let Some(email) = rules::email(email) else {
        return Err(Problem::field(
            "email",
            Text::new("field-email").with("value", email),
        ));
    };
    let unit = db.write(ctx).await?;
    let key = format!("reset:{}", secret::hash(&email));
    if let Some(until) = throttle::count(unit.conn(), &key, FREE_RESETS, ctx.now).await? {
        return Err(super::sign_in::throttled(until, ctx.now));
    }
    let account = accounts::find_by_email(unit.conn(), &email)
        .await?
        .map(Account::from);
    match account {
        Some(account) if account.state == AccountState::Invited => {
            super::invite::send(&unit, &account).await?
        }
        Some(account) if account.state == AccountState::Active => send_reset(&unit, &account).await?,
        _ => {}
    }
    unit.commit().await
}

async fn send_reset(unit: &Unit<'_>, account: &Account) -> Result<(), Problem> {
    let token = secret::random();
    let until = unit.now() + Duration::hours(rules::RESET_HOURS);
    let hash = secret::hash(&token);
    let link = links::insert(unit.conn(), account.id, Purpose::Reset, hash, unit.now(), until).await?;
    mails::reset(unit, account, link, &token, until).await?;
    unit.audit(Entry::new("account", account.id, "forgot_password"))
        .await
}

/// The person's own new password. The present session goes on, all others end.
/// Error: `Invalid` on `password` (the present one) or `new_password`; `Throttled`.
pub async fn change_password(
    db: &Db,
    ctx: &Ctx,
    session: Option<Uuid>,
    present: &str,
    new: &str,
) -> Result<(), Problem> {
    let me = ctx.person()?.id;
    let row = accounts::find(db.reader(), me)
        .await?
        .ok_or(Problem::Unauthenticated)?;
    check("new_password", new, &row.email)?;
    super::sign_in::require_password(db, ctx, &row, present).await?;
    let hash = secret::hash_password(new).await?;
    let unit = db.write(ctx).await?;
    store(&unit, &row, &hash, "change_password").await?;
    keep_session(&unit, me, session).await?;
    unit.commit().await
}

/// Lets the present session survive that its own person raised the epoch.
pub(crate) async fn keep_session(
    unit: &Unit<'_>,
    person: PersonId,
    session: Option<Uuid>,
) -> Result<(), Problem> {
    let row = accounts::find(unit.conn(), person)
        .await?
        .ok_or(Problem::Unauthenticated)?;
    match session {
        Some(session) => sessions::follow_epoch(unit.conn(), session, person, row.session_epoch).await,
        None => Ok(()),
    }
}
