//! M-S01…M-S06 to members, M-A11 to M-A13, M-A15 and M-A16 to applicants. No score, no amount, no reason stands in a mail.

use applications::Application;
use base::{Lang, Problem, calendar, fmt};
use base_db::Unit;
use base_mail::{Mail, Recipient};
use chrono::TimeDelta;

use crate::calendar as calendar_file;
use crate::minutes::comments_until;
use crate::model::{Decision, Meeting, Member, Outcome, ReserveOffer};

/// Whether the system can write to a seat.
pub(crate) fn reaches(member: &Member) -> bool {
    member.person_id.is_some() || !member.email.is_empty()
}

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
        let mail = Mail::new(code, event(meeting, code), to)
            .arg("date", fmt::date(lang, calendar::local_date(meeting.starts_at)))
            .arg("when", fmt::datetime(lang, meeting.starts_at))
            .arg("place", &meeting.place)
            .arg("until", until(meeting, code, lang))
            .link(link(meeting, code));
        let mail = match code {
            "M-S01" | "M-S02" => mail.attach(calendar_file::attachment(meeting, lang)),
            _ => mail,
        };
        base_mail::enqueue(unit, mail).await?;
    }
    Ok(())
}

/// The last day to vote in writing, or to comment on the minutes (five working days).
fn until(meeting: &Meeting, code: &str, lang: Lang) -> String {
    let day = match code {
        "M-S03" => Some(comments_until(meeting)),
        _ => meeting
            .answer_until
            .map(|end| calendar::local_date(end - TimeDelta::seconds(1))),
    };
    day.map(|day| fmt::date(lang, day)).unwrap_or_default()
}

/// What happened: of the minutes, every wording goes to the members once.
fn event(meeting: &Meeting, code: &str) -> String {
    match &meeting.minutes_sha256 {
        Some(hash) if code == "M-S03" => format!("{}:{hash}", meeting.id),
        _ => meeting.id.to_string(),
    }
}

fn link(meeting: &Meeting, code: &str) -> String {
    let page = match code {
        "M-S03" | "M-S04" => "/minutes",
        "M-S05" => "/circular",
        _ => "",
    };
    format!("/meetings/{}{page}", meeting.id)
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

/// M-A12, to whoever is next on the reserve list.
pub(crate) async fn offered(
    unit: &Unit<'_>,
    offer: &ReserveOffer,
    case: &Application,
) -> Result<(), Problem> {
    let mut recipients = applications::recipients_of_all(unit.conn(), &[case], unit.now()).await?;
    let day = calendar::local_date(offer.answer_until - TimeDelta::seconds(1));
    for to in recipients.remove(&case.id).unwrap_or_default() {
        let until = fmt::date(to.lang, day);
        let mail = Mail::new("M-A12", offer.id, to)
            .case(case.id, case.label())
            .arg("until", until)
            .link(format!("/applications/{}/reserve-offer", case.id));
        base_mail::enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-A13, when the reserve list is over.
pub(crate) async fn reserve_ended(
    unit: &Unit<'_>,
    decisions: &[(&Decision, &Application)],
) -> Result<(), Problem> {
    to_applicants(unit, decisions, |_| Some("M-A13")).await
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
