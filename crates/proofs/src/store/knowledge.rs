//! Table `proof_knowledge`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::ProofId;

/// When the authority knew which facts: the first edition, or a correction of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proof_knowledge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The id of the first edition.
    pub root_id: Uuid,
    pub proof_id: ProofId,
    pub edition: i64,
    /// The day of full knowledge: the one-year clock starts with it.
    pub known_on: Date,
    /// What was known then, and from what.
    pub facts: String,
    /// Why the day is corrected; empty in the first edition.
    pub reason: String,
    pub recorded_by: Option<PersonId>,
    pub recorded_at: DateTimeUtc,
    /// In force, unless a later edition is.
    pub is_confirmed: bool,
    /// Who confirmed or refused a correction.
    pub decided_by: Option<PersonId>,
    /// None while a correction waits for another person.
    pub decided_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
