//! Table `grant_amendment_item`: the single wishes of an amendment.

use sea_orm::entity::prelude::*;

use crate::model::{AmendmentId, AmendmentKind, Change, GrantId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_amendment_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub amendment_id: AmendmentId,
    pub grant_id: GrantId,
    pub kind: AmendmentKind,
    /// JSON: a [`Change`].
    pub wanted: String,
    /// As long as the amendment can still come to something.
    pub is_open: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Error: `Broken` for something that is no change.
    pub(crate) fn change(&self) -> Result<Change, base::Problem> {
        serde_json::from_str(&self.wanted)
            .map_err(|error| base::Problem::broken(format!("amendment item {}: {error}", self.id)))
    }
}
