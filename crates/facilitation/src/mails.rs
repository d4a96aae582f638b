//! The mails of engagements (handbook 6, M-F…).

use base::{PersonId, Problem, Role, fmt};
use base_db::Unit;
use base_mail::{Mail, Recipient, enqueue};

use crate::model::{Engagement, Member};

fn about(code: &'static str, engagement: &Engagement, to: Recipient) -> Mail {
    let lang = to.lang;
    Mail::new(
        code,
        format!("{}:{code}:{}", engagement.id, engagement.version),
        to,
    )
    .case(engagement.application_id.0, &engagement.number)
    .arg("body", &engagement.body_name)
    .arg("title", &engagement.title)
    .arg("contingent", fmt::hours(lang, engagement.contingent_minutes))
    .arg("used", fmt::hours(lang, engagement.approved_minutes))
    .arg("rest", fmt::hours(lang, engagement.rest()))
    .arg(
        "day",
        engagement
            .first_talk_on
            .map(|day| fmt::date(lang, day))
            .unwrap_or_default(),
    )
    .arg("reason", engagement.reason.clone().unwrap_or_default())
    .link(format!("/engagements/{}", engagement.id))
}

async fn send(
    unit: &Unit<'_>,
    code: &'static str,
    engagement: &Engagement,
    to: Vec<Recipient>,
) -> Result<(), Problem> {
    for recipient in to {
        enqueue(unit, about(code, engagement, recipient)).await?;
    }
    Ok(())
}

async fn team(unit: &Unit<'_>, members: &[Member]) -> Result<Vec<Recipient>, Problem> {
    let mut to = Vec::new();
    for person in members.iter().filter_map(|member| member.person_id) {
        to.push(people::recipient(unit.conn(), PersonId(person)).await?);
    }
    Ok(to)
}

async fn office(unit: &Unit<'_>, engagement: &Engagement, roles: &[Role]) -> Result<Vec<Recipient>, Problem> {
    let mut to = Vec::new();
    for account in applications::holders_of_case(
        unit.conn(),
        engagement.application_id,
        engagement.programme_id,
        roles,
        unit.now(),
    )
    .await?
    {
        to.push(people::recipient(unit.conn(), account.id).await?);
    }
    Ok(to)
}

async fn municipality(unit: &Unit<'_>, engagement: &Engagement) -> Result<Vec<Recipient>, Problem> {
    let case = applications::application(unit.conn(), unit.ctx(), engagement.application_id).await?;
    applications::recipients(unit.conn(), &case, unit.now()).await
}

/// M-F01 to the team.
pub(crate) async fn proposed(
    unit: &Unit<'_>,
    engagement: &Engagement,
    members: &[Member],
) -> Result<(), Problem> {
    send(unit, "M-F01", engagement, team(unit, members).await?).await
}

/// M-F02 or M-F03 to the coordination.
pub(crate) async fn answered(unit: &Unit<'_>, engagement: &Engagement, yes: bool) -> Result<(), Problem> {
    let to = office(unit, engagement, &[Role::PK]).await?;
    send(unit, if yes { "M-F02" } else { "M-F03" }, engagement, to).await
}

/// M-F04 (assigned), M-F05 (first talk), M-F06 (suspended or resumed), M-F08 (another team), M-F09 (completed), M-F10 (terminated) to team and
/// municipality.
pub(crate) async fn both(
    unit: &Unit<'_>,
    code: &'static str,
    engagement: &Engagement,
    members: &[Member],
) -> Result<(), Problem> {
    let mut to = team(unit, members).await?;
    to.extend(municipality(unit, engagement).await?);
    send(unit, code, engagement, to).await
}

/// M-F11 at 80 percent, M-F12 at 100.
pub(crate) async fn used(
    unit: &Unit<'_>,
    engagement: &Engagement,
    members: &[Member],
    mark: i64,
    hard_stop: bool,
) -> Result<(), Problem> {
    let mut to = team(unit, members).await?;
    let (code, roles): (_, &[Role]) = if mark >= 100 {
        ("M-F12", &[Role::PK, Role::SB])
    } else {
        ("M-F11", &[Role::PK])
    };
    to.extend(office(unit, engagement, roles).await?);
    for recipient in to {
        let mail = about(code, engagement, recipient).arg("stop", hard_stop.to_string());
        enqueue(unit, mail).await?;
    }
    Ok(())
}
