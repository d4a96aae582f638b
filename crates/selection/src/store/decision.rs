//! Table `decision`.

use applications::ApplicationId;
use base::{Cents, PersonId};
use calls::CallId;
use sea_orm::entity::prelude::*;

use crate::model::{DecisionId, MeetingId, Outcome};

/// What was decided about an application.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DecisionId,
    pub application_id: ApplicationId,
    pub call_id: CallId,
    pub meeting_id: MeetingId,
    pub result: Outcome,
    pub rank: Option<i64>,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Cents,
    pub reserve_position: Option<i64>,
    pub reason_codes: String,
    pub reason: String,
    pub valid_until: Option<Date>,
    pub prepared_by: Option<PersonId>,
    pub decided_at: DateTimeUtc,
    pub released_by: Option<PersonId>,
    pub released_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
