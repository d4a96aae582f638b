//! The JSON API of this crate.

use axum::extract::{Path, Query};
use base::problem::Checks;
use base::{Minutes, Problem, Text};
use base_db::PageRequest;
use base_web::{ApiJson, Reply, Visit, api, failure};
use chrono::{NaiveDate, NaiveTime};
use facilitation::EngagementId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{id, list::month};
use crate::model::{Activity, EntryState, Filter, HoursEntry, HoursEntryId};
use crate::queries;
use crate::usecases::{self, Book, Booking, Correct, Reject};

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

/// What was worked, in clock times of Europe/Berlin.
#[derive(Deserialize, ToSchema)]
pub struct BookingJson {
    worked_on: NaiveDate,
    /// `09:00`.
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

impl BookingJson {
    /// Error: invalid fields, all at once; the limits are those of the form.
    fn booking(self) -> Result<Booking, Problem> {
        let mut checks = Checks::new();
        let mut time = |field: &'static str, text: &str| match NaiveTime::parse_from_str(text, "%H:%M") {
            Ok(time) => time,
            Err(_) => {
                checks.ensure(false, field, || Text::new("field-time").with("value", text));
                NaiveTime::MIN
            }
        };
        let (from, until) = (time("from", &self.from), time("until", &self.until));
        let place = base::names::clean(&self.place);
        let description = base::names::clean_multiline(&self.description);
        for (field, text, max) in [("place", &place, 120), ("description", &description, 2_000)] {
            let count = base::names::char_count(text);
            checks.ensure(count <= max, field, || {
                Text::new("field-too-long").with("max", max).with("count", count)
            });
        }
        checks.ensure((0..=720).contains(&self.break_minutes), "break_minutes", || {
            Text::new("field-range").with("min", 0).with("max", 720)
        });
        checks.finish()?;
        Ok(Booking {
            worked_on: self.worked_on,
            from,
            until,
            break_minutes: Minutes(self.break_minutes),
            activity: self.activity,
            place: Some(place).filter(|place| !place.is_empty()),
            description,
        })
    }
}

#[derive(Deserialize, ToSchema)]
pub struct BookHoursJson {
    engagement_id: Uuid,
    #[serde(flatten)]
    booking: BookingJson,
}

/// The entry as it should have been; `version` 0: whichever.
#[derive(Deserialize, ToSchema)]
pub struct CorrectHoursJson {
    #[serde(default)]
    version: i64,
    #[serde(flatten)]
    booking: BookingJson,
}

pub async fn show(visit: Visit, Path(hours_entry): Path<String>) -> Reply {
    let entry = queries::entry(visit.app.db.reader(), &visit.ctx, id(&hours_entry)?).await?;
    api::ok(HoursEntryJson::from(entry))
}

pub async fn book(visit: Visit, ApiJson(body): ApiJson<BookHoursJson>) -> Reply {
    let command = Book {
        engagement: EngagementId(body.engagement_id),
        booking: body.booking.booking()?,
    };
    let entry = usecases::book(&visit.app.db, &visit.ctx, command).await?;
    api::created(HoursEntryJson::from(entry))
}

pub async fn correct(
    visit: Visit,
    Path(hours_entry): Path<String>,
    ApiJson(body): ApiJson<CorrectHoursJson>,
) -> Reply {
    let command = Correct {
        entry: id(&hours_entry)?,
        version: body.version,
        booking: body.booking.booking()?,
    };
    let entry = usecases::correct(&visit.app.db, &visit.ctx, command).await?;
    api::ok(HoursEntryJson::from(entry))
}

pub async fn discard(visit: Visit, Path(hours_entry): Path<String>) -> Reply {
    usecases::discard(&visit.app.db, &visit.ctx, id(&hours_entry)?).await?;
    api::done()
}

#[derive(Deserialize, ToSchema)]
pub struct SubmitAllJson {
    engagement_id: Uuid,
}

#[derive(Serialize, ToSchema)]
pub struct SubmittedJson {
    submitted: u64,
}

/// All own drafts of an engagement, or none.
pub async fn submit_all(visit: Visit, ApiJson(body): ApiJson<SubmitAllJson>) -> Reply {
    let engagement = EngagementId(body.engagement_id);
    let submitted = usecases::submit_all(&visit.app.db, &visit.ctx, engagement).await?;
    api::ok(SubmittedJson {
        submitted: submitted as u64,
    })
}

#[derive(Deserialize, ToSchema)]
pub struct ApproveAllJson {
    entries: Vec<Uuid>,
}

/// What became of one entry: approved, or why not.
#[derive(Serialize, ToSchema)]
pub struct ApprovalJson {
    id: Uuid,
    approved: bool,
    /// In the person's language; empty when approved.
    why: String,
}

#[derive(Serialize, ToSchema)]
pub struct ApprovalListJson {
    items: Vec<ApprovalJson>,
    approved: u64,
}

/// Each for itself: a refused one does not hold up the others.
pub async fn approve_all(visit: Visit, ApiJson(body): ApiJson<ApproveAllJson>) -> Reply {
    let ids: Vec<HoursEntryId> = body.entries.into_iter().map(HoursEntryId).collect();
    let results = usecases::approve_all(&visit.app.db, &visit.ctx, &ids).await;
    let items: Vec<ApprovalJson> = results
        .iter()
        .map(|(id, result)| ApprovalJson {
            id: id.0,
            approved: result.is_ok(),
            why: result
                .as_ref()
                .err()
                .map(|problem| failure::sentence(visit.lang(), problem))
                .unwrap_or_default(),
        })
        .collect();
    api::ok(ApprovalListJson {
        approved: items.iter().filter(|one| one.approved).count() as u64,
        items,
    })
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
