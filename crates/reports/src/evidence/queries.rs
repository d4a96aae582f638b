//! Reads of packets, always as far as the person may have them.

use applications::ApplicationId;
use base::{Ctx, Problem};
use calls::CallId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::access::visible;
use super::model::{Packet, PacketState};
use super::store::{case, packet};

/// Packets of one case or call that are shown at most.
const SHOWN: u64 = 20;

/// A packet. Error: not found, also when the person may not have it.
pub async fn packet(db: &impl ConnectionTrait, ctx: &Ctx, id: Uuid) -> Result<Packet, Problem> {
    packet::Entity::find_by_id(id)
        .filter(visible(ctx))
        .one(db)
        .await?
        .ok_or(Problem::not_found("evidence"))
}

/// The latest packets of one case, newest first.
pub async fn packets_of_case(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    case: ApplicationId,
) -> Result<Vec<Packet>, Problem> {
    Ok(packet::Entity::find()
        .filter(visible(ctx))
        .filter(packet::Column::ApplicationId.eq(case))
        .order_by_desc(packet::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await?)
}

/// The latest packets of a whole call, newest first.
pub async fn packets_of_call(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: CallId,
) -> Result<Vec<Packet>, Problem> {
    Ok(packet::Entity::find()
        .filter(visible(ctx))
        .filter(packet::Column::CallId.eq(call))
        .filter(packet::Column::ApplicationId.is_null())
        .order_by_desc(packet::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await?)
}

/// How many packets of the case, or of the whole call, were asked for since an instant, whoever did.
pub(super) async fn asked_since(
    db: &impl ConnectionTrait,
    call: CallId,
    case: Option<ApplicationId>,
    since: chrono::DateTime<chrono::Utc>,
) -> Result<u64, Problem> {
    let query = packet::Entity::find()
        .filter(packet::Column::CallId.eq(call))
        .filter(packet::Column::RequestedAt.gte(since));
    let query = match case {
        Some(case) => query.filter(packet::Column::ApplicationId.eq(case)),
        None => query.filter(packet::Column::ApplicationId.is_null()),
    };
    Ok(query.count(db).await?)
}

/// Whether a packet of the whole call is being made for this person.
pub(super) async fn is_running(
    db: &impl ConnectionTrait,
    call: CallId,
    person: base::PersonId,
) -> Result<bool, Problem> {
    let running = packet::Entity::find()
        .filter(packet::Column::CallId.eq(call))
        .filter(packet::Column::ApplicationId.is_null())
        .filter(packet::Column::RequestedBy.eq(person))
        .filter(packet::Column::State.is_in([PacketState::Requested, PacketState::Building]))
        .one(db)
        .await?;
    Ok(running.is_some())
}

/// The cases that a packet was asked for, in the order they were asked for.
pub(super) async fn cases_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<ApplicationId>, Problem> {
    let rows = case::Entity::find()
        .filter(case::Column::PacketId.eq(id))
        .order_by_asc(case::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.application_id).collect())
}
