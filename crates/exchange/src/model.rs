//! Events, registrations and practice reports.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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

macro_rules! states {
    ($(#[$about:meta])* $name:ident { $($value:ident = $code:tt),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum)]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name { $(#[serde(rename = $code)] #[sea_orm(string_value = $code)] $value),+ }

        impl $name {
            /// As stored and in text keys.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $($name::$value => $code),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }
    };
}

states!(
    /// Handbook 5.8.
    EventState { Planned = "PLANNED", Published = "PUBLISHED", Held = "HELD", Documented = "DOCUMENTED", Cancelled = "CANCELLED" }
);
states!(
    /// Of one registration.
    RegistrationState { Registered = "REGISTERED", Waiting = "WAITING", Cancelled = "CANCELLED" }
);
states!(
    /// Handbook 5.9.
    PracticeReportState {
        Draft = "DRAFT", Submitted = "SUBMITTED", ChangesRequested = "CHANGES_REQUESTED", Approved = "APPROVED",
        Published = "PUBLISHED", Withdrawn = "WITHDRAWN",
    }
);

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
