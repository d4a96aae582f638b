//! Delivery and finality of the acts that follow an award, consent to the portal, reinstatement, answers to offers.

use std::collections::BTreeMap;

use base::Cents;

pub use crate::store::consent::Model as PortalConsent;
pub use crate::store::delivery::Model as NoticeDelivery;
pub use crate::store::offer_answer::Model as OfferAnswer;
pub use crate::store::reinstatement::Model as Reinstatement;

base::typed_id!(
    /// The delivery of one act.
    DeliveryId,
    /// One consent to be served through the portal.
    ConsentId,
    /// One request to be put back into a missed period.
    ReinstatementId,
);

base_db::codes! {
    /// How far an act is on its way to finality (handbook 2.7); the steps stand in [`crate::rules::DELIVERY_STEPS`].
    DeliveryState {
        Issued = "ISSUED",
        /// The delivery failed; it is sent once more.
        Reissue = "REISSUE",
        /// Bekannt gegeben: the remedy period runs.
        Delivered = "DELIVERED",
        /// A remedy is pending.
        Objected = "OBJECTED",
        /// Bestandskräftig.
        Final = "FINAL",
        /// A remedy succeeded: the act is void.
        Annulled = "ANNULLED",
    }
}

base_db::codes! {
    /// A request for reinstatement (§ 32 LVwVfG): two persons decide.
    ReinstatementState {
        Requested = "REQUESTED",
        /// One person says what is to become of it.
        Proposed = "PROPOSED",
        Granted = "GRANTED",
        Refused = "REFUSED",
    }
}

base_db::codes! {
    /// What became of the offer of a part (handbook 4.7).
    OfferOutcome {
        Accepted = "ACCEPTED",
        Declined = "DECLINED",
        /// Not answered within the period.
        Expired = "EXPIRED",
    }
}

impl super::NoticeKind {
    /// Whether it is an act with a remedy that is served and becomes final on its own. The award is one as well, but the
    /// grant itself carries its delivery.
    #[must_use]
    pub fn is_later_act(self) -> bool {
        use super::NoticeKind::{Amendment, Claim, Rejection, Revocation};
        matches!(self, Amendment | Rejection | Claim | Revocation)
    }
}

/// What of an award may flow. While an amendment can still be contested, that is what the version before it and every
/// version since grant alike (handbook 2.5: money is paid on a notice that is final).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Payable {
    pub award: Cents,
    pub years: BTreeMap<i64, Cents>,
}

impl Payable {
    /// Of the tranches of a year together.
    #[must_use]
    pub fn of_year(&self, year: i64) -> Cents {
        self.years.get(&year).copied().unwrap_or(Cents::ZERO)
    }
}
