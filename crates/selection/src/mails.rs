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

/// M-A16 or M-A15, once the decisions are released; a few statements for all.
pub(crate) async fn released(
    unit: &Unit<'_>,
    decisions: &[(&Decision, &Application)],
) -> Result<(), Problem> {
    to_applicants(unit, decisions, |decision| match decision.result {
        Outcome::Selected => Some("M-A16"),
        Outcome::Reserve => Some("M-A15"),
        Outcome::Rejected | Outcome::Deferred => None,
    })
    .await
}

/// M-A11.
pub(crate) async fn rejected(
    unit: &Unit<'_>,
    decisions: &[(&Decision, &Application)],
) -> Result<(), Problem> {
    to_applicants(unit, decisions, |_| Some("M-A11")).await
}

async fn to_applicants(
    unit: &Unit<'_>,
    decisions: &[(&Decision, &Application)],
    code: impl Fn(&Decision) -> Option<&'static str>,
) -> Result<(), Problem> {
    let told: Vec<(&'static str, &Decision, &Application)> = decisions
        .iter()
        .filter_map(|(decision, case)| Some((code(decision)?, *decision, *case)))
        .collect();
    let cases: Vec<&Application> = told.iter().map(|(_, _, case)| *case).collect();
    let mut recipients = applications::recipients_of_all(unit.conn(), &cases, unit.now()).await?;
    let mut mails = Vec::new();
    for (code, decision, case) in told {
        for to in recipients.remove(&case.id).unwrap_or_default() {
            let until = decision
                .valid_until
                .map(|day| fmt::date(to.lang, day))
                .unwrap_or_default();
            let mail = Mail::new(code, decision.id, to)
                .case(case.id, case.label())
                .arg("position", decision.position.unwrap_or_default())
                .arg("until", until)
                .link(format!("/applications/{}", case.id));
            mails.push(mail);
        }
    }
    base_mail::enqueue_many(unit, mails).await
}
