//! Table `payment_correction`: a cash confirmation that was matched with the wrong payment.

use applications::ApplicationId;
use base::{Cents, PersonId};
use grants::GrantId;
use sea_orm::entity::prelude::*;

use crate::model::{CorrectionId, PaymentId, ReturnState};

/// Takes one confirmation back: recorded by one person, done by another one.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_correction")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CorrectionId,
    pub payment_id: PaymentId,
    pub grant_id: GrantId,
    pub application_id: ApplicationId,
    pub programme_id: Uuid,
    /// The version of the payment that is taken back.
    pub paid_version: i64,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Cents,
    /// The value date that was wrong.
    pub paid_on: Date,
    pub reason: String,
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
