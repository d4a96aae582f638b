//! Table `cash_line`: what the cash desk said that belongs to no payment yet.

use base::{Cents, PersonId};
use sea_orm::entity::prelude::*;

use crate::model::{CashLineId, CashLineState, PaymentId};

/// One line of a cash desk's list that the import could not match.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cash_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CashLineId,
    pub programme_id: Uuid,
    pub import_run_id: Uuid,
    pub file_name: String,
    /// In the file.
    pub row: i64,
    pub booked_on: Option<Date>,
    /// Value date.
    pub value_on: Option<Date>,
    pub reference: String,
    pub payee: String,
    pub iban: String,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Cents,
    pub purpose: String,
    /// As the cash desk wrote it.
    pub status: String,
    /// Why it was not matched: the code of the finding.
    pub finding: String,
    /// Of what the line says: the same line in another file is no other line.
    pub fingerprint: String,
    pub state: CashLineState,
    /// The payment it was matched with by hand.
    pub payment_id: Option<PaymentId>,
    pub note: String,
    pub recorded_by: Option<PersonId>,
    pub recorded_at: DateTimeUtc,
    pub resolved_by: Option<PersonId>,
    pub resolved_at: Option<DateTimeUtc>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
