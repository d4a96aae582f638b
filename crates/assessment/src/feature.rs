//! What the assessment adds to the server.

use base::Role;
use base_web::app::{Feature, NavItem};
use futures::FutureExt;

use crate::{access, import, web};

/// What the assessment contributes to the server.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: web::routes(),
        navigation: vec![
            NavItem {
                key: "reviews-nav",
                href: "/reviews",
                roles: &[Role::AS],
            },
            NavItem {
                key: "assessment-nav",
                href: "/assessment",
                roles: access::READERS,
            },
        ],
        texts: vec![crate::TEXTS],
        tasks: Some(|app, ctx| web::tasks(app, ctx).boxed()),
        case_parts: Some(|app, ctx, application| web::parts(app, ctx, application).boxed()),
        imports: vec![import::kind()],
        ..Feature::default()
    }
}
