//! Applications: what a municipality wants to do and hands in, and the formal check that follows.
//!
//! * A project has parties: one lead, partners, places of action. The cap holds per project (handbook 0.2).
//! * On time ⇔ received before the deadline's instant, or begun before it within a grace that the call declares; the
//!   deadline decides, never the call's state.
//! * Handing in freezes a snapshot with its hash and gives a number without gaps; a second click changes nothing.
//! * States are those of handbook 5.2 ([`rules::TRANSITIONS`]); every change goes through [`transition`], is guarded
//!   by what was read, and has one audit entry.
//! * The officer checks formally: complete, documents requested until a date, or a rejection that the head of unit
//!   decides (four eyes). Late ones are admitted or rejected in the same way.
//! * A document request names the fields that may be corrected; its answer makes a new edition and keeps old and new
//!   value, what was handed in stays. Its end may move, also after it passed.
//! * What speaks for double funding or repetition is a hint ([`hints`]); an officer judges it with a reason.
//! * **Every** read of a case, in any crate, goes through [`visible_to`]: own body, programme, committee after the
//!   freeze, cases given to a person; whoever is barred (handbook 4.3) sees nothing.
//! * A test of a call that is tried out is no case ([`access::is_trial`], decision 0010): [`visible_to`] leaves it out.
//! * Beside its form an application has attachments (limits of 3.3, scanned where a scanner is set), partners that
//!   confirm each by their own signatory ([`joint`]), and a plan that balances per year to the cent ([`plan`]).
//! * No draft holds a declaration: who hands in makes each one, and the snapshot says who, when and which words.
//! * Two colleagues write one draft: fields have versions, pages of many rows are merged cell by cell ([`merge`]); what
//!   both changed is shown with both values.
//! * The editor prepares, the signatory hands in. What was handed in is proved by a hash that anybody can ask about.
//! * A list (I1) is imported row by row with every finding named, in one transaction, numbers in row order.

pub mod access;
pub mod answers;
mod case_parts;
mod cases;
mod desk;
pub mod follow_ups;
pub mod hints;
pub mod import;
pub mod joint;
pub mod mails;
pub mod merge;
pub mod model;
pub mod overlap;
pub mod plan;
mod proof;
pub mod queries;
pub mod rules;
mod store;
pub mod usecases;
mod web;
mod workbook;

pub use access::{barred_cases, seen_by_committee, seen_cases, visible_to};
pub use answers::{AnswerRow, OpenPoint, SectionView, answers_view, open_points};
pub use model::{
    Access, Application, ApplicationId, ApplicationState, Attachment, BulkVerb, CaseRow, CheckItem,
    CheckOutcome, CheckPoint, CheckResult, Checked, CheckedPoint, Declarations, Declared, DocumentRequest,
    DraftFields, Filter, FollowUp, Note, OtherGrant, OtherGrantStatus, Partner, PartnerState, Party,
    PartyInput, PartyRole, Plan, PlanKind, Proposal, ProposalVerb, ReasonCode, Receipt, Responsible,
    Snapshot, Sort, SortBy, Source, Support,
};
pub use queries::{
    application, applications, assigned, barred, barred_persons, case_rows, declared, find, find_by_number,
    holders_of_case, is_barred_in, is_check_finished, list, of_call, papers_released, parties, parties_of,
    recipients, recipients_of_all, seen_as_member,
};
pub use rules::fundable;
pub use usecases::{
    add_note, add_note_in, admit_committee, grant_access, mark_released, open_declared, revoke_access,
    transition, transition_many, withdraw_in,
};

pub use web::json::ApplicationJson;
pub use web::{feature, read_for_page};

#[cfg(test)]
mod tests;

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
