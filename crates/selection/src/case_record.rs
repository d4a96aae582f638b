//! What the tables hold of one case: items on agendas, who was there, who was not, ballots, offers. For its evidence
//! packet; the caller has checked who may read it.

use applications::ApplicationId;
use base::Problem;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::model::{Concern, DecisionId, Exclusion, Item, MeetingId, ReserveOffer};
use crate::store::{attendance, ballot, concern, exclusion, item, offer, recusal};

/// The case on the agendas of meetings, the first one first.
pub(crate) async fn items(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Item>, Problem> {
    Ok(item::Entity::find()
        .filter(item::Column::ApplicationId.eq(id))
        .order_by_asc(item::Column::Id)
        .all(db)
        .await?)
}

/// The seats of a meeting that were taken.
pub(crate) async fn attendance(
    db: &impl ConnectionTrait,
    meeting: MeetingId,
) -> Result<Vec<attendance::Model>, Problem> {
    Ok(attendance::Entity::find()
        .filter(attendance::Column::MeetingId.eq(meeting))
        .all(db)
        .await?)
}

/// Who took no part in an item.
pub(crate) async fn exclusions(db: &impl ConnectionTrait, item: Uuid) -> Result<Vec<Exclusion>, Problem> {
    Ok(exclusion::Entity::find()
        .filter(exclusion::Column::ItemId.eq(item))
        .order_by_asc(exclusion::Column::Id)
        .all(db)
        .await?)
}

/// Who declared beforehand to take no part in the case.
pub(crate) async fn recusals(
    db: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Vec<recusal::Model>, Problem> {
    Ok(recusal::Entity::find()
        .filter(recusal::Column::ApplicationId.eq(id))
        .order_by_asc(recusal::Column::Id)
        .all(db)
        .await?)
}

/// Whose concern of bias there was in the case, and what was decided about it.
pub(crate) async fn concerns(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Concern>, Problem> {
    Ok(concern::Entity::find()
        .filter(concern::Column::ApplicationId.eq(id))
        .order_by_asc(concern::Column::Id)
        .all(db)
        .await?)
}

/// The ballots of a circular vote on an item.
pub(crate) async fn ballots(db: &impl ConnectionTrait, item: Uuid) -> Result<Vec<ballot::Model>, Problem> {
    Ok(ballot::Entity::find()
        .filter(ballot::Column::ItemId.eq(item))
        .order_by_asc(ballot::Column::Id)
        .all(db)
        .await?)
}

/// How often a place on the reserve list was asked.
pub(crate) async fn offers(
    db: &impl ConnectionTrait,
    decision: DecisionId,
) -> Result<Vec<ReserveOffer>, Problem> {
    Ok(offer::Entity::find()
        .filter(offer::Column::DecisionId.eq(decision))
        .order_by_asc(offer::Column::Id)
        .all(db)
        .await?)
}
