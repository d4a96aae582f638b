//! Table `meeting_attendance`.

use sea_orm::entity::prelude::*;

use crate::model::{MeetingId, MemberId};

/// A seat that is present.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_attendance")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub meeting_id: MeetingId,
    pub member_id: MemberId,
    /// Who sits there instead; empty for the member.
    pub deputy_name: String,
    /// Out of the room since then.
    pub left_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
