//! M-S01…M-S06 to members, M-A16, M-A15 and M-A11 to applicants. No score, no amount, no reason stands in a mail.

use applications::Application;
use base::{Lang, Problem, calendar, fmt};
use base_db::Unit;
use base_mail::{Mail, Recipient};

use crate::model::{Decision, Meeting, Member, Outcome};

/// To every seat with an account or an address.
pub(crate) async fn to_members(
    unit: &Unit<'_>,
    code: &'static str,
    meeting: &Meeting,
    members: &[Member],
) -> Result<(), Problem> {
    for member in members {
        let to = match member.person_id {
            Some(person) => people::recipient(unit.conn(), person).await?,
            None if member.email.is_empty() => continue,
            None => Recipient {
                name: member.name.clone(),
                ..Recipient::address(&member.email, Lang::De)
            },
        };
        let lang = to.lang;
        let mail = Mail::new(code, meeting.id, to)
            .arg("date", fmt::date(lang, calendar::local_date(meeting.starts_at)))
            .arg("when", fmt::datetime(lang, meeting.starts_at))
            .arg("place", &meeting.place)
            .link(format!("/meetings/{}", meeting.id));
        base_mail::enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-A16 or M-A15, once the decision is released.
pub(crate) async fn released(
    unit: &Unit<'_>,
    decision: &Decision,
    case: &Application,
) -> Result<(), Problem> {
    let code = match decision.result {
        Outcome::Selected => "M-A16",
        Outcome::Reserve => "M-A15",
        Outcome::Rejected | Outcome::Deferred => return Ok(()),
    };
    to_applicant(unit, code, decision, case).await
}

/// M-A11.
pub(crate) async fn rejected(
    unit: &Unit<'_>,
    decision: &Decision,
    case: &Application,
) -> Result<(), Problem> {
    to_applicant(unit, "M-A11", decision, case).await
}

async fn to_applicant(
    unit: &Unit<'_>,
    code: &'static str,
    decision: &Decision,
    case: &Application,
) -> Result<(), Problem> {
    for to in applications::recipients(unit.conn(), case, unit.now()).await? {
        let until = decision
            .valid_until
            .map(|day| fmt::date(to.lang, day))
            .unwrap_or_default();
        let mail = Mail::new(code, decision.id, to)
            .case(case.id, case.label())
            .arg("position", decision.position.unwrap_or_default())
            .arg("until", until)
            .link(format!("/applications/{}", case.id));
        base_mail::enqueue(unit, mail).await?;
    }
    Ok(())
}
