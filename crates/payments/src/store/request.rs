//! Table `payment_request`.

use applications::ApplicationId;
use base::{Cents, PersonId};
use grants::GrantId;
use municipalities::BodyId;
use sea_orm::entity::prelude::*;

use crate::model::{BankAccountId, PaymentId, PaymentKind, PaymentRunId, PaymentState};

/// One payment request with everything that happened to it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentId,
    pub grant_id: GrantId,
    pub application_id: ApplicationId,
    pub programme_id: Uuid,
    pub body_id: BodyId,
    pub body_name: String,
    /// Of the application.
    pub number: String,
    /// 1 for the first request of a grant.
    pub sequence: i64,
    /// `IBZ-2026A-0001/1`: what the cash desk knows the payment by, unique in the house.
    pub reference: String,
    pub kind: PaymentKind,
    /// The budget year whose tranche bears it.
    pub year: i64,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Cents,
    /// What it is to pay for.
    pub expenditure: String,
    /// Declared: needed within the months of use.
    pub needed: bool,
    /// Where the paper is, when an officer entered it; empty when it came through the portal.
    pub paper_note: String,
    pub state: PaymentState,
    pub drafted_by: Option<PersonId>,
    pub drafted_at: DateTimeUtc,
    pub submitted_by: Option<PersonId>,
    pub submitted_at: Option<DateTimeUtc>,
    pub factual_by: Option<PersonId>,
    pub factual_at: Option<DateTimeUtc>,
    pub arithmetic_by: Option<PersonId>,
    pub arithmetic_at: Option<DateTimeUtc>,
    pub ordered_by: Option<PersonId>,
    pub ordered_at: Option<DateTimeUtc>,
    /// Where the money was ordered to go.
    pub account_id: Option<BankAccountId>,
    /// The file for the cash desk that carries it; never another one.
    pub run_id: Option<PaymentRunId>,
    pub booked_on: Option<Date>,
    /// Value date.
    pub paid_on: Option<Date>,
    /// When it was paid, returned or cancelled.
    pub closed_at: Option<DateTimeUtc>,
    /// Why it was returned or cancelled.
    pub reason: String,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
