//! Calls on real databases: their whole life, four eyes, numbers, pages.
#![allow(clippy::unwrap_used)] // tests may

mod applicants;
mod clauses;
mod depth;
mod life;
mod numbers;
mod pages;
mod programmes;
mod refusals;
pub(crate) mod world;
