//! The only binary: adds the features up, reads the configuration, serves, works off timed jobs and mails, and offers
//! the command line. No rule of the trade lives here.

pub mod checks;
pub mod cli;
pub mod config;
pub mod demo;
pub mod house;
mod key;
mod scopes;
pub mod web;
pub mod worker;
