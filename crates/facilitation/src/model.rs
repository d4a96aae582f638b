//! Facilitators, engagements, and who belongs to a team.

use base::{Cents, Minutes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use crate::store::engagement::Model as Engagement;
pub use crate::store::facilitator::Model as Facilitator;
pub use crate::store::member::Model as Member;

base::typed_id!(
    /// A member of the pool.
    FacilitatorId,
    /// One accompaniment of one project.
    EngagementId
);

macro_rules! codes {
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

codes!(
    /// Handbook 5.6. OPEN is no state of a row: it is an issued grant without a living engagement.
    EngagementState {
        Proposed = "PROPOSED", Confirmed = "CONFIRMED_PB", Declined = "DECLINED", Prepared = "PREPARED",
        Assigned = "ASSIGNED", Running = "RUNNING", Suspended = "SUSPENDED", Completed = "COMPLETED",
        Terminated = "TERMINATED",
    }
);
codes!(
    /// What a member of the team said.
    Answer { Open = "OPEN", Yes = "YES", No = "NO" }
);

impl EngagementState {
    /// Whether the project is being accompanied or about to be.
    #[must_use]
    pub fn is_living(self) -> bool {
        !matches!(self, Self::Declined | Self::Terminated)
    }
}

impl Engagement {
    /// What is left of the contingent.
    #[must_use]
    pub fn rest(&self) -> Minutes {
        Minutes(self.contingent_minutes.0 - self.approved_minutes.0)
    }

    /// The contingent's value, VAT included.
    #[must_use]
    pub fn value(&self) -> Cents {
        crate::rules::gross_value(self.contingent_minutes, self.day_rate_cents, self.vat_rate)
    }
}
