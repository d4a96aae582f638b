//! The JSON of the API. Amounts are integer cents, days tenths, dates civil dates, instants UTC.

use base::{Cents, Problem};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::{
    Application, ApplicationState, Declarations, Declared, DocumentRequest, DraftFields, Note, Party,
    PartyRole, ProposalVerb, ReasonCode, Receipt, Source, Support,
};

/// One application as lists and answers show it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationJson {
    pub id: Uuid,
    pub call_id: Uuid,
    /// From the first submission on.
    pub number: Option<String>,
    pub draft_code: String,
    pub state: ApplicationState,
    pub source: Source,
    pub title: String,
    pub summary: String,
    pub lead_id: Uuid,
    pub lead_key: String,
    pub lead_name: String,
    pub body_type: String,
    pub district_key: Option<String>,
    pub district_name: Option<String>,
    pub region: Option<i64>,
    pub population: Option<i64>,
    pub contact_name: String,
    pub contact_role: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub project_from: Option<NaiveDate>,
    pub project_until: Option<NaiveDate>,
    pub support: Support,
    pub support_tenths_of_days: Option<i64>,
    pub requested_cents: i64,
    pub total_cost_cents: i64,
    pub own_share_cents: i64,
    pub other_funding_cents: i64,
    pub declarations: Declarations,
    pub received_at: Option<DateTime<Utc>>,
    /// False where only the day of receipt is known.
    pub received_time_known: bool,
    /// For saving: send back what you read.
    pub version: i64,
}

impl From<Application> for ApplicationJson {
    fn from(application: Application) -> Self {
        Self {
            id: application.id.0,
            call_id: application.call_id.0,
            declarations: application.declarations(),
            number: application.number,
            draft_code: application.draft_code,
            state: application.state,
            source: application.source,
            title: application.title,
            summary: application.summary,
            lead_id: application.lead_body_id.0,
            lead_key: application.lead_key,
            lead_name: application.lead_name,
            body_type: application.body_type,
            district_key: application.district_key,
            district_name: application.district_name,
            region: application.region,
            population: application.population,
            contact_name: application.contact_name,
            contact_role: application.contact_role,
            contact_email: application.contact_email,
            contact_phone: application.contact_phone,
            project_from: application.project_from,
            project_until: application.project_until,
            support: application.support,
            support_tenths_of_days: application.support_tenths,
            requested_cents: application.requested.0,
            total_cost_cents: application.total_cost.0,
            own_share_cents: application.own_share.0,
            other_funding_cents: application.other_funding.0,
            received_at: application.received_at,
            received_time_known: application.received_time_known,
            version: application.version,
        }
    }
}

/// One page of applications.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationListJson {
    pub items: Vec<ApplicationJson>,
    pub total: u64,
    pub page: u64,
    pub per_page: u64,
}

/// A body of the project.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartyJson {
    pub body_id: Uuid,
    pub role: PartyRole,
    pub name: String,
    pub key: String,
    pub share_cents: Option<i64>,
}

impl From<Party> for PartyJson {
    fn from(party: Party) -> Self {
        Self {
            body_id: party.body_id.0,
            role: party.role,
            name: party.name,
            key: party.key,
            share_cents: party.share.map(|share| share.0),
        }
    }
}

/// An application with its parties, what can be funded, and the proof of its submission.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationDetailJson {
    pub application: ApplicationJson,
    pub parties: Vec<PartyJson>,
    pub fundable_cents: i64,
    /// SHA-256 of the latest submission, if it came through a person.
    pub sha256: Option<String>,
    /// The responsible officer; only for the office.
    pub officer_id: Option<Uuid>,
}

/// A body of the project, by key or name.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct NewPartyJson {
    /// Official key or name.
    pub body: String,
    pub role: PartyRole,
    pub share_cents: Option<i64>,
}

/// What can be written while it is a draft. What is left out is empty.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct DraftJson {
    pub title: String,
    pub summary: String,
    pub contact_name: String,
    pub contact_role: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub project_from: Option<NaiveDate>,
    pub project_until: Option<NaiveDate>,
    pub support: Option<Support>,
    pub support_tenths_of_days: Option<i64>,
    pub requested_cents: i64,
    pub total_cost_cents: i64,
    pub own_share_cents: i64,
    pub other_funding_cents: i64,
    pub parties: Vec<NewPartyJson>,
    /// The lead's own part, where shares are agreed.
    pub lead_share_cents: Option<i64>,
    pub remark: String,
}

impl DraftJson {
    /// The command's fields without the parties, which still have to be looked up.
    pub(super) fn fields(&self) -> DraftFields {
        DraftFields {
            title: base::names::clean(&self.title),
            summary: base::names::clean_multiline(&self.summary),
            contact_name: base::names::clean(&self.contact_name),
            contact_role: base::names::clean(&self.contact_role),
            contact_email: base::names::clean(&self.contact_email).to_lowercase(),
            contact_phone: base::names::clean(&self.contact_phone),
            project_from: self.project_from,
            project_until: self.project_until,
            support: self.support,
            support_tenths: self.support_tenths_of_days,
            requested: Cents(self.requested_cents),
            total_cost: Cents(self.total_cost_cents),
            own_share: Cents(self.own_share_cents),
            other_funding: Cents(self.other_funding_cents),
            parties: Vec::new(),
            remark: base::names::clean_multiline(&self.remark),
        }
    }
}

/// Begins an application.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct NewApplicationJson {
    /// The call's code: `IBZ-2026A`.
    pub call: String,
    /// Official key or name of the lead.
    pub lead: String,
    #[serde(flatten)]
    pub draft: DraftJson,
}

/// Saves a draft.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct UpdateApplicationJson {
    pub version: i64,
    #[serde(flatten)]
    pub draft: DraftJson,
}

/// Hands a draft in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct SubmitJson {
    pub version: i64,
    /// What is declared now; nothing is taken from the draft.
    #[serde(default)]
    pub declarations: Declarations,
    /// Declarations of the call's form that have no name of their own, by their codes: `F2`.
    #[serde(default)]
    pub declared: Vec<String>,
    /// KE confirms that the signed cover sheet is there; KZ signs by sending this.
    #[serde(default)]
    pub cover_sheet: bool,
    /// For applications on paper: the day they arrived.
    #[serde(default)]
    pub received_on: Option<NaiveDate>,
}

impl SubmitJson {
    pub(super) fn declared(&self) -> Declared {
        let mut declared = Declared::from(self.declarations);
        declared.0.extend(self.declared.iter().cloned());
        declared
    }
}

/// The proof of a submission.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptJson {
    pub application_id: Uuid,
    pub number: String,
    pub state: ApplicationState,
    pub received_at: DateTime<Utc>,
    pub sha256: String,
}

impl From<Receipt> for ReceiptJson {
    fn from(receipt: Receipt) -> Self {
        Self {
            application_id: receipt.application.0,
            number: receipt.number,
            state: receipt.state,
            received_at: receipt.received_at,
            sha256: receipt.sha256,
        }
    }
}

/// Asks for documents.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct RequestDocumentsJson {
    /// One item per line; may be left out when fields are named.
    #[serde(default)]
    pub items: String,
    /// Fields that may be corrected: `contact_email`, `own_share`, `not_begun` …
    #[serde(default)]
    pub fields: Vec<String>,
    /// The last day.
    pub due_on: NaiveDate,
}

/// A document request and its answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentRequestJson {
    pub id: Uuid,
    pub items: String,
    pub fields: Vec<String>,
    pub due_on: NaiveDate,
    pub requested_at: DateTime<Utc>,
    pub answer: String,
    pub answered_at: Option<DateTime<Utc>>,
    pub expired_at: Option<DateTime<Utc>>,
    /// The officer went on without an answer.
    pub closed_at: Option<DateTime<Utc>>,
}

impl From<DocumentRequest> for DocumentRequestJson {
    fn from(request: DocumentRequest) -> Self {
        Self {
            id: request.id,
            fields: request.field_names().map(str::to_owned).collect(),
            items: request.items,
            due_on: request.due_on,
            requested_at: request.requested_at,
            answer: request.answer,
            answered_at: request.answered_at,
            expired_at: request.expired_at,
            closed_at: request.closed_at,
        }
    }
}

/// The document requests of a case, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentRequestListJson {
    pub items: Vec<DocumentRequestJson>,
}

/// Proposes a rejection (`REJECT`, with a reason code) or the admission of a late application (`ADMIT`).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ProposeJson {
    #[serde(default = "reject")]
    pub verb: ProposalVerb,
    pub reason_code: ReasonCode,
    pub reason: String,
}

fn reject() -> ProposalVerb {
    ProposalVerb::Reject
}

/// Decides on what was proposed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct DecideJson {
    pub confirm: bool,
    #[serde(default)]
    pub remark: String,
}

/// A note on the case.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoteJson {
    pub id: Uuid,
    pub text: String,
    pub author_name: String,
    pub created_at: DateTime<Utc>,
}

impl From<Note> for NoteJson {
    fn from(note: Note) -> Self {
        Self {
            id: note.id,
            text: note.text,
            author_name: note.author_name,
            created_at: note.created_at,
        }
    }
}

/// The notes of a case, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoteListJson {
    pub items: Vec<NoteJson>,
}

/// A new note.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct NewNoteJson {
    pub text: String,
}

/// Refuses what no form would send: an e-mail address without a domain.
pub(super) fn check_email(email: &str) -> Result<(), Problem> {
    let plausible = email.is_empty()
        || email
            .split_once('@')
            .is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.'));
    if plausible {
        Ok(())
    } else {
        Err(Problem::field(
            "contact_email",
            base::Text::new("field-email").with("value", email),
        ))
    }
}
