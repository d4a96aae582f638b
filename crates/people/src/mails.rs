//! M-U01 and M-U03: links that let a person choose a password. M-U04: the second factor is gone.
//! M-U05: somebody signs for a body.

use base::{Problem, fmt};
use base_db::Unit;
use base_mail::{Mail, Recipient};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::Account;

/// M-U01: the invitation to a new account.
pub(crate) async fn invitation(
    unit: &Unit<'_>,
    account: &Account,
    link: Uuid,
    token: &str,
    until: DateTime<Utc>,
) -> Result<(), Problem> {
    let mail = Mail::new("M-U01", link, Recipient::from(account))
        .arg("until", fmt::datetime(account.lang, until))
        .link(format!("/invitation/{token}"));
    base_mail::enqueue(unit, mail).await
}

/// M-U03: the way to a new password.
pub(crate) async fn reset(
    unit: &Unit<'_>,
    account: &Account,
    link: Uuid,
    token: &str,
    until: DateTime<Utc>,
) -> Result<(), Problem> {
    let mail = Mail::new("M-U03", link, Recipient::from(account))
        .arg("until", fmt::datetime(account.lang, until))
        .link(format!("/reset/{token}"));
    base_mail::enqueue(unit, mail).await
}

/// M-U05: from now on the person signs for its body.
pub(crate) async fn signatory_admitted(
    unit: &Unit<'_>,
    account: &Account,
    proposal: Uuid,
) -> Result<(), Problem> {
    let mail = Mail::new("M-U05", proposal, Recipient::from(account)).link("/colleagues");
    base_mail::enqueue(unit, mail).await
}

/// M-U04: somebody else removed the second factor. A warning for the person who did not ask for it.
pub(crate) async fn second_factor_removed(unit: &Unit<'_>, account: &Account) -> Result<(), Problem> {
    let mail = Mail::new("M-U04", Uuid::now_v7(), Recipient::from(account))
        .arg("at", fmt::datetime(account.lang, unit.now()))
        .link("/account/second-factor");
    base_mail::enqueue(unit, mail).await
}
