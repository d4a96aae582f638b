//! Applications on real databases: submission, check, four eyes, who may see what, import, pages.
#![allow(clippy::unwrap_used)] // tests may

mod access;
mod answers;
mod check;
mod desk;
mod imports;
mod life;
mod pages;
mod release;
mod speed;
mod workbook;
pub(crate) mod world;
