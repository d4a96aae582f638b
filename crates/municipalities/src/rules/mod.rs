//! The rules of the register: repairing keys (handbook 3.2) and reading names. Pure.

pub mod keys;
pub mod naming;
pub mod resolve;
