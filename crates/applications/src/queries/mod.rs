//! Reads for pages, the API and later crates. Whatever takes a [`base::Ctx`] is scoped to what that person may see.

mod access;
mod cases;
mod checks;
mod parties;
mod recipients;
mod submissions;

pub(crate) use access::{access_of, closed_cases};
pub use access::{assigned, barred, barred_persons, declared, is_barred_in, papers_released, seen_as_member};
pub use cases::{
    all, application, applications, case_rows, count, count_selected_without, find, find_by_number, first,
    is_check_finished, list, of_call, search, seen_in,
};
pub(crate) use cases::{other_of_lead, rows, trials};
pub use checks::{changes, check_points, checklist, document_requests, notes, open_proposal, proposals};
pub(crate) use checks::{judgements, next_to_check};
pub use parties::{find_body, lead_of, parties, parties_of};
pub use recipients::{holders_of_case, officers, recipients, recipients_of_all, recipients_with};
pub use submissions::{call_of, deadline_for, extensions, latest_snapshot, latest_submission};
pub(crate) use submissions::{deadlines_for, extension, hash_of_pdf, snapshots};

pub use crate::case_parts::{
    attachments, document_kinds, open_points_of_parts, page_of_field, signature_request,
};
