//! The only place that names the ORM's tables.

pub mod audit_note;
pub mod base_rate;
pub mod base_rate_table;
pub mod claim;
pub mod claim_interest;
pub mod claim_receipt;
pub mod extension;
pub mod interim;
pub mod knowledge;
pub mod proof;
pub mod proof_file;
pub mod proof_report;
pub mod proof_submission;
pub mod proof_voucher;
pub mod sample_run;
mod write;

pub(crate) use write::*;
