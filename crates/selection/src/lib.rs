//! Selection: the steering group meets, decides, and the decisions are released.
//!
//! * A **committee** (Steuerungsgruppe) has seats with or without a vote; one presides.
//! * A **meeting** on a call has the states of handbook 5.4. Invitation at least 14 days ahead; the ranking version is
//!   fixed at the opening; attendance, exclusions, votes and result are recorded per item ([`rules::vote`]).
//! * The **agenda** puts items with exclusions together, so that members leave the room once ([`rules::agenda`]). Who comes,
//!   leaves and returns is noted with the time. Instead of meeting, the group may vote in writing until a closing date
//!   unless a member objects.
//! * Quorum per item: more than half of the voting members not excluded, and at least three. A tie is decided by the
//!   chair's vote. Whoever is excluded sees nothing of the case; neither does a member whose own concern of bias the others
//!   have not ruled on yet.
//! * The **minutes** are made from the record, hashed, and signed by chair and secretary, two persons, once the members have
//!   had five working days to comment or all have answered. Whoever is excluded
//!   from an item reads and signs them without it; the hash binds the signature to the whole.
//! * An **allocation** gives the call's means out along the frozen ranking in one of five modes ([`rules::allocation`]);
//!   what-if scenarios are compared beside it, and an optimiser ([`rules::optimise`]) proposes a set and says why. The
//!   allocation is saved as a version and approved by the budget officer (four eyes).
//! * What no longer can be decided, because an application was withdrawn meanwhile, is noted and left out; a meeting that
//!   loses its quorum is closed, what it decided stands, and a second invitation takes up what is open (§ 90 Abs. 2).
//! * After the signatures the results go to the applications; the head of unit, not the preparer, **releases** all at once:
//!   money reserved, mails M-A16 and M-A15. Rejections (M-A11) follow by the head of unit.
//! * The **reserve list** moves up in its order: the next place is asked (M-A12), accepts, and the head of unit approves.

pub mod access;
mod calendar;
mod case_record;
mod check;
mod feature;
mod import;
mod mails;
mod minutes;
mod model;
mod queries;
mod reserve;
pub mod rules;
mod scenarios;
mod store;
mod usecases;
mod web;

#[cfg(test)]
mod tests;

pub use check::check;
pub use feature::feature;
pub use model::{
    AllocationId, AllocationVersion, Ballot, Committee, CommitteeId, Concern, ConcernId, Decision,
    DecisionId, DeclaredMember, Essential, Excluded, Exclusion, Invitation, Item, Meeting, MeetingId,
    MeetingRecord, MeetingState, Member, MemberId, MinutesComment, Motion, Movement, Outcome, ReserveOffer,
    SavedAllocation, SavedLine, Scenario, Share, Votes, Way,
};
pub use queries::{
    AgendaEntry, allocation, allocations, comments, committee, committees, concerns, decision, decisions,
    essential, invitations, latest_allocation, meeting, meetings, members, motions, movements, proposal,
    record, shares,
};
pub use rules::allocation::{Allocation, Allotment, Candidate, allocate};
pub use scenarios::{Need, Proposed, ScenarioContent, ScenarioLine, scenario, scenarios};
pub use usecases::{
    Conflict, MoveMember, Moved, NewMember, NoteInvitation, OfferPlace, Opened, PlanMeeting, RecordItem,
    RecordList, Remark, RuleOnConcern, SaveAllocation, SaveScenario, ScenarioKind, apply_results,
    approve_allocation, call_item, cancel, cast, close, close_circular, comment_minutes, create_committee,
    declare, declare_not_quorate, doubt, draft_minutes, end_member, end_reserve, exclude, invite,
    move_member, note_invitation, object, open, plan, preside, put_member, readmit, record_item, record_list,
    recuse, reject, release, rule_on_concern, save_allocation, sign_minutes, start_circular,
};

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
