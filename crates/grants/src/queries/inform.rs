//! Reads of what grantees told.

use std::collections::BTreeMap;

use base::{Ctx, Problem};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::model::{Grant, GrantId, Information};
use crate::store::{grant, information};

/// What the grantee told, the latest first.
pub async fn informations_of(db: &impl ConnectionTrait, id: GrantId) -> Result<Vec<Information>, Problem> {
    Ok(information::Entity::find()
        .filter(information::Column::GrantId.eq(id))
        .order_by_desc(information::Column::Id)
        .all(db)
        .await?)
}

/// Grants of which something was told that nobody has taken note of, as far as the person may see them.
pub(crate) async fn unnoted(db: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<Grant>, Problem> {
    let rows = information::Entity::find()
        .filter(information::Column::NotedAt.is_null())
        .order_by_asc(information::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<GrantId> = rows.iter().map(|row| row.grant_id).collect();
    let mut grants = BTreeMap::new();
    for chunk in ids.chunks(1_000) {
        let found = super::visible(ctx)
            .filter(grant::Column::Id.is_in(chunk.iter().copied()))
            .all(db)
            .await?;
        grants.extend(found.into_iter().map(|grant| (grant.id, grant)));
    }
    Ok(grants.into_values().collect())
}
