//! Hours on both databases.
#![allow(clippy::unwrap_used)] // tests may

mod booking;
mod contingent;
mod pages;
mod world;
