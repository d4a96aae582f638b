//! Table `meeting_declaration`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::{MeetingId, MemberId};

/// That a member declared on the applications of an agenda.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_declaration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub meeting_id: MeetingId,
    pub member_id: MemberId,
    /// On how many, and in how many of them the member takes no part.
    pub applications: i64,
    pub excluded: i64,
    /// Asked in the room; else in the portal.
    pub spoken: bool,
    pub recorded_by: Option<PersonId>,
    pub declared_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
