//! Payment requests in JSON: what the API takes and gives.

use base_db::Page;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::json_parts::{PaymentReturnJson, ReturnedJson};
use crate::model::{PaymentKind, PaymentRequest, PaymentState};
use crate::rules::Purse;

/// A payment request. Amounts are cents; dates are civil dates.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentJson {
    pub id: Uuid,
    pub grant_id: Uuid,
    pub application_id: Uuid,
    /// What the cash desk knows it by: `IBZ-2026A-0001/1`.
    pub reference: String,
    pub body_name: String,
    pub kind: PaymentKind,
    pub state: PaymentState,
    pub year: i64,
    pub amount_cents: i64,
    pub expenditure: String,
    pub needed: bool,
    pub submitted_at: Option<DateTime<Utc>>,
    pub factual_at: Option<DateTime<Utc>>,
    pub arithmetic_at: Option<DateTime<Utc>>,
    pub ordered_at: Option<DateTime<Utc>>,
    pub payment_run_id: Option<Uuid>,
    /// Value date.
    pub paid_on: Option<NaiveDate>,
    /// Why it was returned or cancelled.
    pub reason: String,
    /// To be sent with the next verb.
    pub version: i64,
    /// Returned money of this payment; only when it is shown by itself.
    pub returns: Vec<PaymentReturnJson>,
}

/// One page of payment requests.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentListJson {
    pub items: Vec<PaymentJson>,
    pub total: u64,
    pub page: u64,
    pub per_page: u64,
}

/// What of a grant is asked for, paid and still open in the present budget year.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantPaymentsJson {
    pub grant_id: Uuid,
    pub award_cents: i64,
    pub retention_cents: i64,
    /// Requested, ordered and paid, less what came back.
    pub used_cents: i64,
    pub year: i64,
    /// What an instalment of this year may be at most.
    pub open_cents: i64,
    pub items: Vec<PaymentJson>,
    pub returned: Vec<ReturnedJson>,
}

/// A request as it is written.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PaymentDraftJson {
    /// Of the draft that is changed.
    pub version: Option<i64>,
    pub amount_cents: i64,
    /// What it is to pay for.
    pub expenditure: String,
    /// Declared: needed within the months of use.
    #[serde(default)]
    pub needed: bool,
    /// Where the signed paper is, when an officer enters it.
    #[serde(default)]
    pub paper_note: String,
}

/// A signature, a certificate, an order.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SignPaymentJson {
    pub version: i64,
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PaymentReasonJson {
    pub version: i64,
    #[serde(default)]
    pub reason: String,
}

impl From<PaymentRequest> for PaymentJson {
    fn from(request: PaymentRequest) -> Self {
        Self {
            id: request.id.0,
            grant_id: request.grant_id.0,
            application_id: request.application_id.0,
            reference: request.reference,
            body_name: request.body_name,
            kind: request.kind,
            state: request.state,
            year: request.year,
            amount_cents: request.amount.0,
            expenditure: request.expenditure,
            needed: request.needed,
            submitted_at: request.submitted_at,
            factual_at: request.factual_at,
            arithmetic_at: request.arithmetic_at,
            ordered_at: request.ordered_at,
            payment_run_id: request.run_id.map(|run| run.0),
            paid_on: request.paid_on,
            reason: request.reason,
            version: request.version,
            returns: Vec::new(),
        }
    }
}

impl From<Page<PaymentRequest>> for PaymentListJson {
    fn from(page: Page<PaymentRequest>) -> Self {
        let page = page.map(PaymentJson::from);
        Self {
            items: page.items,
            total: page.total,
            page: page.page,
            per_page: page.per_page,
        }
    }
}

impl GrantPaymentsJson {
    pub(super) fn new(
        grant: grants::GrantId,
        purse: &Purse,
        requests: Vec<PaymentRequest>,
        returned: Vec<crate::Returned>,
    ) -> Self {
        Self {
            grant_id: grant.0,
            award_cents: purse.award.0,
            retention_cents: purse.retention.0,
            used_cents: purse.used.0,
            year: purse.year,
            open_cents: purse.open().0,
            items: requests.into_iter().map(PaymentJson::from).collect(),
            returned: returned.into_iter().map(ReturnedJson::from).collect(),
        }
    }
}
