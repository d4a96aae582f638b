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
//! * Every later act (amendment, revocation, recovery) and every rejection is served, contested and becomes final on its own
//!   ([`NoticeDelivery`]). While an amendment can be contested, only what all versions grant alike is paid ([`Payable`]).
//! * Through the portal goes a notice only with the consent of its addressee ([`PortalConsent`], § 41 Abs. 2a LVwVfG); a
//!   batch falls back to post.
//! * Reinstatement after a missed period (§ 32 LVwVfG) is decided by two persons; granted, finality falls.
//! * The offer of a part is answered within its period: accepted, it is awarded; else its means go to the reserve list.
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
    Amendment, AmendmentId, AmendmentKind, AmendmentState, CaseNotice, Change, Channel, Circle, ConsentId,
    Content, DeliveryId, DeliveryState, DoubleFunding, Effect, Grant, GrantId, GrantMode, GrantState,
    Information, InformationId, InformationKind, Notice, NoticeDelivery, NoticeKind, OfferAnswer,
    OfferOutcome, Overrun, Payable, PlanAmount, PortalConsent, Reinstatement, ReinstatementId,
    ReinstatementState, RemedyOutcome, Share, ShareBasis, Terms, Tranche, TrancheAccount, Version,
    YearAmount,
};
pub use queries::{
    Total, accounts_of, amendment, amendments_of, answer_to, by_ids, called_up, case_notices_of,
    case_notices_of_call, changes_of, consent_of, consents_of, count_in_kind_without, deliveries_of,
    delivery, delivery_of, delivery_seen, grant, grant_of, grants_of, held, informations_of, issued_in_kind,
    list, notice_of, notices_of, of_call, offer_of, payable, plan_of, reinstatement_seen, reinstatements_of,
    seen, shares_of, totals, tranches, tranches_of, versions_of,
};
pub use rules::Spending;
pub use usecases::{
    Accept, AmendmentFile, AnswerPart, AskReinstatement, CheckAmendment, Choosable, Close, Countersign,
    DecideReinstatement, Decline, DraftAmendment, Fetched, FlawRemedy, GiveConsent, Inform, Issue,
    IssueAmendment, LetterOutcome, Missed, Object, Outcome, Posted, Posting, Prepare, Proposal,
    ProposeReinstatement, Prove, Record, RecordDelivery, Reissue, Request, Resend, Returned, RevokeConsent,
    SendBack, SettleRemedy, SignAmendment, TakeNote, Waive, WaiveDelivery, accept, acceptance_over, advance,
    answer_part, answer_until, ask_reinstatement, check, check_amendment, choose_clauses, clauses_of,
    countersign, countersign_all, countersign_amendment, decide_reinstatement, decline, deliver,
    draft_amendment, fetch, fetch_act, fetch_amendment, fetch_letter, fetch_over, flaw_remedy, give_consent,
    inform, issue, issue_all, issue_amendment, issue_letters, make_final, make_served_final, note_posting,
    note_postings, object, offer_over, posted, prepare, prepare_all, preview, preview_amendment, print,
    propose, propose_reinstatement, prove, record_delivery, reduce, refuse_amendment, reissue,
    request_amendment, require_provided, resend, return_amendment, returned, revoke_consent, send_back,
    serve, served_fetch_over, settle_remedy, spend, take_note, waive, waive_delivery, withdraw,
    withdraw_amendment,
};
pub use web::feature;

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
