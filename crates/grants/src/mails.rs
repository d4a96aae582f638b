//! The mails of a grant (handbook 6): what happened and where to look, never an amount or the notice itself.

use applications::Application;
use base::{Problem, Role, Scope};
use base_db::Unit;
use base_mail::{Mail, Recipient, enqueue};

use crate::model::{CaseNotice, Grant, GrantMode, NoticeDelivery};

fn page(grant: &Grant) -> String {
    format!("/grants/{}", grant.id)
}

/// Each once, nobody who is barred from the case.
async fn holders(unit: &Unit<'_>, grant: &Grant, roles: &[Role]) -> Result<Vec<Recipient>, Problem> {
    let (id, programme) = (grant.application_id, grant.programme_id);
    let mut all: Vec<Recipient> = Vec::new();
    for account in applications::holders_of_case(unit.conn(), id, programme, roles, unit.now()).await? {
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

/// M-G00 to budget officers and heads of unit, but not to the preparer. A batch is one mail to each; what somebody is
/// barred from is not counted in it.
pub(crate) async fn to_countersign(unit: &Unit<'_>, grants: &[Grant]) -> Result<(), Problem> {
    let Some(first) = grants.first() else {
        return Ok(());
    };
    let scope = Scope::Programme(first.programme_id);
    let accounts = people::holders(unit.conn(), &[Role::BfdH, Role::RL], scope, unit.now()).await?;
    let cases: Vec<_> = grants.iter().map(|grant| grant.application_id).collect();
    let barred = applications::barred_persons(unit.conn(), &cases).await?;
    let accounts: std::collections::BTreeMap<_, _> =
        accounts.iter().map(|account| (account.id, account)).collect();
    for account in accounts.into_values() {
        if first.prepared_by == Some(account.id) {
            continue;
        }
        let may_know = |grant: &&Grant| !barred.contains(&(grant.application_id, account.id));
        let known: Vec<&Grant> = grants.iter().filter(may_know).collect();
        let to = Recipient::from(account);
        let mail = match known.as_slice() {
            [] => continue,
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

/// M-G02 to the officers.
pub(crate) async fn undelivered(unit: &Unit<'_>, grant: &Grant) -> Result<(), Problem> {
    for to in holders(unit, grant, &[Role::SB]).await? {
        enqueue(unit, about(grant, "M-G02", to)).await?;
    }
    Ok(())
}

/// M-G06 for an application that was withdrawn before its notice: what was held for it is free.
pub(crate) async fn given_back(unit: &Unit<'_>, application: &Application) -> Result<(), Problem> {
    let (id, programme) = (application.id, application.programme_id);
    let roles = [Role::SB, Role::RL];
    let accounts = applications::holders_of_case(unit.conn(), id, programme, &roles, unit.now()).await?;
    let people: std::collections::BTreeMap<_, _> =
        accounts.iter().map(|account| (account.id, account)).collect();
    for account in people.into_values() {
        let mail = Mail::new(
            "M-G06",
            format!("{}:withdrawn", application.id),
            Recipient::from(account),
        )
        .case(application.id, application.label())
        .arg("title", &application.title)
        .link(format!("/applications/{}", application.id));
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-G04 to the heads of unit.
pub(crate) async fn objected(unit: &Unit<'_>, grant: &Grant) -> Result<(), Problem> {
    for to in holders(unit, grant, &[Role::RL]).await? {
        enqueue(unit, about(grant, "M-G04", to)).await?;
    }
    Ok(())
}

/// M-G05 to KE. `months` is how long money may lie unused after its payment.
pub(crate) async fn is_final(
    unit: &Unit<'_>,
    grant: &Grant,
    application: &Application,
    months: i64,
) -> Result<(), Problem> {
    let to = applications::queries::recipients_with(unit.conn(), application, &[Role::KE], unit.now());
    for to in to.await? {
        enqueue(unit, about(grant, "M-G05", to).arg("months", months)).await?;
    }
    Ok(())
}

/// M-G07 to KE and KZ.
pub(crate) async fn amended(
    unit: &Unit<'_>,
    grant: &Grant,
    application: &Application,
) -> Result<(), Problem> {
    for to in applications::recipients(unit.conn(), application, unit.now()).await? {
        enqueue(unit, about(grant, "M-G07", to)).await?;
    }
    Ok(())
}

/// M-A21 to the applicants: a letter waits in the portal, or is on its way.
pub(crate) async fn letter_waits(
    unit: &Unit<'_>,
    application: &Application,
    notice: &CaseNotice,
) -> Result<(), Problem> {
    for to in applications::recipients(unit.conn(), application, unit.now()).await? {
        let mail = Mail::new("M-A21", notice.id.to_string(), to)
            .case(application.id, application.label())
            .arg("title", &application.title)
            .arg("channel", notice.channel.code())
            .link(format!("/applications/{}", application.id));
        enqueue(unit, mail).await?;
    }
    Ok(())
}

async fn officers(
    unit: &Unit<'_>,
    delivery: &NoticeDelivery,
    roles: &[Role],
) -> Result<Vec<Recipient>, Problem> {
    let (case, programme) = (delivery.application_id, delivery.programme_id);
    let mut all: Vec<Recipient> = Vec::new();
    for account in applications::holders_of_case(unit.conn(), case, programme, roles, unit.now()).await? {
        if all.iter().all(|known| known.person_id != Some(account.id)) {
            all.push(Recipient::from(&account));
        }
    }
    Ok(all)
}

async fn about_act(
    unit: &Unit<'_>,
    delivery: &NoticeDelivery,
    code: &'static str,
    roles: &[Role],
) -> Result<(), Problem> {
    let case = applications::application(unit.conn(), unit.ctx(), delivery.application_id).await?;
    for to in officers(unit, delivery, roles).await? {
        let mail = Mail::new(code, format!("{}:{}", delivery.id, delivery.version), to)
            .case(delivery.application_id, &delivery.number)
            .arg("title", &case.title)
            .arg("mode", "award")
            .link(format!("/deliveries/{}", delivery.id));
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-G02 to the officers, for an act that follows an award or rejects an application.
pub(crate) async fn act_undelivered(unit: &Unit<'_>, delivery: &NoticeDelivery) -> Result<(), Problem> {
    about_act(unit, delivery, "M-G02", &[Role::SB]).await
}

/// M-G04 to the heads of unit, for such an act.
pub(crate) async fn act_objected(unit: &Unit<'_>, delivery: &NoticeDelivery) -> Result<(), Problem> {
    about_act(unit, delivery, "M-G04", &[Role::RL]).await
}

/// M-G06 for an offer of a part that was declined or not answered: what was held for it is free.
pub(crate) async fn offer_declined(unit: &Unit<'_>, application: &Application) -> Result<(), Problem> {
    given_back(unit, application).await
}
