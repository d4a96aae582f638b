//! The sample for the depth check (handbook 2.6, E13): random, reproducible, documented.
//!
//! The method is `SHA256-ORDER-1`: every proof of the list gets SHA-256 of `seed`, a colon and the id of its grant in
//! lower-case hex with hyphens; the list is ordered by these values, and its first n are drawn. Whoever has seed and
//! list draws the same again with any tool.

use base::Rate;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Named in every protocol.
pub const METHOD: &str = "SHA256-ORDER-1";

/// How many of `count` are drawn: the rate, rounded up, at least one; none of nothing.
#[must_use]
pub fn size(count: usize, rate: Rate) -> usize {
    if count == 0 {
        return 0;
    }
    let share = count as u128 * u128::try_from(rate.0).unwrap_or(0);
    let drawn = share.div_ceil(u128::try_from(Rate::WHOLE.0).unwrap_or(1));
    usize::try_from(drawn).unwrap_or(count).clamp(1, count)
}

/// The grants drawn, in the order of the draw; the order of `list` does not matter.
#[must_use]
pub fn draw(seed: &str, list: &[Uuid], rate: Rate) -> Vec<Uuid> {
    let mut order: Vec<(String, Uuid)> = list.iter().map(|id| (lot(seed, *id), *id)).collect();
    order.sort();
    order.dedup();
    let count = size(order.len(), rate);
    order.into_iter().take(count).map(|(_, id)| id).collect()
}

/// The value that decides, lower-case hex.
#[must_use]
pub fn lot(seed: &str, grant: Uuid) -> String {
    hex::encode(Sha256::digest(format!("{seed}:{grant}")))
}

/// SHA-256 of the sorted list, one id a line: what the protocol says was drawn from.
#[must_use]
pub fn list_hash(list: &[Uuid]) -> String {
    let mut ids: Vec<String> = list.iter().map(Uuid::to_string).collect();
    ids.sort();
    ids.dedup();
    hex::encode(Sha256::digest(ids.join("\n")))
}
