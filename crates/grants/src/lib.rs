//! Grants: what a selected project is awarded, in cash (Zuwendung) or in kind (Zusage mit Kooperationsvereinbarung).
//!
//! * One [`Grant`] per project for both modes, with the states of handbook 5.5 up to acceptance ([`rules::STEPS`]).
//! * PREPARED by an officer: not above the cap per project, not above the selection, not below the minimum; tranches
//!   per budget year of the call that add up; a result of the check for double funding.
//! * COUNTERSIGNED by budget officer and head of unit, in any order; the later signature commits every tranche in its
//!   pot in the same unit. ISSUED by the head of unit: three persons in all.
//! * The letter is set from frozen facts, refused when a mandatory part is empty, filed with its hash for good.
//! * In kind: ACCEPTED when the municipality signs. Cash: DELIVERED on the deemed day or the day after the download,
//!   then ACCEPTED by declaration within the term, else DECLINED by the system.
//! * ACCEPTED makes the application AWARDED; DECLINED gives the money back and makes the application WITHDRAWN.
//! * The municipality learns of a grant when it is issued, not before.

mod access;
mod letters;
mod mails;
mod model;
mod queries;
pub mod rules;
mod store;
mod usecases;
mod web;

#[cfg(test)]
mod tests;

pub use model::{
    Channel, Content, DoubleFunding, Grant, GrantId, GrantMode, GrantState, Notice, NoticeKind, Tranche,
    TrancheAccount,
};
pub use queries::{
    Total, accounts_of, grant, grant_of, grants_of, issued_in_kind, list, notice_of, of_call, seen, totals,
    tranches, tranches_of,
};
pub use rules::Spending;
pub use usecases::{
    Accept, Countersign, Decline, Fetched, Issue, Outcome, Prepare, Proposal, accept, acceptance_over,
    advance, check, countersign, countersign_all, decline, deliver, fetch, issue, issue_all, prepare,
    prepare_all, preview, propose, reduce, spend,
};
pub use web::feature;

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
