//! Programmes and calls: what is funded, for whom, until when, with which money and by which criteria.
//!
//! A **programme** is the legal frame (issuing authority, remedy, dated parameters). A **call** (Ausschreibung) is one
//! application round of it. The rules, in short:
//!
//! 1. The state machine of handbook 5.1 stands once, in [`rules::TABLE`]; everything else is refused.
//! 2. An officer (SB) drafts and submits; a draft goes to review only with all mandatory parts: texts, form version,
//!    weights Σ = 100, a deadline in the future, means > 0.
//! 3. Publication needs RL and BfdH: two persons, both other than those who prepared it; the means must be there.
//! 4. Once published, criteria, weights, cap, money and form are frozen; texts are corrected as a new edition (M-C08).
//! 5. A deadline is half-open in Europe/Berlin; a local time that does not exist or exists twice is refused.
//! 6. The system opens at `opens_at` and closes at the deadline (jobs `call-open`, `call-close`).
//! 7. The deadline moves only later, before or after expiry, with a reason and for all (M-C05).
//! 8. Case numbers are unique and without gaps per call ([`next_number`]).
//!
//! Later crates answer questions about applications through [`answer_with`].

pub mod access;
pub mod cases;
mod check;
mod codes;
pub mod form;
mod json;
mod mails;
mod model;
mod parameters;
mod queries;
pub mod rules;
mod store;
mod usecases;
mod web;

#[cfg(test)]
mod tests;

pub use base::Deadline;
pub use cases::{Applicant, Applicants, CaseAnswer, CaseCounts, Cases, answer_with};
pub use codes::{AllocationMode, CallState, DeadlineKind, FinancingType, FundingMode, RemedyKind, Verb};
pub use json::{CallJson, CallListJson, CallYearJson, CriterionJson, TermsJson};
pub use model::{Approval, Authority, BudgetYear, Call, CallId, Criterion, Programme, ProgrammeId, Terms};
pub use parameters::Parameters;
pub use queries::{
    Filter, call, call_for, calls, calls_of, codes, find_by_code, find_programme_by_code, list, list_public,
    next_code, open_calls, parameters, programme, programmes, programmes_of_officer,
};
pub use usecases::{
    Approve, Cancel, Complete, Correct, Create, Edit, Extend, NewProgramme, SendBack, SetParameter,
    StartSelection, SubmitForReview, approve, begin_selection, cancel, close, complete, correct, create,
    create_programme, edit, extend, mark_decided, next_number, next_numbers, open, send_back, set_parameter,
    start_selection, submit_for_review,
};
pub use web::{feature, scope_sources};

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
