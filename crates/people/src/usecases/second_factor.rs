//! Sets up and removes the second factor.

use base::{Ctx, PersonId, Problem, Text};
use base_db::{Db, Entry};
use uuid::Uuid;

use crate::store::{accounts, recovery};
use crate::{Account, access, mails, rules, secret, totp};

/// How many recovery codes are given.
const RECOVERY_CODES: usize = 10;

/// Proposes a secret for the authenticator app: the one proposed before, or a new one. It counts once it is confirmed.
/// Answers the base32 secret and the `otpauth://` address. Error: `Refused` when a second factor is set up already.
pub async fn propose_second_factor(db: &Db, ctx: &Ctx) -> Result<(String, String), Problem> {
    let me = ctx.person()?.id;
    let row = accounts::find(db.reader(), me)
        .await?
        .ok_or(Problem::Unauthenticated)?;
    if row.totp_confirmed_at.is_some() {
        return Err(Problem::refused(
            "second-factor-set",
            Text::new("accounts-second-factor-set"),
        ));
    }
    // Proposed under a key that is lost: nobody confirmed it, so a new one does no harm.
    let proposed = totp::secret(db, &row).unwrap_or_else(|problem| {
        tracing::warn!(%problem, "a proposed second factor is replaced");
        None
    });
    let secret = match proposed {
        Some(secret) => secret,
        None => {
            let secret = totp::new_secret();
            let unit = db.write(ctx).await?;
            accounts::propose_totp(unit.conn(), me, &totp::seal(db, me, &secret)?).await?;
            unit.commit().await?;
            secret
        }
    };
    let url = totp::url(&secret, &row.email)?;
    Ok((secret, url))
}

/// The proposed secret as a QR code (SVG). Error: as [`propose_second_factor`].
pub async fn second_factor_picture(db: &Db, ctx: &Ctx) -> Result<String, Problem> {
    let (_, url) = propose_second_factor(db, ctx).await?;
    totp::qr_code(&url)
}

/// Seals the secrets of an older database, which kept them plain. Once done there are none.
pub async fn seal_plain_secrets(db: &Db) -> Result<(), Problem> {
    let plain = accounts::with_plain_secret(db.reader()).await?;
    if plain.is_empty() {
        return Ok(());
    }
    let ctx = Ctx::system("seal-secrets", db.now());
    let unit = db.write(&ctx).await?;
    for (person, secret) in plain {
        accounts::replace_totp(unit.conn(), person, &secret, &totp::seal(db, person, &secret)?).await?;
        unit.audit(Entry::new("account", person, "seal_second_factor"))
            .await?;
    }
    unit.commit().await
}

/// Confirms the proposed secret with a code of it. Other sessions end. Answers the recovery codes, shown once.
/// Error: `Invalid` on `code`; `Throttled`.
pub async fn confirm_second_factor(
    db: &Db,
    ctx: &Ctx,
    session: Option<Uuid>,
    code: &str,
) -> Result<Vec<String>, Problem> {
    let me = ctx.person()?.id;
    let row = accounts::find(db.reader(), me)
        .await?
        .ok_or(Problem::Unauthenticated)?;
    let wrong = || Problem::field("code", Text::new("accounts-code-wrong"));
    let step = totp::matching_step(db, &row, code, db.machine_now())?.ok_or_else(wrong)?;
    let codes: Vec<String> = std::iter::repeat_with(secret::recovery_code)
        .take(RECOVERY_CODES)
        .collect();
    let unit = db.write(ctx).await?;
    accounts::confirm_totp(unit.conn(), me, step, ctx.now).await?;
    recovery::replace(
        unit.conn(),
        me,
        codes.iter().map(|code| secret::hash(&totp::clean_recovery(code))),
    )
    .await?;
    super::password::keep_session(&unit, me, session).await?;
    unit.audit(Entry::new("account", me, "set_second_factor")).await?;
    unit.commit().await?;
    Ok(codes)
}

/// Removes the second factor: the person with its password, AD and the operator for a person who lost the device.
/// All sessions end, and the person is told (M-U04) when somebody else did it. Error: `Invalid` on `password`, `Refused`
/// for a role that needs one when the person itself asks, and when there is none.
pub async fn remove_second_factor(
    db: &Db,
    ctx: &Ctx,
    person: PersonId,
    password: Option<&str>,
) -> Result<(), Problem> {
    if ctx.person_id() == Some(person) {
        let row = accounts::find(db.reader(), person)
            .await?
            .ok_or(Problem::Unauthenticated)?;
        super::sign_in::require_password(db, ctx, &row, password.unwrap_or_default()).await?;
        if ctx.has_any_role(&rules::SECOND_FACTOR_ROLES) && !db.is_demo().await? {
            return Err(Problem::refused(
                "second-factor-needed",
                Text::new("accounts-second-factor-needed"),
            ));
        }
    } else {
        access::require_keeper(ctx)?;
    }
    let unit = db.write(ctx).await?;
    let row = accounts::find(unit.conn(), person)
        .await?
        .ok_or(Problem::not_found("account"))?;
    if row.totp_confirmed_at.is_none() {
        return Err(Problem::refused(
            "second-factor-unset",
            Text::new("accounts-second-factor-unset"),
        ));
    }
    accounts::clear_totp(unit.conn(), person).await?;
    recovery::replace(unit.conn(), person, Vec::new()).await?;
    unit.audit(Entry::new("account", person, "remove_second_factor"))
        .await?;
    if ctx.person_id() != Some(person) {
        mails::second_factor_removed(&unit, &Account::from(row)).await?;
    }
    unit.commit().await
}
