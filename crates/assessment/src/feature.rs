//! What the assessment adds to the server.

use base::{Ctx, Role};
use base_web::app::{App, Feature, JobHandler, NavItem};
use futures::FutureExt;

use crate::{access, assignment_import, import, usecases, web};

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
        check: Some(|db| crate::check::check(db).boxed()),
        evidence: Some(|app, ctx, application| web::evidence(app, ctx, application).boxed()),
        imports: vec![import::kind(), assignment_import::kind()],
        jobs: vec![JobHandler {
            kind: usecases::place::REMINDER_JOB,
            run: |app: &App, job| {
                async move {
                    let ctx = Ctx::system(usecases::place::REMINDER_JOB, Ord::max(job.due_at, app.db.now()));
                    usecases::remind(&app.db, &ctx, &job.subject).await
                }
                .boxed()
            },
        }],
        ..Feature::default()
    }
}
