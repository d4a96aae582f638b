//! Table `payment_run`, append-only.

use base::{Cents, PersonId};
use sea_orm::entity::prelude::*;

use crate::model::{BankAccountId, PaymentRunId};

/// One file for the cash desk, as workbook and as SEPA message.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentRunId,
    pub programme_id: Uuid,
    /// 1 for the first run of a programme.
    pub number: i64,
    /// What the bank knows the message by.
    pub message_id: String,
    pub execution_on: Date,
    pub payments: i64,
    #[sea_orm(column_name = "total_cents")]
    pub total: Cents,
    /// From where it is paid.
    pub account_id: BankAccountId,
    pub list_file_id: Uuid,
    pub list_sha256: String,
    pub sepa_file_id: Uuid,
    pub sepa_sha256: String,
    pub created_by: Option<PersonId>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
