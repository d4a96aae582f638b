//! The mails of proofs and claims (handbook 6, M-V01 to M-V11): what happened and where to look, never an amount.

use applications::{Application, ApplicationId};
use base::{Problem, Role, Scope, fmt};
use base_db::Unit;
use base_mail::{Mail, Recipient, enqueue};
use uuid::Uuid;

use crate::model::{Claim, Clock, Extension, Interim, Knowledge, Proof};

/// Accounts of these roles in the programme, each once, nobody who is barred from the case.
async fn office(
    unit: &Unit<'_>,
    case: ApplicationId,
    programme: Uuid,
    roles: &[Role],
) -> Result<Vec<Recipient>, Problem> {
    let mut all: Vec<Recipient> = Vec::new();
    for account in applications::holders_of_case(unit.conn(), case, programme, roles, unit.now()).await? {
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
    for to in office(unit, proof.application_id, proof.programme_id, &[Role::RL]).await? {
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
    for to in office(unit, proof.application_id, proof.programme_id, &[Role::RL]).await? {
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
    for to in office(unit, claim.application_id, claim.programme_id, &[Role::RL]).await? {
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

/// M-V11 to KE, with the last day on which vouchers are kept.
pub(crate) async fn closed(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &Application,
    until_on: chrono::NaiveDate,
) -> Result<(), Problem> {
    for to in municipality(unit, application, &[Role::KE]).await? {
        let until = fmt::date(to.lang, until_on);
        let event = format!("close:{}", proof.version);
        enqueue(unit, about(proof, "M-V11", &event, to).arg("until", until)).await?;
    }
    Ok(())
}

/// M-D01 to head of unit and data protection officer, once a month: how much is due for erasure.
pub(crate) async fn erasure_due(
    unit: &Unit<'_>,
    programme: &calls::Programme,
    cases: usize,
    drafts: u64,
) -> Result<(), Problem> {
    let today = base::calendar::local_date(unit.now());
    let month = today.format("%m/%Y").to_string();
    // no case is named, so nobody has to be left out
    let scope = Scope::Programme(programme.id.0);
    let told = people::holders(unit.conn(), &[Role::RL, Role::DS], scope, unit.now()).await?;
    for to in told.iter().map(Recipient::from) {
        let mail = Mail::new("M-D01", format!("erasure:{}:{month}", programme.id), to)
            .arg("month", &month)
            .arg("cases", cases)
            .arg("drafts", drafts)
            .link("/erasure");
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-V14 to the officers: sixty days are left for a revocation (E14).
pub(crate) async fn clock(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &Application,
    clock: &Clock,
) -> Result<(), Problem> {
    let event = format!("clock:{}:{}", clock.root(), clock.in_force.edition);
    for to in applications::queries::officers(unit.conn(), application, unit.now()).await? {
        let last = fmt::date(to.lang, clock.until_on());
        let mail = about(proof, "M-V14", &event, to).arg("last", last);
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-V15 to officers and head of unit: a correction of the day of knowledge waits for another person.
pub(crate) async fn correction(unit: &Unit<'_>, proof: &Proof, row: &Knowledge) -> Result<(), Problem> {
    for to in office(
        unit,
        proof.application_id,
        proof.programme_id,
        &[Role::SB, Role::RL],
    )
    .await?
    {
        if to.person_id.is_some() && to.person_id == row.recorded_by {
            continue;
        }
        let mail = about(proof, "M-V15", &format!("correct:{}", row.id), to);
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-V16 to the officers: more time is asked for.
pub(crate) async fn extension_asked(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &Application,
    row: &Extension,
) -> Result<(), Problem> {
    for to in applications::queries::officers(unit.conn(), application, unit.now()).await? {
        let wanted = fmt::date(to.lang, row.wanted_on);
        let mail = about(proof, "M-V16", &format!("ask:{}", row.id), to).arg("wanted", wanted);
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-V17 to KE and KZ: what became of it.
pub(crate) async fn extension_decided(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &Application,
    row: &Extension,
) -> Result<(), Problem> {
    let is_granted = if row.granted_on.is_some() { "yes" } else { "no" };
    for to in municipality(unit, application, BOTH).await? {
        let mail = about(proof, "M-V17", &format!("extend:{}", row.id), to).arg("granted", is_granted);
        enqueue(unit, mail).await?;
    }
    Ok(())
}

fn about_interim(proof: &Proof, row: &Interim, code: &'static str, event: &str, to: Recipient) -> Mail {
    let due = fmt::date(to.lang, row.due_on);
    about(
        proof,
        code,
        &format!("interim:{}:{event}:{}", row.year, row.due_on),
        to,
    )
    .arg("year", row.year)
    .arg("interim_due", due)
    .link(format!("/proofs/{}/interim/{}", proof.id, row.year))
}

/// M-V18 (`due`, `back`) and M-V19 (`before`, `overdue`) to KE and KZ.
pub(crate) async fn interim(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &Application,
    row: &Interim,
    code: &'static str,
    when: &'static str,
) -> Result<(), Problem> {
    for to in municipality(unit, application, BOTH).await? {
        let mail = about_interim(proof, row, code, when, to)
            .arg("when", when)
            .arg("remark", &row.remark);
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-V20 to KE and to the officers.
pub(crate) async fn interim_submitted(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &Application,
    row: &Interim,
) -> Result<(), Problem> {
    let mut all = municipality(unit, application, &[Role::KE]).await?;
    all.extend(applications::queries::officers(unit.conn(), application, unit.now()).await?);
    for to in all {
        let event = format!("submit:{}", row.version);
        enqueue(unit, about_interim(proof, row, "M-V20", &event, to)).await?;
    }
    Ok(())
}

/// M-V21 to the head of unit.
pub(crate) async fn interim_escalated(unit: &Unit<'_>, proof: &Proof, row: &Interim) -> Result<(), Problem> {
    for to in office(unit, proof.application_id, proof.programme_id, &[Role::RL]).await? {
        enqueue(unit, about_interim(proof, row, "M-V21", "escalate", to)).await?;
    }
    Ok(())
}
