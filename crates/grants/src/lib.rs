//! Grants: what a selected project is awarded, in cash (Zuwendung) or in kind (Zusage mit Kooperationsvereinbarung).
//!
//! * One [`Grant`] per project for both modes, with the states of handbook 5.5 up to acceptance ([`rules::STEPS`]).
//! * PREPARED by an officer: not above the cap per project, not above the selection, not below the minimum; tranches
//!   per budget year of the call that add up; a result of the check for double funding.
//! * COUNTERSIGNED by budget officer and head of unit, in any order; the later signature commits every tranche in its
//!   pot in the same unit. ISSUED by the head of unit: three persons in all.
//! * The letter is set from frozen facts, refused when a mandatory part is empty, filed with its hash for good.
//! * In kind: ACCEPTED when the municipality signs. Cash: DELIVERED on the deemed day or the day after the download,
//!   then ACCEPTED by declaration within the term, else DECLINED by the system. What came back or was not fetched within
//!   ten days goes to REISSUE and is sent again.
//! * FINAL the day after the remedy period (a month; a year where the notice on remedies is flawed) or on the day of a
//!   waiver, with the acceptance; a remedy filed (OBJECTED) holds it up until it is withdrawn or decided.
//! * Amendments bring a new version of the award: typed wishes, their effect seen before, examined by SB, signed by RL
//!   and BfdH, issued by RL; the pots move in the same unit. Old versions and letters stay.
//! * A joint cash grant is split over its bodies, to the cent.
//! * ACCEPTED makes the application AWARDED; DECLINED gives the money back and makes the application WITHDRAWN.
//! * The municipality learns of a grant when it is issued, not before.

mod access;
pub mod letters;
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
    Amendment, AmendmentId, AmendmentKind, AmendmentState, CaseNotice, Change, Channel, Circle, Content,
    DoubleFunding, Effect, Grant, GrantId, GrantMode, GrantState, Information, InformationId,
    InformationKind, Notice, NoticeKind, Overrun, PlanAmount, RemedyOutcome, Share, ShareBasis, Terms,
    Tranche, TrancheAccount, Version, YearAmount,
};
pub use queries::{
    Total, accounts_of, amendment, amendments_of, called_up, case_notices_of, changes_of, grant, grant_of,
    grants_of, informations_of, issued_in_kind, list, notice_of, notices_of, of_call, plan_of, seen,
    shares_of, totals, tranches, tranches_of, versions_of,
};
pub use rules::Spending;
pub use usecases::{
    Accept, AmendmentFile, CheckAmendment, Choosable, Close, Countersign, Decline, DraftAmendment, Fetched,
    FlawRemedy, Inform, Issue, IssueAmendment, LetterOutcome, Object, Outcome, Posted, Posting, Prepare,
    Proposal, Prove, Reissue, Request, Returned, SendBack, SettleRemedy, SignAmendment, TakeNote, Waive,
    accept, acceptance_over, advance, check, check_amendment, choose_clauses, clauses_of, countersign,
    countersign_all, countersign_amendment, decline, deliver, draft_amendment, fetch, fetch_amendment,
    fetch_letter, fetch_over, flaw_remedy, inform, issue, issue_all, issue_amendment, issue_letters,
    make_final, note_posting, note_postings, object, posted, prepare, prepare_all, preview,
    preview_amendment, print, propose, prove, reduce, refuse_amendment, reissue, request_amendment,
    return_amendment, returned, send_back, settle_remedy, spend, take_note, waive, withdraw,
    withdraw_amendment,
};
pub use web::feature;

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
