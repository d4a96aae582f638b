//! What can be done, by noun: events, registrations, practice reports.

pub mod event;
pub mod register;
pub mod remind;
pub mod report;
