//! Facilitators, engagements, and who belongs to a team.

use base::{Cents, Minutes};

use crate::rules;

pub use crate::store::engagement::Model as Engagement;
pub use crate::store::facilitator::Model as Facilitator;
pub use crate::store::member::Model as Member;

base::typed_id!(
    /// A member of the pool.
    FacilitatorId,
    /// One accompaniment of one project.
    EngagementId
);

base_db::codes! {
    /// Handbook 5.6. OPEN is no state of a row: it is an issued grant without a living engagement.
    EngagementState {
        Proposed = "PROPOSED", Confirmed = "CONFIRMED_PB", Declined = "DECLINED", Prepared = "PREPARED",
        Assigned = "ASSIGNED", Running = "RUNNING", Suspended = "SUSPENDED", Completed = "COMPLETED",
        Terminated = "TERMINATED",
    }
}
base_db::codes! {
    /// What a member of the team said.
    Answer { Open = "OPEN", Yes = "YES", No = "NO" }
}

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
        Minutes((self.contingent_minutes.0 - self.approved_minutes.0).max(0))
    }

    /// The contingent's value, VAT included.
    #[must_use]
    pub fn value(&self) -> Cents {
        let net = self
            .contingent_minutes
            .value_per_day(self.day_rate_cents, self.day_minutes);
        self.with_vat(net)
    }

    /// The net value of billable time, given by day and person, at the contract's terms (F03 to F05).
    #[must_use]
    pub fn net(&self, days: &[Minutes]) -> Cents {
        rules::net_value(days, self.day_rate_cents, self.day_minutes, self.half_day_steps)
    }

    /// VAT is taken of the rounded net (handbook 0.5).
    #[must_use]
    pub fn with_vat(&self, net: Cents) -> Cents {
        net + net.apply_rate(self.vat_rate)
    }
}
