//! Table `allocation`.

use assessment::RankingId;
use base::{Cents, PersonId};
use calls::CallId;
use sea_orm::entity::prelude::*;

use crate::model::AllocationId;

/// A saved allocation of a call.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "allocation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AllocationId,
    pub call_id: CallId,
    /// 1, 2, …
    pub version: i64,
    pub ranking_id: RankingId,
    /// Code of [`calls::AllocationMode`], see [`Model::mode`].
    pub(crate) mode: String,
    #[sea_orm(column_name = "budget_cents")]
    pub budget: Cents,
    #[sea_orm(column_name = "total_cents")]
    pub total: Cents,
    pub reason: String,
    pub prepared_by: Option<PersonId>,
    pub prepared_at: DateTimeUtc,
    /// By the budget officer, another person.
    pub approved_by: Option<PersonId>,
    pub approved_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// How the means were given out.
    #[must_use]
    pub fn mode(&self) -> calls::AllocationMode {
        calls::AllocationMode::from_code(&self.mode).unwrap_or(calls::AllocationMode::Manual)
    }
}
