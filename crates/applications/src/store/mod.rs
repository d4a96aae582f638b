//! The only place that names the ORM's entities. Their modules are private to this crate; the row types that are
//! plain facts (application, party, snapshot …) are re-exported by [`crate::model`].

pub(crate) mod answer;
pub(crate) mod application;
pub(crate) mod attachment;
pub(crate) mod case_access;
pub(crate) mod check_item;
pub(crate) mod committee_access;
pub(crate) mod deadline_extension;
pub(crate) mod document_request;
pub(crate) mod document_request_change;
pub(crate) mod finance;
pub(crate) mod follow_up;
pub(crate) mod judgement;
pub(crate) mod note;
pub(crate) mod other_grant;
pub(crate) mod partner;
pub(crate) mod party;
pub(crate) mod plan_item;
pub(crate) mod proposal;
pub(crate) mod save;
pub(crate) mod signature;
pub(crate) mod snapshot;
pub(crate) mod snapshot_file;
pub(crate) mod waiting;
