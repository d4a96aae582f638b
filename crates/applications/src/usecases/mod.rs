//! One verb of the office per file.

mod access;
mod answer_documents;
mod assign_officer;
pub(crate) mod attach;
mod bulk;
mod carry_over;
mod check;
mod complete;
mod create_draft;
pub(crate) mod declare;
mod draft;
mod extend_for_one;
mod extend_request;
mod follow_up;
mod grace;
mod judge_hint;
mod note;
pub(crate) mod partners;
mod propose;
mod recall;
mod remind;
mod request_documents;
mod save_answers;
mod set_plan;
pub(crate) mod signature;
mod start_check;
mod submit;
mod submit_parts;
mod transition;
mod update_draft;
mod withdraw;

pub use access::{admit_committee, grant_access, open_declared, revoke_access};
pub use answer_documents::{AnswerDocuments, AnswerFile, answer_documents};
pub use assign_officer::assign_officer;
pub(crate) use assign_officer::officers;
pub use attach::{Attach, MAX_FILES, attach, detach};
pub use bulk::{BulkAction, MAX_BULK, bulk};
pub use carry_over::{carry_over, earlier};
pub(crate) use check::{CLASH, checked};
pub use check::{SaveCheck, Seen, save_check, save_check_seen};
pub use complete::{BulkResult, complete, complete_all, confirm_complete};
pub use create_draft::{CreateDraft, create_draft};
pub(crate) use create_draft::{empty, is_open};
pub(crate) use draft::{display_name, party_row, put_lead};
pub use extend_for_one::{ProposeExtension, decide_extension, propose_extension};
pub use extend_request::{ExtendRequest, continue_unanswered, extend_request};
pub use follow_up::{SetFollowUp, finish_follow_up, postpone_follow_up, set_follow_up};
pub use judge_hint::{JudgeHint, judge_hint};
pub use note::{add_note, add_note_in};
pub use partners::{
    AnswerPartner, MAX_PARTNERS, MergePartners, PartnerInput, SetPartners, answer_partner, ask_partners,
    merge_partners, set_partners,
};
pub(crate) use propose::withdraw_open;
pub use propose::{Decide, Propose, decide, propose};
pub use recall::recall;
pub use remind::{expire_request, remind_documents, remind_draft};
pub use request_documents::{RequestDocuments, request_documents};
pub(crate) use save_answers::DECLARED_LATER;
pub use save_answers::{Change, Conflict, SavedAnswers, Together, save_answers};
pub use set_plan::{MAX_OTHER_GRANTS, MergePlan, SetPlan, merge_plan, set_plan};
pub use signature::{ask_signature, return_unsigned};
pub use start_check::{start_all_checks, start_check};
pub use submit::{Arrival, Submit, submit};
pub(crate) use submit::{arrival_at, receipt};
pub use transition::{mark_released, transition, transition_many};
pub use update_draft::{UpdateDraft, update_draft};
pub use withdraw::withdraw_in;

pub(crate) use remind::{DOCUMENTS_EXPIRE, DOCUMENTS_REMIND, DRAFT_REMIND, plan_reminders};
pub(crate) use transition::moved;
