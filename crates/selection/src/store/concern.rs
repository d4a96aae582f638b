//! Table `member_concern`.

use applications::ApplicationId;
use assessment::Ruling;
use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::{ConcernId, MeetingId, MemberId};

/// A member's concern of bias in an application, and what the others decided about it (handbook 4.3).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member_concern")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConcernId,
    /// Where it was declared.
    pub meeting_id: MeetingId,
    pub application_id: ApplicationId,
    pub person_id: PersonId,
    /// The seat; `None` for who acts for a member.
    pub member_id: Option<MemberId>,
    pub reason: String,
    pub declared_at: DateTimeUtc,
    /// `None` while it waits: until then the person sees nothing of the case and takes no part.
    pub ruling: Option<Ruling>,
    pub ruling_reason: Option<String>,
    pub ruled_by: Option<PersonId>,
    pub ruled_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
