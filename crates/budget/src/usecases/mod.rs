//! What can be done with a budget, one verb per file.

mod charge;
mod check;
mod create_line;
pub(crate) mod import;
mod set_means;

pub use charge::{charge, charge_all, release_reserved};
pub use check::check;
pub use create_line::{NewLine, create_line, create_line_in};
pub use set_means::{SetMeans, set_means, set_means_in};
