//! Grants on real databases: both modes to their end, four eyes, money, pages.
#![allow(clippy::unwrap_used)] // tests may

mod amend;
mod amend_pages;
mod cash;
mod clauses;
mod delivery;
mod in_kind;
mod inform;
mod invariants;
mod letters;
mod many;
mod money;
mod pages;
mod posting;
mod refusals;
mod remedies;
mod round;
mod send_back;
mod shares;
mod spending;
mod withdraw;
pub(crate) mod world;
