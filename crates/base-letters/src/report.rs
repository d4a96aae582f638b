//! A report: head, optional contents, blocks.

use serde::{Deserialize, Serialize};

use crate::block::{Block, blank};

/// A report. Texts are already formatted and in the report's language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    pub title: String,
    pub subtitle: String,
    pub authority: String,
    /// The date as printed: "28.05.2026".
    pub date: String,
    /// Gives the head a page of its own.
    pub title_page: bool,
    /// Prints a table of contents.
    pub contents: bool,
    pub blocks: Vec<Block>,
    /// "de" (also when empty) or "en".
    pub language: String,
}

impl Report {
    /// Names of the fields a report can't do without and that are empty; rendering refuses then.
    pub fn missing_parts(&self) -> Vec<&'static str> {
        [
            ("title", blank(&self.title)),
            ("blocks", self.blocks.iter().all(Block::is_empty)),
        ]
        .into_iter()
        .filter_map(|(part, missing)| missing.then_some(part))
        .collect()
    }
}
