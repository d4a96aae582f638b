//! The pure rules: quorum and votes, the five ways to allocate, the split over budget years.

pub mod allocation;
pub mod split;
pub mod vote;
