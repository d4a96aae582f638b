//! Exchange of experience: network meetings with registration, and practice reports that others can read.
//!
//! * **Event** (Netzwerktreffen): PLANNED → PUBLISHED (invitations M-E01) → HELD (attendance) → DOCUMENTED; CANCELLED at
//!   any time before HELD (M-E06). Registration ends at its own instant; places are limited, per body as well.
//! * **Registration**: REGISTERED (M-E02 with calendar file) or WAITING (M-E03); when a place becomes free the first of
//!   the waiting list moves up (M-E03). Three days before, everybody registered is reminded (M-E04).
//! * The event row is the lock on its places: the guarded UPDATE asks and takes at once, on both databases.
//! * **Practice report** (Praxisbericht): DRAFT → SUBMITTED → CHANGES_REQUESTED | APPROVED → PUBLISHED by another person
//!   than the one who approved (G4), only with the municipality's consent → WITHDRAWN.
//! * Published reports can be read by everybody, without signing in.

mod access;
mod mails;
mod model;
mod queries;
pub mod rules;
mod store;
mod usecases;
mod web;

#[cfg(test)]
mod tests;

use base_web::Feature;
use base_web::app::{JobHandler, NavItem};
use futures::FutureExt;

pub use model::{
    Event, EventId, EventState, PracticeReport, PracticeReportId, PracticeReportState, Registration,
    RegistrationId, RegistrationState,
};
pub use queries::{event, events, published, registrations, report};
pub use usecases::event::{
    Attendance, CancelEvent, DocumentEvent, NewEvent, cancel_event, document_event, plan, publish_event,
    record_attendance,
};
pub use usecases::register::{Register, register, unregister};
pub use usecases::report::{
    ReportText, approve_report, publish_report, request_changes, save_report, submit_report, withdraw_report,
    write_report,
};

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));

/// What the binary adds.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: web::routes(),
        navigation: vec![
            NavItem {
                key: "nav-events",
                href: "/events",
                roles: access::READERS,
            },
            NavItem {
                key: "nav-practice",
                href: "/practice",
                roles: &[],
            },
        ],
        texts: vec![TEXTS],
        tasks: Some(|app, ctx| web::tasks(app, ctx).boxed()),
        case_parts: Some(|app, ctx, application| web::case_parts(app, ctx, application).boxed()),
        jobs: vec![JobHandler {
            kind: "event-reminder",
            run: |app, job| usecases::remind::run(app, job).boxed(),
        }],
        ..Feature::default()
    }
}
