//! What tests of all crates share. Never a dependency of the product, only a dev-dependency.

pub mod app;
pub mod db;

pub use app::{Answer, TestApp, ctx, operator, person};
