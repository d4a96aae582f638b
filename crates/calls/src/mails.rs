//! The mails of a call: M-C01, M-C02, M-C05, M-C06, M-C07, M-C08. M-C03 and M-C04 go to a newsletter list, which does
//! not exist yet.

use base::{PersonId, Problem, Role, Scope, fmt};
use base_db::Unit;
use base_mail::{Mail, enqueue};

use crate::cases::{self, Applicants, CaseCounts};
use crate::model::Call;
use crate::wording::in_words_of;

fn page(call: &Call) -> String {
    format!("/calls/{}", call.id)
}

/// The case numbers of mails count per event: one call can be submitted, sent back and extended several times.
fn event(unit: &Unit<'_>, call: &Call) -> String {
    format!("call:{}:{}:{}", call.id, call.version, unit.ctx().request_id)
}

async fn holders(unit: &Unit<'_>, call: &Call, roles: &[Role]) -> Result<Vec<PersonId>, Problem> {
    let accounts = people::holders(
        unit.conn(),
        roles,
        Scope::Programme(call.programme_id.0),
        unit.now(),
    )
    .await?;
    Ok(accounts.into_iter().map(|account| account.id).collect())
}

/// M-C01 to the heads of unit.
pub(crate) async fn to_review(unit: &Unit<'_>, call: &Call) -> Result<(), Problem> {
    let submitter = unit
        .ctx()
        .find_person()
        .map(|person| person.name.clone())
        .unwrap_or_default();
    for person in holders(unit, call, &[Role::RL]).await? {
        let to = people::recipient(unit.conn(), person).await?;
        let lang = to.lang;
        let mail = Mail::new("M-C01", event(unit, call), to)
            .arg("title", call.title(lang))
            .arg("submitter", &submitter)
            .arg("deadline", call.deadline.text(lang))
            .link(page(call));
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-C02 to the officer who submitted it.
pub(crate) async fn sent_back(unit: &Unit<'_>, call: &Call, reason: &str) -> Result<(), Problem> {
    let Some(submitter) = call.submitted_by else {
        return Ok(());
    };
    let to = people::recipient(unit.conn(), submitter).await?;
    let mail = Mail::new("M-C02", event(unit, call), to.clone())
        .arg("title", call.title(to.lang))
        .arg("reason", reason)
        .link(page(call));
    enqueue(unit, mail).await
}

/// M-C06 to the officers and heads of unit.
pub(crate) async fn closed(unit: &Unit<'_>, call: &Call, counts: CaseCounts) -> Result<(), Problem> {
    for person in holders(unit, call, &[Role::SB, Role::RL]).await? {
        let to = people::recipient(unit.conn(), person).await?;
        let lang = to.lang;
        let mail = Mail::new("M-C06", event(unit, call), to)
            .arg("title", call.title(lang))
            .arg("count", counts.received)
            .arg("late", counts.late)
            .link(page(call));
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-C05 to all with drafts or applications.
pub(crate) async fn extended(unit: &Unit<'_>, call: &Call, reason: &str) -> Result<(), Problem> {
    to_applicants(unit, call, "M-C05", Applicants::All, reason).await
}

/// M-C07 to all with drafts or applications.
pub(crate) async fn cancelled(unit: &Unit<'_>, call: &Call, reason: &str) -> Result<(), Problem> {
    to_applicants(unit, call, "M-C07", Applicants::All, reason).await
}

/// M-C08 to everybody with a draft or an application.
pub(crate) async fn corrected(unit: &Unit<'_>, call: &Call, reason: &str) -> Result<(), Problem> {
    to_applicants(unit, call, "M-C08", Applicants::All, reason).await
}

async fn to_applicants(
    unit: &Unit<'_>,
    call: &Call,
    code: &'static str,
    which: Applicants,
    reason: &str,
) -> Result<(), Problem> {
    for applicant in cases::applicants(unit, call.id, which).await? {
        let lang = applicant.recipient.lang;
        let event = format!("{}:{}", event(unit, call), applicant.application_id);
        let mail = Mail::new(code, event, applicant.recipient)
            .case(applicant.application_id, &applicant.number)
            .arg("title", call.title(lang))
            .arg("reason", reason)
            .arg("date", fmt::date(lang, call.deadline.date()))
            .arg("deadline", call.deadline.text(lang))
            .link(format!("/public/calls/{}", call.code));
        enqueue(unit, in_words_of(&call.terms, mail)).await?;
    }
    Ok(())
}
