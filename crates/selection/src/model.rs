//! Committees, meetings, allocations and decisions as pages, the API and later crates see them.

use applications::{ApplicationId, ReasonCode};
use base::{Cents, PersonId};
use calls::CallId;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::rules::vote;

pub use crate::store::allocation::Model as AllocationVersion;
pub use crate::store::comment::Model as MinutesComment;
pub use crate::store::committee::Model as Committee;
pub use crate::store::concern::Model as Concern;
pub use crate::store::declaration::Model as DeclaredMember;
pub use crate::store::exclusion::Model as Exclusion;
pub use crate::store::invitation::Model as Invitation;
pub use crate::store::item::Model as Item;
pub use crate::store::meeting::Model as Meeting;
pub use crate::store::member::Model as Member;
pub use crate::store::motion::Model as Motion;
pub use crate::store::movement::Model as Movement;
pub use crate::store::offer::Model as ReserveOffer;
pub use crate::store::scenario::Model as Scenario;

base::typed_id!(
    /// A steering group.
    CommitteeId,
    /// One seat of it.
    MemberId,
    /// One meeting on one call.
    MeetingId,
    /// One saved allocation of a call.
    AllocationId,
    /// What was decided about one application.
    DecisionId,
    /// A member's concern of bias.
    ConcernId
);

base_db::codes! {
    /// The life of a meeting (handbook 5.4).
    MeetingState {
        Planned = "PLANNED",
        Invited = "INVITED",
        InSession = "IN_SESSION",
        Circular = "CIRCULAR",
        NotQuorate = "NOT_QUORATE",
        Decided = "DECIDED",
        MinutesDraft = "MINUTES_DRAFT",
        MinutesSigned = "MINUTES_SIGNED",
        Cancelled = "CANCELLED",
    }
}

base_db::codes! {
    /// What is decided about an application (handbook 4.5).
    Outcome { Selected = "SELECTED", Reserve = "RESERVE", Rejected = "REJECTED", Deferred = "DEFERRED" }
}

base_db::codes! {
    /// How one member votes.
    Ballot { Yes = "YES", No = "NO", Abstain = "ABSTAIN" }
}

base_db::codes! {
    /// By what way a member was invited.
    Way { Mail = "MAIL", Post = "POST", Handed = "HANDED", Spoken = "SPOKEN" }
}

/// The votes on one motion.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Votes {
    pub yes: i64,
    pub no: i64,
    pub abstain: i64,
}

impl Votes {
    /// Everybody who took part in the vote.
    #[must_use]
    pub fn given(self) -> i64 {
        self.yes + self.no + self.abstain
    }
}

/// A saved allocation with its lines, in ranking order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedAllocation {
    pub version: AllocationVersion,
    pub lines: Vec<SavedLine>,
}

/// One application in a saved allocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedLine {
    pub application_id: ApplicationId,
    pub rank: i64,
    pub fundable: Cents,
    /// 0 when it gets nothing.
    pub amount: Cents,
    /// The place on the reserve list.
    pub reserve_position: Option<i64>,
}

/// What was decided about an application, from the signed minutes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub id: DecisionId,
    pub application_id: ApplicationId,
    pub call_id: CallId,
    pub meeting_id: MeetingId,
    pub result: Outcome,
    pub rank: Option<i64>,
    /// 0 unless selected.
    pub amount: Cents,
    /// The place on the reserve list.
    pub position: Option<i64>,
    pub reason_codes: Vec<ReasonCode>,
    pub reason: String,
    /// The last day of the reserve list.
    pub valid_until: Option<NaiveDate>,
    pub prepared_by: Option<PersonId>,
    pub decided_at: DateTime<Utc>,
    /// Until then nobody outside learns of it.
    pub released_by: Option<PersonId>,
    pub released_at: Option<DateTime<Utc>>,
}

/// Scores in hundredths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Essential {
    pub own: Option<i64>,
    /// Of the last project that is funded.
    pub last_funded: Option<i64>,
}

/// What the release reserved for a project in one pot of the call's budget line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub year: i64,
    pub kind: budget::PotKind,
    pub amount: Cents,
}

/// A member's place in an item: who it is and why the member takes no part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    pub member: MemberId,
    pub reason: String,
    pub left_at: DateTime<Utc>,
    pub returned_at: Option<DateTime<Utc>>,
}

/// A meeting with everything recorded.
#[derive(Debug, Clone)]
pub struct MeetingRecord {
    pub meeting: Meeting,
    pub committee: Committee,
    /// The seats on the day of the meeting.
    pub members: Vec<Member>,
    /// Seats that were taken, with the deputy's name where one sat there.
    pub present: Vec<(MemberId, String)>,
    /// Those of them who have left since.
    pub away: Vec<MemberId>,
    /// In the order of the agenda.
    pub items: Vec<Item>,
    /// By item.
    pub exclusions: Vec<Exclusion>,
    /// What the meeting before this one left open for want of a quorum (§ 90 Abs. 2 LVwVfG).
    pub repeated: Vec<ApplicationId>,
}

impl MeetingRecord {
    /// Who presided: the chair recorded at the opening.
    #[must_use]
    pub fn chair(&self) -> Option<&Member> {
        self.members
            .iter()
            .find(|member| Some(member.id) == self.meeting.chair_id)
    }

    /// Whether the seat is taken now.
    #[must_use]
    pub fn is_present(&self, member: MemberId) -> bool {
        self.present.iter().any(|(id, _)| *id == member) && !self.away.contains(&member)
    }

    /// The item that is called, as far as it is in the record.
    #[must_use]
    pub fn current(&self) -> Option<&Item> {
        self.items
            .iter()
            .find(|item| Some(item.id) == self.meeting.current_item_id)
    }

    /// Voting members who are not excluded from an item (`None`: from nothing), and those of them present.
    #[must_use]
    pub fn strength(&self, item: Option<Uuid>) -> (i64, i64) {
        let excluded: Vec<MemberId> = item
            .map(|item| self.exclusions_of(item).map(|one| one.member_id).collect())
            .unwrap_or_default();
        self.strength_without(&excluded)
    }

    /// Whether an item can be decided whatever the number of those present: the invitation said so, and the subject is
    /// the one that was left open (§ 90 Abs. 2 LVwVfG).
    #[must_use]
    pub fn is_repeated(&self, item: &Item) -> bool {
        self.meeting.second_invitation && self.repeated.contains(&item.application_id)
    }

    /// Whether an item is quorate as the room is now.
    #[must_use]
    pub fn is_quorate(&self, item: &Item) -> bool {
        let (base, present) = self.strength(Some(item.id));
        vote::is_quorate(base, present, self.is_repeated(item))
    }

    /// What is still to be decided.
    pub fn open_items(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.is_open())
    }

    /// The same without these members.
    #[must_use]
    pub fn strength_without(&self, excluded: &[MemberId]) -> (i64, i64) {
        let voting = self
            .members
            .iter()
            .filter(|member| member.has_vote && !excluded.contains(&member.id));
        voting.fold((0, 0), |(base, present), member| {
            (base + 1, present + i64::from(self.is_present(member.id)))
        })
    }

    /// The seat of a person.
    #[must_use]
    pub fn seat_of(&self, person: PersonId) -> Option<&Member> {
        self.members
            .iter()
            .find(|member| member.person_id == Some(person))
    }

    /// The exclusions of one item.
    pub fn exclusions_of(&self, item: Uuid) -> impl Iterator<Item = &Exclusion> {
        self.exclusions
            .iter()
            .filter(move |exclusion| exclusion.item_id == item)
    }
}
