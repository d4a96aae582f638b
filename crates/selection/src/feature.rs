//! What the selection adds to the server.

use base_web::app::{Feature, NavItem};
use futures::FutureExt;

use crate::{access, import, web};

/// What the selection contributes to the server.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: web::routes(),
        navigation: vec![NavItem {
            key: "selection-nav",
            href: "/committees",
            roles: access::READERS,
        }],
        texts: vec![crate::TEXTS],
        tasks: Some(|app, ctx| web::tasks(app, ctx).boxed()),
        case_parts: Some(|app, ctx, application| web::parts(app, ctx, application).boxed()),
        evidence: Some(|app, ctx, application| web::evidence(app, ctx, application).boxed()),
        imports: vec![import::kind()],
        check: Some(|db| crate::check(db).boxed()),
        ..Feature::default()
    }
}
