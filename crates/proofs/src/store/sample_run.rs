//! Table `sample_run`.

use base::{PersonId, Rate};
use sea_orm::entity::prelude::*;

use crate::model::SampleRunId;

/// A draw, with everything needed to repeat it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sample_run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SampleRunId,
    pub programme_id: Uuid,
    /// Of the receipt of the proofs.
    pub year: i64,
    /// [`crate::rules::sample::METHOD`].
    pub method: String,
    pub seed: String,
    pub rate: Rate,
    /// Ids of the grants, as JSON.
    pub list: String,
    pub list_sha256: String,
    pub drawn: String,
    pub listed: i64,
    pub drawn_count: i64,
    pub created_by: Option<PersonId>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
