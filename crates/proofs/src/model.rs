//! Proofs of use, claims, samples and base rates, as pages, the API and later crates see them.

use applications::ApplicationId;
use base::{Cents, PersonId};
use chrono::{DateTime, NaiveDate, Utc};
use grants::{Grant, GrantState};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::rules::interest::{DayCount, Segment};
use crate::rules::reduction::{Calculation, Item, Units};

pub use crate::store::audit_note::Model as AuditNote;
pub use crate::store::claim::Model as Claim;
pub use crate::store::claim_receipt::Model as Receipt;
pub use crate::store::extension::Model as Extension;
pub use crate::store::interim::Model as Interim;
pub use crate::store::knowledge::Model as Knowledge;
pub use crate::store::proof::Model as Proof;
pub use crate::store::proof_submission::Model as Submission;
pub use crate::store::proof_voucher::Model as Voucher;
pub use crate::store::sample_run::Model as SampleRun;

base::typed_id!(
    /// The proof of use of one grant.
    ProofId,
    /// One claim for money back.
    ClaimId,
    /// One run of the sample.
    SampleRunId
);

base_db::codes! {
    /// Where a proof is. Beside `Planned` these are the grant's own states from REPORT_DUE on (handbook 5.5), copied
    /// because lists are narrowed to them; both move in the same unit.
    ProofState {
        /// The award period runs.
        Planned = "PLANNED",
        Due = "REPORT_DUE",
        Overdue = "OVERDUE",
        Submitted = "REPORT_SUBMITTED",
        InAudit = "IN_AUDIT",
        Hearing = "HEARING",
        Reclaimed = "RECLAIMED",
        RevokedPart = "REVOKED_PART",
        Settled = "SETTLED_OK",
        Revoked = "REVOKED",
        Closed = "CLOSED",
    }
}

base_db::codes! {
    /// What a proof consists of (handbook 2.12, `vn_form`).
    ProofForm {
        /// Verwendungsbestätigung: figures and confirmation.
        Confirmation = "CONFIRMATION",
        /// With a narrative report.
        Simple = "SIMPLE",
        /// With the list of vouchers.
        Full = "FULL",
    }
}

base_db::codes! {
    /// A claim's life.
    ClaimState {
        /// The municipality is heard (§ 28 LVwVfG).
        Hearing = "HEARING",
        /// Prepared by the officer for the head of unit.
        Proposed = "PROPOSED",
        /// The act is issued, the money is out.
        Issued = "ISSUED",
        /// Principal and interest came in, or interest was waived.
        Settled = "SETTLED",
        /// Nothing to claim after all.
        Dropped = "DROPPED",
    }
}

base_db::codes! {
    /// The life of an interim statement.
    InterimState {
        /// The budget year runs.
        Planned = "PLANNED",
        Due = "DUE",
        Overdue = "OVERDUE",
        Submitted = "SUBMITTED",
        /// Read by an officer.
        Noted = "NOTED",
        /// Not asked for any more: the statement of use says it, or the award period ended before.
        Dropped = "DROPPED",
    }
}

impl ClaimState {
    /// Whether something is still to be decided or paid.
    #[must_use]
    pub fn is_running(self) -> bool {
        matches!(self, Self::Hearing | Self::Proposed | Self::Issued)
    }
}

impl InterimState {
    /// Whether the municipality still has to hand it in.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Due | Self::Overdue)
    }

    /// Whether the time for handing in runs, or is over.
    #[must_use]
    pub fn is_due(self) -> bool {
        matches!(self, Self::Due | Self::Overdue)
    }
}

/// One set of facts that became known, with its one-year clock (§§ 48 Abs. 4, 49 Abs. 3 LVwVfG, E14).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The latest edition that was confirmed.
    pub in_force: Knowledge,
    /// A correction that waits for another person.
    pub pending: Option<Knowledge>,
    /// Every edition, the first one first.
    pub editions: Vec<Knowledge>,
}

impl Clock {
    /// The clocks in these editions, in the order they were started.
    #[must_use]
    pub fn all(editions: Vec<Knowledge>) -> Vec<Self> {
        let mut clocks: Vec<Self> = Vec::new();
        for edition in editions {
            let known = clocks.iter_mut().find(|clock| clock.root() == edition.root_id);
            match known {
                Some(clock) => clock.take(edition),
                None => clocks.push(Self {
                    in_force: edition.clone(),
                    pending: None,
                    editions: vec![edition],
                }),
            }
        }
        clocks
    }

    fn take(&mut self, edition: Knowledge) {
        if edition.is_confirmed {
            self.in_force = edition.clone();
        } else if edition.decided_at.is_none() {
            self.pending = Some(edition.clone());
        }
        self.editions.push(edition);
    }

    /// The id of the first edition.
    #[must_use]
    pub fn root(&self) -> Uuid {
        self.in_force.root_id
    }

    /// The last day of the year.
    #[must_use]
    pub fn until_on(&self) -> NaiveDate {
        crate::rules::due::revocable_until(self.in_force.known_on)
    }
}

base_db::codes! {
    /// Why money is claimed back (§§ 48, 49, 49a LVwVfG).
    Ground {
        /// The grant became smaller by itself (ANBest-K Nr. 2, auflösende Bedingung): § 49a Abs. 1.
        Reduction = "REDUCTION",
        /// Not, not promptly or no longer used for its purpose: § 49 Abs. 3 Nr. 1.
        Purpose = "PURPOSE",
        /// A condition (Auflage) was not met: § 49 Abs. 3 Nr. 2.
        Obligation = "OBLIGATION",
        /// The notice was unlawful: § 48.
        Unlawful = "UNLAWFUL",
        /// Used, but not promptly: interest alone, § 49a Abs. 4.
        LateUse = "LATE_USE",
    }
}

impl Ground {
    /// Whether the notice has to be revoked for it, within one year (E14); a reduction works by itself, and late use
    /// leaves the notice as it is.
    #[must_use]
    pub fn revokes(self) -> bool {
        !matches!(self, Self::Reduction | Self::LateUse)
    }
}

impl Claim {
    /// Whether the grant goes on after it: a part is revoked before anything was handed in.
    #[must_use]
    pub fn goes_on(&self, proof: &Proof) -> bool {
        !self.is_whole && proof.received_on.is_none()
    }

    /// Whether the act leaves nothing to be paid: a notice is revoked of which no money was paid.
    #[must_use]
    pub fn is_unpaid(&self) -> bool {
        self.principal.is_zero() && self.ground.revokes()
    }

    /// What is left of the award once the money came back.
    #[must_use]
    pub fn left(&self, grant: &Grant, proof: &Proof) -> Cents {
        // the act has cut the award already
        let cut = match self.state {
            ClaimState::Hearing | ClaimState::Proposed => self.cut,
            _ => Cents::ZERO,
        };
        if self.ground == Ground::LateUse || self.goes_on(proof) {
            grant.amount - self.principal - cut
        } else {
            grant.ordered + grant.paid - self.principal
        }
    }
}

impl ProofState {
    /// The state as the grant has it; none while the award period runs.
    #[must_use]
    pub fn of_grant(state: GrantState) -> Option<Self> {
        Self::from_code(state.code()).filter(|state| *state != Self::Planned)
    }

    /// Whether the municipality writes it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Due | Self::Overdue)
    }

    /// Whether the time for handing in runs, or is over.
    #[must_use]
    pub fn is_due(self) -> bool {
        matches!(self, Self::Due | Self::Overdue)
    }
}

/// A source of money as planned and as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// `OWN`, `THIRD_PARTY`, `INCOME`, `OTHER_GRANT`.
    pub kind: String,
    #[serde(rename = "planned_cents")]
    pub planned: Cents,
    #[serde(rename = "actual_cents")]
    pub actual: Cents,
}

/// The sources of money beside the grant itself, in the order of the form.
pub const SOURCES: [&str; 4] = ["OWN", "THIRD_PARTY", "INCOME", "OTHER_GRANT"];

/// What the municipality says of the use.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub items: Vec<Item>,
    pub sources: Vec<Source>,
    /// For a fixed amount by unit.
    pub units: Option<Units>,
    /// What was done.
    pub activities: String,
    /// Which aims were reached, with their indicators.
    pub results: String,
    /// What differed from the plan, and why.
    pub deviations: String,
    /// How it goes on.
    pub outlook: String,
    /// The money was used for its purpose, and the figures agree with the books.
    pub is_confirmed: bool,
}

impl Report {
    #[must_use]
    pub fn spent(&self) -> Cents {
        self.items.iter().map(|item| item.actual).sum()
    }

    /// Takes the expenditure from the list of vouchers: of each kind, or of all where there is no plan.
    pub fn take_sums(&mut self, vouchers: &[Voucher]) {
        for item in &mut self.items {
            let is_of = |voucher: &&Voucher| {
                item.kind == crate::queries::ALL_COSTS || item.kind == voucher.kind.code()
            };
            item.actual = vouchers
                .iter()
                .filter(is_of)
                .map(|voucher| voucher.eligible)
                .sum();
        }
    }

    /// What one source gave.
    #[must_use]
    pub fn source(&self, kind: &str) -> Cents {
        let fitting = self.sources.iter().filter(|source| source.kind == kind);
        fitting.map(|source| source.actual).sum()
    }

    /// What one source was to give.
    #[must_use]
    pub fn planned_source(&self, kind: &str) -> Cents {
        let fitting = self.sources.iter().filter(|source| source.kind == kind);
        fitting.map(|source| source.planned).sum()
    }

    /// What was written, beside the figures of this plan and in its order.
    #[must_use]
    pub fn over(self, planned: Self) -> Self {
        let items = planned.items.into_iter().map(|mut item| {
            let fitting = self.items.iter().filter(|other| other.kind == item.kind);
            item.actual = fitting.map(|other| other.actual).sum();
            item
        });
        let sources = planned.sources.into_iter().map(|mut source| {
            source.actual = self.source(&source.kind);
            source
        });
        Self {
            items: items.collect(),
            sources: sources.collect(),
            ..self
        }
    }
}

base_db::codes! {
    /// Why a case is kept for a time.
    KeptAs { Funded = "FUNDED", Rejected = "REJECTED", Withdrawn = "WITHDRAWN" }
}

/// A case that is over, and from when on it may be erased (I02).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub application_id: ApplicationId,
    pub number: String,
    pub body_name: String,
    pub kept_as: KeptAs,
    /// Closed, final or withdrawn on.
    pub since_on: NaiveDate,
    pub from_on: NaiveDate,
}

/// Drafts of a call that were never handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDrafts {
    /// Its code.
    pub call: String,
    pub count: u64,
    pub deadline_on: NaiveDate,
    pub from_on: NaiveDate,
}

/// A file beside the proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofFile {
    pub id: Uuid,
    pub file_id: Uuid,
    pub name: String,
    pub label: String,
    pub sha256: String,
    pub size_bytes: i64,
    pub added_at: DateTime<Utc>,
}

/// The interest of one payment, with everything it was computed from (handbook 12, no. 14).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestLine {
    pub payment_id: Uuid,
    pub paid_on: NaiveDate,
    pub principal: Cents,
    pub until_on: NaiveDate,
    pub day_count: DayCount,
    pub spread: base::Rate,
    /// The version of the table of base rates.
    pub table_version: i64,
    pub segments: Vec<Segment>,
    pub amount: Cents,
}

impl InterestLine {
    /// The first day that bears interest.
    #[must_use]
    pub fn from_on(&self) -> NaiveDate {
        self.segments.first().map_or(self.paid_on, |part| part.from_on)
    }
}

/// The interest of a claim as computed at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestEdition {
    pub edition: i64,
    pub lines: Vec<InterestLine>,
    pub computed_at: DateTime<Utc>,
}

impl InterestEdition {
    #[must_use]
    pub fn amount(&self) -> Cents {
        self.lines.iter().map(|line| line.amount).sum()
    }
}

/// What the examination found, as kept in the note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examination {
    pub calculation: Calculation,
    /// Paid so far.
    #[serde(rename = "paid_cents")]
    pub paid: Cents,
    /// The final instalment; zero when something is to be repaid.
    #[serde(rename = "final_cents")]
    pub last: Cents,
    #[serde(rename = "repay_cents")]
    pub repay: Cents,
    /// Formal requirements, use for the purpose, aims reached (handbook 2.6, main check).
    pub is_complete: bool,
    pub is_for_purpose: bool,
    pub are_aims_reached: bool,
    pub vouchers_checked: i64,
    pub note: String,
    pub rejected_reason: String,
    /// As the officer took them from the notice and found them held; never what the municipality says of the notice.
    #[serde(default)]
    pub units: Option<Units>,
    /// Interest for late use; claimed, or not for the reason given (§ 49a Abs. 4 LVwVfG).
    #[serde(default, rename = "late_interest_cents")]
    pub late_interest: Cents,
    #[serde(default)]
    pub late_waiver: String,
    /// The list of vouchers as examined, and its hash.
    #[serde(default)]
    pub vouchers: Vec<serde_json::Value>,
    #[serde(default)]
    pub vouchers_sha256: String,
}

/// One rate of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaseRate {
    pub valid_from: NaiveDate,
    pub rate: base::Rate,
}

/// A version of the table of base rates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateTable {
    pub id: Uuid,
    pub version: i64,
    pub source: String,
    pub created_by: Option<PersonId>,
    pub created_at: DateTime<Utc>,
    pub confirmed_by: Option<PersonId>,
    /// In force from then on; none while it waits for another person.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// The earliest first.
    pub rates: Vec<BaseRate>,
}

impl ClaimState {
    /// Whether something is still to be done about it.
    #[must_use]
    pub fn is_living(self) -> bool {
        matches!(self, Self::Hearing | Self::Proposed | Self::Issued)
    }
}
