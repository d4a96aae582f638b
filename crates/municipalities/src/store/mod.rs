//! The tables of this crate. Nothing outside names the entities.

pub(crate) mod body;
pub(crate) mod name;
pub(crate) mod request;
