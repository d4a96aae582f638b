//! The pure rules: the order of the agenda, quorum and votes, the five ways to allocate, the
//! mix, the optimiser's proposal, the split over budget years.

pub mod agenda;
pub mod allocation;
pub mod mix;
pub mod optimise;
pub mod split;
pub mod vote;
