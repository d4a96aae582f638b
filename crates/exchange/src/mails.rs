//! The mails of events and practice reports (handbook 6, M-E… and M-B…).

use base::{Problem, fmt};
use base_db::Unit;
use base_mail::{Attachment, Mail, Recipient, enqueue, frame};
use icalendar::{Calendar, Component as _, EventLike as _};

use crate::model::{Event, PracticeReport, Registration};

/// The event as a calendar file; the same UID replaces an earlier one.
pub(crate) fn calendar_file(event: &Event) -> Attachment {
    let mut entry = icalendar::Event::new();
    entry
        .uid(&format!("{}@{}", event.id, frame().domain()))
        .summary(&event.title)
        .description(&event.agenda)
        .location(if event.place.is_empty() {
            &event.link
        } else {
            &event.place
        })
        .starts(event.starts_at)
        .ends(event.ends_at)
        .timestamp(event.created_at);
    let mut calendar = Calendar::new();
    calendar.push(entry.done());
    Attachment {
        name: "termin.ics".to_owned(),
        media_type: "text/calendar; method=PUBLISH; charset=utf-8".to_owned(),
        bytes: calendar.to_string().into_bytes(),
    }
}

pub(crate) fn address(registration: &Registration) -> Recipient {
    Recipient {
        person_id: registration.person_id.map(base::PersonId),
        name: registration.name.clone(),
        salutation: None,
        email: registration.email.clone(),
        lang: base::Lang::De,
    }
}

fn about(code: &'static str, key: String, to: Recipient, event: &Event) -> Mail {
    let lang = to.lang;
    let place = if event.place.is_empty() {
        &event.link
    } else {
        &event.place
    };
    Mail::new(code, key, to)
        .arg("title", &event.title)
        .arg("start", fmt::datetime(lang, event.starts_at))
        .arg("place", place)
        .link(format!("/events/{}", event.id))
}

/// As [`about`], to who is registered: without an account the link leads to the registration itself.
fn to_guest(code: &'static str, key: String, registration: &Registration, event: &Event) -> Mail {
    let mail = about(code, key, address(registration), event);
    match registration.person_id {
        Some(_) => mail,
        None => mail.link(format!("/public/registrations/{}", registration.id)),
    }
}

/// M-E01: invitation.
pub(crate) async fn invite(unit: &Unit<'_>, event: &Event, to: Recipient) -> Result<(), Problem> {
    enqueue(unit, about("M-E01", format!("{}:published", event.id), to, event)).await
}

/// M-E07: whose address it is says whether the registration is meant. At most once a day for an address.
pub(crate) async fn ask(unit: &Unit<'_>, event: &Event, registration: &Registration) -> Result<(), Problem> {
    let turn = registration.registered_at.timestamp();
    let key = format!("{}:ask:{turn}", registration.id);
    enqueue(unit, to_guest("M-E07", key, registration, event)).await
}

/// M-E02: confirmed, with the calendar file.
pub(crate) async fn confirm(
    unit: &Unit<'_>,
    event: &Event,
    registration: &Registration,
    turn: i64,
) -> Result<(), Problem> {
    let key = format!("{}:confirmed:{turn}", registration.id);
    enqueue(
        unit,
        to_guest("M-E02", key, registration, event).attach(calendar_file(event)),
    )
    .await
}

/// M-E03: on the waiting list, or moved up from it.
pub(crate) async fn waiting(
    unit: &Unit<'_>,
    event: &Event,
    registration: &Registration,
    moved_up: bool,
) -> Result<(), Problem> {
    let step = if moved_up { "moved-up" } else { "waiting" };
    // who came back to the list after leaving it is told again
    let turn = registration.registered_at.timestamp();
    let key = format!("{}:{step}:{turn}", registration.id);
    let mail = to_guest("M-E03", key, registration, event).arg("step", step);
    let mail = if moved_up {
        mail.attach(calendar_file(event))
    } else {
        mail
    };
    enqueue(unit, mail).await
}

/// M-E04: three days before.
pub(crate) async fn remind(
    unit: &Unit<'_>,
    event: &Event,
    registration: &Registration,
) -> Result<(), Problem> {
    let key = format!("{}:reminder", registration.id);
    enqueue(
        unit,
        to_guest("M-E04", key, registration, event).attach(calendar_file(event)),
    )
    .await
}

/// M-E05: minutes are there.
pub(crate) async fn documented(
    unit: &Unit<'_>,
    event: &Event,
    registration: &Registration,
) -> Result<(), Problem> {
    let key = format!("{}:documented", registration.id);
    enqueue(unit, to_guest("M-E05", key, registration, event)).await
}

/// M-E06: cancelled, with the reason.
pub(crate) async fn cancelled(
    unit: &Unit<'_>,
    event: &Event,
    registration: &Registration,
    reason: &str,
) -> Result<(), Problem> {
    let key = format!("{}:cancelled", registration.id);
    let mail = to_guest("M-E06", key, registration, event);
    enqueue(unit, mail.arg("reason", reason)).await
}

/// M-B01 … M-B05; `version` makes each round a new event.
pub(crate) async fn report_step(
    unit: &Unit<'_>,
    code: &'static str,
    report: &PracticeReport,
    to: Vec<Recipient>,
) -> Result<(), Problem> {
    for recipient in to {
        let mail = Mail::new(
            code,
            format!("{}:{code}:{}", report.id, report.version),
            recipient,
        )
        .arg("title", &report.title)
        .arg("comment", report.comment.clone().unwrap_or_default())
        .link(format!("/practice/{}", report.id));
        enqueue(unit, mail).await?;
    }
    Ok(())
}
