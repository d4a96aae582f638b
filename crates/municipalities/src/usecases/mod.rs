//! What can be done with the register, one verb per file.

mod put;

pub(crate) use put::{Outcome, put_bodies};
