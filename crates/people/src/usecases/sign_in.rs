//! Signs in: password, then the second factor if one is set up. Every attempt is counted before it is judged.

use base::{Ctx, PersonId, Problem, Text};
use base_db::{Db, Entry};
use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use crate::store::accounts::{self, AccountRow};
use crate::store::sessions::{self, SessionRow};
use crate::store::{recovery, throttle};
use crate::{AccountState, rules, secret, totp};

/// Failures in a row that cost nothing, per account and per address (an office shares one address).
pub(crate) const FREE_PER_ACCOUNT: i64 = 5;
pub(crate) const FREE_PER_ADDRESS: i64 = 50;

/// What was typed, and where from.
#[derive(Debug, Clone, Default)]
pub struct SignIn {
    pub email: String,
    pub password: String,
    pub from: SignInFrom,
}

/// The network address and the browser, as far as known.
#[derive(Debug, Clone, Default)]
pub struct SignInFrom {
    pub address: Option<String>,
    pub agent: Option<String>,
}

/// The password was right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignedIn {
    /// `cookie` is the session's value.
    Done { person: PersonId, cookie: String },
    /// `cookie` is that of a sign-in that waits for [`give_second_factor`].
    SecondFactor { person: PersonId, cookie: String },
}

pub(crate) fn account_key(email: &str) -> String {
    format!("account:{}", secret::hash(email))
}

fn address_key(address: &str) -> String {
    format!("address:{address}")
}

pub(crate) fn throttled(until: DateTime<Utc>, now: DateTime<Utc>) -> Problem {
    Problem::Throttled {
        seconds: u64::try_from((until - now).num_seconds() + 1).unwrap_or(1),
    }
}

/// Error: `Throttled`; `Refused` with code `sign-in-failed`, the same for an unknown address, a wrong password and an
/// account that is locked or not yet accepted.
pub async fn sign_in(db: &Db, ctx: &Ctx, typed: SignIn) -> Result<SignedIn, Problem> {
    let email = rules::email(&typed.email).unwrap_or_else(|| typed.email.trim().to_lowercase());
    let account_key = account_key(&email);
    let address_key = typed.from.address.as_deref().map(address_key);
    // Tried again when the nightly sweep holds the rows of long forgotten failures.
    let row =
        base_db::retrying(|| count_and_find(db, ctx, &email, &account_key, address_key.as_deref())).await?;
    let active = row.as_ref().filter(|row| row.state == AccountState::Active);
    let hash = active.and_then(|row| row.password_hash.as_deref());
    let fits = secret::verify_password(&typed.password, hash).await?;
    let unit = db.write(ctx).await?;
    let Some(row) = active.filter(|_| fits) else {
        let subject = row.map_or_else(|| "unknown".to_owned(), |row| row.id.to_string());
        let data = json!({ "address": typed.from.address });
        unit.audit(Entry::new("account", subject, "sign_in_failed").data(data))
            .await?;
        unit.commit().await?;
        return Err(failed());
    };
    throttle::clear(unit.conn(), &account_key).await?;
    if let Some(key) = &address_key {
        throttle::uncount(unit.conn(), key).await?;
    }
    let needs_second = row.totp_confirmed_at.is_some();
    let cookie = secret::random();
    let machine_now = db.machine_now();
    let session = SessionRow {
        id: Uuid::now_v7(),
        token_hash: secret::hash(&cookie),
        person_id: row.id,
        epoch: row.session_epoch,
        verified: !needs_second,
        started_at: machine_now,
        seen_at: machine_now,
        address: typed.from.address.clone(),
        agent: typed.from.agent.map(|agent| agent.chars().take(200).collect()),
    };
    sessions::insert(unit.conn(), session).await?;
    super::sweep::schedule(&unit).await?;
    let person = row.id;
    if !needs_second {
        accounts::set_signed_in(unit.conn(), person, ctx.now).await?;
        unit.audit(Entry::new("account", person, "sign_in").data(json!({ "address": typed.from.address })))
            .await?;
    }
    unit.commit().await?;
    Ok(if needs_second {
        SignedIn::SecondFactor { person, cookie }
    } else {
        SignedIn::Done { person, cookie }
    })
}

/// The account of the address, unless one of the two counts says to wait.
async fn count_and_find(
    db: &Db,
    ctx: &Ctx,
    email: &str,
    account_key: &str,
    address_key: Option<&str>,
) -> Result<Option<AccountRow>, Problem> {
    let unit = db.write(ctx).await?;
    for (key, free) in [
        (Some(account_key), FREE_PER_ACCOUNT),
        (address_key, FREE_PER_ADDRESS),
    ] {
        let Some(key) = key else { continue };
        if let Some(until) = throttle::count(unit.conn(), key, free, ctx.now).await? {
            return Err(throttled(until, ctx.now)); // dropped: this attempt is not counted anywhere
        }
    }
    let row = accounts::find_by_email(unit.conn(), email).await?;
    unit.commit().await?;
    Ok(row)
}

fn failed() -> Problem {
    Problem::refused("sign-in-failed", Text::new("accounts-sign-in-failed"))
}

/// The code of the authenticator app, or a recovery code. The session gets a new value. Error: `Unauthenticated` when
/// there is no such sign-in (any more); `Throttled`; `Refused` with code `second-factor-failed`.
pub async fn give_second_factor(db: &Db, ctx: &Ctx, cookie: &str, code: &str) -> Result<SignedIn, Problem> {
    let machine_now = db.machine_now();
    let waiting = sessions::find_unverified(db.reader(), &secret::hash(cookie), machine_now).await?;
    let waiting = waiting.ok_or(Problem::Unauthenticated)?;
    let row = accounts::find(db.reader(), waiting.person_id)
        .await?
        .ok_or(Problem::Unauthenticated)?;
    if row.state != AccountState::Active || row.session_epoch != waiting.epoch {
        return Err(Problem::Unauthenticated);
    }
    let key = format!("second-factor:{}", row.id);
    count_alone(db, ctx, &key).await?;
    let unit = db.write(ctx).await?;
    let by_code = totp::matching_step(db, &row, code, machine_now)?;
    let is_right = match by_code {
        Some(step) => accounts::use_step(unit.conn(), row.id, step).await?,
        None => {
            recovery::take(
                unit.conn(),
                row.id,
                &secret::hash(&totp::clean_recovery(code)),
                ctx.now,
            )
            .await?
        }
    };
    let data = json!({ "address": waiting.address, "second_factor": if by_code.is_some() { "totp" } else { "recovery" } });
    if !is_right {
        unit.audit(Entry::new("account", row.id, "second_factor_failed").data(data))
            .await?;
        unit.commit().await?;
        return Err(Problem::refused(
            "second-factor-failed",
            Text::new("accounts-code-wrong"),
        ));
    }
    let cookie = secret::random();
    sessions::verify(unit.conn(), waiting.id, &secret::hash(&cookie), machine_now).await?;
    throttle::clear(unit.conn(), &key).await?;
    accounts::set_signed_in(unit.conn(), row.id, ctx.now).await?;
    unit.audit(Entry::new("account", row.id, "sign_in").data(data))
        .await?;
    unit.commit().await?;
    Ok(SignedIn::Done {
        person: row.id,
        cookie,
    })
}

/// The present password once more, before something that matters. Error: `Invalid` on `password`, `Throttled`.
pub(crate) async fn require_password(
    db: &Db,
    ctx: &Ctx,
    row: &AccountRow,
    typed: &str,
) -> Result<(), Problem> {
    let key = account_key(&row.email);
    count_alone(db, ctx, &key).await?;
    if !secret::verify_password(typed, row.password_hash.as_deref()).await? {
        return Err(Problem::field("password", Text::new("accounts-password-wrong")));
    }
    let unit = db.write(ctx).await?;
    throttle::clear(unit.conn(), &key).await?;
    unit.commit().await
}

async fn count_alone(db: &Db, ctx: &Ctx, key: &str) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    if let Some(until) = throttle::count(unit.conn(), key, FREE_PER_ACCOUNT, ctx.now).await? {
        return Err(throttled(until, ctx.now));
    }
    unit.commit().await
}
