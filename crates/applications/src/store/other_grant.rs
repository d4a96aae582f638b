//! Table `application_other_grant`.

use base::Cents;
use sea_orm::entity::prelude::*;

use crate::model::{ApplicationId, OtherGrantStatus};

/// Public money from elsewhere for the same project (E3).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_other_grant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    /// 1, 2, … in the order of the form.
    pub position: i64,
    /// Who gives it.
    pub provider: String,
    pub programme: String,
    #[sea_orm(column_name = "cents")]
    pub amount: Cents,
    pub status: OtherGrantStatus,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
