//! Makes and revokes API tokens.

use base::problem::Checks;
use base::{Ctx, Problem, Text, names};
use base_db::{Db, Entry};
use chrono::Duration;
use serde_json::json;
use uuid::Uuid;

use crate::{AccountState, NewToken, Token, TokenAccess, access, rules, secret, store};

/// What every token begins with, so that a leaked one is recognised.
const PREFIX: &str = "fp_";
const NAME_MAX: usize = 80;

/// By the person itself or the operator. The secret is answered once and never again. Its life counts on the machine's
/// clock. Error: `Invalid` on `name` or `days`.
pub async fn create_token(db: &Db, ctx: &Ctx, new: NewToken) -> Result<(Token, String), Problem> {
    access::require_self(ctx, new.person)?;
    let mut checks = Checks::new();
    let name = names::clean(&new.name);
    checks.ensure(!name.is_empty(), "name", || Text::new("field-required"));
    let count = names::char_count(&name);
    checks.ensure(count <= NAME_MAX, "name", || {
        Text::new("field-too-long")
            .with("max", NAME_MAX)
            .with("count", count)
    });
    checks.ensure((1..=rules::TOKEN_DAYS).contains(&new.days), "days", || {
        Text::new("field-range")
            .with("min", 1)
            .with("max", rules::TOKEN_DAYS)
    });
    checks.finish()?;
    let unit = db.write(ctx).await?;
    let account = crate::account(unit.conn(), new.person).await?;
    if account.state != AccountState::Active {
        return Err(Problem::refused("not-active", Text::new("accounts-not-active")));
    }
    let machine_now = db.machine_now();
    let token = Token {
        id: Uuid::now_v7(),
        name,
        access: new.access,
        created_at: machine_now,
        expires_at: machine_now + Duration::days(new.days),
    };
    let secret = format!("{PREFIX}{}", secret::random());
    store::tokens::insert(
        unit.conn(),
        new.person,
        &token,
        secret::hash(&secret),
        ctx.is_operator(),
    )
    .await?;
    let data =
        json!({ "id": token.id, "name": token.name, "access": token.access, "expires_at": token.expires_at });
    unit.audit(Entry::new("account", new.person, "create_token").data(data))
        .await?;
    unit.commit().await?;
    Ok((token, secret))
}

/// A token for the account of an address, made at the command line. Answers the secret. Error: `Invalid`, `NotFound`.
pub async fn create_token_for(
    db: &Db,
    ctx: &Ctx,
    email: &str,
    name: &str,
    days: u32,
    write: bool,
) -> Result<String, Problem> {
    let account = crate::find_by_email(db.reader(), email)
        .await?
        .ok_or(Problem::not_found("account"))?;
    let access = if write {
        TokenAccess::ReadWrite
    } else {
        TokenAccess::Read
    };
    let new = NewToken {
        person: account.id,
        name: name.to_owned(),
        access,
        days: i64::from(days),
    };
    Ok(create_token(db, ctx, new).await?.1)
}

/// Revokes one's own token, at once on every instance. Error: `NotFound`.
pub async fn revoke_token(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(), Problem> {
    let me = ctx.person()?.id;
    let unit = db.write(ctx).await?;
    store::tokens::revoke(unit.conn(), id, me, db.machine_now()).await?;
    unit.audit(Entry::new("account", me, "revoke_token").data(json!({ "id": id })))
        .await?;
    unit.commit().await
}
