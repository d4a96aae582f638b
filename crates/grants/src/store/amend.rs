//! Writing amendments and shares.

use base::Problem;
use base_db::Unit;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{amendment, amendment_item, share};
use crate::model::{Amendment, AmendmentId, Change, GrantId, Share};

/// The amendment, held until the unit ends. Error: not found.
pub(crate) async fn load_amendment(unit: &Unit<'_>, id: AmendmentId) -> Result<Amendment, Problem> {
    amendment::Entity::find_by_id(id)
        .lock_exclusive()
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("amendment"))
}

/// A new amendment. Error: `Stale` when a colleague took the number or one of the kinds at the same moment.
pub(crate) async fn insert_amendment(
    unit: &Unit<'_>,
    row: &Amendment,
    changes: &[Change],
) -> Result<(), Problem> {
    let new = row.clone().into_active_model().reset_all();
    let inserted = base_db::insert_new(unit.conn(), vec![new]).await?;
    if inserted != 1 {
        return Err(Problem::Stale);
    }
    insert_items(unit, row, changes).await
}

async fn insert_items(unit: &Unit<'_>, of: &Amendment, changes: &[Change]) -> Result<(), Problem> {
    let mut rows = Vec::new();
    for change in changes {
        let row = amendment_item::Model {
            id: Uuid::now_v7(),
            amendment_id: of.id,
            grant_id: of.grant_id,
            kind: change.kind(),
            wanted: serde_json::to_string(change).map_err(Problem::broken)?,
            is_open: true,
        };
        rows.push(row.into_active_model().reset_all());
    }
    let count = rows.len() as u64;
    if base_db::insert_new(unit.conn(), rows).await? == count {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}

/// Other wishes for an amendment that is still a draft.
pub(crate) async fn replace_items(
    unit: &Unit<'_>,
    of: &Amendment,
    changes: &[Change],
) -> Result<(), Problem> {
    amendment_item::Entity::delete_many()
        .filter(amendment_item::Column::AmendmentId.eq(of.id))
        .exec(unit.conn())
        .await?;
    insert_items(unit, of, changes).await
}

/// Nothing more can come of it: its kinds are free for another request.
pub(crate) async fn close_items(unit: &Unit<'_>, id: AmendmentId) -> Result<(), Problem> {
    amendment_item::Entity::update_many()
        .col_expr(amendment_item::Column::IsOpen, Expr::value(false))
        .filter(amendment_item::Column::AmendmentId.eq(id))
        .exec(unit.conn())
        .await?;
    Ok(())
}

/// Writes `after` if nobody else changed the row since `before` was read. Error: `Stale`.
pub(crate) async fn update_amendment(
    unit: &Unit<'_>,
    before: &Amendment,
    after: &Amendment,
) -> Result<(), Problem> {
    let done = amendment::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(amendment::Column::Id.eq(before.id))
        .filter(amendment::Column::Version.eq(before.version))
        .filter(amendment::Column::State.eq(before.state))
        .exec(unit.conn())
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}

/// The shares of a version of an award.
pub(crate) async fn insert_shares(
    unit: &Unit<'_>,
    grant: GrantId,
    award: i64,
    shares: &[Share],
) -> Result<(), Problem> {
    insert_shares_of(unit, award, &[(grant, shares.to_vec())]).await
}

/// The shares of several grants, of the same version of their awards.
pub(crate) async fn insert_shares_of(
    unit: &Unit<'_>,
    award: i64,
    all: &[(GrantId, Vec<Share>)],
) -> Result<(), Problem> {
    let mut rows = Vec::new();
    for (grant, shares) in all {
        for (position, share) in (0..).zip(shares) {
            let row = share::Model {
                id: Uuid::now_v7(),
                grant_id: *grant,
                award,
                position,
                body_id: share.body_id,
                name: share.name.clone(),
                population: share.population,
                amount: share.amount,
            };
            rows.push(row.into_active_model().reset_all());
        }
    }
    base_db::insert_all(unit.conn(), rows).await
}

/// Other shares for a grant that is still being prepared.
pub(crate) async fn replace_shares(
    unit: &Unit<'_>,
    grant: GrantId,
    award: i64,
    shares: &[Share],
) -> Result<(), Problem> {
    share::Entity::delete_many()
        .filter(share::Column::GrantId.eq(grant))
        .exec(unit.conn())
        .await?;
    insert_shares(unit, grant, award, shares).await
}
