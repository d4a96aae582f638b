//! Pure decisions: what an event and a practice report need, and which step follows which.

use base::problem::Checks;
use base::{Problem, Text};
use chrono::{DateTime, Duration, Utc};

use crate::model::PracticeReportState;
use crate::usecases::event::NewEvent;
use crate::usecases::register::RegisterGuest;
use crate::usecases::report::ReportText;

/// Everybody registered is reminded this long before (handbook 5.8).
pub const REMINDER_DAYS: i64 = 3;
/// Registrations per body, unless the event says otherwise (handbook 5.8).
pub const DEFAULT_PER_BODY: i64 = 2;
/// Who registers without an account confirms the address within this time; then what was typed is forgotten.
pub const CONFIRM_HOURS: i64 = 48;
/// Characters of each part of a practice report at most.
pub const MAX_PART: usize = 6_000;

/// Notes every text that is longer than its field.
fn check_lengths(checks: &mut Checks, texts: &[(&'static str, &str, usize)]) {
    for (field, text, max) in texts {
        let count = base::names::char_count(text);
        checks.ensure(count <= *max, field, || {
            Text::new("field-too-long").with("max", max).with("count", count)
        });
    }
}

/// A text that must be there, as stored. Error: `Invalid` when it is empty or longer than `max` characters.
pub fn words(field: &'static str, text: &str, max: usize) -> Result<String, Problem> {
    let text = base::names::clean_multiline(text);
    let mut checks = Checks::new();
    checks.ensure(!text.is_empty(), field, || Text::new("field-required"));
    check_lengths(&mut checks, &[(field, &text, max)]);
    checks.finish()?;
    Ok(text)
}

/// Error: `Invalid`, all problems at once.
pub fn check_event(event: &NewEvent, now: DateTime<Utc>) -> Result<(), Problem> {
    let mut checks = Checks::new();
    check_lengths(
        &mut checks,
        &[
            ("title", &event.title, 160),
            ("agenda", &event.agenda, 4_000),
            ("place", &event.place, 200),
            ("link", &event.link, 300),
            ("access_info", &event.access_info, 1_000),
        ],
    );
    checks.ensure((1..=100).contains(&event.per_body), "per_body", || {
        Text::new("field-range").with("min", 1).with("max", 100)
    });
    checks.ensure(!event.title.is_empty(), "title", || Text::new("field-required"));
    checks.ensure(!event.place.is_empty() || !event.link.is_empty(), "place", || {
        Text::new("events-place-or-link")
    });
    checks.ensure(event.starts_at > now, "starts_on", || {
        Text::new("events-in-the-past")
    });
    checks.ensure(event.ends_at > event.starts_at, "ends_time", || {
        Text::new("events-end-before-start")
    });
    checks.ensure(
        event.registration_until_at <= event.starts_at,
        "registration_until_on",
        || Text::new("events-registration-after-start"),
    );
    checks.ensure((1..=10_000).contains(&event.capacity), "capacity", || {
        Text::new("field-range").with("min", 1).with("max", 10_000)
    });
    checks.finish()
}

/// Error: `Invalid`.
pub fn check_registration(organisation: &str, needs: &str) -> Result<(), Problem> {
    let mut checks = Checks::new();
    checks.ensure(!organisation.is_empty(), "organisation", || {
        Text::new("field-required")
    });
    check_lengths(
        &mut checks,
        &[("organisation", organisation, 160), ("needs", needs, 500)],
    );
    checks.finish()
}

/// Error: `Invalid`.
pub fn check_guest(guest: &RegisterGuest) -> Result<(), Problem> {
    let mut checks = Checks::new();
    for (field, value) in [
        ("name", &guest.name),
        ("email", &guest.email),
        ("organisation", &guest.organisation),
    ] {
        checks.ensure(!value.is_empty(), field, || Text::new("field-required"));
    }
    check_lengths(
        &mut checks,
        &[
            ("name", &guest.name, 120),
            ("email", &guest.email, 254),
            ("organisation", &guest.organisation, 160),
            ("needs", &guest.needs, 500),
        ],
    );
    checks.finish()
}

/// When to remind; at once when the event is nearer than that.
#[must_use]
pub fn reminder_at(starts_at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    (starts_at - Duration::days(REMINDER_DAYS)).max(now)
}

/// What even a draft keeps to: a title, and no part longer than its field. Error: `Invalid`.
pub fn check_draft(text: &ReportText) -> Result<(), Problem> {
    let mut checks = Checks::new();
    checks.ensure(!text.title.is_empty(), "title", || Text::new("field-required"));
    check_lengths(
        &mut checks,
        &[
            ("title", &text.title, 160),
            ("situation", &text.situation, MAX_PART),
            ("approach", &text.approach, MAX_PART),
            ("result", &text.result, MAX_PART),
            ("experience", &text.experience, MAX_PART),
            ("tips", &text.tips, MAX_PART),
            ("easy", &text.easy, MAX_PART),
        ],
    );
    checks.finish()
}

/// The parts a report must have before it is moderated (handbook 5.9). Error: `Invalid`.
pub fn check_report(text: &ReportText) -> Result<(), Problem> {
    let mut checks = Checks::new();
    for (field, value) in [
        ("title", &text.title),
        ("situation", &text.situation),
        ("approach", &text.approach),
        ("result", &text.result),
        ("experience", &text.experience),
        ("tips", &text.tips),
    ] {
        checks.ensure(!value.is_empty(), field, || Text::new("field-required"));
    }
    checks.ensure(text.consent, "consent", || Text::new("field-must-be-ticked"));
    checks.finish()
}

/// The steps of handbook 5.9; everything else is refused.
#[must_use]
pub fn report_may_become(from: PracticeReportState, to: PracticeReportState) -> bool {
    use PracticeReportState::{Approved, ChangesRequested, Draft, Published, Submitted, Withdrawn};
    matches!(
        (from, to),
        (Draft | ChangesRequested, Submitted)
            | (Submitted, ChangesRequested | Approved)
            | (Approved, Published)
            | (Published, Withdrawn)
    )
}
