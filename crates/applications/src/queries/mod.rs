//! Reads for pages, the API and later crates. Whatever takes a [`base::Ctx`] is scoped to what that person may see.

mod access;
mod cases;
mod checks;
mod parties;
mod recipients;
mod submissions;

pub(crate) use access::access_of;
pub use access::{assigned, barred, is_barred_in};
pub use cases::{
    all, application, applications, case_rows, count, find, find_by_number, first, is_check_finished, list,
    of_call, search,
};
pub(crate) use cases::{other_of_lead, rows, trials};
pub(crate) use checks::judgements;
pub use checks::{changes, check_points, checklist, document_requests, notes, open_proposal, proposals};
pub use parties::{find_body, lead_of, parties, parties_of};
pub use recipients::{officers, recipients, recipients_of_all, recipients_with};
pub use submissions::{call_of, deadline_for, extensions, latest_snapshot, latest_submission};
pub(crate) use submissions::{extension, hash_of_pdf, snapshots};

pub use crate::case_parts::{
    attachments, document_kinds, open_points_of_parts, page_of_field, signature_request,
};
