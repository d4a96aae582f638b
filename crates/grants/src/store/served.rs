//! Writing deliveries, consents, requests for reinstatement and answers to offers.

use base::{PersonId, Problem};
use base_db::{Unit, is_unique_violation};
use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Value,
};

use super::{consent, delivery, offer_answer, reinstatement};
use crate::model::{DeliveryId, NoticeDelivery, OfferAnswer, PortalConsent, Reinstatement, ReinstatementId};

/// A colleague was first.
fn only_once(error: DbErr) -> Problem {
    if is_unique_violation(&error) {
        Problem::Stale
    } else {
        error.into()
    }
}

fn changed_one(rows: u64) -> Result<(), Problem> {
    if rows == 1 { Ok(()) } else { Err(Problem::Stale) }
}

/// The delivery, held until the unit ends. Error: not found.
pub(crate) async fn load_delivery(unit: &Unit<'_>, id: DeliveryId) -> Result<NoticeDelivery, Problem> {
    delivery::Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("delivery"))
}

pub(crate) async fn insert_delivery(unit: &Unit<'_>, row: &NoticeDelivery) -> Result<(), Problem> {
    delivery::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}

/// Writes `after` if nobody else changed the row since `before` was read. Error: `Stale`.
pub(crate) async fn update_delivery(
    unit: &Unit<'_>,
    before: &NoticeDelivery,
    after: &NoticeDelivery,
) -> Result<(), Problem> {
    let done = delivery::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(delivery::Column::Id.eq(before.id))
        .filter(delivery::Column::Version.eq(before.version))
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)
}

/// Error: `Stale` when one is in force already.
pub(crate) async fn insert_consent(unit: &Unit<'_>, row: &PortalConsent) -> Result<(), Problem> {
    consent::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await
        .map_err(only_once)?;
    Ok(())
}

/// Ends a consent that is in force. Error: `Stale` when it was revoked already.
pub(crate) async fn revoke_consent(
    unit: &Unit<'_>,
    row: &PortalConsent,
    on: NaiveDate,
    by: Option<PersonId>,
    note: &str,
) -> Result<(), Problem> {
    let done = consent::Entity::update_many()
        .col_expr(consent::Column::RevokedOn, Expr::value(on))
        .col_expr(
            consent::Column::RevokedBy,
            Expr::value(Value::Uuid(by.map(|person| person.0))),
        )
        .col_expr(consent::Column::RevokedNote, Expr::value(note))
        .filter(consent::Column::Id.eq(row.id))
        .filter(consent::Column::RevokedOn.is_null())
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)
}

/// The request, held until the unit ends. Error: not found.
pub(crate) async fn load_reinstatement(
    unit: &Unit<'_>,
    id: ReinstatementId,
) -> Result<Reinstatement, Problem> {
    reinstatement::Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("reinstatement"))
}

/// Error: `Stale` when one for the same act is open.
pub(crate) async fn insert_reinstatement(unit: &Unit<'_>, row: &Reinstatement) -> Result<(), Problem> {
    reinstatement::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await
        .map_err(only_once)?;
    Ok(())
}

/// As [`update_delivery`].
pub(crate) async fn update_reinstatement(
    unit: &Unit<'_>,
    before: &Reinstatement,
    after: &Reinstatement,
) -> Result<(), Problem> {
    let done = reinstatement::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(reinstatement::Column::Id.eq(before.id))
        .filter(reinstatement::Column::Version.eq(before.version))
        .exec(unit.conn())
        .await?;
    changed_one(done.rows_affected)
}

/// Error: `Stale` when the offer is answered already.
pub(crate) async fn insert_answer(unit: &Unit<'_>, row: &OfferAnswer) -> Result<(), Problem> {
    offer_answer::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(unit.conn())
        .await
        .map_err(only_once)?;
    Ok(())
}
