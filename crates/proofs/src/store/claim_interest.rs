//! Table `claim_interest`.

use base::{Cents, Rate};
use sea_orm::entity::prelude::*;

use crate::model::ClaimId;
use crate::rules::interest::DayCount;

/// The interest of one payment as computed once.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim_interest")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub claim_id: ClaimId,
    pub edition: i64,
    pub payment_id: Uuid,
    pub paid_on: Date,
    #[sea_orm(column_name = "principal_cents")]
    pub principal: Cents,
    pub until_on: Date,
    pub day_count: DayCount,
    pub spread: Rate,
    pub base_rate_table_id: Uuid,
    /// JSON of [`crate::rules::interest::Segment`]s.
    pub segments: String,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Cents,
    pub computed_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
