//! M-R01 assigned, M-R02 declined, M-R03 reopened, M-R04 reminder, M-R05 void, M-R06 invited, M-R07 its answer. No score,
//! no reason stands in a mail.

use applications::Application;
use base::{Problem, Role, Scope, fmt, texts};
use base_db::Unit;
use base_mail::{Mail, Recipient};
use calls::Call;
use chrono::NaiveDate;
use uuid::Uuid;

use crate::model::{CallAssessor, Review};

/// M-R01: one mail per batch and assessor.
pub(crate) async fn assigned(
    unit: &Unit<'_>,
    batch: Uuid,
    to: Recipient,
    call: &Call,
    count: usize,
    due_on: Option<NaiveDate>,
) -> Result<(), Problem> {
    let due = due_on.map_or_else(
        || texts::tr(to.lang, "reviews-due-open"),
        |date| fmt::date(to.lang, date),
    );
    let title = call.title(to.lang).to_owned();
    let mail = Mail::new("M-R01", batch, to)
        .arg("count", count)
        .arg("due", due)
        .arg("title", title)
        .link("/reviews");
    base_mail::enqueue(unit, mail).await
}

/// M-R02 to the office of the steering group, but to nobody who is barred from the case.
pub(crate) async fn declined(
    unit: &Unit<'_>,
    review: &Review,
    application: &Application,
) -> Result<(), Problem> {
    let (id, programme, roles) = (application.id, application.programme_id, [Role::GS]);
    for account in applications::holders_of_case(unit.conn(), id, programme, &roles, unit.now()).await? {
        let mail = Mail::new("M-R02", review.id, Recipient::from(&account))
            .case(application.id, application.label())
            .link(format!("/calls/{}/assessment", application.call_id));
        base_mail::enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-R03 to the assessor.
pub(crate) async fn reopened(
    unit: &Unit<'_>,
    review: &Review,
    application: &Application,
) -> Result<(), Problem> {
    let to = people::recipient(unit.conn(), review.assessor_id).await?;
    let mail = Mail::new("M-R03", format!("{}-{}", review.id, review.edition), to)
        .case(application.id, application.label())
        .link(format!("/reviews/{}", review.id));
    base_mail::enqueue(unit, mail).await
}

/// M-R05 to the assessor; no link, because the case is closed to the person.
pub(crate) async fn voided(
    unit: &Unit<'_>,
    review: &Review,
    application: &Application,
) -> Result<(), Problem> {
    let to = people::recipient(unit.conn(), review.assessor_id).await?;
    let mail = Mail::new("M-R05", review.id, to).case(application.id, application.label());
    base_mail::enqueue(unit, mail).await
}

/// A day, or that none is set.
fn day(lang: base::Lang, date: Option<NaiveDate>) -> String {
    date.map_or_else(
        || texts::tr(lang, "reviews-due-open"),
        |date| fmt::date(lang, date),
    )
}

/// M-R04: what an assessor still owes; `event` names day and person, so that a second run sends nothing.
pub(crate) async fn reminder(
    unit: &Unit<'_>,
    event: String,
    to: Recipient,
    count: usize,
    due_on: NaiveDate,
) -> Result<(), Problem> {
    let due = fmt::date(to.lang, due_on);
    let mail = Mail::new("M-R04", event, to)
        .arg("count", count)
        .arg("due", due)
        .link("/reviews");
    base_mail::enqueue(unit, mail).await
}

/// M-R06 to the person; `event` names this invitation, also when it is made again.
pub(crate) async fn invited(
    unit: &Unit<'_>,
    event: String,
    call: &Call,
    row: &CallAssessor,
) -> Result<(), Problem> {
    let to = people::recipient(unit.conn(), row.person_id).await?;
    let (title, until, due) = (
        call.title(to.lang).to_owned(),
        day(to.lang, row.answer_by),
        day(to.lang, row.due_on),
    );
    let mail = Mail::new("M-R06", event, to)
        .arg("title", title)
        .arg("until", until)
        .arg("due", due)
        .link(format!("/reviews/invitations/{}", row.id));
    base_mail::enqueue(unit, mail).await
}

/// M-R07 to the office of the steering group.
pub(crate) async fn invitation_answered(
    unit: &Unit<'_>,
    call: &Call,
    row: &CallAssessor,
) -> Result<(), Problem> {
    let names = people::names(unit.conn(), &[row.person_id]).await?;
    let name = names.get(&row.person_id).cloned().unwrap_or_default();
    let scope = Scope::Programme(call.programme_id.0);
    for account in people::holders(unit.conn(), &[Role::GS], scope, unit.now()).await? {
        let to = Recipient::from(&account);
        let answer = texts::tr(to.lang, &format!("pool-state-{}", row.state));
        let mail = Mail::new("M-R07", format!("{}-{}", row.id, row.version), to)
            .arg("person", &name)
            .arg("answer", answer)
            .arg("code", &call.code)
            .link(format!("/calls/{}/assessors", call.id));
        base_mail::enqueue(unit, mail).await?;
    }
    Ok(())
}
