//! Hours of the facilitators: booked by the person, approved by the coordination, taken from the contingent.
//!
//! * **Entry** (Stundenbuchung, handbook 5.7): DRAFT → SUBMITTED → APPROVED | REJECTED; a rejected entry is corrected
//!   (DRAFT again) or DISCARDED. Only in a running engagement, within its period, not in the future.
//! * Up to 720 minutes in steps of the programme (15), at most 720 a day and person, no overlap with other own entries. Clock times are
//!   local to Europe/Berlin; an entry over midnight belongs to the day it starts on, and the clock change counts (F08).
//! * Travel counts half towards the contingent; money is computed from the sum and rounded once (F03, F04).
//! * Approving uses the contingent in the same unit, one guarded UPDATE, so that it is never exceeded (F06), or, without hard stop,
//!   the excess is flagged; nobody
//!   approves their own hours, whatever roles they hold (F09).
//! * Whoever books holds the row of their person, so that two bookings at once cannot overlap.

mod access;
mod check;
mod import;
mod mails;
mod model;
mod queries;
pub mod rules;
mod store;
mod usecases;
mod web;

#[cfg(test)]
mod tests;

use base::Role;
use base_sheets::Limits;
use base_web::Feature;
use base_web::app::{JobHandler, NavItem};
use base_web::imports::ImportKind;
use futures::FutureExt;

pub use check::check;
pub use model::{
    Activity, ActivitySum, EntryState, Filter, HoursEntry, HoursEntryId, Invoice, InvoiceId, InvoiceState,
    MonthSum, PlaceSum,
};
pub use queries::{
    approved_by_activity, approved_days, approved_minutes, entries, entries_of_person, entry, invoices,
    last_worked, month_overview, of_engagement, places, to_approve,
};
pub use usecases::{
    Bill, Book, Booking, Correct, Reject, approve, approve_all, bill, book, correct, discard, reject, submit,
    submit_all,
};

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));

/// What the binary adds.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: web::routes(),
        navigation: vec![NavItem {
            key: "nav-hours",
            href: "/hours",
            roles: access::READERS,
        }],
        texts: vec![TEXTS],
        tasks: Some(|app, ctx| web::tasks(app, ctx).boxed()),
        case_parts: Some(|app, ctx, application| web::case_parts(app, ctx, application).boxed()),
        evidence: Some(|app, ctx, application| web::evidence(app, ctx, application).boxed()),
        jobs: vec![JobHandler {
            kind: usecases::DIGEST,
            run: |app, job| usecases::remind_coordination(app, job).boxed(),
        }],
        imports: vec![ImportKind {
            kind: "hours",
            roles: &[Role::PB],
            needs_call: false,
            limits: Limits::default(),
            run: |app, ctx, input, apply| import::run(app, ctx, input, apply).boxed(),
        }],
        check: Some(|db| check(db).boxed()),
        ..Feature::default()
    }
}
