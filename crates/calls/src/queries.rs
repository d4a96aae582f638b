//! Reads for pages and for later crates.

use base::{Ctx, Problem};
use base_db::{Page, PageRequest, page};
use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::CallState;
use crate::access::{self, Sight};
use crate::clauses::{self, Clause};
use crate::model::{Call, CallId, Programme, ProgrammeId};
use crate::parameters::{self, DatedValue, Parameters, Value};
use crate::store::{self, Edition, call};

async fn one(db: &impl ConnectionTrait, condition: Condition) -> Result<Option<Call>, Problem> {
    let rows = store::select().filter(condition).all(db).await?;
    Ok(store::assemble(db, rows).await?.into_iter().next())
}

/// A call, without asking who wants it. Error: `NotFound`.
pub async fn call(db: &impl ConnectionTrait, id: CallId) -> Result<Call, Problem> {
    one(db, Condition::all().add(call::Column::Id.eq(id)))
        .await?
        .ok_or(Problem::NotFound { what: "call" })
}

/// A call without its criteria and budget years, in one statement: for pages that show its dates and limits. Error:
/// `NotFound`.
pub async fn call_head(db: &impl ConnectionTrait, id: CallId) -> Result<Call, Problem> {
    let row = store::select().filter(call::Column::Id.eq(id)).one(db).await?;
    store::head(row.ok_or(Problem::NotFound { what: "call" })?)
}

/// A call as the acting person may see it. Error: `NotFound`, also for what the person may not know.
pub async fn call_for(db: &impl ConnectionTrait, ctx: &Ctx, id: CallId) -> Result<Call, Problem> {
    let call = call(db, id).await?;
    access::require_sight(ctx, &call)?;
    Ok(call)
}

/// The call with this code (`IBZ-2026A`), if there is one.
pub async fn find_by_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<Call>, Problem> {
    one(db, Condition::all().add(call::Column::Code.eq(code))).await
}

/// Several calls, in one query per table.
pub async fn calls(db: &impl ConnectionTrait, ids: &[CallId]) -> Result<Vec<Call>, Problem> {
    let rows = store::select()
        .filter(call::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    store::assemble(db, rows).await
}

/// All calls of a programme, the latest deadline first.
pub async fn calls_of(db: &impl ConnectionTrait, programme: ProgrammeId) -> Result<Vec<Call>, Problem> {
    let rows = store::select()
        .filter(call::Column::ProgrammeId.eq(programme))
        .filter(is_real())
        .order_by_desc(call::Column::DeadlineAt)
        .all(db)
        .await?;
    store::assemble(db, rows).await
}

/// Id and code of the calls the person may see, the latest deadline first: one light statement, for filters.
pub async fn codes(db: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<(CallId, String)>, Problem> {
    codes_where(db, Condition::all().add(visible_to(ctx)).add(is_real())).await
}

/// As [`codes`], the calls in which an application may still be entered: from the opening until the decision,
/// because paper arrives late.
pub async fn codes_taking_applications(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
) -> Result<Vec<(CallId, String)>, Problem> {
    let taking = [CallState::Open, CallState::Closed, CallState::InSelection].map(|state| state.code());
    let taking = call::Column::State.is_in(taking);
    codes_where(db, Condition::all().add(visible_to(ctx)).add(taking)).await
}

async fn codes_where(
    db: &impl ConnectionTrait,
    condition: Condition,
) -> Result<Vec<(CallId, String)>, Problem> {
    Ok(store::select()
        .select_only()
        .column(call::Column::Id)
        .column(call::Column::Code)
        .filter(condition)
        .order_by_desc(call::Column::DeadlineAt)
        .limit(200)
        .into_tuple()
        .all(db)
        .await?)
}

/// Which calls a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub state: Option<CallState>,
    pub programme: Option<ProgrammeId>,
    /// `code`, `title`, `state`, `deadline`, with `-` before it for descending; otherwise the latest deadline first.
    pub sort: String,
}

/// The calls that the acting person may see, one page.
pub async fn list(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<Call>, Problem> {
    let mut query = store::select().filter(visible_to(ctx));
    query = match filter.state {
        Some(state) => query.filter(call::Column::State.eq(state.code())),
        None => query.filter(is_real()),
    };
    if let Some(programme) = filter.programme {
        query = query.filter(call::Column::ProgrammeId.eq(programme));
    }
    let (key, order) = match filter.sort.strip_prefix('-') {
        Some(key) => (key, sea_orm::Order::Desc),
        None => (filter.sort.as_str(), sea_orm::Order::Asc),
    };
    let query = match key {
        "code" => query.order_by(call::Column::Code, order),
        "title" => query.order_by(call::Column::TitleDe, order),
        "state" => query.order_by(call::Column::State, order),
        "deadline" => query.order_by(call::Column::DeadlineAt, order),
        _ => query.order_by_desc(call::Column::DeadlineAt),
    };
    assembled(
        db,
        page::fetch(db, query.order_by_asc(call::Column::Id), page).await?,
    )
    .await
}

async fn assembled(db: &impl ConnectionTrait, found: Page<call::Model>) -> Result<Page<Call>, Problem> {
    let items = store::assemble(db, found.items).await?;
    Ok(Page {
        items,
        total: found.total,
        page: found.page,
        per_page: found.per_page,
    })
}

/// Calls whose code or title contains the text, as far as the actor may see them, the latest deadline first.
pub(crate) async fn search(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    text: &str,
    limit: u64,
) -> Result<Vec<Call>, Problem> {
    let text = text.trim();
    if text.is_empty() || access::sight(ctx) == Sight::nothing() {
        return Ok(Vec::new());
    }
    let any_of = Condition::any()
        .add(call::Column::Code.contains(text.to_uppercase()))
        .add(call::Column::TitleDe.contains(text))
        .add(call::Column::TitleEn.contains(text));
    let rows = store::select()
        .filter(visible_to(ctx))
        .filter(is_real())
        .filter(any_of)
        .order_by_desc(call::Column::DeadlineAt)
        .limit(limit)
        .all(db)
        .await?;
    store::assemble(db, rows).await
}

/// The calls in a state on which the person acts in one of `roles`; for the home page.
pub(crate) async fn in_state_of(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    state: CallState,
    roles: &[base::Role],
) -> Result<Vec<Call>, Problem> {
    let programmes = ctx.scopes_of(roles, "programme");
    if programmes.is_empty() {
        return Ok(Vec::new());
    }
    let rows = store::select()
        .filter(call::Column::State.eq(state.code()))
        .filter(call::Column::ProgrammeId.is_in(programmes))
        .order_by_asc(call::Column::DeadlineAt)
        .all(db)
        .await?;
    store::assemble(db, rows).await
}

/// What everybody may read: calls that were published, the latest deadline first, one page.
pub async fn list_public(db: &impl ConnectionTrait, page: PageRequest) -> Result<Page<Call>, Problem> {
    let query = store::select()
        .filter(call::Column::PublishedAt.is_not_null())
        .filter(is_real())
        .order_by_desc(call::Column::DeadlineAt)
        .order_by_asc(call::Column::Id);
    assembled(db, page::fetch(db, query, page).await?).await
}

/// A call on which applications can be made now.
pub async fn open_calls(db: &impl ConnectionTrait) -> Result<Vec<Call>, Problem> {
    let rows = store::select()
        .filter(call::Column::State.eq(CallState::Open.code()))
        .order_by_asc(call::Column::DeadlineAt)
        .all(db)
        .await?;
    store::assemble(db, rows).await
}

/// Try-outs are listed nowhere unless they are asked for by their state (decision 0010).
fn is_real() -> Condition {
    Condition::all().add(call::Column::State.ne(CallState::Preview.code()))
}

/// The try-out of a draft, if there is one.
pub async fn preview_of(db: &impl ConnectionTrait, draft: CallId) -> Result<Option<Call>, Problem> {
    one(db, Condition::all().add(call::Column::PreviewOf.eq(draft))).await
}

/// The published editions of a call, the latest first.
pub async fn editions(db: &impl ConnectionTrait, call: CallId) -> Result<Vec<Edition>, Problem> {
    store::versions_of(db, call).await
}

fn visible_to(ctx: &Ctx) -> Condition {
    match access::sight(ctx) {
        Sight::All => Condition::all(),
        Sight::Some {
            programmes,
            calls,
            public,
        } => {
            let mut any = Condition::any()
                .add(call::Column::ProgrammeId.is_in(programmes))
                .add(call::Column::Id.is_in(calls));
            if public {
                any = any.add(call::Column::PublishedAt.is_not_null());
            }
            any
        }
    }
}

/// A programme. Error: `NotFound`.
pub async fn programme(db: &impl ConnectionTrait, id: ProgrammeId) -> Result<Programme, Problem> {
    store::find_programme(db, id)
        .await?
        .ok_or(Problem::NotFound { what: "programme" })
}

/// The programme with this code, if there is one.
pub async fn find_programme_by_code(
    db: &impl ConnectionTrait,
    code: &str,
) -> Result<Option<Programme>, Problem> {
    store::find_programme_by_code(db, code).await
}

/// All programmes, by code.
pub async fn programmes(db: &impl ConnectionTrait) -> Result<Vec<Programme>, Problem> {
    store::programmes(db).await
}

/// The programmes whose calls the person prepares.
pub async fn programmes_of_officer(db: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<Programme>, Problem> {
    let mine = ctx.scopes_of(access::OFFICERS, "programme");
    let mut all = store::programmes(db).await?;
    all.retain(|programme| mine.contains(&programme.id.0));
    Ok(all)
}

/// A programme as the acting person may see it: its offices, the administration, the operator. Error: `NotFound`.
pub async fn programme_for(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: ProgrammeId,
) -> Result<Programme, Problem> {
    let programme = programme(db, id).await?;
    if access::sees_programme(ctx, programme.id) {
        Ok(programme)
    } else {
        Err(Problem::not_found("programme"))
    }
}

/// The programmes that the acting person may see, by code.
pub async fn programmes_for(db: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<Programme>, Problem> {
    let mut all = store::programmes(db).await?;
    all.retain(|programme| access::sees_programme(ctx, programme.id));
    Ok(all)
}

/// The parameters of a programme as they are on `day` (handbook 2.12).
pub async fn parameters(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    day: NaiveDate,
) -> Result<Parameters, Problem> {
    Parameters::of(&parameter_values(db, programme, day).await?)
}

/// Every parameter as it is on `day`, with the stored value behind it: for pages that say where a figure comes from.
pub async fn parameter_values(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    day: NaiveDate,
) -> Result<Vec<Value>, Problem> {
    let rows = store::dated_values(db, programme).await?;
    Ok(parameters::values_on(&rows, day))
}

/// All values a parameter ever had or will have, the latest first.
pub async fn parameter_history(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    name: &str,
) -> Result<Vec<DatedValue>, Problem> {
    let mut rows = store::dated_values(db, programme).await?;
    rows.retain(|row| row.name == name);
    rows.reverse();
    Ok(rows)
}

/// The clauses a programme uses in notices on `day`, in the order in which notices say them.
pub async fn clauses(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    day: NaiveDate,
) -> Result<Vec<Clause>, Problem> {
    Ok(clauses::in_force(store::clauses(db, programme).await?, day))
}

/// All versions of a clause, with that of the house, the latest first; none for a code that is unknown.
pub async fn clause_history(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    code: &str,
) -> Result<Vec<Clause>, Problem> {
    Ok(clauses::history(store::clauses(db, programme).await?, code))
}

/// The next free code of a programme's call for a year: `IBZ-2026A`, then `IBZ-2026B` …
pub async fn next_code(
    db: &impl ConnectionTrait,
    programme: &Programme,
    year: i32,
) -> Result<String, Problem> {
    for letter in 'A'..='Z' {
        let code = format!("{}-{year}{letter}", programme.code);
        let taken = Condition::any()
            .add(call::Column::Code.eq(&code))
            .add(call::Column::NumberPrefix.eq(&code));
        if call::Entity::find().filter(taken).count(db).await? == 0 {
            return Ok(code);
        }
    }
    Ok(format!("{}-{year}", programme.code))
}
