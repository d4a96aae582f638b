//! Pure decisions: how long an entry is, what of it counts, whether it may stand beside the others.

use base::calendar::{LocalTimeError, instant_at, local_date, local_datetime};
use base::problem::Checks;
use base::{Minutes, Problem, Rate, Text, names};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};

use crate::model::{Activity, EntryState, HoursEntry};

/// The longest entry, and the most that a person books on a day.
pub const MOST: Minutes = Minutes(720);
/// What of travel time counts (parameter, handbook 5.7).
pub const TRAVEL_SHARE: Rate = Rate(5_000);
/// Characters that say at least what was done.
pub const DESCRIPTION_MIN: usize = 10;

/// The time of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub worked_on: NaiveDate,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// Without the break.
    pub minutes: Minutes,
}

/// The time between two clock times in Berlin, less the break. An end at or before the start is on the next day; the
/// clock change counts (F03, F08). Hours come in steps of `step` (parameter `hours_granularity_min`).
/// Error: invalid fields `from`, `until`, `break_minutes`.
pub fn span(
    worked_on: NaiveDate,
    from: NaiveTime,
    until: NaiveTime,
    pause: Minutes,
    step: Minutes,
) -> Result<Span, Problem> {
    let last_day = if until > from {
        worked_on
    } else {
        worked_on + Days::new(1)
    };
    let mut checks = Checks::new();
    let mut read = |field: &str, day: NaiveDate, time: NaiveTime| match instant_at(day, time) {
        Ok(instant) => Some(instant),
        Err(error) => {
            let key = match error {
                LocalTimeError::DoesNotExist => "hours-time-does-not-exist",
                LocalTimeError::Ambiguous => "hours-time-ambiguous",
            };
            checks.fail(field, Text::new(key));
            None
        }
    };
    let (starts_at, ends_at) = (read("from", worked_on, from), read("until", last_day, until));
    checks.ensure(pause.0 >= 0, "break_minutes", || {
        Text::new("hours-break-negative")
    });
    checks.finish()?;
    let (Some(starts_at), Some(ends_at)) = (starts_at, ends_at) else {
        return Err(Problem::broken("an instant without a problem is missing"));
    };
    let minutes = Minutes::between(starts_at, ends_at) - pause;
    let wrong = if minutes < step || minutes > MOST {
        let text = Text::new("hours-length").with("hours", clock(minutes));
        Some(text.with("least", clock(step)))
    } else if minutes.0 % step.0.max(1) != 0 {
        Some(
            Text::new("hours-step")
                .with("minutes", minutes.0)
                .with("step", step.0),
        )
    } else {
        None
    };
    match wrong {
        Some(text) => Err(Problem::field("until", text)),
        None => Ok(Span {
            worked_on,
            starts_at,
            ends_at,
            minutes,
        }),
    }
}

/// What counts towards the contingent, half-up to the minute (handbook 0.5).
#[must_use]
pub fn billable(activity: Activity, minutes: Minutes) -> Minutes {
    match activity {
        Activity::Travel => minutes.apply_rate(TRAVEL_SHARE),
        _ => minutes,
    }
}

/// Whether the day lies within the engagement and not in the future. Error: invalid field `worked_on`.
pub fn check_day(
    worked_on: NaiveDate,
    from_on: Option<NaiveDate>,
    until_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), Problem> {
    if worked_on > today {
        return Err(Problem::field("worked_on", Text::new("hours-future")));
    }
    if from_on.is_some_and(|from| worked_on < from) || until_on.is_some_and(|until| worked_on > until) {
        return Err(Problem::field("worked_on", Text::new("hours-outside-period")));
    }
    Ok(())
}

/// Time that is taken already, by another entry or an earlier row of the same list.
#[derive(Debug, Clone, Copy)]
pub struct Taken<'a> {
    worked_on: NaiveDate,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    minutes: Minutes,
    body_name: &'a str,
}

impl<'a> From<&'a HoursEntry> for Taken<'a> {
    fn from(entry: &'a HoursEntry) -> Self {
        let HoursEntry {
            worked_on,
            starts_at,
            ends_at,
            minutes,
            ..
        } = *entry;
        Self {
            worked_on,
            starts_at,
            ends_at,
            minutes,
            body_name: &entry.body_name,
        }
    }
}

impl From<&Span> for Taken<'_> {
    fn from(span: &Span) -> Self {
        let Span {
            worked_on,
            starts_at,
            ends_at,
            minutes,
        } = *span;
        Self {
            worked_on,
            starts_at,
            ends_at,
            minutes,
            body_name: "",
        }
    }
}

/// Whether the time fits beside what the person booked on the days around. Error: invalid field `from` when something
/// overlaps, `until` when the day becomes too long.
pub fn check_others<'a>(span: &Span, others: impl IntoIterator<Item = Taken<'a>>) -> Result<(), Problem> {
    let mut day = span.minutes;
    for other in others {
        if other.starts_at < span.ends_at && span.starts_at < other.ends_at {
            let time = |instant| local_datetime(instant).format("%H:%M").to_string();
            let text = Text::new("hours-overlap")
                .with("from", time(other.starts_at))
                .with("until", time(other.ends_at))
                .with("body", other.body_name);
            return Err(Problem::field("from", text));
        }
        if other.worked_on == span.worked_on {
            day += other.minutes;
        }
    }
    if day > MOST {
        return Err(Problem::field(
            "until",
            Text::new("hours-day-too-long").with("hours", clock(day)),
        ));
    }
    Ok(())
}

/// `7:45`, the same in every language.
pub(crate) fn clock(minutes: Minutes) -> String {
    let minutes = minutes.0.max(0);
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// Whether the text says what was done; asked when the entry is submitted.
#[must_use]
pub fn is_described(description: &str) -> bool {
    names::char_count(description) >= DESCRIPTION_MIN
}

/// The steps of handbook 5.7; everything else is refused.
#[must_use]
pub fn may_become(from: EntryState, to: EntryState) -> bool {
    use EntryState::{Approved, Discarded, Draft, Rejected, Submitted};
    matches!(
        (from, to),
        (Draft, Draft | Submitted | Discarded)
            | (Submitted, Approved | Rejected)
            | (Rejected, Draft | Discarded)
    )
}

/// The kind of work a list names: „Vor Ort“, „Reisezeit“, „Fahrt“.
#[must_use]
pub fn activity_named(text: &str) -> Option<Activity> {
    let plain = text.trim().to_uppercase().replace([' ', '-'], "_");
    Activity::from_code(&plain).or(match plain.as_str() {
        "PRÄSENZ" | "VORORT" => Some(Activity::OnSite),
        "VIDEO" | "TELEFON" | "VIDEOKONFERENZ" => Some(Activity::Online),
        "REISE" | "FAHRT" | "FAHRTZEIT" | "FAHRZEIT" => Some(Activity::Travel),
        "TEAMABSTIMMUNG" | "ABSTIMMUNG" => Some(Activity::Team),
        _ => None,
    })
}

/// When the coordination is told of what waits: next Monday at seven (M-H01).
#[must_use]
pub fn digest_at(now: DateTime<Utc>) -> DateTime<Utc> {
    let today = local_date(now);
    let ahead = 7 - u64::from(today.weekday().days_since(Weekday::Mon));
    let monday = today + Days::new(ahead);
    let seven = NaiveTime::from_hms_opt(7, 0, 0).unwrap_or_default();
    instant_at(monday, seven).unwrap_or_else(|_| base::calendar::day_start(monday)) // clocks change on Sundays
}

/// The first day of a day's month.
#[must_use]
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

#[cfg(test)]
mod tests;
