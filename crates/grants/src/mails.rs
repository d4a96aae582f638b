//! The mails of a grant (handbook 6): what happened and where to look, never an amount or the notice itself.

use applications::Application;
use base::{Problem, Role, Scope};
use base_db::Unit;
use base_mail::{Mail, Recipient, enqueue};

use crate::model::{Grant, GrantMode};

fn page(grant: &Grant) -> String {
    format!("/grants/{}", grant.id)
}

async fn holders(unit: &Unit<'_>, grant: &Grant, roles: &[Role]) -> Result<Vec<Recipient>, Problem> {
    let scope = Scope::Programme(grant.programme_id);
    let mut all: Vec<Recipient> = Vec::new();
    for account in people::holders(unit.conn(), roles, scope, unit.now()).await? {
        if all.iter().all(|known| known.person_id != Some(account.id)) {
            all.push(Recipient::from(&account));
        }
    }
    Ok(all)
}

/// The word of the mode for the texts: `BESCHEID` or `ZUSAGE`.
fn mode(grant: &Grant) -> &'static str {
    match grant.mode {
        GrantMode::CashGrant => "award",
        GrantMode::InKind => "support",
    }
}

fn about(grant: &Grant, code: &'static str, to: Recipient) -> Mail {
    Mail::new(code, format!("{}:{}", grant.id, grant.version), to)
        .case(grant.application_id, &grant.number)
        .arg("title", &grant.title)
        .arg("mode", mode(grant))
        .link(page(grant))
}

/// M-G00 to budget officers and heads of unit, but not to the preparer. A batch is one mail to each.
pub(crate) async fn to_countersign(unit: &Unit<'_>, grants: &[Grant]) -> Result<(), Problem> {
    let Some(first) = grants.first() else {
        return Ok(());
    };
    for to in holders(unit, first, &[Role::BfdH, Role::RL]).await? {
        if to.person_id.is_some() && to.person_id == first.prepared_by {
            continue;
        }
        let mail = match grants {
            [one] => about(one, "M-G00", to).arg("count", 1),
            many => Mail::new("M-G00", format!("prepare:{}", unit.ctx().request_id), to)
                .arg("count", many.len())
                .arg("number", "")
                .arg("title", "")
                .link(format!("/calls/{}/grants", first.call_id)),
        };
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-G01 to KE and KZ, worded per mode.
pub(crate) async fn issued(unit: &Unit<'_>, grant: &Grant, application: &Application) -> Result<(), Problem> {
    for to in applications::recipients(unit.conn(), application, unit.now()).await? {
        enqueue(unit, about(grant, "M-G01", to)).await?;
    }
    Ok(())
}

/// M-G03 to the officers.
pub(crate) async fn accepted(
    unit: &Unit<'_>,
    grant: &Grant,
    application: &Application,
) -> Result<(), Problem> {
    for to in applications::queries::officers(unit.conn(), application, unit.now()).await? {
        enqueue(unit, about(grant, "M-G03", to)).await?;
    }
    Ok(())
}

/// M-G06 to officers and heads of unit.
pub(crate) async fn declined(unit: &Unit<'_>, grant: &Grant) -> Result<(), Problem> {
    for to in holders(unit, grant, &[Role::SB, Role::RL]).await? {
        enqueue(unit, about(grant, "M-G06", to)).await?;
    }
    Ok(())
}
