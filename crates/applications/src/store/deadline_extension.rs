//! Table `deadline_extension`.

use base::PersonId;
use calls::CallId;
use municipalities::BodyId;
use sea_orm::entity::prelude::*;

/// A later end of the application phase for one body. Only of calls with a soft deadline.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deadline_extension")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub call_id: CallId,
    pub body_id: BodyId,
    /// The last day.
    pub due_on: Date,
    /// The first instant after it.
    pub due_at: DateTimeUtc,
    pub reason: String,
    pub proposed_by: Option<PersonId>,
    pub proposed_by_name: String,
    pub proposed_at: DateTimeUtc,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTimeUtc>,
    /// `CONFIRMED` or `DECLINED`.
    pub outcome: Option<String>,
    pub remark: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
