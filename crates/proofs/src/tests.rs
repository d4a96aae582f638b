#![allow(clippy::unwrap_used)] // tests may

mod days;
mod early;
mod evidence;
mod hearing;
mod late_use;
mod life;
mod pages;
mod pairs;
mod reading;
mod recovery;
mod sampling;
mod scenarios;
mod setup;
mod sql;
mod world;
