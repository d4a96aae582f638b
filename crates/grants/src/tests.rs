//! Grants on real databases: both modes to their end, four eyes, money, pages.
#![allow(clippy::unwrap_used)] // tests may

mod acts;
mod amend;
mod amend_pages;
mod cash;
mod clauses;
mod delivery;
mod drafts;
mod in_kind;
mod inform;
mod invariants;
mod letters;
mod many;
mod money;
mod offers;
mod pages;
mod posting;
mod refusals;
mod reinstatement;
mod remedies;
mod restore;
mod round;
mod send_back;
mod shares;
mod spending;
mod time;
mod waiting;
mod withdraw;
pub(crate) mod world;
