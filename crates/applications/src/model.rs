//! The things this crate keeps, as pages, the API and later crates see them.

use std::collections::BTreeSet;

use base::{Cents, PersonId};
use chrono::{DateTime, NaiveDate, Utc};
use municipalities::{BodyId, BodyType};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::answers::columns::code_of;

pub use crate::store::application::{CaseRow, Model as Application};
pub use crate::store::attachment::Model as Attachment;
pub use crate::store::check_item::Model as CheckedPoint;
pub use crate::store::deadline_extension::Model as DeadlineExtension;
pub use crate::store::document_request::Model as DocumentRequest;
pub use crate::store::document_request_change::Model as FieldChange;
pub use crate::store::follow_up::Model as FollowUp;
pub use crate::store::judgement::Model as Judgement;
pub use crate::store::note::Model as Note;
pub use crate::store::party::Model as Party;
pub use crate::store::proposal::Model as Proposal;
pub use crate::store::signature::Model as SignatureRequest;
pub use crate::store::snapshot::Model as Snapshot;

base::typed_id!(
    /// One application, from the draft on; also the case number of everything that happens later.
    ApplicationId
);

base_db::codes! {
    /// The life of an application (handbook 5.2); the transitions stand in [`crate::rules::TRANSITIONS`].
    ApplicationState {
        Draft = "DRAFT",
        Submitted = "SUBMITTED",
        Late = "LATE",
        InCheck = "IN_CHECK",
        DocumentsRequested = "DOCUMENTS_REQUESTED",
        Ineligible = "INELIGIBLE",
        Complete = "COMPLETE",
        InAssessment = "IN_ASSESSMENT",
        Assessed = "ASSESSED",
        Selected = "SELECTED",
        Reserve = "RESERVE",
        RejectedProposed = "REJECTED_PROPOSED",
        Deferred = "DEFERRED",
        Awarded = "AWARDED",
        Rejected = "REJECTED",
        Withdrawn = "WITHDRAWN",
    }
}

base_db::codes! {
    /// The door an application came through.
    Source {
        /// Written by the municipality in the portal.
        Portal = "PORTAL",
        /// Entered by an officer from paper or mail.
        Officer = "OFFICER",
        /// A row of an imported list (I1).
        Import = "IMPORT",
        /// Nobody's: the office tries a draft of a call out (decision 0010). See [`crate::visible_to`].
        Trial = "TRIAL",
    }
}

impl Source {
    /// Whether the form is filled in here, so that everything it asks for must be there.
    #[must_use]
    pub fn is_online(self) -> bool {
        matches!(self, Self::Portal | Self::Trial)
    }
}

base_db::codes! {
    /// What a body does in a project (handbook 0.2 no. 2).
    PartyRole { Lead = "LEAD", Partner = "PARTNER", PlaceOfAction = "PLACE_OF_ACTION" }
}

base_db::codes! {
    /// How a partner stands to a joint application: nobody asked it, it was asked, its signatory answered.
    PartnerState { Open = "OPEN", Asked = "ASKED", Confirmed = "CONFIRMED", Refused = "REFUSED" }
}

base_db::codes! {
    /// The wanted kind of support (D1).
    Support { Facilitation = "FACILITATION", Grant = "GRANT", Both = "BOTH" }
}

base_db::codes! {
    /// Why an application is rejected (handbook 4.6).
    ReasonCode {
        Deadline = "R01",
        NotEntitled = "R02",
        AlreadyBegun = "R03",
        Incomplete = "R04",
        DoubleFunding = "R05",
        FinancingOpen = "R06",
        BelowThreshold = "R07",
        MeansExhausted = "R08",
        BelowMinimum = "R09",
        OutOfScope = "R10",
        Repeated = "R11",
        TakenBack = "R12",
    }
}

base_db::codes! {
    /// What an officer proposes and the head of unit decides (four eyes).
    ProposalVerb { Reject = "REJECT", Admit = "ADMIT" }
}

base_db::codes! {
    /// A person's access to one case beyond roles: given, or barred whatever the role (handbook 4.3).
    Access { Assigned = "ASSIGNED", Barred = "BARRED", Declared = "DECLARED" }
}

base_db::codes! {
    /// The points of the formal check (handbook 3.4 no. 4).
    CheckItem {
        EntitledBody = "ENTITLED_BODY",
        AuthorisedSignature = "AUTHORISED_SIGNATURE",
        Contents = "CONTENTS",
        NotBegun = "NOT_BEGUN",
        NoDoubleFunding = "NO_DOUBLE_FUNDING",
        Financing = "FINANCING",
        Partners = "PARTNERS",
    }
}

/// The declarations of part F and C14 that have names of their own. All must be true to submit in the portal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Declarations {
    /// F1: the project has not begun.
    pub not_begun: bool,
    /// F3: no double funding.
    pub no_double_funding: bool,
    /// F4: everything is true and complete; facts relevant to subsidies are known (§ 264 StGB).
    pub true_and_complete: bool,
    /// F7: the privacy notice was read.
    pub privacy_read: bool,
    /// C14: takes part in the exchange and writes a practice report.
    pub exchange_willing: bool,
}

impl Declarations {
    /// Field name and value, in the order of the form.
    #[must_use]
    pub fn each(self) -> [(&'static str, bool); 5] {
        [
            ("not_begun", self.not_begun),
            ("no_double_funding", self.no_double_funding),
            ("true_and_complete", self.true_and_complete),
            ("privacy_read", self.privacy_read),
            ("exchange_willing", self.exchange_willing),
        ]
    }
}

/// What a person declares in the act of submitting: the codes of the form's declarations (`F1`, `C14`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Declared(pub BTreeSet<String>);

impl From<Declarations> for Declared {
    fn from(given: Declarations) -> Self {
        let codes = given.each().into_iter().filter(|(_, given)| *given);
        Self(codes.map(|(name, _)| code_of(name).to_owned()).collect())
    }
}

base_db::codes! {
    /// How a declaration was made: by the signatory in the portal, on the signed cover sheet (F8), on paper.
    DeclaredHow { Portal = "PORTAL", CoverSheet = "COVER_SHEET", Paper = "PAPER" }
}

base_db::codes! {
    /// The PDFs made of a snapshot.
    SnapshotKind { Application = "APPLICATION", Receipt = "RECEIPT" }
}

base_db::codes! {
    /// Kinds of costs (E1) and sources of money (E2).
    PlanKind {
        Staff = "STAFF",
        Fees = "FEES",
        Material = "MATERIAL",
        Travel = "TRAVEL",
        Publicity = "PUBLICITY",
        Events = "EVENTS",
        Translation = "TRANSLATION",
        OtherCost = "OTHER_COST",
        Requested = "REQUESTED",
        Own = "OWN",
        ThirdParty = "THIRD_PARTY",
        Income = "INCOME",
    }
}

impl PlanKind {
    /// Whether it is a cost; otherwise it is money that comes in.
    #[must_use]
    pub fn is_cost(self) -> bool {
        !matches!(
            self,
            Self::Requested | Self::Own | Self::ThirdParty | Self::Income
        )
    }
}

base_db::codes! {
    /// How far another grant is (E3).
    OtherGrantStatus { Planned = "PLANNED", Applied = "APPLIED", Granted = "GRANTED", Refused = "REFUSED" }
}

/// Public money from elsewhere for the same project (E3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherGrant {
    pub provider: String,
    pub programme: String,
    pub amount: Cents,
    pub status: OtherGrantStatus,
}

/// The plan of costs and financing (part E): amounts by year and kind, and what belongs to it as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Year, kind, amount; each pair of year and kind once.
    pub items: Vec<(i64, PlanKind, Cents)>,
    /// Input tax is deducted: all amounts are net (E4).
    pub vat_deduct: Option<bool>,
    pub no_other_grants: bool,
    pub other_grants: Vec<OtherGrant>,
    /// An early start is asked for (E6).
    pub early_start: bool,
    pub early_start_on: Option<NaiveDate>,
    pub early_start_reason: String,
}

/// A partner of a joint application with its task (B3) and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    pub party: Party,
    pub task: String,
    /// `Open` again when share or task changed after the confirmation.
    pub state: PartnerState,
    pub asked_at: Option<DateTime<Utc>>,
    pub answered_at: Option<DateTime<Utc>>,
    pub remark: String,
    /// The day of the council's resolution.
    pub resolution_on: Option<NaiveDate>,
}

/// What an attachment can be: a document that the call asks for, or one of the usual kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentKind {
    pub code: String,
    pub label_de: String,
    pub label_en: String,
    /// The call asks for it.
    pub is_asked: bool,
    /// Without it the application can't be handed in.
    pub is_required: bool,
    /// What its files may be; anything that may be attached when empty.
    pub kinds: Vec<calls::FileKind>,
}

impl DocumentKind {
    #[must_use]
    pub fn label(&self, lang: base::Lang) -> String {
        match lang {
            base::Lang::En if !self.label_en.is_empty() => self.label_en.clone(),
            _ => self.label_de.clone(),
        }
    }

    /// Whether a file of this media type may be this document.
    #[must_use]
    pub fn takes(&self, media_type: &str) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|kind| media_type_of(*kind) == media_type)
    }

    /// `PDF, DOCX`; empty where anything may be attached.
    #[must_use]
    pub fn kinds_text(&self) -> String {
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.code()).collect();
        kinds.join(", ")
    }
}

impl From<&calls::DocumentItem> for DocumentKind {
    fn from(item: &calls::DocumentItem) -> Self {
        Self {
            code: item.code.clone(),
            label_de: item.label_de.clone(),
            label_en: item.label_en.clone(),
            is_asked: true,
            is_required: item.is_required,
            kinds: item.kinds.clone(),
        }
    }
}

/// As [`base_files::examine`] names it.
fn media_type_of(kind: calls::FileKind) -> &'static str {
    use calls::FileKind as K;
    match kind {
        K::Pdf => "application/pdf",
        K::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        K::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        K::Jpg => "image/jpeg",
        K::Png => "image/png",
    }
}

/// A further body of the project; its share of the requested amount where one was agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartyInput {
    pub body: BodyId,
    pub role: PartyRole,
    pub share: Option<Cents>,
}

/// Everything of the form that can be edited while it is a draft. Texts are plain, amounts cents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftFields {
    pub title: String,
    pub summary: String,
    pub contact_name: String,
    pub contact_role: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub project_from: Option<NaiveDate>,
    pub project_until: Option<NaiveDate>,
    pub support: Option<Support>,
    /// Wanted days of facilitation, in tenths of a day.
    pub support_tenths: Option<i64>,
    pub requested: Cents,
    pub total_cost: Cents,
    pub own_share: Cents,
    /// Third-party funds and income.
    pub other_funding: Cents,
    /// Partners and places of action; the lead stands for itself.
    pub parties: Vec<PartyInput>,
    pub remark: String,
}

impl DocumentRequest {
    /// Whether an answer is still taken: late ones are, until the officer went on without.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.answered_at.is_none() && self.closed_at.is_none()
    }

    /// Whether the date passed without an answer and nobody has said what follows.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        self.is_open() && self.expired_at.is_some()
    }

    /// The fields that may be corrected.
    pub fn field_names(&self) -> impl Iterator<Item = &str> {
        self.fields.lines().filter(|line| !line.is_empty())
    }
}

impl Application {
    /// The number, or the short code of a draft.
    #[must_use]
    pub fn label(&self) -> &str {
        self.number.as_deref().unwrap_or(&self.draft_code)
    }

    /// The lead's type, if the register still knows it.
    #[must_use]
    pub fn lead_type(&self) -> Option<BodyType> {
        BodyType::from_code(&self.body_type)
    }

    #[must_use]
    pub fn declarations(&self) -> Declarations {
        Declarations {
            not_begun: self.not_begun,
            no_double_funding: self.no_double_funding,
            true_and_complete: self.true_and_complete,
            privacy_read: self.privacy_read,
            exchange_willing: self.exchange_willing,
        }
    }

    /// All sources of money together (E2).
    #[must_use]
    pub fn financing(&self) -> Option<Cents> {
        Cents::checked_sum([self.requested, self.own_share, self.other_funding])
    }
}

base_db::codes! {
    /// What was found about one point of the formal check.
    CheckResult {
        Open = "OPEN",
        Fulfilled = "FULFILLED",
        /// Missing or wrong, and may be handed in later (handbook 3.4 no. 5).
        Curable = "CURABLE",
        /// Wrong, and can't be cured after the deadline.
        NotCurable = "NOT_CURABLE",
        NotApplicable = "NOT_APPLICABLE",
    }
}

base_db::codes! {
    /// What the formal check as a whole comes to (handbook 3.4 no. 4).
    CheckOutcome {
        Complete = "COMPLETE",
        Curable = "INCOMPLETE_CURABLE",
        Ineligible = "INELIGIBLE",
    }
}

/// A point to check: one of the standard ones, or a document that the call asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckPoint {
    pub code: String,
    /// The document that the call asks for; standard points have their words in the texts.
    pub document: Option<DocumentKind>,
    /// Whether a defect may be cured after the deadline.
    pub is_curable: bool,
}

/// One point of the formal check as an officer states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Checked {
    /// Code of a [`CheckPoint`].
    pub item: String,
    pub result: CheckResult,
    pub remark: String,
}

impl Checked {
    /// A standard point that is fulfilled.
    #[must_use]
    pub fn fulfilled(item: CheckItem) -> Self {
        Self {
            item: item.code().to_owned(),
            result: CheckResult::Fulfilled,
            remark: String::new(),
        }
    }
}

/// One act of declaring as a snapshot keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredAct {
    pub by: Option<PersonId>,
    #[serde(default)]
    pub name: String,
    pub at: DateTime<Utc>,
    pub how: DeclaredHow,
    pub items: Vec<DeclaredItem>,
}

/// One declaration: its code and the words of the form as they stood there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredItem {
    pub code: String,
    pub text: String,
}

impl Snapshot {
    /// Who declared what, in order; nothing where a snapshot is older than that.
    #[must_use]
    pub fn declared(&self) -> Vec<DeclaredAct> {
        let content: Option<serde_json::Value> = serde_json::from_str(&self.content).ok();
        let acts = content.and_then(|mut content| serde_json::from_value(content["declared"].take()).ok());
        acts.unwrap_or_default()
    }

    /// Whether the time of receipt is known, not only its day; true where it doesn't say.
    #[must_use]
    pub fn time_known(&self) -> bool {
        let content: Option<serde_json::Value> = serde_json::from_str(&self.content).ok();
        content.is_none_or(|content| content["received_time_known"] != false)
    }

    /// Whether what was handed in counted as on time, a declared grace included; false where it doesn't say.
    #[must_use]
    pub fn was_on_time(&self) -> bool {
        let content: Option<serde_json::Value> = serde_json::from_str(&self.content).ok();
        content.is_some_and(|content| content["on_time"] == true)
    }
}

/// `06.03.2026, 22:59:59 Uhr`, or the day alone where nobody noted the time.
#[must_use]
pub fn received_text(lang: base::Lang, at: DateTime<Utc>, time_known: bool) -> String {
    if time_known {
        base::fmt::receipt(lang, at)
    } else {
        base::fmt::date(lang, base::calendar::local_date(at))
    }
}

/// What proves a submission: shown on the receipt page, in M-A02 and in the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub application: ApplicationId,
    pub number: String,
    pub state: ApplicationState,
    /// The server's time of receipt.
    pub received_at: DateTime<Utc>,
    /// False where only the day is known: paper without a time.
    pub time_known: bool,
    /// Whether it counted as on time when it was handed in, a declared grace included.
    pub on_time: bool,
    /// SHA-256 of the snapshot, lower-case hex.
    pub sha256: String,
}

/// What a list shows: all conditions together, within what the person may see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub call: Option<calls::CallId>,
    pub programme: Option<Uuid>,
    pub states: Vec<ApplicationState>,
    pub district: Option<String>,
    pub body_type: Option<String>,
    pub lead: Option<BodyId>,
    /// Words of number, municipality and title.
    pub text: String,
    /// The responsible officer; only for the office.
    pub officer: Option<Responsible>,
    /// First and last day of receipt, in Germany.
    pub received_from: Option<NaiveDate>,
    pub received_until: Option<NaiveDate>,
    /// Has an open follow-up that is due on or before this day; only for the office.
    pub follow_up_by: Option<NaiveDate>,
    /// Documents are requested, or points of the checklist are not fulfilled; only for the office.
    pub incomplete: bool,
    /// Received after the deadline, whatever was decided about it since.
    pub late: bool,
    /// Has partners.
    pub joint: bool,
    pub sort: Sort,
}

/// Whose cases a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Responsible {
    Nobody,
    Person(PersonId),
}

base_db::codes! {
    /// Why a case may be funded twice, or is a repetition (handbook 2.11, 3.1). The officer judges.
    HintKind {
        /// A body of this case stands in another call or programme, in an overlapping period.
        SameBody = "SAME_BODY",
        /// A similar title in another case.
        SamePurpose = "SAME_PURPOSE",
        /// The applicant declared other public money.
        DeclaredGrants = "DECLARED_GRANTS",
        /// The same lead twice in one call (R11).
        LeadTwice = "LEAD_TWICE",
        /// Alone and again through a district or association, in one call.
        ThroughAssociation = "THROUGH_ASSOCIATION",
        /// Funded before in the same programme; allowed, with a note.
        Repeated = "REPEATED",
    }
}

base_db::codes! {
    /// What an officer found about a hint (handbook 2.11).
    Verdict { None = "NONE", Complementary = "COMPLEMENTARY", Conflict = "CONFLICT" }
}

base_db::codes! {
    /// What can be done with many cases at once.
    BulkVerb {
        Assign = "ASSIGN",
        FollowUp = "FOLLOW_UP",
        StartCheck = "START_CHECK",
        RequestDocuments = "REQUEST_DOCUMENTS",
        Complete = "COMPLETE",
        ProposeRejection = "PROPOSE_REJECTION",
    }
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sort {
    pub by: SortBy,
    pub descending: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SortBy {
    #[default]
    Number,
    Lead,
    Title,
    Requested,
    Received,
    State,
}
