//! Reviews, declarations and rankings as pages, the API and later crates see them.

use std::collections::BTreeMap;

use applications::ApplicationId;
use base::{PersonId, Problem};
use calls::CallId;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use crate::store::declaration::Model as Declaration;
pub use crate::store::dismissal::Model as Dismissal;
pub use crate::store::interest::Model as StandingInterest;
pub use crate::store::pool::Model as CallAssessor;
pub use crate::store::review::Model as Review;
pub use crate::store::standing::Model as Standing;

use crate::rules::{Distribution, Sums};

base::typed_id!(
    /// One assessor's review of one application.
    ReviewId,
    /// One frozen version of a call's ranking.
    RankingId,
    /// One person's place in a call's pool of assessors.
    AssessorId,
    /// One tie to a body that a person declared.
    InterestId,
    /// One proposal of the automatic assignment.
    ProposalId
);

base_db::codes! {
    /// The life of a review (handbook 5.3).
    ReviewState {
        Assigned = "ASSIGNED",
        Declined = "DECLINED",
        InProgress = "IN_PROGRESS",
        Submitted = "SUBMITTED",
        Reopened = "REOPENED",
        Frozen = "FROZEN",
        Void = "VOID",
    }
}

base_db::codes! {
    /// What a person declares about an application before seeing it (handbook 4.3).
    Interest {
        None = "NONE",
        /// Concern of bias (§ 21 LVwVfG): somebody else decides.
        Concern = "CONCERN",
        /// Excluded by law (§ 20 LVwVfG).
        Excluded = "EXCLUDED",
    }
}

base_db::codes! {
    /// What was decided about a concern.
    Ruling { Cleared = "CLEARED", Excluded = "EXCLUDED" }
}

base_db::codes! {
    /// What decided between applications with the same figures (handbook 4.2).
    TieBreak {
        /// The steering group looked at the mix: districts, sizes, kinds of bodies, first-time applicants.
        Balance = "BALANCE",
        /// Last of all.
        Lot = "LOT",
    }
}

base_db::codes! {
    /// Where an invitation to assess a call stands.
    PoolState { Invited = "INVITED", Accepted = "ACCEPTED", Declined = "DECLINED" }
}

base_db::codes! {
    /// What ties a person to a body (handbook 4.3).
    Basis {
        Home = "HOME",
        Employer = "EMPLOYER",
        /// A seat in a council, a board or another organ.
        Board = "BOARD",
        Family = "FAMILY",
        Adviser = "ADVISER",
        /// Noted by the system: facilitated there before.
        Facilitator = "FACILITATOR",
        /// Noted by the system: another affiliation of the account.
        Affiliation = "AFFILIATION",
        /// Noted by the system: the same mail domain.
        Domain = "DOMAIN",
    }
}

impl Basis {
    /// What a person can declare; the others are found in data.
    pub const DECLARED: [Basis; 5] = [
        Basis::Home,
        Basis::Employer,
        Basis::Board,
        Basis::Family,
        Basis::Adviser,
    ];
}

base_db::codes! {
    /// How near the body of a tie is to a party of an application.
    Nearness {
        /// The party itself.
        Same = "SAME",
        /// The party's district or association.
        Above = "ABOVE",
        /// A member of the party.
        Below = "BELOW",
    }
}

base_db::codes! {
    /// Where an assessor lives and works, seen from the applicant.
    District { Other = "OTHER", Same = "SAME", Unknown = "UNKNOWN" }
}

/// A conflict that the data suggest; nobody is excluded by it, but nothing is assigned over it either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    pub application_id: ApplicationId,
    pub person_id: PersonId,
    pub basis: Basis,
    pub nearness: Nearness,
    /// The body's id, or the mail domain.
    pub subject: String,
    /// The body's name, or the mail domain.
    pub name: String,
    /// Set aside by the office.
    pub dismissed: Option<Dismissal>,
}

/// What the automatic assignment proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub id: ProposalId,
    pub call_id: CallId,
    /// Assessors wanted per application.
    pub target: i64,
    pub due_on: Option<NaiveDate>,
    pub made_at: DateTime<Utc>,
    pub applied_at: Option<DateTime<Utc>>,
    /// In the order of the applications' numbers.
    pub pairs: Vec<(ApplicationId, PersonId, District)>,
}

impl ReviewState {
    /// Whether its scores count.
    #[must_use]
    pub fn is_valid(self) -> bool {
        matches!(self, Self::Submitted | Self::Frozen)
    }

    /// Whether the assessor still has to do something.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Assigned | Self::InProgress | Self::Reopened)
    }
}

/// What an assessor gives for one criterion. Points 0..=5, `None` while it is a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    pub points: Option<i64>,
    #[serde(default)]
    pub reason: String,
}

/// Scores by criterion code.
pub type Scores = BTreeMap<String, Score>;

/// Weights in per cent by criterion code, as copied from the call.
pub type Weights = BTreeMap<String, i64>;

impl Review {
    /// Error: broken, when the row is not what this crate wrote.
    pub fn scores(&self) -> Result<Scores, Problem> {
        serde_json::from_str(&self.scores)
            .map_err(|error| Problem::broken(format!("review {}: {error}", self.id)))
    }

    /// Error: broken, when the row is not what this crate wrote.
    pub fn weights(&self) -> Result<Weights, Problem> {
        serde_json::from_str(&self.weights)
            .map_err(|error| Problem::broken(format!("review {}: {error}", self.id)))
    }

    /// The version in which a field of the sheet was last written, by its name in the form (`points_K1`). Error: broken.
    pub fn field_versions(&self) -> Result<BTreeMap<String, i64>, Problem> {
        serde_json::from_str(&self.field_versions)
            .map_err(|error| Problem::broken(format!("review {}: {error}", self.id)))
    }

    /// The total in hundredths of a point, 0..=10000, of what was handed in.
    #[must_use]
    pub fn total_hundredths(&self) -> Option<i64> {
        self.weighted.map(|weighted| weighted * 20)
    }
}

impl Declaration {
    /// Whether the person may see and score the application.
    #[must_use]
    pub fn allows(&self) -> bool {
        match self.kind {
            Interest::None => true,
            Interest::Concern => self.ruling == Some(Ruling::Cleared),
            Interest::Excluded => false,
        }
    }

    /// Whether the person must not see or score it.
    #[must_use]
    pub fn excludes(&self) -> bool {
        self.kind == Interest::Excluded || self.ruling == Some(Ruling::Excluded)
    }
}

impl Standing {
    /// The figures to count on from. Error: broken, when the row is not what this crate wrote.
    pub(crate) fn sums(&self) -> Result<Sums, Problem> {
        Ok(Sums {
            reviews: self.reviews,
            weighted_sum: self.weighted_sum,
            lowest: self.lowest,
            highest: self.highest,
            criteria: self.criterion_sums()?,
            totals: self.totals()?,
        })
    }

    fn totals(&self) -> Result<Vec<i64>, Problem> {
        let mut totals: Vec<i64> = serde_json::from_str(&self.totals)
            .map_err(|error| Problem::broken(format!("standing {}: {error}", self.id)))?;
        totals.sort_unstable();
        Ok(totals)
    }

    /// How the totals lie; `None` without a valid review. Error: broken, when the row is not what this crate wrote.
    pub fn distribution(&self) -> Result<Option<Distribution>, Problem> {
        Ok(Distribution::of(self.totals()?))
    }

    /// Enough valid reviews, and no talk outstanding.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.reviews >= self.reviews_min && !self.has_alarm()
    }

    /// Error: broken, when the row is not what this crate wrote.
    pub fn criterion_sums(&self) -> Result<BTreeMap<String, i64>, Problem> {
        serde_json::from_str(&self.criterion_sums)
            .map_err(|error| Problem::broken(format!("standing {}: {error}", self.id)))
    }

    /// The mean of the totals in hundredths of a point, half-up; `None` without a valid review.
    #[must_use]
    pub fn mean_hundredths(&self) -> Option<i64> {
        crate::rules::mean_scaled(self.weighted_sum, self.reviews, 100)
    }

    /// Highest less lowest total, in hundredths of a point.
    #[must_use]
    pub fn spread_hundredths(&self) -> Option<i64> {
        Some((self.highest? - self.lowest?) * 20)
    }

    /// Whether totals differ so much that a talk is needed, and none was noted (handbook 4.2).
    #[must_use]
    pub fn has_alarm(&self) -> bool {
        self.cleared_at.is_none() && crate::rules::diverges(self.lowest, self.highest)
    }
}

/// A frozen ranking. Immutable; a correction is a new version with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    pub id: RankingId,
    pub call_id: CallId,
    /// 1, 2, …
    pub version: i64,
    /// Empty for the first version.
    pub reason: String,
    /// SHA-256 (hex) of the canonical content.
    pub hash: String,
    pub frozen_at: DateTime<Utc>,
    pub frozen_by: Option<PersonId>,
    /// Entries with the same figures as another one that nothing has settled; not known of early versions.
    pub open_ties: Option<i64>,
    /// How many there are; not known of early versions.
    pub entry_count: Option<i64>,
    /// In ranking order.
    pub entries: Vec<RankedEntry>,
}

/// The place of an application. The score is exactly `numerator / denominator` points of 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedEntry {
    pub application_id: ApplicationId,
    /// 1-based; applications with the same exact figures share a rank until lots are drawn.
    pub rank: i64,
    /// Shares its figures with another one.
    pub tied: bool,
    /// The place among those with the same figures, once it was decided or drawn.
    pub lot: Option<i64>,
    /// What gave it that place.
    pub settled: Option<TieBreak>,
    /// Valid reviews.
    pub reviews: i64,
    pub numerator: i64,
    pub denominator: i64,
    /// For people, half-up.
    pub score_hundredths: i64,
    /// Below the call's least total or least mean of a criterion.
    pub below_threshold: bool,
    /// How the totals lie; not known of rankings frozen before this was kept beside the entry.
    pub lies: Option<Distribution>,
}

impl RankedEntry {
    /// Shares its figures, and nothing has settled which comes first.
    #[must_use]
    pub fn waits_for_settling(&self) -> bool {
        self.tied && self.lot.is_none()
    }
}

/// The id, version and hash of a ranking just frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankingVersion {
    pub id: RankingId,
    pub version: i64,
    pub hash: String,
}

/// What an assessor sees in the own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewTask {
    pub review: ReviewId,
    pub call_id: CallId,
    pub application_id: ApplicationId,
    pub number: String,
    /// The applicant, which must be known to declare an interest.
    pub lead_name: String,
    /// Empty until the declaration allows to see contents.
    pub title: String,
    pub state: ReviewState,
    pub due_on: Option<NaiveDate>,
    pub declared: Option<Interest>,
    /// The own total in hundredths of a point.
    pub total_hundredths: Option<i64>,
}

impl ReviewTask {
    /// Whether the assessor can do something about it now: a concern of bias waits for somebody else's ruling.
    #[must_use]
    pub fn can_be_worked_on(&self) -> bool {
        let waits = self.state == ReviewState::Assigned && self.declared.is_some();
        self.state.is_open() && !waits
    }
}
