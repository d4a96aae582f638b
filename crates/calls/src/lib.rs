//! Programmes and calls: what is funded, for whom, until when, with which money and by which criteria.
//!
//! A **programme** is the legal frame (issuing authority, remedy, dated parameters). A **call** (Ausschreibung) is one
//! application round of it. The rules, in short:
//!
//! 1. The state machine of handbook 5.1 stands once, in [`rules::TABLE`]; everything else is refused.
//! 2. An officer (SB) drafts and submits; a draft goes to review only with all mandatory parts: texts, form version,
//!    weights Σ = 100, a deadline in the future, means > 0.
//! 3. Publication needs RL and BfdH: two persons, both other than those who prepared it; the means must be there.
//! 4. Once published, criteria, weights, cap, money and form are frozen; what each part still allows stands in
//!    [`groups`]. A correction is a new edition, kept for ever, and everybody with a draft or application hears of it.
//! 5. A deadline is half-open in Europe/Berlin; a local time that does not exist or exists twice is refused.
//! 6. The system opens at `opens_at` and closes at the deadline (jobs `call-open`, `call-close`).
//! 7. The deadline moves only later, before or after expiry, with a reason and for all (M-C05).
//! 8. Case numbers are unique and without gaps per call ([`next_number`]).
//! 9. A parameter's value counts from its day on and never changes the past ([`parameters`]); each figure of a call says
//!    whether it follows one.
//! 10. Self-check and worked examples ask the same rule ([`eligibility`]); missing data is open, neither yes nor no.
//!     A call whose examples come out otherwise than written is not published.
//! 11. A draft is tried out in a call of its own, in the state PREVIEW, which no list shows (decision 0010).
//!
//! Later crates answer questions about applications through [`answer_with`].

pub mod access;
pub mod cases;
mod check;
pub mod clauses;
mod codes;
pub mod eligibility;
pub mod examples;
pub mod form;
pub mod funding;
pub mod groups;
mod json;
mod json_parts;
mod json_programme;
mod mails;
mod model;
pub mod parameters;
mod queries;
pub mod rules;
mod store;
mod usecases;
mod web;
pub mod wording;

#[cfg(test)]
mod tests;

pub use base::Deadline;
pub use cases::{Applicant, Applicants, CaseAnswer, CaseCounts, Cases, answer_with};
pub use clauses::{Clause, ClauseKind, ClauseUse, Grantees};
pub use codes::{
    AllocationMode, CallState, DeadlineKind, FileKind, FinancingType, FundingMode, Outcome, RemedyKind, Verb,
};
pub use examples::Example;
pub use funding::{Conditions, fundable_amount};
pub use groups::Group;
pub use json::{CallJson, CallListJson, CallYearJson, CriterionJson, TermsJson};
pub use json_parts::{DocumentItemJson, ExampleJson, MailTextJson};
pub use json_programme::{
    ParameterJson, ProgrammeDataJson, ProgrammeDetailJson, ProgrammeJson, ProgrammeListJson,
};
pub use model::{
    Approval, Authority, BudgetYear, Call, CallId, Criterion, DocumentItem, Programme, ProgrammeId, Terms,
};
pub use parameters::Parameters;
pub use queries::{
    Filter, call, call_for, call_head, calls, calls_of, clause_history, clauses, codes,
    codes_taking_applications, editions, find_by_code, find_programme_by_code, list, list_public, next_code,
    open_calls, parameter_history, parameter_values, parameters, preview_of, programme, programme_for,
    programmes, programmes_for, programmes_of_officer,
};
pub use store::Edition;
pub use usecases::{
    Approve, Cancel, CloneCall, Complete, Correct, Create, Edit, EditProgramme, Extend, NewProgramme,
    SendBack, SetClause, SetParameter, StartSelection, SubmitForReview, TryOut, a_year_later, approve,
    begin_selection, cancel, clone_call, close, complete, correct, create, create_programme, edit,
    edit_programme, extend, mark_decided, next_number, next_numbers, open, send_back, set_clause,
    set_parameter, start_selection, submit_for_review, try_out,
};
pub use web::{feature, scope_sources};
pub use wording::{MailText, in_words_of};

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
