//! Grants on real databases: both modes to their end, four eyes, money, pages.
#![allow(clippy::unwrap_used)] // tests may

mod cash;
mod in_kind;
mod letters;
mod many;
mod money;
mod pages;
mod refusals;
mod spending;
mod world;
