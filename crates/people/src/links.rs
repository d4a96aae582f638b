//! Links sent by mail and how often they may be asked for, for features that let people in from outside.

use base::Problem;
use base_db::Unit;

use crate::{secret, store, usecases};

/// A new secret for a link, and its hash: only the hash is kept.
#[must_use]
pub fn new_link() -> (String, String) {
    let token = secret::random();
    let hash = secret::hash(&token);
    (token, hash)
}

/// The hash under which the link of this secret is kept.
#[must_use]
pub fn hash_link(token: &str) -> String {
    secret::hash(token)
}

/// Counts a request of a kind for somebody: up to `free` of them cost nothing, then pauses grow from 30 s to 15 minutes.
/// Error: `Throttled`.
pub async fn throttle(unit: &Unit<'_>, kind: &str, whom: &str, free: i64) -> Result<(), Problem> {
    let key = format!("{kind}:{}", secret::hash(whom));
    match store::throttle::count(unit.conn(), &key, free, unit.now()).await? {
        Some(until) => Err(usecases::sign_in::throttled(until, unit.now())),
        None => Ok(()),
    }
}
