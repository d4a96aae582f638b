//! Reads for pages, the API and later crates. Whatever takes a [`Ctx`] is scoped to what that person may see.

use std::collections::HashMap;

use applications::{Application, ApplicationId, ApplicationState};
use base::{Cents, Ctx, Problem};
use base_db::{Page, PageRequest, page, sum_cents};
use budget::{BudgetLineId, Pot};
use calls::CallId;
use municipalities::BodyId;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use crate::access;
use crate::model::{Grant, GrantId, GrantMode, GrantState, Notice, Tranche, TrancheAccount};
use crate::store::{grant, notice, tranche};

/// A grant, without asking who wants it. Error: not found.
pub async fn grant(db: &impl ConnectionTrait, id: GrantId) -> Result<Grant, Problem> {
    grant::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("grant"))
}

/// The grant of a case that is not declined, if there is one. The caller has loaded the case.
pub async fn grant_of(
    db: &impl ConnectionTrait,
    application: ApplicationId,
) -> Result<Option<Grant>, Problem> {
    Ok(grant::Entity::find()
        .filter(grant::Column::ApplicationId.eq(application))
        .filter(grant::Column::State.ne(GrantState::Declined))
        .one(db)
        .await?)
}

/// The living or, failing that, the last declined grant of a case.
pub(crate) async fn latest_of(
    db: &impl ConnectionTrait,
    application: ApplicationId,
) -> Result<Option<Grant>, Problem> {
    let all = grant::Entity::find()
        .filter(grant::Column::ApplicationId.eq(application))
        .order_by_desc(grant::Column::Id)
        .all(db)
        .await?;
    let living = all
        .iter()
        .find(|grant| grant.state != GrantState::Declined)
        .cloned();
    Ok(living.or_else(|| all.into_iter().next()))
}

/// The grants of these cases that are not declined, by case. One statement per 1,000.
pub async fn grants_of(
    db: &impl ConnectionTrait,
    applications: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Grant>, Problem> {
    let mut all = HashMap::new();
    for chunk in applications.chunks(1_000) {
        let found = grant::Entity::find()
            .filter(grant::Column::ApplicationId.is_in(chunk.iter().copied()))
            .filter(grant::Column::State.ne(GrantState::Declined))
            .all(db)
            .await?;
        all.extend(found.into_iter().map(|grant| (grant.application_id, grant)));
    }
    Ok(all)
}

/// A grant with its case, as the person may see them. Error: not found.
pub async fn seen(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    id: GrantId,
) -> Result<(Grant, Application), Problem> {
    let grant = grant(db, id).await?;
    let application = seen_case(db, ctx, &grant).await?;
    Ok((grant, application))
}

/// The case of a grant. Error: not found, also when the person may see the case but not the grant.
pub(crate) async fn seen_case(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    grant: &Grant,
) -> Result<Application, Problem> {
    let application = applications::find(db, ctx, grant.application_id).await?;
    access::may_see(ctx, grant)?;
    application.ok_or(Problem::not_found("grant"))
}

fn visible(ctx: &Ctx) -> Select<grant::Entity> {
    let cases: SelectStatement = Query::select()
        .column("id")
        .from("application")
        .cond_where(applications::visible_to(ctx))
        .to_owned();
    let mut query = grant::Entity::find().filter(grant::Column::ApplicationId.in_subquery(cases));
    if !ctx.is_system() {
        let offices = ctx.scopes_of(access::OFFICE, "programme");
        let bodies = ctx.scopes_of(&[base::Role::KE, base::Role::KZ], "body");
        let internal = [GrantState::Prepared, GrantState::Countersigned];
        let mine = Condition::all()
            .add(grant::Column::BodyId.is_in(bodies))
            .add(grant::Column::State.is_not_in(internal));
        query = query.filter(
            Condition::any()
                .add(grant::Column::ProgrammeId.is_in(offices))
                .add(mine),
        );
    }
    query
}

/// The grants of a call in one of `states` (all when empty) that the person may see, by number.
pub async fn of_call(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
    states: &[GrantState],
) -> Result<Vec<Grant>, Problem> {
    let mut query = visible(ctx).filter(grant::Column::CallId.eq(call));
    if !states.is_empty() {
        query = query.filter(grant::Column::State.is_in(states.iter().copied()));
    }
    Ok(query.order_by_asc(grant::Column::Number).all(db).await?)
}

/// One page of the grants of a call: two statements.
pub async fn list(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
    state: Option<GrantState>,
    request: PageRequest,
) -> Result<Page<Grant>, Problem> {
    let mut query = visible(ctx).filter(grant::Column::CallId.eq(call));
    if let Some(state) = state {
        query = query.filter(grant::Column::State.eq(state));
    }
    page::fetch(
        db,
        query
            .order_by_asc(grant::Column::Number)
            .order_by_asc(grant::Column::Id),
        request,
    )
    .await
}

/// The grants in these states that the person may see, at most `limit`, oldest first; for the home page.
pub(crate) async fn waiting(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    states: &[GrantState],
) -> Result<Vec<Grant>, Problem> {
    let query = visible(ctx).filter(grant::Column::State.is_in(states.iter().copied()));
    Ok(query.order_by_asc(grant::Column::Id).all(db).await?)
}

/// The tranches in force of several grants in one statement per 1,000, each list in the order of years.
pub async fn tranches(
    db: &impl ConnectionTrait,
    ids: &[GrantId],
) -> Result<HashMap<GrantId, Vec<Tranche>>, Problem> {
    let mut all: HashMap<GrantId, Vec<Tranche>> = HashMap::new();
    for chunk in ids.chunks(1_000) {
        for row in in_force(chunk).all(db).await? {
            all.entry(row.grant_id).or_default().push(row.tranche()?);
        }
    }
    for parts in all.values_mut() {
        parts.sort_unstable();
    }
    Ok(all)
}

/// Tranches whose version is the one their grant names.
fn in_force(ids: &[GrantId]) -> Select<tranche::Entity> {
    let version = Query::select()
        .column(grant::Column::Award)
        .from(grant::Entity)
        .cond_where(
            Expr::col((grant::Entity, grant::Column::Id)).equals((tranche::Entity, tranche::Column::GrantId)),
        )
        .to_owned();
    tranche::Entity::find()
        .filter(tranche::Column::GrantId.is_in(ids.iter().copied()))
        .filter(Expr::col((tranche::Entity, tranche::Column::Award)).eq(SimpleExpr::from(version)))
}

/// The tranches in force of one grant with what is ordered and paid of them, in the order of years.
pub async fn accounts_of(db: &impl ConnectionTrait, id: GrantId) -> Result<Vec<TrancheAccount>, Problem> {
    let rows = in_force(&[id]).all(db).await?;
    let mut accounts = rows
        .iter()
        .map(tranche::Model::account)
        .collect::<Result<Vec<_>, _>>()?;
    accounts.sort_unstable_by_key(|account| account.tranche);
    Ok(accounts)
}

/// The tranches in force of one grant, in the order of years.
pub async fn tranches_of(db: &impl ConnectionTrait, id: GrantId) -> Result<Vec<Tranche>, Problem> {
    Ok(tranches(db, &[id]).await?.remove(&id).unwrap_or_default())
}

/// The notice in force, if one was issued.
pub async fn notice_of(db: &impl ConnectionTrait, id: GrantId) -> Result<Option<Notice>, Problem> {
    Ok(notice::Entity::find()
        .filter(notice::Column::GrantId.eq(id))
        .order_by_desc(notice::Column::Version)
        .one(db)
        .await?)
}

/// The support in kind of a programme that was granted and not declined: an engagement may open for each.
pub async fn issued_in_kind(db: &impl ConnectionTrait, programme: Uuid) -> Result<Vec<Grant>, Problem> {
    Ok(grant::Entity::find()
        .filter(grant::Column::ProgrammeId.eq(programme))
        .filter(grant::Column::Mode.eq(GrantMode::InKind))
        .filter(grant::Column::State.is_in([GrantState::Issued, GrantState::Accepted]))
        .order_by_asc(grant::Column::Number)
        .all(db)
        .await?)
}

/// What other living grants of the case hold of its cap.
pub(crate) async fn used_cap(
    db: &impl ConnectionTrait,
    application: ApplicationId,
    but: Option<GrantId>,
) -> Result<Cents, Problem> {
    let living = grant::Entity::find()
        .filter(grant::Column::ApplicationId.eq(application))
        .filter(grant::Column::State.ne(GrantState::Declined))
        .all(db)
        .await?;
    Ok(living
        .iter()
        .filter(|grant| Some(grant.id) != but)
        .map(|grant| grant.amount)
        .sum())
}

/// The living grants of these bodies, whoever asks: the office checks them for double funding (handbook 2.11).
pub(crate) async fn of_bodies(db: &impl ConnectionTrait, bodies: &[BodyId]) -> Result<Vec<Grant>, Problem> {
    let mut all = Vec::new();
    for chunk in bodies.chunks(1_000) {
        let found = grant::Entity::find()
            .filter(grant::Column::BodyId.is_in(chunk.iter().copied()))
            .filter(grant::Column::State.ne(GrantState::Declined))
            .all(db)
            .await?;
        all.extend(found);
    }
    Ok(all)
}

/// The selected cases of a call without a living grant, by number.
pub(crate) async fn to_prepare(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
) -> Result<Vec<Application>, Problem> {
    let selected = applications::of_call(db, ctx, call, &[ApplicationState::Selected]).await?;
    let ids: Vec<ApplicationId> = selected.iter().map(|application| application.id).collect();
    let granted = grants_of(db, &ids).await?;
    Ok(selected
        .into_iter()
        .filter(|application| !granted.contains_key(&application.id))
        .collect())
}

/// What the ledger holds reserved for a case in these pots, by year and kind of means.
pub(crate) async fn reserved(
    db: &impl ConnectionTrait,
    pots: &[Pot],
    application: ApplicationId,
) -> Result<Vec<Tranche>, Problem> {
    let rows = budget::of_application(db, application.0).await?;
    let held = pots.iter().map(|pot| {
        let cents = rows
            .iter()
            .filter(|row| row.pot_id == pot.id)
            .map(|row| row.delta.reserved)
            .sum();
        Tranche {
            year: pot.year,
            kind: pot.kind,
            amount: Cents(cents),
        }
    });
    Ok(held.filter(|part| part.amount.0 > 0).collect())
}

/// The pots of a call's budget line; none without a line.
pub(crate) async fn pots(db: &impl ConnectionTrait, line: Option<BudgetLineId>) -> Result<Vec<Pot>, Problem> {
    match line {
        Some(line) => budget::pots(db, line).await,
        None => Ok(Vec::new()),
    }
}

/// How many grants of a call are in a state, and their amounts together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    pub state: GrantState,
    pub count: i64,
    pub amount: Cents,
}

/// The sums of a call by state, in the order of a grant's life, as far as the person may see them: one statement.
pub async fn totals(db: &impl ConnectionTrait, ctx: &Ctx, call: CallId) -> Result<Vec<Total>, Problem> {
    let sums: Vec<(GrantState, i64, i64)> = visible(ctx)
        .filter(grant::Column::CallId.eq(call))
        .select_only()
        .column(grant::Column::State)
        .column_as(grant::Column::Id.count(), "number_of")
        .column_as(sum_cents(grant::Column::Amount), "amount")
        .group_by(grant::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let mut totals: Vec<Total> = sums
        .into_iter()
        .map(|(state, count, cents)| Total {
            state,
            count,
            amount: Cents(cents),
        })
        .collect();
    totals.sort_unstable_by_key(|total| total.state);
    Ok(totals)
}
