//! Reports on real databases: counting, agreement to the cent, who sees what, files that come back.
#![allow(clippy::unwrap_used)] // tests may

mod agreement;
mod counting;
mod evidence;
mod evidence_hostile;
mod files;
mod pages;
mod world;
