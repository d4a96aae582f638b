//! A part of a page that keeps itself up to date.

use askama::Template;
use sha2::{Digest, Sha256};

use super::Block;

/// Blocks that ask every few seconds whether they have changed. Without script they are as of the page's loading, and a
/// link loads it again. The page's address answers `?seen={stamp}` with 204 while nothing has changed, see
/// [`crate::Visit::live`], so that screen readers hear changes only.
#[derive(Debug, Clone, Template)]
#[template(path = "live.html")]
pub struct Live {
    href: String,
    again: String,
    large: bool,
    blocks: Vec<Block>,
}

impl Live {
    /// `href`: the page itself; `again`: the words of the link that loads it again.
    #[must_use]
    pub fn new(href: impl Into<String>, again: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self {
            href: href.into(),
            again: again.into(),
            large: false,
            blocks,
        }
    }

    /// To be read from the back of a room.
    #[must_use]
    pub fn large(mut self) -> Self {
        self.large = true;
        self
    }

    /// What is shown, in 16 characters: other blocks, another stamp.
    #[must_use]
    pub fn stamp(&self) -> String {
        let mut hash = Sha256::new();
        for block in &self.blocks {
            hash.update(block.to_string());
        }
        let mut stamp = hex::encode(hash.finalize());
        stamp.truncate(16);
        stamp
    }
}
