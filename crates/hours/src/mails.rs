//! The mails of hours (handbook 6, M-H…).

use base::{Minutes, Problem, Role, Scope, fmt};
use base_db::Unit;
use base_mail::{Mail, enqueue};
use uuid::Uuid;

use crate::model::HoursEntry;

/// M-H01: what waits for the coordination, once a week.
pub(crate) async fn digest(unit: &Unit<'_>, programme: Uuid, waiting: &[HoursEntry]) -> Result<(), Problem> {
    let sum: Minutes = waiting.iter().map(|entry| entry.minutes).sum();
    let day = base::calendar::local_date(unit.now());
    for account in people::holders(unit.conn(), &[Role::PK], Scope::Programme(programme), unit.now()).await? {
        let to = people::recipient(unit.conn(), account.id).await?;
        let lang = to.lang;
        let mail = Mail::new("M-H01", format!("{programme}:{day}"), to)
            .arg("count", waiting.len())
            .arg("sum", fmt::hours(lang, sum))
            .link("/hours");
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-H02 to whoever booked it.
pub(crate) async fn rejected(unit: &Unit<'_>, entry: &HoursEntry) -> Result<(), Problem> {
    let to = people::recipient(unit.conn(), entry.person_id).await?;
    let lang = to.lang;
    let mail = Mail::new("M-H02", format!("{}:{}", entry.id, entry.version), to)
        .case(entry.application_id, &entry.number)
        .arg("day", fmt::date(lang, entry.worked_on))
        .arg("body", &entry.body_name)
        .arg("hours", fmt::hours(lang, entry.minutes))
        .arg("reason", entry.reason.clone().unwrap_or_default())
        .link(format!("/hours/{}", entry.id));
    enqueue(unit, mail).await
}
