//! Events, registrations and practice reports.

pub use crate::store::event::Model as Event;
pub use crate::store::registration::Model as Registration;
pub use crate::store::report::Model as PracticeReport;

base::typed_id!(
    /// A network meeting.
    EventId,
    /// One person's registration.
    RegistrationId,
    /// A practice report.
    PracticeReportId
);

base_db::codes! {
    /// Handbook 5.8.
    EventState { Planned = "PLANNED", Published = "PUBLISHED", Held = "HELD", Documented = "DOCUMENTED", Cancelled = "CANCELLED" }
}
base_db::codes! {
    /// Of one registration. Without an account it is unconfirmed, and no place counts, until the address has answered.
    RegistrationState {
        Unconfirmed = "UNCONFIRMED", Registered = "REGISTERED", Waiting = "WAITING", Cancelled = "CANCELLED",
    }
}
base_db::codes! {
    /// Handbook 5.9.
    PracticeReportState {
        Draft = "DRAFT", Submitted = "SUBMITTED", ChangesRequested = "CHANGES_REQUESTED", Approved = "APPROVED",
        Published = "PUBLISHED", Withdrawn = "WITHDRAWN",
    }
}

impl Event {
    /// Whether somebody may register at this instant.
    #[must_use]
    pub fn takes_registrations(&self, now: chrono::DateTime<chrono::Utc>) -> bool {
        self.state == EventState::Published && now < self.registration_until_at
    }

    /// Places that are left.
    #[must_use]
    pub fn free(&self) -> i64 {
        self.capacity - self.registered
    }
}
