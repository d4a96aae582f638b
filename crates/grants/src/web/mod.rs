//! Pages and JSON of grants, and what the feature adds to the server.

use base_web::Feature;

/// What grants contribute to the server.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        texts: vec![crate::TEXTS],
        check: Some(|db| Box::pin(crate::check(db))),
        ..Feature::default()
    }
}
