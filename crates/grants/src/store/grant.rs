//! Table `grant`.

use applications::ApplicationId;
use base::{Cents, PersonId, Rate};
use budget::BudgetLineId;
use calls::CallId;
use municipalities::BodyId;
use sea_orm::entity::prelude::*;

use crate::model::{Channel, DoubleFunding, GrantId, GrantMode, GrantState, ShareBasis};

/// One grant. Amounts are cents; number, title and body are as they were when it was prepared.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GrantId,
    pub application_id: ApplicationId,
    pub call_id: CallId,
    pub programme_id: Uuid,
    /// Of the application; also the file number of the notice.
    pub number: String,
    pub title: String,
    /// The grantee: the lead of the project.
    pub body_id: BodyId,
    pub body_name: String,
    pub mode: GrantMode,
    pub state: GrantState,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Cents,
    /// Per project, of the call.
    #[sea_orm(column_name = "cap_cents")]
    pub cap: Cents,
    /// What the steering group decided.
    #[sea_orm(column_name = "selected_cents")]
    pub selected: Cents,
    pub budget_line_id: Option<BudgetLineId>,
    /// Code of [`calls::FinancingType`].
    pub financing_type: String,
    /// Of the call; the effective share is amount ÷ eligible expenditure.
    pub rate: Rate,
    #[sea_orm(column_name = "eligible_cents")]
    pub eligible: Cents,
    /// The award period, both days inclusive.
    pub from_on: Date,
    pub until_on: Date,
    pub purpose: String,
    pub objectives: String,
    pub conditions: String,
    pub double_funding: DoubleFunding,
    pub double_funding_reason: String,
    pub prepared_by: Option<PersonId>,
    pub prepared_at: DateTimeUtc,
    /// Who last chose its clauses.
    pub clauses_by: Option<PersonId>,
    pub rl_signed_by: Option<PersonId>,
    pub rl_signed_at: Option<DateTimeUtc>,
    pub bfdh_signed_by: Option<PersonId>,
    pub bfdh_signed_at: Option<DateTimeUtc>,
    pub issued_by: Option<PersonId>,
    pub issued_at: Option<DateTimeUtc>,
    pub channel: Option<Channel>,
    /// The day it was posted or made available; of a letter by post the day of the click until an officer notes the real one.
    pub sent_on: Option<Date>,
    /// When the municipality first fetched it from the portal.
    pub downloaded_at: Option<DateTimeUtc>,
    pub delivered_on: Option<Date>,
    /// The last day for the declaration of acceptance (cash).
    pub accept_until_on: Option<Date>,
    /// Who accepted or declined it.
    pub answered_by: Option<PersonId>,
    pub answered_at: Option<DateTimeUtc>,
    pub answer_remark: String,
    /// The version of the award in force; its tranches carry the same number.
    pub award: i64,
    #[sea_orm(column_name = "ordered_cents")]
    pub ordered: Cents,
    /// Paid, less what came back.
    #[sea_orm(column_name = "paid_cents")]
    pub paid: Cents,
    /// What is held back until the statement of use is accepted.
    pub retention: Rate,
    /// The last day on which the notice can be contested.
    pub remedy_until_on: Option<Date>,
    /// The day a waiver of remedies arrived.
    pub waived_on: Option<Date>,
    pub objected_on: Option<Date>,
    /// The first day on which the notice could no longer be contested.
    pub final_on: Option<Date>,
    /// How often it was sent.
    pub attempt: i64,
    /// The last day for fetching it from the portal; then its provision ends without delivery.
    pub fetch_until_on: Option<Date>,
    /// The day a posted notice was received, where that was proven.
    pub proven_on: Option<Date>,
    /// The notice on remedies is missing or wrong: a year instead of a month.
    pub remedy_flawed: bool,
    /// The day a remedy was withdrawn or finally decided.
    pub remedy_settled_on: Option<Date>,
    /// Who noted the day a letter was posted.
    pub posted_by: Option<PersonId>,
    /// How a joint grant is split over its bodies.
    pub share_basis: Option<ShareBasis>,
    /// For the optimistic lock. A first signature does not count: it changes nothing of what the second one signs.
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
