//! Table `proof_extension`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::ProofId;

/// A later due date: asked for, and granted or not.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proof_extension")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proof_id: ProofId,
    /// The due date that it was to replace.
    pub before_on: Date,
    pub wanted_on: Date,
    pub reason: String,
    pub asked_by: Option<PersonId>,
    pub asked_at: DateTimeUtc,
    /// None while it is open, and where it was refused.
    pub granted_on: Option<Date>,
    pub answer: String,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
