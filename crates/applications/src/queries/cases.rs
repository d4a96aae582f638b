//! The cases a person sees: one, many, a page of a list, the hits of the search box.

use std::collections::HashMap;

use base::{Ctx, Problem};
use base_db::search::Words;
use base_db::{Page, PageRequest, page};
use calls::CallId;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::access::{as_known_to, known_states, row_as_known_to, tried_by, visible_to};
use crate::model::{Application, ApplicationId, ApplicationState, CaseRow, Filter, SortBy};
use crate::store::application;

/// Hits of the search box at most.
const MAX_HITS: u64 = 20;

/// Each case as the person may know it.
fn known(ctx: &Ctx, found: Vec<Application>) -> Vec<Application> {
    found
        .into_iter()
        .map(|application| as_known_to(ctx, application))
        .collect()
}

fn visible(ctx: &Ctx) -> Select<application::Entity> {
    application::Entity::find().filter(visible_to(ctx))
}

/// The case, if the person may see it; also a test application of a call that the person tries out.
pub async fn find(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: ApplicationId,
) -> Result<Option<Application>, Problem> {
    Ok(application::Entity::find()
        .filter(Condition::any().add(visible_to(ctx)).add(tried_by(ctx)))
        .filter(application::Column::Id.eq(id))
        .one(db)
        .await?
        .map(|found| as_known_to(ctx, found)))
}

/// The case. Error: not found, also when the person may not see it.
pub async fn application(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: ApplicationId,
) -> Result<Application, Problem> {
    find(db, ctx, id).await?.ok_or(Problem::not_found("application"))
}

/// The test applications of a try-out, the latest first.
pub(crate) async fn trials(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
) -> Result<Vec<Application>, Problem> {
    Ok(application::Entity::find()
        .filter(tried_by(ctx))
        .filter(application::Column::CallId.eq(call))
        .order_by_desc(application::Column::Id)
        .limit(100)
        .all(db)
        .await?)
}

/// The case with this number, if the person may see it.
pub async fn find_by_number(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    number: &str,
) -> Result<Option<Application>, Problem> {
    Ok(visible(ctx)
        .filter(application::Column::Number.eq(number))
        .one(db)
        .await?
        .map(|found| as_known_to(ctx, found)))
}

/// The cases of these ids that the person may see, by id.
pub async fn applications(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Application>, Problem> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = visible(ctx)
        .filter(application::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    Ok(known(ctx, found)
        .into_iter()
        .map(|application| (application.id, application))
        .collect())
}

/// As [`applications`], only what a list shows.
pub async fn case_rows(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, CaseRow>, Problem> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<CaseRow> = visible(ctx)
        .filter(application::Column::Id.is_in(ids.iter().copied()))
        .into_partial_model()
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .map(|row| (row.id, row_as_known_to(ctx, row)))
        .collect())
}

/// One page of the cases the person may see: two statements.
pub async fn list(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<Application>, Problem> {
    Ok(page::fetch(db, filtered(db, ctx, filter), request)
        .await?
        .map(|found| as_known_to(ctx, found)))
}

/// As [`list`], only what a list shows.
pub(crate) async fn rows(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<CaseRow>, Problem> {
    let page = page::fetch_partial(db, filtered(db, ctx, filter), request).await?;
    Ok(page.map(|row| row_as_known_to(ctx, row)))
}

/// How many cases the person sees under a filter.
pub async fn count(db: &impl ConnectionTrait, ctx: &Ctx, filter: &Filter) -> Result<u64, Problem> {
    use sea_orm::PaginatorTrait as _;
    Ok(filtered(db, ctx, filter).count(db).await?)
}

/// The ids of the cases of a call in these states that the person may see, as a subquery.
#[must_use]
pub fn seen_in(ctx: &Ctx, call: CallId, states: &[ApplicationState]) -> SelectStatement {
    let mut ids = crate::seen_cases(ctx);
    ids.and_where(application::Column::CallId.eq(call))
        .and_where(application::Column::State.is_in(states.iter().copied()));
    ids
}

/// How many selected cases of a call whose decision was released have nothing in `taken` (ids of cases): what waits
/// for its award.
pub async fn count_selected_without(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
    taken: SelectStatement,
) -> Result<u64, Problem> {
    use sea_orm::PaginatorTrait as _;
    Ok(visible(ctx)
        .filter(application::Column::CallId.eq(call))
        .filter(application::Column::State.eq(ApplicationState::Selected))
        .filter(application::Column::ReleasedAt.is_not_null())
        .filter(application::Column::Id.not_in_subquery(taken))
        .count(db)
        .await?)
}

/// All visible cases under a filter, for exports: the caller bounds the filter by call.
pub async fn all(db: &impl ConnectionTrait, ctx: &Ctx, filter: &Filter) -> Result<Vec<Application>, Problem> {
    Ok(known(ctx, filtered(db, ctx, filter).all(db).await?))
}

/// As [`all`], at most `limit`: exports and bulk actions of a list.
pub async fn first(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
    limit: u64,
) -> Result<Vec<Application>, Problem> {
    Ok(known(ctx, filtered(db, ctx, filter).limit(limit).all(db).await?))
}

fn filtered(db: &impl ConnectionTrait, ctx: &Ctx, filter: &Filter) -> Select<application::Entity> {
    let mut query = visible(ctx);
    if let Some(call) = filter.call {
        query = query.filter(application::Column::CallId.eq(call));
    }
    if let Some(programme) = filter.programme {
        query = query.filter(application::Column::ProgrammeId.eq(programme));
    }
    if !filter.states.is_empty() {
        query = query.filter(known_states(ctx, &filter.states));
    }
    if let Some(district) = &filter.district {
        query = query.filter(application::Column::DistrictKey.eq(district));
    }
    if let Some(kind) = &filter.body_type {
        query = query.filter(application::Column::BodyType.eq(kind));
    }
    if let Some(lead) = filter.lead {
        query = query.filter(application::Column::LeadBodyId.eq(lead));
    }
    if let Some(words) = containing(db, &filter.text) {
        query = query.filter(words);
    }
    query = crate::desk::narrowed(query, ctx, filter);
    let order = if filter.sort.descending {
        Order::Desc
    } else {
        Order::Asc
    };
    let column = match filter.sort.by {
        SortBy::Number if filter.call.is_some() => application::Column::Serial,
        SortBy::Number => application::Column::Number,
        SortBy::Lead => application::Column::LeadName,
        SortBy::Title => application::Column::Title,
        SortBy::Requested => application::Column::Requested,
        SortBy::Received => application::Column::ReceivedAt,
        SortBy::State => application::Column::State,
    };
    query
        .order_by(column, order.clone())
        .order_by(application::Column::Id, order)
}

/// The cases that hold every word; `None` when nothing was asked for.
fn containing(db: &impl ConnectionTrait, text: &str) -> Option<Condition> {
    let column = application::Column::SearchText;
    base_db::search::containing(db.get_database_backend(), column, text, Words::Within)
}

/// The first hits of the search box.
pub async fn search(db: &impl ConnectionTrait, ctx: &Ctx, text: &str) -> Result<Vec<Application>, Problem> {
    let Some(words) = containing(db, text) else {
        return Ok(Vec::new());
    };
    let found = visible(ctx)
        .filter(words)
        .order_by_desc(application::Column::Id)
        .limit(MAX_HITS)
        .all(db)
        .await?;
    Ok(known(ctx, found))
}

/// The cases of a call in one of `states` (all states when empty) that the person may see, by number.
pub async fn of_call(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
    states: &[ApplicationState],
) -> Result<Vec<Application>, Problem> {
    let filter = Filter {
        call: Some(call),
        states: states.to_vec(),
        ..Filter::default()
    };
    all(db, ctx, &filter).await
}

/// Whether every application of the call that was handed in has been decided on formally, i.e. none is left in
/// SUBMITTED, LATE, IN_CHECK, DOCUMENTS_REQUESTED or INELIGIBLE (guard of CLOSED → IN_SELECTION).
pub async fn is_check_finished(db: &impl ConnectionTrait, call: CallId) -> Result<bool, Problem> {
    let open = application::Entity::find()
        .filter(application::Column::CallId.eq(call))
        .filter(application::Column::State.is_in(crate::cases::UNCHECKED))
        .one(db)
        .await?;
    Ok(open.is_none())
}

/// Another application with the same lead in the same call that was handed in and not taken back, if any (R11).
pub(crate) async fn other_of_lead(
    db: &impl ConnectionTrait,
    application: &Application,
) -> Result<Option<Application>, Problem> {
    use ApplicationState as S;
    Ok(application::Entity::find()
        .filter(application::Column::CallId.eq(application.call_id))
        .filter(application::Column::LeadBodyId.eq(application.lead_body_id))
        .filter(application::Column::Id.ne(application.id))
        .filter(application::Column::State.is_not_in([S::Draft, S::Withdrawn, S::Rejected]))
        .one(db)
        .await?)
}
