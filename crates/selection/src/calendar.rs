//! A meeting as a calendar entry: in the invitation and as a file of the portal.

use base::texts::tr_with;
use base::{Lang, fmt};
use base_mail::Attachment;
use chrono::TimeDelta;
use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus};

use crate::model::{Meeting, MeetingState};

/// A meeting is planned by its beginning alone; calendars reserve this long.
const HOURS: i64 = 3;

/// The entry; one of the same meeting replaces earlier ones, and a cancelled meeting is shown as such. No case is named in
/// it: it lies in mailboxes.
pub(crate) fn entry(meeting: &Meeting, lang: Lang) -> String {
    let frame = base_mail::frame();
    let said = |key: &str| {
        let when = fmt::datetime(lang, meeting.starts_at);
        tr_with(lang, key, &[("when", &when)])
    };
    let status = match meeting.state {
        MeetingState::Cancelled => EventStatus::Cancelled,
        _ => EventStatus::Confirmed,
    };
    let event = Event::new()
        .uid(&format!("{}@{}", meeting.id, frame.domain()))
        .sequence(u32::try_from(meeting.version).unwrap_or(1))
        .summary(&said("meetings-calendar-title"))
        .description(&said("meetings-calendar-text"))
        .location(&meeting.place)
        .url(&frame.absolute(&format!("/meetings/{}", meeting.id)))
        .starts(meeting.starts_at)
        .ends(meeting.starts_at + TimeDelta::hours(HOURS))
        .timestamp(meeting.created_at)
        .status(status)
        .done();
    Calendar::new().push(event).to_string()
}

/// The same for a mail.
pub(crate) fn attachment(meeting: &Meeting, lang: Lang) -> Attachment {
    Attachment {
        name: tr_with(lang, "meetings-calendar-file", &[]),
        media_type: "text/calendar; charset=utf-8".to_owned(),
        bytes: entry(meeting, lang).into_bytes(),
    }
}
