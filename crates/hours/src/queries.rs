//! Reads for pages and for later crates.

use std::collections::{BTreeMap, HashMap};

use applications::ApplicationId;
use base::{Ctx, Minutes, PersonId, Problem};
use base_db::{Page, PageRequest, page, sum_cents};
use chrono::{Months, NaiveDate};
use facilitation::EngagementId;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use crate::access;
use crate::model::{
    Activity, ActivitySum, EntryState, Filter, HoursEntry, HoursEntryId, Invoice, MonthSum, PlaceSum,
};
use crate::rules;
use crate::store::entry::{Column, Entity};
use crate::store::invoice;

/// Staff see the entries of their programmes, facilitators their own. Cases a person is barred from are left out.
async fn visible(conn: &impl ConnectionTrait, ctx: &Ctx) -> Result<Select<Entity>, Problem> {
    let person = ctx.person()?.id;
    let barred = applications::barred(conn, person).await?;
    let as_staff = Condition::all()
        .add(Column::ProgrammeId.is_in(access::programmes(ctx)))
        .add(Column::ApplicationId.is_not_in(barred));
    Ok(Entity::find().filter(Condition::any().add(as_staff).add(Column::PersonId.eq(person))))
}

/// The entry, if the person may see it. Error: not found.
pub async fn entry(conn: &impl ConnectionTrait, ctx: &Ctx, id: HoursEntryId) -> Result<HoursEntry, Problem> {
    let found = visible(conn, ctx)
        .await?
        .filter(Column::Id.eq(id))
        .one(conn)
        .await?;
    found.ok_or(Problem::not_found("hours entry"))
}

fn narrowed(mut query: Select<Entity>, filter: &Filter) -> Select<Entity> {
    if let Some(engagement) = filter.engagement {
        query = query.filter(Column::EngagementId.eq(engagement));
    }
    if let Some(person) = filter.person {
        query = query.filter(Column::PersonId.eq(person));
    }
    query = match filter.states.as_slice() {
        [] => query.filter(Column::State.ne(EntryState::Discarded)),
        states => query.filter(Column::State.is_in(states.iter().copied())),
    };
    if let Some(day) = filter.month {
        let first = rules::month_of(day);
        query = query
            .filter(Column::WorkedOn.gte(first))
            .filter(Column::WorkedOn.lt(first + Months::new(1)));
    }
    query
}

/// Entries the person may see, the latest work first.
pub async fn entries(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<HoursEntry>, Problem> {
    let query = narrowed(visible(conn, ctx).await?, filter);
    page::fetch(
        conn,
        query.order_by_desc(Column::StartsAt).order_by_desc(Column::Id),
        request,
    )
    .await
}

/// A person's entries of a month (any day of it), in the order they were worked, without discarded ones.
pub async fn entries_of_person(
    conn: &impl ConnectionTrait,
    person: PersonId,
    month: NaiveDate,
) -> Result<Vec<HoursEntry>, Problem> {
    let filter = Filter {
        person: Some(person),
        month: Some(month),
        ..Filter::default()
    };
    Ok(narrowed(Entity::find(), &filter)
        .order_by_asc(Column::StartsAt)
        .all(conn)
        .await?)
}

/// What occupies a person's time on the day, the day before and the day after.
pub(crate) async fn around(
    conn: &impl ConnectionTrait,
    person: PersonId,
    day: NaiveDate,
) -> Result<Vec<HoursEntry>, Problem> {
    Ok(Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::State.is_in(EntryState::OCCUPYING))
        .filter(Column::WorkedOn.between(day - chrono::Days::new(1), day + chrono::Days::new(1)))
        .order_by_asc(Column::StartsAt)
        .all(conn)
        .await?)
}

/// How many entries of a person are in a state.
pub(crate) async fn count_own(
    conn: &impl ConnectionTrait,
    person: PersonId,
    state: EntryState,
) -> Result<u64, Problem> {
    use sea_orm::PaginatorTrait;
    Ok(Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::State.eq(state))
        .count(conn)
        .await?)
}

/// How many submitted entries of a programme wait for somebody else than their facilitator: for this person.
pub(crate) async fn count_to_approve(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    programme: Uuid,
) -> Result<u64, Problem> {
    use sea_orm::PaginatorTrait;
    let mut query = Entity::find()
        .filter(Column::ProgrammeId.eq(programme))
        .filter(Column::State.eq(EntryState::Submitted));
    if let Some(me) = ctx.person_id() {
        query = query.filter(Column::PersonId.ne(me));
    }
    Ok(query.count(conn).await?)
}

/// The submitted entries of a programme, the oldest work first, at most 500. Own ones are among them: approving those
/// is refused, not hidden (F09).
pub async fn to_approve(conn: &impl ConnectionTrait, programme: Uuid) -> Result<Vec<HoursEntry>, Problem> {
    Ok(Entity::find()
        .filter(Column::ProgrammeId.eq(programme))
        .filter(Column::State.eq(EntryState::Submitted))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .limit(500)
        .all(conn)
        .await?)
}

/// All entries of an engagement but discarded ones, the oldest work first.
pub async fn of_engagement(
    conn: &impl ConnectionTrait,
    engagement: EngagementId,
) -> Result<Vec<HoursEntry>, Problem> {
    let filter = Filter {
        engagement: Some(engagement),
        ..Filter::default()
    };
    Ok(narrowed(Entity::find(), &filter)
        .order_by_asc(Column::StartsAt)
        .all(conn)
        .await?)
}

/// The submitted and approved entries of a case that was read before, the oldest work first.
pub(crate) async fn of_case(
    conn: &impl ConnectionTrait,
    case: ApplicationId,
) -> Result<Vec<HoursEntry>, Problem> {
    Ok(Entity::find()
        .filter(Column::ApplicationId.eq(case))
        .filter(Column::State.is_in([EntryState::Submitted, EntryState::Approved]))
        .order_by_asc(Column::StartsAt)
        .all(conn)
        .await?)
}

/// The billable minutes approved in an engagement.
pub async fn approved_minutes(
    conn: &impl ConnectionTrait,
    engagement: EngagementId,
) -> Result<Minutes, Problem> {
    let sum: Option<i64> = Entity::find()
        .select_only()
        .column_as(sum_cents(Column::BillableMinutes), "billable")
        .filter(Column::EngagementId.eq(engagement))
        .filter(Column::State.eq(EntryState::Approved))
        .into_tuple()
        .one(conn)
        .await?;
    Ok(Minutes(sum.unwrap_or(0)))
}

/// The approved time of a day and person that no invoice bills yet, worked until a day.
pub(crate) async fn unbilled_days(
    conn: &impl ConnectionTrait,
    engagement: EngagementId,
    until_on: NaiveDate,
) -> Result<Vec<Minutes>, Problem> {
    let query = by_day(&[engagement])
        .filter(Column::InvoiceId.is_null())
        .filter(Column::WorkedOn.lte(until_on));
    let rows: Vec<(EngagementId, i64)> = query.into_tuple().all(conn).await?;
    Ok(rows.into_iter().map(|(_, minutes)| Minutes(minutes)).collect())
}

/// The approved time of each day and person by engagement: what day rates in steps of half a day are computed of (F05).
pub async fn approved_days(
    conn: &impl ConnectionTrait,
    engagements: &[EngagementId],
) -> Result<HashMap<EngagementId, Vec<Minutes>>, Problem> {
    let mut days: HashMap<EngagementId, Vec<Minutes>> = HashMap::new();
    if engagements.is_empty() {
        return Ok(days);
    }
    let rows: Vec<(EngagementId, i64)> = by_day(engagements).into_tuple().all(conn).await?;
    for (engagement, minutes) in rows {
        days.entry(engagement).or_default().push(Minutes(minutes));
    }
    Ok(days)
}

fn by_day(engagements: &[EngagementId]) -> Select<Entity> {
    Entity::find()
        .select_only()
        .column(Column::EngagementId)
        .column_as(sum_cents(Column::BillableMinutes), "billable")
        .filter(Column::EngagementId.is_in(engagements.iter().copied()))
        .filter(Column::State.eq(EntryState::Approved))
        .group_by(Column::EngagementId)
        .group_by(Column::PersonId)
        .group_by(Column::WorkedOn)
}

/// The invoices of an engagement, the latest first.
pub async fn invoices(
    conn: &impl ConnectionTrait,
    engagement: EngagementId,
) -> Result<Vec<Invoice>, Problem> {
    Ok(invoice::Entity::find()
        .filter(invoice::Column::EngagementId.eq(engagement))
        .order_by_desc(invoice::Column::Id)
        .all(conn)
        .await?)
}

/// Approved time by engagement and kind of work, for reports: one statement.
pub async fn approved_by_activity(
    conn: &impl ConnectionTrait,
    engagements: &[EngagementId],
) -> Result<Vec<ActivitySum>, Problem> {
    let rows: Vec<(EngagementId, Activity, i64, i64)> = Entity::find()
        .select_only()
        .column(Column::EngagementId)
        .column(Column::Activity)
        .column_as(sum_cents(Column::Minutes), "minutes_sum")
        .column_as(sum_cents(Column::BillableMinutes), "billable_sum")
        .filter(Column::EngagementId.is_in(engagements.iter().copied()))
        .filter(Column::State.eq(EntryState::Approved))
        .group_by(Column::EngagementId)
        .group_by(Column::Activity)
        .into_tuple()
        .all(conn)
        .await?;
    let sum = |(engagement, activity, minutes, billable)| ActivitySum {
        engagement,
        activity,
        minutes: Minutes(minutes),
        billable: Minutes(billable),
    };
    Ok(rows.into_iter().map(sum).collect())
}

/// The last day on which something was submitted or approved, by engagement; for reports: one statement.
pub async fn last_worked(
    conn: &impl ConnectionTrait,
    engagements: &[EngagementId],
) -> Result<HashMap<EngagementId, NaiveDate>, Problem> {
    let rows: Vec<(EngagementId, NaiveDate)> = Entity::find()
        .select_only()
        .column(Column::EngagementId)
        .column_as(Column::WorkedOn.max(), "last")
        .filter(Column::EngagementId.is_in(engagements.iter().copied()))
        .filter(Column::State.is_in([EntryState::Submitted, EntryState::Approved]))
        .group_by(Column::EngagementId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Billable time by month, the earliest first. Pure.
#[must_use]
pub fn month_overview(entries: &[HoursEntry]) -> Vec<MonthSum> {
    let mut months: BTreeMap<NaiveDate, MonthSum> = BTreeMap::new();
    for entry in entries {
        let month = rules::month_of(entry.worked_on);
        let sum = months.entry(month).or_insert(MonthSum {
            month,
            submitted: Minutes(0),
            approved: Minutes(0),
        });
        match entry.state {
            EntryState::Submitted => sum.submitted += entry.billable_minutes,
            EntryState::Approved => sum.approved += entry.billable_minutes,
            EntryState::Draft | EntryState::Rejected | EntryState::Discarded => {}
        }
    }
    months.into_values().collect()
}

/// Approved billable time by place, for projects with several (F11); by name. Pure.
#[must_use]
pub fn places(entries: &[HoursEntry]) -> Vec<PlaceSum> {
    let mut places: BTreeMap<&str, Minutes> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.state == EntryState::Approved) {
        *places
            .entry(entry.place.as_deref().unwrap_or_default())
            .or_default() += entry.billable_minutes;
    }
    places
        .into_iter()
        .map(|(place, approved)| PlaceSum {
            place: place.to_owned(),
            approved,
        })
        .collect()
}
