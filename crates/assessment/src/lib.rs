//! Assessment: who scores which application, by which criteria, and the ranking that follows.
//!
//! * A **review** (Bewertung) is one assessor's work on one application, with the states of handbook 5.3.
//! * The **pool** of a call: people are invited and accept, with a wish for how much; without that nothing is assigned.
//! * **Conflicts** are suggested from data ([`conflicts`]): nothing is assigned over one, the office can set it aside.
//! * Assigned is by hand, by workbook, or by a **proposal** ([`matching`]) that is read first and applied as a whole.
//! * Before any content is shown the assessor **declares** an interest: none, a concern (somebody else decides), or
//!   excluded; whoever is excluded sees nothing of the case (handbook 4.3, G06).
//! * Points are whole, 0 to 5; 0, 1 and 5 need words. A total is Σ weight·points ÷ 5, kept exactly ([`rules`]).
//! * Assessors see their own scores only; nobody reads a draft, and nobody the scores of others before the own ones are
//!   handed in. A review that is reopened keeps what was handed in before.
//! * The **standing** of an application (n, exact sum, mean) is one row, kept in the score's own transaction.
//! * COMPLETE becomes IN_ASSESSMENT with enough assessors, ASSESSED with enough valid reviews; totals more than 20 points
//!   apart need a noted talk first.
//! * The **ranking** is frozen as a version with a SHA-256 hash; corrections are new versions with a reason (G02).
//!   Ties: K3, then K2, then the steering group's decision about the balance, then lots. Whoever is barred from a case
//!   reads it as if the case were not in it.

pub mod access;
mod assignment_import;
mod check;
mod conflicts;
mod content;
mod feature;
mod import;
mod mails;
mod matching;
mod model;
mod pool;
mod queries;
mod robustness;
pub mod rules;
mod store;
mod usecases;
mod web;

#[cfg(test)]
mod tests;

pub use feature::feature;
pub use model::{
    AssessorId, Basis, CallAssessor, Declaration, Dismissal, District, Hint, Interest, InterestId, Nearness,
    PoolState, Proposal, ProposalId, RankedEntry, Ranking, RankingId, RankingVersion, Review, ReviewId,
    ReviewState, ReviewTask, Ruling, Score, Scores, Standing, StandingInterest, TieBreak, Weights,
};
pub use pool::{
    HintRow, PoolRow, ProposalView, ProposedPair, Share, conflict_hints, hints_of, interests_of_person,
    invitations_of_person, pool, proposal,
};
pub use queries::{
    Matrix, MatrixRow, Progress, RankingPage, as_seen, declarations_of, latest_ranking, matrix, own_progress,
    progress, ranking, ranking_head, ranking_page, ranking_versions, reviews_of_application,
    reviews_of_person, standing_of, standings,
};
pub use robustness::{Robustness, ShiftRow, robustness};
pub use usecases::{
    Answer, Assign, Assigned, Declare, Dismiss, FieldSaved, FieldValue, Invite, NewInterest, Propose, Rule,
    SaveScores, Sheet, answer_invitation, apply_assignment, assign, clear_alarm, declare, declare_interest,
    decline, dismiss_conflict, end_interest, freeze_ranking, invite_assessor, open_review,
    propose_assignment, release_assessor, reopen, rule_on_concern, save_field, save_scores, settle_ties,
    submit, void_review, withdraw_assignment,
};

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
