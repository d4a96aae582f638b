//! The JSON API of this crate.

use axum::extract::{Path, Query};
use base::{Minutes, Problem, Text};
use base_db::PageRequest;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::{NaiveDate, NaiveTime};
use facilitation::EngagementId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{id, list::month};
use crate::model::{Activity, EntryState, Filter, HoursEntry};
use crate::queries;
use crate::usecases::{self, Book, Booking, Reject};

#[derive(Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    engagement: String,
    #[serde(default)]
    month: String,
    #[serde(default)]
    page: u64,
}

#[derive(Serialize, ToSchema)]
pub struct HoursEntryJson {
    id: Uuid,
    engagement_id: Uuid,
    application_id: Uuid,
    number: String,
    municipality: String,
    worked_on: NaiveDate,
    /// Clock times in Europe/Berlin: `09:00`.
    from: String,
    /// At or before `from`: on the next day.
    until: String,
    break_minutes: i64,
    minutes: i64,
    billable_minutes: i64,
    activity: Activity,
    place: Option<String>,
    description: String,
    state: EntryState,
    reason: Option<String>,
    version: i64,
}

impl From<HoursEntry> for HoursEntryJson {
    fn from(entry: HoursEntry) -> Self {
        Self {
            from: entry.from_time().format("%H:%M").to_string(),
            until: entry.until_time().format("%H:%M").to_string(),
            id: entry.id.0,
            engagement_id: entry.engagement_id.0,
            application_id: entry.application_id.0,
            number: entry.number,
            municipality: entry.body_name,
            worked_on: entry.worked_on,
            break_minutes: entry.break_minutes.0,
            minutes: entry.minutes.0,
            billable_minutes: entry.billable_minutes.0,
            activity: entry.activity,
            place: entry.place,
            description: entry.description,
            state: entry.state,
            reason: entry.reason,
            version: entry.version,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct HoursListJson {
    items: Vec<HoursEntryJson>,
    total: u64,
    page: u64,
}

/// Error: an invalid field for a value that is none of the filter's.
fn filter(query: &ListQuery) -> Result<Filter, Problem> {
    let wrong =
        |field: &str, value: &str| Problem::field(field, Text::new("field-choice").with("value", value));
    let states = match query.state.as_str() {
        "" => Vec::new(),
        code => vec![EntryState::from_code(code).ok_or_else(|| wrong("state", code))?],
    };
    let engagement = match query.engagement.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| wrong("engagement", id))?),
    };
    let month = match query.month.as_str() {
        "" => None,
        text => Some(month(text).ok_or_else(|| wrong("month", text))?),
    };
    Ok(Filter {
        engagement,
        person: None,
        states,
        month,
    })
}

pub async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let filter = filter(&query)?;
    let page = queries::entries(
        visit.app.db.reader(),
        &visit.ctx,
        &filter,
        PageRequest::number(query.page),
    )
    .await?;
    let page = page.map(HoursEntryJson::from);
    api::ok(HoursListJson {
        items: page.items,
        total: page.total,
        page: page.page,
    })
}

#[derive(Deserialize, ToSchema)]
pub struct BookHoursJson {
    engagement_id: Uuid,
    worked_on: NaiveDate,
    /// Clock times in Europe/Berlin: `09:00`.
    from: String,
    /// At or before `from`: on the next day.
    until: String,
    #[serde(default)]
    break_minutes: i64,
    activity: Activity,
    #[serde(default)]
    place: String,
    #[serde(default)]
    description: String,
}

pub async fn book(visit: Visit, ApiJson(body): ApiJson<BookHoursJson>) -> Reply {
    let time = |field: &str, text: &str| {
        let wrong = |_| Problem::field(field, Text::new("field-time").with("value", text));
        NaiveTime::parse_from_str(text, "%H:%M").map_err(wrong)
    };
    let booking = Booking {
        worked_on: body.worked_on,
        from: time("from", &body.from)?,
        until: time("until", &body.until)?,
        break_minutes: Minutes(body.break_minutes),
        activity: body.activity,
        place: Some(base::names::clean(&body.place)).filter(|place| !place.is_empty()),
        description: base::names::clean_multiline(&body.description),
    };
    let command = Book {
        engagement: EngagementId(body.engagement_id),
        booking,
    };
    let entry = usecases::book(&visit.app.db, &visit.ctx, command).await?;
    api::created(HoursEntryJson::from(entry))
}

pub async fn submit(visit: Visit, Path(hours_entry): Path<String>) -> Reply {
    let entry = usecases::submit(&visit.app.db, &visit.ctx, id(&hours_entry)?).await?;
    api::ok(HoursEntryJson::from(entry))
}

pub async fn approve(visit: Visit, Path(hours_entry): Path<String>) -> Reply {
    let entry = usecases::approve(&visit.app.db, &visit.ctx, id(&hours_entry)?).await?;
    api::ok(HoursEntryJson::from(entry))
}

#[derive(Deserialize, ToSchema)]
pub struct RejectHoursJson {
    reason: String,
}

pub async fn reject(
    visit: Visit,
    Path(hours_entry): Path<String>,
    ApiJson(body): ApiJson<RejectHoursJson>,
) -> Reply {
    let command = Reject {
        entry: id(&hours_entry)?,
        reason: body.reason,
    };
    let entry = usecases::reject(&visit.app.db, &visit.ctx, command).await?;
    api::ok(HoursEntryJson::from(entry))
}
