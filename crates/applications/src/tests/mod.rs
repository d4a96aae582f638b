//! Applications on real databases: submission, check, four eyes, who may see what, import, pages.
#![allow(clippy::unwrap_used)] // tests may

mod access;
mod check;
mod desk;
mod imports;
mod inbox;
mod life;
mod officer;
mod pages;
mod release;
mod speed;
pub(crate) mod world;
