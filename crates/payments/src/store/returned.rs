//! Table `payment_return`.

use applications::ApplicationId;
use base::{Cents, PersonId};
use grants::GrantId;
use sea_orm::entity::prelude::*;

use crate::model::{PaymentId, PaymentReturnId, ReturnState};

/// Money of one payment that came back.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_return")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentReturnId,
    pub payment_id: PaymentId,
    pub grant_id: GrantId,
    pub application_id: ApplicationId,
    pub programme_id: Uuid,
    /// Of the payment.
    pub year: i64,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Cents,
    /// Value date.
    pub received_on: Date,
    pub note: String,
    pub state: ReturnState,
    pub recorded_by: PersonId,
    pub recorded_at: DateTimeUtc,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTimeUtc>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
