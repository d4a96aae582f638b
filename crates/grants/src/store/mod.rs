//! The only place that names the ORM's entities.

pub(crate) mod download;
pub(crate) mod grant;
pub(crate) mod notice;
pub(crate) mod tranche;
mod write;

pub(crate) use write::{fetched, file_notice, insert, insert_award, load, replace_tranches, spend, update};
