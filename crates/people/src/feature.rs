//! What this crate adds to the server.

use base_web::Feature;

/// Sign-in, the account page, the accounts of all.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: crate::web::routes(),
        texts: vec![crate::TEXTS],
        ..Feature::default()
    }
}
