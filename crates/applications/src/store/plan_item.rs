//! Table `application_plan_item`.

use base::Cents;
use sea_orm::entity::prelude::*;

use crate::model::{ApplicationId, PlanKind};

/// One figure of the plan: a kind of cost or a source of money in one year. Figures of 0 have no row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_plan_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub year: i64,
    pub kind: PlanKind,
    #[sea_orm(column_name = "cents")]
    pub amount: Cents,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
