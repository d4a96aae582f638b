//! The mails of proofs and claims (handbook 6, M-V01 to M-V11): what happened and where to look, never an amount.

use applications::Application;
use base::{Problem, Role, Scope, fmt};
use base_db::Unit;
use base_mail::{Mail, Recipient, enqueue};
use uuid::Uuid;

use crate::model::{Claim, Proof};

/// Accounts of these roles in the programme, each once.
async fn office(unit: &Unit<'_>, programme: Uuid, roles: &[Role]) -> Result<Vec<Recipient>, Problem> {
    let mut all: Vec<Recipient> = Vec::new();
    for account in people::holders(unit.conn(), roles, Scope::Programme(programme), unit.now()).await? {
        if all.iter().all(|known| known.person_id != Some(account.id)) {
            all.push(Recipient::from(&account));
        }
    }
    Ok(all)
}

/// KE and KZ, or only those of one role.
async fn municipality(
    unit: &Unit<'_>,
    application: &Application,
    roles: &[Role],
) -> Result<Vec<Recipient>, Problem> {
    applications::queries::recipients_with(unit.conn(), application, roles, unit.now()).await
}

const BOTH: &[Role] = &[Role::KE, Role::KZ];

fn about(proof: &Proof, code: &'static str, event: &str, to: Recipient) -> Mail {
    let lang = to.lang;
    Mail::new(code, format!("{}:{event}", proof.id), to)
        .case(proof.application_id, &proof.number)
        .arg("title", &proof.title)
        .arg("body", &proof.body_name)
        .arg("due", fmt::date(lang, proof.due_on))
        .link(format!("/proofs/{}", proof.id))
}

fn about_claim(claim: &Claim, code: &'static str, to: Recipient) -> Mail {
    let lang = to.lang;
    Mail::new(code, format!("{}:{}", claim.id, claim.version), to)
        .case(claim.application_id, &claim.number)
        .arg("until", fmt::date(lang, claim.hearing_until_on))
        .link(format!("/claims/{}", claim.id))
}

/// M-V01 to KE and KZ; with a reason when it was sent back.
pub(crate) async fn due(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &Application,
    reason: &str,
) -> Result<(), Problem> {
    for to in municipality(unit, application, BOTH).await? {
        let mail = about(proof, "M-V01", &format!("due:{}", proof.version), to)
            .arg("form", proof.form.code())
            .arg("returned", if reason.is_empty() { "no" } else { "yes" })
            .arg("reason", reason);
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-V02 to KE and KZ: `before`, `overdue`, `late`.
pub(crate) async fn reminder(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &Application,
    when: &'static str,
) -> Result<(), Problem> {
    for to in municipality(unit, application, BOTH).await? {
        let mail = about(proof, "M-V02", &format!("{when}:{}", proof.due_on), to).arg("when", when);
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-V03 to KE and to the officers.
pub(crate) async fn submitted(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &Application,
) -> Result<(), Problem> {
    let mut all = municipality(unit, application, &[Role::KE]).await?;
    all.extend(applications::queries::officers(unit.conn(), application, unit.now()).await?);
    for to in all {
        let mail = about(proof, "M-V03", &format!("submit:{}", proof.edition), to);
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-V04 to the head of unit.
pub(crate) async fn escalated(unit: &Unit<'_>, proof: &Proof) -> Result<(), Problem> {
    for to in office(unit, proof.programme_id, &[Role::RL]).await? {
        let mail = about(proof, "M-V04", &format!("escalate:{}", proof.due_on), to);
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-V05 to KE.
pub(crate) async fn sampled(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &Application,
) -> Result<(), Problem> {
    let Some(until) = proof.vouchers_until_on else {
        return Ok(());
    };
    for to in municipality(unit, application, &[Role::KE]).await? {
        let lang = to.lang;
        let mail = about(proof, "M-V05", "sample", to).arg("until", fmt::date(lang, until));
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-V12 to the head of unit: a note waits for acceptance.
pub(crate) async fn to_accept(unit: &Unit<'_>, proof: &Proof) -> Result<(), Problem> {
    for to in office(unit, proof.programme_id, &[Role::RL]).await? {
        if to.person_id.is_some() && to.person_id == proof.examined_by {
            continue;
        }
        let mail = about(proof, "M-V12", &format!("examine:{}", proof.version), to);
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-V06 to KE and KZ.
pub(crate) async fn accepted(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &Application,
) -> Result<(), Problem> {
    for to in municipality(unit, application, BOTH).await? {
        enqueue(unit, about(proof, "M-V06", "accept", to)).await?;
    }
    Ok(())
}

/// M-V07 to KZ.
pub(crate) async fn heard(unit: &Unit<'_>, claim: &Claim, application: &Application) -> Result<(), Problem> {
    for to in municipality(unit, application, &[Role::KZ]).await? {
        enqueue(unit, about_claim(claim, "M-V07", to)).await?;
    }
    Ok(())
}

/// M-V13 to the head of unit: an act waits for the signature.
pub(crate) async fn to_issue(unit: &Unit<'_>, claim: &Claim) -> Result<(), Problem> {
    for to in office(unit, claim.programme_id, &[Role::RL]).await? {
        if to.person_id.is_some() && to.person_id == claim.proposed_by {
            continue;
        }
        enqueue(unit, about_claim(claim, "M-V13", to)).await?;
    }
    Ok(())
}

/// M-V08 (M-V10 when the notice is revoked) to KZ.
pub(crate) async fn issued(unit: &Unit<'_>, claim: &Claim, application: &Application) -> Result<(), Problem> {
    let code = if claim.ground.revokes() { "M-V10" } else { "M-V08" };
    for to in municipality(unit, application, &[Role::KZ]).await? {
        enqueue(unit, about_claim(claim, code, to)).await?;
    }
    Ok(())
}

/// M-V09 to KE.
pub(crate) async fn settled(
    unit: &Unit<'_>,
    claim: &Claim,
    application: &Application,
) -> Result<(), Problem> {
    for to in municipality(unit, application, &[Role::KE]).await? {
        enqueue(unit, about_claim(claim, "M-V09", to)).await?;
    }
    Ok(())
}

/// M-V11 to KE, with the year until whose end vouchers are kept.
pub(crate) async fn closed(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &Application,
    years: i64,
) -> Result<(), Problem> {
    use chrono::Datelike;
    let year = base::calendar::local_date(unit.now()).year();
    let until = i64::from(year) + years;
    for to in municipality(unit, application, &[Role::KE]).await? {
        enqueue(unit, about(proof, "M-V11", "close", to).arg("year", until)).await?;
    }
    Ok(())
}

/// M-V14 to the officers: sixty days are left for a revocation (E14).
pub(crate) async fn clock(unit: &Unit<'_>, claim: &Claim, application: &Application) -> Result<(), Problem> {
    let last = crate::rules::due::revocable_until(claim.known_on);
    for to in applications::queries::officers(unit.conn(), application, unit.now()).await? {
        let lang = to.lang;
        let mail = about_claim(claim, "M-V14", to).arg("last", fmt::date(lang, last));
        enqueue(unit, mail).await?;
    }
    Ok(())
}
