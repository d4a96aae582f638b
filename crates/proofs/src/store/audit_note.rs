//! Table `proof_audit_note`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::ProofId;

/// The Prüfvermerk, for good.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proof_audit_note")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proof_id: ProofId,
    pub edition: i64,
    pub submission_id: Uuid,
    /// JSON of [`crate::model::Examination`].
    pub content: String,
    pub content_sha256: String,
    pub examined_by: Option<PersonId>,
    pub examined_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
