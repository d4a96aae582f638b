//! The limited child process alone: `sheet-reader __read-sheet LIMITS` (bytes on stdin, frames on stdout).
//! Tests of this crate use it; production programs call [`base_sheets::child::run_if_asked`] first thing in `main`.

use std::process::ExitCode;

fn main() -> ExitCode {
    base_sheets::child::run_if_asked().unwrap_or_else(|| {
        eprintln!(
            "usage: sheet-reader {} LIMITS < workbook",
            base_sheets::child::ARGUMENT
        );
        ExitCode::FAILURE
    })
}
