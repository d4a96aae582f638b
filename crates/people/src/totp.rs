//! The second factor: time-based codes (RFC 6238), and what replaces a lost device.

use base::{PersonId, Problem};
use base_db::Db;
use chrono::{DateTime, Utc};
use qrcode::QrCode;
use qrcode::render::svg;
use totp_rs::{Builder, Secret, Totp};

use crate::store::accounts::AccountRow;

/// The name the authenticator app shows.
const ISSUER: &str = "Förderportal";

pub(crate) fn new_secret() -> String {
    Secret::generate().to_base32()
}

fn totp(secret: &str, email: &str) -> Result<Totp, Problem> {
    let secret = Secret::try_from_base32(secret).map_err(Problem::broken)?;
    Builder::new()
        .with_secret(secret)
        .with_account_name(email)
        .with_issuer(Some(ISSUER))
        .build()
        .map_err(Problem::broken)
}

/// The `otpauth://` address that sets the app up.
pub(crate) fn url(secret: &str, email: &str) -> Result<String, Problem> {
    totp(secret, email)?.to_url().map_err(Problem::broken)
}

/// The address as a picture for the app's camera: an SVG of its own, black on white whatever the page's colours.
pub(crate) fn qr_code(url: &str) -> Result<String, Problem> {
    let code = QrCode::new(url).map_err(Problem::broken)?;
    Ok(code.render::<svg::Color<'_>>().min_dimensions(240, 240).build())
}

/// What the sealed secret is bound to: it opens in no other person's row.
fn place(person: PersonId) -> String {
    format!("totp:{person}")
}

/// The secret as it is kept.
pub(crate) fn seal(db: &Db, person: PersonId, secret: &str) -> Result<String, Problem> {
    db.seal_secret(&place(person), secret)
}

/// The secret of a row, if it has one.
pub(crate) fn secret(db: &Db, row: &AccountRow) -> Result<Option<String>, Problem> {
    let sealed = row.totp_secret.as_deref();
    sealed
        .map(|sealed| db.open_secret(&place(row.id), sealed))
        .transpose()
}

/// The 30-second step whose code this is, one step of clock difference allowed. On the machine's clock: the app knows
/// nothing of a demo's.
pub(crate) fn matching_step(
    db: &Db,
    row: &AccountRow,
    code: &str,
    machine_now: DateTime<Utc>,
) -> Result<Option<i64>, Problem> {
    let Some(secret) = secret(db, row)? else {
        return Ok(None);
    };
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(machine_now.timestamp()).map_err(Problem::broken)?;
    let step = totp(&secret, &row.email)?.check(&digits, seconds);
    step.map(|step| i64::try_from(step).map_err(Problem::broken))
        .transpose()
}

/// A recovery code as it is hashed: lower case, without blanks and hyphens.
pub(crate) fn clean_recovery(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect::<String>()
        .to_lowercase()
}
