#![allow(clippy::unwrap_used)] // tests may

mod evidence;
mod hearing;
mod life;
mod pages;
mod reading;
mod recovery;
mod sampling;
mod setup;
mod sql;
mod world;
