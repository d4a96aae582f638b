//! Table `proof_submission`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::{ProofForm, ProofId};

/// What was handed in, word for word, for good.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proof_submission")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proof_id: ProofId,
    pub edition: i64,
    pub form: ProofForm,
    /// JSON: the report, the vouchers and the files with their hashes.
    pub content: String,
    pub content_sha256: String,
    /// It came on paper; an officer put it in.
    pub on_paper: bool,
    pub submitted_by: Option<PersonId>,
    pub submitted_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
