//! Table `proof_voucher`.

use applications::PlanKind;
use base::{Cents, PersonId};
use sea_orm::entity::prelude::*;

use crate::model::ProofId;

/// One line of the list of vouchers.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proof_voucher")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proof_id: ProofId,
    pub number: String,
    pub invoiced_on: Option<Date>,
    pub paid_on: Date,
    pub payee: String,
    pub reason: String,
    /// Code of [`applications::PlanKind`].
    pub kind: PlanKind,
    #[sea_orm(column_name = "gross_cents")]
    pub gross: Cents,
    #[sea_orm(column_name = "eligible_cents")]
    pub eligible: Cents,
    pub added_by: Option<PersonId>,
    pub added_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
