//! Table `decision_share`.

use base::Cents;
use sea_orm::entity::prelude::*;

use crate::model::DecisionId;

/// What was reserved in one pot.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision_share")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub decision_id: DecisionId,
    pub year: i64,
    /// Code of [`budget::PotKind`].
    pub kind: String,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Cents,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
