//! Table `minutes_comment`.

use sea_orm::entity::prelude::*;

use crate::model::{MeetingId, MemberId};

/// What a member says about the draft of the minutes.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "minutes_comment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub meeting_id: MeetingId,
    pub member_id: MemberId,
    /// The wording it is about.
    pub sha256: String,
    /// Empty: agrees to it.
    pub text: String,
    pub written_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
