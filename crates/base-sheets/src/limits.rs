//! How much of a workbook from outside is read at most. Every number is a named limit (invariant 10).

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Bounds of one reading; [`Limits::default`] is the handbook's (0.5, row "Import limits"). An import kind may narrow or widen it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Rows with content over all sheets.
    pub rows: u32,
    /// Last column that may hold content (1-based count).
    pub columns: u32,
    /// Cells over all sheets, gaps within a row included: bounds the memory of the parent.
    pub cells: u64,
    /// Characters of one text cell; Excel itself allows 32,767.
    pub text_chars: usize,
    /// Sheets in one workbook.
    pub sheets: usize,
    /// Bytes of the file as uploaded.
    pub packed_bytes: u64,
    /// Bytes of all parts after decompression, declared and actual.
    pub unpacked_bytes: u64,
    /// Parts in the package.
    pub entries: usize,
    /// Memory the child may allocate on top of its program image.
    pub memory_bytes: u64,
    /// CPU seconds of the child.
    pub cpu_seconds: u64,
    /// Wall-clock time until the parent kills the child.
    pub wall: Duration,
    /// Bytes the child may hand over to the parent.
    pub output_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rows: 120_000,
            columns: 1_024,
            cells: 4_000_000,
            text_chars: 32_767,
            sheets: 200,
            packed_bytes: 20 << 20,
            unpacked_bytes: 512 << 20,
            entries: 5_000,
            memory_bytes: 448 << 20,
            cpu_seconds: 20,
            wall: Duration::from_secs(30),
            output_bytes: 192 << 20,
        }
    }
}
