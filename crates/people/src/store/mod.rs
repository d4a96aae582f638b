//! The only place that names tables.

pub(crate) mod accounts;
pub(crate) mod affiliations;
pub(crate) mod deputies;
pub(crate) mod identity;
pub(crate) mod links;
pub(crate) mod recovery;
pub(crate) mod roles;
pub(crate) mod sessions;
pub(crate) mod signatories;
pub(crate) mod throttle;
pub(crate) mod tokens;
