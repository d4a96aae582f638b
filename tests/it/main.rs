//! Tests of the product as a whole. Rules have their tests beside them in the crates; here are stories over HTTP, the
//! access matrix over every route, load, crashes, and the house rules of the source itself.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may

mod access;
mod audit;
mod bulk;
mod checks;
mod command_line;
mod crash;
mod desks;
mod evidence;
mod hours;
mod leaks;
mod main_job;
mod navigation;
mod pages;
mod process;
mod scopes;
mod seal;
mod servers;
mod statements;
mod story;
mod tidy;
mod workbooks;
mod world;
