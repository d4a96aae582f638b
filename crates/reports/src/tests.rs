//! Reports on real databases.
#![allow(clippy::unwrap_used)] // tests may
