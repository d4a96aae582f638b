//! Table `bank_account`.

use applications::ApplicationId;
use base::PersonId;
use grants::GrantId;
use sea_orm::entity::prelude::*;

use crate::model::{AccountSource, BankAccountId, BankAccountState};

/// Bank details as they were entered once; a change is a new row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bank_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BankAccountId,
    pub programme_id: Uuid,
    /// None: the account of the cash desk, from which the programme pays.
    pub grant_id: Option<GrantId>,
    pub application_id: Option<ApplicationId>,
    pub holder: String,
    /// Capitals, no blanks.
    pub iban: String,
    /// May be empty.
    pub bic: String,
    pub bank: String,
    /// Kassenzeichen of the payee, printed on its statement; may be empty.
    pub payee_reference: String,
    pub source: AccountSource,
    /// Whether another one was in force before, or the application said another one: blocked for a day.
    pub is_change: bool,
    pub state: BankAccountState,
    pub entered_by: PersonId,
    pub entered_at: DateTimeUtc,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTimeUtc>,
    /// Who was called back under which number, or why it was refused.
    pub call_back: String,
    /// From when on money may go there.
    pub usable_from: Option<DateTimeUtc>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
