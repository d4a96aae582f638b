//! Table `meeting`.

use assessment::RankingId;
use base::PersonId;
use calls::CallId;
use sea_orm::entity::prelude::*;

use crate::model::{AllocationId, CommitteeId, MeetingId, MeetingState, MemberId};

/// One meeting of a committee on one call.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingId,
    pub committee_id: CommitteeId,
    pub call_id: CallId,
    pub state: MeetingState,
    pub starts_at: DateTimeUtc,
    pub place: String,
    /// An earlier meeting on the same subject was not quorate (§ 90 Abs. 2 LVwVfG).
    pub second_invitation: bool,
    pub earlier_id: Option<MeetingId>,
    /// The ranking version that is decided on, from the opening on.
    pub ranking_id: Option<RankingId>,
    pub allocation_id: Option<AllocationId>,
    /// The seat that presides.
    pub chair_id: Option<MemberId>,
    pub invited_at: Option<DateTimeUtc>,
    pub opened_at: Option<DateTimeUtc>,
    pub decided_at: Option<DateTimeUtc>,
    /// It was closed because the quorum was lost.
    pub not_quorate_at: Option<DateTimeUtc>,
    /// The minutes as data (JSON of a [`base_letters::Report`]); page and PDF are made from it.
    pub(crate) minutes: Option<String>,
    pub minutes_sha256: Option<String>,
    pub minutes_remark: String,
    pub minutes_at: Option<DateTimeUtc>,
    pub chair_signed_by: Option<PersonId>,
    pub chair_signed_at: Option<DateTimeUtc>,
    pub secretary_signed_by: Option<PersonId>,
    pub secretary_signed_at: Option<DateTimeUtc>,
    /// Items that the signer took no part in and did not read.
    pub chair_unseen: Option<i64>,
    pub secretary_unseen: Option<i64>,
    /// The results stand on the applications.
    pub applied_at: Option<DateTimeUtc>,
    /// The item that is called, and since when.
    pub current_item_id: Option<Uuid>,
    pub called_at: Option<DateTimeUtc>,
    /// The end of a circular vote.
    pub answer_until: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    /// For the optimistic lock.
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
