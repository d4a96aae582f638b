//! Table `payment_stop`: no money of a grant flows until it is lifted.

use applications::ApplicationId;
use base::PersonId;
use grants::GrantId;
use sea_orm::entity::prelude::*;

use crate::model::PaymentStopId;

/// A stop of all payments of a grant, by one person; another one lifts it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_stop")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentStopId,
    pub grant_id: GrantId,
    pub application_id: ApplicationId,
    pub programme_id: Uuid,
    pub reason: String,
    pub set_by: PersonId,
    pub set_at: DateTimeUtc,
    pub lifted_by: Option<PersonId>,
    pub lifted_at: Option<DateTimeUtc>,
    pub lift_note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
