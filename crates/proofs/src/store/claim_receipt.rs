//! Table `claim_receipt`.

use base::{Cents, PersonId};
use sea_orm::entity::prelude::*;

use crate::model::ClaimId;

/// Money that came in on a claim.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim_receipt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub claim_id: ClaimId,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Cents,
    pub received_on: Date,
    /// Of the cash office.
    pub reference: String,
    pub recorded_by: PersonId,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
