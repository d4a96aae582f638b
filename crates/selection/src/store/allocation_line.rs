//! Table `allocation_entry`.

use applications::ApplicationId;
use base::Cents;
use sea_orm::entity::prelude::*;

use crate::model::AllocationId;

/// A line of a saved allocation.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "allocation_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub allocation_id: AllocationId,
    pub position: i64,
    pub application_id: ApplicationId,
    pub rank: i64,
    #[sea_orm(column_name = "fundable_cents")]
    pub fundable: Cents,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Cents,
    pub reserve_position: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
