//! Applications on real databases: submission, check, four eyes, who may see what, import, pages.
#![allow(clippy::unwrap_used)] // tests may

mod access;
mod answers;
mod attachments;
mod check;
mod desk;
mod grace;
mod hints;
mod imports;
mod inbox;
mod joint;
mod life;
mod officer;
mod pages;
mod plan;
mod release;
mod signature;
mod speed;
mod trial;
mod two_officers;
mod workbook;
pub(crate) mod world;
