//! A body registers itself (handbook 0.5, "first account of a body"): anybody may ask, the body's address in the register
//! decides, and the person gets an account that edits (KE). Who signs is another matter ([`people::propose_signatory`]).
//!
//! The answer to who asks is always the same: it does not say whether the register has an address or the body accounts.

use base::problem::Checks;
use base::{Ctx, Lang, Problem, Role, Text, fmt, names};
use base_db::{Db, Entry, Unit};
use base_mail::{Mail, Recipient};
use chrono::Duration;
use people::NewAccount;
use uuid::Uuid;

use crate::store::request::{self, row::Model as Request};
use crate::{Body, BodyId, queries};

/// The link to the body works this long, as an invitation does.
const HOURS: i64 = 72;
/// Requests for a body, and from an address, that are free before the pause begins.
const FREE: i64 = 3;
/// Requests of all bodies within an hour: more is a robot.
const PER_HOUR: u64 = 200;

/// Who asks, for which body: its name or key as typed.
#[derive(Debug, Clone)]
pub struct RequestAccount {
    pub body: String,
    pub name: String,
    pub email: String,
    pub lang: Lang,
}

/// Asks the body's address in the register (M-U06). Error: `Invalid` for a body that is not in the public register, or
/// none at all; `Throttled`.
pub async fn request_account(db: &Db, ctx: &Ctx, command: RequestAccount) -> Result<(), Problem> {
    let body = find_body(db, &command.body).await?;
    let email = check(&command)?;
    let unit = db.write(ctx).await?;
    request::sweep(unit.conn(), ctx.now).await?;
    if request::count_since(unit.conn(), ctx.now - Duration::hours(1)).await? >= PER_HOUR {
        return Err(Problem::Throttled { seconds: 3_600 });
    }
    people::throttle(&unit, "request-body", &body.key, FREE).await?;
    people::throttle(&unit, "request-email", &email, FREE).await?;
    if let Some(mailbox) = body.email.clone().filter(|mailbox| !mailbox.is_empty()) {
        ask(&unit, &body, mailbox, &command, email).await?;
    }
    unit.commit().await
}

async fn ask(
    unit: &Unit<'_>,
    body: &Body,
    mailbox: String,
    command: &RequestAccount,
    email: String,
) -> Result<(), Problem> {
    let (token, token_hash) = people::new_link();
    let until = unit.now() + Duration::hours(HOURS);
    let row = Request {
        id: Uuid::now_v7(),
        body_id: body.id.0,
        email,
        name: names::clean(&command.name),
        lang: command.lang.code().to_owned(),
        token_hash,
        created_at: unit.now(),
        expires_at: until,
    };
    let mail = Mail::new("M-U06", row.id, Recipient::address(mailbox, Lang::De))
        .arg("body", &body.official_name)
        .arg("until", fmt::datetime(Lang::De, until))
        .link(format!("/register/{token}"));
    base_mail::enqueue(unit, mail).await?;
    request::insert(unit.conn(), row).await?;
    unit.audit(Entry::new("body", body.id, "request_account")).await
}

/// The body that is meant: `Malsch (08215046)`, a key, or a name that only one has.
async fn find_body(db: &Db, typed: &str) -> Result<Body, Problem> {
    let typed = names::clean(typed);
    if typed.is_empty() {
        return Err(Problem::field("body", Text::new("field-required")));
    }
    let within = typed.rsplit_once('(').map(|(_, key)| key.trim_end_matches(')'));
    let written = within.unwrap_or(&typed);
    let is_key = written.chars().any(|c| c.is_ascii_digit());
    let (key, name) = if is_key {
        (Some(written), None)
    } else {
        (None, Some(typed.as_str()))
    };
    let found = queries::resolve(db.reader(), key, name, None).await?;
    match (found.body(), found.error(&typed)) {
        (Some(body), _) => Ok(body.clone()),
        (None, Some((_, text))) => Err(Problem::field("body", text)),
        (None, None) => Err(Problem::not_found("body")),
    }
}

fn check(command: &RequestAccount) -> Result<String, Problem> {
    let mut checks = Checks::new();
    let name = names::clean(&command.name);
    checks.ensure(!name.is_empty(), "name", || Text::new("field-required"));
    let count = names::char_count(&name);
    checks.ensure(count <= 120, "name", || {
        Text::new("field-too-long").with("max", 120).with("count", count)
    });
    let email = names::clean(&command.email).to_lowercase();
    let is_address = email.len() <= 254 && email.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    checks.ensure(is_address, "email", || {
        Text::new("field-email").with("value", &command.email)
    });
    checks.finish()?;
    Ok(email)
}

/// What the holder of the link is asked: who wants to work for which body.
#[derive(Debug, Clone)]
pub struct OpenRequest {
    pub body: Body,
    pub name: String,
    pub email: String,
    row: Request,
}

/// The request of a link. Error: refused (`link-expired`) once it was answered or its time ran out.
pub async fn open_request(db: &Db, ctx: &Ctx, token: &str) -> Result<OpenRequest, Problem> {
    let expired = || Problem::refused("link-expired", Text::new("register-expired"));
    let row = request::find_open(db.reader(), &people::hash_link(token), ctx.now)
        .await?
        .ok_or_else(expired)?;
    Ok(OpenRequest {
        body: queries::body(db.reader(), BodyId(row.body_id)).await?,
        name: row.name.clone(),
        email: row.email.clone(),
        row,
    })
}

/// The body says yes: the person edits for it (KE) from now on and is invited (M-U01). Whoever has the link reads the
/// body's mail. Error: refused (`link-expired`; `no-account` for an address that cannot get one).
pub async fn confirm_request(db: &Db, ctx: &Ctx, token: &str) -> Result<(), Problem> {
    let asked = open_request(db, ctx, token).await?;
    let unit = db.write(ctx).await?;
    take(&unit, &asked).await?;
    let new = NewAccount {
        lang: Lang::from_tag(&asked.row.lang).unwrap_or_default(),
        ..NewAccount::new(asked.email, asked.name)
    };
    let joined = people::join_body_in(&unit, asked.body.id.0, new, &[Role::KE]).await;
    let person = joined.map_err(|problem| match problem {
        Problem::Invalid(_) => Problem::refused("no-account", Text::new("register-no-account")),
        other => other,
    })?;
    let entry = Entry::new("body", asked.body.id, "confirm_account");
    unit.audit(entry.data(serde_json::json!({ "person": person })))
        .await?;
    unit.commit().await
}

/// The body says no; what was typed is forgotten. Error: refused (`link-expired`).
pub async fn decline_request(db: &Db, ctx: &Ctx, token: &str) -> Result<(), Problem> {
    let asked = open_request(db, ctx, token).await?;
    let unit = db.write(ctx).await?;
    take(&unit, &asked).await?;
    unit.audit(Entry::new("body", asked.body.id, "decline_account"))
        .await?;
    unit.commit().await
}

async fn take(unit: &Unit<'_>, asked: &OpenRequest) -> Result<(), Problem> {
    if request::take(unit.conn(), &asked.row).await? {
        Ok(())
    } else {
        Err(Problem::refused("link-expired", Text::new("register-expired")))
    }
}
