//! What was known when, requests for more time, and interim statements: the days that a proof goes by.

use base::{Ctx, Problem};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use crate::model::{Clock, Extension, Interim, InterimState, ProofId};
use crate::store::{extension, interim, knowledge, proof};

/// The one-year clocks of a proof, in the order they were started.
pub async fn clocks_of(conn: &impl ConnectionTrait, proof: ProofId) -> Result<Vec<Clock>, Problem> {
    let editions = knowledge::Entity::find()
        .filter(knowledge::Column::ProofId.eq(proof))
        .order_by_asc(knowledge::Column::RootId)
        .order_by_asc(knowledge::Column::Edition)
        .all(conn)
        .await?;
    Ok(Clock::all(editions))
}

/// The proof that a record of knowledge belongs to.
pub(crate) async fn proof_of_clock(
    conn: &impl ConnectionTrait,
    root: Uuid,
) -> Result<Option<ProofId>, Problem> {
    let found = knowledge::Entity::find_by_id(root).one(conn).await?;
    Ok(found.map(|row| row.proof_id))
}

/// The requests for more time, the earliest first.
pub async fn extensions_of(conn: &impl ConnectionTrait, proof: ProofId) -> Result<Vec<Extension>, Problem> {
    Ok(extension::Entity::find()
        .filter(extension::Column::ProofId.eq(proof))
        .order_by_asc(extension::Column::Id)
        .all(conn)
        .await?)
}

/// The interim statements, by year.
pub async fn interims_of(conn: &impl ConnectionTrait, proof: ProofId) -> Result<Vec<Interim>, Problem> {
    Ok(interim::Entity::find()
        .filter(interim::Column::ProofId.eq(proof))
        .order_by_asc(interim::Column::Year)
        .all(conn)
        .await?)
}

/// Those that wait for somebody among the proofs the person may see, at most 500.
pub(crate) async fn interims_waiting(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
) -> Result<Vec<Interim>, Problem> {
    let seen = super::visible(ctx)
        .select_only()
        .column(proof::Column::Id)
        .into_query();
    let states = [InterimState::Due, InterimState::Overdue, InterimState::Submitted];
    Ok(interim::Entity::find()
        .filter(interim::Column::State.is_in(states))
        .filter(interim::Column::ProofId.in_subquery(seen))
        .order_by_asc(interim::Column::DueOn)
        .limit(500)
        .all(conn)
        .await?)
}

/// One of them. Error: not found.
pub(crate) async fn interim(conn: &impl ConnectionTrait, id: Uuid) -> Result<Interim, Problem> {
    let found = interim::Entity::find_by_id(id).one(conn).await?;
    found.ok_or(Problem::not_found("interim statement"))
}
