//! The JSON of an application's parts: attachments, partners, plan. Amounts are integer cents.

use base::Cents;
use base_files::StoredFile;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::{
    Application, Attachment, OtherGrant, OtherGrantStatus, Partner, PartnerState, Party, PartyRole, Plan,
    PlanKind,
};
use crate::overlap::Overlap;

/// One attachment. Its bytes: `/applications/{application}/files/{file_id}`.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttachmentJson {
    pub id: Uuid,
    pub file_id: Uuid,
    pub name: String,
    pub media_type: String,
    pub size_bytes: i64,
    /// Lower-case hex.
    pub sha256: String,
    /// What it is, a code of the call's checklist.
    pub document: String,
    pub label: String,
    /// The partner it comes from.
    pub body_id: Option<Uuid>,
    pub added_at: DateTime<Utc>,
    /// `NONE`, `PENDING`, `CLEAN`, `INFECTED`; pending and infected ones cannot be downloaded.
    pub scan_state: &'static str,
}

impl From<(Attachment, StoredFile)> for AttachmentJson {
    fn from((one, file): (Attachment, StoredFile)) -> Self {
        Self {
            id: one.id,
            file_id: file.id,
            name: file.name,
            media_type: file.media_type,
            size_bytes: file.size_bytes,
            sha256: file.sha256,
            document: one.document,
            label: one.label,
            body_id: one.body_id.map(|body| body.0),
            added_at: one.added_at,
            scan_state: file.scan_state.code(),
        }
    }
}

/// The attachments of an application, oldest first; at most twenty.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttachmentListJson {
    pub items: Vec<AttachmentJson>,
}

/// Who applies together.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartnersJson {
    /// For saving: send back what you read.
    pub version: i64,
    pub lead_share_cents: Option<i64>,
    pub partners: Vec<PartnerJson>,
    /// Official keys.
    pub places: Vec<String>,
    /// Bodies that are part of another application of the call as well.
    pub overlaps: Vec<OverlapJson>,
}

/// One partner and its answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartnerJson {
    pub body_id: Uuid,
    pub key: String,
    pub name: String,
    pub task: String,
    pub share_cents: Option<i64>,
    pub state: PartnerState,
    pub asked_at: Option<DateTime<Utc>>,
    pub answered_at: Option<DateTime<Utc>>,
    pub remark: String,
    pub resolution_on: Option<NaiveDate>,
}

/// A body that is part of two applications of the call.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverlapJson {
    pub body: String,
    /// Its district, association or member in the other one; none when it is the same body.
    pub through: Option<String>,
    pub other_lead: String,
}

impl PartnersJson {
    pub(super) fn of(
        application: &Application,
        parties: &[Party],
        partners: Vec<Partner>,
        overlaps: Vec<Overlap>,
    ) -> Self {
        Self {
            version: application.version,
            lead_share_cents: crate::queries::lead_of(parties)
                .and_then(|lead| lead.share)
                .map(|share| share.0),
            partners: partners
                .into_iter()
                .map(|partner| PartnerJson {
                    body_id: partner.party.body_id.0,
                    key: partner.party.key,
                    name: partner.party.name,
                    task: partner.task,
                    share_cents: partner.party.share.map(|share| share.0),
                    state: partner.state,
                    asked_at: partner.asked_at,
                    answered_at: partner.answered_at,
                    remark: partner.remark,
                    resolution_on: partner.resolution_on,
                })
                .collect(),
            places: parties
                .iter()
                .filter(|party| party.role == PartyRole::PlaceOfAction)
                .map(|party| party.key.clone())
                .collect(),
            overlaps: overlaps
                .into_iter()
                .map(|overlap| OverlapJson {
                    body: overlap.body,
                    through: overlap.through,
                    other_lead: overlap.other_lead,
                })
                .collect(),
        }
    }
}

/// Partners and places of a draft, all at once.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SetPartnersJson {
    pub version: i64,
    #[serde(default)]
    pub lead_share_cents: Option<i64>,
    #[serde(default)]
    pub partners: Vec<PartnerInputJson>,
    /// Official keys or names.
    #[serde(default)]
    pub places: Vec<String>,
}

/// One partner to be.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PartnerInputJson {
    /// Official key or name.
    pub body: String,
    #[serde(default)]
    pub task: String,
    #[serde(default)]
    pub share_cents: Option<i64>,
}

/// A partner's answer.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AnswerPartnerJson {
    pub confirm: bool,
    /// The share as you read it.
    #[serde(default)]
    pub share_cents: Option<i64>,
    #[serde(default)]
    pub remark: String,
    #[serde(default)]
    pub resolution_on: Option<NaiveDate>,
}

/// A plan of costs and financing.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanJson {
    /// For saving: send back what you read.
    pub version: i64,
    pub items: Vec<PlanItemJson>,
    pub total_cost_cents: i64,
    pub financing_cents: i64,
    pub vat_deduct: Option<bool>,
    pub no_other_grants: bool,
    pub other_grants: Vec<OtherGrantJson>,
    pub early_start: bool,
    pub early_start_on: Option<NaiveDate>,
    pub early_start_reason: String,
}

/// One figure of a plan.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PlanItemJson {
    pub year: i64,
    pub kind: PlanKind,
    pub cents: i64,
}

/// Public money from elsewhere.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct OtherGrantJson {
    pub provider: String,
    #[serde(default)]
    pub programme: String,
    pub cents: i64,
    pub status: OtherGrantStatus,
}

impl PlanJson {
    pub(super) fn of(application: &Application, plan: Plan) -> Self {
        Self {
            version: application.version,
            total_cost_cents: plan.costs(None).0,
            financing_cents: plan.financing(None).0,
            items: plan
                .items
                .iter()
                .map(|(year, kind, amount)| PlanItemJson {
                    year: *year,
                    kind: *kind,
                    cents: amount.0,
                })
                .collect(),
            vat_deduct: plan.vat_deduct,
            no_other_grants: plan.no_other_grants,
            other_grants: plan
                .other_grants
                .into_iter()
                .map(|grant| OtherGrantJson {
                    provider: grant.provider,
                    programme: grant.programme,
                    cents: grant.amount.0,
                    status: grant.status,
                })
                .collect(),
            early_start: plan.early_start,
            early_start_on: plan.early_start_on,
            early_start_reason: plan.early_start_reason,
        }
    }
}

/// The whole plan of a draft.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SetPlanJson {
    pub version: i64,
    #[serde(default)]
    pub items: Vec<PlanItemJson>,
    #[serde(default)]
    pub vat_deduct: Option<bool>,
    #[serde(default)]
    pub no_other_grants: bool,
    #[serde(default)]
    pub other_grants: Vec<OtherGrantJson>,
    #[serde(default)]
    pub early_start: bool,
    #[serde(default)]
    pub early_start_on: Option<NaiveDate>,
    #[serde(default)]
    pub early_start_reason: String,
}

impl SetPlanJson {
    pub(super) fn plan(self) -> Plan {
        Plan {
            items: self
                .items
                .into_iter()
                .map(|item| (item.year, item.kind, Cents(item.cents)))
                .collect(),
            vat_deduct: self.vat_deduct,
            no_other_grants: self.no_other_grants,
            other_grants: self
                .other_grants
                .into_iter()
                .map(|grant| OtherGrant {
                    provider: grant.provider,
                    programme: grant.programme,
                    amount: Cents(grant.cents),
                    status: grant.status,
                })
                .collect(),
            early_start: self.early_start,
            early_start_on: self.early_start_on,
            early_start_reason: self.early_start_reason,
        }
    }
}

/// What a hash stands for; nothing more is said to the public.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProofJson {
    pub number: String,
    pub received_at: DateTime<Utc>,
    /// Its code.
    pub call: String,
}
