//! Bank details, runs and returned money in JSON.

use base_db::Page;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::{
    AccountSource, BankAccount, BankAccountState, Details, PaymentReturn, PaymentRun, ReturnState, Returned,
};
use crate::rules;

/// Bank details. The account number is whole only for those who need it.
#[derive(Debug, Serialize, ToSchema)]
pub struct BankAccountJson {
    pub id: Uuid,
    pub grant_id: Option<Uuid>,
    pub programme_id: Uuid,
    pub holder: String,
    pub iban: String,
    pub bic: String,
    pub bank: String,
    pub payee_reference: String,
    pub source: AccountSource,
    pub state: BankAccountState,
    pub entered_at: DateTime<Utc>,
    pub decided_at: Option<DateTime<Utc>>,
    /// Nothing is paid there before.
    pub usable_from: Option<DateTime<Utc>>,
    pub version: i64,
}

/// All bank details of an owner, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct BankAccountListJson {
    pub items: Vec<BankAccountJson>,
}

/// Bank details as typed.
#[derive(Debug, Deserialize, ToSchema)]
pub struct EnterAccountJson {
    pub holder: String,
    pub iban: String,
    #[serde(default)]
    pub bic: String,
    #[serde(default)]
    pub bank: String,
    #[serde(default)]
    pub payee_reference: String,
}

/// A decision on bank details.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DecideAccountJson {
    pub version: i64,
    /// Who was called back under which known number, or why they are refused.
    pub note: String,
}

/// One file for the cash desk.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentRunJson {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub number: i64,
    pub message_id: String,
    pub execution_on: NaiveDate,
    pub payments: i64,
    pub total_cents: i64,
    pub list_sha256: String,
    pub sepa_sha256: String,
    pub created_at: DateTime<Utc>,
}

/// One page of runs.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentRunListJson {
    pub items: Vec<PaymentRunJson>,
    pub total: u64,
    pub page: u64,
    pub per_page: u64,
}

/// A run to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateRunJson {
    pub programme_id: Uuid,
    pub execution_on: NaiveDate,
}

/// Money that came back, to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RecordReturnJson {
    pub amount_cents: i64,
    /// Value date.
    pub received_on: NaiveDate,
    pub note: String,
}

/// A record of money that came back.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentReturnJson {
    pub id: Uuid,
    pub payment_id: Uuid,
    pub amount_cents: i64,
    pub received_on: NaiveDate,
    pub note: String,
    pub state: ReturnState,
    pub version: i64,
}

/// Money that came back and was confirmed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReturnedJson {
    pub id: Uuid,
    pub payment_id: Uuid,
    pub amount_cents: i64,
    pub received_on: NaiveDate,
}

impl BankAccountJson {
    pub(super) fn new(account: BankAccount, whole: bool) -> Self {
        Self {
            id: account.id.0,
            grant_id: account.grant_id.map(|grant| grant.0),
            programme_id: account.programme_id,
            holder: account.holder,
            iban: if whole {
                account.iban
            } else {
                rules::masked(&account.iban)
            },
            bic: account.bic,
            bank: account.bank,
            payee_reference: account.payee_reference,
            source: account.source,
            state: account.state,
            entered_at: account.entered_at,
            decided_at: account.decided_at,
            usable_from: account.usable_from,
            version: account.version,
        }
    }
}

impl From<EnterAccountJson> for Details {
    fn from(typed: EnterAccountJson) -> Self {
        Self {
            holder: typed.holder,
            iban: typed.iban,
            bic: typed.bic,
            bank: typed.bank,
            payee_reference: typed.payee_reference,
        }
    }
}

impl From<PaymentRun> for PaymentRunJson {
    fn from(run: PaymentRun) -> Self {
        Self {
            id: run.id.0,
            programme_id: run.programme_id,
            number: run.number,
            message_id: run.message_id,
            execution_on: run.execution_on,
            payments: run.payments,
            total_cents: run.total.0,
            list_sha256: run.list_sha256,
            sepa_sha256: run.sepa_sha256,
            created_at: run.created_at,
        }
    }
}

impl From<Page<PaymentRun>> for PaymentRunListJson {
    fn from(page: Page<PaymentRun>) -> Self {
        let page = page.map(PaymentRunJson::from);
        Self {
            items: page.items,
            total: page.total,
            page: page.page,
            per_page: page.per_page,
        }
    }
}

impl From<PaymentReturn> for PaymentReturnJson {
    fn from(row: PaymentReturn) -> Self {
        Self {
            id: row.id.0,
            payment_id: row.payment_id.0,
            amount_cents: row.amount.0,
            received_on: row.received_on,
            note: row.note,
            state: row.state,
            version: row.version,
        }
    }
}

impl From<Returned> for ReturnedJson {
    fn from(back: Returned) -> Self {
        Self {
            id: back.id.0,
            payment_id: back.payment.0,
            amount_cents: back.amount.0,
            received_on: back.received_on,
        }
    }
}
