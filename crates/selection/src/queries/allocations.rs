//! Proposals and saved versions of the allocation.

use sea_orm::sea_query::{Expr, ExprTrait, Query};

use super::*;

/// What can be funded along the frozen ranking: applications in a state that can still be decided or is, above the
/// thresholds, with something to fund; in ranking order, as far as the person may see them. `None` without a frozen
/// ranking.
pub async fn proposal(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
) -> Result<Option<(Ranking, Vec<Candidate>)>, Problem> {
    candidates(db, ctx, call, applications::rules::FROZEN).await
}

/// The same, only what is not decided yet.
pub(crate) async fn open_proposal(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
) -> Result<Option<(Ranking, Vec<Candidate>)>, Problem> {
    candidates(db, ctx, call, OPEN).await
}

async fn candidates(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    states: &[ApplicationState],
) -> Result<Option<(Ranking, Vec<Candidate>)>, Problem> {
    let Some(ranking) = assessment::latest_ranking(db, call.id).await? else {
        return Ok(None);
    };
    let cases: HashMap<ApplicationId, Application> = applications::of_call(db, ctx, call.id, states)
        .await?
        .into_iter()
        .map(|case| (case.id, case))
        .collect();
    let candidates = ranking
        .entries
        .iter()
        .filter(|entry| !entry.below_threshold)
        .filter_map(|entry| {
            let case = cases.get(&entry.application_id)?;
            let fundable = applications::fundable(case, call);
            (fundable.0 > 0).then_some(Candidate {
                application: case.id,
                rank: entry.rank,
                fundable,
            })
        })
        .collect();
    Ok(Some((ranking, candidates)))
}

/// One saved allocation with its lines by its id. Error: not found.
pub(crate) async fn allocation_of(
    db: &impl ConnectionTrait,
    id: AllocationId,
) -> Result<SavedAllocation, Problem> {
    let found = version::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("allocation"))?;
    with_lines(db, found).await
}

/// The line of an application in a saved allocation.
pub(crate) async fn line_of(
    db: &impl ConnectionTrait,
    allocation: AllocationId,
    application: ApplicationId,
) -> Result<Option<SavedLine>, Problem> {
    let row = line::Entity::find()
        .filter(line::Column::AllocationId.eq(allocation))
        .filter(line::Column::ApplicationId.eq(application))
        .one(db)
        .await?;
    Ok(row.map(saved_line))
}

/// The saved allocations of a call without lines, newest first.
pub async fn allocations(db: &impl ConnectionTrait, call: CallId) -> Result<Vec<AllocationVersion>, Problem> {
    Ok(version::Entity::find()
        .filter(version::Column::CallId.eq(call))
        .order_by_desc(version::Column::Version)
        .all(db)
        .await?)
}

/// The calls whose newest saved allocation waits for the budget officer, of every programme.
pub(crate) async fn calls_to_approve(db: &impl ConnectionTrait) -> Result<Vec<CallId>, Problem> {
    use version::Column::{CallId as OfCall, Version};
    let newer = "newer";
    let replaced = Query::select()
        .expr(Expr::value(1))
        .from_as(version::Entity, newer)
        .and_where(Expr::col((newer, OfCall)).equals((version::Entity, OfCall)))
        .and_where(Expr::col((newer, Version)).gt(Expr::col((version::Entity, Version))))
        .take();
    let rows = version::Entity::find()
        .filter(version::Column::ApprovedAt.is_null())
        .filter(Expr::not_exists(replaced))
        .order_by_asc(version::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.call_id).collect())
}

/// The newest saved allocation with its lines.
pub async fn latest_allocation(
    db: &impl ConnectionTrait,
    call: CallId,
) -> Result<Option<SavedAllocation>, Problem> {
    match allocations(db, call).await?.into_iter().next() {
        Some(version) => Ok(Some(with_lines(db, version).await?)),
        None => Ok(None),
    }
}

/// One saved allocation with its lines. Error: not found.
pub async fn allocation(
    db: &impl ConnectionTrait,
    call: CallId,
    number: i64,
) -> Result<SavedAllocation, Problem> {
    let found = version::Entity::find()
        .filter(version::Column::CallId.eq(call))
        .filter(version::Column::Version.eq(number))
        .one(db)
        .await?
        .ok_or(Problem::not_found("allocation"))?;
    with_lines(db, found).await
}

async fn with_lines(
    db: &impl ConnectionTrait,
    version: AllocationVersion,
) -> Result<SavedAllocation, Problem> {
    let rows = line::Entity::find()
        .filter(line::Column::AllocationId.eq(version.id))
        .order_by_asc(line::Column::Position)
        .all(db)
        .await?;
    let lines = rows.into_iter().map(saved_line).collect();
    Ok(SavedAllocation { version, lines })
}

fn saved_line(row: line::Model) -> SavedLine {
    SavedLine {
        application_id: row.application_id,
        rank: row.rank,
        fundable: row.fundable,
        amount: row.amount,
        reserve_position: row.reserve_position,
    }
}
