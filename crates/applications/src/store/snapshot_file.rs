//! Table `application_snapshot_file`.

use sea_orm::entity::prelude::*;

use crate::model::SnapshotKind;

/// A PDF made of a snapshot. Never altered: the public page answers for its hash.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_snapshot_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub snapshot_id: Uuid,
    pub kind: SnapshotKind,
    /// In `stored_file`.
    pub file_id: Uuid,
    pub sha256: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
