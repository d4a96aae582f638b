//! What this crate adds to the server.

use base::Role;
use base_web::Feature;
use base_web::app::NavItem;

use crate::access;

/// Sign-in, the account page, the accounts of all.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: crate::web::routes(),
        navigation: vec![
            NavItem {
                key: "nav-accounts",
                href: "/accounts",
                roles: access::READERS,
            },
            NavItem {
                key: "nav-account-new",
                href: "/accounts/new",
                roles: &[Role::SB],
            },
        ],
        texts: vec![crate::TEXTS],
        ..Feature::default()
    }
}
