//! The JSON of the officer's desk: bulk actions, follow-ups, the responsible officer.

use base::{Lang, PersonId, Problem, Text};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::hints::Hint;
use crate::model::{
    BulkVerb, CheckOutcome, CheckResult, Checked, DeadlineExtension, FieldChange, FollowUp, HintKind,
    ReasonCode, Verdict,
};
use crate::usecases::{BulkAction, BulkResult};

/// One verb for many applications. Which of the other fields are needed depends on the verb.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct BulkJson {
    pub verb: BulkVerb,
    pub ids: Vec<Uuid>,
    /// ASSIGN: the officer; nobody when left out.
    #[serde(default)]
    pub officer_id: Option<Uuid>,
    /// FOLLOW_UP and REQUEST_DOCUMENTS: the last day.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    /// FOLLOW_UP
    #[serde(default)]
    pub note: String,
    /// REQUEST_DOCUMENTS: one item per line.
    #[serde(default)]
    pub items: String,
    /// PROPOSE_REJECTION
    #[serde(default)]
    pub reason_code: Option<ReasonCode>,
    /// PROPOSE_REJECTION
    #[serde(default)]
    pub reason: String,
}

impl BulkJson {
    /// The command. Error: `Invalid` when a field of this verb is missing.
    pub(super) fn action(&self) -> Result<BulkAction, Problem> {
        let missing = |field: &str| Problem::field(field, Text::new("field-required"));
        Ok(match self.verb {
            BulkVerb::Assign => BulkAction::Assign {
                officer: self.officer_id.map(PersonId),
            },
            BulkVerb::FollowUp => BulkAction::FollowUp {
                due_on: self.due_on.ok_or_else(|| missing("due_on"))?,
                note: self.note.clone(),
            },
            BulkVerb::StartCheck => BulkAction::StartCheck,
            BulkVerb::RequestDocuments => BulkAction::RequestDocuments {
                items: self.items.clone(),
                due_on: self.due_on.ok_or_else(|| missing("due_on"))?,
            },
            BulkVerb::Complete => BulkAction::Complete,
            BulkVerb::ProposeRejection => BulkAction::ProposeRejection {
                reason_code: self.reason_code.ok_or_else(|| missing("reason_code"))?,
                reason: self.reason.clone(),
            },
        })
    }
}

/// What became of one record.
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkResultJson {
    pub id: Uuid,
    pub label: String,
    pub done: bool,
    /// Why it was left as it was, for programs.
    pub code: Option<String>,
    /// The same as a sentence.
    pub reason: Option<String>,
}

/// A result per record, in the order asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkResultListJson {
    pub done: usize,
    pub left: usize,
    pub results: Vec<BulkResultJson>,
}

impl BulkResultListJson {
    pub(super) fn new(lang: Lang, results: Vec<BulkResult>) -> Self {
        let done = results.iter().filter(|result| result.problem.is_none()).count();
        Self {
            done,
            left: results.len() - done,
            results: results
                .into_iter()
                .map(|result| BulkResultJson {
                    id: result.application.0,
                    label: result.label,
                    done: result.problem.is_none(),
                    code: result.problem.as_ref().map(code),
                    reason: result
                        .problem
                        .as_ref()
                        .map(|problem| base_web::failure::sentence(lang, problem)),
                })
                .collect(),
        }
    }
}

fn code(problem: &Problem) -> String {
    match problem {
        Problem::Refused { code, .. } => (*code).to_owned(),
        Problem::NotFound { .. } => "not-found".to_owned(),
        Problem::Invalid(_) => "invalid".to_owned(),
        Problem::Stale => "stale".to_owned(),
        _ => "denied".to_owned(),
    }
}

/// A follow-up (Wiedervorlage).
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowUpJson {
    pub id: Uuid,
    pub application_id: Uuid,
    /// In whose list it shows.
    pub person_id: Uuid,
    pub due_on: NaiveDate,
    pub note: String,
    pub created_at: DateTime<Utc>,
    pub done_at: Option<DateTime<Utc>>,
}

impl From<FollowUp> for FollowUpJson {
    fn from(one: FollowUp) -> Self {
        Self {
            id: one.id,
            application_id: one.application_id.0,
            person_id: one.person_id.0,
            due_on: one.due_on,
            note: one.note,
            created_at: one.created_at,
            done_at: one.done_at,
        }
    }
}

/// Follow-ups, the earliest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowUpListJson {
    pub items: Vec<FollowUpJson>,
}

/// Sets a follow-up.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct NewFollowUpJson {
    pub due_on: NaiveDate,
    pub note: String,
    /// In whose list; the person's own when left out.
    #[serde(default)]
    pub person_id: Option<Uuid>,
}

/// Puts a follow-up off.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PostponeJson {
    pub due_on: NaiveDate,
}

/// Gives a case to an officer, or to nobody.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct AssignOfficerJson {
    #[serde(default)]
    pub officer_id: Option<Uuid>,
}

/// Moves the end of the open document request.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ExtendRequestJson {
    /// The new last day.
    pub due_on: NaiveDate,
    pub reason: String,
}

/// Goes on without an answer to a document request.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ContinueJson {
    /// Becomes a note of the case.
    pub note: String,
}

/// A field that the answer to a document request changed. Amounts are cents, declarations `true` or `false`.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldChangeJson {
    pub request_id: Uuid,
    pub field: String,
    pub old_value: String,
    pub new_value: String,
    pub changed_at: DateTime<Utc>,
}

impl From<FieldChange> for FieldChangeJson {
    fn from(change: FieldChange) -> Self {
        Self {
            request_id: change.request_id,
            field: change.field,
            old_value: change.old_value,
            new_value: change.new_value,
            changed_at: change.changed_at,
        }
    }
}

/// What the answers changed, in order.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldChangeListJson {
    pub items: Vec<FieldChangeJson>,
}

/// A point of the formal check.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckPointJson {
    pub code: String,
    /// Whether a defect may be cured after the deadline.
    pub is_curable: bool,
    pub result: CheckResult,
    pub remark: String,
    pub checked_by: Option<Uuid>,
    pub checked_at: Option<DateTime<Utc>>,
}

/// The checklist of a case and what it comes to; no outcome while a point is open.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChecklistJson {
    pub version: i64,
    pub outcome: Option<CheckOutcome>,
    pub points: Vec<CheckPointJson>,
}

/// Records points of the formal check; those left out stay as they are.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct SaveCheckJson {
    pub version: i64,
    pub items: Vec<Checked>,
    #[serde(default)]
    pub first_contract_on: Option<NaiveDate>,
    #[serde(default)]
    pub early_start_from: Option<NaiveDate>,
}

/// A hint of double funding or repetition, and what an officer found about it.
#[derive(Debug, Serialize, ToSchema)]
pub struct HintJson {
    pub kind: HintKind,
    /// The other case's id, or empty; needed to judge.
    pub subject: String,
    pub other_label: Option<String>,
    pub other_call: Option<String>,
    pub other_lead: Option<String>,
    pub other_title: Option<String>,
    pub likeness_percent: Option<u32>,
    pub declared_cents: Option<i64>,
    /// Each grant that was declared, as `provider, programme`.
    pub declared_grants: Vec<String>,
    pub verdict: Option<Verdict>,
    pub reason: Option<String>,
}

impl From<Hint> for HintJson {
    fn from(hint: Hint) -> Self {
        let other = hint.other;
        let of = |get: fn(&crate::hints::OtherCase) -> &String| other.as_ref().map(|one| get(one).clone());
        Self {
            kind: hint.kind,
            subject: hint.subject,
            other_label: of(|one| &one.label),
            other_call: of(|one| &one.call),
            other_lead: of(|one| &one.lead),
            other_title: of(|one| &one.title),
            likeness_percent: hint.likeness,
            declared_cents: hint.declared.map(|cents| cents.0),
            declared_grants: hint
                .grants
                .iter()
                .map(|grant| format!("{}, {}", grant.provider, grant.programme))
                .collect(),
            verdict: hint.judgement.as_ref().map(|one| one.verdict),
            reason: hint.judgement.map(|one| one.reason),
        }
    }
}

/// The hints of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct HintListJson {
    pub items: Vec<HintJson>,
}

/// Judges a hint.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct JudgeHintJson {
    pub kind: HintKind,
    #[serde(default)]
    pub subject: String,
    pub verdict: Verdict,
    pub reason: String,
}

/// A later deadline for one body.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExtensionJson {
    pub id: Uuid,
    pub call_id: Uuid,
    pub body_id: Uuid,
    pub due_on: NaiveDate,
    pub reason: String,
    pub proposed_at: DateTime<Utc>,
    pub decided_at: Option<DateTime<Utc>>,
    /// `CONFIRMED` or `DECLINED`.
    pub outcome: Option<String>,
}

impl From<DeadlineExtension> for ExtensionJson {
    fn from(one: DeadlineExtension) -> Self {
        Self {
            id: one.id,
            call_id: one.call_id.0,
            body_id: one.body_id.0,
            due_on: one.due_on,
            reason: one.reason,
            proposed_at: one.proposed_at,
            decided_at: one.decided_at,
            outcome: one.outcome,
        }
    }
}

/// The extensions of a call, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExtensionListJson {
    pub items: Vec<ExtensionJson>,
}

/// Proposes a later deadline for one body.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct NewExtensionJson {
    /// The call's code.
    pub call: String,
    /// Official key or name.
    pub body: String,
    pub due_on: NaiveDate,
    pub reason: String,
}

/// Decides on a later deadline.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct DecideExtensionJson {
    pub confirm: bool,
    #[serde(default)]
    pub remark: String,
}
