//! Table `proof_file`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::ProofId;

/// A file beside the proof.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proof_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proof_id: ProofId,
    pub file_id: Uuid,
    pub label: String,
    pub added_by: Option<PersonId>,
    pub added_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
