//! Grants, their tranches and notices, as pages, the API and later crates see them.

use base::Cents;
use budget::PotKind;
use chrono::NaiveDate;

mod amendment;
mod delivery;
mod information;
mod share;

pub use amendment::{
    Amendment, AmendmentId, AmendmentKind, AmendmentState, Change, Effect, Overrun, PlanAmount, Said, Terms,
    Version, YearAmount,
};
pub use delivery::{
    ConsentId, DeliveryId, DeliveryState, NoticeDelivery, OfferAnswer, OfferOutcome, Payable, PortalConsent,
    Reinstatement, ReinstatementId, ReinstatementState,
};
pub use information::{Information, InformationId, InformationKind};
pub use share::{Circle, Share, ShareBasis};

pub use crate::store::case_notice::Model as CaseNotice;
pub use crate::store::grant::Model as Grant;
pub use crate::store::notice::Model as Notice;

base::typed_id!(
    /// One grant of one project, in cash or in kind.
    GrantId
);

base_db::codes! {
    /// The life of a grant (handbook 5.5, 0.5 "one life for both modes"); the steps up to the payment stand in
    /// [`crate::rules::STEPS`], those that later crates take in [`crate::rules::LATER_STEPS`].
    GrantState {
        Prepared = "PREPARED",
        Countersigned = "COUNTERSIGNED",
        Issued = "ISSUED",
        /// Cash only: the notice has become effective (§ 41 LVwVfG).
        Delivered = "DELIVERED",
        Accepted = "ACCEPTED",
        Declined = "DECLINED",
        /// The delivery failed; it is sent once more.
        Reissue = "REISSUE",
        /// A remedy is pending.
        Objected = "OBJECTED",
        /// Can no longer be contested (bestandskräftig).
        Final = "FINAL",
        InPayment = "IN_PAYMENT",
        ReportDue = "REPORT_DUE",
        Overdue = "OVERDUE",
        ReportSubmitted = "REPORT_SUBMITTED",
        InAudit = "IN_AUDIT",
        Hearing = "HEARING",
        Reclaimed = "RECLAIMED",
        /// Teilwiderruf or Teilrücknahme: money of the revoked part is awaited.
        RevokedPart = "REVOKED_PART",
        Settled = "SETTLED_OK",
        Revoked = "REVOKED",
        Closed = "CLOSED",
    }
}

base_db::codes! {
    /// Services paid by the state directly, or money to the municipality.
    GrantMode { InKind = "IN_KIND", CashGrant = "CASH_GRANT" }
}

base_db::codes! {
    /// The result of the check for double funding with which an award can be made (handbook 2.11).
    DoubleFunding { None = "NONE", Complementary = "COMPLEMENTARY" }
}

base_db::codes! {
    /// How a notice goes out.
    Channel {
        /// Fetched from the portal, delivered on the day after (§ 41 Abs. 2a LVwVfG).
        Portal = "PORTAL",
        /// By post, delivered on the fourth day after posting.
        Post = "POST",
    }
}

base_db::codes! {
    /// How a remedy ended.
    RemedyOutcome {
        Withdrawn = "WITHDRAWN",
        /// Finally, and the notice stays as it is.
        Decided = "DECIDED",
        /// The notice is void: by the court, or taken back in the course of the case.
        Annulled = "ANNULLED",
    }
}

base_db::codes! {
    /// What a notice is.
    NoticeKind {
        /// Zuwendungsbescheid.
        Award = "AWARD",
        /// Zusage mit Kooperationsvereinbarung.
        Agreement = "AGREEMENT",
        /// Änderungsbescheid.
        Amendment = "AMENDMENT",
        /// Ablehnungsbescheid.
        Rejection = "REJECTION",
        /// Anhörung (§ 28 LVwVfG).
        Hearing = "HEARING",
        /// Erstattungsbescheid (§ 49a LVwVfG).
        Claim = "CLAIM",
        /// Widerrufs- oder Rücknahmebescheid (§§ 48, 49 LVwVfG).
        Revocation = "REVOCATION",
        /// Anerkennung des Verwendungsnachweises.
        Acceptance = "ACCEPTANCE",
        /// Angebot eines Teilbetrags.
        PartialOffer = "PARTIAL_OFFER",
    }
}

impl GrantState {
    /// Whether money of the pots is committed for its tranches (declined ones gave it back; a revoked one has none left
    /// once its money came back).
    #[must_use]
    pub fn binds_money(self) -> bool {
        !matches!(self, GrantState::Prepared | GrantState::Declined)
    }

    /// Whether it was issued and nothing has ended it: the grantee's duties hold.
    #[must_use]
    pub fn is_running(self) -> bool {
        let is_over = matches!(
            self,
            GrantState::Declined | GrantState::Revoked | GrantState::Closed
        );
        self.is_issued() && !is_over
    }

    /// Whether its notice is out and on its way to finality.
    #[must_use]
    pub fn awaits_finality(self) -> bool {
        matches!(
            self,
            GrantState::Issued | GrantState::Delivered | GrantState::Accepted | GrantState::Objected
        )
    }

    /// Whether the municipality may know of it.
    #[must_use]
    pub fn is_issued(self) -> bool {
        !matches!(self, GrantState::Prepared | GrantState::Countersigned)
    }
}

impl From<calls::FundingMode> for GrantMode {
    fn from(mode: calls::FundingMode) -> Self {
        match mode {
            calls::FundingMode::InKind => GrantMode::InKind,
            calls::FundingMode::CashGrant => GrantMode::CashGrant,
        }
    }
}

/// What of a grant falls due in a budget year, and which means bear it: cash of that year, or a commitment authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tranche {
    pub year: i64,
    pub kind: PotKind,
    pub amount: Cents,
}

/// A tranche of the award in force with what of it is ordered and paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrancheAccount {
    pub tranche: Tranche,
    pub ordered: Cents,
    pub paid: Cents,
}

impl TrancheAccount {
    /// What can still be ordered.
    #[must_use]
    pub fn open(&self) -> Cents {
        self.tranche.amount - self.spent()
    }

    /// What is ordered or paid.
    #[must_use]
    pub fn spent(&self) -> Cents {
        self.ordered + self.paid
    }
}

/// Everything an officer settles when preparing a grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub amount: Cents,
    /// In the order of years.
    pub tranches: Vec<Tranche>,
    /// Eligible expenditure as recognised; for support in kind its value.
    pub eligible: Cents,
    /// The award period, both days inclusive.
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    pub purpose: String,
    pub objectives: String,
    /// Further conditions for this case, one per line; may be empty.
    pub conditions: String,
    pub double_funding: DoubleFunding,
    pub double_funding_reason: String,
    /// How a joint grant is split; `None` for a single grantee and for support in kind.
    pub share_basis: Option<ShareBasis>,
}
