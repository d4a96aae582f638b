//! Amendments of an award: what is wanted, and what it does.

use applications::PlanKind;
use base::Cents;
use budget::PotKind;
use chrono::NaiveDate;
use municipalities::BodyId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Share, ShareBasis, TrancheAccount};
pub use crate::store::amendment::Model as Amendment;

base::typed_id!(
    /// One request to amend an award.
    AmendmentId
);

base_db::codes! {
    /// The life of an amendment (handbook 5.5, "AMENDED").
    AmendmentState {
        Draft = "DRAFT",
        Requested = "REQUESTED",
        /// The officer has examined it and proposes it.
        Checked = "CHECKED",
        Countersigned = "COUNTERSIGNED",
        /// The notice is out, the award has a new version.
        Issued = "ISSUED",
        Refused = "REFUSED",
        Withdrawn = "WITHDRAWN",
        /// Issued, and void since: contested with success, or taken back by the office.
        Annulled = "ANNULLED",
    }
}

base_db::codes! {
    /// What an amendment changes. Of each kind one request of a grant is open at a time.
    AmendmentKind {
        Time = "TIME",
        PlanShift = "PLAN_SHIFT",
        Partner = "PARTNER",
        Scope = "SCOPE",
        AmountDown = "AMOUNT_DOWN",
        TrancheShift = "TRANCHE_SHIFT",
    }
}

impl AmendmentState {
    /// Whether it can still come to something.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(
            self,
            Self::Issued | Self::Refused | Self::Withdrawn | Self::Annulled
        )
    }
}

/// One thing that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Change {
    /// Another end of the award period.
    #[serde(rename = "TIME")]
    Time { until_on: NaiveDate },
    /// Other amounts of the plan's costs, the same in total.
    #[serde(rename = "PLAN_SHIFT")]
    PlanShift { items: Vec<PlanAmount> },
    /// Bodies that come or go, and how the award is split then.
    #[serde(rename = "PARTNER")]
    Partner {
        join: Vec<BodyId>,
        leave: Vec<BodyId>,
        basis: ShareBasis,
    },
    /// Other words for purpose and objectives.
    #[serde(rename = "SCOPE")]
    Scope { purpose: String, objectives: String },
    /// Less money; the expenditure recognised may fall with it.
    #[serde(rename = "AMOUNT_DOWN")]
    AmountDown { amount: Cents, eligible: Option<Cents> },
    /// Other amounts per budget year.
    #[serde(rename = "TRANCHE_SHIFT")]
    TrancheShift { tranches: Vec<YearAmount> },
}

/// An amount of a kind of costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanAmount {
    pub kind: PlanKind,
    pub amount: Cents,
}

/// An amount of a budget year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearAmount {
    pub year: i64,
    #[serde(with = "pot_kind")]
    pub kind: PotKind,
    pub amount: Cents,
}

/// The kind of means by its code.
mod pot_kind {
    use budget::PotKind;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref)] // as serde calls it
    pub fn serialize<S: Serializer>(kind: &PotKind, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(kind.code())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PotKind, D::Error> {
        let code = String::deserialize(from)?;
        PotKind::from_code(&code).ok_or_else(|| D::Error::custom(format!("kind of means {code}")))
    }
}

impl Change {
    #[must_use]
    pub fn kind(&self) -> AmendmentKind {
        match self {
            Change::Time { .. } => AmendmentKind::Time,
            Change::PlanShift { .. } => AmendmentKind::PlanShift,
            Change::Partner { .. } => AmendmentKind::Partner,
            Change::Scope { .. } => AmendmentKind::Scope,
            Change::AmountDown { .. } => AmendmentKind::AmountDown,
            Change::TrancheShift { .. } => AmendmentKind::TrancheShift,
        }
    }
}

/// What an award says that an amendment can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub amount: Cents,
    pub eligible: Cents,
    pub until_on: NaiveDate,
    pub purpose: String,
    pub objectives: String,
    /// In the order of years.
    pub tranches: Vec<TrancheAccount>,
    /// The plan's costs in the order of the form; empty where the application had no plan.
    pub plan: Vec<PlanAmount>,
    pub share_basis: Option<ShareBasis>,
    /// The lead first; a single grantee has no shares but itself.
    pub shares: Vec<Share>,
}

/// What the grant itself said before an amendment; years and shares stand in the version before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub until_on: NaiveDate,
    #[serde(rename = "eligible_cents")]
    pub eligible: Cents,
    pub purpose: String,
    pub objectives: String,
    pub share_basis: Option<ShareBasis>,
}

/// An award before and after an amendment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    pub before: Terms,
    pub after: Terms,
    /// Items of the plan above what may be exceeded without asking (E07).
    pub overruns: Vec<Overrun>,
}

/// An item that exceeds its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overrun {
    pub kind: PlanKind,
    /// The planned amount and what it may be exceeded by.
    pub limit: Cents,
    pub over: Cents,
}

/// A version of an award, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub award: i64,
    pub amount: Cents,
    pub tranches: Vec<super::Tranche>,
    /// What brought it: none for the first one, for a cut by the office, and where an amendment was annulled.
    pub amendment: Option<AmendmentId>,
    pub notice_id: Option<Uuid>,
}
