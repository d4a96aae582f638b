//! What tests of all crates share. Never a dependency of the product, only a dev-dependency.

pub mod db;
