//! Table `reserve_offer`.

use base::{Cents, PersonId};
use calls::CallId;
use sea_orm::entity::prelude::*;

use crate::model::DecisionId;

/// The next of the reserve list is asked whether it still wants the means.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reserve_offer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub call_id: CallId,
    pub decision_id: DecisionId,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Cents,
    pub answer_until: DateTimeUtc,
    /// Why places before it were left out; empty in order.
    pub skip_reason: String,
    pub offered_by: Option<PersonId>,
    pub offered_at: DateTimeUtc,
    /// `None` until it is answered.
    pub accepted: Option<bool>,
    pub answer_remark: String,
    pub answered_by: Option<PersonId>,
    pub answered_at: Option<DateTimeUtc>,
    pub approved_by: Option<PersonId>,
    pub approved_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
