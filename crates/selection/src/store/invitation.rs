//! Table `meeting_invitation`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::{MeetingId, MemberId, Way};

/// That a member was invited to a meeting.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub meeting_id: MeetingId,
    pub member_id: MemberId,
    pub way: Way,
    pub invited_at: DateTimeUtc,
    /// Why not by the system; empty where it was.
    pub reason: String,
    /// Who noted it; `None`: sent by the system.
    pub recorded_by: Option<PersonId>,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
