//! Table `proof_report`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::ProofId;

/// What is being written, as JSON of [`crate::model::Report`].
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proof_report")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProofId,
    pub content: String,
    pub saved_by: Option<PersonId>,
    pub saved_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
