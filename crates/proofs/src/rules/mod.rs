//! The pure decisions: what a grant becomes after its use, when a proof is due, who is drawn, what interest costs.
//! No database, no clock; amounts stay exact until the one rounding at the end (handbook 0.3).

pub mod due;
pub mod interest;
pub mod recovery;
pub mod reduction;
pub mod retention;
pub mod sample;

#[cfg(test)]
mod tests;
