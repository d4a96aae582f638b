//! The dates of a call as a calendar file: the beginning and the end of the time for applications.

use axum::extract::Path;
use base::{Lang, texts};
use base_web::{Reply, Visit};
use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, Component as _, Event, EventLike as _};

use super::public::published;
use crate::Call;

pub(super) async fn file(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = published(&visit, &call).await?;
    let page = format!("{}/public/calls/{}", visit.app.settings.public_url, call.code);
    let bytes = dates(&call, visit.lang(), &page).into_bytes();
    visit.download(
        &format!("{}.ics", call.code),
        "text/calendar; charset=utf-8",
        bytes,
    )
}

/// The calendar of a call; the same entries replace earlier ones. The deadline's entry ends with the deadline, so that
/// "24:00" stands on its own day.
fn dates(call: &Call, lang: Lang, page: &str) -> String {
    let mut calendar = Calendar::new();
    let title = call.title(lang);
    let deadline = call.deadline.text(lang);
    let said = |key: &str| texts::tr_with(lang, key, &[("title", title), ("deadline", &deadline)]);
    let entry = |name: &str, summary: String, from: DateTime<Utc>, until: DateTime<Utc>| {
        Event::new()
            .uid(&format!("{}-{name}@{}", call.id, base_mail::frame().domain()))
            .sequence(u32::try_from(call.edition).unwrap_or(1))
            .summary(&summary)
            .description(&said("calls-calendar-text"))
            .url(page)
            .starts(from)
            .ends(until)
            .timestamp(call.published_at.unwrap_or(from))
            .done()
    };
    let half_an_hour = TimeDelta::minutes(30);
    calendar.push(entry(
        "opens",
        said("calls-calendar-opens"),
        call.opens_at,
        call.opens_at + half_an_hour,
    ));
    let end = call.deadline.instant();
    calendar.push(entry(
        "deadline",
        said("calls-calendar-deadline"),
        end - half_an_hour,
        end,
    ));
    calendar.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CallState;
    use crate::tests::world::{a_call, texts as words};

    #[test]
    fn the_deadline_stands_on_its_own_day() {
        words();
        let file = dates(
            &a_call(CallState::Open),
            Lang::De,
            "https://portal.example/public/calls/IBZ-2026A",
        );
        assert!(file.contains("DTEND:20260306T230000Z"), "{file}");
        assert!(file.contains("DTSTART:20260306T223000Z"), "{file}");
        assert!(file.contains("Bewerbungsfrist"), "{file}");
    }
}
