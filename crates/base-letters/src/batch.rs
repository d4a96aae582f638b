//! Several letters in one document, for the post.

use serde::{Deserialize, Serialize};

use crate::block::{Block, blank};
use crate::letter::Letter;

/// A list of addresses and the letters in its order, each beginning on a page of its own and counting its own pages. The
/// letters are those that were issued; the batch is only their print.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Batch {
    pub title: String,
    pub authority: String,
    /// The list of addresses.
    pub cover: Vec<Block>,
    pub letters: Vec<Letter>,
    /// "de" (also when empty) or "en".
    pub language: String,
}

impl Batch {
    /// Names of what is missing: fields of the batch, or of one of its letters.
    pub fn missing_parts(&self) -> Vec<&'static str> {
        let own = [("title", blank(&self.title)), ("blocks", self.letters.is_empty())];
        let own = own
            .into_iter()
            .filter_map(|(part, missing)| missing.then_some(part));
        own.chain(self.letters.iter().flat_map(Letter::missing_parts))
            .collect()
    }
}
