//! Selection: the steering group meets, decides, and the decisions are released.
//!
//! * A **committee** (Steuerungsgruppe) has seats with or without a vote; one presides.
//! * A **meeting** on a call has the states of handbook 5.4. Invitation at least 14 days ahead; the ranking version is
//!   fixed at the opening; attendance, exclusions, votes and result are recorded per item ([`rules::vote`]).
//! * Quorum per item: more than half of the voting members not excluded, and at least three. A tie is decided by the
//!   chair's vote. Whoever is excluded sees nothing of the case.
//! * The **minutes** are made from the record, hashed, and signed by chair and secretary, two persons.
//! * An **allocation** gives the call's means out along the frozen ranking in one of five modes ([`rules::allocation`]);
//!   it is saved as a version and approved by the budget officer (four eyes).
//! * After the signatures the results go to the applications; the head of unit, not the preparer, **releases** all at once:
//!   money reserved, mails M-A16 and M-A15. Rejections (M-A11) follow by the head of unit.

pub mod access;
mod feature;
mod import;
mod mails;
mod minutes;
mod model;
mod queries;
pub mod rules;
mod store;
mod usecases;
mod web;

#[cfg(test)]
mod tests;

pub use feature::feature;
pub use model::{
    AllocationId, AllocationVersion, Ballot, Committee, CommitteeId, Decision, DecisionId, Excluded,
    Exclusion, Item, Meeting, MeetingId, MeetingRecord, MeetingState, Member, MemberId, Outcome,
    SavedAllocation, SavedLine, Share, Votes,
};
pub use queries::{
    allocation, allocations, committee, committees, decision, decisions, latest_allocation, meeting,
    meetings, members, proposal, record, shares,
};
pub use rules::allocation::{Allocation, Allotment, Candidate, allocate};
pub use usecases::{
    NewMember, Opened, PlanMeeting, RecordItem, RecordList, SaveAllocation, apply_results,
    approve_allocation, cancel, close, create_committee, declare_not_quorate, draft_minutes, end_member,
    invite, open, plan, put_member, record_item, record_list, reject, release, save_allocation, sign_minutes,
};

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
