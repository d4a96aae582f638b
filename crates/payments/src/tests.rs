//! Payments on real databases: requests, bank details, files, the cash desk's answer, returned money, pages.
#![allow(clippy::unwrap_used)] // tests may

mod accounts;
mod confirmation;
mod kills;
mod many;
mod pages;
mod reminders;
mod requests;
mod returns;
mod runs;
mod sql;
mod story;
mod world;
