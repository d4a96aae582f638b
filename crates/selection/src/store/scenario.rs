//! Table `allocation_scenario`.

use assessment::RankingId;
use base::{Cents, PersonId};
use calls::CallId;
use sea_orm::entity::prelude::*;

/// A what-if allocation of a call. Immutable.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "allocation_scenario")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub call_id: CallId,
    /// 1, 2, … within the call.
    pub number: i64,
    pub ranking_id: RankingId,
    pub name: String,
    /// A code of [`calls::AllocationMode`], or `OPTIMISED`.
    pub kind: String,
    #[sea_orm(column_name = "budget_cents")]
    pub budget: Cents,
    #[sea_orm(column_name = "total_cents")]
    pub total: Cents,
    /// JSON of [`crate::ScenarioContent`].
    pub(crate) content: String,
    pub prepared_by: Option<PersonId>,
    pub prepared_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
