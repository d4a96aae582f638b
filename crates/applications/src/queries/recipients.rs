//! To whom the mails of a case go.

use std::collections::HashMap;

use base::{Problem, Role, Scope};
use base_mail::Recipient;
use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;

use crate::model::{Application, ApplicationId};

/// To whom mails of a case go: KE and KZ of the lead who hold the role `now`; without any, the contact's address.
pub async fn recipients(
    db: &impl ConnectionTrait,
    application: &Application,
    now: DateTime<Utc>,
) -> Result<Vec<Recipient>, Problem> {
    recipients_with(db, application, &[Role::KE, Role::KZ], now).await
}

/// As [`recipients`], for some roles only (M-A01 and M-A10 go to KE).
pub async fn recipients_with(
    db: &impl ConnectionTrait,
    application: &Application,
    roles: &[Role],
    now: DateTime<Utc>,
) -> Result<Vec<Recipient>, Problem> {
    let holders = people::holders(db, roles, Scope::Body(application.lead_body_id.0), now).await?;
    Ok(of_holders(&holders, application))
}

/// As [`recipients`], for many cases in a few statements.
pub async fn recipients_of_all(
    db: &impl ConnectionTrait,
    applications: &[&Application],
    now: DateTime<Utc>,
) -> Result<HashMap<ApplicationId, Vec<Recipient>>, Problem> {
    let mut bodies: Vec<uuid::Uuid> = applications.iter().map(|case| case.lead_body_id.0).collect();
    bodies.sort_unstable();
    bodies.dedup();
    let holders = people::holders_of_bodies(db, &[Role::KE, Role::KZ], &bodies, now).await?;
    let of_case = |case: &&Application| {
        let accounts = holders.get(&case.lead_body_id.0).map(Vec::as_slice);
        (case.id, of_holders(accounts.unwrap_or_default(), case))
    };
    Ok(applications.iter().map(of_case).collect())
}

/// Each account once; without accounts the contact of the case.
fn of_holders(holders: &[people::Account], application: &Application) -> Vec<Recipient> {
    let mut all: Vec<Recipient> = Vec::new();
    for account in holders {
        if all.iter().all(|known| known.person_id != Some(account.id)) {
            all.push(Recipient::from(account));
        }
    }
    if all.is_empty() && !application.contact_email.is_empty() {
        let mut contact = Recipient::address(&application.contact_email, base::Lang::De);
        contact.name.clone_from(&application.contact_name);
        all.push(contact);
    }
    all
}

/// The officers of the case's programme, for M-A07 and M-A14; nobody who is barred from the case.
pub async fn officers(
    db: &impl ConnectionTrait,
    application: &Application,
    now: DateTime<Utc>,
) -> Result<Vec<Recipient>, Problem> {
    let holders = holders_of_case(db, application.id, application.programme_id, &[Role::SB], now).await?;
    Ok(holders.iter().map(Recipient::from).collect())
}

/// Who holds one of `roles` in the programme and may know of the case: mails of a case go to nobody who is barred from
/// it (handbook 4.3).
pub async fn holders_of_case(
    db: &impl ConnectionTrait,
    id: ApplicationId,
    programme: uuid::Uuid,
    roles: &[Role],
    now: DateTime<Utc>,
) -> Result<Vec<people::Account>, Problem> {
    let mut holders = people::holders(db, roles, Scope::Programme(programme), now).await?;
    let barred = super::barred_persons(db, &[id]).await?;
    holders.retain(|account| barred.iter().all(|(_, person)| *person != account.id));
    Ok(holders)
}
