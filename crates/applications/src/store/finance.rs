//! Table `application_finance`.

use sea_orm::entity::prelude::*;

use crate::model::ApplicationId;

/// What belongs to the plan as a whole: value added tax (E4), other grants (E3), early start (E6).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_finance")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    /// Whether the applicant deducts input tax: then all amounts are net.
    pub vat_deduct: Option<bool>,
    /// Declared: there are no other grants.
    pub no_other_grants: bool,
    pub early_start: bool,
    pub early_start_on: Option<Date>,
    pub early_start_reason: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
