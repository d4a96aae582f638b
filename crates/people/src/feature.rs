//! What this crate adds to the server.

use base::{Ctx, Role};
use base_web::app::{JobHandler, NavItem};
use base_web::{App, Feature};
use futures::FutureExt as _;

use crate::usecases::sweep;
use crate::{access, tasks};

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
            NavItem {
                key: "signatories-title",
                href: "/signatories",
                roles: access::SIGNATORY_READERS,
            },
            NavItem {
                key: "nav-colleagues",
                href: "/colleagues",
                roles: &[Role::KE, Role::KZ],
            },
        ],
        texts: vec![crate::TEXTS],
        tasks: Some(|app, ctx| tasks::of(app, ctx).boxed()),
        jobs: vec![JobHandler {
            kind: sweep::JOB,
            run: |app: &App, job| {
                async move {
                    sweep::sweep(
                        &app.db,
                        &Ctx::system(sweep::JOB, Ord::max(job.due_at, app.db.now())),
                    )
                    .await
                }
                .boxed()
            },
        }],
        ..Feature::default()
    }
}
